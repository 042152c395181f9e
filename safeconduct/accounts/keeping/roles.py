"""Roles in units: given, ended, and the mark of whoever supervises.

Some give sight of cases beyond one's own part, or a second opinion on them. These, and whatever somebody would give
themselves, wait for a second person.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from safeconduct.accounts.keeping import leaving
from safeconduct.accounts.keeping.naming import ROLES
from safeconduct.accounts.keeping.once import first_result, leaf, remember
from safeconduct.accounts.keeping.reach import CannotBe, Hidden, unit_for, worker_for
from safeconduct.accounts.models import Grant, Keeper, Membership, Unit, Worker
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

# Whoever decides departures from safeguards in a whole country sees cases in which they have no part.
DECIDING = frozenset({Role.REVIEWER, Role.IDENTIFICATION_LEAD, Role.FOCAL_POINT})
AHEAD = timedelta(days=366)  # a role may be given for later, but not for ever later; design default
EARLIEST = date(1970, 1, 1)


class LeadsCases(CannotBe):
    """Somebody who leads cases cannot leave: the cases go to another lead first."""

    def __init__(self, number: int) -> None:
        super().__init__(_("They lead open cases, which have to be handed over first."))
        self.number = number


def takes_two(worker: Worker, role: Role, by: Worker) -> bool:
    """Tell whether giving this role needs a second person."""
    return worker.pk == by.pk or role in DECIDING


def opens_much(worker: Worker, now: datetime) -> bool:
    """Tell whether an account sees more than its own part of cases, or makes others who do."""
    strong = Membership.objects.filter(worker=worker).filter(Q(until__isnull=True) | Q(until__gt=now))
    return (
        strong.filter(Q(supervises=True) | Q(role__in=DECIDING)).exists()
        or Keeper.objects.held_at(now).filter(worker=worker).exists()
    )


@transaction.atomic
def give_role(
    worker_id: UUID,
    unit_id: UUID,
    role: Role,
    since: date,
    reason: str,
    *,
    by: Worker,
    now: datetime,
    op_id: UUID,
) -> Membership | Grant:
    """Give somebody a role in a unit, or ask a second person to. Raises Hidden, CannotBe."""
    worker, unit = worker_for(by, worker_id, now), unit_for(by, unit_id, now)
    done = first_result(op_id, "give_role", by)
    if done is not None:
        what, _sep, key = done.partition(" ")
        return Grant.objects.get(pk=key) if what == "grant" else Membership.objects.get(pk=int(key))
    given = put_role(worker, unit, role, since, reason, by, now)
    what = "grant" if isinstance(given, Grant) else "membership"
    remember(op_id, "give_role", by, f"{what} {given.pk}", now)
    return given


def put_role(
    worker: Worker, unit: Unit, role: Role, since: date, reason: str, by: Worker, now: datetime
) -> Membership | Grant:
    """Write the role, or what a second person is asked for."""
    from safeconduct.accounts.keeping.takes_two import put_grant

    if role not in ROLES:
        raise CannotBe(_("Nobody with this role has an account."))
    if not worker.is_active:
        raise CannotBe(_("The account is closed. Open it again first."))
    if not EARLIEST <= since <= (now + AHEAD).date():
        raise CannotBe(_("A role begins in the past or within a year."))
    refuse_twice(worker, unit, role, now)
    begins = now if since == now.date() else datetime.combine(since, time(), UTC)
    if takes_two(worker, role, by):
        return put_grant(Grant.What.ROLE, worker, unit, reason, by, now, role=role, since=begins)
    return begin_role(worker, unit, role, begins, by)


def refuse_twice(worker: Worker, unit: Unit, role: str, now: datetime) -> None:
    held = Membership.objects.filter(worker=worker, unit=unit, role=role)
    if held.filter(Q(until__isnull=True) | Q(until__gt=now)).exists():
        raise CannotBe(_("They hold this role in this unit already."))


def begin_role(worker: Worker, unit: Unit, role: str, since: datetime, by: Worker) -> Membership:
    held = Membership.objects.create(worker=worker, unit=unit, role=role, since=since)
    leaf(by, f"role.given:{role}", worker)
    return held


def running(worker: Worker, unit: Unit, role: str, now: datetime) -> Membership:
    """Return the membership of a worker in a unit and role that has not ended. Raises Hidden."""
    if role not in ROLES:
        raise Hidden
    held = Membership.objects.select_for_update().filter(worker=worker, unit=unit, role=role)
    found = held.filter(Q(until__isnull=True) | Q(until__gt=now)).first()
    if found is None:
        raise Hidden
    return found


@transaction.atomic
def end_role(worker_id: UUID, unit_id: UUID, role: str, *, by: Worker, now: datetime, op_id: UUID) -> int:
    """End a role now, and every part in cases that was held in it; return how many parts.

    Raises Hidden, and LeadsCases while somebody would be left without their case manager.
    """
    worker, unit = worker_for(by, worker_id, now), unit_for(by, unit_id, now)
    done = first_result(op_id, "end_role", by)
    if done is not None:
        return int(done)
    held = running(worker, unit, role, now)
    parts = 0 if held_elsewhere(held, now) else _let_go(held, by, now)
    if held.since > now:
        held.delete()  # it never began
    else:
        held.until = max(now, held.since + timedelta(microseconds=1))
        held.save(update_fields=["until"])
    leaf(by, f"role.ended:{role}", worker)
    remember(op_id, "end_role", by, parts, now)
    return parts


def held_elsewhere(held: Membership, now: datetime) -> bool:
    """Tell whether the same role goes on in another unit of the same country."""
    others = Membership.objects.held_at(now).filter(worker=held.worker_id, role=held.role)
    return others.filter(unit__country=held.unit.country).exclude(pk=held.pk).exists()


def leads_in(held: Membership) -> int:
    return leaving.case_file().leads(held.worker, Role(held.role), held.unit.country)


def _let_go(held: Membership, by: Worker, now: datetime) -> int:
    number = leads_in(held)
    if number:
        raise LeadsCases(number)
    return leaving.case_file().let_go(held.worker, Role(held.role), held.unit.country, by=by, now=now)


@transaction.atomic
def end_supervision(
    worker_id: UUID, unit_id: UUID, role: str, *, by: Worker, now: datetime, op_id: UUID
) -> None:
    """Take the mark of supervising away; that takes one person. Raises Hidden."""
    worker, unit = worker_for(by, worker_id, now), unit_for(by, unit_id, now)
    if first_result(op_id, "end_supervision", by) is not None:
        return
    held = running(worker, unit, role, now)
    held.supervises = False
    held.save(update_fields=["supervises"])
    leaf(by, "supervision.ended", worker)
    remember(op_id, "end_supervision", by, held.pk, now)
