"""A password on paper: made in person, handed over, good for three days and for choosing one's own."""

import secrets
from datetime import datetime, timedelta

from safeconduct.accounts.models import Worker

ONE_TIME_BYTES = 15  # 120 bits, 20 letters: cannot be guessed
LASTS = timedelta(hours=72)  # over a weekend; design default


def write(worker: Worker, now: datetime) -> str:
    """Give a worker a new password to hand over on paper, and return it: it is kept nowhere else."""
    password = secrets.token_urlsafe(ONE_TIME_BYTES)
    worker.set_password(password)
    worker.paper_until = now + LASTS
    worker.save(update_fields=["password", "paper_until"])
    return password


def too_old(worker: Worker, now: datetime) -> bool:
    """Tell whether the paper has lain too long: it opens nothing any more."""
    return worker.paper_until is not None and worker.paper_until <= now


def wanted(worker: Worker, now: datetime) -> bool:
    """Tell whether nobody can sign in with the account until a password is handed over."""
    return not worker.has_usable_password() or too_old(worker, now)


def chosen(worker: Worker) -> None:
    """Note that the worker has chosen a password of their own."""
    if worker.paper_until is not None:
        worker.paper_until = None
        worker.save(update_fields=["paper_until"])
