"""Lawyers, charges, claims and views: what these papers prove."""

from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.justice import D21, D22, D36, D37
from safeconduct.protection.documents.proofs import prove

NOW = datetime(2031, 6, 1, 12, tzinfo=UTC)


def facts(document_type, *documents, now=NOW):
    filed = [
        Filed(document_type.id, number, 1, NOW - timedelta(days=30 - number), values)
        for number, values in enumerate(documents, start=1)
    ]
    proven = prove({document_type.id: document_type}, filed, now)
    return {name: fact.value for name, fact in proven.items()}


def mandate(where, standing="acting", **more):
    return {"country_role": where, "mandate": standing} | more


def test_a_lawyer_here_says_nothing_about_a_lawyer_there():
    proven = facts(D21, mandate("this_country"))
    assert proven["lawyer_destination"] is True
    assert proven["lawyer_offered"] is True
    assert "lawyer_origin" not in proven


def test_each_country_has_its_own_lawyer_whichever_was_filed_last():
    proven = facts(D21, mandate("other_country"), mandate("this_country"))
    assert proven["lawyer_destination"] is True
    assert proven["lawyer_origin"] is True


@pytest.mark.parametrize("standing", ["offered", "declined", "ended"])
def test_an_offer_is_not_a_lawyer(standing):
    assert facts(D21, mandate("this_country", standing))["lawyer_destination"] is False


@pytest.mark.parametrize(("last_day", "acts"), [("2031-05-31", False), ("2031-06-01", True), ("", True)])
def test_a_power_of_attorney_ends_with_its_last_day(last_day, acts):
    proven = facts(D21, mandate("this_country", mandate_until=last_day))
    assert proven["lawyer_destination"] is acts


def test_declining_a_second_lawyer_leaves_the_first():
    proven = facts(D21, mandate("this_country"), mandate("other_country", "declined"))
    assert proven["second_lawyer_refused_by_person"] is True
    assert proven["lawyer_declined"] is False


def test_a_lawyer_taken_after_all_ends_the_refusal():
    proven = facts(D21, mandate("other_country", "declined"), mandate("other_country"))
    assert proven["second_lawyer_refused_by_person"] is False


def test_one_linked_act_is_enough_while_another_has_no_link():
    proven = facts(D22, {"link": "compelled"}, {"link": "none"})
    assert proven["nexus_found"] is True


def test_a_settled_charge_does_not_hide_one_nobody_looked_at():
    settled = {"nexus_assessed": "yes", "link": "direct_result", "outcome": "not_charged"}
    proven = facts(D22, settled, {"nexus_assessed": "no"})
    assert proven["nexus_assessed"] is False
    assert "nexus_found" not in proven


def test_a_settled_charge_alone_still_tells_what_was_found():
    settled = {"nexus_assessed": "yes", "link": "direct_result", "outcome": "not_charged"}
    assert facts(D22, settled)["nexus_found"] is True


def test_losses_are_worked_out_with_a_head_and_a_route():
    assert facts(D36, {"losses": [{"head": "wages", "sum": 900}]})["claims_assessed"] is False
    assert facts(D36, {"losses": [{"head": "wages", "route": "labour"}]})["claims_assessed"] is True


def test_no_loss_is_a_result_too():
    assert facts(D36, {"no_loss": "yes"})["claims_assessed"] is True


def test_the_first_limitation_date_still_to_be_met_counts_over_all_assessments():
    proven = facts(
        D36,
        {"losses": [{"head": "wages", "route": "labour", "limitation_day": "2031-07-01"}]},
        {
            "losses": [
                {"head": "injury", "route": "civil", "limitation_day": "2031-06-30"},
                {"head": "moral", "route": "civil", "limitation_day": "2031-06-02", "standing": "filed"},
            ]
        },
    )
    assert proven["limitation_days_left"] == 29


def test_a_limitation_date_that_has_passed_is_below_zero():
    losses = [{"head": "wages", "route": "labour", "limitation_day": "2031-05-30"}]
    assert facts(D36, {"losses": losses})["limitation_days_left"] == -2


def test_each_running_proceeding_needs_its_own_arrangement():
    arranged = {"informed_choice": "yes", "remote_or_return_trip_arranged": "yes"}
    proven = facts(D37, arranged, {"informed_choice": "yes"})
    assert proven["informed_choice"] is True
    assert "remote_or_return_trip_arranged" not in proven


def test_proceedings_that_are_over_ask_for_nothing():
    proven = facts(D37, {"over": "yes", "measures_planned": "no"}, {"measures_planned": "yes"})
    assert proven["measures_planned"] is True


@pytest.mark.parametrize("document_type", [D21, D22, D36, D37])
def test_no_paper_of_justice_proves_anything_before_it_is_filed(document_type):
    assert facts(document_type) == {}
