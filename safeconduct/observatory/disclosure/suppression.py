"""Tables of counts with small cells hidden, and enough others that no hidden one follows from the totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.relations import Atoms, Exposure, Relation, exposed
from safeconduct.observatory.disclosure.rounding import down, reach

K = 10  # fewest people of a cell that is shown; design default, the law may demand more

Cells = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Axis:
    """One column of a table, with its codes from a published list."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Cube:
    """Counts of people by every combination of codes. One person is in one cell."""

    axes: tuple[Axis, ...]
    counts: Cells

    def __post_init__(self) -> None:
        shape = tuple(len(axis.codes) for axis in self.axes)
        if self.counts.shape != shape:
            raise ValueError(f"The counts have the shape {self.counts.shape}; the codes ask for {shape}.")
        if (self.counts < 0).any():
            raise ValueError("A count below zero is no number of people.")

    def atom(self, place: Sequence[int]) -> str:
        """Name one cell by its codes; the same in every release about the same columns."""
        return "|".join(f"{axis.name}={axis.codes[i]}" for axis, i in zip(self.axes, place, strict=True))

    @property
    def truth(self) -> dict[str, int]:
        return {self.atom(place): int(self.counts[place]) for place in np.ndindex(self.counts.shape)}


@dataclass(frozen=True)
class Protected:
    """What of a cube is shown: None where hidden. `relations` is everything that the public learns from it."""

    cube: Cube
    shown: dict[str, int | None]
    totals: dict[str, int]
    relations: tuple[Relation, ...]
    secondary: tuple[str, ...] = ()


def totals_of(cube: Cube, sizes: Iterable[int]) -> dict[str, Atoms]:
    """Name the totals over all but so many columns, each with the cells that it sums; 0 is the grand total."""
    found: dict[str, Atoms] = {}
    for size in sizes:
        for kept in combinations(range(len(cube.axes)), size):
            for codes in product(*(range(len(cube.axes[i].codes)) for i in kept)):
                name = "|".join(
                    f"{cube.axes[i].name}={cube.axes[i].codes[c]}" for i, c in zip(kept, codes, strict=True)
                )
                found[name or "all"] = frozenset(
                    cube.atom(place)
                    for place in np.ndindex(cube.counts.shape)
                    if all(place[i] == code for i, code in zip(kept, codes, strict=True))
                )
    return found


def rounded(cube: Cube, *, k: int = K, base: int | None = None) -> Protected:
    """Hide cells of fewer than k people and round the others down; totals are sums of what is shown.

    The simplest safe way: nothing follows from totals that the cells do not say.
    """
    base = base or k
    shown: dict[str, int | None] = {}
    relations = []
    for atom, people in cube.truth.items():
        value = down(people, base) if people >= k else (0 if people == 0 else None)
        shown[atom] = value
        low, high = (0, k - 1) if value in (None, 0) else reach(int(value or 0), base, unbiased=False)
        relations.append(Relation(frozenset((atom,)), low, high, "cell"))
        if value == 0:
            shown[atom] = None  # a zero beside hidden cells would say that nobody is there
    totals = {
        name: sum(shown[atom] or 0 for atom in atoms)
        for name, atoms in totals_of(cube, range(len(cube.axes))).items()
    }
    return Protected(cube, shown, totals, tuple(relations))


def hidden(
    cube: Cube,
    *,
    k: int = K,
    zeros_hidden: bool = True,
    earlier: Sequence[Relation] = (),
    known: Mapping[str, int] | None = None,
) -> Protected:
    """Show exact cells of k people or more and exact totals; hide the rest, and as many more as it takes.

    `earlier` is what earlier releases said, in the same atoms; `known` their true counts. A total of fewer than k
    people is not shown. The result passes `exposed`. Raises Contradiction when earlier releases tell otherwise.
    """
    truth = {**(known or {}), **cube.truth}
    out = {atom for atom, people in cube.truth.items() if 0 < people < k or (people == 0 and zeros_hidden)}
    primary = frozenset(out)
    totals = {
        name: atoms
        for name, atoms in totals_of(cube, range(len(cube.axes))).items()
        if sum(truth[atom] for atom in atoms) >= k
    }
    while True:
        relations = (*earlier, *_said(truth, cube, out, totals))
        found = exposed(relations, truth, k)
        if not found:
            break
        if not _hide_more(found, truth, cube, out, totals):
            raise ValueError("Nothing is left to hide: this table cannot be published with exact totals.")
    shown = {atom: None if atom in out else people for atom, people in cube.truth.items()}
    figures = {name: sum(truth[atom] for atom in atoms) for name, atoms in totals.items()}
    return Protected(cube, shown, figures, relations, tuple(sorted(out - primary)))


def _said(truth: Mapping[str, int], cube: Cube, out: set[str], totals: Mapping[str, Atoms]) -> list[Relation]:
    cells = [Relation(frozenset((a,)), truth[a], truth[a], "cell") for a in cube.truth if a not in out]
    return cells + [
        Relation(atoms, sum(truth[a] for a in atoms), sum(truth[a] for a in atoms), name)
        for name, atoms in totals.items()
    ]


def _hide_more(
    found: Sequence[Exposure], truth: Mapping[str, int], cube: Cube, out: set[str], totals: dict[str, Atoms]
) -> bool:
    """Hide, for each group that shows, the smallest shown cell of a total it stands in; failing that, the total."""
    changed = False
    for exposure in found:
        around = [atoms for atoms in totals.values() if atoms & exposure.atoms]
        candidates = {atom for atoms in around for atom in atoms if atom in cube.truth} - out
        if candidates:
            out.add(min(candidates, key=lambda atom: (truth[atom], atom)))
            changed = True
        elif around:
            smallest = min(
                totals, key=lambda name: (not totals[name] & exposure.atoms, len(totals[name]), name)
            )
            del totals[smallest]
            changed = True
    return changed
