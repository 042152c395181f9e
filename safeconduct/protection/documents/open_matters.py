"""Readings over matters that stay open side by side: alerts, complaints, charges, hearings, lawyers.

An alert that is settled says nothing about one that is not. So only open matters are asked; when all are
settled, the newest speaks.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from safeconduct.protection.documents.declared import Filed, Reading, moment
from safeconduct.protection.documents.readings import together, yes_or_no

Holds = Callable[[Filed], bool]


def chosen(document: Filed, name: str) -> str:
    """Return a chosen code; empty when nothing is chosen."""
    value = document.values.get(name)
    return value if isinstance(value, str) else ""


def open_or_newest(filed: Sequence[Filed], is_open: Holds) -> Sequence[Filed]:
    return [each for each in filed if is_open(each)] or filed[-1:]


def in_each(name: str, is_open: Holds) -> Reading:
    """Read true when the answer is yes in each open matter, false when it is no in one."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        return together([yes_or_no(each.values.get(name)) for each in open_or_newest(filed, is_open)])

    return read


def in_any(name: str) -> Reading:
    """Read true when one document says yes; false when none does and one says no."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        answers = {yes_or_no(each.values.get(name)) for each in filed}
        return True if True in answers else (False if False in answers else None)

    return read


def hours_ago(name: str) -> Reading:
    """Count hours since a stored moment; unknown while it lies ahead: what is planned is not done."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        return _since(filed, name, now, timedelta(hours=1))

    return read


def days_ago(name: str) -> Reading:
    """Count days, with their fraction, since a stored moment; unknown while it lies ahead."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        return _since(filed, name, now, timedelta(days=1))

    return read


def _since(filed: Sequence[Filed], name: str, now: datetime, unit: timedelta) -> float | None:
    at = moment(filed[-1].values.get(name))
    return None if at is None or at > now else (now - at) / unit
