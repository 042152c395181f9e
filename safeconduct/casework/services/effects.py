"""Carry out the effects that the mechanism's table declares: what is owed, which clocks run, what follows."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet

from safeconduct.accounts.models import Worker
from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Case, Event, Task
from safeconduct.casework.services import running, watching
from safeconduct.protection.clocks import Deadline, Kind, start
from safeconduct.protection.counting import local_day
from safeconduct.protection.documents.monitoring import planned
from safeconduct.protection.facts import CaseFacts
from safeconduct.protection.mechanism.declared import (
    Effect,
    Ends,
    Lifts,
    Moves,
    Owes,
    Runs,
    Schedules,
    Watches,
)
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

# Papers that a protective event did not wait for are due within a day (design default).
CONTACT = "return.contact_done"
PAPER_OWED = _("Write down what is still missing")
_PAPER = Owes(PAPER_OWED, "SG-CM-01", Role.CASE_MANAGER, hours=24, basis="design default")


def holds(when: str, facts: CaseFacts) -> bool:
    """Tell whether an effect's condition is known to hold."""
    if not when:
        return True
    return facts.child_mode if when == "child_mode" else facts.yes(when)


def owe(
    effects: Iterable[Effect], event: Event | None, at: Standing, now: datetime, by: Worker | None = None
) -> None:
    """Store what is owed and let clocks start and end. `Moves` is done by whoever called.

    `by` is whose act it is: what is owed no longer because of it is settled in that name.
    """
    for effect in effects:
        match effect:
            case Owes() if holds(effect.when, at.facts) and not _shown(effect, at):
                _task(effect, event, at, now)
            case Runs():
                running.begin(effect, at, now)
            case Ends():
                running.end(effect.clock, at.case, now)
            case Schedules():
                _next_contact(event, at, now)
            case Lifts(safeguards):
                _close(Task.objects.filter(case=at.case, safeguard__in=safeguards), now, by)
            case Watches():
                watching.watch(effect.what, event, at, now, by)


def _shown(owes: Owes, at: Standing) -> bool:
    return owes.shown_by != "" and at.facts.yes(owes.shown_by)


def settle_shown(at: Standing, now: datetime, by: Worker | None) -> None:
    """Settle what waits for a fact that is now known true; a paper that leaves it open settles nothing."""
    waiting = Task.objects.filter(case=at.case, done_at__isnull=True).exclude(shown_by="")
    shown = [pk for pk, name in waiting.values_list("pk", "shown_by") if at.facts.yes(name)]
    _close(waiting.filter(pk__in=shown), now, by)


def _close(tasks: QuerySet[Task], now: datetime, by: Worker | None) -> None:
    tasks.filter(done_at__isnull=True).update(done_at=now, done_by=by)


def owe_papers(documents: Iterable[str], event: Event | None, at: Standing, now: datetime) -> None:
    """Owe the documents that a protective event did not wait for."""
    waiting = Task.objects.filter(case=at.case, about="", shown_by="", done_at__isnull=True)
    open_now = set(waiting.values_list("document", flat=True))
    for document in documents:
        if document not in open_now:
            _task(_PAPER, event, at, now, document=document)


def owe_at(owes: Owes, event: Event, at: Standing, now: datetime, due_at: datetime) -> None:
    """Owe something at a moment that was agreed on; what is owed already moves there."""
    same = Task.objects.filter(case=at.case, what=owes.what, done_at__isnull=True)
    if not same.update(due_at=due_at, role=owes.to):
        _task(owes, event, at, now, due_at=due_at)


def follow(effects: Iterable[Effect], facts: CaseFacts) -> Iterable[tuple[str, ...]]:
    """Yield the choices of events that follow; the caller does the first that exists from here."""
    for effect in effects:
        if isinstance(effect, Moves) and holds(effect.when, facts):
            yield effect.events


def refresh_due(case: Case) -> None:
    """Keep the next due time beside the case, so that lists need no look at tasks."""
    due = Task.objects.filter(case=case, done_at__isnull=True).aggregate(Min("due_at"))["due_at__min"]
    case.next_due_at = due


def _task(
    owes: Owes,
    event: Event | None,
    at: Standing,
    now: datetime,
    *,
    document: str = "",
    due_at: datetime | None = None,
) -> None:
    case, paper = at.case, document or owes.document
    same = Task.objects.filter(case=case, what=owes.what, document=paper, about="", done_at__isnull=True)
    if same.exists():
        return
    due, won = (due_at, "design default") if due_at else _due(owes, at, now)
    Task.objects.create(
        case=case,
        what=owes.what,
        safeguard=owes.safeguard,
        role=owes.to,
        unit=case.unit,
        document=paper,
        settled_by=owes.settled_by,
        shown_by=owes.shown_by,
        for_supervisor=owes.supervised,
        arises=event,
        since=now,
        due_at=due,
        won=won,
    )


def _due(owes: Owes, at: Standing, now: datetime) -> tuple[datetime, str]:
    declared = SAFEGUARDS[owes.safeguard].due
    value, unit, basis = declared.value, declared.unit, declared.basis
    if owes.own_length or value is None:
        value, unit = owes.own_length or (24, "hours")
        basis = owes.basis or "design default"
    deadline = Deadline.stated(
        value, unit, declared.counted_from, basis, kind=Kind.DUTY, source=owes.safeguard
    )
    begins = _schedule_starts(at, now) if owes.settled_by == CONTACT else now
    clock = start(deadline, begins, at.facts.country, safeguard=owes.safeguard)
    return clock.due, clock.won


def _next_contact(event: Event | None, at: Standing, now: datetime) -> None:
    """Owe the first contact of the schedule that has not been made, unless one is owed already (SG-RT-07)."""
    if Task.objects.filter(case=at.case, settled_by=CONTACT, done_at__isnull=True).exists():
        return
    start, country = _schedule_starts(at, now), at.facts.country
    first_day = local_day(start, country.zone_names[0])
    reached = {str(row.get("step")) for row in _contacts(at) if row.get("reached") and _since(row, first_day)}
    high_risk = at.facts.word("risk_level") != "LOW"
    for step, _day in planned(first_day, child=at.facts.child_mode, high_risk=high_risk, again=True):
        if step.id not in reached:
            contact = Owes(step.when, "SG-RT-07", Role.RECEIVING_CASE_MANAGER, "D34", settled_by=CONTACT)
            _task(contact, event, at, now, due_at=step.due_at(start, country))
            return


def _schedule_starts(at: Standing, now: datetime) -> datetime:
    """The schedule counts from arrival, and anew from the moment danger was over.

    An arrival is often noted later than it was: the moment that its confirmation states counts, unless that
    belongs to an earlier journey. So noting it late gives nobody more time.
    """
    story = Event.objects.filter(case=at.case).order_by("-position")
    last = story.filter(event__in=("return.arrive", "return.made_safe_here")).first()
    if last is None or last.event != "return.arrive":
        return last.at if last else now
    left = story.filter(event="return.depart").values_list("at", flat=True).first()
    age = at.facts.number("arrival_age_d")
    arrived = last.at if age is None else (now - timedelta(days=age)).replace(microsecond=0)
    return min(last.at, arrived) if left is None or arrived >= left else last.at


def _contacts(at: Standing) -> Iterable[Mapping[str, object]]:
    rows = at.facts.value("monitoring_contacts")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []


def _since(row: Mapping[str, object], day: date) -> bool:
    on = row.get("on")
    return isinstance(on, str) and on >= day.isoformat()
