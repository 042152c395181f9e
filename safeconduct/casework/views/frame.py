"""What every page of the case file shares: who looks, when, at which case, and the frame around it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import supervised_units
from safeconduct.casework import queries
from safeconduct.casework.access import Action
from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Case, Clock
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.views import words
from safeconduct.ui.periods import time_left
from safeconduct.ui.shapes import Bar, Link, Tone

View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request by a signed-in worker."""

    user: Worker


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

        return guarded

    return mark


def now() -> datetime:
    return timezone.now()


def opened(request: Asked, case_id: UUID, action: Action = Action.SEE) -> Opened:
    """Open the case of a page, noting it in the log. Raises Hidden."""
    return queries.case_for(request.user, case_id, now(), action=action)


def op_id(request: HttpRequest) -> UUID:
    """Return the idempotency key that the page's form carries; a form without one is answered as a new act."""
    try:
        return UUID(request.POST.get("op_id", ""))
    except ValueError:
        return uuid4()


def shown(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Render a page in the frame of the product, with a fresh idempotency key for its forms."""
    worker = request.user
    frame = {
        "navigation": _navigation(request),
        "signed_in_as": str(worker),
        "op_id": uuid4(),
        "today": now(),
    }
    return render(request, template, {**frame, **context}, status=status)


def supervises(request: HttpRequest) -> bool:
    """Tell whether the worker supervises a unit; looked up once a request."""
    known = getattr(request, "_supervises", None)
    if known is None:
        known = supervised_units(request.user, now()).exists()  # type: ignore[arg-type]
        request._supervises = known  # type: ignore[attr-defined]  # noqa: SLF001
    return bool(known)


def _navigation(request: HttpRequest) -> list[Link]:
    ways = [("today", _("Today")), ("caseload", _("Cases")), ("reference", _("Reference"))]
    if supervises(request):
        ways.insert(2, ("unit", _("Unit")))
    return [_way(request, text, reverse(name)) for name, text in ways]


def _way(request: HttpRequest, text: str, href: str) -> Link:
    """Return one way of the navigation, marked on its own page and on those below it."""
    below = href != "/" and request.path.startswith(f"{href}/")
    return Link(text, href, current=request.path == href, within=below)


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


__all__ = ["Asked", "Standing", "Tone", "bar", "now", "op_id", "opened", "page", "shown", "supervises"]
