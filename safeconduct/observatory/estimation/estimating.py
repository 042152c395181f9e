"""One run over one table: every method, the headline, the checks. The front door of estimation."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from secrets import randbits

from safeconduct.observatory.estimation import averaging, best_bic, closed_forms, independence, latent_classes
from safeconduct.observatory.estimation import stepwise as forward
from safeconduct.observatory.estimation import thresholding as bayesian
from safeconduct.observatory.estimation.report import Report, disagreement, headline
from safeconduct.observatory.estimation.results import Estimate
from safeconduct.observatory.estimation.sensitivity import (
    LEAST_LISTS,
    Changed,
    Known,
    Method,
    consistency,
    sensitivity,
)  # fmt: skip
from safeconduct.observatory.estimation.table import CaptureTable

STANDARD = (independence.NAME, forward.NAME, best_bic.NAME, averaging.NAME, bayesian.NAME)
EVERY = (*STANDARD, latent_classes.NAME)
MOST = 100_000  # replicates at most; fewer where the limits stand still before (section 7)
KNOWN_MOST = 1_000  # replicates where a known number is estimated, once for each list
THRESHOLDS = (0.001, 0.01, 0.02, 0.05)  # of the stepwise choice, section 10
VERSION = "1"  # of these methods: a figure that changes with it is published with it

Heard = Callable[[int, int], None]
Told = Callable[[str, int, int], None]  # what is under way, how much is done, of how much


class UnknownMethod(ValueError):
    """There is no method of this name."""


def estimate(
    table: CaptureTable,
    *,
    methods: Sequence[str] = STANDARD,
    seed: int | None = None,
    most: int = MOST,
    processes: int = 1,
    checks: bool = True,
    told: Told | None = None,
) -> Report:
    """Estimate how many people there are in all, seen and unseen, by several methods side by side.

    The same table, seed and `most` give the same figures for any number of `processes`. `checks` adds sensitivity
    and internal consistency; `told` hears of progress. Raises UnknownMethod.
    """
    unknown = [name for name in methods if name not in EVERY]
    if unknown:
        raise UnknownMethod(f"There is no method “{unknown[0]}”. There are: {', '.join(EVERY)}.")
    begun, chosen = time.perf_counter(), randbits(32) if seed is None else seed
    run = _Run(table, chosen, most, processes, told)
    if table.size < LEAST_LISTS:
        estimates: tuple[Estimate, ...] = (closed_forms.two_lists(table),)
    else:
        estimates = tuple(run.method(name) for name in methods)
    return Report(
        table=table,
        estimates=estimates,
        headline=headline(table, estimates),
        disagreement=disagreement(estimates),
        sensitivity=run.sensitivity() if checks else (),
        consistency=run.consistency() if checks else (),
        seed=chosen,
        most=most,
        version=VERSION,
        seconds=time.perf_counter() - begun,
    )


class _Run:
    """One run: its table, seed and limits, and who hears how far it is."""

    def __init__(self, table: CaptureTable, seed: int, most: int, processes: int, told: Told | None) -> None:
        self.table, self.seed, self.most, self.processes, self.told = table, seed, most, processes, told

    def method(self, name: str) -> Estimate:
        heard = partial(self._hear, name)
        heard(0, 1)
        match name:
            case independence.NAME:
                return independence.independence(self.table)
            case forward.NAME:
                return self.stepwise(self.table, self.most, heard)
            case best_bic.NAME:
                return self.best_bic(self.table, self.most, heard)
            case averaging.NAME:
                return averaging.averaging(self.table)
            case bayesian.NAME:
                return bayesian.thresholding(self.table, seed=self.seed)
            case _:
                return latent_classes.latent_classes(self.table, seed=self.seed)

    def stepwise(self, table: CaptureTable, most: int, heard: Heard | None = None) -> Estimate:
        return forward.stepwise(table, seed=self.seed, most=most, processes=self.processes, told=heard)

    def best_bic(self, table: CaptureTable, most: int, heard: Heard | None = None) -> Estimate:
        """Choose among pairs alone: their intervals held best where the truth is known (section 10)."""
        return best_bic.best_bic(
            table, order=2, seed=self.seed, most=most, processes=self.processes, told=heard
        )

    def sensitivity(self) -> tuple[Changed, ...]:
        """Change the table in every way, with methods quick enough for it; then the threshold."""
        self._hear("sensitivity", 0, 1)
        quick: dict[str, Method] = {
            forward.NAME: forward.stepwise,
            best_bic.NAME: partial(best_bic.best_bic, order=2),
        }
        changed = sensitivity(self.table, quick)
        if self.table.size < LEAST_LISTS:
            return changed
        by_threshold = ((p0, forward.stepwise(self.table, p0=p0)) for p0 in THRESHOLDS)
        return changed + tuple(
            Changed("threshold", str(p0), forward.NAME, found.point, found.reason)
            for p0, found in by_threshold
        )

    def consistency(self) -> tuple[Known, ...]:
        self._hear("consistency", 0, 1)
        methods: dict[str, Method] = {
            forward.NAME: partial(self.stepwise, most=KNOWN_MOST),
            best_bic.NAME: partial(self.best_bic, most=KNOWN_MOST),
        }
        return consistency(self.table, methods)

    def _hear(self, name: str, done: int, of: int) -> None:
        if self.told is not None:
            self.told(name, done, of)
