"""Counts as they are published: which cell, how many people are shown, and what a reader may conclude at most."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from math import ceil

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.consistency import NoisyTable
from safeconduct.observatory.disclosure.domain import Domain
from safeconduct.observatory.disclosure.people import BadData
from safeconduct.observatory.disclosure.relations import Atoms
from safeconduct.observatory.disclosure.suppression import Protected, totals_of

BAND = 1.96  # standard deviations to each side: the 95 % band
MOST_PEOPLE = 10**10
LAST = ("people", "least", "most")


@dataclass(frozen=True, slots=True)
class Figure:
    """One published count. `people` is None where hidden; no columns: everybody.

    `least` and `most` are what it may stand for: by rounding for certain, by noise in 95 of 100 cases.
    """

    columns: tuple[str, ...]
    codes: tuple[str, ...]
    people: int | None
    least: int | None = None
    most: int | None = None

    @property
    def name(self) -> str:
        return ", ".join(f"{n}={c}" for n, c in zip(self.columns, self.codes, strict=True)) or "everybody"


@dataclass(frozen=True)
class Published:
    """The counts of one release, and the parts of the population that it covers (months, regions)."""

    figures: tuple[Figure, ...]
    covers: tuple[str, ...]
    source: str = ""


def with_noise(tables: Iterable[NoisyTable], domain: Domain) -> tuple[Figure, ...]:
    """Return noisy tables as counts of whole people with their 95 % band. All of it is free of cost."""
    told = []
    for table in tables:
        names = tuple(domain.names[column] for column in table.columns)
        half = ceil(BAND * table.sigma)
        for place in np.ndindex(table.values.shape):
            people = round(float(table.values[place]))
            codes = tuple(domain.columns[c].codes[i] for c, i in zip(table.columns, place, strict=True))
            told.append(Figure(names, codes, people, max(0, people - half), people + half))
    return tuple(told)


def rounded_down(
    kept: Mapping[tuple[int, ...], NDArray[np.int64]], domain: Domain, k: int
) -> tuple[Figure, ...]:
    """Return tables that were rounded down to multiples of k as counts; none shown is fewer than k, or nobody."""
    told = []
    for columns, counts in kept.items():
        names = tuple(domain.names[column] for column in columns)
        for place in np.ndindex(counts.shape):
            people = int(counts[place])
            codes = tuple(domain.columns[c].codes[i] for c, i in zip(columns, place, strict=True))
            told.append(Figure(names, codes, people or None, people, people + k - 1))
    return tuple(told)


def by_threshold(table: Protected, k: int) -> tuple[Figure, ...]:
    """Return a table with hidden cells and its totals as counts."""
    known = {relation.atoms: (relation.low, relation.high) for relation in table.relations}
    axes = table.cube.axes
    names = tuple(axis.name for axis in axes)
    told = []
    for place in np.ndindex(table.cube.counts.shape):
        atom = table.cube.atom(place)
        codes = tuple(axis.codes[i] for axis, i in zip(axes, place, strict=True))
        limits = known.get(frozenset((atom,)), (None, None))
        told.append(Figure(names, codes, table.shown[atom], *limits))
    sums = totals_of(table.cube, range(len(axes)))
    for name, people in table.totals.items():
        if people >= k:
            pairs = [each.split("=", 1) for each in name.split("|")] if name != "all" else []
            limits = known.get(sums[name]) or _together(sums[name], known)
            told.append(Figure(tuple(n for n, _ in pairs), tuple(c for _, c in pairs), people, *limits))
    return tuple(told)


def _together(atoms: Atoms, known: Mapping[Atoms, tuple[int, int]]) -> tuple[int, int]:
    """Return what a sum of rounded cells may stand for."""
    limits = [known[frozenset((atom,))] for atom in atoms]
    return sum(low for low, _ in limits), sum(high for _, high in limits)


def write(figures: Sequence[Figure]) -> str:
    """Write counts as CSV: up to as many pairs of column and code as the widest table has, then the figures."""
    wide = max((len(figure.columns) for figure in figures), default=0)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{part}_{n}" for n in range(1, wide + 1) for part in ("column", "code")] + list(LAST))
    for figure in figures:
        pairs = list(zip(figure.columns, figure.codes, strict=True)) + [("", "")] * (
            wide - len(figure.columns)
        )
        numbers = ("" if n is None else n for n in (figure.people, figure.least, figure.most))
        writer.writerow([word for pair in pairs for word in pair] + list(numbers))
    return out.getvalue()


def read(text: str) -> tuple[Figure, ...]:
    """Read what `write` wrote. Raises BadData with the line."""
    try:
        header, *rows = csv.reader(StringIO(text), strict=True)
    except (csv.Error, ValueError) as wrong:
        raise BadData("counts.csv is no table of counts.") from wrong
    wide = (len(header) - len(LAST)) // 2
    expected = [f"{part}_{n}" for n in range(1, wide + 1) for part in ("column", "code")] + list(LAST)
    if header != expected:
        raise BadData("counts.csv does not have the columns of a table of counts.")
    return tuple(_figure(row, wide, line) for line, row in enumerate(rows, start=2))


def _figure(row: Sequence[str], wide: int, line: int) -> Figure:
    try:
        pairs = [(row[2 * n], row[2 * n + 1]) for n in range(wide) if row[2 * n]]
        numbers = [None if word == "" else int(word) for word in row[2 * wide :]]
        people, least, most = numbers
    except (ValueError, IndexError) as broken:
        raise BadData(f"Line {line} of counts.csv is no count.") from broken
    if any(number is not None and not 0 <= number <= MOST_PEOPLE for number in numbers):
        raise BadData(f"Line {line} of counts.csv shows fewer people than none, or more than there are.")
    return Figure(tuple(n for n, _ in pairs), tuple(c for _, c in pairs), people, least, most)
