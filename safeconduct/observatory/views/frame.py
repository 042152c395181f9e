"""What every page of the observatory shares: who may look, and the answer to whoever may not."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.accounts.frame import Asked, View, now, op_id, shown
from safeconduct.audit import services as audit
from safeconduct.observatory import access
from safeconduct.observatory.access import Hidden
from safeconduct.vault.services import BudgetSpent


def page(*methods: str) -> Callable[[View], View]:
    """Mark a view as a page for national rapporteurs; for others there is no such page, and the log says so."""

    def mark(view: View) -> View:
        @login_required
        @require_http_methods([*methods, "HEAD"])
        @wraps(view)
        def guarded(request: Asked, *args: object, **kwargs: object) -> HttpResponse:
            try:
                access.require(request.user, now())
                return view(request, *args, **kwargs)
            except Hidden:
                asked_for = next(iter(kwargs.values()), None)
                audit.deny(
                    actor=request.user, role="", action="estimate.open", object_type="estimate",
                    object_id=asked_for,
                )  # fmt: skip
                raise Http404 from None
            except BudgetSpent:
                return _budget_spent(request)

        return guarded

    return mark


def _budget_spent(request: HttpRequest) -> HttpResponse:
    words = _("You have opened as much in the last hour as your work may need. Come back in an hour.")
    return shown(request, "observatory/closed_for_now.html", {"words": words}, status=429)


__all__ = ["Asked", "Hidden", "now", "op_id", "page", "shown"]
