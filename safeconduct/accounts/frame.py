"""What every page shares that knows who is signed in: the ways on at the top, and the key of each form."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import NamedTuple, NoReturn, TypedDict
from uuid import UUID, uuid4

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib.auth.decorators import login_required
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.accounts.keeping.once import ROLE_IN_LOG
from safeconduct.accounts.keeping.reach import Hidden, Reach, reach_of
from safeconduct.accounts.models import Keeper, Worker
from safeconduct.accounts.queries import memberships_of, supervised_units
from safeconduct.audit import services as audit
from safeconduct.protection.words import Role
from safeconduct.ui.shapes import Link

View = Callable[..., HttpResponse]


class Asked(HttpRequest):
    """A request by a signed-in worker."""

    user: Worker


class Kept(Asked):
    """A request by somebody who keeps accounts."""

    reach: Reach


class Hand(TypedDict):
    """Who acts, when, and the key of the act: what every door asks for."""

    by: Worker
    now: datetime
    op_id: UUID


def now() -> datetime:
    return timezone.now()


def op_id(request: HttpRequest) -> UUID:
    """Return the idempotency key that the page's form carries; a form without one is answered as a new act."""
    try:
        return UUID(request.POST.get("op_id", ""))
    except ValueError:
        return uuid4()


def hand(request: Asked) -> Hand:
    return {"by": request.user, "now": now(), "op_id": op_id(request)}


def shown(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Render a page in the frame of the product, with a fresh idempotency key for its forms."""
    frame = {
        "navigation": navigation(request),
        "signed_in_as": str(request.user),
        "op_id": uuid4(),
        "today": now(),
    }
    return render(request, template, {**frame, **context}, status=status)


def navigation(request: HttpRequest) -> list[Link]:
    """Return the ways on for this worker: cases for who works with them, accounts for who keeps those."""
    ways = [("today", _("Today")), ("caseload", _("Cases")), ("reference", _("Reference"))]
    if supervises(request):
        ways.insert(2, ("unit", _("Unit")))
    if estimates(request):
        ways.append(("estimates", _("Estimates")))
    if keeps(request):
        accounts = ("keeping", _("Accounts"))
        ways = [accounts, ("reference", _("Reference"))] if only_keeps(request) else [*ways, accounts]
    return [_way(request, text, reverse(name)) for name, text in ways]


def _way(request: HttpRequest, text: str, href: str) -> Link:
    """Return one way of the navigation, marked on its own page and on those below it."""
    below = href != "/" and request.path.startswith(f"{href.rstrip('/')}/")
    return Link(text, href, current=request.path == href, within=below)


class Beside(NamedTuple):
    """What a worker does besides working with cases."""

    supervises: bool
    keeps: bool
    estimates: bool


def supervises(request: HttpRequest) -> bool:
    """Tell whether the worker supervises a unit; looked up once a request."""
    return _beside_cases(request).supervises


def estimates(request: HttpRequest) -> bool:
    """Tell whether the worker is national rapporteur and so works with estimates; looked up once a request."""
    return _beside_cases(request).estimates


def _beside_cases(request: HttpRequest) -> Beside:
    """Return what the worker does besides: one question for every page."""
    known: Beside | None = getattr(request, "_beside_cases", None)
    if known is None:
        worker: Worker = request.user  # type: ignore[assignment]
        keeper = Keeper.objects.in_service(now()).filter(worker=worker)
        rapporteur = memberships_of(worker, now()).filter(role=Role.RAPPORTEUR)
        asked = Worker.objects.filter(pk=worker.pk)
        known = Beside(
            *asked.values_list(
                Exists(supervised_units(worker, now())), Exists(keeper), Exists(rapporteur)
            ).get()
        )
        request._beside_cases = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def keeps(request: HttpRequest) -> Reach:
    """Return what the worker keeps; looked up once a request, and only for somebody who keeps something."""
    known: Reach | None = getattr(request, "reach", None)
    if known is None:
        worker: Worker = request.user  # type: ignore[assignment]
        known = reach_of(worker, now()) if _beside_cases(request).keeps else Reach(worker.pk)
        request.reach = known  # type: ignore[attr-defined]
    return known


def only_keeps(request: HttpRequest) -> bool:
    """Tell whether somebody keeps accounts and holds no role with cases."""
    return bool(keeps(request)) and not memberships_of(request.user, now()).exists()  # type: ignore[arg-type]


def keepers_page(*methods: str, sure: bool = False) -> Callable[[View], View]:
    """Mark a view as a page for whoever keeps accounts; for others there is no such page, and the log says so.

    `sure` asks for the password again when it was last shown more than a few minutes ago.
    """

    def mark(view: View) -> View:
        @login_required
        @require_http_methods([*methods, "HEAD"])
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not keeps(request):
                return _closed(request, kwargs)
            if sure:
                raise_if_reauthentication_required(request, app="account")
            try:
                return view(request, *args, **kwargs)
            except Hidden:
                return _closed(request, kwargs)

        return guarded

    return mark


def _closed(request: HttpRequest, asked: Mapping[str, object]) -> NoReturn:
    """Answer as if the page were not there; the log knows better."""
    audit.deny(
        actor=request.user,
        role=ROLE_IN_LOG if keeps(request) else "",
        action="accounts.open",
        object_type="accounts",
        object_id=next(iter(asked.values()), None),
    )
    raise Http404
