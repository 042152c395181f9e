"""A departure from a safeguard: two people from two agencies, a reason, an end, a review (GV-01, GV-02)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import actor_for
from safeconduct.audit import services as audit
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Case, Override
from safeconduct.casework.services.intend import ask_act
from safeconduct.casework.services.move import NOTHING, ask
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.acts import ACTS, IN_A_CASE
from safeconduct.protection.clocks import Deadline, Kind, start
from safeconduct.protection.counting import last_day
from safeconduct.protection.country import profile
from safeconduct.protection.documents.checked import SEALED
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _
from safeconduct.vault import services as vault

DEPARTING = "override"  # the act, as the safeguards name it
LONGEST = timedelta(days=30)  # a departure is an exception with an end; design default


class CannotOverride(Exception):
    """Nobody may decide otherwise here, or not these two people. Says why."""


def ask_override(
    case_id: UUID,
    safeguard: str,
    event: str,
    *,
    by: Worker,
    role: Role,
    reason: str,
    days: int,
    now: datetime,
    op_id: UUID,
    said: Mapping[str, object] = NOTHING,
) -> Override:
    """Ask to depart from one safeguard for one event or act. Raises CannotOverride where no role can decide that.

    `said` is what would be offered with an act outside the steps; the answer may depend on it.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        done = first_result(op_id, "ask_override", by)
        if done is not None:
            return Override.objects.get(pk=done)
        _must_be_open_to_override(case, safeguard, event, by, role, now, said)
        if not reason.strip():
            raise CannotOverride(_("Write down why. A second person has to be able to judge it."))
        if not 0 < days <= LONGEST.days:
            raise CannotOverride(_("Choose an end within 30 days."))
        row_id = uuid4()
        row = Override.objects.create(
            id=row_id,
            case=case,
            safeguard=safeguard,
            event=event,
            child_case=case.child_mode,
            reason=vault.seal(case.pk, row_id, "reason", reason),
            asked_by=by,
            asked_role=role,
            asked_agency=actor_for(by, role, now).agency,
            asked_at=now,
            ends_at=now + timedelta(days=days),
        )
        _leaf(row, by, role, "override.asked")
        remember(op_id, "ask_override", by, row.pk, now)
        return row


def _must_be_open_to_override(
    case: Case, safeguard: str, event: str, by: Worker, role: Role, now: datetime, said: Mapping[str, object]
) -> None:
    if event in IN_A_CASE:
        decision = ask_act(case, event, said, by=by, role=role, now=now)
    else:
        decision = ask(case, event, by=by, role=role, now=now)
    finding = next((f for f in decision.findings if f.safeguard == safeguard), None)
    if finding is None or finding.allowed:
        raise CannotOverride(_("This safeguard does not stand in the way of this step."))
    if not finding.override.allowed:
        raise CannotOverride(_("Nobody can decide otherwise here: no role exists that may."))


def decide_override(
    override_id: UUID, *, by: Worker, role: Role, approve: bool, now: datetime, op_id: UUID
) -> Override:
    """Decide as the second person. Raises CannotOverride for the same person or the same agency (GV-01)."""
    with transaction.atomic():
        row = Override.objects.select_for_update().select_related("case").get(pk=override_id)
        if first_result(op_id, "decide_override", by) is not None:
            return row
        if row.decided_at is not None:
            raise CannotOverride(_("This has been decided already."))
        due = _review_due(row, now)
        _two_people_and_a_review(row, by, role, now, due)
        row.second, row.second_role, row.decided_at = by, role, now
        row.outcome = Override.Outcome.IN_FORCE if approve else Override.Outcome.REFUSED
        row.review_due = due if approve else None
        row.save()
        _leaf(row, by, role, "override.decided")
        remember(op_id, "decide_override", by, row.pk, now)
        return row


def _two_people_and_a_review(row: Override, by: Worker, role: Role, now: datetime, due: datetime) -> None:
    """Ask what departing from a safeguard itself is held to (GV-01, GV-02). Raises CannotOverride."""
    facts = standing(row.case, now).facts
    first = Actor(Role(row.asked_role), row.asked_by.login, row.asked_agency)
    review_on = last_day(due, facts.country.zone_names[0])
    offered = {"reason": SEALED, "review_on": review_on}  # written, and for the second person to read
    act = Act(DEPARTING, first, actor_for(by, role, now), offered)
    for name in ACTS[DEPARTING].safeguards:
        finding = SAFEGUARDS[name].ask(facts, act)
        if not finding.allowed:
            raise CannotOverride(finding.because)


def _review_due(row: Override, now: datetime) -> datetime:
    within = SAFEGUARDS[row.safeguard].override.review_working_days or 5  # SG-GV-02, design default
    deadline = Deadline.stated(
        within, "working days", "override", "design default", kind=Kind.DUTY, source="SG-GV-02"
    )
    return start(deadline, now, profile(row.case.country), safeguard="SG-GV-02").due


def review_override(
    override_id: UUID, *, by: Worker, role: Role, uphold: bool, now: datetime, op_id: UUID
) -> Override:
    """Review a departure afterwards. One that is reversed stops at once."""
    with transaction.atomic():
        row = Override.objects.select_for_update().select_related("case").get(pk=override_id)
        if first_result(op_id, "review_override", by) is not None:
            return row
        if row.outcome != Override.Outcome.IN_FORCE or row.reviewed_at is not None:
            raise CannotOverride(_("There is nothing to review."))
        if by.pk in {row.asked_by_id, row.second_id}:
            raise CannotOverride(_("A third person reviews."))
        row.reviewed_by, row.reviewed_at = by, now
        row.review = Override.Review.UPHELD if uphold else Override.Review.REVERSED
        row.save()
        _leaf(row, by, role, "override.reviewed")
        remember(op_id, "review_override", by, row.pk, now)
        return row


def _leaf(row: Override, by: Worker, role: Role, action: str) -> None:
    audit.append(
        actor=by,
        role=role,
        action=action,
        object_type="override",
        object_id=row.pk,
        case=row.case_id,
        detail={"safeguard": row.safeguard, "event": row.event, "outcome": row.outcome},
    )
