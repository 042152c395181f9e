"""Averaging over decomposable graphs (Madigan and York 1997; the R package dga of Johndrow, Lum and Ball).

Every way in which lists may depend on each other that has a closed form is weighed by how well it explains the
people seen; the answer allows for not knowing which one holds.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.estimation.graphs import MOST, Sets, decomposable, pairs
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status
from safeconduct.observatory.estimation.table import CaptureTable

NAME = "averaging"
COARSE = 0.03  # step of the first grid on the log scale, design default
FINE = 1500  # points where nearly all of the probability lies, design default
FURTHEST = 1000  # dark figures up to so many times the people seen (section 4: beyond is no result)
TAIL = 0.001  # most that may lie beyond (section 8.1)
VALLEY, SIDE = (
    0.5,
    0.05,
)  # two answers: the density halves between them, and each holds a twentieth; design defaults
TOLD = 5  # graphs named in the answer

Reals = NDArray[np.float64]


@compiled
def _sums(rows: Sets, table: Reals, extra: Reals, highest: float, by_m: Reals, by_graph: Reals) -> float:
    """Add up exp(log posterior - highest) by dark figure and by graph; with no room for sums, find the highest."""
    size, points = rows.shape[1] // 2, table.shape[1]
    top = -np.inf
    line = np.empty(points)
    for g in range(rows.shape[0]):
        line[:] = extra
        for f in range(size):
            plus, minus = rows[g, f], rows[g, size + f]
            for k in range(points):
                line[k] += table[plus, k] - table[minus, k]
        if len(by_graph) == 0:
            for k in range(points):
                top = max(top, line[k])
        else:
            total = 0.0
            for k in range(points):
                weight = np.exp(line[k] - highest)
                by_m[k] += weight
                total += weight
            by_graph[g] = total
    return top


def _factor_table(table: CaptureTable, dark: Reals) -> Reals:
    """Return log L of every set of lists for every dark figure; the empty set is worth 0."""
    size, cells = table.size, len(table.counts)
    each = 1.0 / cells  # d = 2^-t: one more person spread over the whole table
    total = table.seen + dark
    values = np.zeros((cells, len(dark)))
    histories = np.arange(cells)
    for subset in range(1, cells):
        members = subset.bit_count()
        prior = each * 2 ** (size - members)
        seen = np.zeros(cells)
        np.add.at(seen, histories & subset, table.counts)
        cell = np.unique(histories & subset)
        known = gammaln(seen[cell[cell > 0]] + prior).sum() - 2**members * gammaln(prior)
        values[subset] = known + gammaln(seen[0] + dark + prior) - gammaln(total + 1.0)
    return values  # lgamma(2^t d) = lgamma(1) = 0


def _multiplicity(table: CaptureTable, dark: Reals) -> Reals:
    total = table.seen + dark
    ways: Reals = gammaln(total + 1) - gammaln(dark + 1) - gammaln(table.counts[1:] + 1.0).sum()
    return ways - np.log(total)


def _posterior(table: CaptureTable, rows: Sets, dark: Reals, widths: Reals) -> tuple[Reals, Reals]:
    """Return the share of each dark figure, and of each graph."""
    values = _factor_table(table, dark)
    extra = _multiplicity(table, dark) + np.log(widths)
    none = np.zeros(0)
    highest = _sums(rows, values, extra, 0.0, none, none)
    by_m, by_graph = np.zeros(len(dark)), np.zeros(len(rows))
    _sums(rows, values, extra, highest, by_m, by_graph)
    return by_m / by_m.sum(), by_graph / by_graph.sum()


def _grid(low: int, high: int, step: float) -> tuple[Reals, Reals]:
    """Return whole dark figures, every one where they lie close, and how many each stands for."""
    span = np.log1p(high) - np.log1p(low)
    points = np.expm1(np.linspace(np.log1p(low), np.log1p(high), max(2, int(span / step) + 2)))
    at: Reals = np.unique(np.round(points)).astype(np.float64)
    edges = np.concatenate(([at[0] - 0.5], (at[1:] + at[:-1]) / 2, [at[-1] + 0.5]))
    return at, np.diff(edges)


def _quantile(dark: Reals, share: Reals, level: float) -> float:
    """Return the dark figure below which this share of the probability lies, between grid points in a line."""
    below = np.concatenate(([0.0], np.cumsum(share)))
    edges = np.concatenate(([dark[0] - 0.5], (dark[1:] + dark[:-1]) / 2, [dark[-1] + 0.5]))
    return float(max(0.0, np.interp(level, below, edges)))


def two_answers(dark: Reals, share: Reals, widths: Reals) -> bool:
    """Tell whether the posterior, on the log scale, has two hills with a deep valley and much on either side."""
    density = share / widths * (dark + 1)
    rising = np.maximum.accumulate(density)
    falling = np.maximum.accumulate(density[::-1])[::-1]
    deep = density < VALLEY * np.minimum(rising, falling)
    below = np.cumsum(share)
    return bool(np.any(deep & (below > SIDE) & (below < 1 - SIDE)))


def averaging(table: CaptureTable) -> Estimate:
    """Weigh every decomposable graph and every dark figure; report the median of what is left.

    Prior: 1/N, all graphs alike. Three to seven lists.
    """
    if not 2 < table.size <= MOST:
        return _none(Status.NO_ESTIMATE, f"Averaging over graphs needs three to {MOST} lists.")
    rows, codes = decomposable(table.size)
    furthest = FURTHEST * table.seen
    dark, widths = _grid(0, furthest, COARSE)
    share, _graphs = _posterior(table, rows, dark, widths)
    below = np.cumsum(share)
    if share[dark > furthest / 2].sum() > TAIL:
        return _none(Status.NO_ESTIMATE, "The overlaps hardly limit how many people there may be in all.")
    low = max(0, int(np.searchsorted(below, 1e-7)) - 1)
    high = min(len(dark) - 1, int(np.searchsorted(below, 1 - 1e-7)) + 1)
    step = (np.log1p(dark[high]) - np.log1p(dark[low])) / FINE
    dark, widths = _grid(int(dark[low]), int(dark[high]), step)
    share, graphs = _posterior(table, rows, dark, widths)
    return _told(table, dark, widths, share, codes, graphs)


def _told(
    table: CaptureTable, dark: Reals, widths: Reals, share: Reals, codes: NDArray[np.int64], graphs: Reals
) -> Estimate:
    at = {level: table.seen + _quantile(dark, share, level) for level in (0.025, 0.1, 0.5, 0.9, 0.975)}
    best = np.argsort(-graphs)[:TOLD]
    named = [{"graph": _named(table, int(codes[g])), "probability": float(graphs[g])} for g in best]
    return Estimate(
        NAME,
        at[0.5],
        Interval(at[0.025], at[0.975]),
        Interval(at[0.1], at[0.9]),
        model=str(named[0]["graph"]),
        diagnostics={"graphs": len(graphs), "most_probable": named, "points": len(dark)},
        flags=(Flag.BIMODAL,) if two_answers(dark, share, widths) else (),
    )


def _named(table: CaptureTable, code: int) -> str:
    joined = [
        f"{table.lists[i]}:{table.lists[j]}" for e, (i, j) in enumerate(pairs(table.size)) if code >> e & 1
    ]
    return " ".join(joined) or "independent"


def _none(status: Status, reason: str) -> Estimate:
    return Estimate(NAME, None, status=status, reason=reason)
