"""Latent classes (Manrique-Vallier 2016; the model of the R package LCMCR): people differ, lists do not depend.

Histories are a mixture of classes in each of which the lists are independent. One chain hops between answers too
rarely to be believed, so each chain is a ladder: the lowest rung holds all people, each higher one a share of them,
where hopping is easy; rungs swap what they found (parallel tempering, Geyer 1991). Chains that disagree after that
are withheld.
"""

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.estimation.chains import MOST_SPREAD, effective, spread
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status
from safeconduct.observatory.estimation.table import CaptureTable

NAME = "latent classes"
CLASSES = 10
CHAINS = 4
SWEEPS, WARM_UP = 12_000, 4_000  # design defaults
RUNGS, COOLER = 14, 0.72  # shares of the people on each rung: 1, 0.72, 0.52, ...; design defaults
FURTHEST = 20  # dark figures up to so many times the people seen, as in LCMCR
SHAPE = RATE = 0.25  # of the prior of the concentration

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]


@compiled
def _chances(shares: Reals, rates: Reals, history: int, each: Reals) -> float:
    """Write the chance of one history in each class, weighed by its share; return their sum."""
    total = 0.0
    for k in range(len(shares)):
        chance = shares[k]
        for j in range(rates.shape[1]):
            chance *= rates[k, j] if history >> j & 1 else 1 - rates[k, j]
        each[k] = chance
        total += chance
    return total


@compiled
def _likelihood(shares: Reals, rates: Reals, histories: Whole, people: Whole, each: Reals) -> float:
    """Return the log likelihood of the people seen, the unseen summed over with prior 1/N."""
    value, seen = 0.0, 0
    for h in range(len(histories)):
        value += people[h] * np.log(_chances(shares, rates, histories[h], each))
        seen += people[h]
    return float(value - seen * np.log1p(-_chances(shares, rates, 0, each)))


@compiled
def _deal(
    people: int, history: int, each: Reals, total: float, inside: Whole, on: Whole, luck: np.random.Generator
) -> None:
    """Deal people of one history over the classes, and count them there and on their lists."""
    left, rest = people, total
    for k in range(len(each)):
        if left == 0:
            break
        share = 1.0 if k == len(each) - 1 or rest <= 0 else min(1.0, each[k] / rest)
        dealt = luck.binomial(left, share)
        inside[k] += dealt
        for j in range(on.shape[1]):
            if history >> j & 1:
                on[k, j] += dealt
        left -= dealt
        rest -= each[k]


@compiled
def _unseen(seen: int, chance: float, luck: np.random.Generator) -> int:
    """Draw how many are on no list: negative binomial, as a Poisson number with a gamma mean."""
    return luck.poisson(luck.gamma(seen) * chance / (1 - chance))


@compiled
def _sweep(
    shares: Reals, rates: Reals, spread_of: Reals, histories: Whole, people: Whole, luck: np.random.Generator
) -> int:
    """Redraw everything once; return how many are on no list. `spread_of[0]` is the concentration.

    A draw that would leave more than twenty times the people unseen is not taken.
    """
    classes, lists = rates.shape
    each, inside, on = np.empty(classes), np.zeros(classes, np.int64), np.zeros((classes, lists), np.int64)
    seen = 0
    for h in range(len(histories)):
        total = _chances(shares, rates, histories[h], each)
        _deal(people[h], histories[h], each, total, inside, on, luck)
        seen += people[h]
    nobody = _chances(shares, rates, 0, each)
    unseen = _unseen(seen, nobody, luck)
    _deal(unseen, 0, each, nobody, inside, on, luck)
    new_rates, new_shares = np.empty((classes, lists)), np.empty(classes)
    left, log_left, after = 1.0, 0.0, seen + unseen
    for k in range(classes):
        for j in range(lists):
            new_rates[k, j] = luck.beta(1.0 + on[k, j], 1.0 + inside[k] - on[k, j])
        after -= inside[k]
        stick = 1.0 if k == classes - 1 else luck.beta(1.0 + inside[k], spread_of[0] + after)
        new_shares[k] = left * stick
        if k < classes - 1:
            log_left += np.log(max(1 - stick, 1e-300))
        left *= 1 - stick
    if _chances(new_shares, new_rates, 0, each) <= FURTHEST / (FURTHEST + 1.0):
        shares[:], rates[:] = new_shares, new_rates
        spread_of[0] = luck.gamma(SHAPE + classes - 1) / (RATE - log_left)
    return unseen


