"""Does the headline range hold the truth as often as it says? People are drawn from models whose truth is known.

    python benchmarks/held.py FILE [--simulations 500] [--most 1000]

From the model that stepwise choice fits to the table of FILE, and from the one that BIC fits, whole populations are
drawn, the unseen among them; each is estimated as if nothing were known. Prints one line a truth: coverage of the
headline range and of its 80 % part, with the range that chance allows, and what the reference (the model's own
interval, which does not allow for the choice) covers in the same run.
"""

import argparse
import time
from math import sqrt
from pathlib import Path

import numpy as np

from safeconduct.observatory.estimation import CaptureTable, read_csv
from safeconduct.observatory.estimation.best_bic import best_bic
from safeconduct.observatory.estimation.poisson import Fit
from safeconduct.observatory.estimation.ranking import ranked
from safeconduct.observatory.estimation.stepwise import choose


def chances(table: CaptureTable, truth: Fit) -> np.ndarray:
    """Return the chance of each history, the empty one too, under a fitted model."""
    value = dict(zip(truth.model, truth.values, strict=True))
    logs = np.zeros(len(table.counts))
    for history in range(len(logs)):
        inside = [value[subset] for subset in truth.model if subset & history == subset]
        logs[history] = -np.inf if None in inside else sum(inside)
    fitted = np.exp(logs)
    return fitted / fitted.sum()


def simulate(table: CaptureTable, truth: Fit, simulations: int, most: int) -> dict[str, float]:
    assert truth.total is not None
    people, each = round(truth.total), chances(table, truth)
    luck = np.random.default_rng(20_261_125)
    held = {"95 %": 0, "80 %": 0, "reference": 0}
    answered = 0
    for number in range(simulations):
        counts = luck.multinomial(people, each).astype(np.int64)
        counts[0] = 0
        found = best_bic(CaptureTable(table.lists, counts), order=2, seed=number, most=most)
        if found.ci95 is None or found.ci80 is None:
            continue
        answered += 1
        held["95 %"] += found.ci95.low <= people <= found.ci95.high
        held["80 %"] += found.ci80.low <= people <= found.ci80.high
        own = found.diagnostics["conditional95"]
        held["reference"] += isinstance(own, list) and own[0] <= people <= own[1]
    return {name: count / answered for name, count in held.items()} | {"answered": answered}


def main() -> None:
    parser = argparse.ArgumentParser(description="Coverage of the headline range where the truth is known.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--simulations", type=int, default=500)
    parser.add_argument("--most", type=int, default=1000)
    told = parser.parse_args()
    table = read_csv(told.file)
    truths = {"stepwise truth": choose(table)[0], "BIC truth": ranked(table, 2, 1).best[0]}
    for name, truth in truths.items():
        begun = time.perf_counter()
        found = simulate(table, truth, told.simulations, told.most)
        chance = 1.96 * sqrt(found["95 %"] * (1 - found["95 %"]) / found["answered"])
        print(
            f"{told.file.stem}, {name} of {truth.total:,.0f} people: 95 % holds {found['95 %']:.3f} "
            f"(+/- {chance:.3f}), 80 % holds {found['80 %']:.3f}; reference, the model's own 95 %: "
            f"{found['reference']:.3f}; {found['answered']:.0f} of {told.simulations} answered; "
            f"{time.perf_counter() - begun:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
