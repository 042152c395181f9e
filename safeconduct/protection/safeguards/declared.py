"""How a safeguard is declared: one small function with its source, its deadline and who may decide otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import NOBODY, Finding, Override, Verdict, Won
from safeconduct.protection.words import Check


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, law or guideline with its article, and how sure the project is of the citation."""

    name: str  # key of INSTRUMENTS
    article: str
    check: Check


@dataclass(frozen=True, slots=True)
class Seed:
    """A source document of the project, by title, and the place in it."""

    title: str  # key of SEEDS
    place: str


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline. `value` None means that the rule has no time limit of its own."""

    value: int | None
    unit: str  # hours, days, working days, months
    counted_from: str
    basis: str  # binding, binding-regional, jurisdiction, design default, no time limit
    note: str = ""


class Answered(NamedTuple):
    """What a rule function returns: a verdict and its reason; the declaration adds the rest."""

    verdict: Verdict
    because: str
    told: Mapping[str, object]
    missing: tuple[str, ...] = ()
    won: Won | None = None
    final: bool = False


def met(because: str, *, won: Won | None = None, **told: object) -> Answered:
    """Answer that the safeguard holds."""
    return Answered(Verdict.MET, because, MappingProxyType(told), won=won)


def refused(
    because: str,
    *,
    missing: tuple[str, ...] = (),
    won: Won | None = None,
    final: bool = False,
    **told: object,
) -> Answered:
    """Answer that the safeguard refuses. `missing` names unknown facts; `final` shuts out any override."""
    return Answered(Verdict.REFUSED, because, MappingProxyType(told), missing, won, final)


Rule = Callable[[CaseFacts, Act], Answered]


@dataclass(frozen=True)
class Safeguard:
    """One of the 80 protections, as declared."""

    id: str
    group: str
    title: str
    rule: str
    enforcement: str  # block, require, deadline, alert, track
    legal_force: str
    kind: str  # obligation, prohibition, entitlement
    due: Due
    override: Override
    children: str
    seeds: tuple[Seed, ...]
    instruments: tuple[Instrument, ...]
    answer: Rule
    acts: tuple[str, ...] = ()  # acts outside case transitions that ask it

    @cached_property
    def won(self) -> Won:
        """Tell which source this rule rests on when the rule itself does not say."""
        if self.enforcement in {"block", "require"} and not self.override.allowed:
            return Won.ABSOLUTE
        return Won.TREATY_FLOOR if self.legal_force.startswith("binding") else Won.DESIGN_DEFAULT

    def ask(self, case: CaseFacts, act: Act) -> Finding:
        """Ask the rule about one act; the same finding is shown, enforced and logged."""
        answered = self.answer(case, act)
        return Finding(
            safeguard=self.id,
            verdict=answered.verdict,
            because=answered.because,
            told=answered.told,
            won=answered.won or self.won,
            missing=answered.missing,
            override=NOBODY if answered.final else self.override,
        )


SAFEGUARDS: dict[str, Safeguard] = {}


def safeguard(
    id: str,  # noqa: A002
    *,
    group: str,
    title: str,
    rule: str,
    enforcement: str,
    legal_force: str,
    kind: str,
    due: Due,
    override: Override,
    children: str,
    seeds: tuple[Seed, ...],
    instruments: tuple[Instrument, ...],
    acts: tuple[str, ...] = (),
) -> Callable[[Rule], Rule]:
    """Declare the decorated function as the one place where this safeguard is decided."""

    def declare(function: Rule) -> Rule:
        if id in SAFEGUARDS:
            raise ValueError(f"{id} is declared twice")
        SAFEGUARDS[id] = Safeguard(
            id, group, title, rule, enforcement, legal_force, kind, due, override, children, seeds, instruments,
            function, acts,
        )  # fmt: skip
        return function

    return declare
