"""What the accounts ask before somebody leaves a role: how many cases, and to let go of the parts in them."""

from datetime import datetime

from safeconduct.accounts.keeping.once import ROLE_IN_LOG
from safeconduct.accounts.models import Worker
from safeconduct.audit import services as audit
from safeconduct.casework.models import Assignment
from safeconduct.protection.words import Role

LEAD = Assignment.Kind.LEAD


class Answers:
    """The case file as the accounts know it (`accounts.keeping.leaving.CaseFile`): numbers, never cases."""

    def leads(self, worker: Worker, role: Role | None = None, country: str = "") -> int:
        """Count the open cases that the worker leads, of all or in one role and country (SG-CM-01)."""
        led = Assignment.objects.filter(worker=worker, kind=LEAD, until__isnull=True)
        if role is not None:
            led = led.filter(role=role)
        if country:
            led = led.filter(country=country)
        return led.exclude(case__lifecycle="CLOSED").count()

    def let_go(self, worker: Worker, role: Role, country: str, *, by: Worker, now: datetime) -> int:
        """End every part but leads that the worker has in this role and country; return how many."""
        parts = Assignment.objects.select_for_update().filter(
            worker=worker, role=role, country=country, until__isnull=True
        )
        ended = 0
        for part in parts.exclude(kind=LEAD):
            part.until = max(now, part.since)
            part.save(update_fields=["until"])
            audit.append(
                actor=by,
                role=ROLE_IN_LOG,
                action="assignment.ended",
                object_type="case",
                object_id=part.case_id,
                case=part.case_id,
            )
            ended += 1
        return ended
