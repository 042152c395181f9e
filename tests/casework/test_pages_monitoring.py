"""Follow-up: agreed contacts on their days, two marks that are never made into one, an alert with one press."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.casework import services
from safeconduct.casework.models import Event
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(case, case_manager, file, now):
    """A person who arrived twenty days ago and agreed to be asked. How that came is for the tests of the steps."""
    arrived = now - timedelta(days=20)
    case.return_state, case.events_count = "MONITORING", 1
    case.save()
    Event.objects.create(
        case=case, position=1, event="return.arrive", region="return", before="IN_TRAVEL", after="RECEIVED",
        at=arrived, by=case_manager, role="recv_case_manager",
    )  # fmt: skip
    agreement = {
        "wish": "agreed",
        "channel": "call",
        "who_may_ask": ["case_manager"],
        "stop_rule_told": "yes",
    }
    file("D33", agreement, case_manager, Role.CASE_MANAGER)
    return case


def at(case):
    return reverse("monitoring", args=[case.pk])


def page(client, case):
    answer = client.get(at(case))
    assert answer.status_code == 200
    return answer.content.decode()


def note(file, by, step, days_ago, **told):
    on = (timezone.now() - timedelta(days=days_ago)).isoformat()
    return file("D34", {"step": step, "on": on, "reached": "yes", **told}, by, Role.CASE_MANAGER)


def test_the_first_contact_that_was_not_made_comes_next_and_is_said_to_be_late(
    followed, case_manager, sign_in
):
    text = page(sign_in(case_manager), followed)
    assert "Next contact" in text
    assert "After 72 hours" in text
    assert text.count("Overdue") == 2  # 72 hours and two weeks
    assert "17 days late" in text


def test_a_contact_made_moves_the_calendar_on(followed, case_manager, file, sign_in):
    note(file, case_manager, "T1", 17)
    text = page(sign_in(case_manager), followed)
    assert text.count("Overdue") == 1
    assert text.count("Reached") == 2  # arrival and 72 hours


def test_two_marks_stand_side_by_side_and_no_third_is_made_of_them(followed, case_manager, file, sign_in):
    marks = [{"domain": "O01", "own": "2", "worker": "4"}, {"domain": "O05", "own": "4", "worker": "4"}]
    note(file, case_manager, "T1", 17, marks=marks)
    text = page(sign_in(case_manager), followed)
    assert "<b>2</b> At risk" in text
    assert "<b>4</b> Stable" in text
    assert "<b>3</b>" not in text
    assert text.count("They differ") == 1
    assert "Not asked, or not said: Legal status and papers · Work" in text


def test_signs_of_danger_open_a_talk_and_raise_nothing_by_themselves(followed, case_manager, file, sign_in):
    note(file, case_manager, "T1", 1, recruiter_contact="yes")
    text = page(sign_in(case_manager), followed)
    assert "The last contact shows signs of danger" in text
    followed.refresh_from_db()
    assert followed.return_state == "MONITORING"


def test_an_alert_is_raised_with_one_press_and_no_paper_first(followed, case_manager, sign_in):
    client = sign_in(case_manager)
    move = reverse("move", args=[followed.pk, "return.danger_sign"])
    assert f'<form method="post" action="{move}">' in page(client, followed)
    key = str(uuid4())
    for _again in range(2):
        assert client.post(move, {"op_id": key}).status_code == 302
    followed.refresh_from_db()
    assert followed.return_state == "ALERT"
    assert Event.objects.filter(event="return.danger_sign").count() == 1
    assert "An alert is open" in page(client, followed)


def test_where_the_person_wants_no_follow_up_nothing_is_late(followed, case_manager, sign_in):
    followed.return_state = "MONITORING_ENDED"
    followed.save()
    text = page(sign_in(case_manager), followed)
    assert "Overdue" not in text
    assert "Raise an alert now" in text


def test_before_anybody_travelled_the_page_says_what_will_stand_here(case, case_manager, sign_in):
    assert "Nobody has travelled" in page(sign_in(case_manager), case)


def test_an_officer_with_a_part_does_not_see_how_the_person_lives(
    followed, case_manager, immigration_officer, file, sign_in
):
    note(file, case_manager, "T1", 17, marks=[{"domain": "O01", "own": "2", "worker": "4"}])
    services.assign(
        followed.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    text = page(sign_in(immigration_officer), followed)
    assert "are read by" in text
    assert "At risk" not in text
    assert "Agreed contacts" not in text


def test_strangers_and_others_find_nothing(followed, other_agency_worker, sign_in, stranger):
    assert sign_in(other_agency_worker).get(at(followed)).status_code == 404
    assert stranger.get(at(followed)).status_code == 302


def test_many_notes_need_no_more_queries(
    followed, case_manager, file, sign_in, django_assert_max_num_queries
):
    for day in range(8):
        note(file, case_manager, "extra", day, marks=[{"domain": "O01", "own": "3", "worker": "3"}])
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get(at(followed))
