"""Deadlines: which source decides the length, when it ends, and what may change it.

A length is chosen in this order: an absolute rule; then the more protective of national law and treaty floor;
then the design default. For a duty the shorter is more protective, for a protection the longer. The clock
keeps which source won, and where national law gives the person less, how much less.

How days are counted stands in `counting`. All instants carry a time zone; one without raises ValueError.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from safeconduct.protection import counting
from safeconduct.protection.counting import DAY, INSTANT, Kind, instant
from safeconduct.protection.country import CountryProfile
from safeconduct.protection.deadline import BINDING, Basis, Clock, Deadline, Standing
from safeconduct.protection.finding import Won
from safeconduct.protection.length import Length, Unit, days, hours, months, working_days
from safeconduct.protection.national_law import ReflectionPeriod

__all__ = [
    "REFLECTION",
    "Basis",
    "Clock",
    "Deadline",
    "Kind",
    "Length",
    "Standing",
    "Unit",
    "days",
    "days_left",
    "earlier_duty",
    "extend",
    "extend_by",
    "hours",
    "is_over",
    "later_protection",
    "months",
    "reflection",
    "standing",
    "start",
    "start_before",
    "working_days",
]


REFLECTION = Deadline(
    days(30), "reasonable grounds", Basis.BINDING_REGIONAL, Kind.PROTECTION, "CETS 197 Art 13(1)"
)
"""The recovery and reflection period lasts at least 30 days: Council of Europe convention 197, Article 13(1).

The floor binds its parties; here it holds in every country.
"""

CHILD_FACTOR = 2
"""Where national law is silent on children, they get twice the adult period (design default, SG-PR-02)."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """One source's answer: how long, and when that would be over."""

    won: Won
    length: Length
    due: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class _Case:
    """Where a clock is started: from when, under whose calendar, for what."""

    at: datetime
    profile: CountryProfile
    kind: Kind
    zone: str

    def offers(self, won: Won, *lengths: Length | None, times: int = 1) -> list[_Offer]:
        longer = [Length(one.value * times, one.unit) for one in lengths if one is not None]
        return [
            _Offer(won, one, *counting.end(one, self.at, self.profile, self.kind, self.zone))
            for one in longer
        ]

    def more_protective(self, offers: list[_Offer]) -> _Offer | None:
        """Return the offer that protects most; of equal ones the first."""
        choose = min if self.kind is Kind.DUTY else max
        return choose(offers, key=lambda one: one.due) if offers else None

    def clock(
        self,
        safeguard: str,
        kept: _Offer,
        *,
        sure: _Offer | None,
        national: Length | None,
        floor: Length | None,
    ) -> Clock:
        """Build the clock. `sure` is what national law certainly gives, if that is known."""
        gap = None if sure is None else _gap(kept, sure, self.kind)
        return Clock(safeguard, self.kind, self.at, kept.due, kept.zone, kept.won, national, floor, gap)


