"""Identification: presumed at once, kept safe meanwhile, decided by a team, never closed for good."""

from typing import Any

import pytest

OPENING = (
    "identification.self_report",
    "identification.partner_referral",
    "identification.new_information",
    "identification.reopen",
    "identification.appeal",
    "identification.appeal_allowed",
    "stay.bar_removal",
    "stay.new_grounds",
    "lifecycle.reopen",
)
OWN = {
    "identification.self_report": "SG-ID-01",
    "identification.partner_referral": "SG-ID-01",
    "identification.new_information": "SG-ID-04",
    "identification.reopen": "SG-ID-04",
    "identification.appeal": "SG-ID-11",
    "identification.appeal_allowed": "SG-ID-11",
    "stay.bar_removal": "SG-ID-02",
    "stay.new_grounds": "SG-ID-04",
    "lifecycle.reopen": "SG-ID-04",
}
TEAM = [
    {"profession": profession, "state_member": state, "opinion": "identified", "conflict_declared": True}
    for profession, state in (("police", True), ("social_worker", True), ("lawyer", False), ("ngo", False))
]
REASONED = {
    "decision_reasons_written": True,
    "decision_translated": True,
    "appeal_route_told": True,
    "decision_reason_codes": ["no_purpose"],
}


@pytest.mark.parametrize("name", OPENING)
def test_what_opens_protection_waits_for_no_paper(case: Any, act: Any, ask: Any, name: str) -> None:
    assert ask(OWN[name], case(), act(name)).allowed


def test_one_credible_indicator_keeps_the_screening_from_being_closed(case: Any, act: Any, ask: Any) -> None:
    finding = ask(
        "SG-ID-01",
        case(credible_indicator=True, screening_completed=True),
        act("identification.close_no_indicators", "first_responder"),
    )
    assert not finding.allowed
    assert "presume" in finding.because
    assert not finding.override.allowed  # silence or inconsistency never opens an override


def test_only_documents_against_the_indicators_open_an_override(case: Any, act: Any, ask: Any) -> None:
    contradicted = case(credible_indicator=True, grounds_contradicted=True)
    finding = ask("SG-ID-01", contradicted, act("identification.close_no_indicators"))
    assert not finding.allowed
    assert finding.override.allowed


def test_an_unfinished_screening_cannot_say_that_there_are_no_signs(case: Any, act: Any, ask: Any) -> None:
    finding = ask("SG-ID-01", case(), act("identification.close_no_indicators"))
    assert not finding.allowed
    assert finding.missing == ("credible_indicator", "screening_completed")


def test_a_complete_screening_without_signs_may_be_closed(case: Any, act: Any, ask: Any) -> None:
    screened = case(credible_indicator=False, screening_completed=True, screening_recommendation="none")
    assert ask("SG-ID-01", screened, act("identification.close_no_indicators")).allowed


def test_a_worker_who_would_refer_cannot_close(case: Any, act: Any, ask: Any) -> None:
    screened = case(credible_indicator=False, screening_completed=True, screening_recommendation="refer")
    assert not ask("SG-ID-01", screened, act("identification.close_no_indicators")).allowed


def test_indicators_are_recorded_unless_the_screening_shows_none(case: Any, act: Any, ask: Any) -> None:
    name = "identification.record_indicators"
    assert ask("SG-ID-01", case(), act(name)).allowed
    assert not ask("SG-ID-01", case(credible_indicator=False), act(name)).allowed


@pytest.mark.parametrize(
    "state", ["CONTACT", "SCREENING", "PRESUMED", "PAUSED", "IN_IDENTIFICATION", "IDENTIFIED", "UNDER_APPEAL"]
)
def test_nobody_is_removed_while_identification_goes_on(case: Any, act: Any, ask: Any, state: str) -> None:
    finding = ask("SG-ID-02", case({"identification": state}), act("execute_removal", "immigration"))
    assert not finding.allowed
    assert not finding.override.allowed


def test_nobody_is_removed_on_day_29_of_an_appeal(case: Any, act: Any, ask: Any) -> None:
    appealing = case({"identification": "UNDER_APPEAL"}, decision_served_d=29.0, appeal_over=False)
    assert not ask("SG-ID-02", appealing, act("execute_removal", "immigration")).allowed


def test_the_bar_goes_only_when_everything_has_ended(case: Any, act: Any, ask: Any) -> None:
    refused_for_good = {"remedies_used_up": True, "proceedings_pending": False}
    over = {"identification": "NOT_IDENTIFIED"}
    lift = act("stay.lift_bar", "immigration")
    assert ask("SG-ID-02", case(over, **refused_for_good), lift).allowed
    assert not ask("SG-ID-02", case(over, **{**refused_for_good, "remedies_used_up": None}), lift).allowed
    assert not ask("SG-ID-02", case(over, **{**refused_for_good, "proceedings_pending": True}), lift).allowed
    assert not ask("SG-ID-02", case({"identification": "PRESUMED"}, **refused_for_good), lift).allowed


