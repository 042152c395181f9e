"""What somebody could learn of a person from synthetic records: attacks, run for real against people who are in.

Each attack is tried on members, from whom the records were made, and on controls, who were left out. What succeeds
equally on both is knowledge of the world; the excess on members is what the records give away (Giomi and others
2023).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

from safeconduct.observatory.disclosure import searches
from safeconduct.observatory.disclosure.domain import Codes, Mask
from safeconduct.observatory.disclosure.people import BadData, PeopleTable

TRIES = 1000  # of each kind, on members and on controls; design default
TARGETS = 400  # people looked for where each search reads all records several times; design default
LEAST_PEOPLE = 20  # of each group, below which nothing could be told; design default
GUESSES = 3  # columns of the shortest singling-out guess; that of the reference tool of Giomi and others


@dataclass(frozen=True, slots=True)
class Excess:
    """How much oftener an attack succeeds on members than on controls, with a 95 % interval; -1 to 1."""

    members: float
    controls: float
    low: float
    high: float
    tries: int
    about: str = ""

    @property
    def excess(self) -> float:
        return self.members - self.controls

    def within(self, most: float) -> bool:
        """Tell whether the excess is at most so much, or may as well be none."""
        return self.excess <= most or self.low <= 0


@dataclass(frozen=True, slots=True)
class Membership:
    """How well nearness to a record tells members from controls: area under the curve, 0.5 is a coin."""

    auc: float
    low: float
    high: float
    people: int


def difference(
    hits: int, tries: int, other_hits: int, other_tries: int, *, about: str = "", looks: int = 1
) -> Excess:
    """Compare two shares; 95 % interval by Newcombe 1998, method 10, wider when it is one of several looks."""
    z = float(norm.ppf(1 - 0.025 / looks))
    share, other = hits / tries, other_hits / other_tries
    low, high = _wilson(hits, tries, z)
    other_low, other_high = _wilson(other_hits, other_tries, z)
    gap = share - other
    return Excess(
        share,
        other,
        gap - sqrt((share - low) ** 2 + (other_high - other) ** 2),
        gap + sqrt((high - share) ** 2 + (other - other_low) ** 2),
        tries,
        about,
    )


def _wilson(hits: int, tries: int, z: float) -> tuple[float, float]:
    share, spread = hits / tries, z * z / tries
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / tries + spread / tries / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


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
    def sides(self) -> Iterator[Codes]:
        yield self.members
        yield self.controls


def singling_out(arena: Arena, draws: np.random.Generator, tries: int = TRIES) -> tuple[Excess, ...]:
    """Guess combinations, taken from records where they are unique, that single out exactly one person.

    Three lengths: few columns, half of them, all; one result each. A length without any guess is left out.
    """
    columns = arena.records.shape[1]
    found = []
    lengths = sorted({min(GUESSES, columns), (columns + 1) // 2, columns})
    for length in lengths:
        chosen = arena.records[draws.integers(len(arena.records), size=tries)]
        asked = _some(len(chosen), columns, length, draws)
        unique = searches.matches(arena.records, chosen, asked) == 1
        if not unique.any():
            continue
        hits = [
            int((searches.matches(side, chosen[unique], asked[unique]) == 1).sum()) for side in arena.sides
        ]
        number = int(unique.sum())
        about = f"{length} of {columns} columns"
        found.append(difference(hits[0], number, hits[1], number, about=about, looks=len(lengths)))
    return tuple(found)


def linkability(arena: Arena, draws: np.random.Generator, targets: int = TARGETS) -> Excess:
    """Find people from two halves of what is known of them, and link the halves by one record."""
    columns = arena.records.shape[1]
    hits, number = [], min(targets, len(arena.members))
    for side in arena.sides:
        first = _some(number, columns, columns // 2, draws)
        hits.append(int(searches.linked(side[:number], arena.records, first).sum()))
    return difference(hits[0], number, hits[1], number)


def inference(arena: Arena, names: tuple[str, ...], targets: int = TARGETS) -> tuple[Excess, ...]:
    """Guess what is not known of people from all that is: first all columns together, then each by itself."""
    number = min(targets, len(arena.members))
    right = [searches.guessed(side[:number], arena.records, max(arena.sizes)) for side in arena.sides]
    each = tuple(
        difference(
            int(right[0][:, column].sum()),
            number,
            int(right[1][:, column].sum()),
            number,
            about=name,
            looks=len(names),
        )
        for column, name in enumerate(names)
    )
    return (_together(right[0].mean(axis=1), right[1].mean(axis=1)), *each)


def _together(members: NDArray[np.float64], controls: NDArray[np.float64]) -> Excess:
    """Compare shares of right guesses a person: guesses about one person hang together."""
    gap = float(members.mean() - controls.mean())
    half = 1.96 * sqrt(float(members.var(ddof=1) + controls.var(ddof=1)) / len(members))
    return Excess(
        float(members.mean()),
        float(controls.mean()),
        gap - half,
        gap + half,
        len(members),
        "all columns together",
    )


def membership(arena: Arena, most: int = 2 * TRIES) -> Membership:
    """Tell members by their nearness to a record; interval by Hanley and McNeil 1982."""
    near = [searches.nearest(side[:most], arena.records) for side in arena.sides]
    ins, outs = len(near[0]), len(near[1])
    ranks = rankdata(-np.concatenate(near))
    auc = float((ranks[:ins].sum() - ins * (ins + 1) / 2) / (ins * outs))
    one, two = auc / (2 - auc), 2 * auc * auc / (1 + auc)
    spread = auc * (1 - auc) + (ins - 1) * (one - auc * auc) + (outs - 1) * (two - auc * auc)
    half = 1.96 * sqrt(max(0.0, spread) / (ins * outs))
    return Membership(auc, max(0.0, auc - half), min(1.0, auc + half), ins)


def copies(arena: Arena) -> Excess:
    """Compare the share of records equal to a member like whom there is nobody else, with that for controls."""
    rows = _keys(arena.records)
    hits = [int(np.isin(rows, _unique(_keys(side))).sum()) for side in arena.sides]
    return difference(hits[0], len(rows), hits[1], len(rows))


def copies_without_controls(records: PeopleTable, people: PeopleTable, draws: np.random.Generator) -> Excess:
    """Compare records with one half of the people, and the other half with it, when nobody was left out."""
    order = draws.permutation(people.size)
    half = people.size // 2
    if half < LEAST_PEOPLE:
        raise BadData(f"This needs at least {2 * LEAST_PEOPLE} people.")
    one, other = people.codes.T[order[:half]], people.codes.T[order[half : 2 * half]]
    unique = _unique(_keys(one))
    rows, fresh = _keys(records.codes.T), _keys(other)
    return difference(
        int(np.isin(rows, unique).sum()), len(rows), int(np.isin(fresh, unique).sum()), len(fresh)
    )


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
