"""Signing in, failing to, and signing out leave an audit leaf."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from safeconduct.accounts.models import Worker
from safeconduct.audit.services import append


def listen() -> None:
    user_logged_in.connect(signed_in, dispatch_uid="trail.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="trail.signed_out")
    user_login_failed.connect(refused, dispatch_uid="trail.refused")
    password_changed.connect(changed_password, dispatch_uid="trail.changed_password")
    authentication_failed.connect(factor_refused, dispatch_uid="trail.factor_refused")
    authenticator_added.connect(factor_added, dispatch_uid="trail.factor_added")
    authenticator_removed.connect(factor_removed, dispatch_uid="trail.factor_removed")
    authenticator_reset.connect(factor_renewed, dispatch_uid="trail.factor_renewed")


def signed_in(user: Worker, **_: Any) -> None:
    _leaf(user, "signed_in")


def signed_out(user: Worker | None, **_: Any) -> None:
    if user is not None:
        _leaf(user, "signed_out")


def refused(credentials: dict[str, Any], **_: Any) -> None:
    """The name that was tried is kept as a pseudonym: it may be a password typed into the wrong field."""
    tried = Worker.normalise_login(str(credentials.get("username", "")))
    with transaction.atomic():
        append(actor=None, role="", action="sign_in", object_type="login", object_id=tried, outcome="refused")


def changed_password(user: Worker, **_: Any) -> None:
    _leaf(user, "password_changed")


def factor_added(request: HttpRequest, user: Worker, authenticator: Any, **_: Any) -> None:
    shown = get_authentication_records(request, user)
    if authenticator.type == "totp" and not any(record.get("method") == "mfa" for record in shown):
        # The worker has just typed a code of the new device: that is the proof for this session.
        record_authentication(request, user, "mfa", id=authenticator.pk, type="totp")
    _leaf(user, f"second_factor_added_{authenticator.type}")


def factor_refused(user: Worker, **_: Any) -> None:
    with transaction.atomic():
        append(
            actor=user,
            role="",
            action="second_factor",
            object_type="worker",
            object_id=user.pk,
            outcome="refused",
        )


def factor_removed(request: HttpRequest, user: Worker, authenticator: Any, **_: Any) -> None:
    if authenticator.type == "totp":
        # What was proved with the old phone is over: the session is led to setting up the new one.
        shown = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in shown if record.get("method") != "mfa"
        ]
    _leaf(user, f"second_factor_removed_{authenticator.type}")


def factor_renewed(user: Worker, authenticator: Any, **_: Any) -> None:
    _leaf(user, f"second_factor_renewed_{authenticator.type}")


def _leaf(worker: Worker, action: str) -> None:
    with transaction.atomic():
        append(actor=worker.pk, role="", action=action, object_type="worker", object_id=worker.pk)
