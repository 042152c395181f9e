"""What the experts ask of each safeguard, played through its rule; what a door shows stands with the doors."""

from typing import Any

import pytest

from safeconduct.protection.words import Role

OPINIONS = [
    {"profession": each, "agency": each, "state_member": each != "ngo", "opinion": "not_identified",
     "conflict_declared": True}
    for each in ("police", "social_worker", "lawyer", "ngo")
]  # fmt: skip
REFUSAL = "identification.decide_not_identified"
AGREED = {"consented_purposes": ["identity_verification"], "child": False}
VERIFY = "return.send_verification"


# Identification


@pytest.mark.parametrize("rows", [None, OPINIONS[:1], OPINIONS[:3]])
def test_no_two_people_can_refuse_in_place_of_the_team(case: Any, act: Any, ask: Any, rows: Any) -> None:
    few = case(team_opinions=rows, child=False)
    assert not ask("SG-ID-03", few, act(REFUSAL)).override.allowed
    assert ask("SG-ID-03", few, act("identification.decide_identified")).override.allowed


def test_a_childs_changed_account_is_no_ground_even_beside_another(case: Any, act: Any, ask: Any) -> None:
    refusal = act(REFUSAL, reason_codes=["inconsistent", "no_act"])
    assert not ask("SG-ID-04", case(), refusal).allowed
    assert ask("SG-ID-04", case(child=False), refusal).allowed


def test_a_refusal_waits_until_each_element_was_looked_for(case: Any, act: Any, ask: Any) -> None:
    refusal = act(REFUSAL, reason_codes=["no_act"])
    half = case(child=False, act_shown=False, purpose_shown=False)
    assert ask("SG-ID-05", half, refusal).missing == ("means_shown",)
    assert ask("SG-ID-05", case(child=True, act_shown=False, purpose_shown=False), refusal).allowed


# Consent


def test_an_agreement_through_a_tied_interpreter_opens_no_step_that_shares(
    case: Any, act: Any, ask: Any
) -> None:
    tied = {"interpreter_needed": True, "interpreter_conflict_free": False}
    assert ask("SG-DP-01", case(interpreter_needed=False, **AGREED), act(VERIFY, Role.FOCAL_POINT)).allowed
    assert not ask("SG-DP-01", case(**AGREED, **tied), act(VERIFY, Role.FOCAL_POINT)).allowed
    unasked = case(interpreter_needed=True, **AGREED)
    assert ask("SG-DP-01", unasked, act(VERIFY, Role.FOCAL_POINT)).missing == ("interpreter_conflict_free",)


def test_a_guardian_who_may_be_involved_agrees_to_nothing(case: Any, act: Any, ask: Any) -> None:
    both = {"recipient": "Harbour House", "purpose": "service", "fields": ["names"], "in_force": True,
            "guardian": True}  # fmt: skip
    share = act("share_data", recipient="Harbour House", purpose="service", fields=["names"])
    child = {"child": True, "guardian_appointed": True, "interpreter_needed": False, "consents": [both]}
    assert ask("SG-DP-01", case(**child), share).allowed
    assert not ask("SG-DP-01", case(guardian_conflict_free=False, **child), share).allowed


# Protection


def test_a_test_that_is_required_is_refused_whatever_the_person_says(case: Any, act: Any, ask: Any) -> None:
    forced = act("medical_procedure", Role.HEALTH, purpose="care", consent=True, required=True)
    found = ask("SG-PR-08", case(), forced)
    assert not found.allowed
    assert not found.override.allowed
    assert ask(
        "SG-PR-08", case(), act("medical_procedure", Role.HEALTH, purpose="care", consent=True)
    ).allowed
