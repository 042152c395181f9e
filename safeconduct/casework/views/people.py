"""Who has a part in the case, who stands in, who is away; bring somebody in, end a part."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safeconduct.accounts.models import Absence
from safeconduct.casework import parts, services
from safeconduct.casework.access import Action, can
from safeconduct.casework.forms.people import PartForm
from safeconduct.casework.models import Assignment
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.services.assign import CannotAssign
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import plain_refusal
from safeconduct.casework.views.case import KIND_WORDS
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as mark
from safeconduct.ui.shapes import Tone

Kind = Assignment.Kind
DONE = {
    "brought": (mark("They have a part in this case now"), mark("They find it among their cases at once.")),
    "named": (
        mark("The next lead is named"),
        mark("The present lead stays responsible until the hand-over."),
    ),
    "ended": (mark("The part has ended"), mark("The case is closed to them from this moment.")),
}


@page("GET", "POST")
def people(request: Asked, case_id: UUID) -> HttpResponse:
    """Show the people of a case; whoever leads or supervises brings others in."""
    case = opened(request, case_id)
    may_assign = bool(can(request.user, Action.ASSIGN, case.case, now(), related=case.related))
    if request.method == "POST":
        if not may_assign:
            raise Hidden
        return _end(request, case) if request.POST.get("do") == "end" else _bring(request, case)
    form = _form(request, case) if may_assign else None
    return _page(request, case, form)


def _form(request: Asked, case: Opened) -> PartForm:
    """Offer the people found; a part that was asked for in the address is chosen already."""
    sent = request.POST or request.GET
    kind, text = sent.get("as", ""), sent.get("find", "").strip()[:60]
    roles = parts.FITS[kind] if kind in parts.FITS and kind != Kind.CONTRIBUTOR else ()
    found = parts.could_take_part(case.case, request.user, now(), text=text, roles=roles)
    return PartForm(request.POST or None, initial={"kind": kind}, case=case.case, found=found, now=now())


def _bring(request: Asked, case: Opened) -> HttpResponse:
    form = _form(request, case)
    if not form.is_valid() or form.membership is None:
        return _page(request, case, form)
    told = {"by": request.user, "reason": form.cleaned_data["reason"], "now": now(), "op_id": op_id(request)}
    worker, kind = form.membership.worker, form.cleaned_data["kind"]
    try:
        if kind == Kind.NEXT_LEAD:
            services.offer_lead(case.case.pk, worker, **told)
            here = "handover" if case.related.kinds else "people"
            return redirect(f"{reverse(here, args=[case.case.pk])}?done=named")
        services.assign(case.case.pk, worker, kind, Role(form.membership.role), **told)
    except CannotAssign as refused:
        form.add_error("who", _(str(refused)))
        return _page(request, case, form)
    return redirect(f"{reverse('people', args=[case.case.pk])}?done=brought")


def _end(request: Asked, case: Opened) -> HttpResponse:
    """End a part of this case, and of no other; the lead's goes by hand-over alone."""
    part = request.POST.get("part", "")
    row = Assignment.objects.filter(case=case.case, pk=int(part)).first() if part.isdecimal() else None
    if row is None:
        raise Hidden
    try:
        services.withdraw_assignment(row.pk, by=request.user, now=now(), op_id=op_id(request))
    except CannotAssign as refused:
        context = {
            "case": case.case,
            "bar": bar(case.case),
            "refusals": plain_refusal(_("One case manager leads at every moment"), _(str(refused))),
            "back_href": reverse("handover", args=[case.case.pk]),
        }
        return shown(request, "casework/document_refused.html", context, status=409)
    return redirect(f"{reverse('people', args=[case.case.pk])}?done=ended")


def _page(request: Asked, case: Opened, form: PartForm | None) -> HttpResponse:
    rows = parts.people_of(case.case)
    workers = [row.worker for row in rows]
    away = parts.absences(workers, timezone.localdate())
    kinds = {row.kind for row in rows}
    lead = next((row for row in rows if row.kind == Kind.LEAD), None)
    agencies = parts.agencies(workers, now())
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "rows": [_line(row, agencies, away.get(row.worker_id)) for row in rows],
        "lead_away": lead is not None and _is_away(away.get(lead.worker_id)) and Kind.DEPUTY not in kinds,
        "form": form,
        "find": request.POST.get("find", request.GET.get("find", "")),
        "as_kind": request.POST.get("as", request.GET.get("as", "")),
        "done": [_(each) for each in DONE.get(request.GET.get("done", ""), ())],
        "inside": bool(case.related.kinds),
    }
    return shown(request, "casework/people.html", context)


def _line(row: Assignment, agencies: dict[object, str], absence: Absence | None) -> dict[str, object]:
    return {
        "row": row,
        "kind": _(KIND_WORDS[row.kind]),
        "role": words.role(row.role),
        "agency": agencies.get(row.worker_id, ""),
        "away": away_words(absence) if absence else "",
        "tone": Tone.WAITING if absence and _is_away(absence) else Tone.QUIET,
        "may_end": row.kind != Kind.LEAD,
    }


def _is_away(absence: Absence | None) -> bool:
    return absence is not None and absence.first_day <= timezone.localdate()


def away_words(absence: Absence) -> str:
    """Say until when somebody is away, or from when."""
    if _is_away(absence):
        return _("Away until {day}").format(day=words.day(absence.last_day))
    return _("Away from {first} to {last}").format(
        first=words.day(absence.first_day), last=words.day(absence.last_day)
    )
