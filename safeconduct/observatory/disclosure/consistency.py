"""Noisy tables of the same people, made to agree: one total, the same one-way totals, nobody fewer than none.

All of this uses noisy figures and public code lists alone, so it costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.domain import Domain, Mask

ROUNDS = 3

Values = NDArray[np.float64]


@dataclass(frozen=True)
class NoisyTable:
    """A table that was measured with noise of standard deviation `sigma` in each cell."""

    columns: tuple[int, ...]
    values: Values
    sigma: float

    def margin(self, column: int) -> Values:
        """Return the one-way totals of a column."""
        axis = self.columns.index(column)
        totals: Values = self.values.sum(axis=tuple(a for a in range(self.values.ndim) if a != axis))
        return totals

    def margin_variance(self, column: int) -> float:
        """Return the variance of each of those totals when nothing was corrected yet."""
        return float(self.sigma**2 * self.values.size / self.values.shape[self.columns.index(column)])


def total_of(tables: Sequence[NoisyTable]) -> float:
    """Return the number of people by all tables together, at least none: each weighs by how sure it is."""
    weights = np.array([1 / (table.sigma**2 * table.values.size) for table in tables])
    return max(0.0, float(np.average([table.values.sum() for table in tables], weights=weights)))


def one_way(tables: Sequence[NoisyTable], domain: Domain, total: float) -> list[Values]:
    """Return the totals of each column by all tables that have it, none below zero, together `total`."""
    found = []
    for column in range(len(domain.sizes)):
        holding = [table for table in tables if column in table.columns]
        weights = [1 / table.margin_variance(column) for table in holding]
        mean = np.average([table.margin(column) for table in holding], axis=0, weights=weights)
        found.append(on_simplex(mean, total))
    return found


def consistent(
    tables: Sequence[NoisyTable], domain: Domain, *, cut: float, rounds: int = ROUNDS
) -> tuple[NoisyTable, ...]:
    """Return the tables with one total and the same one-way totals, no cell below zero.

    Cells below `cut` times their noise are taken for nobody, impossible ones always. One-way tables first get the
    totals by all tables; then each table is shifted to them and projected, again and again. Projected tables are no
    longer right on average, so they are not asked for totals again.
    """
    total = total_of(tables)
    totals = one_way(tables, domain, total)
    now = list(tables)
    for _ in range(rounds):
        now = [_shifted(table, totals, domain, total, cut) for table in now]
    return tuple({table.columns: table for table in reversed(now)}.values())[::-1]


def _shifted(
    table: NoisyTable, totals: Sequence[Values], domain: Domain, total: float, cut: float
) -> NoisyTable:
    if len(table.columns) == 1:
        return replace(table, values=totals[table.columns[0]])
    possible = domain.possible(table.columns)
    values = table.values.copy()
    for axis, column in enumerate(table.columns):
        others = tuple(a for a in range(values.ndim) if a != axis)
        room = possible.sum(axis=others)
        change = (totals[column] - np.where(possible, values, 0).sum(axis=others)) / np.maximum(room, 1)
        values += change.reshape([-1 if a == axis else 1 for a in range(values.ndim)])
    believed = possible & (values >= cut * table.sigma) if cut > 0 else possible
    return replace(table, values=on_simplex(values, total, believed if believed.any() else possible))


def on_simplex(values: Values, total: float, possible: Mask | None = None) -> Values:
    """Return the nearest figures that are nowhere below zero, and `total` together; none where impossible."""
    kept = values[possible] if possible is not None else values.ravel()
    if kept.size == 0:
        return np.zeros_like(values)
    largest: Values = np.sort(kept)[::-1]
    over = (np.cumsum(largest) - total) / np.arange(1, kept.size + 1)
    shift = over[np.flatnonzero(largest - over >= 0)[-1]] if total > 0 else largest[0]
    projected: Values = np.maximum(kept - shift, 0)
    if possible is None:
        return projected.reshape(values.shape)
    whole = np.zeros_like(values)
    whole[possible] = projected
    return whole
