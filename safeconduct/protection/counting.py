"""When a length ends: hours by the clock, days by the calendar of the country.

Two kinds are counted differently wherever the law leaves room: a duty ends early, a protection ends late.

* Hours are exact elapsed hours.
* A period of days ends at the end of its last local day; the first day is not counted. A protection of N days
  also lasts at least N times 24 hours, so a day shortened by daylight saving takes nothing away.
* Months end on the same day of the month. Where that day does not exist a duty ends on the last day of the
  month, a protection on the first of the next.
* Where a country has several time zones and the place is not known, a duty ends when the day ends in the
  first of them, a protection when it has ended in all.

No instrument states these; they are design defaults that keep a clock from ever shortening a protection.
"""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from safeconduct.protection.country import CountryProfile
from safeconduct.protection.length import Length, Unit
from safeconduct.protection.words import Answer

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)

POSSIBLE_WEEKEND = frozenset({4, 5, 6})
"""Friday to Sunday: where a weekend is unknown it lies here in every country listed (design default)."""

MARGIN = 10
MARGIN_EVERY = 60
"""Where holidays are unknown, a protection gets 10 more working days for every 60 begun (design default).

That is more than 40 days a year. The fullest official calendars have fewer than 30 and their longest run of
holidays is under 10 working days.
"""


class Kind(StrEnum):
    """What a clock is for: a duty must be done before it ends, a protection lasts until it ends."""

    DUTY = "duty"
    PROTECTION = "protection"


def instant(at: datetime) -> datetime:
    """Return the same instant in universal time. Raises ValueError when it has no time zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)


def local_day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """Return the first instant that is no longer this day.

    Where clocks jump over midnight, that is the instant of the jump.
    """
    return datetime.combine(day + DAY, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def last_day(due: datetime, zone: str) -> date:
    """Return the local day to which the last moment before `due` belongs."""
    return local_day(due - INSTANT, zone)


def end(
    length: Length, at: datetime, profile: CountryProfile, kind: Kind, zone: str = ""
) -> tuple[datetime, str]:
    """Return when a length that starts at an instant is over, and the time zone that decided.

    `zone` is the IANA name of the place, if known. Raises ValueError for an instant without time zone.
    """
    at = instant(at)
    zones = (zone,) if zone else profile.zone_names
    ends = [(_end_in(length, at, profile, kind, name), name) for name in zones]
    choose = min if kind is Kind.DUTY else max
    return choose(ends, key=lambda one: one[0])


def is_working_day(day: date, profile: CountryProfile, kind: Kind) -> bool:
    """Tell whether people work that day; holidays that nobody has listed count as working days."""
    weekend = profile.weekend.value
    if weekend is None:
        weekend = frozenset() if kind is Kind.DUTY else POSSIBLE_WEEKEND
    return day.weekday() not in weekend and _holiday(day, profile) is not Answer.YES


def _holiday(day: date, profile: CountryProfile) -> Answer:
    known = profile.holidays.value
    return Answer.UNKNOWN if known is None else known.is_holiday(day)


def _end_in(length: Length, at: datetime, profile: CountryProfile, kind: Kind, zone: str) -> datetime:
    first = local_day(at, zone)
    match length.unit:
        case Unit.HOURS:
            return at + timedelta(hours=length.value)
        case Unit.DAYS:
            return _end_of_days(first, length.value, at, kind, zone)
        case Unit.WEEKS:
            return _end_of_days(first, 7 * length.value, at, kind, zone)
        case Unit.MONTHS:
            return end_of_day(_months_later(first, length.value, kind), zone)
        case Unit.WORKING_DAYS:
            return end_of_day(_working_days_later(first, length.value, profile, kind), zone)


def _end_of_days(first: date, number: int, at: datetime, kind: Kind, zone: str) -> datetime:
    last = first + number * DAY
    over = end_of_day(last, zone)
    while kind is Kind.PROTECTION and over < at + number * DAY:
        last += DAY
        over = end_of_day(last, zone)
    return over


def _months_later(first: date, number: int, kind: Kind) -> date:
    years, month = divmod(first.month - 1 + number, 12)
    year, month = first.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    if first.day <= length:
        return date(year, month, first.day)
    last = date(year, month, length)
    return last if kind is Kind.DUTY else last + DAY


def _working_days_later(first: date, number: int, profile: CountryProfile, kind: Kind) -> date:
    """Return the working day on which the count is full; for a count of zero, the first from today on."""
    if number == 0:
        return next(_working_days(first - DAY, profile, kind))
    last = _nth(first, number, profile, kind)
    if kind is Kind.PROTECTION and _holidays_unknown(first, last, profile):
        blocks = -(-number // MARGIN_EVERY)
        return _nth(last, MARGIN * blocks, profile, kind)
    return last


def _nth(after: date, number: int, profile: CountryProfile, kind: Kind) -> date:
    days = _working_days(after, profile, kind)
    return [next(days) for _ in range(number)][-1]


def _working_days(after: date, profile: CountryProfile, kind: Kind) -> Iterator[date]:
    day = after
    while True:
        day += DAY
        if is_working_day(day, profile, kind):
            yield day


def _holidays_unknown(first: date, last: date, profile: CountryProfile) -> bool:
    return any(
        _holiday(first + one * DAY, profile) is Answer.UNKNOWN for one in range(1, (last - first).days + 1)
    )
