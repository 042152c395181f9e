"""What can be worked out from everything published: the narrowest interval that each small group is left with.

Published figures are linear relations between atoms, the finest groups of people that any release tells apart. Old
releases stay in force: what was once published can be subtracted for ever (Hundepool and others 2012, chapter 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Atoms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Relation:
    """A published figure: so many people, between `low` and `high`, are in these atoms together.

    An exact figure has both alike; one rounded down to a multiple of 10 leaves nine more possible.
    """

    atoms: Atoms
    low: int
    high: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A group of fewer than k people whose number can be worked out too closely."""

    atoms: Atoms
    low: int
    high: int

    @property
    def width(self) -> int:
        """Return how many different numbers remain possible."""
        return self.high - self.low + 1


class Contradiction(ValueError):
    """The relations cannot all hold: one of them is not about the people it says."""


class Solver:
    """The linear programme of a set of relations; asked again and again for the limits of a group."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.atoms = sorted(set().union(*(relation.atoms for relation in relations)))
        self._place = {atom: place for place, atom in enumerate(self.atoms)}
        rows, columns = [], []
        for row, relation in enumerate(relations):
            rows += [row] * len(relation.atoms)
            columns += [self._place[atom] for atom in relation.atoms]
        shape = (len(relations), len(self.atoms))
        self._sums = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        self._low = np.array([float(relation.low) for relation in relations])
        self._high = np.array([float(relation.high) for relation in relations])
        self._seen: list[NDArray[np.float64]] = []

    def open_to(self, group: Atoms, k: int) -> bool:
        """Tell quickly, where answers given before show it, that at least k different numbers remain possible.

        Each answer is a whole population that fits all relations, so two of them that far apart are proof.
        """
        if not self._seen or not group <= self._place.keys():
            return False
        places = [self._place[atom] for atom in group]
        people = [float(population[places].sum()) for population in self._seen]
        return max(people) - min(people) + 1 >= k

    def limits(self, group: Atoms) -> tuple[int, int | None]:
        """Return fewest and most people that the group can hold; None when nothing limits it.

        Raises Contradiction.
        """
        known = group & self._place.keys()
        if known != group:
            low, _high = self.limits(frozenset(known)) if known else (0, None)
            return low, None
        goal = np.zeros(len(self.atoms))
        goal[[self._place[atom] for atom in group]] = 1.0
        fewest, most = self._least(goal), self._least(-goal)
        if fewest is None:
            raise Contradiction("These figures contradict each other.")
        # Whole people: a limit of 3.2 leaves 4 at least.
        return ceil(fewest - 1e-6), None if most is None else floor(-most + 1e-6)

    def _least(self, goal: NDArray[np.float64]) -> float | None:
        """Return the least value of a sum over people that no relation forbids; None when it has none."""
        found = milp(
            goal, constraints=LinearConstraint(self._sums, self._low, self._high), bounds=Bounds(lb=0)
        )
        if found.status == 2:
            raise Contradiction("These figures contradict each other.")
        if found.x is None:
            return None
        if np.allclose(found.x, np.rint(found.x), atol=1e-6):
            self._seen.append(np.rint(found.x))
        return float(goal @ found.x)


def exposed(relations: Sequence[Relation], truth: Mapping[str, int], k: int) -> tuple[Exposure, ...]:
    """Return each group of 1 to k-1 people whose number can be told to within fewer than k possibilities.

    Looked at are all atoms, and what is left when one published group is taken out of another that holds it.
    `truth` is known to the publisher alone. Raises Contradiction.
    """
    if not relations:
        return ()
    solver, told = Solver(relations), []
    for group in sorted(_groups(relations), key=sorted):
        people = sum(truth.get(atom, 0) for atom in group)
        if not 0 < people < k or solver.open_to(group, k):
            continue
        low, high = solver.limits(group)
        if high is not None and high - low + 1 < k:
            told.append(Exposure(group, low, high))
    return tuple(told)


def _groups(relations: Iterable[Relation]) -> set[Atoms]:
    published = {relation.atoms for relation in relations}
    single = {frozenset((atom,)) for group in published for atom in group}
    between = {large - small for small in published for large in published if small < large}
    return single | between | published
