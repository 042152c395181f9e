"""The forward choice of pairs, compiled whole (Chan, Silverman and Vincent 2021, section 3)."""

from math import log

import numpy as np

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.estimation.newton import (
    ASK,
    ASKS,
    CHOSEN,
    GOOD,
    NOTHING,
    judged,
    margins_of,
    newton_or_slower,
    start,
)
from safeconduct.observatory.estimation.tails import log_tail
from safeconduct.observatory.estimation.triangular import Integers, Reals

TIE = 1e-9  # logs of tails nearer than this are equal but for rounding; the earlier pair goes first


@compiled
def _surprises(pairs: Integers, terms: Integers, margins: Integers, sums: Reals, logs: Reals) -> None:
    """Write for each pair how unlikely its people are under the fit; pairs already in are out of the race."""
    for k in range(len(pairs)):
        logs[k] = log_tail(margins[pairs[k]], sums[pairs[k]])
        for term in terms:
            if term == pairs[k]:
                logs[k] = np.inf


@compiled
def _most_surprising(logs: Reals, limit: float) -> int:
    best = -1
    for k in range(len(logs)):
        if logs[k] < limit and (best < 0 or logs[k] < logs[best] - TIE):
            best = k
    return best


@compiled
def choose(
    lists: int, pairs: Integers, margins: Integers, limit: float, answers: Integers, terms: Integers
) -> tuple[int, int, float]:
    """Choose pairs for one table. `limit` is the log of p0; `terms` is filled.

    Return what came of it, how many terms (with ASKS the last one is in question), and the dark figure.
    """
    cells, sums = np.empty(len(margins)), np.empty(len(margins))
    trial, logs = np.empty(len(terms)), np.empty(len(pairs))
    count = lists + 1
    terms[0] = 0
    for i in range(lists):
        terms[i + 1] = 1 << i
    start(terms[:count], margins, trial[:count])
    code, _, _ = newton_or_slower(terms[:count], margins, trial[:count], cells, sums, -np.inf)
    verdict, asked = judged(code, cells[0], margins[0], answers, 0)
    if verdict != GOOD:
        return ASKS if verdict == ASK else NOTHING, count, 0.0
    dark: float = cells[0]
    values = trial.copy()
    _surprises(pairs, terms[:count], margins, sums, logs)
    while True:
        best = _most_surprising(logs, limit)
        if best < 0:
            return CHOSEN, count, dark
        terms[count] = pairs[best]
        values[count] = 0.0
        trial[:] = values
        code, _, _ = newton_or_slower(terms[: count + 1], margins, trial[: count + 1], cells, sums, -np.inf)
        verdict, asked = judged(code, cells[0], margins[0], answers, asked)
        if verdict == ASK:
            return ASKS, count + 1, 0.0
        logs[best] = np.inf
        if verdict == GOOD:
            count += 1
            dark = cells[0]
            values[:] = trial
            _surprises(pairs, terms[:count], margins, sums, logs)


@compiled
def choose_each(
    tables: Integers, histories: Integers, lists: int, pairs: Integers, limit: float, answers: Integers,
    lengths: Integers, codes: Integers, counts: Integers, terms: Integers, darks: Reals,
) -> None:  # fmt: skip
    """Choose for each table (a row of people by history) whose code says ASKS; write what came of it."""
    margins = np.empty(1 << lists, np.int64)
    for b in range(len(tables)):
        if codes[b] == ASKS:
            margins_of(tables[b], histories, margins)
            known = answers[b, : lengths[b]]
            codes[b], counts[b], darks[b] = choose(lists, pairs, margins, limit, known, terms[b])


def log_of(p0: float) -> float:
    """Return the log of the threshold. Raises ValueError unless it is a probability."""
    if not 0.0 <= p0 <= 1.0:
        raise ValueError("The threshold p0 is a probability between 0 and 1.")
    return log(p0) if p0 else -np.inf
