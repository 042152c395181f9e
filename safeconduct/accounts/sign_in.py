"""Signing in: what of allauth is ours. No sign-up, no reset by e-mail, second factors sealed at rest."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safeconduct.accounts import delay, papers
from safeconduct.accounts.models import Worker
from safeconduct.vault import keys

# What is worth saying after the act; allauth would say more than a colleague beside the screen should read.
SAID = {
    "mfa/messages/totp_activated.txt": _("Your second factor is on."),
    "mfa/messages/totp_deactivated.txt": _("The old phone no longer works here. Set up the new one."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes."),
    "account/messages/password_changed.txt": _(
        "Your password is changed. Other sessions of yours have ended."
    ),
}


class WorkerBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords only. What a worker may do is decided by role and assignment, never by Django permissions."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Worker | None:
        """Check a password; one on paper that has lain too long is as wrong as any other."""
        worker: Worker | None = super().authenticate(request, **credentials)
        return None if worker is None or papers.too_old(worker, timezone.now()) else worker

    def has_perm(self, *_asked: Any, **_also: Any) -> bool:
        return False

    def get_all_permissions(self, *_asked: Any, **_also: Any) -> set[str]:
        return set()


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by people, in person; repeated wrong attempts wait longer and longer."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The name or the password is not right."),
        "incorrect_password": _("The password is not right."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — closed to every request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        delay.refuse_too_soon(str(credentials.get("username", "")), self.get_client_ip(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        delay.failed(str(credentials.get("username", "")), self.get_client_ip(request))

    def login(self, request: HttpRequest, user: Worker) -> None:
        super().login(request, user)
        delay.succeeded(user.login, self.get_client_ip(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR", ""))

    def is_reauthentication_required(self, *, app: str, **also: Any) -> bool:
        """Count a sign-in of this very moment as well; who has just typed a password need not do so twice."""
        request = context.request
        shown = get_authentication_records(request, request.user)
        fresh = any(time.time() - one["at"] < app_settings.REAUTHENTICATION_TIMEOUT for one in shown)
        return not fresh and super().is_reauthentication_required(app=app, **also)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 — one for all
        return reverse("mfa_index")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_more: Any, **_also: Any
    ) -> None:
        said = SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)

    def send_mail(self, *_told: Any, **_also: Any) -> None:
        """Send nothing: mail about an account tells who works with whom."""


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors are sealed with a key that is not in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right. Codes change every half minute."),
    }

    def encrypt(self, text: str) -> str:
        return keys.seal_secret("second_factor", text)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.open_secret("second_factor", encrypted_text)


def display_name(worker: Worker) -> str:
    return worker.display_name or gettext("A colleague")
