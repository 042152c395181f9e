"""Today: what must happen, by urgency, for me or for the unit. And the caseload with its filters."""

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.frame import only_keeps
from safeconduct.casework import queries, services
from safeconduct.casework.access import NOTED_FOR, NOTING
from safeconduct.casework.models import Case, Task
from safeconduct.casework.services.effects import PAPER_OWED
from safeconduct.casework.services.open_case import OPENS, MayNotOpen
from safeconduct.casework.views import words
from safeconduct.casework.views.find import sought
from safeconduct.casework.views.frame import Asked, now, op_id, page, shown, supervises
from safeconduct.protection.mechanism.filing import papers_that_move
from safeconduct.protection.watched import day_watched
from safeconduct.protection.words import Role, gettext_noop
from safeconduct.ui.periods import due_words
from safeconduct.ui.shapes import Due, Link

FILTER_WORDS = {
    "": gettext_noop("All open cases"),
    "overdue": gettext_noop("Something is overdue"),
    "alert": gettext_noop("Alert or missing"),
    "child": gettext_noop("Treated as a child"),
    "presumed": gettext_noop("Presumed, not yet decided"),
    "identified": gettext_noop("Identified"),
    "reflection": gettext_noop("In the reflection period"),
    "return": gettext_noop("Return being prepared or followed up"),
    "closed": gettext_noop("Closed"),
}

SHOWN_REGIONS = ("identification", "stay", "assistance")  # what a list of cases says of each


@page("GET")
def today(request: Asked) -> HttpResponse:
    """What is due for me; `?whose=unit` for the units I supervise."""
    if only_keeps(request):
        return redirect("keeping")
    at = now()
    unit = request.GET.get("whose") == "unit" and supervises(request)
    found = queries.today(request.user, at, unit=unit)
    mine = (lambda _task: True) if unit else _mine(request)
    everything = [*found.overdue, *found.today, *found.soon]
    context = {
        "overdue": dues(filter(mine, found.overdue)),
        "due_today": dues(filter(mine, found.today)),
        "soon": dues(filter(mine, found.soon)),
        "owed_by_others": dues(task for task in everything if not mine(task)),
        "new": found.new,
        "drafts": [(draft, words.document(draft.type_id)) for draft in found.drafts],
        "overrides": [(row, words.event(row.event)) for row in found.overrides],
        "unit": unit,
        "whose": _whose(request, unit=unit),
        "may_open": _may_open(request),
        "open_href": reverse("open_case"),
        "find_href": reverse("caseload"),
    }
    return shown(request, "casework/today.html", context)


def _mine(request: Asked) -> Callable[[Task], bool]:
    """Tell what this worker has to see to from what others owe in the same cases.

    Theirs is what their roles owe, what is noted for somebody without account, and where they lead, all that a
    case manager owes: who opened a case leads it until somebody is named.
    """
    held = queries.roles(request.user, now())
    roles = {*held, *(NOTED_FOR if held & NOTING else ())}
    led = queries.led_by(request.user, now())
    return lambda task: task.role in roles or (task.role == Role.CASE_MANAGER and task.case_id in led)


def _whose(request: Asked, *, unit: bool) -> list[Link]:
    if not supervises(request):
        return []
    here = reverse("today")
    return [Link(_("Mine"), here, not unit), Link(_("My unit"), f"{here}?whose=unit", unit)]


def _may_open(request: Asked) -> bool:
    return any(role in OPENS for role in queries.roles(request.user, now()))


def dues(tasks: Iterable[Task], *, named: bool = True) -> list[Due]:
    """Put tasks in words; `named` says whose case it is, where that is not plain from the page."""
    return [
        Due(
            title=task_title(task),
            href=task_href(task),
            until=task.due_at,
            alias=task.case.alias if named else "",
            number=task.case.number if named else "",
            note=who_owes(task),
        )
        for task in tasks
    ]


def who_owes(task: Task) -> str:
    return _("Whoever supervises the unit") if task.for_supervisor else words.role(task.role)


def task_title(task: Task) -> str:
    """Say what is owed; papers that a protective step did not wait for are named, and the day that is watched."""
    if task.what == PAPER_OWED:
        return f"{_(task.what)}: {words.document(task.document)}"
    watched = day_watched(task.about)
    return f"{_(task.what)} ({words.day(watched)})" if watched else _(task.what)


def task_href(task: Task) -> str:
    """Lead to where a task is settled: the document to write, the step to take, or the case.

    What watches a paper is settled by a new version of that paper, which is opened from the case.
    """
    if task.about and task.document:
        return reverse("case", args=[task.case_id])
    if task.settled_by and task.document not in papers_that_move(task.settled_by):
        return reverse("move", args=[task.case_id, task.settled_by])
    if task.document:
        return reverse("document_new", args=[task.case_id, task.document])
    return reverse("task", args=[task.case_id, task.pk])


@page("GET")
def caseload(request: Asked) -> HttpResponse:
    """My cases, the most urgent first. Filters stand in the address."""
    find = sought(request)
    if find.case:
        return redirect("case", find.case.pk)
    show, text = request.GET.get("show", ""), find.text
    unit = request.GET.get("whose") == "unit"
    start = int(request.GET.get("from", "0")) if request.GET.get("from", "0").isdecimal() else 0
    cases, more = queries.caseload(
        request.user, now(), show=show, unit=unit, text=text, after=min(start, 100_000)
    )
    kept = {name: value for name, value in (("text", text), ("whose", "unit" if unit else "")) if value}
    here = reverse("caseload")
    context = {
        "cases": [_line(case) for case in cases],
        "filters": [
            Link(_(label), f"{here}?{urlencode({**kept, 'show': key})}", key == show)
            for key, label in FILTER_WORDS.items()
        ],
        "show": show,
        "sought": find,
        "whose": "unit" if unit else "",
        "next_href": f"{here}?{urlencode({**kept, 'show': show, 'from': start + queries.PAGE})}"
        if more
        else "",
        "may_open": _may_open(request),
        "open_href": reverse("open_case"),
    }
    return shown(request, "casework/caseload.html", context)


def _line(case: Case) -> dict[str, object]:
    risk, tone = words.risk(case)
    due = due_words(case.next_due_at, now()) if case.next_due_at else None
    return {
        "due": due,
        "case": case,
        "href": reverse("case", args=[case.pk]),
        "stands": [(words.region(name), words.state(name, case.states[name])) for name in SHOWN_REGIONS],
        "risk": risk,
        "tone": tone,
    }


@page("GET", "POST")
def open_case(request: Asked) -> HttpResponse:
    """Open a case. What is met stays on one page: who leads is said before anything is written."""
    if not _may_open(request):
        raise queries.Hidden
    if request.method == "POST":
        try:
            case = services.open_case(by=request.user, now=now(), op_id=op_id(request))
        except MayNotOpen as refused:
            raise queries.Hidden from refused
        return redirect("document_new", case.pk, "D01")
    return shown(request, "casework/open_case.html", {})
