"""What a worker may do next on a case, and what not yet: the same answer the door would give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.models import Worker
from safeconduct.casework.access import NOTED_FOR, NOTING, TAKEN_BACK, Relation
from safeconduct.casework.facts import Standing
from safeconduct.casework.services.move import asked_by
from safeconduct.casework.views import words
from safeconduct.protection.mechanism import REGIONS
from safeconduct.protection.mechanism.declared import Asked, Transition
from safeconduct.protection.mechanism.may import Decision
from safeconduct.protection.words import Role


@dataclass(frozen=True, slots=True)
class Choice:
    """One step that exists from here."""

    transition: Transition
    role: Role
    decision: Decision

    @property
    def region(self) -> str:
        return self.transition.region

    @property
    def title(self) -> str:
        return _(self.transition.title)

    @property
    def meaning(self) -> str:
        return _(self.transition.meaning)

    def href(self, case_id: object) -> str:
        return reverse("move", args=[case_id, self.transition.id])

    @property
    def first_reason(self) -> str:
        """Say the first reason against it; the page of the step shows all of them."""
        refusals = self.decision.refusals
        return words.because(refusals[0]) if refusals else ""

    @property
    def more_reasons(self) -> int:
        return max(len(self.decision.refusals) - 1, 0)


def role_for(asked: Asked, related: Relation) -> Role | None:
    """Return in which role this worker would do it: an own one first, then for somebody without account."""
    own = [role for role in asked.by if role in related.roles]
    if own:
        return own[0]
    noted = [role for role in asked.by if role in NOTED_FOR]
    notes = related.roles & NOTING or (related.roles and asked.id in TAKEN_BACK)
    return noted[0] if noted and notes else None


def existing(at: Standing) -> Iterable[Transition]:
    """Yield the transitions that exist from the case's present states."""
    for region, table in REGIONS.items():
        for transition in table.transitions:
            if at.facts.state(region) in transition.sources:
                yield transition


def choices(worker: Worker, at: Standing, related: Relation, now: datetime) -> list[Choice]:
    """Ask about every step that exists from here and is this worker's to take."""
    wanted = [
        (transition, role)
        for transition in existing(at)
        if (role := role_for(transition, related)) is not None
    ]
    asked = asked_by(worker, at, now)
    return [Choice(transition, role, asked(transition.id, role)) for transition, role in wanted]
