"""`safeconduct country CC`: what one country's law and practice give, each value with source and confidence."""

import argparse
import textwrap
from collections.abc import Iterable
from datetime import date
from typing import Any

from safeconduct.cli.refusals import WrongUse
from safeconduct.protection.country import CountryProfile, UnknownCountry, catalogue, profile
from safeconduct.protection.national_law import Hotline, ReflectionPeriod, Treaty
from safeconduct.protection.sourced import Sourced
from safeconduct.protection.words import Answer

WIDTH = 100
UNKNOWN = "unknown"
TREATIES = (
    ("UN trafficking protocol, 2000", "un_protocol"),
    ("Council of Europe convention 197, 2005", "coe_197"),
    ("ASEAN convention, 2015", "actip"),
    ("Refugee convention, 1951", "refugee_1951"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("country", help="show what one country's law and practice give")
    parser.add_argument("code", metavar="CC", help="two letters, such as XA (ISO 3166)")
    parser.add_argument(
        "--on", metavar="DAY", help="the day that is asked about (default: today), as 2026-07-01"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the profile of one country, unknown shown as unknown."""
    try:
        country = profile(args.code.upper())
    except UnknownCountry:
        raise WrongUse(f"there is no country file for {args.code!r}") from None
    print("\n".join(lines(country, _day(args.on))))
    return 0


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - the reader's own day
    except ValueError:
        raise WrongUse(f"--on: {text!r} is not a day, such as 2026-07-01") from None


def lines(country: CountryProfile, day: date) -> Iterable[str]:
    """Tell a profile as it is on one day, line by line."""
    invented = ", an invented country for practice" if country.invented else ""
    yield f"{country.name} ({country.iso2}){invented}"
    yield from textwrap.wrap(catalogue().warning, WIDTH)
    if country.groups:
        yield f"Member of: {', '.join(country.groups)}"
    yield ""
    yield "Treaties"
    for title, name in TREATIES:
        yield from _value(title, getattr(country.treaties, name), _treaty)
    yield ""
    yield f"In force on {day.isoformat()}"
    yield from _in_force(country, day)
    yield ""
    yield "Calendar and language"
    yield from _value("Time zones", country.timezones, ", ".join)
    yield from _value(
        "Weekend", country.weekend, lambda days: ", ".join(WEEKDAYS[each] for each in sorted(days))
    )
    yield from _value(
        "Public holidays",
        country.holidays,
        lambda known: (
            f"{len(known.yearly)} every year and {len(known.dated)} dated; "
            f"years known in full: {', '.join(map(str, sorted(known.years))) or 'none'}"
        ),
    )
    yield from _value("Languages", country.languages, ", ".join)
    for note in country.notes:
        yield from _value("Note", note, str)


def _in_force(country: CountryProfile, day: date) -> Iterable[str]:
    law = country.on(day)
    yield from _value("Recovery and reflection period", law.reflection, _reflection)
    if law.reflection.value is not None:
        yield from _value("The same for children", law.reflection.value.children, lambda one: one.rule)
    yield from _several("Permit to stay", law.permits, str)
    yield from _value("Who identifies", law.identification_authority, str)
    yield from _value("Referral mechanism", law.referral_mechanism, str)
    yield from _value("Days to appeal", law.appeal_days, str)
    yield from _value("Children", law.children, str)
    yield from _value(
        "National childhood ends at",
        law.child_under,
        lambda age: f"{age}; here every person under 18 is a child",
    )
    yield from _several("Hotline", law.hotlines, _hotline)


def _several(title: str, values: tuple[Sourced[Any], ...], say: Any) -> Iterable[str]:
    if not values:
        yield f"  {title}: {UNKNOWN}"
    for each in values:
        yield from _value(title, each, say)


def _value(title: str, value: Sourced[Any], say: Any) -> Iterable[str]:
    said = UNKNOWN if value.value is None else say(value.value)
    yield from textwrap.wrap(f"{title}: {said}", WIDTH, initial_indent="  ", subsequent_indent="      ")
    if value.note:
        yield from textwrap.wrap(value.note, WIDTH, initial_indent="      note: ", subsequent_indent="      ")
    if value.value is not None:
        sources = catalogue().sources
        named = "; ".join(sources.get(key, key) for key in value.source)
        told = f"{value.confidence.value} confidence; source: {named}"
        yield from textwrap.wrap(told, WIDTH, initial_indent="      ", subsequent_indent="      ")


def _treaty(treaty: Treaty) -> str:
    if not treaty.party:
        return "not a party"
    since = f" since {treaty.since}" if treaty.since else ", since when is unknown"
    return f"party{since}" + (f" ({treaty.mode})" if treaty.mode else "")


def _reflection(period: ReflectionPeriod) -> str:
    sure = " or ".join(f"{one.value} {one.unit.value}" for one in period.lengths) or "length unknown"
    at_most = f", ordinarily at most {period.days_max} days" if period.days_max else ""
    longer = {
        Answer.YES: ", can be extended",
        Answer.NO: ", no extension in law",
        Answer.UNKNOWN: ", extension unknown",
    }[period.extendable]
    starts = f"; starts with: {period.starts}" if period.starts else "; start unknown"
    return f"{period.kind}: {sure}{at_most}{longer}{starts}"


def _hotline(line: Hotline) -> str:
    ways = ", ".join(f"{channel.value} {to}" for channel, to in line.channels)
    tested = f"test-called on {line.tested.isoformat()}" if line.tested else "never test-called: not for use"
    parts = [line.name or "name unknown", ways, line.hours, ", ".join(line.languages), tested]
    return "; ".join(part for part in parts if part)
