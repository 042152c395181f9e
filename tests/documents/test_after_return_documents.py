"""Arrival, staying in touch and alerts: what the papers after a return prove."""

from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.protection.documents.after_return import D32, D33, D34, D35
from safeconduct.protection.documents.contacts import contact, marks
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.proofs import prove

NOW = datetime(2032, 6, 1, 12, tzinfo=UTC)


def filed(document_type, *documents):
    return [
        Filed(document_type.id, number, 1, NOW - timedelta(days=30 - number), values)
        for number, values in enumerate(documents, start=1)
    ]


def facts(document_type, *documents):
    proven = prove({document_type.id: document_type}, filed(document_type, *documents), NOW)
    return {name: fact.value for name, fact in proven.items()}


def test_an_arrival_is_free_only_when_each_thing_is_known_not_to_have_happened():
    quiet = dict.fromkeys(("questioned", "tested", "confined", "made_public"), "no")
    assert facts(D32, quiet)["arrival_free_of_questions"] is True
    assert facts(D32, quiet | {"tested": "yes"})["arrival_free_of_questions"] is False
    assert "arrival_free_of_questions" not in facts(D32, quiet | {"tested": "unknown"})


def agreement(**changed):
    return {
        "wish": "agreed",
        "channel": "message",
        "who_may_ask": ["recv_case_manager"],
        "stop_rule_told": "yes",
    } | changed


def test_follow_up_is_agreed_with_a_channel_and_the_right_to_stop():
    assert facts(D33, agreement()) == {"monitoring_agreed": True, "monitoring_declined": False}


@pytest.mark.parametrize("gap", [{"channel": ""}, {"who_may_ask": []}, {"stop_rule_told": "no"}])
def test_a_yes_without_the_terms_is_not_yet_an_agreement(gap):
    assert "monitoring_agreed" not in facts(D33, agreement(**gap))


def test_no_is_an_answer_and_not_now_is_neither():
    assert facts(D33, {"wish": "declined"}) == {"monitoring_agreed": False, "monitoring_declined": True}
    assert facts(D33, {"wish": "not_now"}) == {"monitoring_agreed": False}


def note(step, on, **changed):
    return {"step": step, "on": on, "reached": "yes"} | changed


def missed(on):
    return note("extra", on, reached="no")


YEAR = [
    note("T1", "2031-06-04"),
    note("T2", "2031-06-15"),
    note("T3", "2031-07-01"),
    note("T4", "2031-09-01"),
    note("T5", "2031-12-01"),
    note("T6", "2032-06-01"),
]


def test_two_marks_are_kept_apart_and_the_lower_one_warns():
    values = {
        "marks": [{"domain": "O05", "own": "2", "worker": "4"}, {"domain": "O01", "own": "", "worker": "5"}]
    }
    assert marks(filed(D34, values)[0]) == {"O05": 2, "O01": 5}


def test_a_row_holds_coded_answers_only():
    values = note("T3", "2031-07-01", persons_view="words", note="more words", danger="LOW")
    assert contact(filed(D34, values)[0]) == {
        "step": "T3",
        "on": "2031-07-01",
        "reached": True,
        "marks": {},
        "safety": None,
        "lowest": None,
        "person_says": None,
        "danger": "LOW",
        "recruiter_contact": None,
        "carer_changed": None,
        "starts_anew": None,
    }


def test_contacts_stand_in_the_order_in_which_they_happened():
    rows = facts(D34, note("T2", "2031-06-15"), note("T1", "2031-06-04"))["monitoring_contacts"]
    assert [row["step"] for row in rows] == ["T1", "T2"]


def test_tries_are_counted_by_day_since_the_person_was_last_reached():
    proven = facts(
        D34,
        missed("2032-04-01"),
        note("extra", "2032-04-03"),
        missed("2032-05-01"),
        missed("2032-05-01"),
        missed("2032-05-09"),
    )
    assert proven["contact_tries"] == 2
    assert proven["contact_lost"] is False
    assert proven["contacts_done"] == 1
    assert proven["months_without_contact"] == 1


def test_a_third_day_without_an_answer_is_a_lost_contact():
    proven = facts(D34, missed("2032-05-01"), missed("2032-05-05"), missed("2032-05-09"))
    assert proven["contact_lost"] is True


def test_a_person_never_reached_is_missed_since_the_first_try():
    assert facts(D34, missed("2031-06-01"), missed("2032-05-01"))["months_without_contact"] == 12


def test_one_year_is_the_whole_schedule_only_when_said_so():
    assert facts(D34, *YEAR)["monitoring_schedule_done"] is False
    assert facts(D34, *YEAR[:-1], YEAR[-1] | {"longer": "no"})["monitoring_schedule_done"] is True
    assert (
        facts(D34, *YEAR, note("T7", "2032-12-01"), note("T8", "2033-06-01"))["monitoring_schedule_done"]
        is True
    )


def test_a_contact_that_was_only_tried_does_not_fill_the_schedule():
    tried = YEAR[-1] | {"longer": "no", "reached": "no"}
    assert facts(D34, *YEAR[:-1], tried)["monitoring_schedule_done"] is False


def test_a_schedule_that_starts_anew_forgets_what_was_before():
    anew = YEAR[-1] | {"longer": "no", "starts_anew": "yes"}
    assert facts(D34, *YEAR[:-1], anew)["monitoring_schedule_done"] is False


@pytest.mark.parametrize(
    ("levels", "low"),
    [(["LOW", "LOW"], True), (["HIGH", "LOW"], False), (["HIGH", "LOW", "LOW"], True), (["LOW"], None)],
)
def test_danger_has_to_be_low_at_the_last_two_contacts(levels, low):
    notes = [note("extra", f"2032-0{month}-01", danger=level) for month, level in enumerate(levels, start=1)]
    assert facts(D34, *notes).get("safety_low_twice") is low


def test_text_that_left_the_case_once_stays_known():
    proven = facts(D34, {"free_text_sent": "yes"}, {"free_text_sent": "no"})
    assert proven["contact_free_text_sent"] is True


def test_an_alert_is_open_until_it_is_settled():
    proven = facts(D35, {"kind": "danger", "standing": "raised"})
    assert proven["alert_open"] is True
    assert proven["alert_kind"] == "danger"
    assert proven["made_safe"] is False


def test_a_newer_settled_alert_does_not_hide_an_older_open_one():
    older = {"kind": "missing", "standing": "acknowledged", "alert_acted": "no"}
    proven = facts(D35, older, {"kind": "danger", "standing": "safe", "alert_acted": "yes"})
    assert proven["alert_open"] is True
    assert proven["alert_kind"] == "missing"
    assert proven["alert_acted"] is False
    assert proven["made_safe"] is False


def test_standing_an_alert_down_does_not_show_that_the_person_is_safe():
    stood_down = facts(D35, {"kind": "no_show", "standing": "stood_down"})
    assert stood_down["alert_open"] is False
    assert "made_safe" not in stood_down
    assert facts(D35, {"kind": "no_show", "standing": "safe"})["made_safe"] is True


def test_an_alert_filed_without_a_standing_is_open():
    assert facts(D35, {"kind": "danger"})["alert_open"] is True


def test_a_missing_report_is_asked_for_only_where_somebody_is_missing():
    assert "missing_reported" not in facts(D35, {"kind": "danger", "missing_reported": "no"})
    assert facts(D35, {"kind": "missing", "missing_reported": "no"})["missing_reported"] is False


@pytest.mark.parametrize("document_type", [D32, D33, D34, D35])
def test_no_paper_after_return_proves_anything_before_it_is_filed(document_type):
    assert facts(document_type) == {}
