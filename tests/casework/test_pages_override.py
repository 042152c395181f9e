"""Departures on the page: a reason and an end, a second person elsewhere, a third who reviews, a public count."""

from uuid import uuid4

import pytest
from django.urls import reverse

from safeconduct.audit.models import Leaf
from safeconduct.casework.models import Override

pytestmark = pytest.mark.django_db

STEP, RULE = "identification.open_identification", "SG-CM-03"
SAID = {"reason": "The person wants to tell it now, in a language both know.", "days": "3"}


def asking(case, event=STEP, safeguard=RULE):
    return reverse("override_ask", args=[case.pk, event, safeguard])


def send(client, case, **said):
    return client.post(asking(case), {**SAID, "op_id": str(uuid4()), **said})


def say(client, row, said, key=None):
    return client.post(reverse("override", args=[row.pk]), {"say": said, "op_id": key or str(uuid4())})


@pytest.fixture
def asked(presumed, case_manager, sign_in):
    send(sign_in(case_manager), presumed)
    return Override.objects.get()


def test_the_page_says_what_is_set_aside_and_who_decides(presumed, case_manager, sign_in):
    text = sign_in(case_manager).get(asking(presumed)).content.decode()
    assert "What you would set aside" in text
    assert "It may be set aside only for this:" in text


def test_asking_changes_nothing_yet(presumed, case_manager, sign_in):
    client = sign_in(case_manager)
    row_url = send(client, presumed).url
    row = Override.objects.get()
    assert row_url == f"{reverse('override', args=[row.pk])}?done=asked"
    assert row.decided_at is None
    assert "Waits for a second person" in client.get(row_url).content.decode()


def test_sending_twice_asks_once_and_asking_again_leads_to_what_waits(presumed, case_manager, sign_in):
    client, key = sign_in(case_manager), str(uuid4())
    for _again in range(2):
        assert send(client, presumed, op_id=key).status_code == 302
    assert send(client, presumed).url == reverse("override", args=[Override.objects.get().pk])
    assert Override.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"reason": "  "}, {"days": "31"}, {"days": "0"}, {"days": "soon"}])
def test_what_was_typed_stays_when_the_end_or_the_reason_is_missing(presumed, case_manager, sign_in, wrong):
    text = send(sign_in(case_manager), presumed, **wrong).content.decode()
    assert "<title>Error: " in text
    assert ("wants to tell it now" in text) is ("reason" not in wrong)
    assert not Override.objects.exists()


def test_where_nobody_may_decide_otherwise_the_page_says_so(presumed, case_manager, sign_in):
    presumed.return_state = "RECEIVING_ACCEPTED"
    presumed.save()
    answer = sign_in(case_manager).get(asking(presumed, "return.clear_gate", "SG-RT-01"))
    assert answer.status_code == 409
    assert "Nobody can decide otherwise here" in answer.content.decode()


def test_what_does_not_stand_in_the_way_is_not_set_aside(presumed, case_manager, sign_in):
    answer = sign_in(case_manager).get(asking(presumed, STEP, "SG-ID-03"))
    assert answer.status_code == 409
    assert "nothing to set aside" in answer.content.decode()


def test_a_step_or_a_safeguard_that_do_not_belong_together_are_not_found(presumed, case_manager, sign_in):
    client = sign_in(case_manager)
    assert client.get(asking(presumed, "no.such_step")).status_code == 404
    assert client.get(asking(presumed, STEP, "SG-RT-07")).status_code == 404


def test_the_second_person_reads_the_reason_and_that_is_in_the_log(asked, reviewer, sign_in):
    text = sign_in(reviewer).get(reverse("override", args=[asked.pk])).content.decode()
    assert "wants to tell it now" in text
    assert "Yes, set it aside for this step" in text
    assert Leaf.objects.filter(action="override.read", object_type="override").exists()


def test_the_second_person_says_yes_once_and_a_review_is_owed(asked, reviewer, sign_in):
    client, key = sign_in(reviewer), str(uuid4())
    for _again in range(2):
        assert say(client, asked, "approve", key).status_code == 302
    asked.refresh_from_db()
    assert (asked.outcome, asked.second) == (Override.Outcome.IN_FORCE, reviewer)
    assert "To be reviewed by" in client.get(reverse("override", args=[asked.pk])).content.decode()


def test_the_second_person_says_no_and_the_safeguard_holds(asked, reviewer, case_manager, sign_in):
    say(sign_in(reviewer), asked, "refuse")
    text = sign_in(case_manager).get(reverse("override", args=[asked.pk])).content.decode()
    assert "Refused: the safeguard holds" in text


def test_what_was_decided_is_not_decided_again(asked, reviewer, identification_lead, sign_in):
    say(sign_in(reviewer), asked, "approve")
    answer = say(sign_in(identification_lead), asked, "refuse")
    assert answer.status_code == 409
    assert "decided already" in answer.content.decode()


def test_whoever_asked_sees_it_but_does_not_decide(asked, case_manager, sign_in):
    client = sign_in(case_manager)
    assert (
        "set it aside for this step" not in client.get(reverse("override", args=[asked.pk])).content.decode()
    )
    assert say(client, asked, "approve").status_code == 404


def test_a_third_person_reviews_and_a_reversal_stops_it(asked, reviewer, identification_lead, sign_in):
    say(sign_in(reviewer), asked, "approve")
    assert say(sign_in(reviewer), asked, "uphold").status_code == 404
    say(sign_in(identification_lead), asked, "reverse")
    asked.refresh_from_db()
    assert (asked.review, asked.reviewed_by) == (Override.Review.REVERSED, identification_lead)
    text = sign_in(reviewer).get(reverse("override", args=[asked.pk])).content.decode()
    assert "Stopped by the review" in text


def test_a_word_the_page_does_not_know_decides_nothing(asked, reviewer, sign_in):
    assert say(sign_in(reviewer), asked, "perhaps").status_code == 404
    asked.refresh_from_db()
    assert asked.decided_at is None


def test_departures_are_counted_without_case_or_name(asked, reviewer, prosecutor, sign_in):
    say(sign_in(reviewer), asked, "approve")
    text = sign_in(prosecutor).get(reverse("overrides_counted")).content.decode()
    assert "SG-CM-03" in text
    assert asked.case.number not in text
    assert "Case manager" not in text


def test_while_none_is_in_force_the_count_says_so(asked, case_manager, sign_in):
    assert (
        "No safeguard was set aside"
        in sign_in(case_manager).get(reverse("overrides_counted")).content.decode()
    )


def test_others_and_strangers_find_nothing(
    asked, presumed, other_agency_worker, police_officer, supervisor, sign_in, stranger
):
    here = reverse("override", args=[asked.pk])
    for worker in (other_agency_worker, police_officer, supervisor):
        assert sign_in(worker).get(here).status_code == 404
        assert sign_in(worker).get(asking(presumed)).status_code == 404
    for address in (here, asking(presumed), reverse("overrides_counted")):
        assert stranger.get(address).status_code == 302


def test_the_pages_ask_a_fixed_number_of_questions(
    asked, reviewer, case_manager, presumed, sign_in, django_assert_max_num_queries
):
    for worker in (reviewer, case_manager):
        client = sign_in(worker)
        with django_assert_max_num_queries(25):
            client.get(reverse("override", args=[asked.pk]))
