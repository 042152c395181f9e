"""Newton's method for the log-linear model, compiled: tens of thousands of fits a second (Fienberg 1972).

Everything the fit needs from the data are the margins n*_S, the people on all lists of S. Cells are products over
subsets of exp(effect), margins of fitted values are sums over supersets; both are zeta transforms over the bit sets,
and the information matrix has the fitted margin of the union of two effects as its element. So no model matrix is
ever made. An effect whose margin is 0 is at minus infinity: its cells hold nobody and are left out, and it still
counts as a parameter (extended estimate; Chan, Silverman and Vincent 2021).
"""

from math import exp, log

import numpy as np

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.estimation.triangular import Integers, Reals, cholesky, solve

CHOSEN, NOTHING, ASKS = (
    0,
    1,
    2,
)  # of a choice: a model; none has an estimate; it waits for the linear programme
BAD, GOOD, ASK = 0, 1, 2  # whether a fit is a result
PROVEN, DOUBTFUL, FAILED, HOPELESS = (
    0,
    1,
    2,
    3,
)  # what the numbers say of themselves; DOUBTFUL asks the linear programme
STEPS, SLOW_STEPS, HALVINGS = 60, 400, 30
TRIES = 3  # steps at which a fit may be given up
STEP, SCORE, TINY = 1e-7, 1e-7, 1e-10  # when a fit has converged, and the least fitted value that proves it
ROUNDING = 1e-12  # of the people seen: what sums of fitted values may be off by
FALL = 1e-11  # a likelihood that falls by less than this share has not fallen: rounding
FARTHEST = 1000.0  # times the people seen: a dark figure beyond is a failed fit


@compiled
def expand(terms: Integers, values: Reals, cells: Reals, sums: Reals) -> float:
    """Write fitted values into `cells` and their sums over supersets into `sums`; return the dark figure."""
    size = len(cells)
    cells[:] = 1.0
    for k in range(len(terms)):
        cells[terms[k]] = exp(values[k])
    bit = 1
    while bit < size:
        for base in range(0, size, 2 * bit):
            for w in range(base, base + bit):
                cells[w + bit] *= cells[w]
        bit *= 2
    dark: float = cells[0]
    sums[:] = cells
    sums[0] = 0.0
    bit = 1
    while bit < size:
        for base in range(0, size, 2 * bit):
            for w in range(base, base + bit):
                sums[w] += sums[w + bit]
        bit *= 2
    return dark


@compiled
def _likelihood(terms: Integers, values: Reals, margins: Integers, sums: Reals) -> float:
    """Return the log likelihood without its constant; the margins are all it needs."""
    total: float = -sums[0]
    for k in range(len(terms)):
        if margins[terms[k]] > 0:
            total += values[k] * margins[terms[k]]
    return total


@compiled
def _least_kept(terms: Integers, margins: Integers, cells: Reals) -> float:
    """Return the least fitted value of the cells in use, the dark figure among them."""
    least: float = cells[0]
    for w in range(1, len(cells)):
        if cells[w] < least:
            kept = True
            for k in range(len(terms)):
                if margins[terms[k]] == 0 and terms[k] & w == terms[k]:
                    kept = False
                    break
            if kept:
                least = cells[w]
    return least


@compiled
def _certain(alive: Integers, sums: Reals, factor: Reals, worst: float) -> bool:
    """Tell whether a converged fit proves the estimate however small its cells are.

    Without an estimate there is a direction y, scaled so that sum y^2 H_ii = 1, in which nobody seen is touched and
    empty cells only fall: c_w <= 0. Then y'Hy = sum mu c^2 <= max|c| |sum mu c| = max|c| |y . score|, which is at
    most p times the largest score. So a least eigenvalue of the scaled information above that is a proof, and
    1 / sum H_ii (H^-1)_ii is never above it. Each H_ii is a margin, so at least 1.
    """
    count = len(alive)
    column = np.empty(count)
    trace = 0.0
    for i in range(count):
        column[:] = 0.0
        column[i] = 1.0
        solve(factor, column)
        trace += column[i] * sums[alive[i]]
    return bool(1.0 / trace > 10.0 * count * (worst + ROUNDING * (1.0 + sums[0])))


@compiled
def start(terms: Integers, margins: Integers, values: Reals) -> None:
    """Start from lists that are independent and find a sixth of the people."""
    for k in range(len(terms)):
        subset = terms[k]
        if subset == 0:
            values[k] = log(5.0 * margins[0])
        elif subset & (subset - 1) == 0 and margins[subset] > 0:
            values[k] = log(margins[subset] / (5.0 * margins[0]))
        else:
            values[k] = 0.0


@compiled
def _alive(terms: Integers, margins: Integers, values: Reals) -> Integers:
    """Return the places of the effects to fit; put the others at minus infinity."""
    places = np.empty(len(terms), np.int64)
    count = 0
    for k in range(len(terms)):
        if margins[terms[k]] > 0:
            places[count] = k
            count += 1
        else:
            values[k] = -np.inf
    return places[:count]


