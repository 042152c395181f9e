"""What a rule is asked: what is offered with an act, and the answer of a rule not concerned."""

from safeconduct.protection.facts import Act
from safeconduct.protection.safeguards.declared import Answered, met
from safeconduct.protection.words import gettext_noop as _


def not_concerned() -> Answered:
    """Answer for an act that the rule says nothing about."""
    return met(_("This rule does not apply here."))


def offered(act: Act, name: str) -> bool:
    """Tell whether a yes was offered with the act. Anything but a plain yes is no."""
    return act.evidence.get(name) is True


def word(act: Act, name: str) -> str:
    """Return a code offered with the act, in small letters; empty when none was offered."""
    value = act.evidence.get(name)
    return value.strip().lower() if isinstance(value, str) else ""


def words(act: Act, name: str) -> frozenset[str]:
    """Return codes offered with the act, in small letters; empty when none were offered."""
    value = act.evidence.get(name)
    if isinstance(value, str):
        return frozenset({value.strip().lower()})
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(str(one).strip().lower() for one in value)
    return frozenset()


def number(act: Act, name: str) -> float | None:
    """Return a number offered with the act; None when none was offered."""
    value = act.evidence.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
