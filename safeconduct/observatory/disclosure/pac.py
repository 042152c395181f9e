"""The reference algorithm of the field's open files: counts of combinations up to a length, thresholds, records.

Own implementation after Gopi, Mahabadi and Yekhanin's note on differentially private marginals, kept for comparison.
Values that mean “not recorded” are not counted. Combinations of length k are only asked for if all their parts of
length k-1 were found, and each person is counted in at most D_k of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from safeconduct.observatory.disclosure.budget import Step, gaussian_sigma, gaussian_step, pure_cost, total
from safeconduct.observatory.disclosure.domain import Domain, Mask
from safeconduct.observatory.disclosure.growing import Columns, grow, up_to
from safeconduct.observatory.disclosure.noise import DiscreteGaussian, Noise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable
from safeconduct.observatory.disclosure.synthesis import Pay

CAPPING = 0.01  # share of rho that chooses the caps; design default of the reference tool
COVERED = 99  # per cent of people who are counted in full
INVENTED = 0.01  # of combinations that nobody has, the share that passes the threshold


@dataclass(frozen=True)
class PacPlan:
    """What to make: the whole cost, the longest combination R, and delta for the threshold of single values."""

    rho: float
    delta: float
    longest: int = 3

    def __post_init__(self) -> None:
        if not (isfinite(self.rho) and self.rho > 0 and 0 < self.delta < 1):
            raise ValueError("A release needs a rho above zero, and a delta between 0 and 1.")
        if not 1 <= self.longest <= 3:
            raise ValueError("Combinations have one to three values.")

    @property
    def eps_of_cap(self) -> float:
        return sqrt(2 * CAPPING * self.rho / self.longest)

    @property
    def sigma(self) -> float:
        """Return the noise of each length, for figures that one person changes by 1 in L2."""
        return gaussian_sigma((1 - CAPPING) * self.rho / self.longest)

    def steps(self) -> tuple[Step, ...]:
        """Return what will be paid: a cap and a set of counts for each length."""
        caps = [Step(f"cap of combinations of {k}", pure_cost(self.eps_of_cap)) for k in self._lengths]
        return (*caps, *(gaussian_step(f"combinations of {k}", self.sigma) for k in self._lengths))

    @property
    def _lengths(self) -> range:
        return range(1, self.longest + 1)


@dataclass(frozen=True)
class PacSynthetic:
    """Records, and noisy counts of the combinations that passed; cells that did not pass hold nobody."""

    records: PeopleTable
    counts: dict[Columns, NDArray[np.int64]]
    steps: tuple[Step, ...]

    @property
    def rho(self) -> float:
        return total(self.steps)


def pac_synthesise(people: PeopleTable, plan: PacPlan, pay: Pay, noise: Noise | None = None) -> PacSynthetic:
    """Make records the way the reference tool does. `pay` is called once before the first look; see `synthesise`."""
    if people.size == 0:
        raise BadData("There is nobody in it. Nothing can be published about nobody.")
    pay(plan.steps())
    look = noise or DiscreteGaussian()
    recorded = _recorded(people.domain)
    counts: dict[Columns, NDArray[np.int64]] = {}
    for length in range(1, min(plan.longest, len(people.domain.columns)) + 1):
        counts |= _of_length(people, plan, length, counts, recorded, look)
    number = _people_in(counts)
    kept = _with_blanks(people.domain, counts, recorded, number)
    return PacSynthetic(
        PeopleTable(people.domain, grow(people.domain, kept, number, strictly=False)), counts, plan.steps()
    )


def _recorded(domain: Domain) -> list[Mask]:
    return [np.array([code != column.not_recorded for code in column.codes]) for column in domain.columns]


def _of_length(
    people: PeopleTable,
    plan: PacPlan,
    length: int,
    found: dict[Columns, NDArray[np.int64]],
    recorded: Sequence[Mask],
    look: Noise,
) -> dict[Columns, NDArray[np.int64]]:
    """Count the combinations of one length whose parts were all found, with noise; drop those below the threshold."""
    tables = list(combinations(range(len(people.domain.columns)), length))
    candidates = {columns: _candidates(columns, found, recorded) for columns in tables}
    inside = np.stack([candidates[columns].ravel()[people.cells(columns)] for columns in tables])
    cap = _cap(inside.sum(axis=0), len(tables), plan.eps_of_cap, look)
    _keep_at_most(inside, cap)
    spread = plan.sigma * sqrt(cap)
    least = _threshold(length, spread, cap, plan.delta)
    told = {}
    for columns, counted in zip(tables, inside, strict=True):
        shape = candidates[columns].shape
        exact = np.bincount(people.cells(columns)[counted], minlength=int(np.prod(shape))).reshape(shape)
        asked = candidates[columns]
        noisy = np.zeros(shape, dtype=np.int64)
        noisy[asked] = look.add(exact[asked], spread)
        told[columns] = np.where(noisy > least, noisy, 0)
    return told


def _candidates(columns: Columns, found: dict[Columns, NDArray[np.int64]], recorded: Sequence[Mask]) -> Mask:
    """Return the cells whose parts were all found; for single values, all that the domain has."""
    if len(columns) == 1:
        return recorded[columns[0]]
    mask = np.ones([len(recorded[column]) for column in columns], dtype=np.bool_)
    for axis in range(len(columns)):
        part = found[columns[:axis] + columns[axis + 1 :]] > 0
        mask &= np.expand_dims(part, axis)
    return mask


def _cap(each: NDArray[np.int64], most: int, eps: float, look: Noise) -> int:
    """Choose D so that about 99 % of people have at most D combinations, by the exponential mechanism.

    How well D fits is minus the difference of 99 times the people above it and the people up to it: one person
    changes that by at most 99.
    """
    up_to_d = np.cumsum(np.bincount(each, minlength=most + 1)[: most + 1])[1:]
    fit = -np.abs(COVERED * (len(each) - up_to_d) - (100 - COVERED) * up_to_d)
    return look.best(fit.astype(np.int64), eps, COVERED) + 1


def _keep_at_most(inside: Mask, cap: int) -> None:
    """Count each person in at most `cap` combinations, chosen at random, without regard to others."""
    draws = np.random.default_rng()
    for person in np.flatnonzero(inside.sum(axis=0) > cap):
        held = np.flatnonzero(inside[:, person])
        inside[draws.choice(held, len(held) - cap, replace=False), person] = False


def _threshold(length: int, spread: float, cap: int, delta: float) -> float:
    if length == 1:
        return float(1 + spread * norm.ppf((1 - delta / 2) ** (1 / cap)))
    return float(spread * norm.ppf(1 - INVENTED))


def _people_in(counts: dict[Columns, NDArray[np.int64]]) -> int:
    """Return how many people the counts speak of: no fewer than recorded in the column with most."""
    return int(max(table.sum() for columns, table in counts.items() if len(columns) == 1))


def _with_blanks(
    domain: Domain, counts: dict[Columns, NDArray[np.int64]], recorded: Sequence[Mask], number: int
) -> dict[Columns, NDArray[np.int64]]:
    """Give cells with an empty value what is missing of the shorter combination, and never nobody."""
    whole: dict[Columns, NDArray[np.int64]] = {}
    for columns in up_to(len(domain.columns), max(map(len, counts))):
        table = counts[columns].copy()
        for axis, column in enumerate(columns):
            if recorded[column].all():
                continue
            shorter = columns[:axis] + columns[axis + 1 :]
            rest = whole[shorter] if shorter else np.array(number)
            blank = int(np.flatnonzero(~recorded[column])[0])
            others = np.take(table, np.flatnonzero(recorded[column]), axis=axis).sum(axis=axis)
            np.moveaxis(table, axis, 0)[blank] = np.where(rest > 0, np.maximum(rest - others, 1), 0)
        whole[columns] = table
    return whole
