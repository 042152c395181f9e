"""Answers as people give them: a partly known date, a yes that may be unknown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BooleanField, CharField, ChoiceField, MultiValueField, RadioSelect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safeconduct.ui.dates import PartialDate
from safeconduct.ui.widgets import DateBoxes

YES, NO, UNKNOWN, NOT_ASKED, NOT_SAID = "yes", "no", "unknown", "not_asked", "not_said"

WRONG_PART = {
    "year": _("Enter the year with four numbers, even if you are not sure of the day."),
    "month": _("Enter the month as a number from 1 to 12, or leave it empty."),
    "day": _("Enter a day that this month has, or leave the day empty."),
}


class PartialDateField(MultiValueField):
    """A day, a month or only a year, as a PartialDate; None when nothing was entered."""

    widget = DateBoxes

    def __init__(self, **told: Any) -> None:
        parts = (
            CharField(required=False),
            CharField(required=False),
            CharField(required=False),
            BooleanField(required=False),
        )
        super().__init__(fields=parts, require_all_fields=False, **told)

    def validate(self, value: PartialDate | None) -> None:
        """Ask for an answer where one is required: an empty "about" alone is none."""
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def compress(self, data_list: list[Any]) -> PartialDate | None:
        day, month, year, about = data_list or ["", "", "", False]
        if not (day or month or year):
            return None
        try:
            return PartialDate(
                _number("year", year),
                _number("month", month) if month else None,
                _number("day", day) if day else None,
                bool(about),
            )
        except ValueError as wrong:
            raise ValidationError(WRONG_PART[str(wrong)], code=str(wrong)) from wrong


def _number(part: str, text: str) -> int:
    """Read a number in any script's digits; raise with the part's name when it is none."""
    if not text.strip().isdecimal():
        raise ValueError(part)
    number = int(text)
    if part == "year" and number < 1000:
        raise ValueError(part)
    return number


class ThreeValuedField(ChoiceField):
    """Yes, no or not known. May also offer "not asked" and "does not want to say". Value is the code."""

    def __init__(self, *, not_asked: bool = False, not_said: bool = False, **told: Any) -> None:
        choices = [
            (YES, pgettext_lazy("answer to a question", "Yes")),
            (NO, pgettext_lazy("answer to a question", "No")),
            (UNKNOWN, _("Not known")),
        ]
        if not_asked:
            choices.append((NOT_ASKED, _("Not asked")))
        if not_said:
            choices.append((NOT_SAID, _("Does not want to say")))
        super().__init__(choices=choices, widget=told.pop("widget", RadioSelect), **told)
