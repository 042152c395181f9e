"""How like the people the records are: for the publisher alone, because it looks at both."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np

from safeconduct.observatory.disclosure.domain import Domain, Mask
from safeconduct.observatory.disclosure.people import PeopleTable

LONGEST = 3
CHARTS = 10
INTERNAL = (
    "Internal. These figures look at the people themselves and carry no protection. Do not publish them."
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """All tables of so many columns: mean total variation distance (0 alike, 1 apart), mean error of a cell.

    `suppressed` is the share of combinations of people that no record has, `fabricated` the share of combinations of
    records that no person has.
    """

    columns: int
    tables: int
    distance: float
    error: float
    suppressed: float
    fabricated: float


@dataclass(frozen=True, slots=True)
class ChartError:
    """How far the bars of one chart are off, in people: the mean and the worst."""

    chart: str
    mean: float
    worst: int


def likeness(records: PeopleTable, people: PeopleTable, longest: int = LONGEST) -> tuple[Likeness, ...]:
    """Compare all tables of one, two and three columns."""
    told = []
    for length in range(1, min(longest, len(people.domain.columns)) + 1):
        distances, errors, lost, invented = [], [], np.zeros(2), np.zeros(2)
        for columns in combinations(range(len(people.domain.columns)), length):
            made, real = records.count(columns), people.count(columns)
            gap = np.abs(made / max(records.size, 1) - real / people.size)
            distances.append(float(gap.sum()) / 2)
            occupied = (made > 0) | (real > 0)
            errors.append(float(np.abs(made - real)[occupied].mean()))
            lost += ((real > 0) & (made == 0)).sum(), (real > 0).sum()
            invented += ((made > 0) & (real == 0)).sum(), (made > 0).sum()
        told.append(
            Likeness(
                length,
                len(distances),
                float(np.mean(distances)),
                float(np.mean(errors)),
                float(lost[0] / max(lost[1], 1)),
                float(invented[0] / max(invented[1], 1)),
            )
        )
    return tuple(told)


def charts(
    records: PeopleTable, people: PeopleTable, drawn: Sequence[Sequence[str]] = ()
) -> tuple[ChartError, ...]:
    """Return the errors of the charts that readers use most: those named, or the first ten columns."""
    domain = people.domain
    named = [tuple(each) for each in drawn] or [(name,) for name in domain.names[:CHARTS]]
    told = []
    for names in named:
        columns = [domain.place(name) for name in names]
        gap = np.abs(records.count(columns) - people.count(columns))
        told.append(ChartError(" × ".join(names), float(gap.mean()), int(gap.max())))
    return tuple(told)


def report(records: PeopleTable, people: PeopleTable, drawn: Sequence[Sequence[str]] = ()) -> dict[str, Any]:
    """Return all of it as plain values, marked internal."""
    return {
        "internal": INTERNAL,
        "likeness": [asdict(each) for each in likeness(records, people)],
        "charts": [asdict(each) for each in charts(records, people, drawn)],
    }


def small_combinations(records: PeopleTable, people: PeopleTable, k: int, longest: int = LONGEST) -> int:
    """Count combinations of up to three codes that records have and that describe fewer than k people.

    A cell that is not recorded asserts nothing and is not counted.
    """
    return sum(
        int(((records.count(columns) > 0) & (people.count(columns) < k) & told).sum())
        for columns, told in _tables(people.domain, longest)
    )


def _tables(domain: Domain, longest: int) -> Iterator[tuple[tuple[int, ...], Mask]]:
    """Return each set of columns, with the cells in which something is said of every column."""
    for length in range(1, min(longest, len(domain.columns)) + 1):
        for columns in combinations(range(len(domain.columns)), length):
            told = np.ones([domain.sizes[column] for column in columns], dtype=np.bool_)
            for axis, column in enumerate(columns):
                blank = domain.columns[column].not_recorded
                if blank is not None:
                    place = domain.columns[column].codes.index(blank)
                    told[(slice(None),) * axis + (place,)] = False
            yield columns, told
