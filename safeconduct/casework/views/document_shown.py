"""Read a document: what it says now, its versions, what changed between two of them; settle two that stand."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import reading, services
from safeconduct.casework.access import Action, author_role, can
from safeconduct.casework.forms import differences, sections
from safeconduct.casework.models import Document, DocumentVersion
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.reading import MayNotRead, heads_of
from safeconduct.casework.services.file_document import NotSound
from safeconduct.casework.views import words
from safeconduct.casework.views.document_ways import (
    careful,
    declared,
    document_of,
    filed_or_refused,
    not_written_by,
    refused,
    roles_in_words,
    zone_of,
)
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.protection.documents.checked import EMPTY
from safeconduct.ui.shapes import Link, Refusal


@page("GET")
@careful
def document(request: Asked, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Show the version in force; beside it, all versions."""
    case = opened(request, case_id, Action.ACT)
    found = document_of(case.case, document_id)
    return _read_page(request, case, found, heads_of(found)[-1])


@page("GET")
@careful
def document_version(request: Asked, case_id: UUID, document_id: UUID, number: int) -> HttpResponse:
    """Show one version, and what it changed."""
    case = opened(request, case_id, Action.ACT)
    found = document_of(case.case, document_id)
    return _read_page(request, case, found, _numbered(found, number), changes=True)


def _numbered(document: Document, number: int) -> DocumentVersion:
    rows = document.versions.select_related("by", "base__by", "base__document__case", "document__case")
    found = rows.filter(version=number).first()
    if found is None:
        raise Hidden
    return found


def _read_page(
    request: Asked, case: Opened, found: Document, version: DocumentVersion, *, changes: bool = False
) -> HttpResponse:
    type_, heads = declared(found.type_id), heads_of(found)
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "title": _(type_.title),
        "purpose": _(type_.purpose),
        "document": found,
        "version": version,
        "role": words.role(version.role),
        "in_force": any(head.pk == version.pk for head in heads),
        "versions": _versions(found, version),
        "unsettled": len(heads) > 1,
        "readers": roles_in_words(type_.readers),
        "may_write": _may_write(request, case, found),
        "new_href": f"{reverse('document_new', args=[case.case.pk, found.type_id])}?base={version.pk}",
        **_content(request, case, version, changes=changes),
    }
    return shown(request, "casework/document.html", context)


def _content(request: Asked, case: Opened, version: DocumentVersion, *, changes: bool) -> dict[str, object]:
    """Open what the page shows; for somebody whose role does not read it, nothing of it."""
    type_, zone = declared(version.document.type_id), zone_of(case.case)
    try:
        values = reading.values_of(version, request.user, related=case.related, now=now())
    except MayNotRead:
        return {"may_read": False}
    told: dict[str, object] = {"may_read": True, "sections": sections(type_, values, zone)}
    if changes and version.base is not None:
        base = version.base
        before = reading.values_of(base, request.user, related=case.related, now=now())
        told |= {"before": base, "differences": differences(type_, before, values, zone)}
    return told


def _versions(found: Document, current: DocumentVersion) -> list[tuple[Link, DocumentVersion, str]]:
    rows = found.versions.select_related("by").order_by("-version")
    return [
        (
            Link(
                _("Version {number}").format(number=row.version),
                reverse("document_version", args=[found.case_id, found.pk, row.version]),
                row.pk == current.pk,
            ),
            row,
            words.role(row.role),
        )
        for row in rows
    ]


def _may_write(request: Asked, case: Opened, found: Document) -> bool:
    told = {"document": found.type_id, "related": case.related}
    both = (Action.FILE, Action.READ)
    return all(can(request.user, action, case.case, now(), **told) for action in both)  # type: ignore[arg-type]


@page("GET", "POST")
@careful
def document_settle(request: Asked, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Show two versions side by side; a person chooses, field by field, what holds."""
    case = opened(request, case_id, Action.ACT)
    found = document_of(case.case, document_id)
    if not _may_write(request, case, found):
        return not_written_by(request, case.case, declared(found.type_id))
    heads = heads_of(found)
    if len(heads) < 2:
        return redirect("document", case_id, document_id)
    first, second = heads[0], heads[1]
    both = [
        reading.values_of(each, request.user, related=case.related, now=now()) for each in (first, second)
    ]
    rows = differences(declared(found.type_id), both[0], both[1], zone_of(case.case))
    missing = [row for row in rows if request.POST.get(row.name) not in {"first", "second"}]
    if request.method == "POST" and not missing:
        merged = _merged(request, both, [row.name for row in rows])
        return _settle(request, case, found, heads[:2], merged)
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "title": _(declared(found.type_id).title),
        "document": found,
        "first": first,
        "second": second,
        "rows": [(row, request.POST.get(row.name, "")) for row in rows],
        "missing": missing if request.method == "POST" else [],
    }
    return shown(request, "casework/document_settle.html", context)


def _merged(request: Asked, both: list[dict[str, object]], names: list[str]) -> dict[str, object]:
    merged = dict(both[0])
    for name in names:
        chosen = both[1] if request.POST[name] == "second" else both[0]
        merged[name] = chosen.get(name)
    return {name: value for name, value in merged.items() if value not in EMPTY}


def _settle(
    request: Asked, case: Opened, found: Document, heads: list[DocumentVersion], values: dict[str, object]
) -> HttpResponse:
    here = reverse("document", args=[case.case.pk, found.pk])

    def file() -> DocumentVersion:
        return services.file_document(
            case.case.pk,
            found.type_id,
            values,
            by=request.user,
            role=author_role(case.related, found.type_id),
            now=now(),
            op_id=op_id(request),
            base=heads[0].pk,
            settles=heads[1].pk,
        )

    try:
        outcome = filed_or_refused(request, case.case, declared(found.type_id), here, file)
    except NotSound as wrong:
        reasons = [Refusal(_("An answer is missing"), _(problem.because)) for problem in wrong.problems]
        return refused(request, case.case, reasons, back=here)
    return outcome if isinstance(outcome, HttpResponse) else redirect(here)
