"""What every page of the case file shares: who looks, when, at which case, and the frame around it."""

from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.accounts.frame import Asked, View, now, op_id, shown, supervises
from safeconduct.casework import queries
from safeconduct.casework.access import Action
from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Case, Clock
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.views import words
from safeconduct.ui import kept
from safeconduct.ui.periods import time_left
from safeconduct.ui.shapes import Bar, Tone


def page(*methods: str) -> Callable[[View], View]:
    """Mark a view as a page for signed-in workers. A case that is not theirs looks like one that is not there."""

    def mark(view: View) -> View:
        @login_required
        @require_http_methods([*methods, "HEAD"])
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Hidden as hidden:
                raise Http404 from hidden

        @wraps(view)
        def kept_when_late(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            # Who was signed out while writing finds a way to sign in, and all of it again.
            if not request.user.is_authenticated and kept.may_be_kept(request):
                return kept.give_back(request)
            return guarded(request, *args, **kwargs)

        return kept_when_late

    return mark


def opened(request: Asked, case_id: UUID, action: Action = Action.SEE) -> Opened:
    """Open the case of a page, noting it in the log. Raises Hidden."""
    return queries.case_for(request.user, case_id, now(), action=action)


def announce(request: HttpRequest, done: str) -> None:
    """Say on the next page what has just been done."""
    messages.success(request, done)


def bar(
    case: Case, *, clocks: Sequence[Clock] | None = None, next_action: str = "", next_href: str = ""
) -> Bar:
    """Return the bar that stays on every page of a case: alias and number, never a name."""
    left = _reflection_left(case, clocks) if case.stay == "REFLECTION" else ""
    risk, tone = words.risk(case)
    return Bar(
        alias=case.alias,
        number=case.number,
        href=reverse("case", args=[case.pk]),
        risk=risk,
        risk_tone=tone,
        time_left=left,
        next_action=next_action,
        next_href=next_href,
        warning=_("The person has taken back a consent. Look before you share anything.")
        if case.consent_withdrawn
        else "",
    )


def _reflection_left(case: Case, clocks: Sequence[Clock] | None) -> str:
    running = Clock.objects.filter(case=case, name="reflection") if clocks is None else clocks
    reflection = next((each for each in running if each.name == "reflection" and each.ended_at is None), None)
    return str(time_left(reflection.due, now())) if reflection else ""


__all__ = [
    "Asked",
    "Standing",
    "Tone",
    "View",
    "announce",
    "bar",
    "now",
    "op_id",
    "opened",
    "page",
    "shown",
    "supervises",
]
