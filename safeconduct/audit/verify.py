"""Verifying the log: everything is computed again, and the first place that does not hold is named."""

from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from safeconduct.audit import tree
from safeconduct.audit.leaves import bound, hashed
from safeconduct.audit.models import Checkpoint, Leaf, Position
from safeconduct.audit.seal import note
from safeconduct.protection.words import gettext_noop as _
from safeconduct.vault import services as vault

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. `first_bad` is the index of the first leaf that does not hold, None when all do."""

    size: int  # leaves that have their place
    waiting: int  # leaves written since the tree was last sealed
    first_bad: int | None = None
    because: str = ""

    @property
    def sound(self) -> bool:
        return self.first_bad is None


def verify() -> Verified:
    """Compute the whole log again: leaves, places, roots and signatures."""
    size = Position.objects.count()
    waiting = Leaf.objects.filter(position__isnull=True).count()
    bad = _first_bad()
    return Verified(size, waiting) if bad is None else Verified(size, waiting, *bad)


def _first_bad() -> tuple[int, str] | None:
    checkpoints = chain(Checkpoint.objects.order_by("size").iterator(CHUNK), [None])
    checkpoint, begun = next(checkpoints), 0
    frontier: list[bytes] = []
    expected = 0
    places = Position.objects.order_by("index").select_related("leaf")
    for place in places.iterator(CHUNK):
        if checkpoint is None:
            return expected, _("There are leaves beyond the last signed root.")
        problem = _problem(place, expected)
        if problem:
            return expected, problem
        frontier = tree.grow(frontier, expected, bytes(place.leaf_hash))
        expected += 1
        if expected == checkpoint.size:
            if not _root_holds(checkpoint, frontier):
                return begun, _("The signed root does not belong to these leaves.")
            checkpoint, begun = next(checkpoints), expected
    if checkpoint is not None:
        return expected, _("Leaves under a signed root are missing.")
    return None


def _problem(place: Position, expected: int) -> str:
    if place.index != expected:
        return _("A leaf is missing.")
    leaf_hash = bytes(place.leaf_hash)
    if bytes(place.bound) != bound(expected, leaf_hash):
        return _("The place was not given by this node.")
    if hashed(place.leaf) != leaf_hash or not _detail_holds(place.leaf):
        return _("The leaf was changed.")
    return ""


def _detail_holds(leaf: Leaf) -> bool:
    return (sha256(bytes(leaf.detail)).hexdigest() if leaf.detail is not None else "") == leaf.detail_hash


def _root_holds(checkpoint: Checkpoint, frontier: list[bytes]) -> bool:
    root = tree.root(frontier)
    return bytes(checkpoint.root) == root and vault.signed(
        "audit", note(checkpoint.size, root), bytes(checkpoint.signature)
    )
