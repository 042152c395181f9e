"""How long the rules take, beside a reference of the same run: a thousand sums of a thousand numbers.

python benchmarks/rules.py
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from types import MappingProxyType

from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts
from safeconduct.protection.mechanism import START, TRANSITIONS
from safeconduct.protection.mechanism.may import may
from safeconduct.protection.screening.cases import published_cases
from safeconduct.protection.screening.screen import screen
from safeconduct.protection.words import Role

ROUNDS = 50
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def milliseconds(act: Callable[[], object]) -> float:
    """Return the median time of an act over the rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def reference() -> None:
    for _ in range(1000):
        sum(range(1000))


def all_events() -> None:
    """Ask all 111 events of one case."""
    facts = CaseFacts(MappingProxyType(START), MappingProxyType({}), profile("XA"), NOW)
    for event in TRANSITIONS:
        may(event, facts, Act(event, Actor(Role.CASE_MANAGER, "someone")))


def main() -> None:
    against = milliseconds(reference)
    accounts = [case.account for case in published_cases()]
    figures = {
        "may, all 111 events of a case": milliseconds(all_events),
        "screening a case": milliseconds(lambda: [screen(each) for each in accounts]) / len(accounts),
    }
    for name, taken in figures.items():
        print(f"{name}: {taken:.2f} ms; {taken / against:.3f} of the reference ({against:.1f} ms)")


if __name__ == "__main__":
    main()