@compiled
def _climb(
    terms: Integers, margins: Integers, places: Integers, values: Reals, before: Reals, step: Reals,
    height: float, cells: Reals, sums: Reals,
) -> tuple[float, float]:  # fmt: skip
    """Go along the step, halved until the likelihood does not fall. Return the height and how far; -1 is nowhere."""
    longest = 0.0
    for i in range(len(places)):
        before[i] = values[places[i]]
        longest = max(longest, abs(step[i]))
    share = 1.0
    for _ in range(HALVINGS):
        for i in range(len(places)):
            values[places[i]] = before[i] + share * step[i]
        expand(terms, values, cells, sums)
        reached = _likelihood(terms, values, margins, sums)
        if reached >= height - FALL * (1.0 + abs(height)):  # False for NaN too
            return reached, share * longest
        share *= 0.5
    return height, -1.0


@compiled
def _hopeless(alive: Integers, step: Reals, cells: Reals, tilt: Reals, wanted: float) -> bool:
    """Tell, before the step is gone, that no step will ever reach the likelihood wanted.

    The table m = mu (1 + X step) has the margins observed, so the likelihood of the model is that of m, and no model
    gives m more than sum m log m - m (weak duality). Near the top the two are equal to second order.
    """
    tilt[:] = 0.0
    for i in range(len(alive)):
        tilt[alive[i]] = step[i]
    bit = 1
    while bit < len(tilt):
        for base in range(0, len(tilt), 2 * bit):
            for w in range(base, base + bit):
                tilt[w + bit] += tilt[w]
        bit *= 2
    most = 0.0
    for w in range(1, len(cells)):
        if cells[w] > 0.0:
            people = cells[w] * (1.0 + tilt[w])
            if not people > 0.0:
                return False
            most += people * log(people) - people
    return bool(most < wanted)


@compiled
def newton(
    terms: Integers, margins: Integers, values: Reals, cells: Reals, sums: Reals, most: int, wanted: float
) -> tuple[int, float, float]:
    """Fit from the given values, in place; give up when the likelihood cannot reach what is wanted.

    `terms` starts with the intercept. Return what the fit says of itself, its log likelihood without the constant,
    and the variance of the intercept (0 when it failed). With -inf wanted it never gives up.
    """
    places = _alive(terms, margins, values)
    alive = terms[places]
    factor = np.empty((len(alive), len(alive)))
    step, before = np.empty(len(alive)), np.empty(len(alive))
    expand(terms, values, cells, sums)
    height = _likelihood(terms, values, margins, sums)
    far = np.inf
    tilt = np.empty(len(cells) if wanted > -np.inf else 0)
    for steps in range(most):
        if not cholesky(alive, sums, factor):
            return FAILED, height, 0.0
        worst = 0.0
        for i in range(len(alive)):
            step[i] = margins[alive[i]] - sums[alive[i]]
            worst = max(worst, abs(step[i]))
        if far < STEP and worst < SCORE * (1.0 + margins[0]):
            step[:] = 0.0
            step[0] = 1.0
            solve(factor, step)
            proof = _least_kept(terms, margins, cells) > TINY or _certain(alive, sums, factor, worst)
            return PROVEN if proof else DOUBTFUL, height, step[0]
        solve(factor, step)
        if steps < TRIES and wanted > -np.inf and _hopeless(alive, step, cells, tilt, wanted):
            return HOPELESS, height, 0.0
        height, far = _climb(terms, margins, places, values, before, step, height, cells, sums)
        if far < 0.0:
            return FAILED, height, 0.0
    return FAILED, height, 0.0


@compiled
def newton_or_slower(
    terms: Integers, margins: Integers, values: Reals, cells: Reals, sums: Reals, wanted: float
) -> tuple[int, float, float]:
    """Fit from the given values; when that gets stuck, once more from the usual start and with patience.

    A fit that fails with a cell on its way to 0 is not stuck: it has no maximum to reach.
    """
    code, height, variance = newton(terms, margins, values, cells, sums, STEPS, wanted)
    if code == FAILED and not _least_kept(terms, margins, cells) <= TINY:
        start(terms, margins, values)
        code, height, variance = newton(terms, margins, values, cells, sums, SLOW_STEPS, wanted)
    return code, height, variance


@compiled
def margins_of(people: Integers, histories: Integers, margins: Integers) -> None:
    """Write the people on all lists of each set: sums over supersets of the counts of these histories."""
    margins[:] = 0
    for k in range(len(people)):
        margins[histories[k]] += people[k]
    bit = 1
    while bit < len(margins):
        for base in range(0, len(margins), 2 * bit):
            for w in range(base, base + bit):
                margins[w] += margins[w + bit]
        bit *= 2


@compiled
def judged(code: int, dark: float, seen: int, answers: Integers, asked: int) -> tuple[int, int]:
    """Tell whether a fit is a result: GOOD, BAD, or ASK the linear programme; and how many answers have been used.

    A fit that failed is no result whatever the programme says, so it need not be asked.
    """
    if code in (FAILED, HOPELESS) or not TINY < dark <= FARTHEST * seen:
        return BAD, asked
    if code == PROVEN:
        return GOOD, asked
    return (int(answers[asked]), asked + 1) if asked < len(answers) else (ASK, asked)
