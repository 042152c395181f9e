"""How far somebody's keeping of accounts reaches: one agency, or the whole node. Beyond it there is nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from safeconduct.accounts.models import Agency, Grant, Keeper, Membership, Unit, Worker
from safeconduct.protection.words import gettext_noop as _

Found = TypeVar("Found")
ELSEWHERE = _(
    "They also work outside your agency, or keep more accounts than you do. Whoever keeps the accounts of the "
    "whole node does this."
)


class Hidden(Exception):
    """There is no such agency, unit or person for this worker: unknown and out of reach look alike."""


class CannotBe(Exception):
    """What was asked for would break a rule of keeping accounts. The sentence says which."""

    def __init__(self, because: str, **told: object) -> None:
        super().__init__(because)
        self.because, self.told = because, told

    @property
    def words(self) -> str:
        return gettext(self.because).format(**self.told)

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Reach:
    """What one worker keeps now. False when nothing."""

    worker: UUID
    whole_node: bool = False
    agency: UUID | None = None

    def __bool__(self) -> bool:
        return self.whole_node or self.agency is not None

    def covers(self, agency: UUID) -> bool:
        return self.whole_node or agency == self.agency


def reach_of(worker: Worker, now: datetime) -> Reach:
    """Return what a worker keeps at the moment; a closed account keeps nothing."""
    row = Keeper.objects.in_service(now).filter(worker=worker).select_related("unit").first()
    if row is None:
        return Reach(worker.pk)
    return Reach(worker.pk, row.whole_node, row.unit.agency_id)


def agencies_within(reach: Reach) -> QuerySet[Agency]:
    if reach.whole_node:
        return Agency.objects.all()
    return Agency.objects.filter(pk__in=[reach.agency])


def units_within(reach: Reach) -> QuerySet[Unit]:
    units = Unit.objects.select_related("agency")
    return units if reach.whole_node else units.filter(agency=reach.agency)


def workers_within(reach: Reach) -> QuerySet[Worker]:
    """Return the people who work or worked for the agency, or are about to; for the node, everybody."""
    if reach.whole_node:
        return Worker.objects.all()
    here = {"unit__agency": reach.agency}
    return Worker.objects.filter(
        Q(pk__in=Membership.objects.filter(**here).values("worker"))
        | Q(pk__in=Keeper.objects.filter(**here).values("worker"))
        | Q(pk__in=Grant.objects.filter(**here).values("worker"))
    )


def wholly_within(reach: Reach, worker: Worker, now: datetime) -> bool:
    """Tell whether a worker's account is this keeper's alone: no role elsewhere, no keeping beyond the agency."""
    if reach.whole_node:
        return True
    elsewhere = Membership.objects.filter(worker=worker).filter(Q(until__isnull=True) | Q(until__gt=now))
    beyond = Keeper.objects.held_at(now).filter(worker=worker)
    return (
        not elsewhere.exclude(unit__agency=reach.agency).exists()
        and not beyond.filter(Q(whole_node=True) | ~Q(unit__agency=reach.agency)).exists()
    )


def agency_for(by: Worker, agency_id: UUID, now: datetime) -> Agency:
    """Return an agency within reach. Raises Hidden."""
    return _one(agencies_within(reach_of(by, now)).filter(pk=agency_id).first())


def unit_for(by: Worker, unit_id: UUID, now: datetime) -> Unit:
    """Return a unit within reach. Raises Hidden."""
    return _one(units_within(reach_of(by, now)).filter(pk=unit_id).first())


def worker_for(by: Worker, worker_id: UUID, now: datetime) -> Worker:
    """Return somebody within reach, locked for a change. Raises Hidden."""
    return _one(
        Worker.objects.select_for_update()
        .filter(pk=worker_id, pk__in=workers_within(reach_of(by, now)).values("pk"))
        .first()
    )


def own_account(by: Worker, worker_id: UUID, now: datetime) -> Worker:
    """Return somebody whose account is this keeper's alone, locked for a change. Raises Hidden, CannotBe."""
    worker = worker_for(by, worker_id, now)
    if not wholly_within(reach_of(by, now), worker, now):
        raise CannotBe(ELSEWHERE)
    return worker


def _one(found: Found | None) -> Found:
    if found is None:
        raise Hidden
    return found