def test_two_police_officers_cannot_refuse_and_hear_who_is_missing(case: Any, act: Any, ask: Any) -> None:
    police = {"profession": "police", "state_member": True, "opinion": "not", "conflict_declared": True}
    finding = ask(
        "SG-ID-03",
        case(child=False, team_opinions=[police, police]),
        act("identification.decide_not_identified"),
    )
    assert not finding.allowed
    assert finding.told["absent"] == ["social_worker", "lawyer", "ngo"]


def test_a_whole_team_may_decide(case: Any, act: Any, ask: Any) -> None:
    complete = case(child=False, team_opinions=TEAM)
    assert ask("SG-ID-03", complete, act("identification.decide_not_identified")).allowed
    assert ask("SG-ID-03", complete, act("identification.decide_identified")).allowed


def test_a_member_who_kept_ties_unsaid_does_not_count(case: Any, act: Any, ask: Any) -> None:
    silent = [*TEAM[:3], {**TEAM[3], "conflict_declared": None}]
    assert not ask(
        "SG-ID-03", case(child=False, team_opinions=silent), act("identification.decide_not_identified")
    ).allowed


def test_a_team_of_the_state_alone_is_no_team(case: Any, act: Any, ask: Any) -> None:
    state_only = [{**member, "state_member": True} for member in TEAM]
    assert not ask(
        "SG-ID-03", case(team_opinions=state_only), act("identification.decide_identified")
    ).allowed


def test_child_protection_sits_in_the_team_for_a_child(case: Any, act: Any, ask: Any) -> None:
    name = "identification.decide_not_identified"
    assert not ask("SG-ID-03", case(child=True, team_opinions=TEAM), act(name)).allowed
    with_child_protection = [*TEAM, {**TEAM[1], "profession": "child_protection"}]
    assert ask("SG-ID-03", case(child=True, team_opinions=with_child_protection), act(name)).allowed


def test_telling_late_is_never_the_only_ground(case: Any, act: Any, ask: Any) -> None:
    name = "identification.decide_not_identified"
    late = case(decision_reason_codes=["late_disclosure", "inconsistent"])
    assert not ask("SG-ID-04", late, act(name)).allowed
    assert not ask("SG-ID-04", late, act("decide_identification", outcome="not_identified")).allowed
    assert ask("SG-ID-04", case(decision_reason_codes=["late_disclosure", "no_purpose"]), act(name)).allowed


def test_a_bride_who_agreed_and_was_then_confined_is_not_refused_for_agreeing(
    case: Any, act: Any, ask: Any
) -> None:
    finding = ask("SG-ID-05", case(), act("identification.decide_not_identified", reason_code="consented"))
    assert not finding.allowed
    assert "controlled" in finding.because
    assert ask(
        "SG-ID-05",
        case(child=False, act_shown=True, means_shown=False, purpose_shown=True),
        act("identification.decide_not_identified", reason_code="no_means"),
    ).allowed


def test_means_count_for_adults_only(case: Any, act: Any, ask: Any) -> None:
    decide = act("identification.decide_identified", "identification_lead")
    shown = {"act_shown": True, "purpose_shown": True}
    assert not ask("SG-ID-05", case(child=False, **shown), decide).allowed
    assert ask("SG-ID-05", case(child=False, means_shown=True, **shown), decide).allowed
    assert ask("SG-ID-05", case(child=True, **shown), decide).allowed
    assert not ask(
        "SG-ID-05", case(child=True), act("identification.decide_not_identified", reason_code="no_means")
    ).allowed


def test_who_someone_is_never_decides(case: Any, act: Any, ask: Any) -> None:
    finding = ask(
        "SG-ID-06", case(decision_reason_codes=["sex", "no_act"]), act("identification.decide_not_identified")
    )
    assert not finding.allowed
    assert finding.told["grounds"] == ["sex"]
    assert ask(
        "SG-ID-06", case(decision_reason_codes=["no_act"]), act("identification.decide_not_identified")
    ).allowed


def test_a_screening_is_closed_only_with_the_right_questions(case: Any, act: Any, ask: Any) -> None:
    close = act("identification.close_no_indicators", "first_responder")
    assert not ask("SG-ID-06", case(), close).allowed
    assert not ask("SG-ID-06", case(screening_variants=["adult_labour"], age_in_doubt=True), close).allowed
    assert ask("SG-ID-06", case(screening_variants=["child_labour"], age_in_doubt=True), close).allowed


def test_no_charge_for_scam_work_before_a_screening(case: Any, act: Any, ask: Any) -> None:
    charge = act("refer_for_prosecution", "prosecutor")
    assert not ask("SG-ID-07", case(child=False), charge).allowed
    assert ask("SG-ID-07", case(child=False, screening_completed=True), charge).allowed
    assert not ask("SG-ID-07", case(child=True, screening_completed=True), charge).allowed


