"""The departure gate: fifteen tests before a person leaves on the agreed return (referral mechanism, section 8)."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism.return_ import DEPARTURE_GATE
from safeconduct.protection.safeguards import SAFEGUARDS

__all__ = ["DEPARTURE_GATE", "departure_gate"]


def departure_gate(case: CaseFacts, act: Act) -> tuple[Finding, ...]:
    """Return what each of the fifteen safeguards says, in the order of the list.

    `act` is `return.clear_gate` or `return.depart`; the answers are the same. The last three concern children
    and persons whose age is in doubt, and are met for adults. Raises ValueError for any other act, because the
    safeguards would answer a question that nobody asked.
    """
    if act.name not in {"return.clear_gate", "return.depart"}:
        raise ValueError(f"the departure gate is not asked by {act.name}")
    return tuple(SAFEGUARDS[name].ask(case, act) for name in DEPARTURE_GATE)
