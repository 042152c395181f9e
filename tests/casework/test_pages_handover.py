"""A hand-over: the present lead stays responsible until the person has met both; never none, never two."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.casework import services
from safeconduct.casework.models import Assignment
from safeconduct.casework.services.assignments import lead_of
from safeconduct.protection.words import Role
from safeconduct.ui.bidi import isolated

pytestmark = pytest.mark.django_db

MET = {
    "person_told_of_handover": "yes", "next_lead_met_person": "yes", "handover_note": "yes",
    "lead_met_person": "yes",
}  # fmt: skip


@pytest.fixture
def led(case):
    """A case with a confirmed lead. How it comes there is for the tests of the steps."""
    case.lifecycle = "LED"
    case.save()
    return case


def at(case):
    return reverse("handover", args=[case.pk])


def name(client, case, worker, **told):
    sent = {"who": worker.memberships.first().pk, "reason": "Moves away", "op_id": str(uuid4()), **told}
    return client.post(at(case), sent)


def test_the_next_lead_is_named_and_the_present_one_still_leads(
    led, case_manager, other_agency_worker, sign_in
):
    client = sign_in(case_manager)
    assert name(client, led, other_agency_worker).url == f"{at(led)}?done=named"
    assert lead_of(led).worker == case_manager
    text = client.get(at(led)).content.decode()
    present, coming = isolated("Case manager"), isolated("Other agency worker")
    assert f"{present} stays responsible until {coming} has met the person" in text


def test_naming_twice_names_once(led, case_manager, other_agency_worker, sign_in):
    client, key = sign_in(case_manager), str(uuid4())
    for _again in range(2):
        assert name(client, led, other_agency_worker, op_id=key).status_code == 302
    assert Assignment.objects.filter(kind="next_lead").count() == 1


def test_somebody_whose_caseload_is_full_is_not_offered(led, case_manager, other_agency_worker, sign_in):
    other_agency_worker.caseload_cap = 0
    other_agency_worker.save()
    client = sign_in(case_manager)
    assert "No case manager has room" in client.get(at(led)).content.decode()
    assert name(client, led, other_agency_worker).status_code == 200
    assert not Assignment.objects.filter(kind="next_lead").exists()


def test_a_missing_reason_keeps_the_choice(led, case_manager, other_agency_worker, sign_in):
    text = name(sign_in(case_manager), led, other_agency_worker, reason="").content.decode()
    assert "<title>Error: " in text
    assert " checked" in text


def test_taking_over_waits_until_the_person_has_met_the_next_lead(
    led, case_manager, other_agency_worker, file, take, sign_in
):
    client = sign_in(case_manager)
    name(client, led, other_agency_worker)
    before = client.get(at(led)).content.decode()
    assert before.count("Cannot start yet") == 2
    file("D06", {**MET, "next_lead_met_person": "no"}, case_manager, Role.CASE_MANAGER)
    file("D31", {"parts": ["plan"]}, case_manager, Role.CASE_MANAGER)
    assert client.get(at(led)).content.decode().count("Completed") == 3


def test_after_the_hand_over_the_new_lead_stands_first_in_the_story(
    led, case_manager, other_agency_worker, file, sign_in
):
    client = sign_in(case_manager)
    name(client, led, other_agency_worker)
    led.lifecycle = "TRANSFER_PENDING"
    led.save()
    file("D06", MET, case_manager, Role.CASE_MANAGER)
    consent = {
        "purpose": "case_transfer", "given": "yes", "understood": "yes", "until": "2099-01-01",
        "recipient": "Lantern Network",
    }  # fmt: skip
    file("D09", consent, case_manager, Role.CASE_MANAGER)
    move = reverse("move", args=[led.pk, "lifecycle.accept_transfer"])
    client.post(move, {"op_id": str(uuid4())})
    assert lead_of(led).worker == other_agency_worker
    assert client.get(at(led)).status_code == 404  # the former lead has no part any more
    text = sign_in(other_agency_worker).get(at(led)).content.decode()
    assert text.index("Leads now.") < text.index("Led until")


def test_the_person_may_keep_the_present_lead(led, case_manager, other_agency_worker, sign_in):
    client = sign_in(case_manager)
    name(client, led, other_agency_worker)
    led.lifecycle = "TRANSFER_PENDING"
    led.save()
    assert "stay with the present lead" in client.get(at(led)).content.decode()
    assert name(client, led, other_agency_worker).status_code == 404  # nobody else is named meanwhile


def test_whoever_only_takes_part_sees_who_leads_and_names_nobody(
    led, case_manager, immigration_officer, other_agency_worker, sign_in
):
    services.assign(
        led.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    client = sign_in(immigration_officer)
    text = client.get(at(led)).content.decode()
    assert "Responsible now" in text
    assert "The way to the next lead" not in text
    assert name(client, led, other_agency_worker).status_code == 404


def test_strangers_and_others_find_nothing(led, other_agency_worker, sign_in, stranger):
    assert sign_in(other_agency_worker).get(at(led)).status_code == 404
    assert stranger.get(at(led)).status_code == 302


def test_the_page_asks_a_fixed_number_of_questions(led, case_manager, sign_in, django_assert_max_num_queries):
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get(at(led))
