"""Idempotency: a write that arrives twice happens once, and is answered twice with the same result."""

from datetime import datetime
from uuid import UUID

from safeconduct.accounts.models import Worker
from safeconduct.casework.models import Operation


class KeyUsedElsewhere(Exception):
    """This key was used for another write. The sender must make a new one."""


def first_result(op_id: UUID, kind: str, by: Worker | None) -> str | None:
    """Return what this write led to the first time, or None when it is new. Raises KeyUsedElsewhere."""
    found = Operation.objects.filter(pk=op_id).first()
    if found is None:
        return None
    if found.kind != kind or found.worker_id != (by.pk if by else None):
        raise KeyUsedElsewhere(kind)
    return found.result


def remember(op_id: UUID, kind: str, by: Worker | None, result: object, now: datetime) -> None:
    """Keep the result in the transaction of the write; a twin that raced past `first_result` fails here whole."""
    Operation.objects.create(pk=op_id, kind=kind, worker_id=by.pk if by else None, result=str(result), at=now)
