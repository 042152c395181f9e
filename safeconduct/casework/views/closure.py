"""Closing: the twelve criteria, each with why and where to settle it; a second person outside the case signs."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.casework.access import Action
from safeconduct.casework.facts import standing
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import asker, readers_of, reads, steps_from
from safeconduct.casework.views.frame import Asked, bar, now, opened, page, shown
from safeconduct.protection.documents.closure import Criterion, closure_criteria, ended_by_person
from safeconduct.protection.documents.closure import Standing as Stands
from safeconduct.protection.vocabulary import FACTS
from safeconduct.ui.shapes import Tone

LIST = "D39"
STEPS = ("lifecycle.propose_closure", "lifecycle.send_back", "lifecycle.close", "lifecycle.reopen")
SECOND_SIGNATURE = 11  # the only line that nobody can settle before the case is closed
STANDS = {Stands.MET: Tone.GOOD, Stands.NOT_MET: Tone.WAITING, Stands.NOT_APPLICABLE: Tone.QUIET}


@page("GET")
def closure(request: Asked, case_id: UUID) -> HttpResponse:
    """Show what still stands between the person and a case that may rest."""
    case = opened(request, case_id, Action.ACT)
    at = standing(case.case, now())
    sees = reads(request, case, LIST)
    criteria = closure_criteria(at.facts, None) if sees else ()
    open_lines = [each for each in criteria if not each.holds and each.number != SECOND_SIGNATURE]
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "state": words.state("lifecycle", case.case.lifecycle),
        "meaning": words.meaning("lifecycle", case.case.lifecycle),
        "closed": case.case.lifecycle == "CLOSED",
        "sees": sees,
        "readers": readers_of(LIST),
        "lines": [_line(each, case) for each in criteria],
        "open": len(open_lines),
        "by_person": sees and ended_by_person(at.facts),
        "steps": steps_from(case, case.case.lifecycle, STEPS, asker(request, case, at)) if sees else [],
        "list_href": _paper(case, LIST),
    }
    return shown(request, "casework/closure.html", context)


def _line(criterion: Criterion, case: Opened) -> dict[str, object]:
    return {
        "number": criterion.number,
        "title": _(criterion.title),
        "words": _stands(criterion.standing),
        "tone": STANDS[criterion.standing],
        "because": _(criterion.because),
        "papers": _where(criterion, case),
    }


def _stands(stands: Stands) -> str:
    match stands:
        case Stands.MET:
            return _("In place")
        case Stands.NOT_MET:
            return _("Still open")
        case _:
            return _("Not needed here")


def _where(criterion: Criterion, case: Opened) -> list[tuple[str, str]]:
    """Name the papers in which a missing fact is written down."""
    papers = dict.fromkeys(paper for name in criterion.missing for paper in FACTS[name].documents)
    return [(words.document(each), _paper(case, each)) for each in papers]


def _paper(case: Opened, type_id: str) -> str:
    href = reverse("document_new", args=[case.case.pk, type_id])
    return f"{href}?{urlencode({'next': reverse('closure', args=[case.case.pk])})}"
