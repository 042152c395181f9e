"""Every reason at once, and nothing that protects waits for paper."""

from datetime import UTC, datetime

import pytest

from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import START, TRANSITIONS
from safeconduct.protection.mechanism.may import already_so, may
from safeconduct.protection.words import Role

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LEAD = Actor(Role.CASE_MANAGER, "lead", "Harbour House", "Town")


def facts(states=(), **known):
    return CaseFacts(
        {**START, **dict(states)}, {name: Fact(value) for name, value in known.items()}, profile("XA"), NOW
    )


def named(decision):
    return {finding.safeguard for finding in decision.refusals}


def test_a_step_that_does_not_exist_from_here_is_refused_with_everything_else_that_stands_against_it():
    decision = may("return.depart", facts(), Act("return.depart", LEAD))
    assert {"state", "documents", "SG-RT-01", "SG-RT-02", "SG-CH-03"} <= named(decision)


def test_a_step_of_another_role_is_refused():
    decision = may(
        "stay.grant_reflection", facts({"stay": "REMOVAL_BARRED"}), Act("stay.grant_reflection", LEAD)
    )
    assert "role" in named(decision)


@pytest.mark.parametrize("name", [each.id for each in TRANSITIONS.values() if each.protects])
def test_what_protects_owes_its_papers_instead_of_asking_for_them(name):
    decision = may(name, facts(), Act(name, LEAD))
    assert "documents" not in named(decision)
    assert set(decision.owed_documents) == set(TRANSITIONS[name].documents)


@pytest.mark.parametrize(
    "name", [each.id for each in TRANSITIONS.values() if each.documents and not each.protects]
)
def test_everything_else_asks_for_its_papers(name):
    assert "documents" in named(may(name, facts(), Act(name, LEAD)))
    assert "documents" not in named(may(name, facts(), Act(name, LEAD), filed=TRANSITIONS[name].documents))


def test_two_people_cannot_set_aside_a_rule_without_exception():
    case = facts({"return": "READY"}, risk_level="HIGH", child=False)
    decision = may(
        "return.depart", case, Act("return.depart", LEAD), in_force={"SG-RT-01", "SG-RT-02", "SG-PR-10"}
    )
    assert {"SG-RT-01", "SG-RT-02", "SG-PR-10"} <= named(decision)
    assert not decision.overridden


def test_a_child_decides_with_a_guardian():
    child = facts({"child": "CHILD_TREATED", "claims": "ASSESSED"})
    by_the_person = Act("claims.waive", Actor(Role.PERSON, "lead"))
    assert "INV-08" in named(may("claims.waive", child, by_the_person))
    with_guardian = facts({"child": "GUARDIAN_ACTIVE", "claims": "ASSESSED"}, guardian_appointed=True)
    assert "INV-08" not in named(may("claims.waive", with_guardian, by_the_person))


def test_who_investigated_does_not_sign_the_identification():
    hands = ({"role": "police", "name": "lead"},)
    case = facts({"identification": "IN_IDENTIFICATION"}, hands=hands)
    act = Act("identification.decide_identified", Actor(Role.IDENTIFICATION_LEAD, "lead"))
    assert "INV-11" in named(may(act.name, case, act))


def test_what_an_effect_did_is_already_so():
    assert already_so("stay.bar_removal", facts({"stay": "REMOVAL_BARRED"}))
    assert not already_so("stay.bar_removal", facts())
    assert not already_so("return.contact_done", facts({"return": "MONITORING"}))
