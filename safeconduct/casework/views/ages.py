"""How old the facts behind a finding are, and for how long they still hold."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.protection.facts import Act, CaseFacts, Fact
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.return_ import CONFIRMED_WITHIN_H, RISK_VALID_D
from safeconduct.protection.safeguards.return_receiving import ASSURANCE_VALID_D

# Facts that say their own age, and how long they hold: the limits are those of the rules that ask.
HOLDS_DAYS = {"risk_age_d": RISK_VALID_D, "assurance_age_d": ASSURANCE_VALID_D}
HOLDS_HOURS = {"second_confirmation_age_h": CONFIRMED_WITHIN_H}


class _Noting(Mapping[str, Fact]):
    """The facts of a case, noting which ones a rule looks at."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.looked_at: dict[str, Fact] = {}

    def __getitem__(self, name: str) -> Fact:
        fact = self._facts[name]
        self.looked_at[name] = fact
        return fact

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def behind(safeguard: str, case: CaseFacts, act: Act) -> dict[str, Fact]:
    """Return the known facts that a safeguard looks at when it answers this act."""
    noting = _Noting(case.facts)
    SAFEGUARDS[safeguard].ask(replace(case, facts=noting), act)
    return noting.looked_at


def age(safeguard: str, case: CaseFacts, act: Act) -> str:
    """Say how old a finding's facts are; empty when nothing on paper stands behind it.

    A fact with a limit of its own speaks first: "12 days old, holds for 18 more days".
    """
    facts = behind(safeguard, case, act)
    limited = [_limited(name, fact.value) for name, fact in facts.items()]
    said = [each for each in limited if each]
    return said[0] if said else _on_paper(facts, case.now)


def _limited(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return ""
    if name in HOLDS_DAYS:
        return _days(*_old_and_left(value, HOLDS_DAYS[name]))
    if name in HOLDS_HOURS:
        return _hours(*_old_and_left(value, HOLDS_HOURS[name]))
    return ""


def _old_and_left(value: float, limit: int) -> tuple[int, int]:
    """Round to what never promises too much: time left down; an age beyond its limit up, as the rule says it."""
    old = math.floor(value) if value <= limit else math.ceil(value)
    return old, math.floor(limit - value)


def _days(old: int, left: int) -> str:
    said = ngettext("{count} day old", "{count} days old", old).format(count=old)
    if left < 0:
        return _("{age}, has run out").format(age=said)
    more = ngettext("holds for {count} more day", "holds for {count} more days", left).format(count=left)
    return _("{age}, {more}").format(age=said, more=more)


def _hours(old: int, left: int) -> str:
    said = ngettext("{count} hour old", "{count} hours old", old).format(count=old)
    if left < 0:
        return _("{age}, has run out").format(age=said)
    more = ngettext("holds for {count} more hour", "holds for {count} more hours", left).format(count=left)
    return _("{age}, {more}").format(age=said, more=more)


def _on_paper(facts: Mapping[str, Fact], now: datetime) -> str:
    """Say the age of the oldest paper: a finding is as fresh as the stalest thing it rests on."""
    written = [fact.since for fact in facts.values() if fact.since is not None]
    if not written:
        return ""
    days = (now - min(written)) // timedelta(days=1)
    if days < 1:
        return _("Written today")
    return ngettext("Written {count} day ago", "Written {count} days ago", days).format(count=days)
