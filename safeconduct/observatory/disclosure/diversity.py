"""Groups that look alike must not all share what is sensitive: l-diversity and t-closeness.

Machanavajjhala and others 2007; Li, Li and Venkatasubramanian 2007.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

LEAST_DIFFERENT = 2  # sensitive values in a group, l; design default
FURTHEST = 0.3  # of a group's distribution from the whole, t; design default

Row = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Weak:
    """A group that gives away something about each of its people."""

    group: tuple[Hashable, ...]
    people: int
    different: int
    distance: float


def groups_of(rows: Sequence[Row], columns: Sequence[int]) -> dict[tuple[Hashable, ...], list[int]]:
    """Put rows together that look alike in these columns."""
    found: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        found[tuple(row[column] for column in columns)].append(number)
    return dict(found)


def weak_groups(
    rows: Sequence[Row],
    looks: Sequence[int],
    sensitive: int,
    *,
    least: int = LEAST_DIFFERENT,
    furthest: float = FURTHEST,
    ordered: Sequence[Hashable] | None = None,
) -> tuple[Weak, ...]:
    """Return groups with fewer than `least` sensitive values, or with a distribution too far from the whole.

    `ordered` gives the values in their order where they have one: then a near value is a small distance.
    """
    whole = Counter(row[sensitive] for row in rows)
    order = list(ordered) if ordered is not None else None
    told = []
    for group, members in groups_of(rows, looks).items():
        inside = Counter(rows[number][sensitive] for number in members)
        distance = _distance(inside, whole, order)
        if len(inside) < least or distance > furthest:
            told.append(Weak(group, len(members), len(inside), distance))
    return tuple(told)


def _distance(inside: Counter[Hashable], whole: Counter[Hashable], order: Sequence[Hashable] | None) -> float:
    """Return the earth mover's distance of two distributions, 0 to 1."""
    some, all_of = inside.total(), whole.total()
    if order is None:
        return sum(abs(inside[value] / some - count / all_of) for value, count in whole.items()) / 2
    moved = carried = 0.0
    for value in order[:-1]:
        carried += inside[value] / some - whole[value] / all_of
        moved += abs(carried)
    return moved / max(1, len(order) - 1)
