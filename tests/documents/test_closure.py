"""The twelve criteria of closure: what meets each, what does not, and what is set aside."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.protection.country import profile
from safeconduct.protection.documents.closure import Standing, closure_criteria, ended_by_person, may_close
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import START
from safeconduct.protection.words import Role

NOW = datetime(2032, 6, 1, 12, tzinfo=UTC)
MET, NOT_MET, ASIDE = Standing.MET, Standing.NOT_MET, Standing.NOT_APPLICABLE

LEAD = Actor(Role.CASE_MANAGER, "Sami Orrin", "Harbour House")
REVIEWER = Actor(Role.REVIEWER, "Ilse Tamm", "Review Office")
CLOSE = Act("lifecycle.close", REVIEWER, LEAD)

STATES = {
    "assistance": "STEP_DOWN",
    "criminal_case": "ENDED",
    "claims": "PAID",
    "return": "MONITORING_ENDED",
    "lifecycle": "CLOSURE_REVIEW",
}
SETTLED = {
    "child": False,
    "closure_agreed": True,
    "safety_low_twice": True,
    "closure_home_settled": True,
    "closure_plan_settled": True,
    "feedback_offered": True,
    "retention_planned": True,
    "deletion_date_set": True,
    "closure_numbers_given": True,
}


def case(states=(), **changed):
    facts = SETTLED | changed
    return CaseFacts(
        states={**START, **STATES, **dict(states)},
        facts={name: Fact(value) for name, value in facts.items() if value is not None},
        country=profile("XA"),
        now=NOW,
    )


def line(number, case_facts, act=CLOSE):
    return closure_criteria(case_facts, act)[number - 1]


def test_a_settled_case_closes():
    criteria = closure_criteria(case(), CLOSE)
    assert [each.number for each in criteria] == list(range(1, 13))
    assert may_close(criteria)


def test_nothing_known_closes_nothing():
    empty = CaseFacts(states=START, facts={}, country=profile("XA"), now=NOW)
    criteria = closure_criteria(empty, None)
    not_met = [each.number for each in criteria if each.standing is NOT_MET]
    assert not_met == [1, 2, 3, 6, 8, 9, 10, 11, 12]
    assert criteria[1].missing == ("safety_low_twice",)
    assert all(each.because for each in criteria)


@pytest.mark.parametrize(
    ("number", "fact"),
    [
        (1, "closure_agreed"),
        (2, "safety_low_twice"),
        (3, "closure_home_settled"),
        (4, "closure_plan_settled"),
        (9, "feedback_offered"),
        (10, "retention_planned"),
        (10, "deletion_date_set"),
        (12, "closure_numbers_given"),
    ],
)
@pytest.mark.parametrize("value", [False, None])
def test_what_is_denied_or_not_known_is_not_met(number, fact, value):
    broken = line(number, case(**{fact: value}))
    assert broken.standing is NOT_MET
    assert (fact in broken.missing) == (value is None)


def test_a_lost_contact_counts_after_twelve_months_and_three_tries():
    lost = {"closure_agreed": None, "months_without_contact": 12, "contact_tries": 3}
    assert line(1, case(**lost)).standing is MET
    assert line(1, case(**lost | {"months_without_contact": 11})).standing is NOT_MET
    assert line(1, case(**lost | {"contact_tries": 2})).standing is NOT_MET


def test_a_no_is_not_overruled_by_silence():
    refused = {"closure_agreed": False, "months_without_contact": 20, "contact_tries": 9}
    assert line(1, case(**refused)).standing is NOT_MET


@pytest.mark.parametrize("state", ["REPORTED", "INVESTIGATION", "PROSECUTION", "JUDGMENT"])
def test_a_running_case_needs_a_person_who_is_represented_and_safe_to_reach(state):
    running = {"criminal_case": state}
    assert line(5, case(running)).standing is NOT_MET
    assert line(5, case(running, closure_reachable=True)).standing is MET


def test_a_charge_against_the_person_runs_too():
    assert line(5, case({"criminal_case": "NOT_INFORMED", "charges": "REVIEW"})).standing is NOT_MET
    assert line(5, case({"criminal_case": "NOT_INFORMED"})).standing is ASIDE
    assert line(5, case({"charges": "DROPPED"})).standing is MET


def test_claims_nobody_looked_at_are_not_settled():
    assert line(6, case({"claims": "NOT_ASSESSED"}, closure_reachable=True)).standing is NOT_MET
    assert line(6, case({"claims": "NOT_ASSESSED"}, claims="none")).standing is MET


def test_a_claim_that_was_only_filed_still_needs_somebody_to_follow_it():
    assert line(6, case({"claims": "FILED"}, claims="filed")).standing is NOT_MET
    assert line(6, case({"claims": "FILED"}, claims="represented")).standing is MET
    assert line(6, case({"claims": "FILED"}, claims="filed", closure_reachable=True)).standing is MET


@pytest.mark.parametrize("fact", ["alert_open", "complaint_open", "override_open", "break_glass_open"])
def test_one_open_matter_keeps_the_case_open(fact):
    assert line(7, case(**{fact: True})).standing is NOT_MET
    assert line(7, case(**{fact: False})).standing is MET


@pytest.mark.parametrize("states", [{"return": "ALERT"}, {"child": "MISSING"}])
def test_danger_keeps_the_case_open_even_before_the_alert_is_written(states):
    assert line(7, case(states)).standing is NOT_MET


def test_a_child_waits_for_a_lasting_solution_or_for_eighteen():
    assert line(8, case({"child": "DURABLE_SOLUTION"})).standing is NOT_MET
    reviewed = case({"child": "DURABLE_SOLUTION"}, closure_durable_reviewed_twice=True)
    assert line(8, reviewed).standing is MET
    assert line(8, case({"child": "ADULT_CONTINUES"})).standing is NOT_MET
    assert line(8, case({"child": "ADULT_CONTINUES"}, transition_planned=True)).standing is MET
    assert line(8, case(child=None)).standing is NOT_MET
    assert line(8, case()).standing is ASIDE


def test_no_plan_means_no_open_line_of_it():
    assert line(4, case({"assistance": "DECLINED"}, closure_plan_settled=None)).standing is ASIDE
    planned = case({"assistance": "DECLINED"}, closure_plan_settled=None, plan_lines=[{"what": "school"}])
    assert line(4, planned).standing is NOT_MET


def test_the_one_who_leads_does_not_sign_alone():
    assert line(11, case(), Act("lifecycle.close", LEAD)).standing is NOT_MET
    assert line(11, case(), Act("lifecycle.close", REVIEWER)).standing is MET
    assert line(11, case(), None).standing is NOT_MET
    same_person = Actor(Role.REVIEWER, LEAD.name, "Review Office")
    assert line(11, case(), Act("lifecycle.close", same_person, LEAD)).standing is NOT_MET


def test_the_signature_is_not_asked_for_when_closure_is_proposed():
    proposed = Act("lifecycle.propose_closure", LEAD)
    assert line(11, case(), proposed).standing is ASIDE
    assert may_close(closure_criteria(case(), proposed))


OPEN_LIFE = {"safety_low_twice": None, "closure_home_settled": False, "closure_plan_settled": False}


def test_an_adult_may_end_the_case_before_everything_is_settled():
    ended = case({"criminal_case": "PROSECUTION", "claims": "FILED"}, closure_by_person=True, **OPEN_LIFE)
    assert ended_by_person(ended)
    criteria = closure_criteria(ended, CLOSE)
    assert may_close(criteria)
    assert [each.number for each in criteria if each.standing is ASIDE] == [2, 3, 4, 5, 6, 8]


def test_ending_it_does_not_do_away_with_an_alert_or_the_numbers():
    ended = case(closure_by_person=True, alert_open=True, closure_numbers_given=None)
    assert [each.number for each in closure_criteria(ended, CLOSE) if not each.holds] == [7, 12]


@pytest.mark.parametrize("child", [True, None])
def test_a_child_s_case_does_not_end_that_way(child):
    ended = case(closure_by_person=True, child=child, **OPEN_LIFE)
    assert not ended_by_person(ended)
    assert [each.number for each in closure_criteria(ended, CLOSE) if not each.holds] == [2, 3, 4, 8]


def test_after_a_death_nobody_asks_the_person_but_claims_go_on():
    died = case(
        {"claims": "FILED"},
        person_died=True,
        safety_low_twice=None,
        feedback_offered=None,
        closure_numbers_given=None,
        alert_open=True,
    )
    criteria = closure_criteria(died, CLOSE)
    assert [each.number for each in criteria if each.standing is NOT_MET] == [6, 7]


NAMES = sorted([*SETTLED, "closure_reachable", "closure_durable_reviewed_twice", "transition_planned"])


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([True, False, None])), st.sampled_from(NAMES))
def test_knowing_less_never_helps_to_close(changed, forgotten):
    known = case(**changed)
    less = case(**changed | {forgotten: None})
    if not may_close(closure_criteria(known, CLOSE)) and (SETTLED | changed).get(forgotten) is not False:
        assert not may_close(closure_criteria(less, CLOSE))


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([True, False, None])), st.booleans())
def test_a_child_s_case_never_closes_more_easily(changed, by_person):
    child = case(**changed | {"child": True, "closure_by_person": by_person})
    adult = case(**changed | {"child": False, "closure_by_person": by_person})
    if may_close(closure_criteria(child, CLOSE)):
        assert may_close(closure_criteria(adult, CLOSE))
