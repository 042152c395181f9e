"""Start, lengthen and end the clocks of a case."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Case, Event
from safeconduct.casework.models import Clock as ClockRow
from safeconduct.protection import clocks
from safeconduct.protection.clocks import Clock, Deadline
from safeconduct.protection.counting import INSTANT, Kind, end_of_day
from safeconduct.protection.documents.readings import day
from safeconduct.protection.finding import Won
from safeconduct.protection.length import days
from safeconduct.protection.mechanism.declared import Runs
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Region

Started = Callable[[Runs, Standing, datetime], Clock | None]


def begin(runs: Runs, at: Standing, now: datetime) -> None:
    """Start a clock, or lengthen the one that runs. A clock whose beginning is unknown does not start."""
    clock = _HOW.get(runs.clock, _by_declaration)(runs, at, now)
    if clock is None:
        return
    row = ClockRow.objects.filter(case=at.case, name=runs.clock, ended_at__isnull=True).first()
    if row is None:
        ClockRow.objects.create(
            case=at.case,
            name=runs.clock,
            safeguard=runs.safeguard,
            kind=runs.kind,
            starts=clock.starts,
            due=clock.due,
            won=clock.won,
            gap="" if clock.gap is None else str(clock.gap),
            then=runs.then,
        )
        return
    longer = clock.due > row.due
    if longer or runs.kind is Kind.DUTY:
        row.starts, row.due, row.won = clock.starts if not longer else row.starts, clock.due, clock.won
        row.save(update_fields=["starts", "due", "won"])


def end(name: str, case: Case, now: datetime) -> None:
    ClockRow.objects.filter(case=case, name=name, ended_at__isnull=True).update(ended_at=now)


def _reflection(_runs: Runs, at: Standing, now: datetime) -> Clock | None:
    """The period counts from reasonable grounds; a longer one on the certificate holds (SG-PR-02).

    It runs once it is granted: grounds that are found later lengthen it.
    """
    if at.case.stay != "REFLECTION":
        return None
    grounds = at.case.reasonable_grounds_at or now
    clock = clocks.reflection(at.facts.country, grounds, at.facts.child_mode)
    last = day(at.facts.value("reflection_until"))
    until = end_of_day(last, clock.zone) if last else clock.due
    return clocks.extend(clock, max(until, clock.due))


def _appeal(runs: Runs, at: Standing, now: datetime) -> Clock | None:
    """The time to appeal, from the day on which the person received the decision (SG-ID-11).

    National law decides where it is known, also where it gives fewer days than the thirty that stand in for it:
    no treaty states a number, so there is no floor to keep inside, and whoever is told of more days than the
    court counts loses the appeal. Longer national time holds as well. A decision that is served later than it
    was taken counts from then; one whose service nobody noted does not run out (`facts`).
    """
    last = Event.objects.filter(case=at.case, region=Region.IDENTIFICATION).order_by("-position").first()
    if last is None or last.event != "identification.decide_not_identified":
        return None
    law = at.facts.country.on(now).appeal_days.value
    due = SAFEGUARDS[runs.safeguard].due
    deadline = Deadline.stated(
        due.value, due.unit, due.counted_from, due.basis, kind=Kind.PROTECTION, source=runs.safeguard
    )
    national = days(law) if law else None
    begins = max([last.at, *_served(at)])
    return clocks.start(deadline, begins, at.facts.country, safeguard=runs.safeguard, national=national)


def _served(at: Standing) -> list[datetime]:
    """Return the last moment of the day on which the newest decision was received, wherever in the country."""
    decisions = [each.coded for each in at.current if each.document.type_id == "D13"]
    served = day(decisions[-1].get("served_on")) if decisions else None
    return [end_of_day(served, zone) - INSTANT for zone in at.facts.country.zone_names] if served else []


def _arrival(runs: Runs, at: Standing, now: datetime) -> Clock | None:
    """A day after the planned arrival both sides start to look (SG-RT-05); without a plan, a day from now."""
    past = at.facts.number("hours_past_planned_arrival")
    planned = now if past is None else now - timedelta(hours=past)
    return _plain(runs, max(planned, now), at)


def _valid_from(age: str, valid_days: int | None = None) -> Started:
    def begin_there(runs: Runs, at: Standing, now: datetime) -> Clock | None:
        days_old = at.facts.number(age)
        if days_old is None:
            return None
        return _plain(runs, now - timedelta(days=days_old), at, value=valid_days)

    return begin_there


def _birthday(before: timedelta) -> Started:
    """Count back from the eighteenth birthday, where the day is known."""

    def count_back(runs: Runs, at: Standing, now: datetime) -> Clock | None:
        day = at.facts.value("turns_18_on")
        if not isinstance(day, str):
            return None
        turns = datetime.combine(datetime.fromisoformat(day).date(), time(), tzinfo=UTC)
        due = max(turns - before, now)
        return Clock(runs.safeguard, Kind.DUTY, now, due, at.facts.country.zone_names[0], Won.DESIGN_DEFAULT)

    return count_back


def _by_declaration(runs: Runs, at: Standing, now: datetime) -> Clock | None:
    return _plain(runs, now, at)


def _plain(runs: Runs, begins: datetime, at: Standing, *, value: int | None = None) -> Clock:
    due = SAFEGUARDS[runs.safeguard].due
    length, basis = (due.value, due.basis) if value is None else (value, "design default")
    deadline = Deadline.stated(
        length, due.unit, due.counted_from, basis, kind=Kind(runs.kind), source=runs.safeguard
    )
    return clocks.start(deadline, begins, at.facts.country, safeguard=runs.safeguard)


_HALF_A_YEAR = timedelta(days=183)  # before 18: at 17 and a half (SG-CH-08)

_HOW: dict[str, Started] = {
    "reflection": _reflection,
    "appeal": _appeal,
    "arrival": _arrival,
    "risk assessment": _valid_from("risk_age_d"),
    # The declared deadline of SG-RT-03 is for the answer; an assurance itself holds 60 days (design default).
    "assurance": _valid_from("assurance_age_d", valid_days=60),
    "nearly 18": _birthday(_HALF_A_YEAR),
    "turning 18": _birthday(timedelta()),
}
