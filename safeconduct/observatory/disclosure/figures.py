"""Counts as they are published: which cell, how many people are shown, and what a reader may conclude at most."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import product
from math import ceil, prod

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.consistency import NoisyTable
from safeconduct.observatory.disclosure.domain import Domain
from safeconduct.observatory.disclosure.people import BadData
from safeconduct.observatory.disclosure.relations import Atoms, Exposure, Relation, Solver
from safeconduct.observatory.disclosure.suppression import Protected, totals_of

BAND = 1.96  # standard deviations to each side: the 95 % band
MOST_ATOMS = 20_000  # groups told apart in one linear programme; design default
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


def relations(releases: Sequence[Published]) -> tuple[Relation, ...]:
    """Return everything that releases said together, as sums over the finest groups that they tell apart.

    Raises BadData when these groups are too many to be solved at once.
    """
    return relations_in(releases, _codes(releases))


def _codes(releases: Sequence[Published]) -> dict[str, dict[str, None]]:
    """Return all codes of each column that any release tells apart."""
    codes: dict[str, dict[str, None]] = {}
    for figure in (each for release in releases for each in release.figures):
        for name, code in zip(figure.columns, figure.codes, strict=True):
            codes.setdefault(name, {})[code] = None
    parts = {part for release in releases for part in release.covers or ("",)}
    if prod(len(each) for each in codes.values()) * len(parts) > MOST_ATOMS:
        raise BadData(
            f"These tables tell more than {MOST_ATOMS} groups apart. Publish fewer columns together."
        )
    return codes


def _relation(figure: Figure, codes: dict[str, dict[str, None]], release: Published) -> Relation | None:
    low, high = _limits(figure)
    if high is None:
        return None
    return Relation(_atoms(figure, codes, release.covers or ("",)), low, high, release.source)


def withheld(release: Published, earlier: Sequence[Published], k: int) -> Published:
    """Hide more figures until no small group can be worked out of what is left and earlier releases together.

    Each time the narrowest other figure goes that says something of such a group. What tells too many groups apart
    for that is returned as it is. Raises Contradiction.
    """
    kept = list(release.figures)
    try:
        codes = _codes((*earlier, release))
    except BadData:
        return release
    told = [_relation(figure, codes, release) for figure in kept]
    before = relations_in(earlier, codes)
    while found := readable((*before, *(each for each in told if each is not None)), k):
        gone = {at for each in found if (at := _narrowest(told, each.atoms)) is not None}
        if not gone:
            break
        for at in gone:
            kept[at] = Figure(kept[at].columns, kept[at].codes, None)
            told[at] = None
    return Published(tuple(kept), release.covers, release.source)


def _narrowest(told: Sequence[Relation | None], group: Atoms) -> int | None:
    """Return which figure about fewest people, beside the group's own, says something of it."""
    touching = [
        (len(each.atoms), at)
        for at, each in enumerate(told)
        if each is not None and each.atoms & group and not each.atoms <= group
    ]
    return min(touching)[1] if touching else None


def relations_in(releases: Sequence[Published], codes: dict[str, dict[str, None]]) -> tuple[Relation, ...]:
    """Return what releases said, over groups that are given."""
    all_of = (_relation(figure, codes, release) for release in releases for figure in release.figures)
    return tuple(each for each in all_of if each is not None)


def _limits(figure: Figure) -> tuple[int, int | None]:
    if figure.least is not None and figure.most is not None:
        return figure.least, figure.most
    return (0, None) if figure.people is None else (figure.people, figure.people)


def _atoms(figure: Figure, codes: dict[str, dict[str, None]], covers: Sequence[str]) -> Atoms:
    fixed = dict(zip(figure.columns, figure.codes, strict=True))
    lists = [(fixed[name],) if name in fixed else tuple(each) for name, each in codes.items()]
    return frozenset(
        "|".join([*(f"{name}={code}" for name, code in zip(codes, cell, strict=True)), part])
        for cell in product(*lists)
        for part in covers
    )


def readable(told: Sequence[Relation], k: int) -> tuple[Exposure, ...]:
    """Return groups that a reader can tell to be few, to within fewer than k possibilities, without knowing anybody.

    Looked at are published groups, the finest groups, and what is left when one is taken out of another. Raises
    Contradiction.
    """
    if not told:
        return ()
    solver, found = Solver(told), []
    for group in _groups(told, k):
        if solver.open_to(group, k):
            continue
        low, high = solver.limits(group)
        if high is not None and low < k and high >= 1 and high - low + 1 < k:
            found.append(Exposure(group, low, high))
    return tuple(found)


def _groups(told: Sequence[Relation], k: int) -> Iterator[Atoms]:
    """Return groups that may be few: those that already the plain limits show to be many are left out."""
    limits: dict[Atoms, tuple[int, int]] = {}
    for relation in told:
        low, high = limits.get(relation.atoms, (0, relation.high))
        limits[relation.atoms] = (max(low, relation.low), min(high, relation.high))
    groups = {frozenset((atom,)) for atoms in limits for atom in atoms} - limits.keys()
    groups |= {atoms for atoms, (low, _high) in limits.items() if low < k}
    for small, (_low, high) in limits.items():
        for large, (low, _) in limits.items():
            if low - high < k and small < large:
                groups.add(large - small)
    return iter(sorted(groups, key=sorted))
