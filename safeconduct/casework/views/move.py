"""A step: what it means, what is asked, what happens next; and when it is refused, the way on."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.models import Worker
from safeconduct.casework import queries, services
from safeconduct.casework.access import Action
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.models import Case
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import writer
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.frame import Asked, announce, bar, now, op_id, opened, page, shown
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.declared import Moves, Owes, Runs, Transition
from safeconduct.protection.mechanism.filing import papers_that_move
from safeconduct.protection.mechanism.may import Decision
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.ui.shapes import Link


@page("GET", "POST")
def move_page(request: Asked, case_id: UUID, event: str) -> HttpResponse:
    """Show one step and take it. A refusal is an ordinary page that somebody can act on."""
    case = opened(request, case_id, Action.ACT)
    transition = TRANSITIONS.get(event)
    role = role_for(transition, case.related) if transition else None
    if transition is None:
        raise queries.Hidden
    at = standing(case.case, now())
    second = _second(request, case.case)
    if role is None:
        return _somebody_else(request, case, transition)
    if request.method == "POST":
        return _take(request, case, transition, role, second)
    decision = services.ask(
        case.case,
        event,
        by=request.user,
        role=role,
        now=now(),
        second=second,
        at=at,
        evidence=_evidence(request),
    )
    return _page(request, case, transition, role, decision, at)


def _take(
    request: Asked, case: Opened, transition: Transition, role: Role, second: Worker | None
) -> HttpResponse:
    try:
        services.move(
            case.case.pk,
            transition.id,
            by=request.user,
            role=role,
            now=now(),
            op_id=op_id(request),
            second=second,
            evidence=_evidence(request),
        )
    except services.NotAllowed as refused:
        at = standing(case.case, now())
        return _page(request, case, transition, role, refused.decision, at, status=409)
    announce(request, done_words(case.case, transition))
    return redirect("case", case.case.pk)


def done_words(case: Case, transition: Transition) -> str:
    """Say what was done and where that part of the case stands now."""
    case.refresh_from_db()
    now_at = words.state(transition.region, case.states[transition.region])
    return _("Done: {step}. Now: {state}.").format(step=words.event(transition.id), state=now_at)


def _evidence(request: HttpRequest) -> dict[str, object]:
    """Read what is offered with the step: only the keys that the rules know, only short codes."""
    sent = request.POST if request.method == "POST" else request.GET
    return {name: sent[name][:60] for name in ("reason_code",) if sent.get(name)}


def _second(request: HttpRequest, case: Case) -> Worker | None:
    """Find the second person: somebody who reviews this case and has an own account."""
    sent = request.POST.get("second", "")
    return next((worker for worker in queries.second_people(case) if str(worker.pk) == sent), None)


def _page(
    request: Asked,
    case: Opened,
    transition: Transition,
    role: Role,
    decision: Decision,
    at: Standing,
    *,
    status: int = 200,
) -> HttpResponse:
    overridable = [each for each in decision.refusals if each.override.allowed] if case.related.leads else []
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "transition": transition,
        "title": _(transition.title),
        "meaning": _(transition.meaning),
        "acting": words.role(role),
        "for_somebody": role not in case.related.roles,
        "allowed": decision.allowed,
        "refusals": words.refusals(
            decision.refusals,
            writer(case, reverse("move", args=[case.case.pk, transition.id])),
            lambda event: reverse("move", args=[case.case.pk, event]),
        ),
        "checks": words.checks(each for each in decision.findings if each.allowed),
        "overridden": words.checks(decision.overridden),
        "overrides": [
            (words.title(each), reverse("override_ask", args=[case.case.pk, transition.id, each.safeguard]))
            for each in overridable
        ],
        "papers": _papers(transition, at, writer(case, reverse("move", args=[case.case.pk, transition.id]))),
        "follows": _follows(transition),
        "new_state": words.state(transition.region, transition.leads_to(at.facts.state(transition.region))),
        "seconds": queries.second_people(case.case) if _wants_second(transition) else [],
        "href": reverse("move", args=[case.case.pk, transition.id]),
    }
    return shown(request, "casework/move.html", context, status=status)


def _wants_second(transition: Transition) -> bool:
    return "SG-GV-01" in transition.safeguards


def _papers(transition: Transition, at: Standing, write: Callable[[str], str]) -> list[tuple[str, str, bool]]:
    """Return each paper of this step: its title, where to write it, and whether it is on file."""
    return [(words.document(each), write(each), each in at.filed) for each in transition.documents]


def _follows(transition: Transition) -> list[str]:
    """Say what happens by itself after this step."""
    lines = []
    for effect in transition.effects:
        match effect:
            case Moves():
                lines.append(words.event(effect.events[0]))
            case Owes():
                due = SAFEGUARDS[effect.safeguard].due
                value, unit = effect.own_length or (due.value, due.unit)
                within = f"{value} {_(unit)}" if value else ""
                lines.append(
                    _("{task} ({role}, within {time})").format(
                        task=_(effect.what), role=words.role(effect.to), time=within
                    )
                    if within
                    else f"{_(effect.what)} ({words.role(effect.to)})"
                )
            case Runs():
                lines.append(
                    _("A time starts to run: {what}").format(what=_(SAFEGUARDS[effect.safeguard].title))
                )
            case _:
                pass
    return lines


def _somebody_else(request: Asked, case: Opened, transition: Transition) -> HttpResponse:
    """The step exists but belongs to another role: say whose, and how to reach them."""
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "title": _(transition.title),
        "meaning": _(transition.meaning),
        "whose": [words.role(role) for role in transition.by if role != Role.SYSTEM],
        "papers": [
            Link(words.document(type_id), reverse("document_new", args=[case.case.pk, type_id]))
            for type_id in papers_that_move(transition.id)
        ],
        "people_href": reverse("people", args=[case.case.pk]),
    }
    return shown(request, "casework/move_somebody_else.html", context, status=409)
