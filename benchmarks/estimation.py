"""How long estimates take, beside a plain NumPy reference of the same run: a model matrix and iterated least squares.

    python benchmarks/estimation.py [FOLDER]

FOLDER holds the published tables (tests/observatory/data). Times are those of one core, without compiling. Each line
is a figure with its ratio to the reference, which does the same work on a part and is scaled up.
"""

import sys
import time
from collections.abc import Callable
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from safeconduct.observatory.estimation.best_bic import best_bic
from safeconduct.observatory.estimation.models import Model, hierarchies, pairs_of
from safeconduct.observatory.estimation.ranking import ranked, tried
from safeconduct.observatory.estimation.resampling import histories_of
from safeconduct.observatory.estimation.stepwise import Forward, stepwise
from safeconduct.observatory.estimation.table import CaptureTable, read_csv
from safeconduct.observatory.estimation.tails import log_tail

TABLES = Path(__file__).parents[1] / "tests" / "observatory" / "data"
REPLICATES, FEW, FEW_MODELS = 1000, 10, 100


def seconds(act: Callable[[], Any]) -> float:
    """Return the processor time of an act."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def plain_fit(counts: Any, model: Model) -> tuple[Any, Any]:
    """Fit by iterated least squares. Return fitted values by history and the dark figure, None if it fails."""
    words = np.arange(1, len(counts))
    dead = [each for each in model if not counts[1:][(words & each) == each].any()]
    cells = words[[not any(w & each == each for each in dead) for w in words]]
    alive = [each for each in model if each not in dead]
    matrix = np.array([(cells & each) == each for each in alive], dtype=float).T
    people = counts[cells].astype(float)
    mean = people + 0.5
    for _ in range(60):
        weighed = mean[:, None] * matrix
        try:
            values = np.linalg.solve(matrix.T @ weighed, matrix.T @ (mean * np.log(mean) + people - mean))
        except np.linalg.LinAlgError:
            return None, None
        with np.errstate(over="ignore", under="ignore"):
            now = np.maximum(np.exp(np.minimum(matrix @ values, 700.0)), 1e-300)
        done = np.abs(now - mean).max() < 1e-7 * (1.0 + counts.sum())
        mean = now
        if done:
            break
    fitted = np.zeros(len(counts))
    fitted[cells] = mean
    return fitted, float(np.exp(min(values[0], 700.0)))


def plain_stepwise(table: CaptureTable, counts: Any) -> float | None:
    """Choose pairs as the compiled choice does, with one plain fit a step."""
    words = np.arange(len(counts))
    model: Model = (0, *(1 << i for i in range(table.size)))
    fitted, dark = plain_fit(counts, model)
    while fitted is not None:
        found = []
        for pair in pairs_of(table.size):
            held = (words & pair) == pair
            if pair not in model:
                found.append((log_tail(int(counts[held].sum()), float(fitted[held].sum())), pair))
        later = None
        for tail, pair in sorted(found):
            if tail >= log(0.02):
                break
            later, now = plain_fit(counts, (*model, pair))
            if later is not None and 1e-10 < now <= 1000 * counts.sum():
                model, dark = (*model, pair), now
                break
            later = None
        fitted = later
    return dark


def draws(table: CaptureTable, count: int) -> Any:
    people = table.counts[histories_of(table)]
    return np.random.default_rng(1).multinomial(table.seen, people / table.seen, size=count)


def line(name: str, taken: float, plain: float) -> None:
    print(
        f"{name}: {taken:.2f} s; {plain / taken:.0f} times as fast as plain NumPy ({plain:.1f} s)", flush=True
    )


def bootstraps(name: str, table: CaptureTable) -> None:
    histories = histories_of(table)
    choice, tables = Forward(table.size, histories, 0.02), draws(table, REPLICATES)
    choice.darks(tables[:1])

    def plainly() -> None:
        for row in tables[:FEW]:
            counts = np.zeros_like(table.counts)
            counts[histories] = row
            plain_stepwise(table, counts)

    taken = seconds(lambda: choice.darks(tables))
    line(f"{name}, stepwise, {REPLICATES:,} replicates", taken, seconds(plainly) * REPLICATES / FEW)


def all_models(name: str, table: CaptureTable, order: int) -> None:
    models = list(hierarchies(table.size, order))
    ranked(table, order, 1)
    taken = seconds(lambda: ranked(table, order, 1))
    fits = tried(table, models, order)
    part = [models[m] for m in np.argsort(fits.bics)[:FEW_MODELS]]
    plain = seconds(lambda: [plain_fit(table.counts, model) for model in part]) * len(models) / len(part)
    line(f"{name}, all {len(models):,} models of order {order}", taken, plain)


def best(name: str, table: CaptureTable) -> None:
    best_bic(table, seed=1, most=400)
    taken = seconds(lambda: best_bic(table, seed=1, most=REPLICATES))
    models = [each.model for each in ranked(table, 2, 100).best]
    plain = seconds(lambda: [plain_fit(table.counts, model) for model in models]) * REPLICATES
    line(f"{name}, best BIC of {len(models)}, {REPLICATES:,} replicates", taken, plain)


def converged(name: str, table: CaptureTable, most: int) -> None:
    taken = seconds(lambda: stepwise(table, seed=1, most=most))
    found = stepwise(table, seed=1, most=most)
    assert found.ci95 is not None
    print(
        f"{name}, stepwise until the limits stand still: {found.diagnostics['B']:,} replicates, {taken:.1f} s; "
        f"95 % {found.ci95.low:,.0f} to {found.ci95.high:,.0f}, errors "
        f"{found.mc_error['0.025']:.0f} and {found.mc_error['0.975']:.0f}",
        flush=True,
    )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLES
    tables = {name: read_csv(folder / f"{name}.csv") for name in ("UKdat_5", "UKdat", "NewOrl", "Kosovo")}
    for name, table in tables.items():
        bootstraps(name, table)
    all_models("UKdat_5", tables["UKdat_5"], 4)
    all_models("UKdat", tables["UKdat"], 2)
    for name in ("UKdat_5", "UKdat"):
        best(name, tables[name])
    for name, table in tables.items():
        converged(name, table, 100_000)


if __name__ == "__main__":
    main()
