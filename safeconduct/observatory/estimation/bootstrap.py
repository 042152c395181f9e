"""Intervals that allow for the choice of the model: the whole choice inside the bootstrap, bias-corrected and
accelerated (DiCiccio and Efron 1996; Chan, Silverman and Vincent 2021), with the error of the limits themselves.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context

import numpy as np
from scipy.special import ndtr, ndtri

from safeconduct.observatory.estimation.resampling import Choice, histories_of
from safeconduct.observatory.estimation.results import Flag, Interval
from safeconduct.observatory.estimation.table import CaptureTable
from safeconduct.observatory.estimation.triangular import Integers, Reals

LEVELS = (0.025, 0.1, 0.9, 0.975)
FIRST, MOST, BLOCK, BATCHES = 1_000, 100_000, 250, 20
ENOUGH = 0.01  # standard error of a limit, as a share of its distance to the estimate
EXTREME = 20  # a limit with fewer replicates beyond it hangs on a handful
FAILURES = 0.05  # share of replicates without an estimate that must be told

Told = Callable[[int, int], None]  # replicates done, replicates at most


@dataclass(frozen=True)
class Bootstrap:
    """Limits in people, the seen ones included, and how far to trust them."""

    limits: Mapping[float, float]  # by level; empty when no replicate had an estimate
    errors: Mapping[float, float]  # Monte Carlo standard error of each limit, in people
    quantiles: Mapping[float, float]  # the share of replicates below each limit
    replicates: int
    failures: int
    acceleration: float
    bias: float | None  # z0; None when all replicates are on one side
    flags: tuple[Flag, ...] = field(default=())

    @property
    def ci95(self) -> Interval | None:
        return Interval(self.limits[0.025], self.limits[0.975]) if self.limits else None

    @property
    def ci80(self) -> Interval | None:
        return Interval(self.limits[0.1], self.limits[0.9]) if self.limits else None


@dataclass(frozen=True)
class _Limits:
    values: Mapping[float, float]
    shares: Mapping[float, float]
    bias: float | None


def acceleration(choice: Choice, table: CaptureTable) -> float | None:
    """Return a of BCa from the jackknife: each history with one person less. None when a point has no estimate."""
    histories = histories_of(table)
    people = table.counts[histories]
    tables = np.repeat(people[None, :], len(people), axis=0) - np.eye(len(people), dtype=np.int64)
    totals = choice.darks(tables) + (table.seen - 1)
    if not np.isfinite(totals).all():
        return None
    apart = (people * totals).sum() / table.seen - totals
    spread = float((people * apart**2).sum())
    return float((people * apart**3).sum() / (6.0 * spread**1.5)) if spread > 0.0 else 0.0


def limits(replicates: Reals, point: float, a: float) -> _Limits:
    """Return the BCa limits, or those of the percentiles when all replicates are on one side of the estimate."""
    share = float((replicates < point).mean())
    bias = float(ndtri(share)) if 0.0 < share < 1.0 else None
    shares = {level: _share(level, bias, a) for level in LEVELS}
    values = np.quantile(replicates, list(shares.values()), method="median_unbiased")
    return _Limits(dict(zip(LEVELS, map(float, values), strict=True)), shares, bias)


def _share(level: float, bias: float | None, a: float) -> float:
    if bias is None:
        return level
    moved = bias + float(ndtri(level))
    room = 1.0 - a * moved
    if room <= 0.0:  # so far out that the correction has turned round: all replicates are below, or above
        return 1.0 if moved > 0.0 else 0.0
    return float(ndtr(bias + moved / room))


def errors(replicates: Reals, point: float, a: float) -> dict[float, float]:
    """Return the standard error of each limit: how it differs between 20 batches of the replicates."""
    size = len(replicates) // BATCHES
    found = [limits(replicates[k * size : (k + 1) * size], point, a).values for k in range(BATCHES)]
    spread = {level: float(np.std([each[level] for each in found], ddof=1)) for level in LEVELS}
    return {level: value / BATCHES**0.5 for level, value in spread.items()}


def _extreme(shares: Mapping[float, float], replicates: int) -> bool:
    return any(min(share, 1.0 - share) * replicates < EXTREME for share in shares.values())


def _settled(point: float, found: _Limits, error: Mapping[float, float], replicates: int) -> bool:
    near = all(error[level] <= ENOUGH * abs(found.values[level] - point) for level in LEVELS)
    return near and not _extreme(found.shares, replicates)


def _block(choice: Choice, people: Integers, seed: int, number: int) -> Reals:
    """Return the totals of one block of replicates, which has a random stream of its own."""
    chance = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
    seen = int(people.sum())
    return choice.darks(chance.multinomial(seen, people / seen, size=BLOCK).astype(np.int64)) + seen


def _blocks(
    choice: Choice, people: Integers, seed: int, processes: int, pool: ProcessPoolExecutor | None
) -> Callable[[range], Iterator[Reals]]:
    one = partial(_block, choice, people, seed)
    if pool is None:
        return lambda numbers: map(one, numbers)
    return lambda numbers: pool.map(one, numbers, chunksize=max(1, len(numbers) // (4 * processes)))


def bootstrap(
    choice: Choice, table: CaptureTable, point: float, *, seed: int, most: int = MOST, processes: int = 1,
    told: Told | None = None,
) -> Bootstrap:  # fmt: skip
    """Draw replicates until the limits stand still, 1,000 first, then twice as many, and `most` at most.

    They stand still when the standard error of each is below 1 % of its distance to the estimate, and at least 20
    replicates are beyond it. `point` is the estimate in people, the seen ones included. The numbers hang on `seed`
    alone, not on `processes`. Raises ValueError when `most` is too few for batches.
    """
    if most < BATCHES * EXTREME:
        raise ValueError(
            f"At least {BATCHES * EXTREME} replicates are needed to tell how sure the limits are."
        )
    found = acceleration(choice, table)
    a = 0.0 if found is None else found
    people = table.counts[histories_of(table)]
    drawn: list[Reals] = []
    count = min(FIRST, most)
    with ExitStack() as stack:
        pool = None
        if processes > 1:
            pool = stack.enter_context(ProcessPoolExecutor(processes, mp_context=get_context("spawn")))
        run = _blocks(choice, people, seed, processes, pool)
        while True:
            for block in run(range(len(drawn), -(-count // BLOCK))):
                drawn.append(block)
                if told is not None:
                    told(min(len(drawn) * BLOCK, count), most)
            totals = np.concatenate(drawn)[:count]
            good = totals[np.isfinite(totals)]
            if len(good) < BATCHES * 2:
                return Bootstrap({}, {}, {}, count, count - len(good), a, None, (Flag.BOOTSTRAP_FAILURES,))
            now, error = limits(good, point, a), errors(good, point, a)
            if count >= most or _settled(point, now, error, len(good)):
                break
            count = min(2 * count, most)
    flags = _flags(now, len(good), count, accelerated=found is not None)
    return Bootstrap(now.values, error, now.shares, count, count - len(good), a, now.bias, flags)


def _flags(found: _Limits, good: int, count: int, *, accelerated: bool) -> tuple[Flag, ...]:
    flags = {
        Flag.LIMIT_UNSTABLE: _extreme(found.shares, good),
        Flag.BCA_DEGENERATE: found.bias is None,
        Flag.BOOTSTRAP_FAILURES: count - good > FAILURES * count,
        Flag.NO_ACCELERATION: not accelerated,
    }
    return tuple(flag for flag, raised in flags.items() if raised)
