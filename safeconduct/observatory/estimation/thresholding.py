"""Bayesian thresholding (Silverman 2020): all effects of pairs, shrunk; those that do not stand out are dropped.

Sampled by Hamiltonian Monte Carlo in coordinates in which the posterior is nearly round.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.estimation.answers import no_estimate
from safeconduct.observatory.estimation.chains import MOST_SPREAD, effective, spread
from safeconduct.observatory.estimation.models import main_effects
from safeconduct.observatory.estimation.poisson import fit
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status, Term
from safeconduct.observatory.estimation.table import CaptureTable

NAME = "thresholding"
STANDS_OUT = 2.0  # posterior means smaller than so many standard deviations are dropped
EDGE = 0.1  # design default: so near, another seed may decide otherwise
CHAINS, DRAWS, WARM_UP = 4, 5000, 500  # design defaults
STEPS, STEP = 7, 0.3  # of a path; the posterior has unit scale in these coordinates

Reals = NDArray[np.float64]


@compiled
def _height(design: Reals, people: Reals, shrink: Reals, at: Reals, slope: Reals) -> float:
    """Return the log posterior at a point and write its slope. Effects are N(0, 1) where `shrink` is 1, else flat."""
    fitted = np.exp(design @ at)
    slope[:] = design.T @ (people - fitted) - shrink * at
    return float(people @ (design @ at) - fitted.sum() - 0.5 * (shrink * at * at).sum())


def _mode(design: Reals, people: Reals, shrink: Reals, at: Reals) -> tuple[Reals, Reals]:
    """Climb to the top by Newton's steps, halved where they fall; return it with the curvature there."""
    slope, next_slope = np.zeros_like(at), np.zeros_like(at)
    height = _height(design, people, shrink, at, slope)
    curvature = np.eye(len(at))
    for _ in range(200):
        weighed = design * np.exp(design @ at).reshape(-1, 1)
        curvature = design.T @ weighed + np.diag(shrink)
        step = np.linalg.solve(curvature, slope)
        reached = at + step
        higher = _height(design, people, shrink, reached, next_slope)
        while not higher >= height - 1e-9 and np.abs(step).max() > 1e-12:
            step *= 0.5
            reached = at + step
            higher = _height(design, people, shrink, reached, next_slope)
        at, height = reached, higher
        slope[:] = next_slope
        if np.abs(step).max() < 1e-9:
            break
    return at, curvature


@compiled
def _chain(
    design: Reals,
    people: Reals,
    shrink: Reals,
    mode: Reals,
    scale: Reals,
    draws: Reals,
    luck: np.random.Generator,
) -> float:
    """Fill `draws` with a walk that starts away from the mode; return the share of paths accepted.

    `scale` turns round coordinates into effects: at = mode + scale @ z.
    """
    size = len(mode)
    z, slope, raw = luck.standard_normal(size) * 1.5, np.zeros(size), np.zeros(size)
    height = _height(design, people, shrink, mode + scale @ z, raw)
    slope[:] = scale.T @ raw
    taken = 0
    for draw in range(len(draws) + WARM_UP):
        push = luck.standard_normal(size)
        step = STEP * (0.6 + 0.8 * luck.random())
        energy = height - 0.5 * (push @ push)
        place, here, level = z.copy(), slope.copy(), height
        for _ in range(STEPS):
            push += 0.5 * step * here
            place += step * push
            level = _height(design, people, shrink, mode + scale @ place, raw)
            here[:] = scale.T @ raw
            push += 0.5 * step * here
        gain = level - 0.5 * (push @ push) - energy
        if np.isfinite(gain) and np.log(luck.random()) < gain:
            z, height, taken = place, level, taken + 1
            slope[:] = here
        if draw >= WARM_UP:
            draws[draw - WARM_UP] = mode + scale @ z
    return taken / (len(draws) + WARM_UP)


def _design(table: CaptureTable, terms: list[int]) -> Reals:
    histories = np.arange(1, len(table.counts))
    return np.array([(histories & term) == term for term in terms], dtype=np.float64).T.copy()


