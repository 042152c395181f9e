"""What a supervisor looks up: the unit's people and their training, what is overdue, departures. Every list bounded.

Nothing here opens a case: a supervisor sees that it stands and what is due, never what is sealed in it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from safeconduct.accounts.models import Absence, Membership, Training, Unit, Worker
from safeconduct.casework.models import Assignment, Override, Task

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Overdue:
    """Open tasks past their time that rest on one safeguard."""

    safeguard: str
    number: int
    oldest: datetime


def overdue_by_safeguard(units: Sequence[Unit], now: datetime) -> list[Overdue]:
    """Count what the units owe and have not done in time, the longest overdue first."""
    late = Task.objects.filter(unit__in=units, done_at__isnull=True, due_at__lte=now)
    counted = late.values("safeguard").annotate(number=Count("id"), oldest=Min("due_at")).order_by("oldest")
    return [Overdue(row["safeguard"], row["number"], row["oldest"]) for row in counted[:SHOWN]]


def overdue_of(units: Sequence[Unit], safeguard: str, now: datetime) -> list[Task]:
    """Return the overdue tasks that rest on one safeguard, the oldest first."""
    late = Task.objects.filter(unit__in=units, safeguard=safeguard, done_at__isnull=True, due_at__lte=now)
    return list(late.select_related("case").order_by("due_at", "id")[:SHOWN])


@dataclass(frozen=True, slots=True)
class Departures:
    """Departures from safeguards in the units' cases: asked, in force, and waiting to be looked at again."""

    waiting: list[Override]
    in_force: list[Override]
    to_review: list[Override]


def departures(units: Sequence[Unit], now: datetime) -> Departures:
    """Return the departures that are not over (SG-GV-01, SG-GV-02)."""
    rows = Override.objects.filter(case__unit__in=units).select_related("case", "asked_by", "second")
    decided = rows.filter(outcome=Override.Outcome.IN_FORCE, reviewed_at__isnull=True)
    return Departures(
        waiting=list(rows.filter(decided_at__isnull=True).order_by("asked_at")[:SHOWN]),
        in_force=list(decided.filter(ends_at__gt=now).order_by("ends_at")[:SHOWN]),
        to_review=list(decided.filter(ends_at__lte=now).order_by("review_due")[:SHOWN]),
    )


@dataclass(frozen=True, slots=True)
class Member:
    """One worker of the units: roles, training with its last valid day, days away, and cases led."""

    worker: Worker
    roles: list[str]
    training: dict[str, date]
    away: list[Absence]
    leads: int

    def valid(self, code: str, day: date) -> bool:
        until = self.training.get(code)
        return until is not None and until >= day

    @property
    def over_cap(self) -> bool:
        return self.leads > self.worker.caseload_cap


def members(units: Sequence[Unit], now: datetime) -> list[Member]:
    """Return who works in the units now, in four queries whatever their number."""
    day = now.date()
    roles: dict[UUID, list[str]] = defaultdict(list)
    workers: dict[UUID, Worker] = {}
    held = Membership.objects.held_at(now).filter(unit__in=units, worker__is_active=True)
    for row in held.select_related("worker").order_by("worker__display_name", "since")[: 2 * SHOWN]:
        workers[row.worker_id] = row.worker
        if row.role not in roles[row.worker_id]:
            roles[row.worker_id].append(row.role)
    training = _training(list(workers), day)
    away: dict[UUID, list[Absence]] = defaultdict(list)
    for absence in Absence.objects.filter(worker__in=list(workers), last_day__gte=day):
        away[absence.worker_id].append(absence)
    leads = _leads(list(workers))
    return [
        Member(worker, roles[pk], training.get(pk, {}), away[pk], leads.get(pk, 0))
        for pk, worker in workers.items()
    ]


def _training(workers: list[UUID], day: date) -> dict[UUID, dict[str, date]]:
    """Return the last valid day of each certificate that each worker holds or has held."""
    rows = (
        Training.objects.filter(worker__in=workers, completed_on__lte=day)
        .order_by()
        .values_list("worker", "code")
        .annotate(until=Max("valid_until"))
    )
    held: dict[UUID, dict[str, date]] = defaultdict(dict)
    for worker, code, until in rows:
        held[worker][code] = until
    return held


def _leads(workers: list[UUID]) -> dict[UUID, int]:
    """Count the open cases that each worker leads (SG-CM-01)."""
    rows = (
        Assignment.objects.filter(worker__in=workers, kind=Assignment.Kind.LEAD, until__isnull=True)
        .exclude(Q(case__lifecycle="CLOSED"))
        .values_list("worker")
        .annotate(number=Count("id"))
    )
    return dict(rows.order_by())
