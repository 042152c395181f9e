"""Model choice A: forward stepwise over pairs of lists, and the interval that allows for it.

Chan, Silverman and Vincent (2021), JASA 116, 1297-1306.
"""

from dataclasses import dataclass

import numpy as np

from safeconduct.observatory.estimation.answers import estimated, no_estimate
from safeconduct.observatory.estimation.bootstrap import MOST, Told, bootstrap
from safeconduct.observatory.estimation.forward import choose_each, log_of
from safeconduct.observatory.estimation.models import closed, main_effects, pairs_of
from safeconduct.observatory.estimation.newton import CHOSEN
from safeconduct.observatory.estimation.poisson import Fit, fit
from safeconduct.observatory.estimation.resampling import Answers, chosen, histories_of
from safeconduct.observatory.estimation.results import Estimate
from safeconduct.observatory.estimation.table import CaptureTable
from safeconduct.observatory.estimation.triangular import Integers, Reals

NAME = "stepwise"
P0 = 0.02  # the best threshold of their simulation over 28 scenarios


@dataclass(frozen=True)
class Forward:
    """The forward choice for people of these histories."""

    lists: int
    histories: Integers
    p0: float

    def settle(self, tables: Integers) -> Answers:
        """Choose a model for each table, a row of people by history."""
        pairs = np.array(pairs_of(self.lists), np.int64)
        limit = log_of(self.p0)

        def run(state: Answers) -> None:
            choose_each(
                tables, self.histories, self.lists, pairs, limit, state.told, state.lengths, state.codes,
                state.counts, state.terms, state.darks,
            )  # fmt: skip

        return chosen(tables, self.histories, self.lists, self.lists + 1 + len(pairs), run)

    def darks(self, tables: Integers) -> Reals:
        """Return the dark figure for each table; NaN where not even main effects can be estimated."""
        state = self.settle(tables)
        return np.where(state.codes == CHOSEN, state.darks, np.nan)


def choose(table: CaptureTable, p0: float = P0) -> tuple[Fit, tuple[int, ...]]:
    """Choose pairs and fit. Return the fit and the pairs (bit sets) in the order in which they were added.

    The fit says by its status when not even main effects can be estimated.
    """
    histories = histories_of(table)
    state = Forward(table.size, histories, p0).settle(table.counts[histories][None, :])
    if state.codes[0] != CHOSEN:
        return fit(table, main_effects(table.size)), ()
    added = tuple(int(each) for each in state.terms[0, table.size + 1 : state.counts[0]])
    return fit(table, closed(added, table.size)), added


def stepwise(
    table: CaptureTable, *, p0: float = P0, seed: int | None = None, most: int = MOST, processes: int = 1,
    told: Told | None = None,
) -> Estimate:  # fmt: skip
    """Estimate by the forward choice of pairs, with the whole choice inside the bootstrap.

    Without a seed only the model's own interval is given, flagged `conditional`: it does not allow for the choice.
    `most` is the largest number of replicates, `told` hears how many are done. Raises ValueError for a p0 that is no
    probability.
    """
    found, added = choose(table, p0)
    if found.dark is None or found.total is None:
        return no_estimate(NAME, table, found.status)
    told_of = {"p0": p0, "added": [table.name_of(each) for each in added]}
    if seed is None:
        return estimated(NAME, table, found, told_of)
    histories = histories_of(table)
    drawn = bootstrap(
        Forward(table.size, histories, p0),
        table,
        found.total,
        seed=seed,
        most=most,
        processes=processes,
        told=told,
    )
    return estimated(NAME, table, found, {**told_of, "seed": seed}, drawn)
