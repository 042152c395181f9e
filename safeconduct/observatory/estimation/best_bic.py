"""Model choice B: the hierarchical model with the least BIC, and the interval that allows for the choice.

Silverman, Chan and Vincent (2024), Statistics and Computing 34, 44.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from safeconduct.observatory.estimation.answers import estimated, no_estimate
from safeconduct.observatory.estimation.bootstrap import MOST, Told, bootstrap
from safeconduct.observatory.estimation.competing import Members, best_each
from safeconduct.observatory.estimation.models import Model, main_effects, sets_up_to
from safeconduct.observatory.estimation.newton import CHOSEN
from safeconduct.observatory.estimation.poisson import fit
from safeconduct.observatory.estimation.ranking import members_of, ranked, tried
from safeconduct.observatory.estimation.resampling import Answers, chosen, histories_of
from safeconduct.observatory.estimation.results import Estimate
from safeconduct.observatory.estimation.table import CaptureTable
from safeconduct.observatory.estimation.triangular import Integers, Reals

NAME = "best BIC"


@dataclass(frozen=True)
class Best:
    """The choice among the models best on the original table, for people of the same histories."""

    lists: int
    histories: Integers
    sets: Integers
    members: Members
    begun: Reals  # effects fitted to the original table

    @classmethod
    def of(cls, table: CaptureTable, models: Sequence[Model], order: int) -> Self:
        """Prepare the choice among these models, best first, from their fits to the table."""
        sets = sets_up_to(table.size, order)
        effects = tried(table, models, order).effects
        return cls(
            table.size, histories_of(table), np.array(sets, np.int64), members_of(models, sets), effects
        )

    def settle(self, tables: Integers) -> Answers:
        """Find the best model for each table, a row of people by history."""

        def run(state: Answers) -> None:
            best_each(
                tables, self.histories, self.sets, self.members, self.begun, state.told, state.lengths, state.codes,
                state.counts, state.terms, state.darks, 1 << self.lists,
            )  # fmt: skip

        return chosen(tables, self.histories, self.lists, len(self.sets), run)

    def darks(self, tables: Integers) -> Reals:
        """Return the dark figure for each table; NaN where no model has an estimate."""
        state = self.settle(tables)
        return np.where(state.codes == CHOSEN, state.darks, np.nan)


def usual_order(lists: int) -> int:
    """Return the largest number of lists in one effect: 3 for four and five lists, else 2."""
    return 3 if lists in (4, 5) else 2


def usual_top(lists: int) -> int:
    """Return how many models the bootstrap chooses among: all for three lists, 20 for four, 100 beyond."""
    return {1: 1, 2: 1, 3: 8, 4: 20}.get(lists, 100)


def best_bic(
    table: CaptureTable, *, order: int | None = None, seed: int | None = None, most: int = MOST,
    top: int | None = None, processes: int = 1, told: Told | None = None,
) -> Estimate:  # fmt: skip
    """Estimate by the model with the least BIC, its choice among the `top` best inside the bootstrap.

    Every model with effects of at most `order` lists is fitted, or searched for downhill where there are more than
    50,000. Without a seed only the model's own interval is given, flagged `conditional`. Raises ValueError for an
    order below 1.
    """
    lists = table.size
    order = usual_order(lists) if order is None else min(order, lists - 1)
    if order < 1:
        raise ValueError("The order is the largest number of lists in one effect: 1 or more.")
    ranking = ranked(table, order, usual_top(lists) if top is None else top)
    if not ranking.best:
        return no_estimate(NAME, table, fit(table, main_effects(lists)).status)
    found = ranking.best[0]
    told_of = {
        "order": order, "tried": ranking.tried, "exhaustive": ranking.exhaustive, "top": len(ranking.best),
        "next": [[each.name, each.total, each.bic] for each in ranking.best[1:5]],
    }  # fmt: skip
    if seed is None or found.total is None:
        return estimated(NAME, table, found, told_of)
    choice = Best.of(table, [each.model for each in ranking.best], order)
    drawn = bootstrap(choice, table, found.total, seed=seed, most=most, processes=processes, told=told)
    return estimated(NAME, table, found, {**told_of, "seed": seed}, drawn)
