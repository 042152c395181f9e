"""One estimate: how far it is, then its report as a page, as pictures, and as files to take away."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.observatory import queries, services
from safeconduct.observatory.access import Hidden
from safeconduct.observatory.models import Study
from safeconduct.observatory.telling import paper, told, what_lists_tell
from safeconduct.observatory.views.frame import Asked, now, page, shown
from safeconduct.ui.shapes import Row

if TYPE_CHECKING:
    from safeconduct.observatory.blocks import Block, Page
    from safeconduct.observatory.estimation.report import Report

REFRESH_EVERY = "5"  # seconds, said on the page too
REFRESH_FOR = timedelta(minutes=30)  # a page that is left open must not keep somebody signed in for ever


@page("GET")
def estimate(request: Asked, study_id: UUID) -> HttpResponse:
    """Show how far the run is, or the report."""
    at = now()
    study = queries.study_for(request.user, study_id, at)
    services.note_reading(study, by=request.user)
    report = queries.report_of(study, by=request.user)
    facts = [Row(label, value) for label, value in what_lists_tell(study)]
    if report is None:
        return _waiting(request, study, facts)
    whole = told(study, report)
    blocks = [_block(study, place, each) for place, each in enumerate(whole.blocks)]
    context = {
        "study": study,
        "facts": facts,
        "blocks": blocks,
        "footer": whole.footer,
        "kinds": _files(study),
    }
    return shown(request, "observatory/estimate.html", context)


def _waiting(request: Asked, study: Study, facts: list[Row]) -> HttpResponse:
    """Show how far the run is; the browser asks again by itself, unless the reader wants the page to keep still."""
    refreshes = study.waits and "still" not in request.GET and now() - study.asked_at < REFRESH_FOR
    context = {"study": study, "facts": facts, "stage": _stage(study), "refreshes": refreshes}
    answer = shown(request, "observatory/estimate_waits.html", context)
    if refreshes:
        answer.headers["Refresh"] = REFRESH_EVERY
    return answer


@page("GET")
def picture(request: Asked, study_id: UUID, place: int) -> HttpResponse:
    """Draw one picture of the report in the reader's language."""
    from safeconduct.observatory import charts
    from safeconduct.observatory.blocks import Chart

    whole = _whole(request, queries.study_for(request.user, study_id, now()))
    block = whole.blocks[place] if place < len(whole.blocks) else None
    if not isinstance(block, Chart):
        raise Hidden
    return HttpResponse(charts.svg(block.spec), content_type="image/svg+xml")


@page("GET")
def take(request: Asked, study_id: UUID, kind: str) -> HttpResponse:
    """Give the report as a file, and write down that it was taken."""
    study = queries.study_for(request.user, study_id, now())
    report = _report(request, study)
    match kind:
        case "pdf":
            from safeconduct.observatory.pdf import pdf

            content, type_ = pdf(paper(study, report)), "application/pdf"
        case "json":
            content, type_ = _json(study, report), "application/json"
        case "csv":
            from safeconduct.observatory.estimation.report_csv import as_csv

            content, type_ = as_csv(report).encode("utf-8-sig"), "text/csv; charset=utf-8"
        case _:
            raise Hidden
    services.note_reading(study, by=request.user, taken_away=True)
    name = f"estimate-{study.pk.hex[:8]}.{kind}"
    return HttpResponse(
        content, content_type=type_, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _report(request: Asked, study: Study) -> "Report":
    report = queries.report_of(study, by=request.user)
    if report is None:
        raise Hidden
    return report


def _whole(request: Asked, study: Study) -> "Page":
    return told(study, _report(request, study))


def _json(study: Study, report: "Report") -> bytes:
    from safeconduct.observatory.estimation.report_json import as_object

    asked = {
        "title": study.title, "period": study.period, "territory": study.territory, "definition": study.definition,
    }  # fmt: skip
    whole = {"study": asked, **as_object(report)}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _files(study: Study) -> list[tuple[str, str]]:
    names = (
        ("pdf", _("PDF, to print")),
        ("csv", _("CSV, for a spreadsheet")),
        ("json", _("JSON, for programs")),
    )
    return [(reverse("estimate_report", args=[study.pk, kind]), words) for kind, words in names]


def _stage(study: Study) -> str:
    """Say which part of the run is under way."""
    from safeconduct.observatory.estimation.report_words import METHODS

    if study.stage == "sensitivity":
        return _("How much hangs on one list")
    if study.stage == "consistency":
        return _("A check against known numbers")
    return _(METHODS[study.stage]) if study.stage in METHODS else ""


def _block(study: Study, place: int, block: "Block") -> dict[str, Any]:
    """Return a block as what the template shows: its kind in small letters, and the block."""
    kind = type(block).__name__.lower()
    src = reverse("estimate_picture", args=[study.pk, place]) if kind == "chart" else ""
    return {"kind": kind, "block": block, "src": src}
