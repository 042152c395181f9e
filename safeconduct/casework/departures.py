"""Open a departure from a safeguard: for the second person elsewhere, and for whoever leads the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import memberships_of, roles_of
from safeconduct.audit import services as audit
from safeconduct.casework.access import Action, Relation, can, relation
from safeconduct.casework.models import Case, Override
from safeconduct.casework.queries import Hidden
from safeconduct.protection.words import Role
from safeconduct.vault import services as vault

SECOND_PEOPLE = (Role.REVIEWER, Role.IDENTIFICATION_LEAD, Role.FOCAL_POINT)


@dataclass(frozen=True, slots=True)
class Departure:
    """A departure as opened by one worker, with how they stand to it."""

    row: Override
    related: Relation
    elsewhere: bool  # may be the second or the third person

    @property
    def leads(self) -> bool:
        return self.related.leads


def departure_for(worker: Worker, override_id: UUID, now: datetime) -> Departure:
    """Open a departure for a worker and note it in the log. Raises Hidden alike for unknown and forbidden."""
    rows = Override.objects.select_related("case", "asked_by", "second", "reviewed_by")
    row = rows.filter(pk=override_id).first()
    if row is None:
        raise Hidden
    related = relation(worker, row.case, now)
    elsewhere = can(worker, Action.SEE, row.case, now, override=row, related=related)
    leads = can(worker, Action.ASK_OVERRIDE, row.case, now, related=related)
    role = min(roles_of(worker, now), default=Role.SYSTEM)
    if not (elsewhere or leads):
        audit.deny(actor=worker, role=role, action="override.see", object_type="override", object_id=row.pk)
        raise Hidden
    audit.append(
        actor=worker,
        role=role,
        action="override.read",
        object_type="override",
        object_id=row.pk,
        case=row.case_id,
    )
    return Departure(row, related, bool(elsewhere))


def reason_of(row: Override, worker: Worker) -> str:
    """Open the written reason. Raises what the vault raises: BudgetSpent, CannotOpen."""
    return vault.open_sealed(row.case_id, row.pk, "reason", bytes(row.reason), by=worker)


def decides_as(worker: Worker, now: datetime) -> Role | None:
    """Return the role in which a worker may be the second person."""
    held = roles_of(worker, now)
    return next((role for role in SECOND_PEOPLE if role in held), None)


def still_open(case: Case, safeguard: str, event: str, now: datetime) -> Override | None:
    """Return the departure that waits or is in force for this safeguard and step."""
    rows = Override.objects.filter(case=case, safeguard=safeguard, event=event, ends_at__gt=now)
    rows = rows.exclude(outcome=Override.Outcome.REFUSED).exclude(review=Override.Review.REVERSED)
    return rows.order_by("-asked_at").first()


def countries_of(worker: Worker, now: datetime) -> list[str]:
    """Return the countries in which a worker holds a role."""
    return sorted(set(memberships_of(worker, now).values_list("unit__country", flat=True)))
