"""How each section of a country file is read and checked."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from safeconduct.protection.length import Length, Unit
from safeconduct.protection.national_law import (
    Channel,
    ChildrenPeriod,
    Dated,
    Holidays,
    Hotline,
    Laws,
    ReflectionPeriod,
    Spell,
    Treaties,
    Treaty,
    Version,
)
from safeconduct.protection.sourced import Confidence, Section, Sourced
from safeconduct.protection.words import Answer

T = TypeVar("T")
Sources = Mapping[str, str]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_YEAR = re.compile(r"(\d\d)-(\d\d)")


def sourced(section: Section, sources: Sources, value: Callable[[Section], T]) -> Sourced[T]:
    """Read provenance, then the value if there is one, and refuse whatever else stands there."""
    keys, confidence, note = section.provenance(sources)
    known = None if confidence is Confidence.UNKNOWN else value(section)
    section.done()
    return Sourced(known, keys, confidence, note)


def code(top: Section, key: str, *, letters: int) -> str:
    text = top.text(key)
    if not re.fullmatch(f"[A-Z]{{{letters}}}", text):
        raise top.error(key, f"expected {letters} capital letters")
    return text


def plain(section: Section) -> Mapping[str, str]:
    """Read a table of words."""
    return MappingProxyType({key: section.text(key) for key in section.names()})


def general(section: Section, sources: Sources) -> Mapping[str, Sourced[str]]:
    """Read the values that hold beyond one country."""
    return MappingProxyType({key: _text_of(section.inner(key), sources) for key in section.names()})


def meetings(top: Section, sources: Sources) -> tuple[str, ...]:
    keys = top.texts("discussed_in")
    for key in keys:
        if key not in sources:
            raise top.error("discussed_in", f"{key!r} is not in the source catalogue")
    return keys


def words(top: Section, key: str, sources: Sources) -> Sourced[tuple[str, ...]]:
    return sourced(top.inner(key), sources, lambda section: section.texts("value"))


def timezones(top: Section, sources: Sources) -> Sourced[tuple[str, ...]]:
    def zones(section: Section) -> tuple[str, ...]:
        names = section.texts("value")
        for name in names:
            try:
                ZoneInfo(name)
            except (LookupError, ValueError, OSError) as problem:
                raise section.error("value", f"{name!r} is not an IANA time zone") from problem
        if not names:
            raise section.error("value", "no time zone named")
        return names

    return sourced(top.inner("timezones"), sources, zones)


def weekend(top: Section, sources: Sources) -> Sourced[frozenset[int]]:
    def weekdays(section: Section) -> frozenset[int]:
        names = section.texts("value")
        for name in names:
            if name not in WEEKDAYS:
                raise section.error("value", f"{name!r} is not a weekday")
        if len(set(names)) == len(WEEKDAYS):
            raise section.error("value", "a week needs a working day")
        return frozenset(WEEKDAYS.index(name) for name in names)

    return sourced(top.inner("weekend"), sources, weekdays)


def holidays(top: Section, sources: Sources) -> Sourced[Holidays]:
    def listed(section: Section) -> Holidays:
        yearly: set[tuple[int, int]] = set()
        for text in section.texts("every_year"):
            match = EVERY_YEAR.fullmatch(text)
            if match is None:
                raise section.error("every_year", f"{text!r} is not a month and day such as 05-01")
            month, day = int(match[1]), int(match[2])
            try:
                date(2024, month, day)  # a leap year, so that 02-29 is a day
            except ValueError as problem:
                raise section.error("every_year", f"{text!r} is not a day of the year") from problem
            yearly.add((month, day))
        return Holidays(
            frozenset(yearly), frozenset(section.days("dated")), frozenset(section.numbers("years"))
        )

    return sourced(top.inner("holidays"), sources, listed)


def treaties(top: Section, sources: Sources) -> Treaties:
    section = top.inner("treaties")
    read = Treaties(
        un_protocol=_treaty(section.inner("un_protocol"), sources),
        coe_197=_treaty(section.inner("coe_197"), sources),
        actip=_treaty(section.inner("actip"), sources),
        refugee_1951=_treaty(section.inner("refugee_1951"), sources),
    )
    section.done()
    return read


def laws(top: Section, sources: Sources) -> Laws:
    """Read all that may change: each section one table, or several, each later one with the day it began."""
    return Laws(
        reflection=_dated(top, "reflection", lambda row: _reflection(row, sources)),
        identification_authority=_dated(top, "identification_authority", lambda row: _text_of(row, sources)),
        referral_mechanism=_dated(top, "referral_mechanism", lambda row: _text_of(row, sources)),
        children=_dated(top, "children", lambda row: _text_of(row, sources)),
        child_under=_dated(top, "child_under", lambda row: _number_of(row, sources)),
        appeal_days=_dated(top, "appeal_days", lambda row: _number_of(row, sources)),
        permits=_spells(top, "permits", lambda row: _text_of(row, sources)),
        hotlines=_spells(top, "hotlines", lambda row: sourced(row, sources, _hotline)),
    )


def notes(top: Section, sources: Sources) -> tuple[Sourced[str], ...]:
    if not top.has("notes"):
        return ()
    return tuple(_text_of(row, sources) for row in top.rows("notes"))


def _text_of(section: Section, sources: Sources) -> Sourced[str]:
    return sourced(section, sources, lambda row: row.text("value"))


def _number_of(section: Section, sources: Sources) -> Sourced[int]:
    return sourced(section, sources, lambda row: row.number("value"))


def _treaty(section: Section, sources: Sources) -> Sourced[Treaty]:
    return sourced(
        section,
        sources,
        lambda row: Treaty(row.truth("party"), since=row.reduced_date("since"), mode=row.text("mode", "")),
    )


def _dated(top: Section, key: str, what: Callable[[Section], T]) -> Dated[T]:
    versions: list[Version[T]] = []
    for at, row in enumerate(top.rows(key)):
        since = row.day_or_none("from")
        if at == 0 and since is not None:
            raise row.error("from", "the first version has no date: say what held before, even if unknown")
        if at > 0 and since is None:
            raise row.error("from", "missing: a later version needs the day it began")
        before = versions[-1].since if versions else None
        if before is not None and since is not None and since <= before:
            raise row.error("from", "not later than the version before")
        versions.append(Version(since, what(row)))
    if not versions:
        raise top.error(key, 'empty: unknown is written as confidence = "unknown"')
    return Dated(tuple(versions))


def _spells(top: Section, key: str, what: Callable[[Section], Sourced[T]]) -> tuple[Spell[Sourced[T]], ...]:
    """Read a list; one row with unknown confidence says that nothing is known, and gives nothing."""
    rows = top.rows(key)
    if not rows:
        raise top.error(key, 'empty: unknown is written as confidence = "unknown"')
    spells: list[Spell[Sourced[T]]] = []
    for row in rows:
        since, until = row.day_or_none("from"), row.day_or_none("until")
        if since is not None and until is not None and until < since:
            raise row.error("until", "before it began")
        spells.append(Spell(what(row), since, until))
    if len(spells) > 1 and not all(one.what.known for one in spells):
        raise top.error(key, "unknown stands alone")
    return tuple(one for one in spells if one.what.known)


def _length_or_none(section: Section, key: str) -> Length | None:
    if not section.has(key):
        return None
    try:
        return Length.parse(section.text(key))
    except ValueError as problem:
        raise section.error(key, 'expected a length such as "3 months"') from problem


def _days_and_stated(section: Section) -> tuple[Length, ...]:
    days = section.number_or_none("days")
    stated = _length_or_none(section, "stated")
    in_days = () if days is None else (Length(days, Unit.DAYS),)
    return in_days if stated is None else (*in_days, stated)


def _children_period(section: Section) -> ChildrenPeriod:
    return ChildrenPeriod(section.text("rule"), _days_and_stated(section))


def _reflection(section: Section, sources: Sources) -> Sourced[ReflectionPeriod]:
    def period(row: Section) -> ReflectionPeriod:
        children: Sourced[ChildrenPeriod] = Sourced(None)
        if row.has("children"):
            children = sourced(row.inner("children"), sources, _children_period)
        days_min, days_max = row.number_or_none("days_min"), row.number_or_none("days_max")
        if days_min is not None and days_max is not None and days_max < days_min:
            raise row.error("days_max", "below days_min")
        extendable = Answer.UNKNOWN
        if row.has("extendable"):
            extendable = Answer.YES if row.truth("extendable") else Answer.NO
        return ReflectionPeriod(
            kind=row.text("kind"),
            days_min=days_min,
            stated=_length_or_none(row, "stated"),
            days_max=days_max,
            extendable=extendable,
            starts=row.text("starts", ""),
            children=children,
        )

    return sourced(section, sources, period)


def _hotline(section: Section) -> Hotline:
    channels: list[tuple[Channel, str]] = []
    for row in section.rows("channels"):
        kind = row.text("kind")
        if kind not in set(Channel):
            raise row.error("kind", f"{kind!r} is not one of {', '.join(Channel)}")
        channels.append((Channel(kind), row.text("to")))
        row.done()
    if not channels:
        raise section.error("channels", "a hotline needs a channel")
    return Hotline(
        name=section.text("name", ""),
        channels=tuple(channels),
        hours=section.text("hours", ""),
        languages=section.texts("languages") if section.has("languages") else (),
        tested=section.day_or_none("tested"),
    )
