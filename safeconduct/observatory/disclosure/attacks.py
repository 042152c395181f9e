"""What somebody could learn of a person from synthetic records: attacks, run for real against people who are in.

Each attack is tried on members, from whom the records were made, and on controls, who were left out. What succeeds
equally on both is knowledge of the world; the excess on members is what the records give away (Giomi and others
2023).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from safeconduct.observatory.disclosure import searches
from safeconduct.observatory.disclosure.domain import Codes, Counts, Mask
from safeconduct.observatory.disclosure.excess import Excess, compared, together
from safeconduct.observatory.disclosure.people import BadData, PeopleTable

TRIES = 1000  # of each kind, on members and on controls; design default
SEARCHES = 200_000_000  # codes read in a search for everybody; design default
TARGETS = (400, 2000)  # fewest and most people looked for in each trial; design default
LEAST_PEOPLE = 20  # of each group, below which nothing could be told; design default
GUESSES = 3  # columns of the shortest singling-out guess; that of the reference tool of Giomi and others


@dataclass(frozen=True, slots=True)
class Membership:
    """How well nearness to a record tells members from controls: area under the curve, 0.5 is a coin."""

    auc: float
    low: float
    high: float
    people: int


@dataclass(frozen=True)
class Arena:
    """Records that are to be published, the people they were made from, and as many who were left out."""

    records: Codes
    members: Codes
    controls: Codes
    sizes: tuple[int, ...]

    @classmethod
    def of(
        cls, records: PeopleTable, members: PeopleTable, controls: PeopleTable, draws: np.random.Generator
    ) -> "Arena":
        """Put everybody in random order, as many controls as members. Raises BadData with too few of either."""
        if not records.domain.columns == members.domain.columns == controls.domain.columns:
            raise BadData("Records, members and controls must have the same columns and codes.")
        few = min(members.size, controls.size)
        if few < LEAST_PEOPLE:
            raise BadData(f"The attacks need at least {LEAST_PEOPLE} people who are in and as many left out.")
        if records.size == 0:
            raise BadData("There are no records to attack.")
        rows = [
            np.ascontiguousarray(each.codes.T[draws.permutation(each.size)])
            for each in (records, members, controls)
        ]
        return cls(rows[0], rows[1][:few], rows[2][:few], records.domain.sizes)

    @property
    def targets(self) -> int:
        """Return how many people of each side are looked for: more where there are fewer records to search."""
        fewest, most = TARGETS
        return min(len(self.members), max(fewest, min(most, SEARCHES // self.records.size)))

    @property
    def sides(self) -> Iterator[Codes]:
        yield self.members
        yield self.controls


def singling_out(
    arenas: Sequence[Arena], draws: np.random.Generator, tries: int = TRIES
) -> tuple[Excess, ...]:
    """Guess combinations, taken from records where they are unique, that single out exactly one person.

    Three lengths: few columns, half of them, all; one result each. A length without any guess is left out.
    """
    columns = arenas[0].records.shape[1]
    lengths = sorted({min(GUESSES, columns), (columns + 1) // 2, columns})
    found = []
    for length in lengths:
        hits, number = np.zeros(2, dtype=np.int64), 0
        for arena in arenas:
            chosen, asked = _guesses(arena.records, length, tries // len(arenas) + 1, draws)
            unique = searches.matches(arena.records, chosen, asked) == 1
            number += int(unique.sum())
            hits += [
                (searches.matches(side, chosen[unique], asked[unique]) == 1).sum() for side in arena.sides
            ]
        if number:
            about = f"{length} of {columns} columns"
            found.append(compared(hits, number, about=about, looks=len(lengths)))
    return tuple(found)


def _guesses(records: Codes, length: int, tries: int, draws: np.random.Generator) -> tuple[Codes, Mask]:
    """Take combinations of so many columns out of records; none twice, or chance would look like proof."""
    chosen = records[draws.integers(len(records), size=tries)]
    asked = _some(tries, records.shape[1], length, draws)
    _values, first = np.unique(np.where(asked, chosen, np.int16(-1)), axis=0, return_index=True)
    return chosen[first], asked[first]


def linkability(arenas: Sequence[Arena], draws: np.random.Generator) -> Excess:
    """Find people from two halves of what is known of them, and link the halves by one record."""
    columns = arenas[0].records.shape[1]
    hits, total = np.zeros(2, dtype=np.int64), 0
    for arena in arenas:
        number = arena.targets
        total += number
        hits += [
            searches.linked(side[:number], arena.records, _some(number, columns, columns // 2, draws)).sum()
            for side in arena.sides
        ]
    return compared(hits, total)


def inference(arenas: Sequence[Arena], names: tuple[str, ...]) -> tuple[Excess, ...]:
    """Guess what is not known of people from all that is: first all columns together, then each by itself."""
    right: list[list[Mask]] = [[], []]
    for arena in arenas:
        number = arena.targets
        for found, side in zip(right, arena.sides, strict=True):
            found.append(searches.guessed(side[:number], arena.records, max(arena.sizes)))
    members, controls = (np.concatenate(found) for found in right)
    each = tuple(
        compared(
            np.array([members[:, column].sum(), controls[:, column].sum()]),
            len(members),
            about=name,
            looks=len(names),
        )
        for column, name in enumerate(names)
    )
    return (together(members.mean(axis=1), controls.mean(axis=1)), *each)


def membership(arenas: Sequence[Arena], most: int = 2 * TRIES) -> Membership:
    """Tell members by their nearness to a record; interval by Hanley and McNeil 1982."""
    near: list[list[Counts]] = [[], []]
    for arena in arenas:
        for found, side in zip(near, arena.sides, strict=True):
            found.append(searches.nearest(side[:most], arena.records))
    members, controls = (np.concatenate(found) for found in near)
    ins, outs = len(members), len(controls)
    ranks = rankdata(-np.concatenate([members, controls]))
    auc = float((ranks[:ins].sum() - ins * (ins + 1) / 2) / (ins * outs))
    one, two = auc / (2 - auc), 2 * auc * auc / (1 + auc)
    spread = auc * (1 - auc) + (ins - 1) * (one - auc * auc) + (outs - 1) * (two - auc * auc)
    half = 1.96 * sqrt(max(0.0, spread) / (ins * outs))
    return Membership(auc, max(0.0, auc - half), min(1.0, auc + half), ins)


def copies(arenas: Sequence[Arena]) -> Excess:
    """Compare the share of records equal to a member like whom there is nobody else, with that for controls.

    Records that are alike count once: they are copies of each other, and prove nothing twice.
    """
    hits, total = np.zeros(2, dtype=np.int64), 0
    for arena in arenas:
        rows = np.unique(_keys(arena.records))
        total += len(rows)
        hits += [np.isin(rows, _unique(_keys(side))).sum() for side in arena.sides]
    return compared(hits, total)


@dataclass(frozen=True, slots=True)
class Copied:
    """Shares of records equal to a person like whom there is nobody else: found, in fresh people, in plain copies."""

    found: float
    fresh: float
    copied: float

    @property
    def tells(self) -> bool:
        """Tell whether copies would stand out at all: with few columns everybody is like somebody."""
        return self.copied - self.fresh > 0.1

    @property
    def nearer_to_copies(self) -> bool:
        return self.found > (self.copied + self.fresh) / 2


def copies_without_controls(records: PeopleTable, people: PeopleTable, draws: np.random.Generator) -> Copied:
    """Look for copies where nobody was left out: one half of the people is looked for in records and in the other."""
    order = draws.permutation(people.size)
    half = people.size // 2
    if half < LEAST_PEOPLE or records.size == 0:
        raise BadData(f"This needs at least {2 * LEAST_PEOPLE} people, and records.")
    one, other = people.codes.T[order[:half]], people.codes.T[order[half : 2 * half]]
    unique = _unique(_keys(one))
    found, fresh, copied = (
        float(np.isin(_keys(rows), unique).mean()) for rows in (records.codes.T, other, people.codes.T)
    )
    return Copied(found, fresh, copied)


def _keys(rows: Codes) -> NDArray[np.void]:
    """Return each row as one value that can be compared."""
    whole = np.ascontiguousarray(rows)
    return whole.view(np.dtype((np.void, whole.dtype.itemsize * whole.shape[1]))).ravel()


def _unique(rows: NDArray[np.void]) -> NDArray[np.void]:
    values, counts = np.unique(rows, return_counts=True)
    return np.asarray(values[counts == 1])


def _some(rows: int, columns: int, length: int, draws: np.random.Generator) -> Mask:
    """Choose so many columns at random in each row."""
    return np.asarray(draws.random((rows, columns)).argsort(axis=1) < length)
