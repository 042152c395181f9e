"""What events do to the people of a case: who leads, who stands in, who takes over (SG-CM-01, INV-01)."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from safeconduct.accounts.models import Worker
from safeconduct.casework.models import Assignment, Case, Event
from safeconduct.protection.words import Role

LEAD, NEXT_LEAD = Assignment.Kind.LEAD, Assignment.Kind.NEXT_LEAD


def lead_of(case: Case) -> Assignment | None:
    return (
        Assignment.objects.filter(case=case, country=case.country, kind=LEAD, until__isnull=True)
        .select_related("worker")
        .first()
    )


def after(event: Event, case: Case, now: datetime) -> None:
    """Carry an event of the life cycle over to the people it concerns."""
    match event.event:
        case "lifecycle.assign_lead" | "lifecycle.accept_transfer":
            _hand_over(case, event, now)
        case "lifecycle.refuse_transfer":
            _open(case, NEXT_LEAD).update(until=now)
        case "lifecycle.close":
            # Whoever led stays answerable, so that the person finds a door that opens at once.
            Assignment.objects.filter(case=case, until__isnull=True).exclude(kind=LEAD).update(until=now)
        case "lifecycle.reopen" if lead_of(case) is None:
            _lead_again(case, event, now)
        case _:
            return


def _hand_over(case: Case, event: Event, now: datetime) -> None:
    """Old lead out, next lead in, at one instant: there is never none and never two."""
    chosen = _open(case, NEXT_LEAD).select_related("worker").first()
    if chosen is None:
        return
    _open(case, LEAD).update(until=now)
    chosen.until = now
    chosen.save(update_fields=["until"])
    put(case, chosen.worker, LEAD, Role.CASE_MANAGER, event.by, "takes over", now)


def _lead_again(case: Case, event: Event, now: datetime) -> None:
    """A reopened case goes back to who led last, until a lead is confirmed."""
    last = Assignment.objects.filter(case=case, kind=LEAD).select_related("worker").order_by("-until").first()
    worker = last.worker if last else event.by
    if worker is not None:
        put(case, worker, LEAD, Role.CASE_MANAGER, event.by, "reopened", now)


def _open(case: Case, kind: str) -> QuerySet[Assignment]:
    return Assignment.objects.filter(case=case, country=case.country, kind=kind, until__isnull=True)


def put(
    case: Case, worker: Worker, kind: str, role: Role, granted_by: Worker | None, reason: str, now: datetime
) -> Assignment:
    """Write one assignment row, or return the one that already runs."""
    row, _made = Assignment.objects.get_or_create(
        case=case,
        worker=worker,
        kind=kind,
        role=role,
        until=None,
        defaults={"country": case.country, "reason": reason, "granted_by": granted_by, "since": now},
    )
    return row


def worker_named(value: object) -> Worker | None:
    try:
        return Worker.objects.filter(pk=UUID(str(value)), is_active=True).first()
    except ValueError:
        return None
