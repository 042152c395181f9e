"""Return: free, safe, assured and met; refused until it is; and never the end of help."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

ADVISED = {
    "return_options_count": 3,
    "legal_advice_given": True,
    "counsellor_independent": True,
    "return_declared": True,
    "hours_between_advice_and_signature": 80,
}
FREE = {
    "legal_advice_given": True,
    "hours_between_advice_and_signature": 72,
    "second_confirmation_age_h": 24,
    "second_witness_differs": True,
    "withdrawn": False,
}
SAFE = {"risk_level": "LOW", "risk_age_d": 30, "risk_inputs_both_countries": True, "open_mitigations": 0}


def test_a_wish_taken_after_advice_and_three_days_is_free(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-RT-01", case(**ADVISED), act("return.request_return", Role.PERSON)).allowed


@pytest.mark.parametrize("without", ADVISED)
def test_a_wish_without_one_of_its_conditions_is_not_taken(
    case: Any, act: Any, ask: Any, without: str
) -> None:
    found = ask("SG-RT-01", case(**{**ADVISED, without: None}), act("return.request_return", Role.PERSON))
    assert not found.allowed
    assert found.missing == (without,)


def test_a_sheet_with_return_alone_is_no_choice(case: Any, act: Any, ask: Any) -> None:
    facts = {**ADVISED, "return_options_count": 1}
    assert not ask("SG-RT-01", case(**facts), act("return.request_return", Role.PERSON)).allowed


@pytest.mark.parametrize("role", [Role.IMMIGRATION, Role.POLICE])
def test_immigration_and_police_never_open_talks_about_return(
    case: Any, act: Any, ask: Any, role: Role
) -> None:
    assert not ask("SG-RT-01", case(), act("return.open_counselling", role)).allowed
    assert ask("SG-RT-01", case(), act("return.open_counselling", Role.CASE_MANAGER)).allowed


def test_a_wish_taken_back_at_the_airport_stops_boarding_and_nobody_can_decide_otherwise(
    case: Any, act: Any, ask: Any
) -> None:
    found = ask("SG-RT-01", case(**{**FREE, "withdrawn": True}), act("return.depart", Role.PERSON))
    assert not found.allowed
    assert not found.override.allowed


def test_a_free_and_repeated_wish_opens_departure(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-RT-01", case(**FREE), act("return.depart", Role.PERSON)).allowed
    in_doubt = case(**{**FREE, "withdrawn": None})
    assert ask("SG-RT-01", in_doubt, act("return.depart", Role.PERSON)).missing == ("withdrawn",)


def test_a_confirmation_that_lies_ahead_is_none(case: Any, act: Any, ask: Any) -> None:
    facts = {**FREE, "second_confirmation_age_h": -5}
    assert not ask("SG-RT-01", case(**facts), act("return.depart", Role.PERSON)).allowed


@pytest.mark.parametrize("event", ["return.withdraw", "return.decide_to_stay"])
def test_staying_after_all_needs_nothing(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-RT-01", case(withdrawn=True), act(event, Role.PERSON)).allowed


def test_stay_ends_only_through_the_return_itself(case: Any, act: Any, ask: Any) -> None:
    event = "stay.depart_voluntarily"
    assert ask("SG-RT-01", case({"return": "IN_TRAVEL"}), act(event, Role.SYSTEM)).allowed
    assert not ask("SG-RT-01", case({"return": "READY"}), act(event, Role.SYSTEM)).allowed
    assert not ask("SG-RT-01", case({"return": "IN_TRAVEL"}), act(event, Role.IMMIGRATION)).allowed


@given(st.sampled_from(Role))
def test_no_role_departs_on_a_high_risk_and_none_may_set_it_aside(role: Role) -> None:
    facts = {name: Fact(value) for name, value in {**SAFE, "risk_level": "HIGH", "child": False}.items()}
    case = CaseFacts({}, facts, profile("XA"), _now())
    found = SAFEGUARDS["SG-RT-02"].ask(case, Act("return.depart", Actor(role)))
    assert not found.allowed
    assert not found.override.allowed


def test_a_medium_risk_with_an_open_measure_waits_for_two_agencies_and_an_adult(
    case: Any, act: Any, ask: Any
) -> None:
    facts = {**SAFE, "risk_level": "MEDIUM", "open_mitigations": 1}
    found = ask("SG-RT-02", case(**facts, child=False), act("return.depart"))
    assert not found.allowed
    assert found.override.allowed
    for_a_child = ask("SG-RT-02", case(**facts, child=True), act("return.depart"))
    assert not for_a_child.override.allowed


def test_a_medium_risk_is_acceptable_while_measures_are_still_open(case: Any, act: Any, ask: Any) -> None:
    facts = {**SAFE, "risk_level": "MEDIUM", "open_mitigations": 2}
    assert ask("SG-RT-02", case(**facts), act("return.assess_risk_acceptable")).allowed


@pytest.mark.parametrize("without", ["risk_level", "risk_age_d", "risk_inputs_both_countries"])
@pytest.mark.parametrize("event", ["return.assess_risk_acceptable", "return.clear_gate"])
def test_an_unknown_risk_stops_a_return(case: Any, act: Any, ask: Any, event: str, without: str) -> None:
    found = ask("SG-RT-02", case(**{**SAFE, without: None}, child=False), act(event))
    assert not found.allowed
    assert without in found.missing


def test_stopping_a_return_needs_no_proof(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-RT-02", case(), act("return.assess_risk_high")).allowed
    assert ask("SG-RT-02", case(), act("return.guard_expires", Role.SYSTEM)).allowed
    assert ask("SG-RT-03", case(), act("return.assurance_refused", Role.FOCAL_POINT)).allowed


def test_a_general_statement_is_no_assurance(case: Any, act: Any, ask: Any) -> None:
    event = act("return.assurance_given", Role.FOCAL_POINT)
    full = {"assurance_items": 8, "assurance_age_d": 1, "assurance_signer": "state"}
    assert ask("SG-RT-03", case(**full), event).allowed
    assert not ask("SG-RT-03", case(**{**full, "assurance_items": 3}), event).allowed
    assert not ask("SG-RT-03", case(**{**full, "assurance_age_d": 61}), event).allowed


def test_the_assurance_of_an_organisation_needs_two_people(case: Any, act: Any, ask: Any) -> None:
    facts = {"assurance_items": 8, "assurance_age_d": 1, "assurance_signer": "ngo"}
    found = ask("SG-RT-03", case(**facts), act("return.assurance_given", Role.FOCAL_POINT))
    assert not found.allowed
    assert found.override.second_person


def test_an_assurance_without_a_named_case_manager_does_not_open_departure(
    case: Any, act: Any, ask: Any
) -> None:
    facts = {"receiving_accepted": True, "intro_call_done": True}
    assert not ask("SG-RT-05", case(**facts), act("return.depart")).allowed
    assert ask("SG-RT-05", case(**facts, receiving_lead_named=True), act("return.depart")).allowed


def test_the_first_call_may_follow_the_assurance_but_not_the_departure(case: Any, act: Any, ask: Any) -> None:
    facts = {"receiving_accepted": True, "receiving_lead_named": True}
    assert ask("SG-RT-05", case(**facts), act("return.assurance_given", Role.FOCAL_POINT)).allowed
    assert not ask("SG-RT-05", case(**facts), act("return.clear_gate")).allowed


def test_arrival_counts_when_the_person_confirms_it_too(case: Any, act: Any, ask: Any) -> None:
    event = act("return.arrive", Role.RECEIVING_CASE_MANAGER)
    assert not ask("SG-RT-05", case(met_in_person=True), event).allowed
    assert ask("SG-RT-05", case(met_in_person=True, person_confirms_arrival=True), event).allowed


def test_a_missing_arrival_raises_the_alarm_without_papers(case: Any, act: Any, ask: Any) -> None:
    for safeguard in ("SG-RT-05", "SG-RT-08"):
        assert ask(safeguard, case(), act("return.no_show", Role.SYSTEM)).allowed


def test_papers_with_a_mark_are_refused_and_nobody_can_decide_otherwise(
    case: Any, act: Any, ask: Any
) -> None:
    found = ask("SG-RT-04", case(travel_document="valid", document_marked=True), act("return.depart"))
    assert not found.allowed
    assert not found.override.allowed
    clean = case(travel_document="valid", document_marked=False)
    assert ask("SG-RT-04", clean, act("return.depart")).allowed


def test_verification_is_skipped_with_valid_papers_and_only_then(case: Any, act: Any, ask: Any) -> None:
    skip, send = act("return.skip_verification"), act("return.send_verification", Role.FOCAL_POINT)
    assert ask("SG-RT-04", case(travel_document="valid"), skip).allowed
    assert not ask("SG-RT-04", case(travel_document="valid"), send).allowed
    assert not ask("SG-RT-04", case(travel_document="requested"), skip).allowed
    assert ask("SG-RT-04", case(), send).allowed


def test_papers_are_not_asked_for_with_a_mark(case: Any, act: Any, ask: Any) -> None:
    marked = act("return.send_verification", Role.FOCAL_POINT, annotation="victim")
    assert not ask("SG-RT-04", case(), marked).allowed


def test_police_do_not_book_an_identification_interview_the_day_after_arrival(
    case: Any, act: Any, ask: Any
) -> None:
    interview = act("schedule_interview", Role.POLICE, purpose="identification")
    back = {"return": "RECEIVED"}
    assert not ask("SG-RT-06", case(back, arrival_age_d=1), interview).allowed
    assert not ask("SG-RT-06", case(back), interview).allowed
    assert ask("SG-RT-06", case(back, arrival_age_d=8), interview).allowed
    assert ask("SG-RT-06", case(), interview).allowed


@pytest.mark.parametrize(
    ("name", "evidence", "allowed"),
    [
        ("medical_procedure", {"required": True}, False),
        ("medical_procedure", {"required": False}, True),
        ("place", {"place_kind": "closed_shelter"}, False),
        ("place", {"place_kind": "open_shelter"}, True),
        ("publish_information", {}, False),
    ],
)
def test_the_first_days_after_arrival_are_quiet(
    case: Any, act: Any, ask: Any, name: str, evidence: dict[str, Any], *, allowed: bool
) -> None:
    arrived = case({"return": "MONITORING"}, arrival_age_d=2)
    assert ask("SG-RT-06", arrived, act(name, **evidence)).allowed is allowed


def test_an_arrival_with_questioning_is_not_an_arrival(case: Any, act: Any, ask: Any) -> None:
    event = act("return.arrive", Role.RECEIVING_CASE_MANAGER)
    assert ask("SG-RT-06", case(arrival_free_of_questions=True), event).allowed
    assert not ask("SG-RT-06", case(arrival_free_of_questions=False), event).allowed


def test_follow_up_needs_agreement_and_ends_when_the_person_says_so(case: Any, act: Any, ask: Any) -> None:
    contact = act("return.contact_done", Role.RECEIVING_CASE_MANAGER)
    assert ask("SG-RT-07", case(monitoring_agreed=True), contact).allowed
    assert not ask("SG-RT-07", case(), contact).allowed
    assert not ask("SG-RT-07", case(monitoring_agreed=True, monitoring_declined=True), contact).allowed
    assert ask("SG-RT-07", case(child=False), act("return.schedule_done", Role.PERSON)).allowed
    assert ask("SG-RT-07", case(), act("return.decline_monitoring", Role.PERSON)).allowed


def test_a_worker_does_not_end_follow_up_early_nor_does_a_child(case: Any, act: Any, ask: Any) -> None:
    by_worker = act("return.schedule_done", Role.RECEIVING_CASE_MANAGER)
    assert not ask("SG-RT-07", case(child=False), by_worker).allowed
    assert ask("SG-RT-07", case(monitoring_schedule_done=True), by_worker).allowed
    assert not ask("SG-RT-07", case(child=True), act("return.schedule_done", Role.PERSON)).allowed


@pytest.mark.parametrize(
    "event", ["assistance.setback", "return.danger_sign", "return.way_back", "lifecycle.lose_contact"]
)
def test_a_sign_of_danger_is_enough_to_open_help_again(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-RT-08", case(), act(event, Role.SYSTEM)).allowed


def test_an_alert_ends_when_the_person_is_safe_and_both_sides_talked(case: Any, act: Any, ask: Any) -> None:
    event = act("return.made_safe_here", Role.RECEIVING_CASE_MANAGER)
    assert not ask("SG-RT-08", case(made_safe=True), event).allowed
    assert not ask("SG-RT-08", case(joint_call_done=True), event).allowed
    assert ask("SG-RT-08", case(made_safe=True, joint_call_done=True), event).allowed


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 3, 2, tzinfo=UTC)
