"""Governance: two people, reasons that can be read later, a place for NGOs, and the same for everybody."""

from datetime import timedelta
from typing import Any

import pytest

from safeconduct.protection.facts import Actor, CaseFacts
from safeconduct.protection.safeguards.governance import LOGGED, TWO_PEOPLE
from safeconduct.protection.words import Role

REVIEWER = Actor(Role.REVIEWER, name="Reviewer", agency="Protection Authority")


@pytest.mark.parametrize("name", sorted(TWO_PEOPLE))
def test_nobody_takes_a_grave_step_alone(case: Any, act: Any, ask: Any, name: str) -> None:
    assert ask("SG-GV-01", case(), act(name, second=REVIEWER)).allowed
    finding = ask("SG-GV-01", case(), act(name))
    assert not finding.allowed
    assert not finding.override.allowed


@pytest.mark.parametrize(
    "second",
    [
        Actor(Role.REVIEWER, name="Case manager", agency="Protection Authority"),
        Actor(Role.REVIEWER, name=" case MANAGER ", agency="Protection Authority"),
        Actor(Role.REVIEWER, name="Reviewer", agency="Harbour House"),
        Actor(Role.REVIEWER, name="", agency="Protection Authority"),
        Actor(Role.REVIEWER, name="Reviewer", agency=""),
    ],
)
def test_the_second_person_is_somebody_else_from_elsewhere(
    case: Any, act: Any, ask: Any, second: Actor
) -> None:
    assert not ask("SG-GV-01", case(), act("lifecycle.close", second=second)).allowed


def test_a_tie_to_the_case_shuts_out_both(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-GV-01", case(), act("stay.lift_bar", second=REVIEWER, conflict=True)).allowed


def test_proof_of_residence_seen_by_two_is_enough(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-GV-01", case(status_proof_seen_by_two=True), act("stay.settled_status")).allowed


@pytest.mark.parametrize("name", sorted(LOGGED))
def test_decisions_go_into_the_log(case: Any, act: Any, ask: Any, name: str) -> None:
    assert ask("SG-GV-02", case(), act(name)).allowed


def test_an_override_has_a_reason_and_a_review_within_five_working_days(
    case: Any, act: Any, ask: Any
) -> None:
    facts: CaseFacts = case()
    today = facts.now.date()
    reasoned = {"reason": "A life is at risk."}
    assert ask("SG-GV-02", facts, act("override", review_on=today + timedelta(days=3), **reasoned)).allowed
    assert not ask(
        "SG-GV-02", facts, act("override", review_on=today + timedelta(days=40), **reasoned)
    ).allowed
    assert not ask(
        "SG-GV-02", facts, act("override", review_on=today - timedelta(days=1), **reasoned)
    ).allowed
    assert not ask("SG-GV-02", facts, act("override", review_on=facts.now, **reasoned)).allowed
    assert not ask("SG-GV-02", facts, act("override", **reasoned)).allowed
    assert not ask("SG-GV-02", facts, act("override", review_on=today)).allowed


def test_ngos_refer_and_are_refused_only_with_a_reason(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-GV-03", case(), act("identification.partner_referral")).allowed
    assert not ask("SG-GV-03", case(), act("deny_access")).allowed
    assert ask("SG-GV-03", case(), act("refuse_referral", reason="The house is full tonight.")).allowed


def test_nothing_is_done_without_evidence(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-GV-04", case(), act("mark_done", "rapporteur", owner="Ministry")).allowed
    assert not ask("SG-GV-04", case(), act("mark_done", "rapporteur", evidence="Report 4")).allowed
    assert ask(
        "SG-GV-04", case(), act("mark_done", "rapporteur", owner="Ministry", evidence="Report 4")
    ).allowed


@pytest.mark.parametrize(
    "reason", ["sex_worker", "nationality", "irregular_stay", "criminal_record", "declined_help", "route"]
)
def test_no_help_is_refused_for_who_somebody_is(case: Any, act: Any, ask: Any, reason: str) -> None:
    assert not ask("SG-GV-05", case(), act("refuse_service", reason_code=reason)).allowed
    assert ask("SG-GV-05", case(), act("assistance.open_crisis", reason_code=reason)).allowed


def test_a_refusal_of_help_needs_some_other_reason(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-GV-05", case(), act("refuse_service")).allowed
    assert ask("SG-GV-05", case(), act("refuse_service", reason_code="house_full")).allowed
    assert ask("SG-GV-05", case(), act("stay.settled_status")).allowed
