"""Settle a task that no document or event settles by itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.audit import services as audit
from safeconduct.casework.access import NoPart, may_settle, relation
from safeconduct.casework.models import Case, Task
from safeconduct.casework.services.effects import refresh_due
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.words import Role


class SettledOtherwise(Exception):
    """A document or an event settles this task; ticking it off would leave no trace of what was done."""


def settle_task(task_id: UUID, *, by: Worker, role: Role, now: datetime, op_id: UUID) -> Task:
    """Note that a task was done. Raises SettledOtherwise where a document or an event shows that.

    Raises NoPart for whoever has nothing to do with it: what the supervisor looks at, the lead does not settle.
    """
    with transaction.atomic():
        task = Task.objects.select_related("case").get(pk=task_id)
        case = Case.objects.select_for_update().get(pk=task.case_id)
        if first_result(op_id, "settle_task", by) is not None:
            return task
        if not may_settle(task, relation(by, case, now)):
            raise NoPart
        if task.document or task.settled_by:
            raise SettledOtherwise(task.document or task.settled_by)
        if task.done_at is None:
            task.done_at, task.done_by = now, by
            task.save(update_fields=["done_at", "done_by"])
        refresh_due(case)
        case.save(update_fields=["next_due_at"])
        audit.append(
            actor=by, role=role, action="task.settled", object_type="task", object_id=task.pk, case=case.pk
        )
        remember(op_id, "settle_task", by, task.pk, now)
        return task
