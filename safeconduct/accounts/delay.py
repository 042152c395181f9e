"""Repeated wrong attempts to sign in wait longer and longer; no name is ever locked out."""

import math
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from safeconduct.accounts.models import SignInWait, Worker
from safeconduct.vault import keys

FREE_ATTEMPTS = 3  # a slip of the finger costs nothing (design default)
LONGEST = timedelta(minutes=5)  # from one network: about 290 guesses a day (design default)
LONGEST_FOR_A_NAME = timedelta(
    seconds=20
)  # from anywhere: an attacker can delay a colleague, not shut them out
FORGOTTEN_AFTER = timedelta(hours=12)


def seconds_to_wait(login: str, network: str) -> int:
    """Return how many seconds must pass before this name may be tried again from this network."""
    latest = (
        SignInWait.objects.filter(key__in=[key for key, _ in _keys(login, network)])
        .order_by("-not_before")
        .values_list("not_before", flat=True)
        .first()
    )
    if latest is None:
        return 0
    return max(0, math.ceil((latest - timezone.now()).total_seconds()))


def refuse_too_soon(login: str, network: str) -> None:
    """Raise a ValidationError that says how long to wait, when this name must wait."""
    seconds = seconds_to_wait(login, network)
    if seconds:
        told = ngettext(
            "Please wait {seconds} second before the next attempt.",
            "Please wait {seconds} seconds before the next attempt.",
            seconds,
        )
        raise ValidationError(told.format(seconds=seconds), code="too_soon")


def failed(login: str, network: str) -> None:
    """Count a wrong attempt and set when the next may be made."""
    now = timezone.now()
    with transaction.atomic():
        for key, longest in _keys(login, network):
            wait, _ = SignInWait.objects.select_for_update().get_or_create(
                key=key, defaults={"not_before": now}
            )
            wait.failures = 1 if now - wait.not_before > FORGOTTEN_AFTER else wait.failures + 1
            wait.not_before = now + delay_after(wait.failures, longest)
            wait.save()


def succeeded(login: str, network: str) -> None:
    """Forget the wrong attempts for this name from this network."""
    key, _ = _keys(login, network)[0]
    SignInWait.objects.filter(key=key).delete()


def delay_after(failures: int, longest: timedelta) -> timedelta:
    """Return the wait after so many failures: none at first, then doubling from one second."""
    if failures < FREE_ATTEMPTS:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_ATTEMPTS, 20)), longest)


def _keys(login: str, network: str) -> list[tuple[str, timedelta]]:
    name = Worker.normalise_login(login)
    pairs = (("from", f"{name}\0{network}", LONGEST), ("name", name, LONGEST_FOR_A_NAME))
    return [
        (f"{kind}:{keys.mac('sign_in', text.encode()).hex()[:40]}", longest) for kind, text, longest in pairs
    ]
