"""What the law and practice of one country give: treaties, periods, permits, hotlines, and since when."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from safeconduct.protection.length import Length, Unit
from safeconduct.protection.sourced import Sourced
from safeconduct.protection.words import Answer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """What held from a day on. `since` is None for the first version: as far back as is known."""

    since: date | None
    what: T


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """The versions of one rule of law, oldest first; the first has no date."""

    versions: tuple[Version[T], ...]

    def on(self, day: date) -> T:
        """Return the version in force that day."""
        holding = [one.what for one in self.versions if one.since is None or one.since <= day]
        return holding[-1]


@dataclass(frozen=True, slots=True)
class Spell(Generic[T]):
    """Something that exists between two days, both included; None where the day is open."""

    what: T
    since: date | None = None
    until: date | None = None

    def exists_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Treaty:
    """Whether the country is party, and since when (day, month or year as known, empty if not known)."""

    party: bool
    since: str = ""
    mode: str = ""  # ratification, accession, approval ... as the depositary says


@dataclass(frozen=True, slots=True)
class Treaties:
    """The four instruments that decide most about the person's rights."""

    un_protocol: Sourced[Treaty]  # UN trafficking protocol, 2000
    coe_197: Sourced[Treaty]  # Council of Europe convention no. 197, 2005
    actip: Sourced[Treaty]  # ASEAN convention, 2015
    refugee_1951: Sourced[Treaty]  # Convention relating to the status of refugees


@dataclass(frozen=True, slots=True)
class ChildrenPeriod:
    """What national law gives children as reflection period; `lengths` is empty where it states no number."""

    rule: str
    lengths: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class ReflectionPeriod:
    """What national law or practice gives as recovery and reflection period.

    `days_min` is what is surely granted, in days; `stated` is the same in the law's own unit (a law that says
    three months means calendar months). `days_max` is only a ceiling of the ordinary grant: extension by need
    stays possible.
    """

    kind: str
    days_min: int | None = None
    stated: Length | None = None
    days_max: int | None = None
    extendable: Answer = Answer.UNKNOWN
    starts: str = ""  # the act that starts it under national law; empty if not known
    children: Sourced[ChildrenPeriod] = field(default_factory=lambda: Sourced[ChildrenPeriod](None))

    @property
    def lengths(self) -> tuple[Length, ...]:
        """The sure grant in each way it is stated. Empty when unknown. Whichever ends later is meant."""
        in_days = () if self.days_min is None else (Length(self.days_min, Unit.DAYS),)
        return in_days if self.stated is None else (*in_days, self.stated)


class Channel(StrEnum):
    """A way to reach a hotline."""

    PHONE = "phone"
    SMS = "sms"
    CHAT = "chat"
    EMAIL = "email"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Hotline:
    """Where to call. A number that nobody has test-called (`tested` None) must not be shown to a person.

    `name` is empty where only the number is known.
    """

    name: str
    channels: tuple[tuple[Channel, str], ...]
    hours: str = ""
    languages: tuple[str, ...] = ()
    tested: date | None = None


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays: of every year as (month, day), of one year as dates, and the years known in full."""

    yearly: frozenset[tuple[int, int]]
    dated: frozenset[date]
    years: frozenset[int]

    def is_holiday(self, day: date) -> Answer:
        """Answer for one day; a day that is not listed, in a year that nobody has listed, is unknown."""
        if (day.month, day.day) in self.yearly or day in self.dated:
            return Answer.YES
        return Answer.NO if day.year in self.years else Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class InForce:
    """What a country's law and practice give on one day."""

    reflection: Sourced[ReflectionPeriod]
    permits: tuple[Sourced[str], ...]  # empty means not known, never "none"
    identification_authority: Sourced[str]
    referral_mechanism: Sourced[str]
    hotlines: tuple[Sourced[Hotline], ...]
    children: Sourced[str]
    child_under: Sourced[int]  # age at which national childhood ends; the rules use 18 everywhere (SG-CH-01)
    appeal_days: Sourced[int]  # days to appeal against a negative identification decision


@dataclass(frozen=True, slots=True)
class Laws:
    """Every version of what may change; asked only through `CountryProfile.on`."""

    reflection: Dated[Sourced[ReflectionPeriod]]
    identification_authority: Dated[Sourced[str]]
    referral_mechanism: Dated[Sourced[str]]
    children: Dated[Sourced[str]]
    child_under: Dated[Sourced[int]]
    appeal_days: Dated[Sourced[int]]
    permits: tuple[Spell[Sourced[str]], ...]
    hotlines: tuple[Spell[Sourced[Hotline]], ...]

    def on(self, day: date) -> InForce:
        return InForce(
            reflection=self.reflection.on(day),
            permits=tuple(one.what for one in self.permits if one.exists_on(day)),
            identification_authority=self.identification_authority.on(day),
            referral_mechanism=self.referral_mechanism.on(day),
            hotlines=tuple(one.what for one in self.hotlines if one.exists_on(day)),
            children=self.children.on(day),
            child_under=self.child_under.on(day),
            appeal_days=self.appeal_days.on(day),
        )
