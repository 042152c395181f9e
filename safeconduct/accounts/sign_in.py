"""Signing in: what of allauth is ours. No sign-up, no reset by e-mail, second factors sealed at rest."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.forms import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

from safeconduct.accounts import delay
from safeconduct.accounts.models import Worker
from safeconduct.vault import keys


class WorkerBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords only. What a worker may do is decided by role and assignment, never by Django permissions."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by people, in person; repeated wrong attempts wait longer and longer."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def can_reset_password_by_email(self) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._refuse_too_soon(request, str(credentials.get("username", "")))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        delay.failed(str(credentials.get("username", "")), self.get_client_ip(request))

    def login(self, request: HttpRequest, user: Worker) -> None:
        super().login(request, user)
        delay.succeeded(user.login, self.get_client_ip(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR", ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: mail about an account tells who works with whom."""

    def _refuse_too_soon(self, request: HttpRequest, login: str) -> None:
        seconds = delay.seconds_to_wait(login, self.get_client_ip(request))
        if seconds:
            told = ngettext(
                "Please wait {seconds} second before the next attempt.",
                "Please wait {seconds} seconds before the next attempt.",
                seconds,
            )
            raise ValidationError(told.format(seconds=seconds), code="too_soon")


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors are sealed with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return keys.seal_secret("second_factor", text)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.open_secret("second_factor", encrypted_text)


def display_name(worker: Worker) -> str:
    return worker.display_name
