"""Screening on a phone: safety and consent first, then one question to a page, kindest first, stop at any time."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import services
from safeconduct.casework.access import Action, can
from safeconduct.casework.facts import Standing
from safeconduct.casework.forms.screening import Age, AgeThen, Agreed, Concern, SafeNow, Sign
from safeconduct.casework.queries import Hidden
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import writer
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.document_ways import careful, declared, not_written_by, refused
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.casework.views.screening_result import result_page
from safeconduct.casework.views.screening_story import ELEMENTS, Noted, Story
from safeconduct.casework.views.screening_way import D03, Screening, begin, first_open, keep, way
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.screening.questions import Question, Turn
from safeconduct.protection.words import gettext_noop
from safeconduct.ui.shapes import Task, TaskStatus

START = "identification.start_screening"
PARTS = {
    Turn.NOW_AND_SAFETY: gettext_noop("Now: the present situation and safety."),
    Turn.WORK_AND_LIVING: gettext_noop("Now: work and living."),
    Turn.MOVEMENT_AND_MONEY: gettext_noop("Now: the way here, and money."),
    Turn.RECRUITMENT: gettext_noop("Now: how it began."),
    Turn.LAST: gettext_noop("Now: the hardest questions. Ask only if the person is at ease."),
}


@page("GET", "POST")
@careful
def screening(request: Asked, case_id: UUID) -> HttpResponse:
    """What must be in place before anything is asked; then start, or go on where it stopped."""
    case = opened(request, case_id, Action.ACT)
    if not can(request.user, Action.FILE, case.case, now(), document=D03, related=case.related):
        return not_written_by(request, case.case, declared(D03))
    way_in = begin(request, case)
    if request.method == "POST":
        return _start(request, way_in)
    transition = TRANSITIONS[START]
    role, refusals = role_for(transition, case.related), []
    if way_in.waits and role is not None:
        asked = services.ask(case.case, START, by=request.user, role=role, now=now(), at=way_in.at)
        asked_for = [each for each in asked.refusals if each.safeguard != "documents"]
        refusals = words.refusals(asked_for, writer(case, reverse("screening", args=[case_id])))
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "tasks": _papers(way_in),
        "ready": not way_in.waits or (role is not None and asked.allowed),
        "refusals": refusals if _papers_filed(way_in.at) else [],
        "whose": [] if role else [words.role(each) for each in transition.by],
        "waits": way_in.waits,
        "resumed": way_in.draft is not None,
    }
    return shown(request, "casework/screening.html", context)


def _papers(way_in: Screening) -> list[Task]:
    here = reverse("screening", args=[way_in.case.case.pk])
    names = {"D01": _("Write the contact note"), "D02": _("Tell the person their rights")}
    return [
        Task(
            names[each],
            f"{reverse('document_new', args=[way_in.case.case.pk, each])}?next={here}",
            TaskStatus.COMPLETED if each in way_in.at.filed else TaskStatus.NOT_STARTED,
        )
        for each in names
    ]


def _papers_filed(at: Standing) -> bool:
    return {"D01", "D02"} <= set(at.filed)


def _start(request: Asked, way_in: Screening) -> HttpResponse:
    case = way_in.case
    if way_in.waits:
        role = role_for(TRANSITIONS[START], case.related)
        if role is None:
            return redirect("screening", case.case.pk)
        try:
            services.move(case.case.pk, START, by=request.user, role=role, now=now(), op_id=op_id(request))
        except services.NotAllowed as not_allowed:
            here = reverse("screening", args=[case.case.pk])
            refusals = words.refusals(not_allowed.findings, writer(case, here))
            return refused(request, case.case, refusals, back=here)
    keep(request, way_in)
    return redirect("screening", case.case.pk, first_open(way_in))


@page("GET", "POST")
@careful
def screening_step(request: Asked, case_id: UUID, step: str) -> HttpResponse:
    """One step: a gate, a question, stopping, a concern, or the result."""
    case = opened(request, case_id, Action.ACT)
    if not can(request.user, Action.FILE, case.case, now(), document=D03, related=case.related):
        return not_written_by(request, case.case, declared(D03))
    on_way = begin(request, case)
    if on_way.waits:
        return redirect("screening", case_id)
    if on_way.draft is None and request.method == "POST":
        return redirect(
            "case", case_id
        )  # filed already, in another window or by a second press of the button
    if step in GATES:
        return _gate(request, on_way, GATES[step])
    if step in HALTS:
        return _halt(request, on_way, step)
    if step == "concern":
        return _concern(request, on_way)
    if step == "result":
        return result_page(request, on_way)
    question = on_way.story.question(step)
    if question is None:
        raise Hidden
    return _ask(request, on_way, question)


# --- gates ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gate:
    """One question before the questions."""

    form: type[forms.Form]
    name: str
    back: str
    why: str


GATES = {
    "safe": Gate(SafeNow, "safe_now", "", gettext_noop("Safety comes before any question.")),
    "agree": Gate(Agreed, "consent_to_talk", "safe", gettext_noop("The person decides whether to talk.")),
    "age": Gate(Age, "age", "agree", gettext_noop("The rules that protect depend on it.")),
    "before": Gate(
        AgeThen,
        "age_then",
        "age",
        gettext_noop("Somebody who was a child then is protected as one for that time."),
    ),
}


def _gate(request: Asked, on_way: Screening, gate: Gate) -> HttpResponse:
    given = getattr(on_way.story, gate.name) or on_way.known.get(gate.name)
    form = gate.form(request.POST or None, initial={gate.name: given})
    if request.method == "POST":
        leave = _left(request, on_way)
        if leave:
            return leave
        if form.is_valid():
            setattr(on_way.story, gate.name, form.cleaned_data[gate.name])
            if gate.name == "age_then":
                on_way.story.age_then_asked = True
            keep(request, on_way)
            return redirect(way(on_way, first_open(on_way)))
    context = {"form": form, "why": _(gate.why), "back_href": way(on_way, gate.back)}
    return _question_page(request, on_way, context, str(form[gate.name].label))


def _left(request: Asked, on_way: Screening) -> HttpResponse | None:
    """Go where another button than "Continue" leads."""
    wish = request.POST.get("then", "")
    return redirect(way(on_way, wish)) if wish in {"stop", "concern"} else None


def _question_page(request: Asked, on_way: Screening, context: dict[str, Any], title: str) -> HttpResponse:
    told = {"case": on_way.case.case, "bar": bar(on_way.case.case), "title": title, **context}
    return shown(request, "casework/screening_question.html", told)


# --- questions ------------------------------------------------------------------------------------


def _ask(request: Asked, on_way: Screening, question: Question) -> HttpResponse:
    story, code = on_way.story, question.code
    given = story.answers.get(code)
    which = ELEMENTS[code][1] if code in ELEMENTS else ()
    told = {} if given is None else vars(given)
    form = Sign(_(question.label), _how_to_ask(story), which, request.POST or None, told)
    if request.method == "POST":
        if form.is_valid():
            story.answers[code] = Noted(**{name: value for name, value in form.cleaned_data.items() if value})
            keep(request, on_way)
        leave = _left(request, on_way)
        if leave or form.is_valid():
            return leave or redirect(way(on_way, first_open(on_way)))
    before = story.before(code)
    context = {
        "form": form,
        "first": form["answer"].render(context={"field": form["answer"], "heading": True}),
        "which": form["codes"] if which else None,
        "more_fields": [form[name] for name in ("source", "note") if name in form.fields],
        "more_open": bool(form.errors.get("note") or (given and (given.source or given.note))),
        "why": _progress(story, question),
        "going_on": story.going_on,
        "back_href": way(on_way, before or ("before" if story.age == "adult" else "age")),
    }
    return _question_page(request, on_way, context, _(question.label))


def _how_to_ask(story: Story) -> str:
    if story.only_noting:
        return _("Do not ask the child. Note only what you see, or what is known already.")
    return _("Ask in your own words, or note what you saw. Any answer is fine, and so is none.")


def _progress(story: Story, question: Question) -> str:
    part = _(PARTS[question.turn])
    if not story.answers:
        return part
    return _("Questions answered so far: {number}. {part}").format(number=len(story.answers), part=part)


# --- stopping, and being concerned ----------------------------------------------------------------

HALTS = {
    "unsafe": "casework/screening_unsafe.html",
    "not-now": "casework/screening_not_now.html",
    "guardian": "casework/screening_guardian.html",
    "stop": "casework/screening_stop.html",
}


def _halt(request: Asked, on_way: Screening, step: str) -> HttpResponse:
    story, wish = on_way.story, request.POST.get("then", "")
    if request.method == "POST":
        if wish == "later":
            keep(request, on_way)
            return redirect("case", on_way.case.case.pk)
        if wish == "noting":
            story.only_noting = True
        elif wish == "stopped":
            story.ended = "stopped"
        keep(request, on_way)
        return redirect(way(on_way, first_open(on_way)))
    told = {
        "case": on_way.case.case,
        "bar": bar(on_way.case.case),
        "go_on_href": way(on_way, first_open(on_way)),
    }
    return shown(request, HALTS[step], told)


def _concern(request: Asked, on_way: Screening) -> HttpResponse:
    form = Concern(request.POST or None, initial={"concern": on_way.story.concern})
    if request.method == "POST" and form.is_valid():
        on_way.story.worker_concern, on_way.story.concern = True, form.cleaned_data["concern"]
        keep(request, on_way)
        return redirect(way(on_way, "result"))
    context = {
        "form": form,
        "why": _("You may know more than any list can ask."),
        "back_href": way(on_way, first_open(on_way)),
        "alone": True,
    }
    return _question_page(request, on_way, context, str(form["concern"].label))
