"""Which hierarchical models a table supports best by BIC: all are looked at, or many searched downhill."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf, log

import numpy as np

from safeconduct.observatory.estimation.competing import Members, fit_each
from safeconduct.observatory.estimation.existence import status_of
from safeconduct.observatory.estimation.models import (
    MOST_ENUMERATED,
    Model,
    closed,
    hierarchies,
    main_effects,
    neighbours,
    pairs_of,
    sets_up_to,
)
from safeconduct.observatory.estimation.newton import FAILED, PROVEN
from safeconduct.observatory.estimation.poisson import Fit, fit, sane
from safeconduct.observatory.estimation.results import Status
from safeconduct.observatory.estimation.table import CaptureTable
from safeconduct.observatory.estimation.triangular import Integers, Reals

COUNTS = {3: (1, 8), 4: (1, 64, 113), 5: (1, 1024, 6893, 6893)}  # of models by lists and order, see below
DIGITS = (
    8  # of a criterion; beyond is rounding, and equal ones are told apart by fewer effects, then fewer people
)


@dataclass(frozen=True)
class Ranking:
    """The best models that can be estimated, by BIC. `exhaustive` is False after a search."""

    best: tuple[Fit, ...]
    tried: int
    exhaustive: bool


@dataclass(frozen=True)
class Tried:
    """Models fitted to a table, before any question to the linear programme."""

    models: Sequence[Model]
    bics: Reals  # without the constant that all share
    darks: Reals
    codes: Integers
    effects: Reals  # by model and set


def members_of(models: Sequence[Model], sets: Model) -> Members:
    """Return for each model which of the sets are in it."""
    column = {each: k for k, each in enumerate(sets)}
    rows = np.zeros((len(models), len(sets)), np.uint8)
    for row, model in zip(rows, models, strict=True):
        row[[column[each] for each in model]] = 1
    return rows


def tried(table: CaptureTable, models: Sequence[Model], order: int, begun: Reals | None = None) -> Tried:
    """Fit models to a table, from given effects or from the usual start."""
    sets = sets_up_to(table.size, order)
    members = members_of(models, sets)
    effects = np.full(members.shape, np.nan) if begun is None else begun.copy()
    heights, darks = np.empty(len(models)), np.empty(len(models))
    codes = np.empty(len(models), np.int64)
    fit_each(np.array(sets, np.int64), members, table.margins, effects, heights, darks, codes)
    return Tried(models, members.sum(axis=1) * log(table.seen) - 2.0 * heights, darks, codes, effects)


def _fine(table: CaptureTable, fits: Tried, m: int) -> bool:
    """Tell whether a model is a candidate. A fit that failed is none, whatever the linear programme says of it."""
    if fits.codes[m] == FAILED or not sane(float(fits.darks[m]), table.seen):
        return False
    return bool(fits.codes[m] == PROVEN) or status_of(fits.models[m], table.counts) is Status.FINE


def _by_bic(table: CaptureTable, fits: Tried) -> Iterator[int]:
    """List the candidates, best first."""
    rounded = np.nan_to_num(np.round(fits.bics, DIGITS), nan=inf, posinf=inf)
    for m in np.lexsort((fits.darks, np.array([len(model) for model in fits.models]), rounded)):
        if _fine(table, fits, int(m)):
            yield int(m)


def statuses(table: CaptureTable, order: int) -> Counter[Status]:
    """Count all hierarchical models up to an order by whether they can be estimated. Raises ValueError if many."""
    if count_of(table.size, order) > MOST_ENUMERATED:
        raise ValueError("There are too many models to look at each. Take a lower order or fewer lists.")
    fits = tried(table, list(hierarchies(table.size, order)), order)
    return Counter(
        Status.FINE if code == PROVEN else status_of(model, table.counts)
        for model, code in zip(fits.models, fits.codes, strict=True)
    )


def count_of(lists: int, order: int) -> int:
    """Return how many hierarchical models there are up to an order, or for many lists a number below that."""
    if lists in COUNTS:
        return COUNTS[lists][min(order, lists - 1) - 1]
    pairs = len(pairs_of(lists))
    return 1 if order < 2 else 2**pairs if order == 2 else 2**pairs + 2 ** (pairs * (lists - 2) // 3)


def ranked(table: CaptureTable, order: int, top: int) -> Ranking:
    """Return the `top` best models by BIC with effects of at most `order` lists, all fine.

    Fits every model when there are at most 50,000, else searches downhill.
    """
    exhaustive = count_of(table.size, order) <= MOST_ENUMERATED
    if exhaustive:
        fits = tried(table, list(hierarchies(table.size, order)), order)
    else:
        fits = _Downhill(table, order).searched()
    chosen = [m for m, _ in zip(_by_bic(table, fits), range(top), strict=False)]
    best = [fit(table, fits.models[m]) for m in chosen]
    return Ranking(tuple(each for each in best if each.dark is not None), len(fits.models), exhaustive)


class _Downhill:
    """A search from the main effects and from each single pair, each step to the best neighbour (section 3 of the
    2024 paper); one start alone can end in a local minimum."""

    def __init__(self, table: CaptureTable, order: int) -> None:
        self.table, self.order = table, order
        self.known: dict[Model, tuple[float, float, int]] = {}  # BIC, dark figure, code
        self.effects: dict[Model, Reals] = {}

    def searched(self) -> Tried:
        lists = self.table.size
        main = main_effects(lists)
        self._fit([main])
        starts = [main, *(closed([pair], lists) for pair in pairs_of(lists))] if self.order > 1 else [main]
        self._fit(starts, main)
        for each in starts:
            self._descend(each)
        return self._tried(list(self.known))

    def _tried(self, models: Sequence[Model]) -> Tried:
        bics, darks, codes = zip(*(self.known[model] for model in models), strict=True)
        effects = np.array([self.effects[model] for model in models])
        return Tried(models, np.array(bics), np.array(darks), np.array(codes, np.int64), effects)

    def _fit(self, models: Iterable[Model], near: Model | None = None) -> None:
        new = [model for model in models if model not in self.known]
        if not new:
            return
        begun = None if near is None else np.tile(self.effects[near], (len(new), 1))
        fits = tried(self.table, new, self.order, begun)
        for m, model in enumerate(new):
            self.known[model] = (float(fits.bics[m]), float(fits.darks[m]), int(fits.codes[m]))
            self.effects[model] = fits.effects[m]

    def _descend(self, model: Model) -> None:
        """Go on until no neighbour is better. What was left behind is never met again, for the BIC only falls."""
        least = self.known[model][0] if _fine(self.table, self._tried([model]), 0) else inf
        while True:
            around = list(neighbours(model, self.table.size, self.order))
            self._fit(around, model)
            fits = self._tried(around)
            m = next(_by_bic(self.table, fits), None)
            if m is None or fits.bics[m] >= least - 10.0**-DIGITS:
                return
            model, least = around[m], float(fits.bics[m])
