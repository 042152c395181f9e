"""Bring people to a case and let them go. Access follows these rows and nothing else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import roles_of
from safeconduct.audit import services as audit
from safeconduct.casework.access import Action, NoPart, can
from safeconduct.casework.facts import within_cap
from safeconduct.casework.models import Assignment, Case
from safeconduct.casework.services import assignments
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

Kind = Assignment.Kind


class CannotAssign(Exception):
    """The choice would leave the person without one lead, or is not this worker's to make. Says why."""


def assign(
    case_id: UUID,
    worker: Worker,
    kind: str,
    role: Role,
    *,
    by: Worker,
    reason: str,
    now: datetime,
    op_id: UUID,
) -> Assignment:
    """Give somebody a part in a case. A lead changes by hand-over alone. Raises CannotAssign."""
    if kind in {Kind.LEAD, Kind.NEXT_LEAD}:
        raise CannotAssign(_("A lead changes by hand-over, so that the person is never without one."))
    return _put(case_id, worker, kind, role, by, reason, now, op_id)


def offer_lead(
    case_id: UUID, worker: Worker, *, by: Worker, reason: str, now: datetime, op_id: UUID
) -> Assignment:
    """Name the next lead. The present lead stays responsible until the person has met both (SG-CM-01)."""
    if not within_cap_after(worker):
        raise CannotAssign(_("This case manager already leads as many cases as one person can."))
    return _put(case_id, worker, Kind.NEXT_LEAD, Role.CASE_MANAGER, by, reason, now, op_id)


def within_cap_after(worker: Worker) -> bool:
    """Tell whether one more case would stay within the cap."""
    leads = Assignment.objects.filter(worker=worker, kind=Kind.LEAD, until__isnull=True)
    return leads.exclude(case__lifecycle="CLOSED").count() < worker.caseload_cap and within_cap(worker)


def withdraw_assignment(assignment_id: int, *, by: Worker, now: datetime, op_id: UUID) -> Assignment:
    """End somebody's part in a case. The lead cannot be taken away without a successor (SG-CM-01)."""
    with transaction.atomic():
        row = Assignment.objects.select_for_update().select_related("case").get(pk=assignment_id)
        if first_result(op_id, "withdraw_assignment", by) is not None:
            return row
        _may(by, row.case, now)
        if row.kind == Kind.LEAD:
            raise CannotAssign(_("A lead changes by hand-over, so that the person is never without one."))
        if row.until is None:
            row.until = now
            row.save(update_fields=["until"])
        _leaf(row, by, "assignment.ended")
        remember(op_id, "withdraw_assignment", by, row.pk, now)
        return row


def _put(
    case_id: UUID, worker: Worker, kind: str, role: Role, by: Worker, reason: str, now: datetime, op_id: UUID
) -> Assignment:
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        done = first_result(op_id, f"assign:{kind}", by)
        if done is not None:
            return Assignment.objects.get(pk=int(done))
        _may(by, case, now)
        if role not in roles_of(worker, now):
            raise CannotAssign(_("This worker does not hold that role."))
        if kind == Kind.NEXT_LEAD:
            Assignment.objects.filter(case=case, kind=kind, until__isnull=True).update(until=now)
        row = assignments.put(case, worker, kind, role, by, reason, now)
        _leaf(row, by, "assignment.made")
        remember(op_id, f"assign:{kind}", by, row.pk, now)
        return row


def _may(by: Worker, case: Case, now: datetime) -> None:
    """Only whoever leads the case, or supervises its unit, opens it to others."""
    if not can(by, Action.ASSIGN, case, now):
        raise NoPart


def _leaf(row: Assignment, by: Worker, action: str) -> None:
    audit.append(
        actor=by,
        role=row.role,
        action=action,
        object_type="case",
        object_id=row.case_id,
        case=row.case_id,
        detail={"worker": str(row.worker_id), "kind": row.kind},
    )
