"""A whole day as three boxes. What cannot be read is passed on as typed, so that the check can say why."""

import unicodedata
from datetime import date
from typing import Any

from django.forms import CharField, MultiValueField, MultiWidget, TextInput
from django.utils.translation import gettext_lazy as _


class DayBoxes(MultiWidget):
    """Day, month and year as three boxes."""

    template_name = "ui/forms/day_boxes.html"
    use_fieldset = True
    labels: tuple[Any, ...] = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs: dict[str, Any] | None = None, **more: Any) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": TextInput({**box, "maxlength": 2}),
                "month": TextInput({**box, "maxlength": 2}),
                "year": TextInput({**box, "maxlength": 4}),
                **more,
            },
            attrs,
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year, *[None] * (len(self.widgets) - 3)]
        return [None] * len(self.widgets)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        return context


class DayField(MultiValueField):
    """A day, as ISO 8601 text; None when nothing was entered."""

    widget: type[MultiWidget] = DayBoxes
    boxes = 3

    def __init__(self, **told: Any) -> None:
        parts = tuple(CharField(required=False) for _box in range(self.boxes))
        super().__init__(fields=parts, require_all_fields=False, **told)

    def compress(self, data_list: list[Any]) -> str | None:
        typed = [plain_digits(str(part or "").strip()) for part in data_list]
        if not any(typed):
            return None
        try:
            return self.read(typed)
        except ValueError:
            return "-".join(typed)

    def read(self, typed: list[str]) -> str:
        return day_of(typed).isoformat()


def day_of(typed: list[str]) -> date:
    """Read day, month and year. Raises ValueError."""
    day, month, year = (int(part) for part in typed[:3])
    if year < 1000:
        raise ValueError(year)
    return date(year, month, day)


def plain_digits(text: str) -> str:
    """Write numbers of any script with the digits 0 to 9."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
