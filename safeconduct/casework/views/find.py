"""Find a case by what is typed: a whole number opens it, anything else narrows the list."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from safeconduct.casework import numbers, queries
from safeconduct.casework.models import Case
from safeconduct.casework.views.frame import Asked, now

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, the case whose whole number it is, or what to put right."""

    text: str
    case: Case | None = None
    wrong: str = ""


def sought(request: Asked) -> Sought:
    """Read the box. A number that is nobody's and one of somebody else's case are answered alike: not found."""
    text = request.GET.get("text", "").strip()[:LONGEST]
    number = numbers.as_number(text)
    if not number:
        return Sought(text)
    if not numbers.holds(number):
        return Sought(text, wrong=_("A letter or a digit of this number is mistyped. Look at it once more."))
    return Sought(number, case=queries.by_number(request.user, number, now()))
