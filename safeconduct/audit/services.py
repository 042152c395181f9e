"""The log's doors: append a leaf with the act, note a denial that outlives its rollback, seal the tree."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from safeconduct.audit.models import Leaf
from safeconduct.vault import services as vault

__all__ = ["Outcome", "OutsideTransaction", "append", "deny", "one_act", "pseudonym", "request_id"]

Outcome = Literal["done", "refused", "denied", "failed"]
CODE_WORD = re.compile(r"[a-z][a-z0-9_.:-]{1,79}")


class OutsideTransaction(Exception):
    """A leaf was to be written apart from its act; both are kept together or not at all."""


@dataclass
class _Act:
    request: str
    denials: list[dict[str, Any]] = field(default_factory=list)


_act: ContextVar[_Act | None] = ContextVar("safeconduct_act", default=None)


def pseudonym(some_id: object) -> str:
    """Return the 32 hexadecimal digits that stand for a worker, case or document in the log."""
    return vault.mac("audit", str(some_id).encode()).hex()[:32]


def request_id() -> str:
    """Return the id of the act under way, or nothing outside of one."""
    act = _act.get()
    return "" if act is None else act.request


def append(
    *,
    actor: Any,
    role: str,
    action: str,
    object_type: str,
    object_id: object,
    purpose: str = "",
    outcome: Outcome = "done",
    detail: Mapping[str, Any] | None = None,
    case: UUID | None = None,
) -> Leaf:
    """Write a leaf in the transaction of the act it tells of.

    `actor` is the worker or their id, None only when nobody is signed in. `action`, `object_type` and
    `purpose` are words owned by the code. `detail` is sealed with the key of `case` and so needs one.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("An audit leaf is written in the same transaction as the act.")
    for word in (action, object_type, *([purpose] if purpose else [])):
        if not CODE_WORD.fullmatch(word):
            raise ValueError("Words of the log are owned by the code: small letters, digits, _ . : -")
    row_id = uuid4()
    sealed = _sealed(case, row_id, detail)
    who = getattr(actor, "pk", actor)
    return Leaf.objects.create(
        at=timezone.now(),
        actor=pseudonym(who) if who is not None else "",
        role=str(role),
        action=action,
        object_type=object_type,
        object=pseudonym(object_id) if object_id is not None else "",
        case=pseudonym(case) if case is not None else "",
        purpose=purpose,
        outcome=outcome,
        request=request_id(),
        row_id=row_id,
        detail=sealed,
        detail_hash=sha256(sealed).hexdigest() if sealed else "",
    )


def deny(**told: Any) -> None:
    """Note that somebody was not let through (same arguments as `append`, outcome denied).

    The leaf is written after the act's own transaction, in a fresh one, so that its rollback cannot lose it.
    Outside of an act it is written at once.
    """
    told.setdefault("outcome", "denied")
    act = _act.get()
    if act is None:
        with transaction.atomic():
            append(**told)
    else:
        act.denials.append(told)


@contextmanager
def one_act() -> Iterator[str]:
    """Run one act in one transaction, then write the denials noted in it, whatever became of the act."""
    act = _Act(uuid4().hex)
    token = _act.set(act)
    try:
        with transaction.atomic():
            yield act.request
    finally:
        try:
            if act.denials:
                with transaction.atomic():
                    for told in act.denials:
                        append(**told)
        finally:
            _act.reset(token)


def _sealed(case: UUID | None, row_id: UUID, detail: Mapping[str, Any] | None) -> bytes | None:
    if detail is None:
        return None
    if case is None:
        raise ValueError("Detail is sealed with a case's key: name the case.")
    text = json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return vault.seal(case, row_id, "detail", text, domain="audit")
