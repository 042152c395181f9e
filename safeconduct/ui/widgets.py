"""Inputs that Django does not have."""

from collections.abc import Mapping
from typing import Any

from django.forms import CheckboxInput, MultiWidget, Textarea, TextInput
from django.utils.translation import gettext_lazy as _

from safeconduct.ui.dates import PartialDate


class LargeText(Textarea):
    """Room to write, nothing corrected behind the writer's back."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, **(attrs or {})})


class Name(TextInput):
    """A name in any script, never spell-checked and never offered to the next person on this computer."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            {"spellcheck": "false", "autocomplete": "off", "dir": "auto", "class": "wide", **(attrs or {})}
        )


class DateBoxes(MultiWidget):
    """Day, month and year as three boxes, and "about". The year alone is an answer."""

    template_name = "ui/forms/date_boxes.html"
    use_fieldset = True
    labels = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": TextInput({**box, "maxlength": 2}),
                "month": TextInput({**box, "maxlength": 2}),
                "year": TextInput({**box, "maxlength": 4}),
                "about": CheckboxInput(),
            },
            dict(attrs or {}),
        )

    def decompress(self, value: PartialDate | str | None) -> list[Any]:
        if not value:
            return [None, None, None, False]
        known = PartialDate.parse(value) if isinstance(value, str) else value
        return [known.day, known.month, known.year, known.about]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=False):
            box["label"] = label
            box["attrs"].pop("required", None)
        return context
