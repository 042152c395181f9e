"""Idempotency of the doors, and their leaf in the log."""

from datetime import datetime
from uuid import UUID

from safeconduct.accounts.keeping.reach import Hidden
from safeconduct.accounts.models import Operation, Worker
from safeconduct.audit.services import append

ROLE_IN_LOG = "account_keeper"


class KeyUsedElsewhere(Hidden):
    """This key was used for another write. The sender must make a new one."""


def first_result(op_id: UUID, kind: str, by: Worker) -> str | None:
    """Return what this write led to the first time, or None when it is new. Raises KeyUsedElsewhere."""
    found = Operation.objects.filter(pk=op_id).first()
    if found is None:
        return None
    if (found.kind, found.worker_id) != (kind, by.pk):
        raise KeyUsedElsewhere(kind)
    return found.result


def sent_before(op_id: UUID, by: Worker) -> bool:
    """Tell whether this worker has sent this key before, whatever it was for."""
    return Operation.objects.filter(pk=op_id, worker_id=by.pk).exists()


def remember(op_id: UUID, kind: str, by: Worker, result: object, now: datetime) -> None:
    """Keep the result in the transaction of the write; a twin that raced past `first_result` fails here whole."""
    Operation.objects.create(pk=op_id, kind=kind, worker_id=by.pk, result=str(result), at=now)


def leaf(by: Worker | None, action: str, about: Worker | object, object_type: str = "worker") -> None:
    """Write the leaf of an act of keeping accounts."""
    append(
        actor=by,
        role=ROLE_IN_LOG,
        action=action,
        object_type=object_type,
        object_id=getattr(about, "pk", about),
    )
