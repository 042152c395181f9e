"""Agencies and units: lists with search, one agency, one unit, and making new ones."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.frame import Kept, hand, keepers_page, now, shown
from safeconduct.accounts.keeping import finding, naming, offices
from safeconduct.accounts.keeping.reach import Hidden, agencies_within, units_within
from safeconduct.accounts.models import Agency, AgencyKind, Unit
from safeconduct.accounts.pages import words
from safeconduct.accounts.pages.act import Act, act_page
from safeconduct.accounts.pages.forms import AgencyForm, UnitForm
from safeconduct.accounts.pages.people import line


@keepers_page("GET")
def agencies(request: Kept) -> HttpResponse:
    """Show the agencies within reach; search and kind stand in the address."""
    text, kind = words.text_of(request), request.GET.get("kind", "")
    context = {
        "page": words.one_page(request, finding.agencies(request.reach, text=text, kind=kind)),
        "text": text,
        "kind": kind,
        "kinds": AgencyKind.choices,
        "may_make": request.reach.whole_node,
    }
    return shown(request, "accounts/agencies.html", context)


@keepers_page("GET")
def agency(request: Kept, agency_id: UUID) -> HttpResponse:
    """Show one agency with its units."""
    found, text = _agency(request, agency_id), words.text_of(request)
    page = words.one_page(request, finding.units(request.reach, agency=found.pk, text=text))
    people = finding.people_in(list(page), now())
    countries = naming.countries()
    context = {
        "agency": found,
        "page": page,
        "units": [
            (each, _(countries.get(each.country, each.country)), people.get(each.pk, 0)) for each in page
        ],
        "text": text,
    }
    return shown(request, "accounts/agency.html", context)


@keepers_page("GET")
def unit(request: Kept, unit_id: UUID) -> HttpResponse:
    """Show one unit with the people who work there."""
    found = _unit(request, unit_id)
    page = words.one_page(request, finding.workers(request.reach, now(), unit=found.pk))
    country = naming.countries().get(found.country, found.country)
    context = {
        "unit": found,
        "country": _(country),
        "page": page,
        "lines": [line(each, found) for each in page],
    }
    return shown(request, "accounts/unit.html", context)


@keepers_page("GET", "POST")
def agency_new(request: Kept) -> HttpResponse:
    if not request.reach.whole_node:
        raise Hidden
    form = AgencyForm(request.POST or None)
    made: list[Agency] = []

    def do() -> None:
        said = form.cleaned_data
        told = hand(request)
        made.append(offices.make_agency(said["name"], said["kind"], **told))

    act = Act(
        title=_("A new agency"),
        lead=_("An organisation that takes part: an authority, a court, an association, a service."),
        button=_("Make the agency"),
        back_href=reverse("agencies"),
        back=_("Agencies"),
        done=_("The agency is there. Give it a unit next."),
    )
    return act_page(request, act, do, form, next_href=lambda: reverse("agency", args=[made[0].pk]))


@keepers_page("GET", "POST")
def unit_new(request: Kept, agency_id: UUID) -> HttpResponse:
    found = _agency(request, agency_id)
    last = units_within(request.reach).filter(agency=found).order_by("name").last()
    form = UnitForm(request.POST or None, initial={"country": last.country if last else ""})
    made: list[Unit] = []

    def do() -> None:
        said = form.cleaned_data
        told = hand(request)
        made.append(offices.make_unit(found.pk, said["name"], said["country"], said["area"], **told))

    act = Act(
        title=_("A new unit"),
        lead=_(
            "A unit of {agency}. Its supervisor sees what is due in it, and nothing of other units."
        ).format(agency=found),
        button=_("Make the unit"),
        back_href=reverse("agency", args=[found.pk]),
        back=str(found),
        done=_("The unit is there. Add the people who work in it."),
    )
    return act_page(request, act, do, form, next_href=lambda: reverse("keeping_unit", args=[made[0].pk]))


def _agency(request: Kept, agency_id: UUID) -> Agency:
    found = agencies_within(request.reach).filter(pk=agency_id).first()
    if found is None:
        raise Hidden
    return found


def _unit(request: Kept, unit_id: UUID) -> Unit:
    found = units_within(request.reach).filter(pk=unit_id).first()
    if found is None:
        raise Hidden
    return found
