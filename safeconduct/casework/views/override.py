"""Departures from a safeguard: ask with a reason and an end, decide as the second person, review, count in public."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.queries import roles_of
from safeconduct.casework import departures, queries, services
from safeconduct.casework.access import Action, can
from safeconduct.casework.departures import Departure
from safeconduct.casework.facts import standing
from safeconduct.casework.forms.override import DepartureForm
from safeconduct.casework.models import Case, Override
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.services.move import NOTHING
from safeconduct.casework.services.override import CannotOverride
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import known, page_of, plain_refusal, said_with
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.protection.acts import IN_A_CASE, may_act
from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.may import may
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Row, Tone
from safeconduct.vault.services import BudgetSpent, CannotOpen

SAYS = {
    "approve": Action.DECIDE_OVERRIDE,
    "refuse": Action.DECIDE_OVERRIDE,
    "uphold": Action.REVIEW_OVERRIDE,
    "reverse": Action.REVIEW_OVERRIDE,
}


@page("GET", "POST")
def override_ask(request: Asked, case_id: UUID, event: str, safeguard: str) -> HttpResponse:
    """Ask two people to set one safeguard aside for one step or act. Where nobody may, say so."""
    case = opened(request, case_id, Action.ASK_OVERRIDE)
    said = said_with(case.case, event, request.GET)
    finding = _finding(case.case, event, safeguard, _asks_as(request, case, event), said)
    waiting = departures.still_open(case.case, safeguard, event, now())
    if waiting is not None:
        return redirect("override", waiting.pk)
    if finding.allowed or not finding.override.allowed:
        return _nobody_may(request, case.case, event, finding)
    form = DepartureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _asked(request, case, event, safeguard, form)
    return shown(request, "casework/override_ask.html", _asking(case.case, event, finding, form))


def _finding(
    case: Case, event: str, safeguard: str, role: Role, said: Mapping[str, object] = NOTHING
) -> Finding:
    """Return what the safeguard says of the step or act now. Raises Hidden where it is not asked there."""
    at = standing(case, now())
    if event in IN_A_CASE:
        offered = IN_A_CASE[event].evidence(said)
        found = may_act(at.facts, Act(event, Actor(role), None, offered)).findings
    elif event in TRANSITIONS:
        found = may(event, at.facts, Act(event, Actor(role)), filed=at.filed).findings
    else:
        raise Hidden
    asked = [each for each in found if each.safeguard == safeguard and safeguard in SAFEGUARDS]
    if not asked:
        raise Hidden
    return asked[0]


def _asks_as(request: Asked, case: Opened, event: str) -> Role:
    """Return the role held in which somebody asks: that of the step, else the one they lead in."""
    held = roles_of(request.user, now())
    asked = known(event)
    fitting = [role for role in asked.by if role in held] if asked else []
    if fitting:
        return fitting[0]
    return min(held & case.related.roles or held)


def _asking(case: Case, event: str, finding: Finding, form: DepartureForm) -> dict[str, object]:
    return {
        "case": case,
        "bar": bar(case),
        "form": form,
        "event": words.event(event),
        "move_href": page_of(case, event),
        "refusals": words.refusals([finding]),
        "rule": _(SAFEGUARDS[finding.safeguard].rule),
        "only_when": _(finding.override.justification),
        "children": _(SAFEGUARDS[finding.safeguard].children) if case.child_mode else "",
    }


def _asked(request: Asked, case: Opened, event: str, safeguard: str, form: DepartureForm) -> HttpResponse:
    try:
        row = services.ask_override(
            case.case.pk,
            safeguard,
            event,
            by=request.user,
            role=_asks_as(request, case, event),
            reason=form.cleaned_data["reason"],
            days=form.cleaned_data["days"],
            now=now(),
            op_id=op_id(request),
            said=said_with(case.case, event, request.GET),
        )
    except CannotOverride as refused:
        return _refused(request, refused, page_of(case.case, event))
    return redirect(f"{reverse('override', args=[row.pk])}?done=asked")


def _nobody_may(request: Asked, case: Case, event: str, finding: Finding) -> HttpResponse:
    context = {
        "case": case,
        "bar": bar(case),
        "refusal_title": _("There is nothing to set aside here")
        if finding.allowed
        else _("Nobody can decide otherwise here"),
        "refusals": words.refusals([finding]),
        "back_href": page_of(case, event),
    }
    return shown(request, "casework/document_refused.html", context, status=409)


def _refused(request: Asked, refused: CannotOverride, back: str) -> HttpResponse:
    refusals = plain_refusal(_("Two people decide"), _(str(refused)))
    return shown(
        request, "casework/document_refused.html", {"refusals": refusals, "back_href": back}, status=409
    )


@page("GET", "POST")
def override(request: Asked, override_id: UUID) -> HttpResponse:
    """Show a departure; let the second person decide, and later a third review."""
    departure = departures.departure_for(request.user, override_id, now())
    if request.method == "POST":
        return _decide(request, departure)
    try:
        reason = departures.reason_of(departure.row, request.user)
    except BudgetSpent:
        return shown(request, "casework/document_budget.html", {}, status=429)
    except CannotOpen:
        reason = ""
    return shown(request, "casework/override.html", _told(request, departure, reason))


def _decide(request: Asked, departure: Departure) -> HttpResponse:
    """Carry out what the second or the third person says; anybody else finds nothing here."""
    row, said = departure.row, request.POST.get("say", "")
    role = departures.decides_as(request.user, now())
    if role is None or said not in SAYS or not _may(request, SAYS[said], departure):
        raise Hidden
    here = reverse("override", args=[row.pk])
    by, at, key = request.user, now(), op_id(request)
    try:
        if SAYS[said] is Action.REVIEW_OVERRIDE:
            services.review_override(row.pk, by=by, role=role, uphold=said == "uphold", now=at, op_id=key)
        else:
            services.decide_override(row.pk, by=by, role=role, approve=said == "approve", now=at, op_id=key)
    except CannotOverride as refused:
        return _refused(request, refused, here)
    return redirect(f"{here}?done={said}")


def _may(request: Asked, action: Action, departure: Departure) -> bool:
    row = departure.row
    return bool(can(request.user, action, row.case, now(), override=row, related=departure.related))


def _told(request: Asked, departure: Departure, reason: str) -> dict[str, object]:
    row, leads = departure.row, departure.leads
    case, declared, asked = row.case, SAFEGUARDS[row.safeguard], known(row.event)
    finding = _finding(case, row.event, row.safeguard, Role(row.asked_role))
    reviewable = row.outcome == Override.Outcome.IN_FORCE and row.reviewed_at is None
    status, tone = _status(row)
    return {
        "row": row,
        "case": case,
        "bar": bar(case) if leads else None,
        "event": words.event(row.event),
        "meaning": _(asked.meaning) if asked else "",
        "title": _(declared.title),
        "rule": _(declared.rule),
        "finding": words.because(finding),
        "source": words.source(finding),
        "only_when": _(declared.override.justification),
        "safeguard_href": reverse("safeguard", args=[row.safeguard]),
        "children": _(declared.children) if row.child_case else "",
        "reason": reason,
        "rows": _rows(row),
        "status": status,
        "tone": tone,
        "decides": departure.elsewhere and row.decided_at is None,
        "reviews": reviewable and _may(request, Action.REVIEW_OVERRIDE, departure),
        "move_href": page_of(case, row.event) if leads else "",
        "done": request.GET.get("done", ""),
    }


def _status(row: Override) -> tuple[str, Tone]:
    if row.outcome == Override.Outcome.REFUSED:
        return _("Refused: the safeguard holds"), Tone.PLAIN
    if row.review == Override.Review.REVERSED:
        return _("Stopped by the review: the safeguard holds"), Tone.PLAIN
    if row.ends_at <= now():
        return _("Ended: the safeguard holds again"), Tone.QUIET
    if row.decided_at is None:
        return _("Waits for a second person"), Tone.WAITING
    return _("In force"), Tone.WAITING


def _rows(row: Override) -> list[Row]:
    rows = [
        Row(_("Case"), f"{isolated(row.case.alias)} · {isolated(row.case.number)}"),
        Row(
            _("Asked by"),
            f"{isolated(row.asked_by)} · {words.role(row.asked_role)} · {isolated(row.asked_agency)}",
        ),
        Row(_("Asked on"), words.day(row.asked_at)),
        Row(_("Ends on"), words.day(row.ends_at)),
    ]
    if row.second and row.second_role and row.decided_at:
        rows.append(Row(_("Second person"), f"{isolated(row.second)} · {words.role(row.second_role)}"))
        rows.append(Row(_("Decided on"), words.day(row.decided_at)))
    if row.review_due and row.reviewed_at is None:
        rows.append(Row(_("To be reviewed by"), words.day(row.review_due)))
    if row.reviewed_at:
        said = _("Upheld") if row.review == Override.Review.UPHELD else _("Reversed")
        rows.append(
            Row(_("Reviewed"), f"{said} · {isolated(row.reviewed_by)} · {words.day(row.reviewed_at)}")
        )
    return rows


@page("GET")
def overrides_counted(request: Asked) -> HttpResponse:
    """Show how often each safeguard was set aside, children apart: everybody may see it (SG-GV-02)."""
    countries = [
        (profile(code).name, _counted(code)) for code in departures.countries_of(request.user, now())
    ]
    return shown(request, "casework/overrides_counted.html", {"countries": countries})


def _counted(country: str) -> list[dict[str, object]]:
    """Put adults and children of one safeguard on one line."""
    lines: dict[str, dict[str, object]] = {}
    for each in queries.overrides_counted(country):
        name = str(each["safeguard"])
        line = lines.setdefault(
            name,
            {
                "title": _(SAFEGUARDS[name].title),
                "href": reverse("safeguard", args=[name]),
                "id": name,
                "adults": 0,
                "children": 0,
            },
        )
        line["children" if each["child_case"] else "adults"] = each["number"]
    return list(lines.values())
