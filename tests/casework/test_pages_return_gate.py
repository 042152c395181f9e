"""Return: tests asked anew at every look, no way to travel while fear is open, a wish that can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.casework import services
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Event
from safeconduct.casework.views.ages import age, behind
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.gate import DEPARTURE_GATE
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def returning(case):
    """A case in which the receiving side has accepted; nothing else is known of it."""
    case.return_state = "RECEIVING_ACCEPTED"
    case.save()
    return case


def at(case):
    return reverse("return_gate", args=[case.pk])


def page(client, case):
    answer = client.get(at(case))
    assert answer.status_code == 200
    return answer.content.decode()


def risk(file, by, days_ago, **told):
    on = (timezone.localdate() - timedelta(days=days_ago)).isoformat()
    values = {"assessed_on": on, "level_here": "LOW", "level_there": "LOW", **told}
    return file("D27", values, by, Role.CASE_MANAGER)


def test_every_test_of_the_gate_is_on_the_list_and_unknown_is_not_in_place(returning, case_manager, sign_in):
    text = page(sign_in(case_manager), returning)
    assert "What is not known counts as not in place." in text
    shown = [each for each in DEPARTURE_GATE if f"/{each}" in text]
    assert shown == [each for each in DEPARTURE_GATE if not each.startswith("SG-CH-")]


def test_the_tests_for_children_come_with_child_rules(returning, case_manager, sign_in):
    returning.child = "AGE_DOUBT"
    returning.save()
    text = page(sign_in(case_manager), returning)
    assert all(f"/{each}" in text for each in DEPARTURE_GATE)


def test_a_test_says_how_old_its_facts_are_and_how_long_they_hold(returning, case_manager, file, sign_in):
    risk(file, case_manager, 12)
    text = page(sign_in(case_manager), returning)
    assert "12 days old, holds for 17 more days" in text or "12 days old, holds for 18 more days" in text


def test_a_fact_that_has_run_out_is_said_to_have_run_out(returning, case_manager, file, sign_in):
    risk(file, case_manager, 31)
    assert "days old, has run out" in page(sign_in(case_manager), returning)


def test_an_age_is_that_of_the_stalest_paper_a_test_rests_on(returning, case_manager, file, now):
    file("D29", {"receiving_lead_named": "yes", "receiving_accepted": "yes"}, case_manager,
         Role.CASE_MANAGER, now=now - timedelta(days=5))  # fmt: skip
    found = standing(returning, now)
    act = Act("return.clear_gate", Actor(Role.CASE_MANAGER))
    assert "receiving_accepted" in behind("SG-RT-05", found.facts, act)
    assert age("SG-RT-05", found.facts, act) == "Written 5 days ago"
    assert age("SG-RT-04", found.facts, act) == ""  # nothing on paper


def test_taking_the_wish_back_is_one_press_away_and_works(returning, case_manager, sign_in):
    client = sign_in(case_manager)
    move = reverse("move", args=[returning.pk, "return.withdraw"])
    assert f'<form method="post" action="{move}">' in page(client, returning)
    assert client.post(move, {"op_id": str(uuid4())}).status_code == 302
    assert Event.objects.filter(event="return.withdraw", role="person").exists()
    returning.refresh_from_db()
    assert returning.return_state == "WITHDRAWN"


def test_before_a_wish_is_written_the_person_can_still_decide_to_stay(case, case_manager, sign_in):
    case.return_state = "COUNSELLING"
    case.save()
    assert reverse("move", args=[case.pk, "return.decide_to_stay"]) in page(sign_in(case_manager), case)


@pytest.mark.parametrize("state", ["COUNSELLING", "ASSURANCE_SOUGHT", "RECEIVING_ACCEPTED", "READY"])
def test_while_fear_is_open_nothing_leads_to_travel(case, case_manager, sign_in, state):
    case.return_state, case.asylum = state, "FEAR_VOICED"
    case.save()
    text = page(sign_in(case_manager), case)
    assert "The person is afraid to go back" in text
    towards = ("return.request_return", "return.assurance_given", "return.clear_gate", "return.depart")
    assert not any(reverse("move", args=[case.pk, each]) in text for each in towards)


def test_what_cannot_start_yet_says_what_it_waits_for(returning, case_manager, sign_in):
    text = page(sign_in(case_manager), returning)
    assert text.count("Completed") == 5
    assert text.count("Cannot start yet") == 4
    assert "Waits for:" in text


def test_an_officer_with_a_part_sees_where_it_stands_but_not_the_tests(
    returning, case_manager, immigration_officer, sign_in
):
    services.assign(
        returning.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    text = page(sign_in(immigration_officer), returning)
    assert "Accepted by the receiving side" in text
    assert "are read by" in text
    assert "/SG-RT-02" not in text


def test_strangers_and_others_find_nothing(returning, other_agency_worker, sign_in, stranger):
    assert sign_in(other_agency_worker).get(at(returning)).status_code == 404
    assert stranger.get(at(returning)).status_code == 302


def test_the_page_asks_a_fixed_number_of_questions(
    returning, case_manager, sign_in, django_assert_max_num_queries
):
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get(at(returning))
