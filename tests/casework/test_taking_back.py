"""What was agreed to is taken back by voice, to anybody with a part in the case, at once and without a reason."""

from uuid import uuid4

import pytest
from django.urls import reverse

from safeconduct.casework import services
from safeconduct.casework.access import NoPart
from safeconduct.casework.facts import standing
from safeconduct.casework.models import DocumentVersion, Task
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(file, case_manager, now):
    """Two agreements in force, the first with words of the person that are sealed."""
    told = {"given": "yes", "understood": "yes", "until": "2099-01-01", "recipient": "Harbour House",
            "fields": ["names"]}  # fmt: skip
    return [
        file("D09", told | {"purpose": purpose, **more}, case_manager, Role.CASE_MANAGER)
        for purpose, more in (("service", {"own_words": "a canary"}), ("monitoring", {}))
    ]


@pytest.fixture
def officer(case, case_manager, police_officer, now):
    """Somebody whose role neither reads nor writes consents, with a part in the case."""
    told = {"by": case_manager, "reason": "safety", "now": now, "op_id": uuid4()}
    services.assign(case.pk, police_officer, "contributor", Role.POLICE, **told)
    return police_officer


def take_back(case, worker, now, *taken, op_id=None):
    chosen = {each.pk for each in taken}
    return services.take_back(case.pk, chosen, by=worker, now=now, op_id=op_id or uuid4())


def purposes(case, now):
    return standing(case, now).facts.value("consented_purposes")


def test_whoever_hears_it_notes_it_whatever_their_role_reads(case, officer, agreed, now):
    assert take_back(case, officer, now, agreed[0]) == 1
    assert purposes(case, now) == ["monitoring"]
    newest = DocumentVersion.objects.get(base=agreed[0])
    assert (newest.role, newest.by) == (Role.PERSON, officer)
    case.refresh_from_db()
    assert case.consent_withdrawn


def test_what_is_sealed_is_not_carried_on_and_stays_where_it_was(case, officer, agreed, now):
    take_back(case, officer, now, agreed[0])
    assert DocumentVersion.objects.get(base=agreed[0]).sealed is None
    agreed[0].refresh_from_db()
    assert agreed[0].sealed is not None


def test_receivers_are_told_within_a_day_and_once(case, officer, agreed, now):
    take_back(case, officer, now, *agreed)
    task = Task.objects.get(case=case, safeguard="SG-DP-02")
    assert task.role == Role.CASE_MANAGER
    assert (task.due_at - now).total_seconds() == 24 * 3600


def test_once_every_receiver_confirmed_nobody_is_asked_again(case, case_manager, agreed, file, now):
    told = {**agreed[0].coded, "own_words": "", "withdrawn_on": "2026-01-01", "recall_confirmed": "yes"}
    file("D09", told, case_manager, Role.CASE_MANAGER, base=agreed[0].pk)
    assert not Task.objects.filter(case=case, safeguard="SG-DP-02").exists()


def test_said_twice_it_is_noted_once(case, officer, agreed, now):
    key = uuid4()
    for _again in range(2):
        assert take_back(case, officer, now, agreed[0], op_id=key) == 1
    assert take_back(case, officer, now, agreed[0]) == 0  # taken back meanwhile
    assert DocumentVersion.objects.filter(document=agreed[0].document).count() == 2


def test_somebody_without_a_part_notes_nothing(case, other_agency_worker, agreed, now):
    with pytest.raises(NoPart):
        take_back(case, other_agency_worker, now, agreed[0])
    assert purposes(case, now) == ["monitoring", "service"]


def test_an_agreement_of_another_case_is_left_alone(case_manager, officer, agreed, case, now):
    other = services.open_case(by=case_manager, now=now, op_id=uuid4())
    assert take_back(other, case_manager, now, agreed[0]) == 0
    assert purposes(case, now) == ["monitoring", "service"]


def test_the_page_offers_every_agreement_by_what_it_is_for_and_no_more(case, officer, agreed, sign_in, now):
    client, address = sign_in(officer), reverse("taking_back", args=[case.pk])
    text = client.get(address).content.decode()
    assert "Arrange a service for me" in text
    assert "Harbour House" not in text
    answer = client.post(address, {"taken": [str(agreed[1].pk)], "op_id": str(uuid4())})
    assert answer.status_code == 302
    assert purposes(case, now) == ["service"]
    assert "Noted: it ended at once" in client.get(answer["Location"]).content.decode()


def test_choosing_nothing_says_what_to_do_and_ends_nothing(case, case_manager, agreed, sign_in, now):
    answer = sign_in(case_manager).post(reverse("taking_back", args=[case.pk]), {"op_id": str(uuid4())})
    assert "needs an answer" in answer.content.decode()
    assert purposes(case, now) == ["monitoring", "service"]


def test_without_agreements_the_page_says_so(case, case_manager, sign_in):
    text = sign_in(case_manager).get(reverse("taking_back", args=[case.pk])).content.decode()
    assert "No agreement is in force" in text
