"""What a reader can work out of published counts, of one release or several; and what to hide against it."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from safeconduct.observatory.disclosure.figures import Figure, Published
from safeconduct.observatory.disclosure.people import BadData
from safeconduct.observatory.disclosure.relations import Atoms, Exposure, Relation, Solver

MOST_ATOMS = 20_000  # groups told apart in one linear programme; design default


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