def test_an_arrest_may_be_written_down_so_that_screening_can_start(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-ID-07", case(), act("charges.allegation", "police")).allowed
    assert ask("SG-ID-07", case(), act("charges.screen", "prosecutor")).allowed
    assert not ask("SG-ID-07", case(), act("charges.allegation", "police", measure="fine")).allowed


def test_no_question_goes_home_without_consent(case: Any, act: Any, ask: Any) -> None:
    safe = {"counterpart_vetted": True, "family_risk_assessed": True, "fields": ["recruiter", "dates"]}
    agreed = case(consented_purposes=["origin_enquiry"])
    assert not ask("SG-ID-08", case(), act("send_origin_enquiry", **safe)).allowed
    assert ask("SG-ID-08", agreed, act("send_origin_enquiry", **safe)).allowed
    assert not ask("SG-ID-08", agreed, act("send_origin_enquiry", **{**safe, "fields": ["shelter"]})).allowed
    assert not ask(
        "SG-ID-08", agreed, act("send_origin_enquiry", **{**safe, "counterpart_vetted": False})
    ).allowed
    assert ask("SG-ID-08", case(), act("criminal_case.open_investigation", "police")).allowed


def test_a_check_of_identity_carries_identity_only(case: Any, act: Any, ask: Any) -> None:
    send = act("return.send_verification", "nfp")
    assert ask("SG-ID-09", case(verification_fields=["names", "date_of_birth"]), send).allowed
    finding = ask("SG-ID-09", case(verification_fields=["names", "trafficking_status"]), send)
    assert not finding.allowed
    assert finding.told["extra"] == ["trafficking_status"]
    assert ask("SG-ID-09", case(), send).missing == ("verification_fields",)


def test_a_late_answer_from_abroad_changes_nothing(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-ID-09", case(), act("refuse_service", reason_code="verification_pending")).allowed
    assert not ask("SG-ID-09", case(), act("place", reason_code="verification_late")).allowed
    assert ask("SG-ID-09", case(), act("return.verification_answered", "nfp")).allowed


def test_another_countrys_decision_counts_without_a_new_interview(case: Any, act: Any, ask: Any) -> None:
    attested = case(foreign_decision_attested=True)
    recognise = act("identification.recognise_foreign_decision", "nfp")
    assert ask("SG-ID-10", attested, recognise).allowed
    assert not ask("SG-ID-10", case(), recognise).allowed
    assert not ask(
        "SG-ID-10", case(foreign_decision_attested=True, foreign_attestation_forged=True), recognise
    ).allowed
    assert not ask("SG-ID-10", attested, act("schedule_interview", purpose="identification")).allowed
    assert ask("SG-ID-10", case(), act("schedule_interview", purpose="identification")).allowed


def test_the_state_of_origin_hears_nothing_when_in_doubt(case: Any, act: Any, ask: Any) -> None:
    notice = act("cross_border_transfer", "nfp", message="M04")
    assert not ask("SG-ID-10", case(), notice).allowed
    assert not ask("SG-ID-10", case(objects_to_origin_notice=True), notice).allowed
    assert ask("SG-ID-10", case(objects_to_origin_notice=False), notice).allowed


def test_a_refusal_needs_reasons_that_the_person_can_read(case: Any, act: Any, ask: Any) -> None:
    decide = act("identification.decide_not_identified", "identification_lead")
    assert ask("SG-ID-11", case(child=False, **REASONED), decide).allowed
    assert not ask("SG-ID-11", case(child=False, **{**REASONED, "decision_translated": None}), decide).allowed
    assert not ask("SG-ID-11", case(child=True, **REASONED), decide).allowed


@pytest.mark.parametrize(
    "ground", ["acquittal", "no_complaint", "consented", "late_disclosure", "nationality"]
)
def test_no_refusal_rests_on_an_unfit_ground(case: Any, act: Any, ask: Any, ground: str) -> None:
    unfit = case(child=False, **{**REASONED, "decision_reason_codes": [ground]})
    assert not ask("SG-ID-11", unfit, act("identification.decide_not_identified")).allowed


def test_who_decided_first_does_not_decide_the_appeal(case: Any, act: Any, ask: Any) -> None:
    decided = case(team_opinions=[{**TEAM[0], "agency": "National Police"}], **REASONED)
    name = "identification.appeal_refused"
    assert not ask("SG-ID-11", decided, act(name, "reviewer", agency="National Police")).allowed
    assert ask("SG-ID-11", decided, act(name, "reviewer", agency="Appeals Board")).allowed


def test_the_end_of_the_criminal_case_ends_nothing_else(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-ID-11", case(), act("criminal_case.close_case", "court")).allowed
    assert not ask("SG-ID-11", case(), act("stay.refuse_stay", "immigration")).allowed
    assert ask("SG-ID-11", case(stay_reasons_written=True), act("stay.refuse_stay", "immigration")).allowed
