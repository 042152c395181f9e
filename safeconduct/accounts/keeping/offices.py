"""Agencies and their units."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.accounts.keeping import naming
from safeconduct.accounts.keeping.once import first_result, leaf, remember
from safeconduct.accounts.keeping.reach import CannotBe, Hidden, agency_for, reach_of
from safeconduct.accounts.models import Agency, Unit, Worker
from safeconduct.protection.words import gettext_noop as _


@transaction.atomic
def make_agency(name: str, kind: str, *, by: Worker, now: datetime, op_id: UUID) -> Agency:
    """Make an agency. Only whoever keeps the accounts of the whole node does. Raises Hidden, CannotBe."""
    done = first_result(op_id, "make_agency", by)
    if done is not None:
        return Agency.objects.get(pk=done)
    if not reach_of(by, now).whole_node:
        raise Hidden
    agency = new_agency(name, kind)
    leaf(by, "agency.made", agency, "agency")
    remember(op_id, "make_agency", by, agency.pk, now)
    return agency


@transaction.atomic
def make_unit(
    agency_id: UUID, name: str, country: str, area: str, *, by: Worker, now: datetime, op_id: UUID
) -> Unit:
    """Make a unit of an agency within reach. Raises Hidden, CannotBe."""
    done = first_result(op_id, "make_unit", by)
    if done is not None:
        return Unit.objects.get(pk=done)
    unit = new_unit(agency_for(by, agency_id, now), name, country, area)
    leaf(by, "unit.made", unit, "unit")
    remember(op_id, "make_unit", by, unit.pk, now)
    return unit


def new_agency(name: str, kind: str) -> Agency:
    clean = naming.name(name)
    if Agency.objects.filter(name__iexact=clean).exists():
        raise CannotBe(_("There is an agency {name} already."), name=clean)
    return Agency.objects.create(name=clean, kind=naming.kind(kind))


def new_unit(agency: Agency, name: str, country: str, area: str = "") -> Unit:
    clean, code = naming.name(name), naming.country(country)
    if Unit.objects.filter(agency=agency, name__iexact=clean, country=code).exists():
        raise CannotBe(_("{agency} has a unit {name} in this country already."), agency=agency, name=clean)
    return Unit.objects.create(
        agency=agency, name=clean, country=code, area=naming.name(area) if area.strip() else ""
    )
