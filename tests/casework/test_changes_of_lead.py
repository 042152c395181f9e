"""One case manager stays: more than two changes in a year are looked at by whoever supervises (SG-CM-01)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from safeconduct.casework import queries, services
from safeconduct.casework.access import NoPart
from safeconduct.casework.facts import current_versions, standing
from safeconduct.casework.models import Assignment, Task
from safeconduct.casework.services import settle_task
from safeconduct.casework.services.assignments import lead_of
from safeconduct.protection.counting import Kind, end
from safeconduct.protection.country import profile
from safeconduct.protection.length import working_days
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

MET = {
    "person_told_of_handover": "yes", "next_lead_met_person": "yes", "handover_note": "yes",
    "lead_met_person": "yes",
}  # fmt: skip


@pytest.fixture
def led(case, now):
    """A case that has had the same lead for two years."""
    Assignment.objects.filter(case=case).update(since=now - timedelta(days=730))
    case.lifecycle = "LED"
    case.save()
    return case


@pytest.fixture
def hand_over(led, file, take):
    """Hand the case over through its doors, from whoever leads."""

    def newest(type_id):
        of_type = [each for each in current_versions(led) if each.document.type_id == type_id]
        return of_type[-1].pk if of_type else None

    def to(worker, when):
        lead = lead_of(led).worker
        told = {"by": lead, "now": when, "op_id": uuid4()}
        services.offer_lead(led.pk, worker, reason="moves away", **told)
        file("D06", MET, lead, Role.CASE_MANAGER, now=when, base=newest("D06"))
        file("D31", {}, lead, Role.CASE_MANAGER, now=when, base=newest("D31"))
        take("lifecycle.offer_transfer", lead, Role.PERSON, now=when)
        take("lifecycle.accept_transfer", lead, Role.PERSON, now=when)
        led.refresh_from_db()
        assert lead_of(led).worker == worker

    return to


def reviews(case):
    return Task.objects.filter(case=case, for_supervisor=True, done_at=None)


def facts(case, now):
    return standing(case, now).facts


def test_two_changes_in_a_year_are_not_looked_at_and_the_third_is(
    led, case_manager, other_agency_worker, hand_over, now
):
    hand_over(other_agency_worker, now)
    hand_over(case_manager, now + timedelta(days=30))
    assert facts(led, now + timedelta(days=30)).number("lead_changes_year") == 2
    assert not reviews(led).exists()
    third = now + timedelta(days=60)
    hand_over(other_agency_worker, third)
    task = reviews(led).get()
    assert task.safeguard == "SG-CM-01"
    assert task.due_at == end(working_days(5), third, profile(led.country), Kind.DUTY)[0]


def test_changes_more_than_a_year_ago_do_not_count(led, case_manager, other_agency_worker, hand_over, now):
    hand_over(other_agency_worker, now)
    hand_over(case_manager, now + timedelta(days=30))
    hand_over(other_agency_worker, now + timedelta(days=380))
    assert not reviews(led).exists()
    assert facts(led, now + timedelta(days=380)).number("lead_changes_year") == 2


def test_an_old_case_whose_lead_never_changed_counts_no_change(led, now):
    assert facts(led, now).number("lead_changes_year") == 0
    assert facts(led, now + timedelta(days=3000)).number("lead_changes_year") == 0
    assert facts(led, now).no("lead_changed_often")


def test_one_who_leads_on_after_a_reopening_is_no_change(led, case_manager, now):
    Assignment.objects.filter(case=led, kind="lead").update(until=now)
    Assignment.objects.create(
        case=led, worker=case_manager, kind="lead", role="case_manager", country=led.country,
        reason="reopened", since=now + timedelta(days=1),
    )  # fmt: skip
    assert facts(led, now + timedelta(days=1)).number("lead_changes_year") == 0


@pytest.fixture
def often(led, case_manager, other_agency_worker, hand_over, now):
    """A case whose lead changed three times; the case manager of another agency leads now."""
    for days, worker in enumerate((other_agency_worker, case_manager, other_agency_worker)):
        hand_over(worker, now - timedelta(days=9 - days))
    return led


def settle(task, worker, now):
    return settle_task(task.pk, by=worker, role=Role.CASE_MANAGER, now=now, op_id=uuid4())


def test_the_supervisor_sees_it_and_settles_it_on_its_page(often, supervisor, sign_in, now):
    task = reviews(often).get()
    found = queries.today(supervisor, now, unit=True)
    assert task in [*found.overdue, *found.today, *found.soon]
    client = sign_in(supervisor)
    href = reverse("task", args=[often.pk, task.pk])
    assert href in client.get("/?whose=unit").content.decode()
    assert "Whoever supervises the unit" in client.get(href).content.decode()
    client.post(href, {"op_id": str(uuid4())})
    task.refresh_from_db()
    assert task.done_by == supervisor


def test_whoever_leads_or_takes_part_does_not_settle_it(
    often, case_manager, other_agency_worker, lawyer, sign_in, now
):
    task = reviews(often).get()
    services.assign(
        often.pk,
        lawyer,
        "contributor",
        Role.LAWYER,
        by=other_agency_worker,
        reason="x",
        now=now,
        op_id=uuid4(),
    )
    for worker in (other_agency_worker, case_manager, lawyer):
        with pytest.raises(NoPart):
            settle(task, worker, now)
        href = reverse("task", args=[often.pk, task.pk])
        assert sign_in(worker).post(href, {"op_id": str(uuid4())}).status_code == 404
    assert reviews(often).exists()


def test_a_supervisor_who_leads_the_case_does_not_look_into_it_alone(
    led, supervisor, case_manager, other_agency_worker, reviewer, hand_over, now
):
    for days, worker in enumerate((other_agency_worker, case_manager, supervisor)):
        hand_over(worker, now - timedelta(days=9 - days))
    task = reviews(led).get()
    with pytest.raises(NoPart):
        settle(task, supervisor, now)
    services.assign(
        led.pk,
        reviewer,
        "reviewer",
        Role.REVIEWER,
        by=supervisor,
        reason="looks into it",
        now=now,
        op_id=uuid4(),
    )
    settle_task(task.pk, by=reviewer, role=Role.REVIEWER, now=now, op_id=uuid4())
    assert not reviews(led).exists()


def test_a_task_of_the_case_is_not_for_whoever_only_supervises_nor_for_a_stranger(
    presumed, supervisor, police_officer, now
):
    task = Task.objects.create(
        case=presumed, what="Offer the whole file", safeguard="SG-DP-11", role="case_manager",
        unit=presumed.unit, since=now, due_at=now, won="design_default",
    )  # fmt: skip
    for worker in (supervisor, police_officer):
        with pytest.raises(NoPart):
            settle(task, worker, now)


def test_a_fourth_change_is_looked_at_anew(often, case_manager, supervisor, hand_over, now):
    settle(reviews(often).get(), supervisor, now)
    hand_over(case_manager, now)
    assert reviews(often).count() == 1