def _sampled(table: CaptureTable, terms: list[int], seed: np.random.SeedSequence) -> Reals:
    """Return draws of each effect, by chain: chains, draws, effects."""
    design, people = _design(table, terms), table.counts[1:].astype(np.float64)
    shrink = np.array([1.0 if term.bit_count() > 1 else 0.0 for term in terms])
    start = np.zeros(len(terms))
    start[0] = np.log(5.0 * table.seen)
    for place, term in enumerate(terms):
        if term.bit_count() == 1:
            start[place] = np.log(table.margins[term] / (5.0 * table.seen))
    mode, curvature = _mode(design, people, shrink, start)
    scale = np.linalg.inv(np.linalg.cholesky(curvature)).T.copy()
    draws = np.zeros((CHAINS, DRAWS, len(terms)))
    for chain, stream in enumerate(seed.spawn(CHAINS)):
        _chain(design, people, shrink, mode, scale, draws[chain], np.random.default_rng(stream))
    return draws


def _singles(table: CaptureTable) -> list[int]:
    return [0, *(1 << i for i in range(table.size))]


def _larger(terms: list[int], size: int, order: int) -> list[int]:
    """Return effects of `order` lists all of whose pairs are among the terms."""
    sets = (sum(1 << i for i in chosen) for chosen in combinations(range(size), order))
    pairs = {term for term in terms if term.bit_count() == 2}
    held = [each for each in sets if all(pair in pairs for pair in _pairs_of(each))]
    return held if order > 2 else [sum(1 << i for i in two) for two in combinations(range(size), 2)]


def _pairs_of(term: int) -> list[int]:
    members = [i for i in range(term.bit_length()) if term >> i & 1]
    return [1 << i | 1 << j for i, j in combinations(members, 2)]


def _clearness(draws: Reals) -> list[float]:
    """Return for each effect how many standard deviations its mean is from nothing."""
    flat = draws.reshape(-1, draws.shape[2])
    return [float(by) for by in np.abs(flat.mean(axis=0)) / flat.std(axis=0, ddof=1)]


def _with_pairs(terms: list[int]) -> list[int]:
    """Put back the pairs that a kept triple rests on, so that the model stays hierarchical."""
    needed = {pair for term in terms if term.bit_count() > 2 for pair in _pairs_of(term)}
    return sorted({*terms, *needed}, key=lambda term: (term.bit_count(), term))


def thresholding(table: CaptureTable, *, seed: int, order: int = 2) -> Estimate:
    """Estimate with every pair shrunk by a N(0, 1) prior, then with those alone that stand out.

    Effects so near the threshold that another seed may decide otherwise are told in `diagnostics["on_the_edge"]`.
    `order` 3 also tries triples all of whose pairs stand out. An answer exists where main effects have one;
    it is withheld when the chains disagree. Reports the posterior mean.
    """
    # Intercept and main effects have flat priors: without an estimate of theirs the posterior is none.
    status = fit(table, main_effects(table.size)).status
    if status is not Status.FINE:
        return no_estimate(NAME, table, status)
    streams = iter(np.random.SeedSequence(seed).spawn(2 * order))
    terms, edge = _singles(table), list[int]()
    for members in range(2, order + 1):
        more = _larger(terms, table.size, members)
        if more:
            tried = [*terms, *more]
            clear = _clearness(_sampled(table, tried, next(streams)))
            edge += [
                term
                for term, by in zip(tried, clear, strict=True)
                if term in more and abs(by - STANDS_OUT) < EDGE
            ]
            kept = [t for t, by in zip(tried, clear, strict=True) if t.bit_count() < 2 or by >= STANDS_OUT]
            terms = _with_pairs(kept)
    draws = _sampled(table, terms, next(streams))
    return _told(table, terms, draws, [table.name_of(term) for term in edge])


def _told(table: CaptureTable, terms: list[int], draws: Reals, edge: list[str]) -> Estimate:
    total = table.seen + np.exp(draws[:, :, 0])
    apart, worth = spread(np.log(total)), effective(total)
    diagnostics = {"spread": apart, "effective": worth, "chains": CHAINS, "draws": DRAWS, "on_the_edge": edge}
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
    means = draws.reshape(-1, len(terms)).mean(axis=0)
    low95, low80, high80, high95 = np.quantile(total, (0.025, 0.1, 0.9, 0.975))
    return Estimate(
        NAME,
        float(total.mean()),
        Interval(float(low95), float(high95)),
        Interval(float(low80), float(high80)),
        model=" ".join(table.name_of(term) for term in terms if term.bit_count() > 1) or "independent",
        terms=tuple(
            Term(tuple(n for i, n in enumerate(table.lists) if term >> i & 1), float(value))
            for term, value in zip(terms, means, strict=True)
        ),
        diagnostics=diagnostics,
    )
