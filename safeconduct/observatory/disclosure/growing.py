"""Records grown value by value from counts of combinations, so that each combination in them is a counted one."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.domain import Codes, Domain, Mask
from safeconduct.observatory.disclosure.people import contradicting

TOLD_BY = 2  # other values at most that say how likely a value is

Columns = tuple[int, ...]
Kept = Mapping[Columns, NDArray[np.int64]]


def up_to(columns: int, longest: int) -> Iterator[Columns]:
    """Return all combinations of up to so many columns, short ones first."""
    for length in range(1, min(longest, columns) + 1):
        yield from combinations(range(columns), length)


def grow(domain: Domain, kept: Kept, number: int, *, strictly: bool = True) -> Codes:
    """Grow up to `number` records, all at once, in a random order of columns.

    `kept` has a table for each combination of up to r columns. A record has only combinations counted above zero;
    one that has no value left to take is given up, or, if not `strictly`, takes one as likely as it is by itself.
    """
    draws = np.random.default_rng()
    order = [int(column) for column in draws.permutation(len(domain.columns))]
    codes = np.zeros((len(order), number), dtype=np.int16)
    for at, column in enumerate(order):
        weights = _weights(kept, codes, order[:at], column)
        alive = weights.sum(axis=1) > 0
        if not strictly:
            weights[~alive] = kept[(column,)]
            alive = weights.sum(axis=1) > 0
        codes, weights = codes[:, alive], weights[alive]
        bounds = np.cumsum(weights, axis=1)
        drawn = draws.random(len(bounds)) * bounds[:, -1]
        codes[column] = (drawn[:, None] >= bounds).sum(axis=1)
    return np.ascontiguousarray(codes[:, ~contradicting(domain, codes)])


def _weights(kept: Kept, codes: Codes, done: Sequence[int], column: int) -> NDArray[np.float64]:
    """Return for each record how likely each value of the next column is; zero for one that makes a lost combination.

    A value weighs its own count, times how much more often it goes with the values that are there; what several
    combinations say of it is averaged over those that hold the same value.
    """
    longest = max(map(len, kept))
    told_by = min(TOLD_BY, longest - 1, len(done))
    own = kept[(column,)].astype(np.float64)
    allowed: Mask = np.repeat((own > 0)[None, :], codes.shape[1], axis=0)
    odds = np.zeros(allowed.shape)
    share = np.maximum(own, 1e-9) / max(own.sum(), 1e-9)
    for length in range(1, longest):
        for others in combinations(sorted(done), length):
            counts = _along(kept, others, column)[tuple(codes[other] for other in others)]
            allowed &= counts > 0
            if length == told_by:
                odds += np.log((counts + share) / (counts.sum(axis=1, keepdims=True) + 1.0) / share)
    odds = np.log(share) + odds / max(len(done) - 1, 1)
    return np.where(allowed, np.exp(odds - odds.max(axis=1, keepdims=True)), 0)


def _along(kept: Kept, others: Columns, column: int) -> NDArray[np.int64]:
    """Return the counts of a combination with the new column last."""
    together = tuple(sorted((*others, column)))
    return np.moveaxis(kept[together], together.index(column), -1)
