"""The hierarchical Poisson log-linear model of capture histories: one fit, and all that is said of it.

n_w ~ Poisson(mu_w) independently, log mu_w the sum of the effects of all subsets of w; the dark figure is
exp(intercept) (Fienberg 1972). Effects of lists that share nobody are at minus infinity (Chan, Silverman and
Vincent 2021).
"""

from dataclasses import dataclass
from math import exp, inf, log, sqrt

import numpy as np
from scipy.special import gammaln, ndtri

from safeconduct.observatory.estimation.existence import status_of
from safeconduct.observatory.estimation.models import Model, written
from safeconduct.observatory.estimation.newton import FAILED, FARTHEST, PROVEN, TINY, newton_or_slower, start
from safeconduct.observatory.estimation.results import Interval, Status, Term
from safeconduct.observatory.estimation.table import CaptureTable


@dataclass(frozen=True)
class Fit:
    """One model fitted to one table.

    `values` are the effects in the order of `model`, None for minus infinity. `dark`, in people, is None when the
    model says nothing: its status is not fine, or the fit failed (a dark figure of 0 or beyond 1,000 times the
    people seen). The criteria count every effect, those at minus infinity too, and the people seen.
    """

    model: Model
    seen: int
    status: Status
    values: tuple[float | None, ...] = ()
    dark: float | None = None
    log_se: float = 0.0  # standard error of log dark figure
    log_likelihood: float = -inf

    @property
    def total(self) -> float | None:
        """Return the people seen and the dark figure."""
        return None if self.dark is None else self.seen + self.dark

    @property
    def bic(self) -> float | None:
        """Return p log n - 2 l."""
        return None if self.dark is None else len(self.model) * log(self.seen) - 2.0 * self.log_likelihood

    @property
    def aic(self) -> float | None:
        """Return 2 p - 2 l."""
        return None if self.dark is None else 2.0 * len(self.model) - 2.0 * self.log_likelihood

    def interval(self, level: float = 0.95) -> Interval | None:
        """Return the limits of this model alone: they do not allow for its having been chosen."""
        if self.dark is None:
            return None
        reach = float(ndtri((1.0 + level) / 2.0)) * self.log_se
        if reach > 100.0:
            return None
        return Interval(self.seen + self.dark * exp(-reach), self.seen + self.dark * exp(reach))

    def terms(self, table: CaptureTable) -> tuple[Term, ...]:
        """Return the effects with the names of their lists."""
        return tuple(
            Term(tuple(name for i, name in enumerate(table.lists) if subset >> i & 1), value)
            for subset, value in zip(self.model, self.values, strict=True)
        )

    @property
    def name(self) -> str:
        """Return the model by its largest sets, as `[12,3]`."""
        return written(self.model)


def constant(table: CaptureTable) -> float:
    """Return the part of the log likelihood that no model changes: - sum log n_w!"""
    return -float(gammaln(table.counts + 1.0).sum())


def sane(dark: float, seen: int) -> bool:
    """Tell whether a dark figure is a result: neither 0 nor beyond 1,000 times the people seen."""
    return TINY < dark <= FARTHEST * seen


def fit(table: CaptureTable, model: Model) -> Fit:
    """Fit one hierarchical model. Says in `status` when it cannot be estimated; never raises for a table."""
    terms = np.array(model, np.int64)
    margins = table.margins
    values = np.empty(len(terms))
    cells, sums = np.empty(len(margins)), np.empty(len(margins))
    start(terms, margins, values)
    code, height, variance = newton_or_slower(terms, margins, values, cells, sums, -inf)
    status = Status.FINE if code == PROVEN else status_of(model, table.counts)
    dark = float(cells[0])
    if status != Status.FINE or code == FAILED or not sane(dark, table.seen):
        return Fit(model, table.seen, status)
    return Fit(
        model,
        table.seen,
        status,
        tuple(None if value == -inf else float(value) for value in values),
        dark,
        sqrt(variance),
        height + constant(table),
    )
