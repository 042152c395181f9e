"""Many tables at once through one compiled choice, and the few questions it cannot answer itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from safeconduct.observatory.estimation.existence import status_of
from safeconduct.observatory.estimation.newton import ASKS
from safeconduct.observatory.estimation.results import Status
from safeconduct.observatory.estimation.table import CaptureTable
from safeconduct.observatory.estimation.triangular import Integers, Reals


class Choice(Protocol):
    """A way to choose a model and estimate, on any people of the same histories."""

    def darks(self, tables: Integers) -> Reals:
        """Return the dark figure for each table, a row of people by history; NaN where there is no estimate."""
        ...


@dataclass
class Answers:
    """What the compiled choices of some tables came to, and what they were told on the way."""

    codes: Integers
    terms: Integers  # of each table: chosen, or with ASKS the model in question
    counts: Integers  # how many of them
    darks: Reals
    told: Integers  # answers so far, in the order of the questions
    lengths: Integers


def chosen(
    tables: Integers, histories: Integers, lists: int, most_terms: int, run: Callable[[Answers], None]
) -> Answers:
    """Run compiled choices until none asks. `run` goes through the tables whose code is ASKS.

    A choice that asks is run again from its beginning with the answer; hardly any does.
    """
    rows = len(tables)
    state = Answers(
        np.full(rows, ASKS, np.int64),
        np.zeros((rows, most_terms), np.int64),
        np.zeros(rows, np.int64),
        np.zeros(rows),
        np.zeros((rows, 4), np.int64),
        np.zeros(rows, np.int64),
    )
    while True:
        run(state)
        waiting = np.flatnonzero(state.codes == ASKS)
        if not len(waiting):
            return state
        if state.lengths.max() == state.told.shape[1]:
            state.told = np.hstack([state.told, np.zeros_like(state.told)])
        for b in waiting:
            counts = np.zeros(1 << lists, np.int64)
            counts[histories] = tables[b]
            asked = state.terms[b, : state.counts[b]].tolist()
            state.told[b, state.lengths[b]] = status_of(asked, counts) is Status.FINE
            state.lengths[b] += 1


def histories_of(table: CaptureTable) -> Integers:
    """Return the histories that somebody has, in an order that does not hang on how lists are arranged.

    Lists are ranked by their people, then by those shared, then by name; so the same seed draws the same tables
    whatever the order of columns and rows.
    """
    shared = [
        sum(int(n) for w, n in enumerate(table.counts) if w >> i & 1 and w & (w - 1))
        for i in range(table.size)
    ]
    ranked = sorted(range(table.size), key=lambda i: (-table.margins[1 << i], -shared[i], table.lists[i]))
    place = {i: rank for rank, i in enumerate(ranked)}
    key = lambda w: (w.bit_count(), sorted(place[i] for i in range(table.size) if w >> i & 1))  # noqa: E731
    return np.array(sorted((int(w) for w in np.flatnonzero(table.counts)), key=key), np.int64)
