"""Synthetic records with differential privacy: records moved until they fit noisy tables of pairs.

In the spirit of PrivSyn (Zhang and others 2021). People are looked at three times, each time with noise: one-way
tables, the choice of pairs, the chosen tables. Everything else is made of the noisy figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import isfinite, prod, sqrt

import numpy as np

from safeconduct.observatory.disclosure import choice
from safeconduct.observatory.disclosure.budget import Step, gaussian_sigma, gaussian_step, total
from safeconduct.observatory.disclosure.consistency import NoisyTable, consistent, one_way, total_of
from safeconduct.observatory.disclosure.domain import Domain
from safeconduct.observatory.disclosure.noise import DiscreteGaussian, Noise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, contradicting
from safeconduct.observatory.disclosure.records import ROUNDS, fitted

# Shares of rho. Choosing needs little, because one person changes a distance by 1 (see choice.py): with the 10 % that
# PrivSyn needs for each, pairs come out a tenth less exact (benchmarks/open_data.py).
ONE_WAY, CHOICE = 0.07, 0.02
MOST_CELLS = 1_000_000  # of one table; design default

Pay = Callable[[tuple[Step, ...]], None]


class Care(Enum):
    """How many standard deviations of noise a cell must show before it is believed to hold anybody."""

    PRUDENT = 2.5
    BALANCED = 1.0
    COMPLETE = 0.0


@dataclass(frozen=True)
class Plan:
    """What to make: the whole cost, how careful with small cells, and tables of three the curator wants kept."""

    rho: float
    care: Care = Care.BALANCED
    extra: tuple[tuple[str, ...], ...] = ()
    rounds: int = ROUNDS

    def __post_init__(self) -> None:
        if not (isfinite(self.rho) and self.rho > 0):
            raise ValueError("A release needs a rho above zero.")
        if self.rounds < 1:
            raise ValueError("Records need at least one round.")

    def steps(self, domain: Domain) -> tuple[Step, ...]:
        """Return what will be paid before the first look at anybody."""
        columns, pairs = len(domain.columns), len(choice.pairs_of(domain))
        if not pairs:
            return (gaussian_step("one-way tables", gaussian_sigma(self.rho, sqrt(columns)), sqrt(columns)),)
        first, chosen = (
            gaussian_sigma(ONE_WAY * self.rho, sqrt(columns)),
            gaussian_sigma(CHOICE * self.rho, sqrt(pairs)),
        )
        return (
            gaussian_step("one-way tables", first, sqrt(columns)),
            gaussian_step("choice of pairs", chosen, sqrt(pairs)),
            Step("tables of pairs", (1 - ONE_WAY - CHOICE) * self.rho),
        )


@dataclass(frozen=True)
class Synthetic:
    """What may be published: records, counts with the noise they carry, and what each look at the people cost."""

    records: PeopleTable
    counts: tuple[NoisyTable, ...]
    steps: tuple[Step, ...]
    total: float  # people, noisy
    care: Care = Care.BALANCED

    @property
    def rho(self) -> float:
        return total(self.steps)


def synthesise(people: PeopleTable, plan: Plan, pay: Pay, noise: Noise | None = None) -> Synthetic:
    """Make records that resemble people and show no one.

    `pay` is called once with the whole cost, before any noise is drawn; if it raises, nobody was looked at. The noise
    is that of the vetted library unless a test brings its own. Raises BadData, BadDomain, or what `pay` raises.
    """
    domain = people.domain
    extra = _checked(people, plan)
    steps = plan.steps(domain)
    pay(steps)
    look = _Look(people, noise or DiscreteGaussian())
    sigma = steps[0].sigma or 0.0
    tables = [look.at((column,), sigma) for column in range(len(domain.columns))]
    done = [steps[0]]
    if len(steps) > 1:
        chosen = _chosen(look, steps, tables, extra)
        done.append(steps[1])
        for table in _measured(look, chosen, steps[2].rho):
            tables.append(table)
            done.append(gaussian_step(_name(domain, table.columns), table.sigma))
    counts = consistent(tables, domain, cut=plan.care.value)
    return Synthetic(fitted(domain, counts, plan.rounds), counts, tuple(done), total_of(tables), plan.care)


@dataclass(frozen=True)
class _Look:
    """The one way to see the people: through noise."""

    people: PeopleTable
    noise: Noise

    def at(self, columns: Sequence[int], sigma: float) -> NoisyTable:
        noisy = self.noise.add(self.people.count(columns), sigma)
        return NoisyTable(tuple(columns), noisy.astype(np.float64), sigma)


def _checked(people: PeopleTable, plan: Plan) -> tuple[tuple[int, ...], ...]:
    """Refuse what could not be made, before it is paid for; return the curator's tables by place."""
    if people.size == 0:
        raise BadData("There is nobody in it. Nothing can be published about nobody.")
    if contradicting(people.domain, people.codes).any():
        raise BadData(
            "Somebody is said to be what nobody can be. Correct the file, or the impossible combinations."
        )
    tables = tuple(tuple(sorted({people.domain.place(name) for name in names})) for names in plan.extra)
    if any(len(table) not in {2, 3} for table in tables):
        raise BadData("A table that is to be kept in any case has two or three different columns.")
    if len(set(tables)) != len(tables):
        raise BadData("A table that is to be kept in any case is named twice.")
    if any(prod(people.domain.sizes[c] for c in table) > MOST_CELLS for table in tables):
        raise BadData(f"A table that is to be kept in any case has more than {MOST_CELLS} cells.")
    return tables


def _chosen(
    look: _Look, steps: Sequence[Step], tables: Sequence[NoisyTable], extra: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    """Return the tables worth measuring: the curator's, and the pairs furthest from independence for their size."""
    domain = look.people.domain
    totals = one_way(tables, domain, total_of(tables))
    pairs = [pair for pair in choice.pairs_of(domain) if pair not in extra]
    noisy = look.noise.add(choice.distances(look.people, pairs, totals), steps[1].sigma or 0.0)
    cells = np.array([_cells(domain, pair) for pair in pairs], dtype=np.int64)
    already = [_cells(domain, table) for table in extra]
    taken = choice.choose(noisy, cells, steps[2].rho, already=already)
    return [*extra, *(pairs[place] for place in taken)]


def _measured(look: _Look, chosen: Sequence[tuple[int, ...]], rho: float) -> list[NoisyTable]:
    """Measure the chosen tables; with none worth it, the one-way tables again: nothing is paid in vain."""
    domain = look.people.domain
    if not chosen:
        sigma = gaussian_sigma(rho / len(domain.columns))
        return [look.at((column,), sigma) for column in range(len(domain.columns))]
    shares = choice.split(rho, [_cells(domain, table) for table in chosen])
    return [look.at(table, gaussian_sigma(share)) for table, share in zip(chosen, shares, strict=True)]


def _cells(domain: Domain, columns: Sequence[int]) -> int:
    return prod(domain.sizes[column] for column in columns)


def _name(domain: Domain, columns: Sequence[int]) -> str:
    return " × ".join(domain.names[column] for column in columns)