@compiled
def _ladder(
    histories: Whole,
    people: Whole,
    lists: int,
    warm_up: int,
    dark: Whole,
    swaps: Reals,
    luck: np.random.Generator,
) -> None:
    """Run one ladder; write the dark figure of the lowest rung after each sweep, and how often rungs swapped."""
    rungs = people.shape[0]
    shares, rates = np.empty((rungs, CLASSES)), luck.random((rungs, CLASSES, lists))
    concentration, each = np.ones((rungs, 1)), np.empty(CLASSES)
    for r in range(rungs):
        drawn = luck.standard_exponential(CLASSES)
        shares[r] = drawn / drawn.sum()
        rates[r] *= 0.2 + 0.6 * luck.random()
    for sweep in range(warm_up + len(dark)):
        for r in range(rungs):
            unseen = _sweep(shares[r], rates[r], concentration[r], histories, people[r], luck)
            if r == 0 and sweep >= warm_up:
                dark[sweep - warm_up] = unseen
        for r in range(sweep % 2, rungs - 1, 2):
            gain = (
                _likelihood(shares[r + 1], rates[r + 1], histories, people[r], each)
                + _likelihood(shares[r], rates[r], histories, people[r + 1], each)
                - _likelihood(shares[r], rates[r], histories, people[r], each)
                - _likelihood(shares[r + 1], rates[r + 1], histories, people[r + 1], each)
            )
            if np.log(luck.random()) < gain:
                swaps[r] += 2.0 / (warm_up + len(dark))
                for k in range(CLASSES):
                    shares[r, k], shares[r + 1, k] = shares[r + 1, k], shares[r, k]
                    for j in range(lists):
                        rates[r, k, j], rates[r + 1, k, j] = rates[r + 1, k, j], rates[r, k, j]
                concentration[r, 0], concentration[r + 1, 0] = concentration[r + 1, 0], concentration[r, 0]


def latent_classes(
    table: CaptureTable, *, seed: int, sweeps: int = SWEEPS, warm_up: int = WARM_UP
) -> Estimate:
    """Estimate by four ladders of Gibbs samplers; the answer is withheld when they disagree (split R-hat > 1.05)."""
    histories = np.flatnonzero(table.counts).astype(np.int64)
    shares = COOLER ** np.arange(RUNGS)
    people = np.rint(shares[:, None] * table.counts[histories]).astype(np.int64)
    dark, swaps = np.zeros((CHAINS, sweeps), dtype=np.int64), np.zeros((CHAINS, RUNGS - 1))
    for chain, stream in enumerate(np.random.SeedSequence(seed).spawn(CHAINS)):
        luck = np.random.default_rng(stream)
        _ladder(histories, people, table.size, warm_up, dark[chain], swaps[chain], luck)
    total = table.seen + dark.astype(np.float64)
    apart = spread(np.log(total))
    diagnostics = {
        "spread": apart,
        "effective": effective(np.log(total)),
        "medians": [float(each) for each in np.median(total, axis=1)],
        "swaps": [round(float(each), 3) for each in swaps.mean(axis=0)],
    }
    if not apart <= MOST_SPREAD:
        reason = "The chains of draws disagree, so their answer is withheld."
        return Estimate(
            NAME,
            None,
            status=Status.NO_ESTIMATE,
            diagnostics=diagnostics,
            flags=(Flag.NOT_CONVERGED,),
            reason=reason,
        )
    low95, low80, middle, high80, high95 = (
        float(q) for q in np.quantile(total, (0.025, 0.1, 0.5, 0.9, 0.975))
    )
    return Estimate(
        NAME, middle, Interval(low95, high95), Interval(low80, high80), model=f"{CLASSES} classes",
        diagnostics=diagnostics,
    )  # fmt: skip
