"""One country as data: what its law and practice give, since when, from which source, how sure.

Country files live in `safeconduct/countries`, one per country. They are read once, at start-up, by
`load_all`; rules receive a `CountryProfile` and open nothing. Law changes over time, so what a rule may ask
for is only reachable through `profile.on(day)`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from types import MappingProxyType
from zoneinfo import ZoneInfo

from safeconduct.protection import country_sections as read
from safeconduct.protection.national_law import Holidays, InForce, Laws, Treaties
from safeconduct.protection.sourced import ProfileError, Section, Sourced

FILES = "safeconduct.countries"
CATALOGUE_FILE = "_sources.toml"


class UnknownCountry(LookupError):
    """No country file has this code."""


@dataclass(frozen=True)
class CountryProfile:
    """One country: what stays, as fields; what changes, through `on`.

    `timezones` are IANA names, the capital's first. `weekend` holds weekdays as numbers, Monday 0.
    """

    iso2: str
    iso3: str
    name: str
    invented: bool  # an invented country, for practice and examples
    groups: tuple[str, ...]
    discussed_in: tuple[str, ...]  # keys of the meetings that discussed the country
    timezones: Sourced[tuple[str, ...]]
    weekend: Sourced[frozenset[int]]
    holidays: Sourced[Holidays]
    languages: Sourced[tuple[str, ...]]
    treaties: Treaties
    laws: Laws
    notes: tuple[Sourced[str], ...]

    @property
    def timezone(self) -> ZoneInfo:
        """The capital's time zone."""
        return ZoneInfo(self.zone_names[0])

    @property
    def zone_names(self) -> tuple[str, ...]:
        """All time zones of the country; universal time where none is known."""
        return self.timezones.value or ("UTC",)

    @property
    def eu_member(self) -> bool:
        return "EU" in self.groups

    def on(self, day: date | datetime) -> InForce:
        """Return what is in force that day; an instant means its day in the capital.

        Raises ValueError for an instant without time zone.
        """
        if isinstance(day, datetime):
            if day.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            day = day.astimezone(self.timezone).date()
        return self.laws.on(day)


@dataclass(frozen=True)
class Catalogue:
    """What holds for all countries: the warning, the words for confidence, sources, general values."""

    warning: str
    confidence: Mapping[str, str]
    sources: Mapping[str, str]
    general: Mapping[str, Sourced[str]]


def parse(table: Mapping[str, object], *, file: str, sources: Mapping[str, str]) -> CountryProfile:
    """Check and build one country from the content of its file.

    `file` is named in errors; `sources` is the source catalogue. Raises ProfileError with file, section and
    key for anything missing, misspelt, of the wrong type or without provenance.
    """
    top = Section(table, file)
    profile = CountryProfile(
        iso2=read.code(top, "iso2", letters=2),
        iso3=read.code(top, "iso3", letters=3),
        name=top.text("name"),
        invented=top.truth("invented"),
        groups=top.texts("groups"),
        discussed_in=read.meetings(top, sources),
        timezones=read.timezones(top, sources),
        weekend=read.weekend(top, sources),
        holidays=read.holidays(top, sources),
        languages=read.words(top, "languages", sources),
        treaties=read.treaties(top, sources),
        laws=read.laws(top, sources),
        notes=read.notes(top, sources),
    )
    top.done()
    return profile


def parse_catalogue(table: Mapping[str, object], *, file: str = CATALOGUE_FILE) -> Catalogue:
    """Check and build the source catalogue. Raises ProfileError as `parse` does."""
    top = Section(table, file)
    sources = read.plain(top.inner("sources"))
    catalogue = Catalogue(
        warning=top.text("warning"),
        confidence=read.plain(top.inner("confidence")),
        sources=sources,
        general=read.general(top.inner("general"), sources),
    )
    top.done()
    return catalogue


@cache
def catalogue() -> Catalogue:
    """Read the packaged source catalogue, once."""
    text = (resources.files(FILES) / CATALOGUE_FILE).read_text(encoding="utf-8")
    return parse_catalogue(_toml(text, CATALOGUE_FILE))


@cache
def load_all() -> Mapping[str, CountryProfile]:
    """Read every packaged country, once; keys are ISO 3166 alpha-2 codes in capitals.

    Raises ProfileError when one file is wrong: a node must not start on half a law.
    """
    sources = catalogue().sources
    found: dict[str, CountryProfile] = {}
    for file in sorted(resources.files(FILES).iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml") or file.name == CATALOGUE_FILE:
            continue
        profile = parse(_toml(file.read_text(encoding="utf-8"), file.name), file=file.name, sources=sources)
        if file.name != f"{profile.iso2.lower()}.toml":
            raise ProfileError(f"{file.name}.iso2: {profile.iso2!r} does not match the name of the file")
        found[profile.iso2] = profile
    return MappingProxyType(found)


def profile(iso2: str) -> CountryProfile:
    """Return one packaged country by its code in capitals. Raises UnknownCountry."""
    try:
        return load_all()[iso2]
    except KeyError:
        raise UnknownCountry(iso2) from None


def _toml(text: str, file: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ProfileError(f"{file}: {problem}") from problem
