"""Case management: one lead, trained people, rights understood, told once, the person's own plan."""

from datetime import timedelta
from typing import Any

import pytest

from safeconduct.protection.facts import CaseFacts

INTERVIEW = {
    "account_on_file": False,
    "interview_consent": True,
    "interview_note_open": True,
    "interview_conditions_met": True,
    "child": False,
}
SAFE = {"safe_to_talk": True, "private_place": True, "companions_apart": True}
TOLD = {"rights_told": True, "rights_understood": True, "rights_in_own_language": True}
HANDED_OVER = {"next_lead_met_person": True, "handover_note": True, "person_told_of_handover": True}


def test_the_only_case_manager_cannot_leave_without_a_successor(case: Any, act: Any, ask: Any) -> None:
    finding = ask("SG-CM-01", case({"lifecycle": "LED"}), act("replace_case_manager"))
    assert not finding.allowed
    assert set(finding.missing) == {"next_lead_named", "handover_note", "person_told_of_handover"}


def test_the_next_lead_takes_over_after_meeting_the_person(case: Any, act: Any, ask: Any) -> None:
    accept = act("lifecycle.accept_transfer")
    assert ask("SG-CM-01", case(**HANDED_OVER), accept).allowed
    assert not ask("SG-CM-01", case(**{**HANDED_OVER, "next_lead_met_person": None}), accept).allowed


