"""People: the list with search and filters, one person's account, making and changing one, training, closing."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.accounts import papers
from safeconduct.accounts.frame import Kept, keepers_page, now, shown
from safeconduct.accounts.keeping import finding, people, takes_two
from safeconduct.accounts.keeping.naming import ROLES
from safeconduct.accounts.keeping.reach import Hidden, units_within, wholly_within, workers_within
from safeconduct.accounts.models import Keeper, Membership, Unit, Worker
from safeconduct.accounts.pages import words
from safeconduct.accounts.training import AREAS
from safeconduct.protection.words import gettext_noop as mark
from safeconduct.ui.shapes import Link, Row, Tone

SHOW_WORDS = {
    "": mark("In service"),
    "new": mark("Not yet signed in"),
    "keepers": mark("Keep accounts"),
    "idle": mark("Without a role"),
    "closed": mark("Closed"),
}


@keepers_page("GET")
def workers(request: Kept) -> HttpResponse:
    """Show the people within reach; search and filters stand in the address."""
    text, role, show = words.text_of(request), request.GET.get("role", ""), request.GET.get("show", "")
    agency = words.uuid_of(request, "agency")
    found = finding.workers(request.reach, now(), text=text, agency=agency, role=role, show=show)
    page = words.one_page(request, found)
    kept = {"find": text, "role": role, "agency": str(agency or "")}
    here = finding.agencies(request.reach).filter(pk=agency).first() if agency else None
    context = {
        "page": page,
        "lines": [line(each) for each in page],
        "text": text,
        "role": role,
        "roles": [(each.value, words.role(each)) for each in ROLES],
        "show": show,
        "agency": here,
        "filters": _filters(kept, show),
    }
    return shown(request, "accounts/workers.html", context)


def _filters(kept: Mapping[str, str], chosen: str) -> list[Link]:
    here = reverse("workers")
    links = []
    for key, label in SHOW_WORDS.items():
        told = {name: value for name, value in {**kept, "show": key}.items() if value}
        links.append(Link(_(label), f"{here}?{urlencode(told)}" if told else here, key == chosen))
    return links


def line(worker: Worker, here: Unit | None = None) -> dict[str, object]:
    """Say in two lines who somebody is: roles with units, and the state of the account."""
    held: list[Membership] = worker.held  # type: ignore[attr-defined]
    kept: list[Keeper] = worker.kept  # type: ignore[attr-defined]
    return {
        "worker": worker,
        "href": reverse("worker", args=[worker.pk]),
        "places": words.places(held, kept, here),
        "tags": _tags(worker, held, kept),
    }


def _tags(worker: Worker, held: list[Membership], kept: list[Keeper]) -> list[tuple[str, str]]:
    tags: list[tuple[str, str]] = []
    if not worker.is_active:
        tags.append((_("Closed"), Tone.DANGER))
    elif worker.last_login is None:
        tags.append((_("Not yet signed in"), Tone.WAITING))
    if any(each.supervises for each in held):
        tags.append((_("Supervises"), Tone.GOOD))
    if kept:
        tags.append((_("Keeps accounts"), Tone.GOOD))
    return tags


@keepers_page("GET")
def worker(request: Kept, worker_id: UUID) -> HttpResponse:
    """Show one person's account: roles, training, keeping, and what can be done. Never a case."""
    at = now()
    found = find(request, worker_id)
    held = list(found.memberships.select_related("unit__agency"))
    running = [each for each in held if each.until is None or each.until > at]
    kept = list(found.keeps.held_at(at).select_related("unit__agency"))
    within = set(
        units_within(request.reach)
        .filter(pk__in=[each.unit_id for each in held])
        .values_list("pk", flat=True)
    )
    waiting = takes_two.waiting(request.reach).filter(worker=found)
    alone = wholly_within(request.reach, found, at)
    context = {
        "worker": found,
        "tags": _tags(found, running, kept),
        "own": found.pk == request.user.pk,
        "alone": alone,
        "roles": [_role(each, at, within) for each in running],
        "past": [_role(each, at, within) for each in held if each not in running],
        "training": _training(found, at.date()),
        "kept": [words.keeping(each) for each in kept],
        "may_end": any(takes_two.may_end(each, request.reach) for each in kept),
        "may_ask": found.is_active and not any(each.whole_node for each in kept),
        "waiting": [(words.grant(each), reverse("grant", args=[each.pk]), each) for each in waiting],
        "account": _account(found, at),
        "first_password": alone and found.is_active and people.first_password_by_one(found, request.user, at),
        "no_password": found.is_active and papers.wanted(found, at),
    }
    return shown(request, "accounts/worker.html", context)


def find(request: Kept, worker_id: UUID) -> Worker:
    found = workers_within(request.reach).filter(pk=worker_id).first()
    if found is None:
        raise Hidden
    return found


def _role(held: Membership, at: datetime, within: set[UUID]) -> dict[str, object]:
    mine = held.unit_id in within
    place = [held.worker_id, held.unit_id, held.role]
    return {
        "role": words.role(held.role),
        "unit": held.unit,
        "unit_href": reverse("keeping_unit", args=[held.unit_id]) if mine else "",
        "since": words.day(held.since),
        "until": words.day(held.until) if held.until else "",
        "later": held.since > at,
        "supervises": held.supervises,
        "end_href": reverse("role_end", args=place) if mine else "",
        "supervision_href": reverse("supervision", args=place) if mine else "",
    }


def _training(found: Worker, today: date) -> list[tuple[str, str, str]]:
    """Say for each area until when a certificate counts."""
    last = {}
    for each in found.trainings.order_by("valid_until"):
        last[each.code] = each.valid_until
    rows = []
    for code, title in AREAS.items():
        until = last.get(code)
        if until is None:
            rows.append((_(title), _("Not held"), Tone.QUIET.value))
        elif until < today:
            rows.append((_(title), _("Lapsed on {day}").format(day=words.day(until)), Tone.DANGER.value))
        else:
            rows.append((_(title), _("Until {day}").format(day=words.day(until)), Tone.GOOD.value))
    return rows


def _account(found: Worker, at: datetime) -> list[Row]:
    return [
        Row(_("Name to sign in with"), found.login),
        Row(_("Languages"), words.languages(found)),
        Row(_("Most cases led at once"), str(found.caseload_cap)),
        Row(_("Sign-in"), _sign_in(found, at)),
    ]


def _sign_in(found: Worker, at: datetime) -> str:
    if not found.is_active:
        return _("Closed: nobody can sign in with it")
    if found.paper_until is not None:
        if found.paper_until <= at:
            return _("The password on paper has lain too long and opens nothing")
        return _("A password on paper was handed over; it opens the account until {moment}").format(
            moment=words.moment(found.paper_until)
        )
    if not found.has_usable_password():
        return _("No password was handed over yet")
    return _("With a password and a second factor of their own")
