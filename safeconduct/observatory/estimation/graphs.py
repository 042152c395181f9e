"""Decomposable graphs on a few lists: every one, as the factors of its density.

The density over a decomposable graph is a product over its lists in perfect order: that of a list with its earlier
neighbours, divided by that of the neighbours alone (Lauritzen 1996, section 4.4).
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled

MOST = 7  # 617 675 graphs; eight lists would have 30 888 596

Sets = NDArray[np.int16]


@compiled
def _count_neighbours(near: NDArray[np.int64], chosen: int, size: int) -> int:
    """Return the list outside `chosen` with most neighbours inside it (maximum cardinality search)."""
    best, most = -1, -1
    for v in range(size):
        if not chosen >> v & 1:
            inside, count = near[v] & chosen, 0
            while inside:
                inside &= inside - 1
                count += 1
            if count > most:
                best, most = v, count
    return best


@compiled
def _factors(near: NDArray[np.int64], size: int, row: Sets) -> bool:
    """Write numerators, then denominators, of one graph; tell whether it is decomposable."""
    chosen = 0
    for place in range(size):
        v = _count_neighbours(near, chosen, size)
        before = near[v] & chosen
        for u in range(size):
            if before >> u & 1 and (before & ~(1 << u)) & ~near[u]:
                return False  # two earlier neighbours that are no neighbours of each other
        row[place] = before | 1 << v
        row[size + place] = before
        chosen |= 1 << v
    return True


@compiled
def _all(size: int, edges: NDArray[np.int64], found: Sets, codes: NDArray[np.int64], keep: bool) -> int:
    near = np.zeros(size, dtype=np.int64)
    row = np.zeros(2 * size, dtype=np.int16)
    count = 0
    for code in range(1 << len(edges)):
        near[:] = 0
        for e in range(len(edges)):
            if code >> e & 1:
                near[edges[e, 0]] |= 1 << edges[e, 1]
                near[edges[e, 1]] |= 1 << edges[e, 0]
        if _factors(near, size, row):
            if keep:
                found[count] = row
                codes[count] = code
            count += 1
    return count


def pairs(size: int) -> list[tuple[int, int]]:
    """Return the pairs of lists in their order: (0,1), (0,2), ..., (1,2), ..."""
    return [(i, j) for i in range(size) for j in range(i + 1, size)]


@cache
def decomposable(size: int) -> tuple[Sets, NDArray[np.int64]]:
    """Return each decomposable graph on `size` lists: its factors, and its pairs as a bit set.

    A row holds `size` sets to multiply by and `size` to divide by; the empty set stands for one.
    Raises ValueError above seven lists.
    """
    if size > MOST:
        raise ValueError(f"There are too many graphs on {size} lists.")
    edges = np.array(pairs(size), dtype=np.int64).reshape(-1, 2)
    none, nothing = np.zeros((0, 2 * size), dtype=np.int16), np.zeros(0, dtype=np.int64)
    number = _all(size, edges, none, nothing, False)
    found, codes = np.zeros((number, 2 * size), dtype=np.int16), np.zeros(number, dtype=np.int64)
    _all(size, edges, found, codes, True)
    return found, codes
