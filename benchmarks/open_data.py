"""How near synthetic records come to the people they stand for, and how long they take.

python benchmarks/open_data.py [--eps 1] [--people 50000] [--peers PYTHON] [--quick]

The people are invented: routes with their own ages, places, ways in and means of control, in the columns of the
Counter-Trafficking Data Collaborative.
"""

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.people import PeopleTable

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
    return (rng.random(len(route))[:, None] > bounds[route]).sum(axis=1).clip(0, size - 1)
