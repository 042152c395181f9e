"""The case page: what is owed today, how protection stands, what can be done next, and the story so far."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import queries, services
from safeconduct.casework.access import Action, can, may_settle
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.models import Case, Clock, Task
from safeconduct.casework.views import words
from safeconduct.casework.views.chosen import choices
from safeconduct.casework.views.first_steps import first_steps, on_this_page
from safeconduct.casework.views.frame import Asked, announce, bar, now, op_id, opened, page, shown
from safeconduct.casework.views.papers import papers_of
from safeconduct.casework.views.story import BROKEN, entry
from safeconduct.casework.views.today import dues, who_owes
from safeconduct.protection.mechanism import REGIONS
from safeconduct.protection.words import Region, Role, gettext_noop
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Link, Row, Segment, Tone

CLOCK_WORDS = {
    "reflection": gettext_noop("Recovery and reflection period"),
    "appeal": gettext_noop("Time to appeal"),
    "arrival": gettext_noop("Arrival to be confirmed"),
    "risk assessment": gettext_noop("Risk assessment holds"),
    "assurance": gettext_noop("Assurance holds"),
    "nearly 18": gettext_noop("Half a year before 18"),
    "turning 18": gettext_noop("Turns 18"),
}
KIND_WORDS = {
    "lead": gettext_noop("Case manager who leads"),
    "deputy": gettext_noop("Stands in for the lead"),
    "next_lead": gettext_noop("Next lead, not yet responsible"),
    "contributor": gettext_noop("Takes part"),
    "team": gettext_noop("Identification team"),
    "reviewer": gettext_noop("Second person"),
}
SHOWN_EVENTS, SHOWN_TASKS, SHOWN_CHOICES = 8, 16, 5


@page("GET")
def case_page(request: Asked, case_id: UUID) -> HttpResponse:
    """One case at a glance, in a fixed number of queries."""
    case = opened(request, case_id)
    at = standing(case.case, now())
    tasks = list(
        Task.objects.filter(case=case.case, done_at__isnull=True)
        .select_related("case")
        .order_by("due_at")[:SHOWN_TASKS]
    )
    inside = bool(case.related.kinds)
    offered = choices(request.user, at, case.related, now()) if inside else []
    begin = first_steps(request.user, case, at) if inside else []
    first = next((each for each in tasks if each.role in case.related.roles), None)
    context = {
        "case": case.case,
        "bar": bar(
            case.case, next_action=_(first.what) if first else "", next_href="#today" if first else ""
        ),
        "lead": words.meaning("identification", case.case.identification),
        "parts": on_this_page(inside=inside, begins=bool(begin)),
        "first_steps": begin,
        "dues": dues(tasks, named=False),
        "segments": sphere(case.case),
        "clocks": _clocks(at),
        "can_now": [each for each in offered if each.decision.allowed][:SHOWN_CHOICES],
        "not_yet": [each for each in offered if not each.decision.allowed][:SHOWN_CHOICES],
        "steps_href": reverse("steps", args=[case_id]),
        "papers": papers_of(at, case.related, case.case),
        "people": _people(at),
        "entries": [entry(each) for each in queries.timeline(case.case, shown=SHOWN_EVENTS)],
        "more_events": case.case.events_count > SHOWN_EVENTS,
        "inside": inside,
        "links": _links(case.case) if inside else [],
        "name_href": reverse("name_reveal", args=[case_id]),
        "may_see_names": bool(can(request.user, Action.NAMES, case.case, now(), related=case.related)),
    }
    return shown(request, "casework/case.html", context)


def sphere(case: Case) -> list[Segment]:
    """Put the ten regions in words and tones: holds, open, broken, not needed."""
    steps = reverse("steps", args=[case.pk])
    return [
        Segment(
            _(REGIONS[Region(region)].title),
            words.state(region, state),
            _tone(region, state),
            f"{steps}#{region}",
        )
        for region, state in case.states.items()
    ]


def _tone(region: str, state: str) -> Tone:
    table = REGIONS[Region(region)]
    if state in BROKEN:
        return Tone.DANGER
    if state == table.initial:
        return Tone.QUIET
    kind = next(each.kind for each in table.states if each.id == state)
    return Tone.GOOD if kind == "stable" else Tone.WAITING


def _clocks(at: Standing) -> list[tuple[str, Clock, str]]:
    running = sorted((each for each in at.clocks if each.ended_at is None), key=lambda each: each.due)
    return [(_(CLOCK_WORDS[clock.name]), clock, _(clock.won.capitalize())) for clock in running]


def _people(at: Standing) -> list[Row]:
    return [
        Row(_(KIND_WORDS[row.kind]), f"{isolated(row.worker)} · {words.role(row.role)}")
        for row in at.people
        if row.until is None
    ]


def _links(case: Case) -> list[Link]:
    ways = [
        ("taking_back", _("The person takes something back")),
        ("people", _("People and agencies")),
        ("team", _("Identification team")),
        ("handover", _("Hand-over")),
    ]
    if case.return_state != "NOT_CONSIDERED":
        ways.append(("return_gate", _("Return")))
    if case.return_state in {"RECEIVED", "MONITORING", "MONITORING_ENDED", "ALERT"}:
        ways.append(("monitoring", _("Follow-up after return")))
    ways.append(("closure", _("Closing")))
    return [Link(text, reverse(name, args=[case.pk])) for name, text in ways]


@page("GET")
def steps(request: Asked, case_id: UUID) -> HttpResponse:
    """Everything that exists from here, region by region: what can be done, and what cannot yet and why."""
    case = opened(request, case_id, Action.ACT)
    at = standing(case.case, now())
    offered = choices(request.user, at, case.related, now())
    regions = [
        (
            region,
            _(REGIONS[Region(region)].title),
            words.state(region, state),
            words.meaning(region, state),
            [each for each in offered if each.region == region],
        )
        for region, state in case.case.states.items()
    ]
    return shown(
        request, "casework/steps.html", {"case": case.case, "bar": bar(case.case), "regions": regions}
    )


@page("GET", "POST")
def task(request: Asked, case_id: UUID, task_id: UUID) -> HttpResponse:
    """One task that somebody ticks off; tasks shown by a document or an event lead there instead."""
    case = opened(request, case_id)
    found = Task.objects.select_related("case").filter(case=case.case, pk=task_id).first()
    if found is None or not may_settle(found, case.related):
        raise queries.Hidden
    if request.method == "POST":
        # whoever supervises has no part in the case: they act as the case manager they are
        role = min(case.related.roles, default=Role.CASE_MANAGER)
        try:
            services.settle_task(found.pk, by=request.user, role=role, now=now(), op_id=op_id(request))
        except services.SettledOtherwise:
            return redirect(dues([found])[0].href)
        announce(request, _("Done: {what}.").format(what=_(found.what)))
        return redirect("case", case_id)
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "task": found,
        "what": _(found.what),
        "role": who_owes(found),
    }
    return shown(request, "casework/task.html", context)
