"""Contacts after a return: when they are due, and what their answers show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.documents.monitoring import (
    DOMAINS,
    SCALE,
    SCHEDULE,
    planned,
    re_trafficking_risk,
    steps,
    still_open,
    sustained,
    whole_months,
)
from safeconduct.protection.words import Answer

ARRIVED = date(2031, 8, 31)
GOOD = {"reached": True, "safety": 4, "lowest": 3, "person_says": True}


def contact(on: str, **changed):
    return {"step": "extra", "on": on} | GOOD | changed


def test_an_adult_at_low_risk_is_asked_seven_times_within_a_year():
    assert [step.id for step in steps(child=False, high_risk=False)] == [
        "T0",
        "T1",
        "T2",
        "T3",
        "T4",
        "T5",
        "T6",
    ]


@pytest.mark.parametrize(
    ("child", "high_risk"), [(True, False), (None, False), (False, True), (False, None), (None, None)]
)
def test_a_child_a_high_risk_and_a_doubt_get_two_years(child, high_risk):
    assert steps(child=child, high_risk=high_risk) == SCHEDULE


def test_contacts_are_due_by_hours_then_days_then_calendar_months():
    due = {step.id: on for step, on in planned(ARRIVED, child=True, high_risk=False)}
    assert due == {
        "T0": date(2031, 8, 31),
        "T1": date(2031, 9, 3),
        "T2": date(2031, 9, 14),
        "T3": date(2031, 9, 30),
        "T4": date(2031, 11, 30),
        "T5": date(2032, 2, 29),
        "T6": date(2032, 8, 31),
        "T7": date(2033, 2, 28),
        "T8": date(2033, 8, 31),
    }


def test_a_schedule_that_starts_again_begins_at_72_hours():
    assert planned(ARRIVED, child=False, high_risk=False, again=True)[0][0].id == "T1"


def test_contacts_not_reached_stay_open_and_arrival_is_not_one_of_them():
    assert [step.id for step in still_open(["T1", "T2", "T3", "T5"], longer=False)] == ["T4", "T6"]
    assert [step.id for step in still_open(["T1", "T2", "T3", "T4", "T5", "T6"], longer=True)] == ["T7", "T8"]


def test_there_are_fourteen_domains_and_five_marks():
    assert [domain.id for domain in DOMAINS] == [f"O{number:02}" for number in range(1, 15)]
    assert [mark for mark, _ in SCALE] == [1, 2, 3, 4, 5]


def test_life_holds_when_the_person_says_so_and_marks_stay_up_for_ninety_days():
    assert sustained([contact("2032-01-01"), contact("2032-03-31")]) is Answer.YES


def test_eighty_nine_days_are_too_short_to_tell():
    assert sustained([contact("2032-01-01"), contact("2032-03-30")]) is Answer.UNKNOWN


def test_more_contacts_in_between_do_not_count_against_the_person():
    rows = [contact(on) for on in ("2032-01-01", "2032-02-01", "2032-03-01", "2032-04-01")]
    assert sustained(rows) is Answer.YES


def test_a_bad_month_in_between_starts_the_count_again():
    rows = [contact("2032-01-01"), contact("2032-03-01", lowest=2), contact("2032-04-01")]
    assert sustained(rows) is Answer.UNKNOWN


@pytest.mark.parametrize("fallen", [{"lowest": 2}, {"safety": 3}, {"person_says": False}])
def test_life_does_not_hold_while_a_mark_is_low_or_the_person_says_no(fallen):
    assert sustained([contact("2032-01-01"), contact("2032-06-01", **fallen)]) is Answer.NO


@pytest.mark.parametrize("silent", [{"person_says": None}, {"safety": None}, {"reached": False}])
def test_what_was_not_asked_is_never_counted_as_good(silent):
    assert sustained([contact("2032-01-01", **silent), contact("2032-06-01", **silent)]) is Answer.UNKNOWN


def test_nothing_on_file_says_nothing():
    assert sustained([]) is Answer.UNKNOWN
    assert re_trafficking_risk([]) == ()


@pytest.mark.parametrize(
    "sign",
    [{"safety": 2}, {"marks": {"O03": 2, "O08": 1}}, {"recruiter_contact": True}, {"carer_changed": True}],
)
def test_each_sign_of_danger_opens_a_talk(sign):
    assert len(re_trafficking_risk([contact("2032-01-01"), contact("2032-02-01", **sign)])) == 1


def test_lack_of_work_alone_is_no_sign():
    assert re_trafficking_risk([contact("2032-02-01", marks={"O03": 1, "O08": 3})]) == ()


def test_only_the_last_contact_speaks_whatever_order_the_notes_came_in():
    assert re_trafficking_risk([contact("2032-02-01"), contact("2032-01-01", safety=1)]) == ()


def test_a_note_without_a_day_never_shows_that_time_has_passed():
    assert sustained([contact(""), contact("2032-06-01")]) is Answer.UNKNOWN


@given(st.lists(st.tuples(st.dates(), st.integers(1, 5)), max_size=6), st.integers(1, 5))
def test_a_lower_mark_never_makes_life_hold(history, lower):
    rows = [contact(on.isoformat(), lowest=mark, safety=4) for on, mark in history]
    lowered = [row | {"lowest": min(row["lowest"], lower)} for row in rows]
    if sustained(rows) is not Answer.YES:
        assert sustained(lowered) is not Answer.YES


@given(st.dates(), st.dates())
def test_months_are_counted_whole(since, until):
    count = whole_months(since, until)
    assert count >= 0
    assert count <= max(0, (until - since).days / 28)


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (date(2031, 1, 31), date(2031, 2, 28), 1),
        (date(2031, 5, 15), date(2032, 5, 14), 11),
        (date(2031, 5, 15), date(2032, 5, 15), 12),
        (date(2032, 5, 15), date(2031, 5, 15), 0),
    ],
)
def test_twelve_months_are_full_on_the_same_day_a_year_later(since, until, count):
    assert whole_months(since, until) == count
