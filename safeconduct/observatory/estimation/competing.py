"""Many models on one table, and the best of some models on many tables, compiled."""

from math import log

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.estimation.newton import (
    ASK,
    ASKS,
    CHOSEN,
    GOOD,
    HOPELESS,
    NOTHING,
    judged,
    margins_of,
    newton_or_slower,
    start,
)
from safeconduct.observatory.estimation.triangular import Integers, Reals

TIE = 1e-9  # criteria nearer than this are equal but for rounding; the lower estimate wins
SLACK = 1e-6  # of a likelihood: nearer than this to hopeless is fitted to the end

Members = NDArray[np.uint8]  # for each model a row: which of the sets are in it


@compiled
def _gathered(sets: Integers, members: Members, terms: Integers) -> int:
    count = 0
    for k in range(len(sets)):
        if members[k]:
            terms[count] = sets[k]
            count += 1
    return count


@compiled
def fit_each(
    sets: Integers,
    members: Members,
    margins: Integers,
    begun: Reals,
    heights: Reals,
    darks: Reals,
    codes: Integers,
) -> None:
    """Fit each model, from the effects in its row of `begun` or, where the first is NaN, from the usual start.

    `begun` then holds the fitted effects; heights are log likelihoods without their constant.
    """
    cells, sums = np.empty(len(margins)), np.empty(len(margins))
    terms, values = np.empty(len(sets), np.int64), np.empty(len(sets))
    for m in range(len(members)):
        count = _gathered(sets, members[m], terms)
        start(terms[:count], margins, values[:count])
        if not np.isnan(begun[m, 0]):
            values[:count] = begun[m][members[m] > 0]
        codes[m], heights[m], _ = newton_or_slower(
            terms[:count], margins, values[:count], cells, sums, -np.inf
        )
        darks[m] = cells[0]
        begun[m][:] = 0.0
        place = 0
        for k in range(len(sets)):
            if members[m, k]:
                begun[m, k] = values[place]
                place += 1


@compiled
def best(
    sets: Integers, members: Members, begun: Reals, margins: Integers, answers: Integers, terms: Integers
) -> tuple[int, int, float]:
    """Find the model with the least BIC. Return what came of it, the model in question or chosen, its dark figure."""
    cells, sums = np.empty(len(margins)), np.empty(len(margins))
    values = np.empty(len(sets))
    found, dark, least, asked = -1, 0.0, np.inf, 0
    for m in range(len(members)):
        count = _gathered(sets, members[m], terms)
        place = 0
        for k in range(len(sets)):
            if members[m, k]:
                values[place] = begun[m, k]
                place += 1
        wanted = 0.5 * (count * log(margins[0]) - least) - SLACK
        code, height, _ = newton_or_slower(terms[:count], margins, values[:count], cells, sums, wanted)
        bic = count * log(margins[0]) - 2.0 * height
        if code == HOPELESS or bic > least + TIE:
            continue
        verdict, asked = judged(code, cells[0], margins[0], answers, asked)
        if verdict == ASK:
            return ASKS, m, 0.0
        if verdict == GOOD and (bic < least - TIE or cells[0] < dark):
            found, dark, least = m, cells[0], min(bic, least)
    return CHOSEN if found >= 0 else NOTHING, found, dark


@compiled
def best_each(
    tables: Integers, histories: Integers, sets: Integers, members: Members, begun: Reals, answers: Integers,
    lengths: Integers, codes: Integers, counts: Integers, terms: Integers, darks: Reals, size: int,
) -> None:  # fmt: skip
    """Find the best model for each table (a row of people by history) whose code says ASKS."""
    margins = np.empty(size, np.int64)
    for b in range(len(tables)):
        if codes[b] == ASKS:
            margins_of(tables[b], histories, margins)
            known = answers[b, : lengths[b]]
            codes[b], found, darks[b] = best(sets, members, begun, margins, known, terms[b])
            counts[b] = _gathered(sets, members[found], terms[b]) if found >= 0 else 0
