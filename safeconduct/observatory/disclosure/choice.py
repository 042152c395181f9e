"""Which tables to measure: those where knowing the pair is worth more than the noise that it costs.

In the spirit of PrivSyn (Zhang and others 2021), with one difference: how far a pair is from independence is taken
against the product of the noisy one-way tables, which are public by then. One person then moves one cell by one, so
the distance changes by at most 1, where it would change by 4 against the product of the exact tables.
"""

from collections.abc import Sequence
from itertools import combinations
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.consistency import Values
from safeconduct.observatory.disclosure.domain import Counts, Domain
from safeconduct.observatory.disclosure.people import PeopleTable

NOISE_LEFT = (
    0.6  # of the noise, once nobody is fewer than none and totals agree; measured, benchmarks/open_data.py
)

Pair = tuple[int, ...]


def pairs_of(domain: Domain) -> tuple[Pair, ...]:
    """Return all pairs of columns."""
    return tuple(combinations(range(len(domain.columns)), 2))


def product_table(domain: Domain, columns: Sequence[int], totals: Sequence[Values]) -> Values:
    """Return the table that noisy one-way totals would give if columns had nothing to do with each other."""
    total = max(float(totals[columns[0]].sum()), 1.0)
    table = totals[columns[0]]
    for column in columns[1:]:
        table = np.multiply.outer(table, totals[column] / total)
    possible = domain.possible(columns)
    inside = float(table[possible].sum())
    return np.where(possible, table, 0) * (total / inside if inside > 0 else 0)


def distances(people: PeopleTable, pairs: Sequence[Pair], totals: Sequence[Values]) -> Counts:
    """Return how far each pair is from independence: whole people, L1. One person changes each by at most 1."""
    return np.array(
        [
            np.abs(
                people.count(pair) - np.rint(product_table(people.domain, pair, totals)).astype(np.int64)
            ).sum()
            for pair in pairs
        ],
        dtype=np.int64,
    )


def choose(
    distance: NDArray[np.int64], cells: NDArray[np.int64], rho: float, *, already: Sequence[int] = ()
) -> list[int]:
    """Return the places of the pairs worth measuring, in the order in which they were taken.

    `already` holds the cells of tables that are measured in any case. The expected L1 noise of tables that share rho
    in proportion to cells^(2/3), the best split, is S^(3/2) / sqrt(pi rho), where S is the sum of cells^(2/3); making
    the tables consistent leaves about NOISE_LEFT of it.
    """
    weight = cells.astype(np.float64) ** (2 / 3)
    shared = float(np.sum(np.array(already, dtype=np.float64) ** (2 / 3)))
    gain = np.maximum(distance.astype(np.float64), 0)
    taken: list[int] = []
    open_ = np.ones(len(cells), dtype=np.bool_)
    while open_.any():
        noise = ((shared + weight) ** 1.5 - shared**1.5) / sqrt(pi * rho)
        more = NOISE_LEFT * noise - gain
        best = int(np.argmin(np.where(open_, more, np.inf)))
        if more[best] >= 0:
            break
        taken.append(best)
        open_[best] = False
        shared += float(weight[best])
    return taken


def split(rho: float, cells: Sequence[int]) -> list[float]:
    """Share rho among tables in proportion to cells^(2/3): least expected L1 noise over all of them."""
    weights = [size ** (2 / 3) for size in cells]
    return [rho * weight / sum(weights) for weight in weights]
