"""The Merkle tree of RFC 6962, section 2.1, grown one leaf at a time. Pure: hashes in, hashes out."""

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def grow(frontier: list[bytes], size: int, leaf: bytes) -> list[bytes]:
    """Return the roots of the full subtrees, largest first, after one more leaf hash."""
    grown, joined = list(frontier), leaf
    while size & 1:
        joined = node_hash(grown.pop(), joined)
        size >>= 1
    return [*grown, joined]


def root(frontier: Iterable[bytes]) -> bytes:
    """Return the tree's root from the roots of its full subtrees."""
    parts = list(frontier)
    if not parts:
        return EMPTY_ROOT
    joined = parts.pop()
    while parts:
        joined = node_hash(parts.pop(), joined)
    return joined


def split(joined: bytes) -> list[bytes]:
    """Return the hashes that were stored one after another."""
    return [joined[start : start + HASH_BYTES] for start in range(0, len(joined), HASH_BYTES)]
