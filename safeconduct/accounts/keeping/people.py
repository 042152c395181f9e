"""Accounts: making one, changing it, closing it at once, opening it again, and the training somebody holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from safeconduct.accounts import papers
from safeconduct.accounts.keeping import naming
from safeconduct.accounts.keeping.once import first_result, leaf, remember
from safeconduct.accounts.keeping.reach import CannotBe, own_account, unit_for, worker_for
from safeconduct.accounts.keeping.roles import opens_much, put_role
from safeconduct.accounts.models import Training, Worker
from safeconduct.accounts.services import end_sessions
from safeconduct.accounts.training import AREAS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

SHOWN_ALREADY = _("This password was shown once and is kept nowhere. Make a new one if it was lost.")
TAKES_TWO = _("This account opens much, or somebody has signed in with it: giving it back takes two people.")
CLOSED = _("The account is closed. Open it again first.")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who is to work here. Training was held on one day; leave both empty when there is none yet."""

    name: str
    login: str
    languages: list[str]
    unit: UUID
    roles: list[Role]
    since: date
    reason: str = ""
    training: list[str] = field(default_factory=list)
    trained_on: date | None = None


@transaction.atomic
def make_account(told: NewAccount, *, by: Worker, now: datetime, op_id: UUID) -> Worker:
    """Make an account with roles in one unit. Nobody can sign in until a password is handed over in person.

    A role that decides with a case waits for a second person. Raises Hidden, CannotBe.
    """
    done = first_result(op_id, "make_account", by)
    if done is not None:
        return Worker.objects.get(pk=done)
    unit = unit_for(by, told.unit, now)
    if not told.roles:
        raise CannotBe(_("An account is made for at least one role."))
    worker = Worker.objects.create_worker(
        naming.sign_in_name(told.login),
        display_name=naming.name(told.name),
        languages=naming.languages(told.languages),
    )
    leaf(by, "account.made", worker)
    for role in dict.fromkeys(told.roles):
        put_role(worker, unit, role, told.since, told.reason, by, now)
    _certify(worker, told.training, told.trained_on, None, by, now)
    remember(op_id, "make_account", by, worker.pk, now)
    return worker


@transaction.atomic
def change_account(
    worker_id: UUID, name: str, languages: Iterable[str], cap: int, *, by: Worker, now: datetime, op_id: UUID
) -> Worker:
    """Change display name, languages and the most cases led at once (SG-CM-01). Raises Hidden, CannotBe."""
    worker = own_account(by, worker_id, now)
    if first_result(op_id, "change_account", by) is not None:
        return worker
    worker.display_name = naming.name(name)
    worker.languages = naming.languages(languages)
    worker.caseload_cap = cap
    worker.save(update_fields=["display_name", "languages", "caseload_cap"])
    leaf(by, "account.changed", worker)
    remember(op_id, "change_account", by, worker.pk, now)
    return worker


@transaction.atomic
def close_account(worker_id: UUID, *, by: Worker, now: datetime, op_id: UUID) -> Worker:
    """Close an account at once and end its sessions, whatever it leads: a stolen account cannot wait.

    Raises Hidden, CannotBe.
    """
    worker = own_account(by, worker_id, now)
    if first_result(op_id, "close_account", by) is not None:
        return worker
    if worker.pk == by.pk:
        raise CannotBe(_("Somebody else closes your own account."))
    worker.is_active = False
    worker.save(update_fields=["is_active"])
    end_sessions(worker)
    leaf(by, "account.closed", worker)
    remember(op_id, "close_account", by, worker.pk, now)
    return worker


@transaction.atomic
def reopen_account(worker_id: UUID, *, by: Worker, now: datetime, op_id: UUID) -> Worker:
    """Open a closed account again; password and second factor are those it had. Raises Hidden, CannotBe."""
    worker = own_account(by, worker_id, now)
    if first_result(op_id, "reopen_account", by) is not None:
        return worker
    worker.is_active = True
    worker.save(update_fields=["is_active"])
    leaf(by, "account.reopened", worker)
    remember(op_id, "reopen_account", by, worker.pk, now)
    return worker


@transaction.atomic
def hand_over_password(worker_id: UUID, *, by: Worker, now: datetime, op_id: UUID) -> str:
    """Make the first password of a new account, to hand over on paper in person. It is shown this once.

    Where the account opens much, or was used already, two people give it back (`takes_two.ask`).
    Raises Hidden, CannotBe.
    """
    worker = own_account(by, worker_id, now)
    if first_result(op_id, "hand_over_password", by) is not None:
        raise CannotBe(SHOWN_ALREADY)
    if not worker.is_active:
        raise CannotBe(CLOSED)
    if not first_password_by_one(worker, by, now):
        raise CannotBe(TAKES_TWO)
    password = papers.write(worker, now)
    leaf(by, "password.handed_over", worker)
    remember(op_id, "hand_over_password", by, worker.pk, now)
    return password


def first_password_by_one(worker: Worker, by: Worker, now: datetime) -> bool:
    """Tell whether one keeper alone may hand over a password: new, used by nobody, opening nothing much."""
    return worker.last_login is None and worker.pk != by.pk and not opens_much(worker, now)


@transaction.atomic
def record_training(
    worker_id: UUID,
    codes: Iterable[str],
    completed_on: date,
    until: date | None,
    *,
    by: Worker,
    now: datetime,
    op_id: UUID,
) -> Worker:
    """Note certificates that were seen, all of one day. Raises Hidden, CannotBe."""
    worker = worker_for(by, worker_id, now)
    if first_result(op_id, "record_training", by) is not None:
        return worker
    if worker.pk == by.pk:
        raise CannotBe(_("Somebody else has to see your own certificates."))
    _certify(worker, list(codes), completed_on, until, by, now)
    remember(op_id, "record_training", by, worker.pk, now)
    return worker


def _certify(
    worker: Worker, codes: list[str], day: date | None, until: date | None, by: Worker, now: datetime
) -> None:
    if not codes:
        return
    if day is None or day > now.date():
        raise CannotBe(_("Training counts from the day it was held, which is not in the future."))
    if until is not None and until < day:
        raise CannotBe(_("A certificate cannot end before the training was held."))
    for code in dict.fromkeys(codes):
        if code not in AREAS:
            raise CannotBe(_("There is no such training."))
        if Training.objects.filter(worker=worker, code=code, completed_on=day).exists():
            raise CannotBe(_("This training of this day is noted already."))
        Training.held(worker, code, day, until)
        leaf(by, f"training.held:{code}", worker)
