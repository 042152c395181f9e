"""A moment as boxes, beside the day of `ui.days`."""

from datetime import datetime, time, tzinfo
from typing import Any

from django.forms import TimeInput
from django.utils.translation import gettext_lazy as _

from safeconduct.ui.days import DayBoxes, DayField, day_of, plain_digits


class MomentBoxes(DayBoxes):
    """The boxes of a day, and one for the time."""

    labels = (*DayBoxes.labels, _("Time"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # Four numbers and a colon: the browser's own control where it has one.
        super().__init__(attrs, time=TimeInput({"type": "time", "autocomplete": "off"}))


class MomentField(DayField):
    """A day and a time in the country of the case, as ISO 8601 text with its offset."""

    widget = MomentBoxes
    boxes = 4

    def __init__(self, *, zone: tzinfo, **told: Any) -> None:
        self.zone = zone
        super().__init__(**told)

    def read(self, typed: list[str]) -> str:
        return datetime.combine(day_of(typed), time.fromisoformat(typed[3]), self.zone).isoformat()


__all__ = ["DayBoxes", "DayField", "MomentBoxes", "MomentField", "plain_digits"]
