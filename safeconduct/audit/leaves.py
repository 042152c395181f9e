"""A leaf as the bytes that are hashed, and what ties its hash to its place."""

import json
from datetime import UTC

from safeconduct.audit.models import Leaf
from safeconduct.audit.tree import leaf_hash
from safeconduct.vault import services as vault

VERSION = 1


def canonical(leaf: Leaf) -> bytes:
    """Return the leaf as canonical JSON (RFC 8785).

    It is one flat object of strings and a small whole number with ASCII names, for which sorted names, tight
    separators and unescaped letters already are the canonical form.
    """
    told = {
        "v": VERSION,
        "at": leaf.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": leaf.actor,
        "role": leaf.role,
        "action": leaf.action,
        "object_type": leaf.object_type,
        "object": leaf.object,
        "case": leaf.case,
        "purpose": leaf.purpose,
        "outcome": leaf.outcome,
        "request": leaf.request,
        "row": str(leaf.row_id),
        "detail_hash": leaf.detail_hash,
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hashed(leaf: Leaf) -> bytes:
    """Return the RFC 6962 hash of the leaf."""
    return leaf_hash(canonical(leaf))


def bound(index: int, hash_of_leaf: bytes) -> bytes:
    """Return the HMAC that ties a hash to its place; nobody with the database alone can make one."""
    return vault.mac("audit/position", index.to_bytes(8) + hash_of_leaf)
