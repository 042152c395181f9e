"""Sequencing: committed leaves get consecutive places and the tree grows over them; its root is signed.

Leaves are not chained when they are written, since that would make every writer wait for every other.
"""

from base64 import b64encode
from dataclasses import dataclass

from django.db import connection, transaction

from safeconduct.audit import tree
from safeconduct.audit.leaves import bound, hashed
from safeconduct.audit.models import Checkpoint, Leaf, Position
from safeconduct.vault import services as vault

ORIGIN = "safeconduct/audit/1"
AT_ONCE = 2_000  # leaves in one transaction, so that writers never wait long
LATE = 10_000  # a leaf may commit after others with larger numbers; so many are looked at again
LOCK = 0x5AFE_C0D1  # PostgreSQL advisory lock: one sequencer at a time


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one pass did: how many leaves it placed and the size of the tree after it."""

    placed: int
    size: int


def seal_tree() -> Sealed:
    """Give every committed leaf its place and sign the new root. Safe to run at any time, by any process."""
    placed = 0
    while True:
        step = _seal_some()
        placed += step.placed
        if step.placed < AT_ONCE:
            return Sealed(placed, step.size)


def note(size: int, root: bytes) -> bytes:
    """Return the checkpoint as the text that is signed: origin, size, root in base64."""
    return f"{ORIGIN}\n{size}\n{b64encode(root).decode()}\n".encode()


@transaction.atomic
def _seal_some() -> Sealed:
    _only_one()
    last = Checkpoint.objects.order_by("-size").first()
    size = last.size if last else 0
    frontier = tree.split(bytes(last.frontier)) if last else []
    places = []
    for leaf in _waiting(size):
        hash_of_leaf = hashed(leaf)
        places.append(
            Position(index=size, leaf=leaf, leaf_hash=hash_of_leaf, bound=bound(size, hash_of_leaf))
        )
        frontier = tree.grow(frontier, size, hash_of_leaf)
        size += 1
    if places:
        Position.objects.bulk_create(places)
        root = tree.root(frontier)
        signature = vault.sign("audit", note(size, root))
        Checkpoint.objects.create(size=size, root=root, frontier=b"".join(frontier), signature=signature)
    return Sealed(len(places), size)


def _waiting(size: int) -> list[Leaf]:
    newest = Position.objects.filter(index=size - 1).values_list("leaf_id", flat=True).first() or 0
    unplaced = Leaf.objects.filter(id__gt=newest - LATE, position__isnull=True)
    return list(unplaced.order_by("id")[:AT_ONCE])


def _only_one() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
