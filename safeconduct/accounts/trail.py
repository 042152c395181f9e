"""Signing in, failing to, and signing out leave an audit leaf."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from safeconduct.accounts.models import Worker
from safeconduct.audit.services import append


def listen() -> None:
    user_logged_in.connect(signed_in, dispatch_uid="trail.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="trail.signed_out")
    user_login_failed.connect(refused, dispatch_uid="trail.refused")
    authenticator_added.connect(factor_added, dispatch_uid="trail.factor_added")
    authenticator_removed.connect(factor_removed, dispatch_uid="trail.factor_removed")


def signed_in(sender: object, user: Worker, **_: Any) -> None:
    _leaf(user, "signed_in")


def signed_out(sender: object, user: Worker | None, **_: Any) -> None:
    if user is not None:
        _leaf(user, "signed_out")


def refused(sender: object, credentials: dict[str, Any], **_: Any) -> None:
    """The name that was tried is kept as a pseudonym: it may be a password typed into the wrong field."""
    tried = Worker.normalise_login(str(credentials.get("username", "")))
    with transaction.atomic():
        append(actor=None, role="", action="sign_in", object_type="login", object_id=tried, outcome="refused")


def factor_added(sender: object, request: HttpRequest, user: Worker, authenticator: Any, **_: Any) -> None:
    shown = get_authentication_records(request, user)
    if authenticator.type == "totp" and not any(record.get("method") == "mfa" for record in shown):
        # The worker has just typed a code of the new device: that is the proof for this session.
        record_authentication(request, user, "mfa", id=authenticator.pk, type="totp")
    _leaf(user, f"second_factor_added_{authenticator.type}")


def factor_removed(sender: object, user: Worker, authenticator: Any, **_: Any) -> None:
    _leaf(user, f"second_factor_removed_{authenticator.type}")


def _leaf(worker: Worker, action: str) -> None:
    with transaction.atomic():
        append(actor=worker.pk, role="", action=action, object_type="worker", object_id=worker.pk)
