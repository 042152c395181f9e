"""The first start of a node: one agency, one unit, and two people who keep accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from safeconduct.accounts import papers
from safeconduct.accounts.keeping import naming
from safeconduct.accounts.keeping.offices import new_agency, new_unit
from safeconduct.accounts.keeping.once import leaf
from safeconduct.accounts.keeping.reach import CannotBe
from safeconduct.accounts.keeping.takes_two import AT_LEAST, begin_keeping
from safeconduct.accounts.models import Agency, Keeper, Unit, Worker
from safeconduct.protection.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Office:
    """Where those who keep accounts sit."""

    agency: str
    kind: str
    unit: str
    country: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """Who keeps accounts from now on, each with the password to hand over on paper, and until when it opens."""

    unit: Unit
    until: datetime
    keepers: list[tuple[Worker, str]]


@transaction.atomic
def begin(office: Office, people: Sequence[tuple[str, str]], now: datetime) -> Begun:
    """Make agency, unit and keepers (login, name), or nothing at all. Raises CannotBe.

    It works on an empty node, and again where fewer than two people in service keep the node's accounts: then
    nobody could be the second person any more. Agency and unit are found when they are there.
    """
    there = Keeper.objects.in_service(now).filter(whole_node=True).count()
    if there >= AT_LEAST:
        raise CannotBe(_("Two people keep the accounts of this node already; they make all others."))
    if there + len(people) < AT_LEAST:
        raise CannotBe(_("Name two people with --keeper: what opens much takes two, from the first day."))
    unit = _unit(office)
    return Begun(unit, now + papers.LASTS, [_keeper(login, name, unit, now) for login, name in people])


def _unit(office: Office) -> Unit:
    agency = Agency.objects.filter(name=naming.name(office.agency)).first()
    if agency is None:
        agency = new_agency(office.agency, office.kind)
        leaf(None, "agency.made", agency, "agency")
    elif agency.kind != naming.kind(office.kind):
        raise CannotBe(_("{agency} is there already, and of another kind."), agency=agency)
    code = naming.country(office.country)
    unit = Unit.objects.filter(agency=agency, name=naming.name(office.unit), country=code).first()
    if unit is None:
        unit = new_unit(agency, office.unit, code, office.area)
        leaf(None, "unit.made", unit, "unit")
    return unit


def _keeper(login: str, name: str, unit: Unit, now: datetime) -> tuple[Worker, str]:
    worker = Worker.objects.create_worker(naming.sign_in_name(login), display_name=naming.name(name))
    leaf(None, "account.made", worker)
    begin_keeping(worker, unit, whole_node=True, now=now)
    leaf(None, "keeping.begun", worker)
    return worker, papers.write(worker, now)
