"""Who may be here at all: sessions end, and nobody passes without a second factor."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LONGEST_SESSION = timedelta(hours=8)
TOUCH_EVERY = timedelta(seconds=60)  # one write a minute keeps the idle limit, not one write a request
SIGNED_IN_AT = "signed_in_at"
LAST_SEEN_AT = "last_seen_at"

# Without a second factor these are all there is: set it up, show the password again, leave, change language.
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {"mfa_activate_totp", "account_reauthenticate", "account_logout", "set_language", "alive"}
)
# With a password on paper these: the same, note the recovery codes, choose a password of one's own.
OPEN_WITH_PAPER = OPEN_WITHOUT_SECOND_FACTOR | {
    "account_change_password",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}


class Presence:
    """End a session after 8 hours in all; the session engine ends it after 15 minutes idle."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.session
        if session.get("_auth_user_id") is not None:
            now = timezone.now().timestamp()
            began = session.setdefault(SIGNED_IN_AT, now)
            if now - began > LONGEST_SESSION.total_seconds():
                logout(request)
            elif now - session.get(LAST_SEEN_AT, 0) > TOUCH_EVERY.total_seconds():
                session[LAST_SEEN_AT] = now
        return self.get_response(request)


class RequireSecondFactor:
    """Lead a worker to setting up a second factor, then to choosing an own password, and nowhere else before."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            if not shown_second_factor(request):
                if not _among(request, OPEN_WITHOUT_SECOND_FACTOR):
                    return HttpResponseRedirect(reverse("mfa_activate_totp"))
            elif request.user.paper_until is not None and not _among(request, OPEN_WITH_PAPER):
                return HttpResponseRedirect(reverse("account_change_password"))
        return self.get_response(request)


def shown_second_factor(request: HttpRequest) -> bool:
    """Tell whether this session has proved a second factor of this worker."""
    return any(shown.get("method") == "mfa" for shown in get_authentication_records(request, request.user))


def _among(request: HttpRequest, names: frozenset[str]) -> bool:
    try:
        return resolve(request.path_info).view_name in names
    except Resolver404:
        return False
