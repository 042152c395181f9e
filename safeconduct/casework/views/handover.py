"""The hand-over of a case: the present lead stays responsible until the person has met both."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.casework import parts, services
from safeconduct.casework.access import Action, can
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.forms.people import NextLeadForm
from safeconduct.casework.models import Assignment
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.services.assign import CannotAssign
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import asker, reads
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.protection.mechanism.may import STATE, Decision
from safeconduct.protection.words import gettext_noop as mark
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Entry, Task, TaskStatus, Tone

Kind = Assignment.Kind
LEAD_PAPER, FILE = "D06", "D31"
CONFIRM = "lifecycle.assign_lead"
OFFER, ACCEPT, REFUSE = "lifecycle.offer_transfer", "lifecycle.accept_transfer", "lifecycle.refuse_transfer"
PENDING = "TRANSFER_PENDING"
REASONS = {
    "opened": mark("The case was opened."),
    "takes over": mark("Took over after a hand-over."),
    "reopened": mark("The case was opened again."),
}


@page("GET", "POST")
def handover(request: Asked, case_id: UUID) -> HttpResponse:
    """Show who leads, who led, and the way to the next lead."""
    case = opened(request, case_id, Action.ACT)
    rows = parts.people_of(case.case)
    lead = next((row for row in rows if row.kind == Kind.LEAD), None)
    coming = next((row for row in rows if row.kind == Kind.NEXT_LEAD), None)
    form = _form(request, case) if _may_name(request, case) else None
    if request.method == "POST":
        if form is None:
            raise Hidden
        if form.is_valid() and _offered(request, case, form):
            return redirect(f"{reverse('handover', args=[case_id])}?done=named")
    at = standing(case.case, now())
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "lead": lead,
        "coming": coming,
        "pending": case.case.lifecycle == PENDING,
        "state": words.state("lifecycle", case.case.lifecycle),
        "meaning": words.meaning("lifecycle", case.case.lifecycle),
        "tasks": _way(request, case, at, coming) if reads(request, case, LEAD_PAPER) else [],
        "refuse_href": reverse("move", args=[case_id, REFUSE]),
        "form": form,
        "entries": _story(parts.leads_of(case.case)),
        "done": request.GET.get("done") == "named",
    }
    return shown(request, "casework/handover.html", context)


def _may_name(request: Asked, case: Opened) -> bool:
    allowed = can(request.user, Action.ASSIGN, case.case, now(), related=case.related)
    return bool(allowed) and case.case.lifecycle not in {PENDING, "CLOSED"}


def _form(request: Asked, case: Opened) -> NextLeadForm:
    found = parts.could_lead(case.case, now())
    return NextLeadForm(request.POST or None, case=case.case, found=found, now=now())


def _offered(request: Asked, case: Opened, form: NextLeadForm) -> bool:
    if form.membership is None:
        return False
    try:
        services.offer_lead(
            case.case.pk,
            form.membership.worker,
            by=request.user,
            reason=form.cleaned_data["reason"],
            now=now(),
            op_id=op_id(request),
        )
    except CannotAssign as refused:
        form.add_error("who", _(str(refused)))
        return False
    return True


def _way(request: Asked, case: Opened, at: Standing, coming: Assignment | None) -> list[Task]:
    """List what a hand-over takes, in its order, each with what it waits for."""
    pending = case.case.lifecycle == PENDING
    told = at.facts.yes("person_told_of_handover")
    ask = asker(request, case, at)
    met = at.facts.yes("next_lead_met_person", "handover_note")
    return [
        Task(_("Name the next lead"), "#name", _status(coming is not None)),
        Task(
            _("Tell the person, who has a say in it"),
            _paper(case, at, LEAD_PAPER),
            _status(told),
            hint=_("Note it in the paper on the lead."),
        ),
        Task(
            _("Write the hand-over file"),
            _paper(case, at, FILE),
            _status(FILE in at.filed),
            hint=_("Only the parts that the person agrees to."),
        ),
        _step(case, ask, OFFER, _("Offer the hand-over"), done=pending, after=words.event(CONFIRM)),
        Task(
            _("Both meet the person, with a hand-over note"),
            _paper(case, at, LEAD_PAPER),
            _status(met and coming is not None),
        ),
        _step(case, ask, ACCEPT, _("The next lead takes over"), done=False, after=_("Offer the hand-over")),
    ]


def _status(done: bool) -> TaskStatus:
    return TaskStatus.COMPLETED if done else TaskStatus.NOT_STARTED


def _paper(case: Opened, at: Standing, type_id: str) -> str:
    """Lead to a paper, written on from its newest version so that nothing already answered is asked again."""
    newest = [each for each in at.current if each.document.type_id == type_id]
    told = {"next": reverse("handover", args=[case.case.pk])}
    if newest:
        told["base"] = str(newest[-1].pk)
    return f"{reverse('document_new', args=[case.case.pk, type_id])}?{urlencode(told)}"


def _step(
    case: Opened, ask: Callable[[str], Decision], event: str, name: str, *, done: bool, after: str = ""
) -> Task:
    if done:
        return Task(name, status=TaskStatus.COMPLETED)
    decision = ask(event)
    if decision.allowed:
        return Task(name, reverse("move", args=[case.case.pk, event]))
    first = decision.refusals[0]
    waits = after if first.safeguard == STATE and after else words.because(first)
    return Task(name, status=TaskStatus.CANNOT_START, waits_for=waits)


def _story(leads: list[Assignment]) -> list[Entry]:
    """Say who led from when to when; there is never a gap between two."""
    return [
        Entry(
            when=row.since,
            title=isolated(row.worker),
            by=isolated(row.granted_by or "") if row.granted_by_id != row.worker_id else "",
            text=" ".join(part for part in (_until(row), _(REASONS.get(row.reason, row.reason))) if part),
            tone=Tone.GOOD if row.until is None else Tone.QUIET,
        )
        for row in leads
    ]


def _until(row: Assignment) -> str:
    if row.until is None:
        return _("Leads now.")
    return _("Led until {day}.").format(day=words.day(row.until))
