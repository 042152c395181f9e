"""Acts that safeguards speak about and that are no steps of a case: which door asks each, and which none does."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from safeconduct.protection.acts import ACTS, IN_A_CASE, some_door_asks
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Safeguard


def asked_in_a_case(safeguard: Safeguard) -> list[str]:
    """Name the acts about which every case asks the safeguard before they are done."""
    return _titles(act for act in safeguard.acts if act in IN_A_CASE)


def asked_elsewhere(safeguard: Safeguard) -> list[str]:
    """Name the acts that are asked where they are done: by steps of the case, or by a door of their own."""
    others = (act for act in safeguard.acts if act in ACTS and act not in IN_A_CASE)
    return _titles(act for act in others if some_door_asks(safeguard, act))


def not_yet_asked(safeguard: Safeguard) -> list[str]:
    """Name the steps and acts that the safeguard speaks about and that no door asks yet."""
    return _titles(act for act in safeguard.acts if not some_door_asks(safeguard, act))


def acts_without_door() -> list[str]:
    """Name every act that some safeguard speaks about and about which no door asks any."""
    told = [(act, some_door_asks(each, act)) for each in SAFEGUARDS.values() for act in each.acts]
    asked = {act for act, some in told if some}
    return sorted(_titles(dict.fromkeys(act for act, _some in told if act not in asked)))


def _titles(acts: Iterable[str]) -> list[str]:
    return [capfirst(_(TRANSITIONS[act].title if act in TRANSITIONS else ACTS[act].title)) for act in acts]
