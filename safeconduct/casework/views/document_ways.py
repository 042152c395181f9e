"""What the pages of documents share: finding, the calm pages when something cannot be read or kept."""

from collections.abc import Callable, Iterable
from datetime import tzinfo
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from safeconduct.casework.models import Case, Document, DocumentVersion
from safeconduct.casework.queries import Hidden
from safeconduct.casework.reading import MayNotRead
from safeconduct.casework.services import NotAllowed
from safeconduct.casework.services.file_document import NotForYou
from safeconduct.casework.views import words
from safeconduct.casework.views.frame import Asked, View, bar, shown
from safeconduct.protection.country import profile
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import DocumentType
from safeconduct.protection.words import Role
from safeconduct.ui.shapes import Refusal
from safeconduct.vault.services import BudgetSpent, CannotOpen, NotYetSealable


def careful(view: View) -> View:
    """Answer with a calm page when sealed values cannot be opened for this reader now."""

    @wraps(view)
    def guarded(request: Asked, case_id: UUID, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, case_id, *args, **kwargs)
        except BudgetSpent:
            return shown(request, "casework/document_budget.html", {}, status=429)
        except CannotOpen:
            return shown(request, "casework/document_shredded.html", {"case_id": case_id}, status=410)
        except MayNotRead as unread:
            return not_read_by(request, case_id, declared(str(unread)))

    return guarded


def declared(type_id: str) -> DocumentType:
    """Return a document's declaration. Raises Hidden for a type that does not exist."""
    if type_id not in DOCUMENTS:
        raise Hidden
    return DOCUMENTS[type_id]


def document_of(case: Case, document_id: UUID) -> Document:
    """Return a document of this case. Raises Hidden."""
    found = Document.objects.select_related("case").filter(case=case, pk=document_id).first()
    if found is None:
        raise Hidden
    return found


def version_of(case: Case, type_id: str, version_id: str) -> DocumentVersion | None:
    """Return the version that a form names as its base, or None when it names none. Raises Hidden."""
    if not version_id:
        return None
    try:
        wanted = UUID(version_id)
    except ValueError:
        raise Hidden from None
    rows = DocumentVersion.objects.filter(document__case=case, document__type_id=type_id)
    found = rows.select_related("document__case", "by").filter(pk=wanted).first()
    if found is None:
        raise Hidden
    return found


def zone_of(case: Case) -> tzinfo:
    return profile(case.country).timezone


def way_back(request: HttpRequest, case: Case) -> str:
    """Return where to go after filing: the page that sent somebody here, or the case."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=here, require_https=request.is_secure())
    return wanted if wanted and safe else reverse("case", args=[case.pk])


def roles_in_words(roles: Iterable[Role]) -> list[str]:
    return [words.role(role) for role in roles]


def refused(
    request: Asked, case: Case, refusals: list[Refusal], *, title: str = "", back: str = ""
) -> HttpResponse:
    context = {
        "bar": bar(case),
        "case": case,
        "refusals": refusals,
        "refusal_title": title,
        "back_href": back or reverse("case", args=[case.pk]),
    }
    return shown(request, "casework/document_refused.html", context, status=409)


def not_written_by(request: Asked, case: Case, document: DocumentType) -> HttpResponse:
    """Say that somebody else writes this document, and who."""
    refusal = Refusal(
        title=_(document.title),
        reason=_("Your role in this case does not write this document."),
        who=_("It is written by: {roles}.").format(roles=", ".join(roles_in_words(document.authors))),
        missing=[_("Ask somebody of these roles in the case, or the case manager to bring one in.")],
    )
    return refused(request, case, [refusal], title=_("Somebody else writes this document"))


def not_read_by(request: Asked, case_id: UUID, document: DocumentType) -> HttpResponse:
    """Say that what is written is for others to read, and who."""
    refusal = Refusal(
        title=_(document.title),
        reason=_("What stands in this document is not for your role in this case."),
        who=_("It is read by: {roles}.").format(roles=", ".join(roles_in_words(document.readers))),
    )
    context = {
        "refusals": [refusal],
        "refusal_title": _("This is for others to read"),
        "back_href": reverse("case", args=[case_id]),
    }
    return shown(request, "casework/document_refused.html", context, status=409)


def not_keepable(request: Asked, case: Case, document: DocumentType, back: str) -> HttpResponse:
    """Say that something was typed that may not be kept here yet, and what to do with it."""
    refusal = Refusal(
        title=_(document.title),
        reason=_(
            "A shelter address, a new identity or a code word may be kept only sealed to named people. "
            "That is not possible here yet, so it was not kept."
        ),
        missing=[_("Leave that answer empty and keep it on paper, locked away, for those who must know it.")],
        who=_("Nobody can decide otherwise."),
    )
    return refused(request, case, [refusal], title=_("This cannot be kept here yet"), back=back)


Filing = Callable[[], DocumentVersion]


def filed_or_refused(
    request: Asked, case: Case, document: DocumentType, back: str, file: Filing
) -> DocumentVersion | HttpResponse:
    """File, and turn what the door refuses into a page that somebody can act on."""
    try:
        return file()
    except NotForYou:
        return not_written_by(request, case, document)
    except NotYetSealable:
        return not_keepable(request, case, document, back)
    except NotAllowed as not_allowed:
        return refused(request, case, words.refusals(not_allowed.findings), back=back)
