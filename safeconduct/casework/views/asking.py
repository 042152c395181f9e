"""Ask about one step for somebody who looks on: in their own role, or as the role that the step belongs to."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import services
from safeconduct.casework.access import Action, can
from safeconduct.casework.facts import Standing
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.frame import Asked, now
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.mechanism import TRANSITIONS
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


def reads(request: Asked, case: Opened, document: str) -> bool:
    """Tell whether what this document proves may be shown to this worker."""
    told = {"document": document, "related": case.related}
    return bool(can(request.user, Action.READ, case.case, now(), **told))  # type: ignore[arg-type]


def readers_of(document: str) -> str:
    """Name the roles that read a document, for whoever does not."""
    return ", ".join(words.role(role) for role in DOCUMENTS[document].readers)


def plain_refusal(title: str, reason: str) -> list[Refusal]:
    return [Refusal(title=title, reason=reason)]
