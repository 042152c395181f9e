"""People of a case: bring somebody in with a reason, end a part, see who is away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.accounts.models import Absence
from safeconduct.casework import services
from safeconduct.casework.models import Assignment
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def at(case):
    return reverse("people", args=[case.pk])


def bring(client, case, worker, kind="contributor", **told):
    held = worker.memberships.first().pk
    find = worker.display_name
    sent = {"who": held, "kind": kind, "reason": "Legal advice", "find": find, "op_id": str(uuid4()), **told}
    return client.post(at(case), sent)


def running(case):
    return set(Assignment.objects.filter(case=case, until__isnull=True).values_list("worker__login", "kind"))


def test_the_lead_brings_somebody_in_with_a_reason(case, case_manager, lawyer, sign_in):
    answer = bring(sign_in(case_manager), case, lawyer)
    assert answer.url == f"{at(case)}?done=brought"
    row = Assignment.objects.get(worker=lawyer)
    assert (row.kind, row.role, row.reason, row.granted_by) == (
        "contributor", "lawyer", "Legal advice", case_manager,
    )  # fmt: skip
    assert sign_in(lawyer).get(at(case)).status_code == 200


def test_a_supervisor_brings_in_a_deputy_for_a_lead_who_is_away(
    case, supervisor, case_manager, other_agency_worker, sign_in
):
    today = timezone.localdate()
    Absence.objects.create(worker=case_manager, first_day=today, last_day=today + timedelta(days=3))
    client = sign_in(supervisor)
    assert "The lead is away and nobody stands in" in client.get(at(case)).content.decode()
    bring(client, case, other_agency_worker, kind="deputy")
    text = client.get(at(case)).content.decode()
    assert "nobody stands in" not in text
    assert "Away until" in text


def test_an_absence_that_begins_soon_is_shown(case, case_manager, sign_in):
    soon = timezone.localdate() + timedelta(days=5)
    Absence.objects.create(worker=case_manager, first_day=soon, last_day=soon)
    assert "Away from" in sign_in(case_manager).get(at(case)).content.decode()


def test_a_next_lead_is_only_named_the_lead_stays(case, case_manager, other_agency_worker, sign_in):
    answer = bring(sign_in(case_manager), case, other_agency_worker, kind="next_lead")
    assert answer.url.startswith(reverse("handover", args=[case.pk]))
    assert running(case) == {("case_manager", "lead"), ("other_agency_worker", "next_lead")}


def test_a_part_is_refused_to_a_role_that_does_not_fit_it(case, case_manager, police_officer, sign_in):
    text = bring(sign_in(case_manager), case, police_officer, kind="deputy").content.decode()
    assert "<title>Error: " in text
    assert "This part is for" in text
    assert "Legal advice" in text
    assert running(case) == {("case_manager", "lead")}


def test_without_a_reason_nobody_comes_in(case, case_manager, lawyer, sign_in):
    assert "<title>Error: " in bring(sign_in(case_manager), case, lawyer, reason=" ").content.decode()
    assert running(case) == {("case_manager", "lead")}


def test_somebody_of_another_country_is_not_found_nor_brought_in(case, case_manager, officer_abroad, sign_in):
    client = sign_in(case_manager)
    assert "Officer abroad" not in client.get(at(case), {"find": "Officer"}).content.decode()
    bring(client, case, officer_abroad)
    assert running(case) == {("case_manager", "lead")}


def test_sending_twice_brings_one_person_in_once(case, case_manager, lawyer, sign_in):
    client, key = sign_in(case_manager), str(uuid4())
    for _again in range(2):
        assert bring(client, case, lawyer, op_id=key).status_code == 302
    assert Assignment.objects.filter(worker=lawyer).count() == 1


def test_a_part_ends_and_the_case_is_closed_to_them(case, case_manager, lawyer, sign_in):
    bring(sign_in(case_manager), case, lawyer)
    part = Assignment.objects.get(worker=lawyer)
    sign_in(case_manager).post(at(case), {"do": "end", "part": part.pk, "op_id": str(uuid4())})
    assert sign_in(lawyer).get(at(case)).status_code == 404


def test_the_lead_is_never_taken_away_here(case, case_manager, sign_in):
    lead = Assignment.objects.get(kind="lead")
    answer = sign_in(case_manager).post(at(case), {"do": "end", "part": lead.pk, "op_id": str(uuid4())})
    assert answer.status_code == 409
    assert "never without one" in answer.content.decode()
    lead.refresh_from_db()
    assert lead.until is None


def test_a_part_of_another_case_cannot_be_ended_from_here(case, case_manager, other_agency_worker, sign_in):
    other = services.open_case(by=other_agency_worker, now=timezone.now(), op_id=uuid4())
    part = Assignment.objects.get(case=other)
    assert sign_in(case_manager).post(at(case), {"do": "end", "part": part.pk}).status_code == 404


def test_whoever_only_takes_part_brings_nobody_in(case, case_manager, lawyer, guardian, sign_in):
    bring(sign_in(case_manager), case, lawyer)
    client = sign_in(lawyer)
    assert "Bring somebody in" not in client.get(at(case)).content.decode()
    assert bring(client, case, guardian).status_code == 404


def test_strangers_and_others_find_nothing(case, other_agency_worker, sign_in, stranger):
    assert sign_in(other_agency_worker).get(at(case)).status_code == 404
    assert stranger.get(at(case)).status_code == 302


def test_many_people_need_no_more_queries(
    case, case_manager, lawyer, guardian, police_officer, prosecutor, sign_in, django_assert_max_num_queries
):
    for worker in (lawyer, guardian, police_officer, prosecutor):
        services.assign(
            case.pk, worker, "contributor", Role(worker.memberships.first().role),
            by=case_manager, reason="x", now=timezone.now(), op_id=uuid4(),
        )  # fmt: skip
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get(at(case))
