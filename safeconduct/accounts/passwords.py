"""What a long password must not be: one short thing again and again, or hardly any different signs."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REPEATED = re.compile(r"(.{1,12}?)\1+", re.DOTALL)
DIFFERENT_SIGNS = 6  # design default


class NotRepetitive:
    """A password validator of Django's kind."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 — Django passes it
        folded = password.casefold()
        if REPEATED.fullmatch(folded) or len(set(folded)) < DIFFERENT_SIGNS:
            raise ValidationError(_("One short thing again and again is easy to guess."), code="repetitive")

    def get_help_text(self) -> str:
        return _("Not one short thing again and again.")
