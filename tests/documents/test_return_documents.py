"""From options to hand-over: what the papers of a return prove, and what they leave unknown."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.departure import ASSURED, D28, D29, D30, D31
from safeconduct.protection.documents.proofs import prove
from safeconduct.protection.documents.return_ import D24, D25, D26, D27

NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)


def facts(document_type, *documents):
    filed = [
        Filed(document_type.id, number, 1, NOW - timedelta(days=30 - number), values)
        for number, values in enumerate(documents, start=1)
    ]
    proven = prove({document_type.id: document_type}, filed, NOW)
    return {name: fact.value for name, fact in proven.items()}


def test_only_ways_that_were_explained_count_and_each_once():
    ways = [
        {"way": "return_home", "explained": "yes"},
        {"way": "return_home", "explained": "yes"},
        {"way": "stay_long", "explained": "yes"},
        {"way": "third_country", "explained": "no"},
    ]
    assert facts(D24, {"options": ways})["return_options_count"] == 2


def test_a_fear_that_was_not_asked_about_is_not_an_absent_fear():
    assert "fear_of_return" not in facts(D24, {"fear_of_return": "not_asked"})
    assert facts(D24, {"fear_of_return": "yes"})["fear_of_return"] is True


def declaration(**changed):
    return {
        "return_declared": "yes",
        "advice_at": "2031-05-25T12:00:00+00:00",
        "signed_at": "2031-05-29T12:00:00+00:00",
        "second_confirmed_at": "2031-06-01T02:00:00+00:00",
        "second_witness_differs": "yes",
    } | changed


def test_a_declaration_counts_the_time_to_think_and_the_age_of_the_second_yes():
    proven = facts(D25, declaration())
    assert proven["hours_between_advice_and_signature"] == 96
    assert proven["second_confirmation_age_h"] == 10
    assert proven["withdrawn"] is False


def test_a_confirmation_planned_for_tomorrow_is_none():
    proven = facts(D25, declaration(second_confirmed_at="2031-06-02T09:00:00+00:00"))
    assert "second_confirmation_age_h" not in proven


def test_a_wish_taken_back_is_taken_back():
    assert facts(D25, declaration(withdrawn="yes"))["withdrawn"] is True


def test_nobody_takes_back_a_wish_that_was_never_declared():
    assert "withdrawn" not in facts(D25, {"return_declared": "unknown"})


def test_a_doubt_about_the_wish_is_not_a_wish():
    assert facts(D25, declaration(withdrawn="unknown"))["withdrawn"] is True


@pytest.mark.parametrize(
    ("answer", "answered"),
    [("confirmed", True), ("not_confirmed", True), ("more_asked", False), ("waiting", False), ("", None)],
)
def test_a_question_back_is_not_an_answer(answer, answered):
    assert facts(D26, {"answer": answer}).get("verification_answered") is answered


def test_the_paper_and_the_request_may_stand_in_different_notes():
    proven = facts(D26, {"fields": ["names"], "travel_document": "requested"}, {"travel_document": "valid"})
    assert proven["verification_fields"] == ("names",)
    assert proven["travel_document"] == "valid"
    assert "document_marked" not in proven


@pytest.mark.parametrize(
    ("here", "there", "level"),
    [
        ("LOW", "LOW", "LOW"),
        ("LOW", "MEDIUM", "MEDIUM"),
        ("HIGH", "LOW", "HIGH"),
        ("HIGH", "", "HIGH"),
        ("LOW", "", None),
        ("", "", None),
    ],
)
def test_the_higher_risk_counts_and_a_missing_view_is_never_low(here, there, level):
    proven = facts(D27, {"level_here": here, "level_there": there})
    assert proven.get("risk_level") == level
    assert (proven.get("risk_inputs_both_countries") is True) == bool(here and there)


def test_a_measure_counts_as_open_until_it_is_known_to_be_done():
    measures = [{"measure": "income", "done": "yes"}, {"measure": "treatment", "done": "unknown"}]
    assert facts(D27, {"measures": measures})["open_mitigations"] == 1
    assert facts(D27, {"measures": []})["open_mitigations"] == 0
    assert "open_mitigations" not in facts(D27, {})


def test_an_assessment_dated_ahead_has_no_age():
    assert "risk_age_d" not in facts(D27, {"assessed_on": "2031-06-02"})
    assert facts(D27, {"assessed_on": "2031-05-20"})["risk_age_d"] == 12.5


def test_eight_points_make_an_assurance():
    assert len(ASSURED) == 8
    assert facts(D28, {point.name: "yes" for point in ASSURED})["assurance_items"] == 8


def test_a_general_statement_assures_nothing():
    points = {point.name: "yes" for point in ASSURED} | {"about_this_person": "no"}
    assert facts(D28, points)["assurance_items"] == 0


@given(
    st.dictionaries(st.sampled_from([point.name for point in ASSURED]), st.sampled_from(["no", "unknown"]))
)
def test_a_point_not_assured_never_counts(doubted):
    points = {point.name: "yes" for point in ASSURED} | doubted
    assert facts(D28, points)["assurance_items"] == 8 - len(doubted)


def test_an_acceptance_is_more_than_a_name():
    proven = facts(D29, {"receiving_lead_named": "yes", "receiving_accepted": "no"})
    assert proven["receiving_lead_named"] is True
    assert proven["receiving_accepted"] is False
    assert "intro_call_done" not in proven


def test_a_call_noted_once_is_not_undone_by_a_later_version():
    assert facts(D29, {"intro_call_done": "yes"}, {"intro_call_done": ""})["intro_call_done"] is True


def test_a_journey_is_planned_when_the_way_the_meeting_and_the_fallback_are():
    plan = {"route_planned": "yes", "meeting_planned": "yes"}
    assert "travel_planned" not in facts(D30, plan)
    assert facts(D30, plan | {"fallback_planned": "yes"})["travel_planned"] is True
    assert facts(D30, plan | {"fallback_planned": "no"})["travel_planned"] is False


def test_hours_past_arrival_are_below_zero_before_it():
    assert facts(D30, {"planned_arrival": "2031-06-01T15:00:00+00:00"})["hours_past_planned_arrival"] == -3
    assert facts(D30, {"planned_arrival": "2031-05-31T11:00:00+00:00"})["hours_past_planned_arrival"] == 25


def test_a_copy_is_known_to_be_given_only_when_said():
    assert facts(D31, {"parts": ["plan"]}) == {}
    assert facts(D31, {"handover_copy_given": "yes"}) == {"handover_copy_given": True}


@pytest.mark.parametrize("document_type", [D24, D25, D26, D27, D28, D29, D30, D31])
def test_no_paper_of_return_proves_anything_before_it_is_filed(document_type):
    assert facts(document_type) == {}
