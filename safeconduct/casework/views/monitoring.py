"""Follow-up after a return: agreed contacts, two marks side by side per part of life, danger one press away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.casework.access import Action
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.models import Case, DocumentVersion, Event
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import asker, readers_of, reads, steps_from
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.frame import Asked, bar, now, opened, page, shown
from safeconduct.protection.counting import local_day
from safeconduct.protection.documents import monitoring as plan
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.ui.shapes import Link, Tone

NOTE, AGREEMENT, ALERT = "D34", "D33", "D35"
DANGER = "return.danger_sign"
STARTS = ("return.arrive", "return.made_safe_here")
STEPS = (
    "return.agree_monitoring", "return.decline_monitoring", "return.contact_done", "return.schedule_done",
    "return.made_safe_here", "return.way_back",
)  # fmt: skip
SHOWN_NOTES = 6


@dataclass(frozen=True, slots=True)
class Contact:
    """One agreed contact on the calendar."""

    step: plan.Step
    due: date
    status: str
    tone: Tone
    is_next: bool

    @property
    def when(self) -> str:
        return _(self.step.when)

    @property
    def how(self) -> str:
        return _(self.step.how)

    @property
    def looks_at(self) -> str:
        return _(self.step.looks_at)


@page("GET")
def monitoring(request: Asked, case_id: UUID) -> HttpResponse:
    """Show the calendar, the next contact, the marks and what to do in danger."""
    case = opened(request, case_id, Action.ACT)
    at = standing(case.case, now())
    state, sees = case.case.return_state, reads(request, case, NOTE)
    start = _starts(case.case)
    calendar = _calendar(at, start) if start and sees else []
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "state": words.state("return", state),
        "meaning": words.meaning("return", state),
        "arrived": start is not None,
        "alert": state == "ALERT",
        "sees": sees,
        "readers": readers_of(NOTE),
        "calendar": calendar,
        "next": next((each for each in calendar if each.is_next), None),
        "note_href": _write(case, NOTE),
        "agreement_href": _write(case, AGREEMENT),
        "alert_href": _write(case, ALERT),
        "agreed": at.facts.answer("monitoring_agreed").value,
        "danger": _danger(case, at),
        "signs": [_(each) for each in plan.re_trafficking_risk(_rows(at))] if sees else [],
        **_life(at, sees=sees),
        "scale": [(mark, _(meaning)) for mark, meaning in plan.SCALE],
        "steps": steps_from(case, state, STEPS, asker(request, case, at)) if sees else [],
    }
    return shown(request, "casework/monitoring.html", context)


def _write(case: Opened, type_id: str) -> str:
    back = reverse("monitoring", args=[case.case.pk])
    href = reverse("document_new", args=[case.case.pk, type_id])
    return f"{href}?{urlencode({'next': back})}"


def _starts(case: Case) -> Event | None:
    """Return the event the calendar counts from: arrival, or the day danger was over."""
    return Event.objects.filter(case=case, event__in=STARTS).order_by("-position").first()


def _rows(at: Standing) -> Sequence[Mapping[str, object]]:
    rows = at.facts.value("monitoring_contacts")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []


def _calendar(at: Standing, start: Event) -> list[Contact]:
    """Put each agreed contact on its day. Without an agreement nothing is planned for the person."""
    since = local_day(start.at, at.facts.country.zone_names[0])
    again = start.event == "return.made_safe_here"
    high_risk = at.facts.word("risk_level") != "LOW"
    planned = plan.planned(since, child=at.facts.child_mode, high_risk=high_risk, again=again)
    new_rows = [row for row in _rows(at) if str(row.get("on") or "") >= since.isoformat()]
    reached = {row.get("step") for row in new_rows if row.get("reached") is True} | {"T0"}
    tried = {row.get("step") for row in new_rows if row.get("reached") is False}
    runs = at.case.return_state == "MONITORING"
    first = next((step.id for step, _due in planned if step.id not in reached), "")
    return [
        Contact(
            step,
            due,
            *_standing(step.id, due, reached, tried, at.case.return_state),
            is_next=runs and step.id == first,
        )
        for step, due in planned
    ]


def _standing(step: str, due: date, reached: set[object], tried: set[object], state: str) -> tuple[str, Tone]:
    """Say where a contact stands. Nothing is late where the person wants no follow-up, or it has ended."""
    if step in reached:
        return _("Reached"), Tone.GOOD
    if state == "MONITORING_ENDED":
        return _("Not made"), Tone.QUIET
    if step in tried:
        return _("Tried, not reached yet"), Tone.WAITING
    if state == "MONITORING" and due < timezone.localdate():
        return _("Overdue"), Tone.DANGER
    return _("To come"), Tone.QUIET


def _danger(case: Opened, at: Standing) -> dict[str, object] | None:
    """Return how an alert is raised from here, with one press and without papers first (SG-RT-08)."""
    transition = TRANSITIONS[DANGER]
    if at.facts.state("return") not in transition.sources:
        return None
    return {
        "href": reverse("move", args=[case.case.pk, DANGER]),
        "may": role_for(transition, case.related) is not None,
    }


def _life(at: Standing, *, sees: bool) -> dict[str, object]:
    """Show the parts of life with marks as a table; those that no note speaks of are only named."""
    domains = _domains(at) if sees else []
    spoken = [each for each in domains if any(mark["own"] or mark["worker"] for mark in each["marks"])]
    return {
        "domains": domains,
        "spoken": spoken,
        "unspoken": [each["title"] for each in domains if each not in spoken],
    }


def _domains(at: Standing) -> list[dict[str, Any]]:
    """Show each part of life with the last notes: the person's mark and the worker's, never one made of both."""
    notes = [version for version in at.current if version.document.type_id == NOTE]
    newest = sorted(notes, key=lambda each: str(each.coded.get("on") or each.filed_at.isoformat()))
    last = newest[-SHOWN_NOTES:]
    if not any(version.coded.get("marks") for version in last):
        return []
    return [
        {
            "title": _(domain.title),
            "good_sign": _(domain.good_sign),
            "marks": [_marks(version, domain.id, at.case) for version in reversed(last)],
        }
        for domain in plan.DOMAINS
    ]


def _marks(version: DocumentVersion, domain: str, case: Case) -> dict[str, object]:
    rows = version.coded.get("marks") or []
    row: Mapping[str, object] = next((each for each in rows if each.get("domain") == domain), {})
    own, worker = (_mark(row.get(name)) for name in ("own", "worker"))
    return {
        "note": Link(_note_name(version), reverse("document", args=[case.pk, version.document_id])),
        "own": own,
        "worker": worker,
        "apart": bool(own and worker and own[0] != worker[0]),
    }


def _mark(value: object) -> tuple[str, str] | None:
    """Return a mark with its word; None when it was not asked or the person did not wish to say."""
    meanings = {str(mark): _(meaning) for mark, meaning in plan.SCALE}
    return (str(value), meanings[str(value)]) if str(value) in meanings else None


def _note_name(version: DocumentVersion) -> str:
    step = next((each for each in plan.SCHEDULE if each.id == version.coded.get("step")), None)
    return _(step.when) if step else _("In between")
