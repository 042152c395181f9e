"""Write a document: the form, drafts that keep everything typed, check-answers, filing."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import reading, services
from safeconduct.casework.access import Action, author_role, can
from safeconduct.casework.forms import DocumentForm, Typed, sections, typed_from, typed_in_form
from safeconduct.casework.forms.typed import forbidden_in_form, rows_key
from safeconduct.casework.models import DocumentVersion, Draft
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.services.draft import typed_in
from safeconduct.casework.services.file_document import NotSound
from safeconduct.casework.views import words
from safeconduct.casework.views.document_ways import (
    careful,
    declared,
    filed_or_refused,
    not_keepable,
    not_written_by,
    roles_in_words,
    version_of,
    way_back,
    zone_of,
)
from safeconduct.casework.views.frame import Asked, announce, bar, now, op_id, opened, page, shown
from safeconduct.casework.views.screening_story import KEPT_AS, Story, as_document, completed
from safeconduct.protection.documents.declared import DocumentType

SCREENING = "D03"  # asked one question to a page; the whole form is there as well


@dataclass(frozen=True)
class Writing:
    """One worker writing one document: which, from which version, with which draft."""

    case: Opened
    document: DocumentType
    base: DocumentVersion | None
    draft: Draft | None
    next: str

    @property
    def href(self) -> str:
        told = {"base": str(self.base.pk) if self.base else "", "next": self.next}
        if self.document.id == SCREENING:
            told["form"] = "whole"
        query = urlencode({name: value for name, value in told.items() if value})
        here = reverse("document_new", args=[self.case.case.pk, self.document.id])
        return f"{here}?{query}" if query else here


@page("GET", "POST")
@careful
def document_new(request: Asked, case_id: UUID, type_id: str) -> HttpResponse:
    """Show the form with what was typed so far; keep it, check it or file it."""
    case, document = opened(request, case_id, Action.ACT), declared(type_id)
    if not can(request.user, Action.FILE, case.case, now(), document=type_id, related=case.related):
        return not_written_by(request, case.case, document)
    if type_id == SCREENING and request.method == "GET" and not {"form", "base"} & request.GET.keys():
        return redirect("screening", case_id)
    writing = _writing(request, case, document)
    if request.method == "POST":
        return _typed(request, writing)
    form = DocumentForm(document, _so_far(request, writing), zone_of(case.case), quiet=True)
    return _page(request, writing, form)


def _writing(request: Asked, case: Opened, document: DocumentType) -> Writing:
    mine = Draft.objects.filter(case=case.case, worker=request.user, type_id=document.id)
    drafts = mine.select_related("base__document__case", "base__by").order_by("-kept_at")
    base = version_of(case.case, document.id, request.POST.get("base") or request.GET.get("base", ""))
    if base is None and request.method != "POST":
        # The draft says what it was written from, even if another version has been filed since.
        draft = drafts.first()
        base = draft.base if draft else _in_force(request, case, document)
    after = way_back(request, case.case)
    return Writing(case, document, base, drafts.filter(base=base).first(), after)


def _in_force(request: Asked, case: Opened, document: DocumentType) -> DocumentVersion | None:
    """A document that a case holds once is written on from its newest version, by whoever may read that."""
    reads = can(request.user, Action.READ, case.case, now(), document=document.id, related=case.related)
    if document.many or not reads:
        return None
    rows = DocumentVersion.objects.filter(document__case=case.case, document__type_id=document.id)
    return rows.select_related("document__case", "by").order_by("-version").first()


def _so_far(request: Asked, writing: Writing) -> Typed:
    zone = zone_of(writing.case.case)
    if writing.draft is not None:
        typed = typed_in(writing.draft, request.user)
        if KEPT_AS in typed:  # begun one question to a page
            story = Story.read(typed)
            return typed_from(writing.document, as_document(story, story.result(), ""), zone)
        return {name: each for name, each in typed.items() if isinstance(each, list)}
    if writing.base is None:
        return {}
    values = reading.values_of(writing.base, request.user, related=writing.case.related, now=now())
    return typed_from(writing.document, values, zone)


def _typed(request: Asked, writing: Writing) -> HttpResponse:
    case, document = writing.case.case, writing.document
    typed = typed_in_form(document, request.POST)
    if forbidden_in_form(document, request.POST):
        _keep(request, writing, typed)
        return not_keepable(request, case, document, writing.href)
    wish = request.POST.get("then", "")
    if wish == "later":
        _keep(request, writing, typed)
        told = _("Kept as a draft: {document}. You find it on Today.")
        announce(request, told.format(document=_(document.title)))
        return redirect(writing.next)
    if wish.startswith("more:"):
        return _one_more(request, writing, typed, wish.removeprefix("more:"))
    form = DocumentForm(document, typed, zone_of(case))
    if not form.is_valid():
        _keep(request, writing, typed)
        return _page(request, writing, form)
    if not document.check_answers:
        return _file(request, writing, form)
    kept = _keep(request, writing, typed)
    return redirect(_with_next(reverse("document_check", args=[case.pk, kept.pk]), writing.next))


def _one_more(request: Asked, writing: Writing, typed: Typed, name: str) -> HttpResponse:
    """Keep everything typed and show one entry more."""
    counted = typed.get(rows_key(name), ["0"])[0]
    typed[rows_key(name)] = [str((int(counted) if counted.isdecimal() else 0) + 1)]
    _keep(request, writing, typed)
    return redirect(f"{writing.href}#rows-{name}")


def _keep(request: Asked, writing: Writing, typed: Typed) -> Draft:
    return services.keep_draft(
        writing.case.case,
        writing.document.id,
        typed,
        by=request.user,
        now=now(),
        base=writing.base,
        draft=writing.draft,
    )


def _page(request: Asked, writing: Writing, form: DocumentForm) -> HttpResponse:
    case, document = writing.case.case, writing.document
    context = {
        "case": case,
        "bar": bar(case),
        "form": form,
        "title": _(document.title),
        "purpose": _(document.purpose),
        "base": writing.base,
        "draft": writing.draft,
        "readers": roles_in_words(document.readers),
        "check_answers": document.check_answers,
        "next": writing.next,
        "whole": document.id == SCREENING,
    }
    return shown(request, "casework/document_new.html", context)


def _with_next(href: str, after: str) -> str:
    return f"{href}?{urlencode({'next': after})}"


@page("GET", "POST")
@careful
def document_check(request: Asked, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Show everything back before it is filed: what it says, who will see it, what filing does."""
    case = opened(request, case_id, Action.ACT)
    drafts = Draft.objects.select_related("base__document__case", "base__by")
    draft = drafts.filter(pk=draft_id, case=case.case, worker=request.user).first()
    after = way_back(request, case.case)
    if draft is None:
        return redirect(after)  # filed already, in another window or by a second press of the button
    writing = Writing(case, declared(draft.type_id), draft.base, draft, after)
    form = DocumentForm(writing.document, _so_far(request, writing), zone_of(case.case))
    if not form.is_valid():
        return _page(request, writing, form)
    if request.method == "POST":
        return _file(request, writing, form)
    told = completed(writing.document.id, form.values)
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "title": _(writing.document.title),
        "sections": sections(writing.document, told, zone_of(case.case), change=writing.href),
        "readers": roles_in_words(writing.document.readers),
        "writes_as": words.role(author_role(case.related, writing.document.id)),
        "base": draft.base,
        "back_href": writing.href,
        "next": after,
    }
    return shown(request, "casework/document_check.html", context)


def _file(request: Asked, writing: Writing, form: DocumentForm) -> HttpResponse:
    case, document = writing.case, writing.document

    def file() -> DocumentVersion:
        return services.file_document(
            case.case.pk,
            document.id,
            completed(document.id, form.values),
            by=request.user,
            role=author_role(case.related, document.id),
            now=now(),
            op_id=op_id(request),
            base=writing.base.pk if writing.base else None,
        )

    try:
        outcome = filed_or_refused(request, case.case, document, writing.href, file)
    except NotSound as wrong:
        for problem in wrong.problems:
            form.add_error(problem.field if problem.field in form.fields else None, _(problem.because))
        return _page(request, writing, form)
    if isinstance(outcome, HttpResponse):
        return outcome
    announce(request, _("On file: {document}.").format(document=_(document.title)))
    return redirect(writing.next)


@page("POST")
def draft_drop(request: Asked, case_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw one's own draft away."""
    case = opened(request, case_id, Action.ACT)
    if not Draft.objects.filter(pk=draft_id, case=case.case, worker=request.user).exists():
        raise Hidden
    services.drop_draft(draft_id, by=request.user)
    return redirect(way_back(request, case.case))
