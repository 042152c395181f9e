"""With everything in order no step of the mechanism is held up, for an adult or for a child."""

from datetime import UTC, datetime
from typing import Any

import pytest

from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.vocabulary import FACTS
from safeconduct.protection.words import Role

FAMILIES = ("SG-PR", "SG-CH", "SG-ST", "SG-RT", "SG-LT", "SG-JU")
ASKED = [
    (event, name)
    for event, transition in sorted(TRANSITIONS.items())
    for name in transition.safeguards
    if name.startswith(FAMILIES)
]
IN_ORDER: dict[str, Any] = {
    **dict.fromkeys(
        (
            "legal_advice_given", "counsellor_independent", "return_declared", "second_witness_differs",
            "risk_inputs_both_countries", "receiving_lead_named", "receiving_accepted", "intro_call_done",
            "met_in_person", "person_confirms_arrival", "arrival_free_of_questions", "monitoring_agreed",
            "monitoring_schedule_done", "made_safe", "joint_call_done", "options_sheet_signed",
            "options_legal_advice", "permit_work_stated", "permit_study_stated", "plan_budget_both",
            "plan_lines_funded", "host_vetted", "feedback_offered", "lawyer_offered", "lawyer_destination",
            "lawyer_origin", "claims_assessed", "claim_advice_given", "safe_payment_channel",
            "payment_in_own_hands", "threat_assessed", "testimony_by_choice", "measures_planned", "views_offered",
            "evidence_chain_kept", "shelter_agreed", "package_offered", "health_help_by_wish_only",
            "dependants_listed", "dependants_settled", "fear_asked", "nexus_assessed", "nexus_shared_with_lawyer",
            "age_assessment_sound", "age_assessment_guardian_present", "age_appeal_told", "closure_agreed",
            "safety_low_twice", "closure_home_settled", "closure_plan_settled", "closure_reachable",
            "closure_numbers_given", "retention_planned", "deletion_date_set",
        ),
        True,
    ),
    **dict.fromkeys(
        (
            "withdrawn", "document_marked", "proceedings_pending", "fear_of_return", "nexus_found", "alert_open",
            "complaint_open", "override_open", "break_glass_open", "threat_reported",
        ),
        False,
    ),
    "return_options_count": 3, "hours_between_advice_and_signature": 72, "second_confirmation_age_h": 1,
    "risk_level": "LOW", "risk_age_d": 1, "open_mitigations": 0, "assurance_items": 8, "assurance_age_d": 1,
    "assurance_signer": "state", "travel_document": "valid", "asylum": "NOT_RAISED", "claims": "represented",
    "safety_assessment_age_d": 1, "place_kind": "open_shelter", "reflection_until": "2025-12-31",
}  # fmt: skip
OF_A_CHILD: dict[str, Any] = {
    **dict.fromkeys(
        (
            "guardian_appointed", "guardian_conflict_free", "guardian_handover", "bia_done", "child_view_written",
            "child_view_answered", "care_safe", "learning_arranged", "tracing_in_interest",
            "family_involvement_ruled_out", "travel_planned", "escort_arranged", "transition_planned",
            "closure_durable_reviewed_twice",
        ),
        True,
    ),
    "bid": "return", "bid_professions": 3, "bid_options": 2,
}  # fmt: skip
# Steps that exist for the opposite of good order.
BESIDES = {
    "return.send_verification": {"travel_document": "none"},
    "return.schedule_done": {"monitoring_declined": None},
}
STATES = {"stay.depart_voluntarily": {"return": "IN_TRAVEL"}}
# A charge against a child goes on only when the chief prosecutor and a second person decide so.
CLOSED_TO_CHILDREN = {("charges.continue", "SG-PR-09"), ("stay.lift_bar", "SG-CH-05")}


def test_the_facts_of_good_order_are_in_the_vocabulary() -> None:
    assert {*IN_ORDER, *OF_A_CHILD} <= set(FACTS)


@pytest.mark.parametrize("child", [False, True], ids=["adult", "child"])
@pytest.mark.parametrize(("event", "name"), ASKED)
def test_in_good_order_the_step_is_open(case: Any, event: str, name: str, *, child: bool) -> None:
    # what concerns the child track alone is true of both: an adult has no panel, but nobody asks for one
    facts = {**IN_ORDER, **OF_A_CHILD, "child": child, **BESIDES.get(event, {})}
    well = case(
        STATES.get(event, {}),
        now=datetime(2026, 3, 2, tzinfo=UTC),
        reasonable_grounds_at=datetime(2025, 3, 1, tzinfo=UTC),
        **facts,
    )
    second = Actor(Role.REVIEWER, name="Reviewer", agency="Protection Authority")
    for role in TRANSITIONS[event].by:
        act = Act(event, Actor(role, name="Somebody", agency="Harbour House"), second)
        found = SAFEGUARDS[name].ask(well, act)
        assert found.allowed is not (child and (event, name) in CLOSED_TO_CHILDREN), found


OPENS = [(event, name) for event, name in ASKED if TRANSITIONS[event].protects]


@pytest.mark.parametrize(("event", "name"), OPENS)
def test_what_protects_is_open_when_nothing_is_known(case: Any, event: str, name: str) -> None:
    for role in TRANSITIONS[event].by:
        assert SAFEGUARDS[name].ask(case(), Act(event, Actor(role))).allowed
