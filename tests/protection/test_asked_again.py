"""What an effect has done already is answered when somebody asks for it, not refused."""

from datetime import UTC, datetime

import pytest

from safeconduct.protection.country import profile
from safeconduct.protection.facts import CaseFacts
from safeconduct.protection.mechanism import START
from safeconduct.protection.mechanism.may import already_so

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def case(**states: str) -> CaseFacts:
    return CaseFacts(START | states, {}, profile("XA"), NOW)


@pytest.mark.parametrize(
    ("event", "states"),
    [
        ("stay.bar_removal", {"stay": "REMOVAL_BARRED"}),
        ("stay.new_grounds", {"stay": "REMOVAL_BARRED"}),  # reopening identification bars removal again
        ("child.go_missing", {"child": "MISSING"}),  # so does losing contact with a child
        ("asylum.voice_fear", {"asylum": "FEAR_VOICED"}),  # a paper that tells of fear voices it
    ],
)
def test_a_step_that_an_effect_can_take_is_answered_where_it_was_taken(event, states):
    assert already_so(event, case(**states))
    assert not already_so(event, case())


def test_a_step_that_only_people_take_is_never_answered_by_itself():
    assert not already_so("identification.decide_identified", case(identification="IDENTIFIED"))
    assert not already_so("return.depart", case(**{"return": "IN_TRAVEL"}))


def test_a_step_that_can_be_taken_again_is_taken_again():
    assert not already_so("stay.renew", case(stay="TEMPORARY_STAY"))
