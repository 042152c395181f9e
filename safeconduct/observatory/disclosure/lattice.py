"""k-anonymity by coarser codes: the least coarse way in which everybody looks like k-1 others (Sweeney 2002).

Every column counts as one by which a person might be recognised. If one way is k-anonymous, all coarser ones are,
so the search goes from fine to coarse and stops there (LeFevre, DeWitt and Ramakrishnan 2005).
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Code = Hashable
Level = Mapping[Code, Code]


@dataclass(frozen=True)
class Hierarchy:
    """How the codes of one column become coarser: what each becomes on each level. Level 0 is as it is."""

    name: str
    codes: tuple[Code, ...]
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        for level in self.levels:
            missing = set(self.codes) - level.keys()
            if missing:
                raise ValueError(
                    f"{self.name}: a level does not say what becomes of {sorted(map(str, missing))}."
                )

    @property
    def height(self) -> int:
        return len(self.levels)

    def coarser(self, code: Code, level: int) -> Code:
        return code if level == 0 else self.levels[level - 1][code]

    def penalty(self, code: Code, level: int) -> float:
        """Return how much certainty is lost: the share of other codes that it can no longer be told from."""
        if level == 0 or len(self.codes) == 1:
            return 0.0
        same = sum(1 for other in self.codes if self.coarser(other, level) == self.coarser(code, level))
        return (same - 1) / (len(self.codes) - 1)


@dataclass(frozen=True)
class Anonymous:
    """A k-anonymous file: the level of each column, its rows, and how many people had to be left out."""

    levels: tuple[int, ...]
    rows: tuple[tuple[Code, ...], ...]
    left_out: int
    loss: float  # share of certainty lost, people left out counted as all lost; 0 to 1


def anonymise(
    rows: Sequence[Sequence[Code]], hierarchies: Sequence[Hierarchy], *, k: int, most_left_out: float = 0.05
) -> Anonymous | None:
    """Find the k-anonymous file that loses least; None when there is none with so few left out.

    `most_left_out` is a share of the people. Raises KeyError for a code outside its hierarchy.
    """
    best: Anonymous | None = None
    safe: list[tuple[int, ...]] = []
    for levels in _from_fine(hierarchies):
        if any(all(a >= b for a, b in zip(levels, known, strict=True)) for known in safe):
            continue  # coarser than one that is safe already: it can only lose more
        found = _at(rows, hierarchies, levels, k)
        if found.left_out == 0:
            safe.append(levels)
        if found.left_out <= most_left_out * len(rows) and (best is None or found.loss < best.loss):
            best = found
    return best


def _from_fine(hierarchies: Sequence[Hierarchy]) -> Iterator[tuple[int, ...]]:
    every = product(*(range(hierarchy.height + 1) for hierarchy in hierarchies))
    return iter(sorted(every, key=lambda levels: (sum(levels), levels)))


def _at(
    rows: Sequence[Sequence[Code]], hierarchies: Sequence[Hierarchy], levels: tuple[int, ...], k: int
) -> Anonymous:
    coarse = [
        tuple(h.coarser(code, level) for h, code, level in zip(hierarchies, row, levels, strict=True))
        for row in rows
    ]
    sizes = Counter(coarse)
    kept = tuple(row for row in coarse if sizes[row] >= k)
    lost = 0.0
    for row, seen in zip(rows, coarse, strict=True):
        if sizes[seen] < k:
            lost += len(hierarchies)
        else:
            lost += sum(
                h.penalty(code, level) for h, code, level in zip(hierarchies, row, levels, strict=True)
            )
    share = lost / (len(rows) * len(hierarchies)) if rows and hierarchies else 0.0
    return Anonymous(levels, kept, len(rows) - len(kept), share)
