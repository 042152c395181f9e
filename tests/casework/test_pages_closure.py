"""Closing: twelve lines, each with its reason and its paper; what nobody wrote down is open."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.casework import services
from safeconduct.protection.titles import ROLE_TITLES
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def at(case):
    return reverse("closure", args=[case.pk])


def page(client, case):
    answer = client.get(at(case))
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_twelve_lines_stand_there_and_what_is_unknown_is_open(case, case_manager, sign_in):
    text = page(sign_in(case_manager), case)
    assert all(f"<strong>{number}. " in text for number in range(1, 13))
    assert "What nobody has written down counts as open" in text
    assert text.count("Still open") >= 7


def test_a_line_says_in_which_paper_it_is_settled(case, case_manager, sign_in):
    text = page(sign_in(case_manager), case)
    feedback = reverse("document_new", args=[case.pk, "D38"])
    assert feedback in text


def test_what_is_written_down_closes_its_line(case, case_manager, file, sign_in):
    client = sign_in(case_manager)
    before = page(client, case).count("Still open")
    values = {"ending": "agreed", "closure_home_settled": "yes", "closure_numbers_given": "yes"}
    file("D39", values, case_manager, Role.CASE_MANAGER)
    text = page(client, case)
    assert text.count("Still open") == before - 3
    assert "The person agrees." in text


def test_proposing_to_close_says_what_it_waits_for(case, case_manager, sign_in):
    case.lifecycle = "LED"
    case.save()
    text = page(sign_in(case_manager), case)
    assert reverse("move", args=[case.pk, "lifecycle.propose_closure"]) in text
    assert "Not yet" in text


def test_the_signature_belongs_to_a_second_person_outside_the_case(case, case_manager, sign_in):
    case.lifecycle = "CLOSURE_REVIEW"
    case.save()
    text = page(sign_in(case_manager), case)
    assert f"Taken by: {ROLE_TITLES[Role.REVIEWER]}" in text
    move = reverse("move", args=[case.pk, "lifecycle.close"])
    assert sign_in(case_manager).post(move, {"op_id": str(uuid4())}).status_code == 409


def test_an_ending_by_own_choice_is_named_as_that(case, case_manager, file, sign_in):
    case.child = "ADULT_OR_UNKNOWN"
    case.save()
    file("D39", {"ending": "own_choice"}, case_manager, Role.CASE_MANAGER)
    assert "It is not counted as success" in page(sign_in(case_manager), case)


def test_an_officer_with_a_part_learns_who_reads_the_list(case, case_manager, immigration_officer, sign_in):
    services.assign(
        case.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    text = page(sign_in(immigration_officer), case)
    assert "The closing list is read by" in text
    assert "<strong>1. " not in text


def test_strangers_and_others_find_nothing(case, other_agency_worker, sign_in, stranger):
    assert sign_in(other_agency_worker).get(at(case)).status_code == 404
    assert stranger.get(at(case)).status_code == 302


def test_the_page_asks_a_fixed_number_of_questions(
    case, case_manager, sign_in, django_assert_max_num_queries
):
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get(at(case))
