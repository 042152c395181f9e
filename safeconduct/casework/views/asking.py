"""Ask about one step or act for somebody who looks on: in their own role, or as the role that the step belongs to."""

from collections.abc import Callable, Iterable, Sequence

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.casework import services
from safeconduct.casework.access import Action, author_roles, can
from safeconduct.casework.facts import Standing
from safeconduct.casework.forms import DocumentForm, typed_in_form
from safeconduct.casework.models import Case
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.document_ways import zone_of
from safeconduct.casework.views.frame import Asked, now
from safeconduct.protection.acts import IN_A_CASE
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.declared import Asked as AskedAbout
from safeconduct.protection.mechanism.may import Decision, may
from safeconduct.ui.shapes import Refusal


def asker(request: Asked, case: Opened, at: Standing) -> Callable[[str], Decision]:
    """Return a question that many events can be put to: what the door would answer this worker.

    For a step of somebody else it is what the door would answer them.
    """
    own = services.asked_by(request.user, at, now())

    def ask(event: str) -> Decision:
        transition = TRANSITIONS[event]
        role = role_for(transition, case.related)
        if role is None:
            return may(event, at.facts, Act(event, Actor(transition.by[0])), filed=at.filed)
        return own(event, role)

    return ask


def steps_from(
    case: Opened, state: str, events: Sequence[str], ask: Callable[[str], Decision]
) -> list[dict[str, str | bool]]:
    """List those of some events that exist from a state, in words, each with what it waits for."""
    asked = [(TRANSITIONS[each], ask(each)) for each in events if state in TRANSITIONS[each].sources]
    return [
        {
            "title": _(transition.title),
            "meaning": _(transition.meaning),
            "href": reverse("move", args=[case.case.pk, transition.id]),
            "allowed": decision.allowed,
            "reason": words.because(decision.refusals[0]) if decision.refusals else "",
            "by": ", ".join(words.role(role) for role in transition.by),
        }
        for transition, decision in asked
    ]


def known(name: str) -> AskedAbout | None:
    """Return the step or the act of this name; None for anything else."""
    return TRANSITIONS.get(name) or IN_A_CASE.get(name)


def page_of(case: Case, name: str) -> str:
    """Return the address of the page of a step or an act."""
    return reverse("move" if name in TRANSITIONS else "intend", args=[case.pk, name])


def spoken(findings: Iterable[Finding], name: str) -> tuple[Finding, ...]:
    """Put the codes that were said with an act back into the words in which they were offered."""
    said = IN_A_CASE[name].said if name in IN_A_CASE else ()
    labels = {choice.code: choice.label for field in said for choice in field.choices}

    def in_words(value: object) -> object:
        if isinstance(value, list | tuple):
            return [in_words(each) for each in value]
        return labels.get(value, value) if isinstance(value, str) else value

    return tuple(
        each._replace(told={key: in_words(value) for key, value in each.told.items()}) for each in findings
    )


def said_with(case: Case, name: str, sent: QueryDict) -> dict[str, object]:
    """Read what an address or a form says with an act; what cannot be read is as if it were not said."""
    if name not in IN_A_CASE:
        return {}
    form = DocumentForm(IN_A_CASE[name].form, typed_in_form(IN_A_CASE[name].form, sent), zone_of(case))
    form.is_valid()
    return {key: value for key, value in form.values.items() if key not in form.errors}


def writer(case: Opened, back: str) -> Callable[[str], str]:
    """Return where this worker writes a document, coming back afterwards; empty for one that others write."""

    def write(type_id: str) -> str:
        if not author_roles(case.related, type_id):
            return ""
        here = reverse("document_new", args=[case.case.pk, type_id])
        return f"{here}?{urlencode({'next': back})}"

    return write


def reads(request: Asked, case: Opened, document: str) -> bool:
    """Tell whether what this document proves may be shown to this worker."""
    told = {"document": document, "related": case.related}
    return bool(can(request.user, Action.READ, case.case, now(), **told))  # type: ignore[arg-type]


def readers_of(document: str) -> str:
    """Name the roles that read a document, for whoever does not."""
    return ", ".join(words.role(role) for role in DOCUMENTS[document].readers)


def plain_refusal(title: str, reason: str) -> list[Refusal]:
    return [Refusal(title=title, reason=reason)]
