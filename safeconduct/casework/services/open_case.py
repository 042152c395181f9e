"""Open a case: the first paper of a person's way. Opening is never refused for want of a case manager."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from safeconduct.accounts.models import Absence, Unit, Worker
from safeconduct.accounts.queries import membership_of, roles_of
from safeconduct.audit import services as audit
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Assignment, Case
from safeconduct.casework.numbers import new_alias, new_number
from safeconduct.casework.services import assignments, effects
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.mechanism.filing import ON_OPENING
from safeconduct.protection.words import Role
from safeconduct.vault import services as vault

OPENS = (Role.FIRST_RESPONDER, Role.CASE_MANAGER, Role.FOCAL_POINT)


class MayNotOpen(Exception):
    """Only first responders, case managers and focal points open cases; everybody else refers."""


def open_case(
    *,
    by: Worker,
    now: datetime,
    op_id: UUID,
    first_contact_at: datetime | None = None,
    lead: Worker | None = None,
) -> Case:
    """Open a case in the country of the worker's unit. From this instant it has exactly one lead (INV-01).

    What is owed from first contact on counts from `first_contact_at`, by default now.
    """
    with transaction.atomic():
        done = first_result(op_id, "open_case", by)
        if done is not None:
            return Case.objects.get(pk=done)
        role = next((role for role in OPENS if role in roles_of(by, now)), None)
        if role is None:
            raise MayNotOpen
        held = membership_of(by, role, now)
        leader = lead or _who_leads(by, held.unit.country, now)
        unit = membership_of(leader, None, now).unit
        case = Case.objects.create(
            number=new_number(held.unit.country),
            alias=_alias_for(unit),
            country=held.unit.country,
            unit=unit,
            opened_at=now,
            first_contact_at=first_contact_at or now,
        )
        vault.new_case_key(case.pk)
        assignments.put(case, leader, Assignment.Kind.LEAD, Role.CASE_MANAGER, by, "opened", now)
        if leader != by:
            assignments.put(case, by, Assignment.Kind.CONTRIBUTOR, role, by, "opened", now)
        effects.owe(ON_OPENING, None, standing(case, now), case.first_contact_at)
        effects.refresh_due(case)
        case.save(update_fields=["next_due_at"])
        audit.append(
            actor=by, role=role, action="case.opened", object_type="case", object_id=case.pk, case=case.pk
        )
        remember(op_id, "open_case", by, case.pk, now)
        return case


def _alias_for(unit: Unit) -> str:
    """Choose an alias that no open case of the unit bears, as long as there is one to be had quickly."""
    tried = [new_alias() for _ in range(8)]
    taken = set(
        Case.objects.filter(unit=unit, alias__in=tried)
        .exclude(lifecycle="CLOSED")
        .values_list("alias", flat=True)
    )
    return next((alias for alias in tried if alias not in taken), tried[0])


def _who_leads(by: Worker, country: str, now: datetime) -> Worker:
    """Choose the case manager with most room: the opener, then the same unit, then the same agency, then anyone.

    When nobody is there, the opener leads until somebody is named.
    """
    if Role.CASE_MANAGER in roles_of(by, now):
        return by
    held = membership_of(by, None, now)
    away = Absence.objects.filter(first_day__lte=now.date(), last_day__gte=now.date()).values("worker")
    leads = Count("assignments", filter=Q(assignments__kind="lead", assignments__until__isnull=True))
    there = (
        Worker.objects.filter(
            is_active=True,
            memberships__role=Role.CASE_MANAGER,
            memberships__unit__country=country,
            memberships__until__isnull=True,
        )
        .exclude(pk__in=away)
        .annotate(leads=leads)
        .order_by("leads", "login")
    )
    for near in ({"memberships__unit": held.unit}, {"memberships__unit__agency": held.unit.agency}, {}):
        with_room = [worker for worker in there.filter(**near)[:20] if worker.leads < worker.caseload_cap]
        if with_room:
            return with_room[0]
    return by
