"""What we add to allauth's views: leaves in the log, in the same transaction, and a browser that forgets."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import logout
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from safeconduct.accounts import trail


class SetUpFactor(ActivateTOTPView):  # type: ignore[misc]
    """Set up the second factor. The code just typed is the proof for this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        trail.leaf(self.request.user, "second_factor_added")
        return response


class NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new recovery codes; the old ones stop working."""

    def form_valid(self, form: Any) -> HttpResponse:
        trail.leaf(self.request.user, "recovery_codes_renewed")
        response: HttpResponse = super().form_valid(form)
        return response


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ask on GET, sign out on POST and tell the browser to forget what it kept of us."""
    response: HttpResponseBase = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
