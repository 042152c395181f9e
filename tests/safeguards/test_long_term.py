"""The long run: money behind the plan, hosts that were checked, a voice, and an end only when it holds."""

from typing import Any

import pytest

from safeconduct.protection.facts import Actor
from safeconduct.protection.words import Role


def test_a_line_without_money_holds_departure(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-LT-01", case(plan_budget_both=False), act("return.depart")).allowed
    assert not ask("SG-LT-01", case(), act("return.depart")).allowed
    assert ask("SG-LT-01", case(plan_budget_both=True), act("return.depart")).allowed


@pytest.mark.parametrize("event", ["assistance.commit_long_term", "return.assurance_given"])
def test_long_term_help_needs_owner_money_and_start_on_each_line(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    assert not ask("SG-LT-01", case(), act(event)).allowed
    assert ask("SG-LT-01", case(plan_lines_funded=True), act(event)).allowed


def test_calling_a_return_off_asks_for_no_money(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-LT-01", case(), act("return.assess_risk_high")).allowed


def test_an_employer_with_a_suspended_agency_is_refused(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-LT-02", case(host_vetted=True), act("place_worker", licence="suspended")).allowed
    assert ask("SG-LT-02", case(host_vetted=True), act("place_worker")).allowed
    assert not ask("SG-LT-02", case(), act("place_worker")).allowed
    assert not ask("SG-LT-02", case(host_vetted=False), act("assistance.commit_long_term")).allowed


def test_an_employer_is_told_nothing_of_what_happened(case: Any, act: Any, ask: Any) -> None:
    told = act("share_data", recipient_type="employer", fields=["name", "identification"])
    assert not ask("SG-LT-02", case(), told).allowed
    assert not ask("SG-LT-02", case(), act("share_data", recipient_type="host_family")).allowed
    name = act("share_data", recipient_type="employer", fields=["name", "contact"])
    assert ask("SG-LT-02", case(), name).allowed
    assert ask("SG-LT-02", case(), act("share_data", recipient_type="lawyer", fields=["plan"])).allowed


ENDS = ("assistance.finish", "return.schedule_done", "lifecycle.propose_closure")


@pytest.mark.parametrize("event", ENDS)
def test_a_phase_ends_after_the_person_was_asked_how_it_was(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    assert not ask("SG-LT-03", case(), act(event)).allowed
    assert ask("SG-LT-03", case(feedback_offered=True), act(event)).allowed
    assert not ask("SG-LT-03", case(feedback_offered=True, complaint_open=True), act(event)).allowed
    assert ask("SG-LT-03", case(), act(event, Role.PERSON)).allowed


def test_a_plan_is_agreed_and_a_contact_noted_without_asking_for_praise(
    case: Any, act: Any, ask: Any
) -> None:
    for event in ("assistance.agree_plan", "assistance.review_plan", "return.contact_done"):
        assert ask("SG-LT-03", case(complaint_open=True), act(event)).allowed


def test_staff_who_were_rated_read_only_summaries_of_five_or_more(case: Any, act: Any, ask: Any) -> None:
    rated = {"about": "feedback", "rates": ["Case manager"]}
    assert not ask("SG-LT-03", case(), act("query", **rated, identified=True)).allowed
    assert not ask("SG-LT-03", case(), act("query", **rated, count=4)).allowed
    assert ask("SG-LT-03", case(), act("query", **rated, count=5)).allowed
    outside = act("query", Role.REVIEWER, who="Reviewer", agency="Outside", **rated, identified=True)
    assert ask("SG-LT-03", case(), outside).allowed
    assert not ask("SG-LT-03", case(), act("query", about="feedback", identified=True)).allowed
    assert ask("SG-LT-03", case(), act("query", about="deadlines")).allowed


SETTLED = {
    "closure_agreed": True,
    "safety_low_twice": True,
    "closure_home_settled": True,
    "closure_plan_settled": True,
    "claims": "none",
    "child": False,
    "feedback_offered": True,
    "retention_planned": True,
    "deletion_date_set": True,
    "closure_numbers_given": True,
    "complaint_open": False,
}
SECOND = Actor(Role.REVIEWER, name="Reviewer", agency="Protection Authority")


def test_a_case_closes_when_each_criterion_holds_and_a_second_person_signs(
    case: Any, act: Any, ask: Any
) -> None:
    close = act("lifecycle.close", Role.REVIEWER, second=SECOND)
    assert ask("SG-LT-04", case(**SETTLED), close).allowed


@pytest.mark.parametrize(
    "change",
    [
        {"complaint_open": True},
        {"alert_open": True},
        {"safety_low_twice": None},
        {"closure_agreed": False},
        {"feedback_offered": None},
        {"deletion_date_set": None},
        {"child": True},
        {"child": None},
    ],
)
def test_an_open_complaint_or_any_other_gap_keeps_the_case_open(
    case: Any, act: Any, ask: Any, change: dict[str, Any]
) -> None:
    close = act("lifecycle.close", Role.REVIEWER, second=SECOND)
    found = ask("SG-LT-04", case(**{**SETTLED, **change}), close)
    assert not found.allowed
    assert found.told["criteria"]


def test_closing_is_proposed_by_the_persons_wish_or_after_a_year_of_safe_tries(
    case: Any, act: Any, ask: Any
) -> None:
    propose = act("lifecycle.propose_closure")
    assert not ask("SG-LT-04", case(), propose).allowed
    assert ask("SG-LT-04", case(closure_agreed=True), propose).allowed
    assert not ask("SG-LT-04", case(closure_agreed=True, alert_open=True), propose).allowed
    assert ask("SG-LT-04", case(months_without_contact=12, contact_tries=3), propose).allowed
    assert not ask("SG-LT-04", case(months_without_contact=11, contact_tries=3), propose).allowed


def test_an_adult_ends_the_case_by_own_choice_and_a_child_does_not(case: Any, act: Any, ask: Any) -> None:
    propose = act("lifecycle.propose_closure")
    assert ask("SG-LT-04", case(closure_by_person=True, child=False), propose).allowed
    assert not ask("SG-LT-04", case(closure_by_person=True, child=True), propose).allowed


def test_help_ends_as_planned_when_each_line_is_settled(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-LT-04", case(), act("assistance.finish")).allowed
    assert ask("SG-LT-04", case(closure_plan_settled=True), act("assistance.finish")).allowed
    assert ask("SG-LT-04", case(child=False), act("assistance.finish", Role.PERSON)).allowed


@pytest.mark.parametrize("event", ["lifecycle.reopen", "lifecycle.send_back"])
def test_a_case_opens_again_without_any_condition(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-LT-04", case(), act(event)).allowed
