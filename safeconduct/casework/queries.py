"""Look things up: every list bounded and indexed, every opened case noted in the log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from safeconduct.accounts.models import Unit, Worker
from safeconduct.accounts.queries import memberships_of, roles_of, supervised_units
from safeconduct.audit import services as audit
from safeconduct.casework.access import LEADING, Action, Relation, can, parts_of, relation
from safeconduct.casework.models import Assignment, Case, Clock, Draft, Event, Override, Task

PAGE = 30
SOON = timedelta(days=7)


class Hidden(Exception):
    """There is no such case for this worker: unknown and forbidden look alike."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as opened by one worker, with how they stand to it."""

    case: Case
    related: Relation


def case_for(worker: Worker, case_id: UUID, now: datetime, *, action: Action = Action.SEE) -> Opened:
    """Open a case for a worker and note it in the log. Raises Hidden alike for unknown and forbidden."""
    case = Case.objects.select_related("unit__agency").filter(pk=case_id).first()
    if case is None:
        raise Hidden
    related = relation(worker, case, now)
    decision = can(worker, action, case, now, related=related)
    role = _role_in_log(worker, related, now)
    if not decision:
        audit.deny(actor=worker, role=role, action=f"case.{action}", object_type="case", object_id=case.pk)
        raise Hidden
    audit.append(actor=worker, role=role, action="case.read", object_type="case", object_id=case.pk)
    return Opened(case, related)


def _role_in_log(worker: Worker, related: Relation, now: datetime) -> str:
    if related.roles:
        return min(related.roles)
    held = memberships_of(worker, now).first()
    return held.role if held else ""  # whoever keeps accounts and holds no role may ask, and is denied


def _part_in(worker: Worker, now: datetime) -> QuerySet[Assignment, UUID]:
    """Return the cases in which a worker has a running part. Small and looked up first: a person has few cases."""
    return parts_of(worker, now).values_list("case_id", flat=True)


def mine(worker: Worker, now: datetime) -> QuerySet[Case]:
    """Return the cases in which a worker has a running part."""
    return Case.objects.filter(pk__in=_part_in(worker, now))


def led_by(worker: Worker, now: datetime) -> frozenset[UUID]:
    """Return which cases a worker leads, or stands in for the lead."""
    return frozenset(_part_in(worker, now).filter(kind__in=LEADING))


def of_units(worker: Worker, now: datetime) -> QuerySet[Case]:
    """Return the cases of the units that a worker supervises."""
    return Case.objects.filter(unit__in=list(supervised_units(worker, now).values_list("pk", flat=True)))


FILTERS: Mapping[str, Q] = {
    "child": ~Q(child__in=("ADULT_OR_UNKNOWN", "ADULT_CONTINUES")),
    "presumed": Q(identification__in=("PRESUMED", "PAUSED", "IN_IDENTIFICATION", "UNDER_APPEAL")),
    "identified": Q(identification="IDENTIFIED"),
    "reflection": Q(stay="REFLECTION"),
    "return": ~Q(return_state__in=("NOT_CONSIDERED", "WITHDRAWN", "NOT_FEASIBLE", "MONITORING_ENDED")),
    "alert": Q(return_state="ALERT") | Q(child="MISSING"),
    "closed": Q(lifecycle="CLOSED"),
}


