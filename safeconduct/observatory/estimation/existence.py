"""Whether a model can be estimated on a table at all (Fienberg and Rinaldo 2012).

Asked only when a converged fit is no proof. Both answers depend on which histories anybody has, not on how many, so
they are asked of a table with one person a history: numbers of one size, and an answer that can be kept.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from safeconduct.observatory.estimation.results import Status

NOTHING, DOUBT = 1e-9, 1e-6  # an optimum below the first is 0; between the two it is asked again, rescaled


def status_of(terms: Sequence[int], counts: Sequence[int] | NDArray[np.int64]) -> Status:
    """Tell whether the extended estimate exists and whether the model can be identified.

    `terms` are the sets of a hierarchical model, `counts` the people by history (a bit set). Never raises on a
    table somebody is in.
    """
    seen = tuple(int(w) for w in np.flatnonzero(np.asarray(counts)) if w)
    return _status(tuple(int(each) for each in terms), seen, len(counts))


@lru_cache(maxsize=50_000)
def _status(terms: tuple[int, ...], seen: tuple[int, ...], size: int) -> Status:
    dead = [each for each in terms if not any(w & each == each for w in seen)]
    alive = [each for each in terms if each not in dead]
    cells = [w for w in range(1, size) if not any(w & each == each for each in dead)]
    matrix = np.array([[float(w & each == each) for w in cells] for each in alive])
    table = np.isin(cells, seen).astype(np.float64)
    code = 0 if _exists(matrix, table) else Status.NO_ESTIMATE
    if np.linalg.matrix_rank(matrix) < len(alive):
        code += Status.NOT_IDENTIFIABLE
    return Status(code)


def _exists(matrix: NDArray[np.float64], table: NDArray[np.float64]) -> bool:
    """Ask for a table with the same margins whose least cell is as large as can be."""
    rows, columns = matrix.shape
    cost = np.zeros(columns + 1)
    cost[-1] = -1.0
    answer = linprog(
        cost,
        A_ub=np.hstack([-np.eye(columns), np.ones((columns, 1))]),
        b_ub=np.zeros(columns),
        A_eq=np.hstack([matrix, np.zeros((rows, 1))]),
        b_eq=matrix @ table,
        bounds=(None, None),
        method="highs",
    )
    least = -float(answer.fun or 0.0)
    if NOTHING * max(1.0, table.sum()) < least < DOUBT or answer.status != 0:
        return _exists_rescaled(matrix, table)
    return bool(least > NOTHING * max(1.0, table.sum()))


def _exists_rescaled(matrix: NDArray[np.float64], table: NDArray[np.float64]) -> bool:
    """Ask for a change of the table that keeps its margins and puts at least 1 into every empty cell.

    The same question without a small number in it: the change may be scaled down until nothing else turns negative.
    """
    bounds = [(1.0, None) if n == 0 else (None, None) for n in table]
    answer = linprog(
        np.zeros(len(table)), A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=bounds, method="highs"
    )
    return bool(answer.status == 0)
