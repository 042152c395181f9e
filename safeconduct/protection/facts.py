"""What the rules may see of a case: named facts, three-valued, each with where it comes from.

A fact that nobody has established is unknown. A rule that could harm asks `yes(...)`, which unknown does not
satisfy; a rule that protects asks `not no(...)`, which unknown does (invariant INV-15).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from safeconduct.protection.country import CountryProfile
from safeconduct.protection.words import Answer, Region, Role

NOT_A_CHILD = frozenset({"ADULT_OR_UNKNOWN", "ADULT_CONTINUES"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One established fact: its value, the document or event that proves it, and since when."""

    value: object
    proven_by: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class CaseFacts:
    """One case at one moment. Built from documents and events only; no rule sees anything else."""

    states: Mapping[str, str]
    facts: Mapping[str, Fact]
    country: CountryProfile
    now: datetime
    reasonable_grounds_at: datetime | None = None
    first_contact_at: datetime | None = None

    def value(self, name: str) -> object:
        """Return the value of a fact, or None when it is unknown."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value

    def answer(self, name: str) -> Answer:
        match self.value(name):
            case True:
                return Answer.YES
            case False:
                return Answer.NO
            case _:
                return Answer.UNKNOWN

    def yes(self, *names: str) -> bool:
        """Tell whether every named fact is known to be true."""
        return all(self.answer(name) is Answer.YES for name in names)

    def no(self, name: str) -> bool:
        """Tell whether the fact is known to be false."""
        return self.answer(name) is Answer.NO

    def unknown(self, *names: str) -> tuple[str, ...]:
        """Return those of the named facts that nobody has established."""
        return tuple(name for name in names if self.value(name) is None)

    def number(self, name: str) -> float | None:
        """Return a number, or None when unknown. Units are in the fact's name (_d days, _h hours)."""
        value = self.value(name)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def at_least(self, name: str, floor: float) -> bool:
        number = self.number(name)
        return number is not None and number >= floor

    def at_most(self, name: str, ceiling: float) -> bool:
        number = self.number(name)
        return number is not None and number <= ceiling

    def word(self, name: str) -> str | None:
        value = self.value(name)
        return value if isinstance(value, str) else None

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of codes; empty when unknown."""
        value = self.value(name)
        return tuple(value) if isinstance(value, list | tuple) else ()

    def state(self, region: Region | str) -> str:
        return self.states[str(region)]

    @property
    def child_mode(self) -> bool:
        """Tell whether child rules apply: a child, or an age in doubt (CETS 197 Art 10(3))."""
        child_state = self.states.get(Region.CHILD)
        if child_state is not None and child_state not in NOT_A_CHILD:
            return True
        return not self.no("child")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: in which role, for which agency and unit, with which training still valid."""

    role: Role
    name: str = ""
    agency: str = ""
    unit: str = ""
    trained: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Act:
    """What somebody wants to do: an event of the mechanism, or an act outside it such as `share_data`.

    `evidence` holds what is offered with the act itself (a reason code, a recipient, the fields to send);
    everything that is on file is in `CaseFacts`.
    """

    name: str
    by: Actor
    second: Actor | None = None
    evidence: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