def caseload(
    worker: Worker, now: datetime, *, show: str = "", unit: bool = False, text: str = "", after: int = 0
) -> tuple[list[Case], bool]:
    """Return one page of cases, the most urgent first, and whether there are more.

    `show` is a key of FILTERS, anything else shows all open ones; `text` matches number or alias.
    """
    cases = of_units(worker, now) if unit else mine(worker, now)
    cases = cases.filter(Q(next_due_at__lte=now) if show == "overdue" else FILTERS.get(show, Q()))
    if show != "closed":
        cases = cases.exclude(lifecycle="CLOSED")
    if text:
        cases = cases.filter(Q(number__istartswith=text) | Q(alias__icontains=text))
    ordered = cases.select_related("unit").order_by(F("next_due_at").asc(nulls_last=True), "id")
    found = list(ordered[after : after + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def by_number(worker: Worker, number: str, now: datetime) -> Case | None:
    """Find one case by its whole number; None alike when there is none and when it is not this worker's."""
    return (
        mine(worker, now).filter(number=number).first() or of_units(worker, now).filter(number=number).first()
    )


@dataclass(frozen=True, slots=True)
class Today:
    """What must happen, by urgency."""

    overdue: list[Task]
    today: list[Task]
    soon: list[Task]
    new: list[Case]
    drafts: list[Draft]
    overrides: list[Override]


def today(worker: Worker, now: datetime, *, unit: bool = False, shown: int = 40) -> Today:
    """Return what is due for a worker, or for the units they supervise: four bounded look-ups."""
    tasks = _open_tasks(worker, now, unit=unit)
    cases = of_units(worker, now) if unit else mine(worker, now)
    end_of_today = now + timedelta(hours=24)
    return Today(
        overdue=list(tasks.filter(due_at__lte=now)[:shown]),
        today=list(tasks.filter(due_at__gt=now, due_at__lte=end_of_today)[:shown]),
        soon=list(tasks.filter(due_at__gt=end_of_today, due_at__lte=now + SOON)[:shown]),
        new=list(cases.filter(opened_at__gt=now - SOON).order_by("-opened_at")[:10]),
        drafts=list(Draft.objects.filter(worker=worker).select_related("case").order_by("-kept_at")[:10]),
        overrides=overrides_to_decide(worker, now)[:10],
    )


def _open_tasks(worker: Worker, now: datetime, *, unit: bool) -> QuerySet[Task]:
    tasks = Task.objects.filter(done_at__isnull=True).select_related("case").order_by("due_at", "id")
    if unit:
        return tasks.filter(unit__in=list(supervised_units(worker, now).values_list("pk", flat=True)))
    return tasks.filter(case__in=_part_in(worker, now))


def overrides_to_decide(worker: Worker, now: datetime) -> list[Override]:
    """Return the departures that wait for this worker as the second person."""
    waiting = (
        Override.objects.filter(decided_at__isnull=True).select_related("case").order_by("asked_at")[:100]
    )
    return [row for row in waiting if can(worker, Action.DECIDE_OVERRIDE, row.case, now, override=row)]


def owed_by(case: Case, until: datetime, shown: int = 100) -> list[Task]:
    """Return what is owed in a case and due by a moment, the most urgent first."""
    tasks = Task.objects.filter(case=case, done_at__isnull=True, due_at__lte=until)
    return list(tasks.order_by("due_at", "id")[:shown])


def running_clocks(case: Case) -> dict[str, Clock]:
    """Return the clocks that run in a case, by name."""
    return {clock.name: clock for clock in Clock.objects.filter(case=case, ended_at__isnull=True)}


def timeline(case: Case, *, before: int | None = None, shown: int = 50) -> list[Event]:
    """Return a page of events, newest first."""
    events = Event.objects.filter(case=case).select_related("by", "second", "cause").order_by("-position")
    if before is not None:
        events = events.filter(position__lt=before)
    return list(events[:shown])


def begun_by(worker: Worker, case: Case) -> list[str]:
    """Return the types of the documents that this worker keeps as a draft of a case."""
    return list(Draft.objects.filter(case=case, worker=worker).values_list("type_id", flat=True))


def overrides_counted(country: str) -> list[dict[str, object]]:
    """Count departures per safeguard, child cases apart: the public register (SG-GV-02)."""
    rows = Override.objects.filter(case__country=country, outcome=Override.Outcome.IN_FORCE)
    counted = rows.values("safeguard", "child_case").annotate(number=Count("id")).order_by("safeguard")
    return [dict(row) for row in counted]


def units_supervised(worker: Worker, now: datetime) -> list[Unit]:
    return list(supervised_units(worker, now).select_related("agency"))


def roles(worker: Worker, now: datetime) -> frozenset[str]:
    return frozenset(roles_of(worker, now))


def second_people(case: Case) -> list[Worker]:
    """Return who may be the second person of a step: the reviewers of this case."""
    rows = Assignment.objects.filter(case=case, kind=Assignment.Kind.REVIEWER, until__isnull=True)
    return [row.worker for row in rows.select_related("worker").order_by("since")[:20]]
