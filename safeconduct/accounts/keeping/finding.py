"""Look up agencies, units and people within reach. Every list is filtered by an allow-list and comes in pages."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from safeconduct.accounts.keeping.naming import ROLES
from safeconduct.accounts.keeping.reach import Reach, agencies_within, units_within, workers_within
from safeconduct.accounts.models import Agency, AgencyKind, Keeper, Membership, Unit, Worker
from safeconduct.protection.words import Role

PAGE = 30
SHOW = ("", "new", "keepers", "idle", "closed")


def agencies(reach: Reach, *, text: str = "", kind: str = "") -> QuerySet[Agency]:
    """Return agencies by name, with how many units each has."""
    found = agencies_within(reach).annotate(units_count=Count("units")).order_by("name")
    if kind in AgencyKind.values:
        found = found.filter(kind=kind)
    return found.filter(name__icontains=text) if text else found


def units(reach: Reach, *, agency: UUID | None = None, text: str = "") -> QuerySet[Unit]:
    """Return units by name; `text` is looked for in the unit, its area and its agency."""
    found = units_within(reach).order_by("agency__name", "name", "pk")
    if agency is not None:
        found = found.filter(agency=agency)
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(area__icontains=text) | Q(agency__name__icontains=text)
        )
    return found


def people_in(units_shown: list[Unit], now: datetime) -> dict[UUID, int]:
    """Count who holds a role in each unit now."""
    held = Membership.objects.held_at(now).filter(unit__in=units_shown, worker__is_active=True)
    counted = held.order_by().values_list("unit").annotate(number=Count("worker", distinct=True))
    return dict(counted)


def workers(
    reach: Reach,
    now: datetime,
    *,
    text: str = "",
    agency: UUID | None = None,
    unit: UUID | None = None,
    role: str = "",
    show: str = "",
) -> QuerySet[Worker]:
    """Return people by name, with the roles they hold (`held`) and the accounts they keep (`kept`).

    `show` is one of SHOW: in service, not yet signed in, who keeps accounts, without a role, closed accounts.
    """
    held, kept = Membership.objects.held_at(now), Keeper.objects.held_at(now)
    found = _shown(workers_within(reach), show, held, kept)
    if text:
        found = found.filter(Q(display_name__icontains=text) | Q(login__icontains=text))
    if unit is not None:
        found = found.filter(_among(held.filter(unit=unit)) | _among(kept.filter(unit=unit)))
    elif agency is not None:
        here = {"unit__agency": agency}
        found = found.filter(_among(held.filter(**here)) | _among(kept.filter(**here)))
    if role in ROLES:
        found = found.filter(_among(held.filter(role=Role(role))))
    return found.order_by("display_name", "pk").prefetch_related(
        Prefetch("memberships", held.select_related("unit__agency"), to_attr="held"),
        Prefetch("keeps", kept.select_related("unit__agency"), to_attr="kept"),
    )


def _shown(
    found: QuerySet[Worker], show: str, held: QuerySet[Membership], kept: QuerySet[Keeper]
) -> QuerySet[Worker]:
    if show == "closed":
        return found.filter(is_active=False)
    found = found.filter(is_active=True)
    if show == "new":
        return found.filter(last_login__isnull=True)
    if show == "keepers":
        return found.filter(_among(kept))
    if show == "idle":
        return found.exclude(_among(held)).exclude(_among(kept))
    return found


def _among(rows: QuerySet[Membership] | QuerySet[Keeper]) -> Exists:
    return Exists(rows.filter(worker=OuterRef("pk")))
