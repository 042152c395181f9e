"""The story of a case: each event and each act as a line, in the order they happened."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import queries
from safeconduct.casework.access import NOTED_FOR
from safeconduct.casework.models import Event
from safeconduct.casework.views import words
from safeconduct.casework.views.frame import Asked, bar, opened, page, shown
from safeconduct.protection.acts import ACTS
from safeconduct.protection.documents.declared import moment
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.filing import moves, papers_that_move
from safeconduct.protection.words import Role
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Entry, Tone

BROKEN = frozenset({"ALERT", "MISSING", "LOST_CONTACT"})


@page("GET")
def timeline(request: Asked, case_id: UUID) -> HttpResponse:
    """The whole story, fifty events a page, newest first."""
    case = opened(request, case_id).case
    before = request.GET.get("before", "")
    events = queries.timeline(case, before=int(before) if before.isdecimal() else None)
    older = events[-1].position if events and events[-1].position > 1 else 0
    here = reverse("timeline", args=[case_id])
    context = {
        "case": case,
        "bar": bar(case),
        "entries": [entry(each) for each in events],
        "older": f"{here}?before={older}" if older else "",
    }
    return shown(request, "casework/timeline.html", context)


def entry(event: Event) -> Entry:
    """Say one event as a line of the story."""
    if not event.region:
        return act_entry(event)
    second = _("second person: {name}").format(name=isolated(event.second)) if event.second else ""
    return Entry(
        when=event.at,
        title=words.event(event.event),
        by=_by(event),
        text=" · ".join(part for part in (words.state(event.region, event.after), second) if part),
        tone=Tone.DANGER if event.after in BROKEN else Tone.PLAIN,
    )


def act_entry(event: Event) -> Entry:
    """Say one act outside the steps as a line of the story: asked before, for when, and by whom."""
    declared = ACTS[event.event]
    planned = moment(event.evidence.get(declared.planned)) if declared.planned else None
    aside = any(each["overridden"] for each in event.findings)
    said = [
        _("Asked before it is done; nothing stood against it"),
        _("for {moment}").format(moment=words.moment(planned)) if planned else "",
        _("some of it set aside by two people") if aside else "",
    ]
    return Entry(
        when=event.at,
        title=words.event(event.event),
        by=_by(event),
        text=" · ".join(each for each in said if each),
        tone=Tone.WAITING if aside else Tone.PLAIN,
    )


def _by(event: Event) -> str:
    """Say who did it: by itself, in an own role, or noted for somebody who has no account."""
    if event.cause:
        return _by_itself(event, event.cause)
    if not event.by:
        return words.role("system")
    if Role(event.role) in NOTED_FOR:
        return _("{name}, for: {role}").format(name=isolated(event.by), role=words.role(event.role))
    return f"{isolated(event.by)} · {words.role(event.role)}"


def _by_itself(event: Event, cause: Event) -> str:
    """Say what brought a step about: the step before it, or a paper that was filed after that one."""
    papers = papers_that_move(event.event)
    before = TRANSITIONS.get(cause.event)
    if not papers or (before and moves(before.effects, event.event)):
        return _("itself, after: {event}").format(event=words.event(cause.event))
    if len(papers) == 1:
        return _("itself, when this was filed: {document}").format(document=words.document(papers[0]))
    return _("itself, because of a paper that was filed")
