"""Signs that a screening notes by code, in words, and the list to choose one from."""

from collections.abc import Mapping
from typing import Any

from django.forms import Select
from django.utils.translation import gettext as _

from safeconduct.protection.screening.catalogue import ROWS
from safeconduct.protection.screening.elements import IN_ITSELF
from safeconduct.protection.words import gettext_noop

# Beside the lines of the published indicators: what is exploitation in itself, and the three elements.
SIGNS: Mapping[str, str] = {
    **{row[0]: row[3] for row in ROWS},
    **IN_ITSELF,
    "act": gettext_noop("Somebody recruited, moved, handed on, took in or kept the person"),
    "means": gettext_noop("Something made it hard to say no or to leave"),
    "purpose": gettext_noop("The person was made to do something, or was meant to"),
}


class SignSelect(Select):
    """Offers every sign in words; one that was written in other words before stays as it is."""

    def __init__(self) -> None:
        offered = [(code, _(label)) for code, label in SIGNS.items()]
        super().__init__(choices=[("", _("No answer yet")), *offered])

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        known = {str(code) for code, _label in self.choices}
        self.choices = [*self.choices, *((each, each) for each in value if each not in known)]
        return super().optgroups(name, value, attrs)
