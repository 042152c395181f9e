"""Who somebody is at a moment: roles held, training that counts, units supervised, away or not."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from safeconduct.accounts.models import Absence, Membership, Training, Unit, Worker
from safeconduct.protection.facts import Actor
from safeconduct.protection.words import Role


class RoleNotHeld(Exception):
    """The worker does not hold this role, or holds none, at this moment."""


def actor_for(worker: Worker, role: Role | None = None, at: datetime | None = None) -> Actor:
    """Return who acts, as the rules see it: role, login name, agency, unit and training valid that day.

    Without a role it is the one held longest. Raises RoleNotHeld.
    """
    at = at or timezone.now()
    held = membership_of(worker, role, at)
    return Actor(
        role=Role(held.role),
        name=worker.login,
        agency=held.unit.agency.name,
        unit=str(held.unit),
        trained=trained(worker, at.date()),
    )


def membership_of(worker: Worker, role: Role | None = None, at: datetime | None = None) -> Membership:
    """Return the membership through which a worker acts in a role. Raises RoleNotHeld."""
    held = memberships_of(worker, at)
    if role is not None:
        held = held.filter(role=role)
    first = held.first() if worker.is_active else None
    if first is None:
        raise RoleNotHeld(role or "any role")
    return first


def memberships_of(worker: Worker, at: datetime | None = None) -> QuerySet[Membership]:
    """Return the memberships held at the moment, the longest held first, with unit and agency."""
    return worker.memberships.held_at(at or timezone.now()).select_related("unit__agency")


def roles_of(worker: Worker, at: datetime | None = None) -> frozenset[Role]:
    return frozenset(Role(role) for role in memberships_of(worker, at).values_list("role", flat=True))


def trained(worker: Worker, day: date) -> frozenset[str]:
    """Return the codes of the training that counts on this day (SG-CM-05)."""
    valid = Training.objects.filter(worker=worker, completed_on__lte=day, valid_until__gte=day)
    return frozenset(valid.values_list("code", flat=True))


def supervised_units(worker: Worker, at: datetime | None = None) -> QuerySet[Unit]:
    """Return the units whose caseload the worker supervises at the moment."""
    return Unit.objects.filter(memberships__in=memberships_of(worker, at).filter(supervises=True)).distinct()


def is_away(worker: Worker, day: date) -> bool:
    return Absence.objects.filter(worker=worker, first_day__lte=day, last_day__gte=day).exists()


def colleagues(worker: Worker, at: datetime | None = None) -> QuerySet[Worker]:
    """Return those who hold a role in one of the worker's units at the moment, the worker included."""
    at = at or timezone.now()
    units = memberships_of(worker, at).values("unit")
    same_unit = Membership.objects.held_at(at).filter(unit__in=units)
    return (
        Worker.objects.filter(memberships__in=same_unit, is_active=True).distinct().order_by("display_name")
    )
