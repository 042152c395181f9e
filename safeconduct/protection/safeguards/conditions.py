"""Conditions that several rules share: kinds of act and place, facts that must be known, ages in a limit."""

import math
from datetime import date, datetime

from safeconduct.protection.facts import CaseFacts
from safeconduct.protection.safeguards.declared import Answered, met, refused

DEPARTURE = frozenset({"return.clear_gate", "return.depart"})
"""The two events that ask the whole departure gate."""

REMOVAL = frozenset({"execute_removal", "execute_dublin_transfer"})
"""A state taking the person out of the country. It happens against the rules or not at all."""

CLOSED_PLACES = frozenset({"closed_shelter", "police_cell", "immigration_detention", "prison"})
"""Kinds of place that a person cannot leave when they wish."""

NO_ASYLUM_OPEN = frozenset({"NOT_RAISED", "NOT_WISHED", "REFUSED_FINAL"})
"""States of the asylum region in which no claim to international protection waits or is granted."""


def need(case: CaseFacts, *names: str, because: str, holds: str) -> Answered:
    """Answer met when every named fact is known to be true; else refuse and list those that are unknown."""
    if case.yes(*names):
        return met(holds)
    return refused(because, missing=case.unknown(*names))


def fresh(case: CaseFacts, name: str, limit: float) -> bool:
    """Tell whether an age is known and within its limit. One that lies ahead is not an age yet."""
    number = case.number(name)
    return number is not None and 0 <= number <= limit


def too_old(
    case: CaseFacts, name: str, limit: int, *, unknown: str, old: str, final: bool = False
) -> Answered | None:
    """Refuse an age that is unknown or beyond its limit; None when it is within.

    `old` is told `age`, rounded up so that it reads beyond the limit, and `limit`; `unknown` is told `limit`.
    """
    if fresh(case, name, limit):
        return None
    number = case.number(name)
    if number is None or number < 0:
        return refused(unknown, missing=case.unknown(name), final=final, limit=limit)
    return refused(old, final=final, age=math.ceil(number), limit=limit)


def day(value: object) -> date | None:
    """Read a day as documents store it: a date, or ISO text that begins with one; None for anything else."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
