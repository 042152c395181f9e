"""Giving an account back in person to who lost password or phone, and ending sessions."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from safeconduct.accounts import papers, trail
from safeconduct.accounts.models import Worker
from safeconduct.audit.services import append


class NotTwoOfficers(Exception):
    """Giving an account back takes two people who are both somebody else."""


@transaction.atomic
def recover_in_person(worker: Worker, *, by: Worker, witness: Worker) -> str:
    """Give an account back: a new password to hand over on paper, no second factor, no open session.

    Two officers see the worker in person; at the first sign-in the worker sets up a new second factor.
    Raises NotTwoOfficers.
    """
    if len({worker.pk, by.pk, witness.pk}) < 3 or not (by.is_active and witness.is_active):
        raise NotTwoOfficers("Two officers in service, neither of them the worker, give an account back.")
    password = papers.write(worker, timezone.now())
    Authenticator.objects.filter(user=worker).delete()
    end_sessions(worker)
    for officer in (by, witness):
        append(actor=officer, role="", action="account_recovered", object_type="worker", object_id=worker.pk)
    return password


def end_sessions(worker: Worker) -> None:
    """End every session of a worker, on every device."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(worker.pk):
            session.delete()
    trail.leaf(worker, "sessions_ended")