def _gap(kept: _Offer, sure: _Offer, kind: Kind) -> Length | None:
    """Return how much less national law protects: days by the calendar, or hours where hours count."""
    less = kept.due - sure.due if kind is Kind.PROTECTION else sure.due - kept.due
    if less <= timedelta(0):
        return None
    by_calendar = abs(counting.last_day(kept.due, kept.zone) - counting.last_day(sure.due, kept.zone))
    in_hours = kept.length.unit is Unit.HOURS and sure.length.unit is Unit.HOURS
    if in_hours or by_calendar < DAY:
        return hours(-(-less // timedelta(hours=1)))
    return days(by_calendar.days)


def start(
    deadline: Deadline,
    at: datetime,
    profile: CountryProfile,
    *,
    safeguard: str,
    national: Length | None = None,
    floor: Length | None = None,
    absolute: Length | None = None,
    zone: str = "",
) -> Clock:
    """Start the clock of a declared deadline at an instant.

    `national` is what national law says, `absolute` a rule nobody may vary; a binding deadline is its own
    floor. `zone` is the place's time zone, if known. Raises ValueError when no source gives a length.
    """
    case = _Case(instant(at), profile, deadline.kind, zone)
    if floor is None and deadline.basis in BINDING:
        floor = deadline.length
    by_nation = case.offers(Won.NATIONAL_LAW, national)
    kept = (
        case.more_protective(case.offers(Won.ABSOLUTE, absolute))
        or case.more_protective(by_nation + case.offers(Won.TREATY_FLOOR, floor))
        or case.more_protective(case.offers(Won.DESIGN_DEFAULT, deadline.length))
    )
    if kept is None:
        raise ValueError(f"{safeguard} has no time limit")
    sure = case.more_protective(by_nation)
    return case.clock(safeguard, kept, sure=sure, national=national, floor=floor)


def reflection(
    profile: CountryProfile,
    reasonable_grounds_at: datetime,
    child: bool,
    *,
    safeguard: str = "SG-PR-02",
    zone: str = "",
) -> Clock:
    """Start the recovery and reflection period.

    Never under 30 days (CETS 197 Art 13(1)); longer where national law gives more. A child gets what national
    law gives children, or else twice the adult period, and never less than an adult. The law is that of the
    day of reasonable grounds; a later law joins through `later_protection`, so it can only add. Where the
    nation states only a ceiling, the gap is what the ceiling leaves uncovered.
    """
    case = _Case(instant(reasonable_grounds_at), profile, Kind.PROTECTION, zone)
    law = profile.on(case.at).reflection.value or ReflectionPeriod(kind="")
    for_children = law.children.value.lengths if child and law.children.value else ()
    floor = REFLECTION.length
    offers = case.offers(Won.NATIONAL_LAW, *for_children, *law.lengths) + case.offers(Won.TREATY_FLOOR, floor)
    if child and not for_children:
        offers += case.offers(Won.DESIGN_DEFAULT, *law.lengths, floor, times=CHILD_FACTOR)
    kept = case.more_protective(offers)
    if kept is None:  # the floor is always offered
        raise ValueError("no length for the reflection period")
    national = case.more_protective(case.offers(Won.NATIONAL_LAW, *(for_children or law.lengths)))
    ceiling = None if law.days_max is None else days(law.days_max)
    sure = national or case.more_protective(case.offers(Won.NATIONAL_LAW, ceiling))
    return case.clock(safeguard, kept, sure=sure, national=national.length if national else None, floor=floor)


def start_before(
    deadline: Deadline,
    before: datetime,
    opened: datetime,
    profile: CountryProfile,
    *,
    safeguard: str,
    zone: str = "",
) -> Clock:
    """Start a duty that must be done some time before an instant, such as 10 days before reflection ends.

    When that time is already past, it is due at once. Raises ValueError for months and working days.
    """
    before, opened = instant(before), instant(opened)
    length, one = deadline.length, {Unit.HOURS: DAY / 24, Unit.DAYS: DAY, Unit.WEEKS: 7 * DAY}
    if deadline.kind is not Kind.DUTY or length is None or length.unit not in one:
        raise ValueError("only a duty in hours, days or weeks can be counted backwards")
    name = zone or profile.zone_names[0]
    span = length.value * one[length.unit]
    due = before - span
    if length.unit is not Unit.HOURS:
        # by the wall clock the same time of day may come earlier, after a day of 25 hours
        due = min(due, (before.astimezone(ZoneInfo(name)) - span).astimezone(UTC))
    won = Won.TREATY_FLOOR if deadline.basis in BINDING else Won.DESIGN_DEFAULT
    return Clock(safeguard, Kind.DUTY, opened, max(due, opened), name, won)


def extend(clock: Clock, until: datetime) -> Clock:
    """Lengthen a protection. Raises ValueError for a duty, and for an end before the present one."""
    until = instant(until)
    if clock.kind is not Kind.PROTECTION:
        raise ValueError("a duty is not lengthened; not doing it in time is a departure from the safeguard")
    if until < clock.due:
        raise ValueError("a protection can only be lengthened")
    return replace(clock, due=until)


def extend_by(clock: Clock, length: Length, profile: CountryProfile) -> Clock:
    """Lengthen a protection by a length that starts where it now ends. Raises ValueError for a duty."""
    last = clock.due if length.unit is Unit.HOURS else max(clock.starts, clock.due - INSTANT)
    until, _zone = counting.end(length, last, profile, Kind.PROTECTION, clock.zone)
    return extend(clock, max(until, clock.due))


def earlier_duty(one: Clock, other: Clock) -> Clock:
    """Of two clocks for one duty the shorter holds. Raises ValueError unless both are duties."""
    if {one.kind, other.kind} != {Kind.DUTY}:
        raise ValueError("only two duties can be compared this way")
    return one if one.due <= other.due else other


def later_protection(one: Clock, other: Clock) -> Clock:
    """Of two clocks for one protection the longer holds. Raises ValueError unless both are protections."""
    if {one.kind, other.kind} != {Kind.PROTECTION}:
        raise ValueError("only two protections can be compared this way")
    return one if one.due >= other.due else other


def days_left(clock: Clock, now: datetime) -> int:
    """Return the whole local days from today to the last day: 0 on the last day, below 0 afterwards."""
    return (clock.last_day - counting.local_day(instant(now), clock.zone)).days


def is_over(clock: Clock, now: datetime) -> bool:
    return instant(now) >= clock.due


def standing(clock: Clock, now: datetime) -> Standing:
    """Say in a word where the clock stands."""
    if is_over(clock, now):
        return Standing.OVERDUE if clock.kind is Kind.DUTY else Standing.ENDED
    return Standing.LAST_DAY if days_left(clock, now) == 0 else Standing.RUNNING
