"""The supervisor's page: the unit's cases, what is overdue, departures from safeguards, people and their training."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.training import AREAS
from safeconduct.casework import oversight, queries
from safeconduct.casework.models import Case, Override, Task
from safeconduct.casework.oversight import Member
from safeconduct.casework.views import words
from safeconduct.casework.views.find import sought
from safeconduct.casework.views.frame import Asked, now, page, shown
from safeconduct.casework.views.today import FILTER_WORDS, task_href, task_title, who_owes
from safeconduct.casework.views.training_asked import asked_of, refused_for_training
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.ui.periods import due_words
from safeconduct.ui.shapes import Due, Link, Tone

SOON_DAYS = 60  # a course has to be found before a certificate lapses; design default


@page("GET")
def unit(request: Asked) -> HttpResponse:
    """Show the units that somebody supervises; for everybody else there is no such page."""
    at = now()
    units = queries.units_supervised(request.user, at)
    if not units:
        raise queries.Hidden
    find = sought(request)
    if find.case:
        return redirect("case", find.case.pk)
    show, text = request.GET.get("show", ""), find.text
    start = request.GET.get("from", "0")
    after = min(int(start), 100_000) if start.isdecimal() else 0
    cases, more = queries.caseload(request.user, at, show=show, unit=True, text=text, after=after)
    safeguard = request.GET.get("overdue", "")
    departures = oversight.departures(units, at)
    context = {
        "units": units,
        "cases": [_line(case, at) for case in cases],
        "filters": _filters(show, text),
        "show": show,
        "sought": find,
        "next_href": _address(show=show, text=text, **{"from": str(after + queries.PAGE)}) if more else "",
        "overdue": [_overdue(each, safeguard, at) for each in oversight.overdue_by_safeguard(units, at)],
        "chosen": _(SAFEGUARDS[safeguard].title) if safeguard in SAFEGUARDS else "",
        "late": [_late(each) for each in oversight.overdue_of(units, safeguard, at)]
        if safeguard in SAFEGUARDS
        else [],
        "departures": [
            (_("Waiting for a second person"), [_departure(row) for row in departures.waiting]),
            (_("In force"), [_departure(row) for row in departures.in_force]),
            (_("Over, and to be looked at again"), [_departure(row) for row in departures.to_review]),
        ],
        "members": [_member(each, at) for each in oversight.members(units, at)],
        "areas": [_(title) for title in AREAS.values()],
        "now": at,
    }
    return shown(request, "casework/unit.html", context)


def _address(**asked: str) -> str:
    kept = {name: value for name, value in asked.items() if value}
    here = reverse("unit")
    return f"{here}?{urlencode(kept)}" if kept else here


def _filters(show: str, text: str) -> list[Link]:
    return [Link(_(label), _address(show=key, text=text), key == show) for key, label in FILTER_WORDS.items()]


def _line(case: Case, at: datetime) -> dict[str, object]:
    risk, tone = words.risk(case)
    return {
        "case": case,
        "href": reverse("case", args=[case.pk]),
        "due": due_words(case.next_due_at, at) if case.next_due_at else None,
        "identification": words.state("identification", case.identification),
        "stay": words.state("stay", case.stay),
        "risk": risk,
        "tone": tone,
    }


def _overdue(each: oversight.Overdue, chosen: str, at: datetime) -> dict[str, object]:
    return {
        "title": _(SAFEGUARDS[each.safeguard].title),
        "safeguard": each.safeguard,
        "number": each.number,
        "late": due_words(each.oldest, at),
        "href": _address(overdue=each.safeguard) + "#overdue",
        "chosen": each.safeguard == chosen,
    }


def _late(task: Task) -> Due:
    return Due(
        title=task_title(task),
        # who supervises sees what is due, and settles what is theirs alone; the team settles the rest
        href=task_href(task) if task.for_supervisor else reverse("case", args=[task.case_id]),
        until=task.due_at,
        alias=task.case.alias,
        number=task.case.number,
        note=who_owes(task),
    )


def _departure(row: Override) -> dict[str, object]:
    return {
        "row": row,
        "title": _(SAFEGUARDS[row.safeguard].title),
        "step": words.event(row.event),
        "href": reverse("safeguard", args=[row.safeguard]),
        "case_href": reverse("case", args=[row.case_id]),
    }


def _member(each: Member, at: datetime) -> dict[str, object]:
    return {
        "name": each.worker.display_name,
        "roles": ", ".join(words.role(role) for role in each.roles),
        "training": [_certificate(each, code, at) for code in AREAS],
        "refused": [_(what) for what in refused_for_training(each, at)],
        "away": [
            _("away from {first} to {last}").format(
                first=words.day(row.first_day), last=words.day(row.last_day)
            )
            for row in each.away
        ],
        "leads": each.leads,
        "cap": each.worker.caseload_cap,
        "over": each.over_cap,
    }


def _certificate(each: Member, code: str, at: datetime) -> tuple[str, str]:
    """Say until when a certificate counts, and how pressing that is."""
    until, day = each.training.get(code), at.date()
    asked = code in asked_of(each, at)
    if until is None:
        return (_("Not held"), Tone.DANGER.value) if asked else (_("Not asked"), Tone.QUIET.value)
    if until < day:
        tone = Tone.DANGER if asked else Tone.QUIET
        return _("Lapsed on {day}").format(day=words.day(until)), tone.value
    if (until - day).days <= SOON_DAYS:
        return _("Until {day}: renew it soon").format(day=words.day(until)), Tone.WAITING.value
    return _("Until {day}").format(day=words.day(until)), Tone.PLAIN.value
