"""Signing in, failing to, and signing out leave an audit leaf."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from safeconduct.accounts import papers
from safeconduct.accounts.models import Worker
from safeconduct.audit.services import Outcome, append


def listen() -> None:
    """Hear what allauth and Django tell; neither offers another place to write the leaf."""
    user_logged_in.connect(signed_in, dispatch_uid="trail.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="trail.signed_out")
    user_login_failed.connect(refused, dispatch_uid="trail.refused")
    password_changed.connect(changed_password, dispatch_uid="trail.changed_password")
    authentication_failed.connect(factor_refused, dispatch_uid="trail.factor_refused")
    authenticator_removed.connect(factor_removed, dispatch_uid="trail.factor_removed")


def leaf(worker: Any, action: str, outcome: Outcome = "done") -> None:
    """Write a leaf about a worker's own account."""
    with transaction.atomic():
        append(
            actor=worker, role="", action=action, object_type="worker", object_id=worker.pk, outcome=outcome
        )


def signed_in(user: Worker, **_: Any) -> None:
    leaf(user, "signed_in")


def signed_out(user: Worker | None, **_: Any) -> None:
    if user is not None:
        leaf(user, "signed_out")


def refused(credentials: dict[str, Any], **_: Any) -> None:
    """Keep the name that was tried as a pseudonym: it may be a password typed into the wrong field."""
    tried = Worker.normalise_login(str(credentials.get("username", "")))
    with transaction.atomic():
        append(actor=None, role="", action="sign_in", object_type="login", object_id=tried, outcome="refused")


def changed_password(user: Worker, **_: Any) -> None:
    papers.chosen(user)
    leaf(user, "password_changed")


def factor_refused(user: Worker, **_: Any) -> None:
    leaf(user, "second_factor", "refused")


def factor_removed(request: HttpRequest, user: Worker, authenticator: Any, **_: Any) -> None:
    """End what the old phone proved: the session is led to setting up the new one."""
    if authenticator.type == "totp":
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            shown for shown in get_authentication_records(request, user) if shown.get("method") != "mfa"
        ]
        leaf(user, "second_factor_removed")
