"""Children: believed to be young, guarded, heard, looked after, and looked for."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import REGIONS, START, TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.vocabulary import FACTS, Kind
from safeconduct.protection.words import Region, Role

SOUND_AGE = {"age_assessment_sound": True, "age_assessment_guardian_present": True, "age_appeal_told": True}
PANEL = {"bid": "stay", "bid_professions": 3, "bid_options": 2, "child_view_written": True}


@pytest.mark.parametrize("event", ["identification.start_screening", "child.doubt_or_child"])
def test_doubt_turns_child_rules_on_without_papers(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-CH-01", case(), act(event)).allowed


def test_an_age_range_from_16_keeps_child_rules_on(case: Any, act: Any, ask: Any) -> None:
    proved = act("child.proved_adult", Role.IDENTIFICATION_LEAD, lower_bound=16)
    found = ask("SG-CH-01", case(**SOUND_AGE), proved)
    assert not found.allowed
    assert not found.override.allowed
    from_18 = act("child.proved_adult", Role.IDENTIFICATION_LEAD, lower_bound=18)
    assert ask("SG-CH-01", case(**SOUND_AGE), from_18).allowed


@pytest.mark.parametrize("without", SOUND_AGE)
def test_an_assessment_with_a_gap_keeps_child_rules_on(case: Any, act: Any, ask: Any, without: str) -> None:
    proved = act("child.proved_adult", Role.IDENTIFICATION_LEAD)
    found = ask("SG-CH-01", case(**{**SOUND_AGE, without: None}), proved)
    assert not found.allowed
    assert found.missing == (without,)
    assert not found.override.allowed


def test_a_reliable_paper_alone_needs_two_authorities(case: Any, act: Any, ask: Any) -> None:
    found = ask("SG-CH-01", case(age_document_reliable=True), act("child.proved_adult"))
    assert not found.allowed
    assert found.override.second_person


@pytest.mark.parametrize(
    "name", ["schedule_interview", "start_interview", "consent", "assistance.agree_plan"]
)
def test_no_interview_consent_or_plan_without_a_guardian(case: Any, act: Any, ask: Any, name: str) -> None:
    assert not ask("SG-CH-02", case(child=True), act(name)).allowed
    assert not ask("SG-CH-02", case(), act(name)).allowed
    assert ask("SG-CH-02", case(child=True, guardian_appointed=True), act(name)).allowed
    assert ask("SG-CH-02", case(child=False), act(name)).allowed


def test_a_guardian_with_a_conflict_is_replaced(case: Any, act: Any, ask: Any) -> None:
    conflicted = case(child=True, guardian_appointed=True, guardian_conflict_free=False)
    assert not ask("SG-CH-02", conflicted, act("start_interview")).allowed
    assert not ask("SG-CH-02", conflicted, act("child.appoint_guardian", Role.COURT)).allowed
    assert ask("SG-CH-02", case(child=True), act("child.appoint_guardian", Role.COURT)).allowed


def test_urgent_care_waits_for_no_guardian(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-CH-02", case(child=True), act("consent", urgent_care=True)).allowed


def test_a_child_travels_when_a_guardian_took_over(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CH-02", case(child=True, guardian_appointed=True), act("return.depart")).allowed
    assert ask("SG-CH-02", case(child=True, guardian_handover=True), act("return.depart")).allowed


def test_a_low_risk_and_no_panel_is_no_ground_for_return(case: Any, act: Any, ask: Any) -> None:
    found = ask("SG-CH-03", case(child=True, risk_level="LOW"), act("return.depart"))
    assert not found.allowed
    assert not found.override.allowed
    assert ask("SG-CH-03", case(child=True, bid="return"), act("return.depart")).allowed
    assert ask("SG-CH-03", case(child=False), act("return.depart")).allowed


def test_an_interim_step_rests_on_the_quick_assessment(case: Any, act: Any, ask: Any) -> None:
    assess = act("return.assess_risk_acceptable")
    assert not ask("SG-CH-03", case(child=True), assess).allowed
    assert ask("SG-CH-03", case(child=True, bia_done=True), assess).allowed


@pytest.mark.parametrize("event", ["child.determine", "child.implement"])
@pytest.mark.parametrize(
    "change",
    [{"bid_professions": 2}, {"bid_options": 1}, {"child_view_written": None}, {"bid_options": None}],
)
def test_a_panel_with_a_gap_determines_nothing(
    case: Any, act: Any, ask: Any, event: str, change: dict[str, Any]
) -> None:
    assert ask("SG-CH-03", case(**PANEL), act(event)).allowed
    assert not ask("SG-CH-03", case(**{**PANEL, **change}), act(event)).allowed


def test_nothing_is_implemented_that_nobody_determined(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CH-03", case(**{**PANEL, "bid": None}), act("child.implement")).allowed


def test_a_family_comes_together_where_the_panel_said(case: Any, act: Any, ask: Any) -> None:
    here = act("family_reunification", where="here")
    together = {**PANEL, "bid": "reunification_here", "child": True}
    assert ask("SG-CH-03", case(**together), here).allowed
    assert not ask("SG-CH-03", case(**together), act("family_reunification", where="origin")).allowed
    assert not ask("SG-CH-03", case(child=True), here).allowed


def test_a_decision_without_the_childs_view_is_refused(case: Any, act: Any, ask: Any) -> None:
    for event in ("child.assess_interests", "child.determine"):
        assert not ask("SG-CH-04", case(), act(event)).allowed
    assert ask("SG-CH-04", case(child_view_written=True), act("child.assess_interests")).allowed
    assert not ask("SG-CH-04", case(child_view_written=True), act("child.determine")).allowed
    heard = case(child_view_written=True, child_view_answered=True)
    assert ask("SG-CH-04", heard, act("child.determine")).allowed


def test_an_interview_with_a_child_suits_a_child(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CH-04", case(child=True), act("start_interview")).allowed
    assert ask("SG-CH-04", case(child=True, child_interview_conditions=True), act("start_interview")).allowed
    assert ask("SG-CH-04", case(child=False), act("start_interview")).allowed


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ["detain", "execute_removal", "execute_dublin_transfer", "stay.lift_bar"])
def test_no_role_holds_or_removes_a_child(case: Any, act: Any, ask: Any, name: str, role: Role) -> None:
    for child in (True, None):
        found = ask("SG-CH-05", case(child=child), act(name, role))
        assert not found.allowed
        assert not found.override.allowed
    assert ask("SG-CH-05", case(child=False), act(name, role)).allowed


def test_a_closed_place_is_no_place_for_a_child(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CH-05", case(child=True), act("place", place_kind="closed_shelter")).allowed
    assert ask("SG-CH-05", case(child=True), act("place", place_kind="family")).allowed


def test_a_childs_return_is_implemented_with_low_risk_and_care(case: Any, act: Any, ask: Any) -> None:
    implement = act("child.implement")
    assert ask("SG-CH-05", case(bid="stay"), implement).allowed
    assert not ask("SG-CH-05", case(bid="return", risk_level="MEDIUM", care_safe=True), implement).allowed
    assert not ask("SG-CH-05", case(bid="return", risk_level="LOW"), implement).allowed
    assert ask("SG-CH-05", case(bid="return", risk_level="LOW", care_safe=True), implement).allowed


CLEAR = {"tracing_in_interest": True, "family_involvement_ruled_out": True}


def test_an_uncleared_family_is_not_given_the_address(case: Any, act: Any, ask: Any) -> None:
    share = act("share_data", recipient_type="family", fields=["address"])
    assert not ask("SG-CH-06", case(child=True), share).allowed
    assert ask("SG-CH-06", case(child=True, **CLEAR), share).allowed
    greeting = act("share_data", recipient_type="family", fields=["message"])
    assert ask("SG-CH-06", case(child=True), greeting).allowed


@pytest.mark.parametrize("name", ["child.start_tracing", "contact_family"])
def test_tracing_starts_when_it_serves_the_child_and_nobody_is_afraid(
    case: Any, act: Any, ask: Any, name: str
) -> None:
    assert ask("SG-CH-06", case(**CLEAR, fear_of_return=False), act(name)).allowed
    assert not ask(
        "SG-CH-06", case(**CLEAR), act(name)
    ).allowed  # nobody has asked whether the child is afraid
    assert not ask("SG-CH-06", case(tracing_in_interest=True, fear_of_return=False), act(name)).allowed
    assert not ask("SG-CH-06", case(**CLEAR, fear_of_return=True), act(name)).allowed
    assert not ask("SG-CH-06", case({"asylum": "REFERRED"}, **CLEAR), act(name)).allowed


def test_the_carer_at_the_other_end_is_checked_before_the_risk_counts_as_acceptable(
    case: Any, act: Any, ask: Any
) -> None:
    assess = act("return.assess_risk_acceptable")
    assert not ask("SG-CH-06", case(child=True), assess).allowed
    assert ask("SG-CH-06", case(child=True, care_safe=True), assess).allowed
    assert ask("SG-CH-06", case(child=False), assess).allowed


def test_a_lasting_solution_includes_school(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CH-07", case(), act("child.implement")).allowed
    assert ask("SG-CH-07", case(learning_arranged=True), act("child.implement")).allowed
    assert ask("SG-CH-07", case(), act("assistance.stabilise")).allowed


def test_turning_18_ends_nothing(case: Any, act: Any, ask: Any) -> None:
    for name in ("refuse_service", "lifecycle.close"):
        assert not ask("SG-CH-08", case(child=False), act(name, reason_code="turned_18")).allowed
    assert ask("SG-CH-08", case(), act("refuse_service", reason_code="goal_reached")).allowed
    assert ask("SG-CH-08", case(), act("child.turn_18", Role.SYSTEM)).allowed


def test_help_is_stepped_down_for_the_young_with_a_plan_for_after(case: Any, act: Any, ask: Any) -> None:
    step = act("assistance.step_down")
    grown = {"child": "ADULT_CONTINUES"}
    assert not ask("SG-CH-08", case(grown, child=False), step).allowed
    assert not ask("SG-CH-08", case(child=True), step).allowed
    assert ask("SG-CH-08", case(child=True, transition_planned=True), step).allowed
    assert ask("SG-CH-08", case(child=False), step).allowed


def test_a_missing_child_is_never_called_a_runaway(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CH-09", case(), act("child.go_missing", Role.SHELTER, status="absconded")).allowed
    assert ask("SG-CH-09", case(), act("child.go_missing", Role.SHELTER)).allowed
    assert ask("SG-CH-09", case(), act("child.found")).allowed
    assert not ask("SG-CH-09", case(), act("child.found", penalty=True)).allowed


def test_a_child_departs_with_an_escort_and_a_time_of_arrival(case: Any, act: Any, ask: Any) -> None:
    depart = act("return.depart")
    assert not ask("SG-CH-09", case(child=True, travel_planned=True), depart).allowed
    assert ask("SG-CH-09", case(child=True, travel_planned=True, escort_arranged=True), depart).allowed
    assert ask("SG-CH-09", case(child=False), depart).allowed


# Properties over every safeguard of these families, whatever is known and whoever acts.

FAMILIES = ("SG-PR", "SG-CH", "SG-ST", "SG-RT", "SG-LT", "SG-JU")
OURS = sorted(name for name in SAFEGUARDS if name.startswith(FAMILIES))
ASKED_BY = {
    name: sorted({t.id for t in TRANSITIONS.values() if name in t.safeguards} | set(SAFEGUARDS[name].acts))
    for name in OURS
}
WORDS = ("LOW", "MEDIUM", "HIGH", "return", "stay", "valid", "none", "filed", "open_shelter", "prison")
VALUES = {
    Kind.YES_NO: st.booleans(),
    Kind.NUMBER: st.sampled_from([0, 1, 2, 3, 8, 24, 25, 30, 31, 72]),
    Kind.WORD: st.sampled_from(WORDS),
    Kind.DAY: st.sampled_from(["2026-01-01", "2026-03-30", "2027-01-01"]),
}


@st.composite
def asked(draw: Any) -> tuple[str, str, Role, dict[str, Any]]:
    name = draw(st.sampled_from(OURS))
    event = draw(st.sampled_from(ASKED_BY[name]))
    known = draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=12)) | draw(
        st.sets(st.sampled_from(sorted(name for name in FACTS if FACTS[name].kind is Kind.YES_NO)))
    )
    facts = {fact: draw(VALUES[FACTS[fact].kind]) for fact in sorted(known) if FACTS[fact].kind in VALUES}
    facts.pop("child", None)
    return name, event, draw(st.sampled_from(Role)), facts


def answered(
    name: str, event: str, role: Role, facts: dict[str, Any], child: bool | None, **states: str
) -> Any:
    known = {**facts, "child": child}
    case = CaseFacts(
        {**START, **states},
        {fact: Fact(value) for fact, value in known.items() if value is not None},
        profile("XB"),
        datetime(2026, 3, 2, tzinfo=UTC),
        reasonable_grounds_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return SAFEGUARDS[name].ask(case, Act(event, Actor(role)))


@given(asked())
def test_being_a_child_never_turns_a_refusal_into_a_permission(question: Any) -> None:
    if not answered(*question, child=False).allowed:
        assert not answered(*question, child=True).allowed
        assert not answered(*question, child=None).allowed


@given(asked())
def test_each_answer_can_be_shown_and_each_missing_fact_is_one(question: Any) -> None:
    for child in (True, False, None):
        found = answered(*question, child=child)
        sentence = found.because.format(**found.told)
        assert sentence.endswith(".")
        assert "None" not in sentence.split()
        assert set(found.missing) <= set(FACTS)


HARMS = (
    "return.clear_gate",
    "return.depart",
    "stay.refuse_stay",
    "execute_removal",
    "detain",
    "charges.continue",
)
HARMS += ("child.proved_adult", "return.request_return", "child.start_tracing", "medical_procedure")
# Known, these refuse; unknown, another fact that the same rule asks for stands in for them.
SPEAKS_AGAINST = {"withdrawn", "nexus_found", "monitoring_declined", "credible_indicator", "fear_of_return"}


@given(asked(), st.sets(st.sampled_from(sorted(set(FACTS) - SPEAKS_AGAINST))))
def test_knowing_less_never_permits_what_could_harm(question: Any, forgotten: set[str]) -> None:
    name, event, role, facts = question
    kept = {fact: value for fact, value in facts.items() if fact not in forgotten}
    if event in HARMS and not answered(name, event, role, facts, child=False).allowed:
        assert not answered(name, event, role, kept, child=False).allowed


CRIMINAL_CASE = [state.id for state in REGIONS[Region.CRIMINAL_CASE].states]


@given(asked(), st.sampled_from(CRIMINAL_CASE))
def test_help_and_identification_never_ask_how_the_criminal_case_stands(question: Any, state: str) -> None:
    name, event, role, facts = question
    if event.startswith(("assistance.", "identification.")):
        as_it_stands = answered(name, event, role, facts, child=False)
        assert answered(name, event, role, facts, child=False, criminal_case=state) == as_it_stands