def test_the_person_may_always_ask_for_another_lead(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-CM-01", case(), act("lifecycle.offer_transfer", "person")).allowed
    assert not ask("SG-CM-01", case(), act("lifecycle.offer_transfer")).allowed
    told = case(next_lead_named=True, person_told_of_handover=True)
    assert ask("SG-CM-01", told, act("lifecycle.offer_transfer")).allowed
    assert ask("SG-CM-01", case(), act("lifecycle.refuse_transfer", "person")).allowed


def test_the_formal_step_waits_for_somebody_who_leads(case: Any, act: Any, ask: Any) -> None:
    name = "identification.open_identification"
    assert not ask("SG-CM-01", case(), act(name)).allowed
    assert ask("SG-CM-01", case(lead_named=True), act(name)).allowed
    assert ask("SG-CM-01", case(), act("lifecycle.assign_lead", "nfp")).allowed


def test_no_second_agency_interviews_without_an_open_question(case: Any, act: Any, ask: Any) -> None:
    book = act("schedule_interview", "police", agency="National Police")
    told = {**INTERVIEW, "account_on_file": True}
    assert not ask("SG-CM-02", case(**told), book).allowed
    assert ask("SG-CM-02", case(**told, gap_stated=True), book).allowed
    assert not ask("SG-CM-02", case(account_on_file=True, gap_stated=True), book).allowed


def test_a_first_account_needs_only_agreement(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-CM-02", case(**INTERVIEW), act("schedule_interview")).allowed
    assert not ask("SG-CM-02", case(account_on_file=False), act("schedule_interview")).allowed
    assert not ask("SG-CM-02", case(interview_consent=True), act("schedule_interview")).allowed


def test_the_paper_of_an_interview_that_began_opens_no_other(case: Any, act: Any, ask: Any) -> None:
    told = {**INTERVIEW, "account_on_file": True, "gap_stated": True}
    for used in (False, None):
        finding = ask("SG-CM-02", case(**{**told, "interview_note_open": used}), act("schedule_interview"))
        assert not finding.allowed
        assert ("interview_note_open" in finding.missing) is (used is None)


def test_an_investigation_uses_the_account_on_file(case: Any, act: Any, ask: Any) -> None:
    name = "criminal_case.open_investigation"
    told = case(account_on_file=True, interview_count=1)
    assert ask("SG-CM-02", told, act(name, "police")).allowed
    assert not ask("SG-CM-02", told, act(name, "police", interview=True)).allowed
    assert not ask("SG-CM-02", case(interview_count=3), act(name, "police")).allowed


def test_going_on_is_never_refused_to_the_person(case: Any, act: Any, ask: Any) -> None:
    asked_often = case(interview_count=5, wish_on_file=True)
    assert ask("SG-CM-02", asked_often, act("identification.resume", "person")).allowed
    assert ask("SG-CM-07", asked_often, act("identification.resume", "person")).allowed
    assert ask("SG-CM-07", asked_often, act("identification.pause", "person")).allowed


def test_nobody_goes_on_against_a_wish_to_pause(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CM-07", case(wish_on_file=True), act("identification.resume")).allowed
    assert ask("SG-CM-07", case(), act("identification.resume")).allowed


@pytest.mark.parametrize("lacking", ["safe_to_talk", "private_place"])
def test_a_screening_needs_a_safe_and_private_place(case: Any, act: Any, ask: Any, lacking: str) -> None:
    screen = act("identification.start_screening", "first_responder")
    assert ask("SG-CM-03", case(**SAFE), screen).allowed
    assert ask("SG-CM-03", case(**{**SAFE, lacking: None}), screen).missing == (lacking,)
    assert not ask("SG-CM-03", case(**{**SAFE, lacking: False}), screen).allowed
    assert not ask("SG-CM-03", case(**{**SAFE, "companions_apart": False}), screen).allowed


def test_no_interview_starts_with_an_open_condition(case: Any, act: Any, ask: Any) -> None:
    start = act("start_interview")
    assert ask("SG-CM-03", case(**INTERVIEW), start).allowed
    assert not ask("SG-CM-03", case(**{**INTERVIEW, "interview_conditions_met": None}), start).allowed
    assert not ask("SG-CM-03", case(**{**INTERVIEW, "child": True}), start).allowed
    assert ask(
        "SG-CM-03", case(**{**INTERVIEW, "child": True}, child_interview_conditions=True), start
    ).allowed


def test_the_person_rests_three_days_unless_they_ask(case: Any, act: Any, ask: Any) -> None:
    yesterday: CaseFacts = case(**INTERVIEW)
    met_yesterday = case(first_contact_at=yesterday.now - timedelta(hours=30), **INTERVIEW)
    assert not ask("SG-CM-03", met_yesterday, act("start_interview")).allowed
    assert ask("SG-CM-03", met_yesterday, act("start_interview", asked_by_person=True)).allowed
    later = yesterday.now + timedelta(hours=48)
    assert ask("SG-CM-03", met_yesterday, act("schedule_interview", at=later)).allowed


def test_stopping_an_interview_has_no_condition(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-CM-03", case(), act("stop_interview", "person")).allowed


def test_consent_through_an_interpreter_from_the_home_village_does_not_count(
    case: Any, act: Any, ask: Any
) -> None:
    trusted = {"interpreter_needed": True, "interpreter_vetted": True, "interpreter_conflict_free": True}
    assert ask("SG-CM-04", case(child=False, **trusted), act("consent")).allowed
    village = {**trusted, "interpreter_conflict_free": False}
    assert not ask("SG-CM-04", case(child=False, **village), act("consent")).allowed
    assert not ask("SG-CM-04", case(child=True, **trusted), act("consent")).allowed
    assert not ask(
        "SG-CM-04", case(child=False, interpreter_declined=True, **trusted), act("consent")
    ).allowed


def test_an_unasked_language_stops_consent_but_not_a_screening(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-CM-04", case(), act("identification.start_screening", "first_responder")).allowed
    assert not ask("SG-CM-04", case(), act("consent")).allowed
    assert ask("SG-CM-04", case(interpreter_needed=False), act("consent")).allowed
    needed = case(interpreter_needed=True)
    assert not ask("SG-CM-04", needed, act("identification.start_screening", "first_responder")).allowed


def test_lapsed_training_stops_the_worker_and_names_the_deputy(case: Any, act: Any, ask: Any) -> None:
    name = "identification.start_screening"
    finding = ask("SG-CM-05", case(), act(name, "first_responder"))
    assert not finding.allowed
    assert "deputy" in finding.because
    assert ask("SG-CM-05", case(), act(name, "first_responder", trained={"screening"})).allowed


def test_a_child_is_met_by_somebody_trained_for_children(case: Any, act: Any, ask: Any) -> None:
    name = "identification.start_screening"
    in_doubt = case(age_in_doubt=True)
    assert not ask("SG-CM-05", in_doubt, act(name, "first_responder", trained={"screening"})).allowed
    assert ask("SG-CM-05", in_doubt, act(name, "first_responder", trained={"screening", "child"})).allowed


def test_police_who_interview_need_the_training_too(case: Any, act: Any, ask: Any) -> None:
    adult = case(child=False)
    assert not ask("SG-CM-05", adult, act("start_interview", "police")).allowed
    assert ask("SG-CM-05", adult, act("start_interview", "police", trained={"interview"})).allowed
    assert ask("SG-CM-05", adult, act("identification.start_screening", "police")).allowed


def test_only_a_trained_person_is_named_lead(case: Any, act: Any, ask: Any) -> None:
    assert not ask(
        "SG-CM-05", case(), act("lifecycle.assign_lead", "nfp", lead_trained=["screening"])
    ).allowed
    assert ask(
        "SG-CM-05", case(), act("lifecycle.assign_lead", "nfp", lead_trained=["case_management"])
    ).allowed
    assert ask("SG-CM-05", case(), act("lifecycle.assign_lead", "system")).allowed


@pytest.mark.parametrize(
    "name",
    [
        "identification.start_screening",
        "identification.close_no_indicators",
        "return.open_counselling",
        "criminal_case.inform",
    ],
)
def test_rights_come_first(case: Any, act: Any, ask: Any, name: str) -> None:
    assert ask("SG-CM-06", case(**TOLD), act(name)).allowed
    assert ask("SG-CM-06", case(), act(name)).missing == ("rights_told", "rights_understood")
    assert not ask("SG-CM-06", case(**{**TOLD, "rights_understood": False}), act(name)).allowed
    assert not ask("SG-CM-06", case(**{**TOLD, "rights_in_own_language": False}), act(name)).allowed


def test_consent_without_understanding_is_none(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-CM-06", case(rights_told=True), act("consent")).allowed
    assert ask("SG-CM-06", case(rights_understood=True), act("consent")).allowed


@pytest.mark.parametrize(
    "name", ["assistance.agree_plan", "assistance.review_plan", "assistance.step_down", "approve_plan"]
)
def test_a_plan_without_the_person_is_a_draft(case: Any, act: Any, ask: Any, name: str) -> None:
    agreed = {"child": False, "plan_in_persons_words": True, "plan_agreed": True}
    assert ask("SG-CM-07", case(**agreed), act(name)).allowed
    assert not ask("SG-CM-07", case(**{**agreed, "plan_in_persons_words": None}), act(name)).allowed
    assert not ask("SG-CM-07", case(**{**agreed, "plan_agreed": False}), act(name)).allowed
    assert not ask("SG-CM-07", case(**{**agreed, "child": True}), act(name)).allowed


def test_a_missed_step_costs_nothing(case: Any, act: Any, ask: Any) -> None:
    agreed = case(child=False, plan_in_persons_words=True, plan_agreed=True)
    assert not ask("SG-CM-07", agreed, act("assistance.step_down", reason_code="missed_step")).allowed
    assert not ask("SG-CM-07", agreed, act("refuse_service", reason_code="missed_step")).allowed
