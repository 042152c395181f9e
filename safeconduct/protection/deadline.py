"""What a deadline is: as declared by a safeguard, and as a clock that runs for one case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from safeconduct.protection.counting import INSTANT, Kind, instant, last_day
from safeconduct.protection.finding import Won
from safeconduct.protection.length import Length, Unit
from safeconduct.protection.words import gettext_noop as _


class Basis(StrEnum):
    """What a declared length rests on, in the words of the safeguards catalogue."""

    BINDING = "binding"
    BINDING_REGIONAL = "binding-regional"
    JURISDICTION = "jurisdiction"  # national law decides; the declared length stands in where it is unknown
    DESIGN_DEFAULT = "design default"
    NO_LIMIT = "no time limit"


BINDING = frozenset({Basis.BINDING, Basis.BINDING_REGIONAL})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A declared deadline: how long, counted from which moment, resting on what.

    `length` is None where the rule has no time limit of its own. `source` is the article or the safeguard.
    """

    length: Length | None
    counted_from: str
    basis: Basis
    kind: Kind
    source: str

    @classmethod
    def stated(
        cls, value: int | None, unit: str, counted_from: str, basis: str, *, kind: Kind, source: str
    ) -> "Deadline":
        """Build from the plain words of a safeguard's declaration. Raises ValueError for unknown words."""
        length = None if value is None else Length(value, Unit(unit))
        return cls(length, counted_from, Basis(basis), kind, source)


@dataclass(frozen=True, slots=True)
class Clock:
    """One running deadline. It is over from the instant `due` on; both instants are in universal time.

    `zone` is the IANA name of the zone whose days are counted. `gap` is how much less national law surely
    gives: the rest of a protection it does not cover, or the time by which it would let a duty be late.
    """

    safeguard: str
    kind: Kind
    starts: datetime
    due: datetime
    zone: str
    won: Won
    national: Length | None = None
    floor: Length | None = None
    gap: Length | None = None

    def __post_init__(self) -> None:
        if instant(self.due) < instant(self.starts):
            raise ValueError("a clock cannot end before it starts")

    @property
    def last_day(self) -> date:
        """The last local day that belongs to the period."""
        return last_day(max(self.due, self.starts + INSTANT), self.zone)

    def as_text(self) -> dict[str, str]:
        """Write every part as a string, for storage and messages; `from_text` reads it back unchanged."""
        return {
            "safeguard": self.safeguard,
            "kind": self.kind.value,
            "starts": self.starts.isoformat(),
            "due": self.due.isoformat(),
            "zone": self.zone,
            "won": self.won.value,
            "national": _written(self.national),
            "floor": _written(self.floor),
            "gap": _written(self.gap),
        }

    @classmethod
    def from_text(cls, text: Mapping[str, str]) -> "Clock":
        """Read what `as_text` wrote. Raises KeyError or ValueError for anything else."""
        return cls(
            safeguard=text["safeguard"],
            kind=Kind(text["kind"]),
            starts=instant(datetime.fromisoformat(text["starts"])),
            due=instant(datetime.fromisoformat(text["due"])),
            zone=text["zone"],
            won=Won(text["won"]),
            national=_read(text["national"]),
            floor=_read(text["floor"]),
            gap=_read(text["gap"]),
        )


def _written(length: Length | None) -> str:
    return "" if length is None else str(length)


def _read(text: str) -> Length | None:
    return Length.parse(text) if text else None


class Standing(StrEnum):
    """Where a clock stands, in words for the page."""

    RUNNING = _("running")
    LAST_DAY = _("last day")
    OVERDUE = _("overdue")  # a duty not done in time
    ENDED = _("ended")  # a protection that has run its length
