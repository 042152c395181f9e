"""One member's own opinion on identification."""

from typing import Any

from django.forms import CharField, ChoiceField, Form, RadioSelect, Select
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.ui.widgets import LargeText

_COLUMNS = {each.name: each for each in DOCUMENTS["D13"].named("team_opinions").columns}


def choices_of(column: str) -> list[tuple[str, str]]:
    return [(each.code, _(each.label)) for each in _COLUMNS[column].choices]


class OpinionForm(Form):
    """What the member holds and why, after saying whether anything ties them to people in the case."""

    profession = ChoiceField(label=gettext_lazy("Which profession do you speak for?"), widget=Select)
    conflict_declared = ChoiceField(
        label=gettext_lazy("Have you declared every tie to people in this case, or that there is none?"),
        help_text=gettext_lazy("An opinion counts once this is said."),
        choices=[("yes", gettext_lazy("Yes, it is declared")), ("no", gettext_lazy("No, not yet"))],
        widget=RadioSelect,
    )
    opinion = ChoiceField(label=gettext_lazy("What is your opinion?"), widget=RadioSelect)
    reasons = CharField(
        label=gettext_lazy("What does it rest on?"),
        help_text=gettext_lazy("Facts and how you weigh them. Leave out health details and names of others."),
        widget=LargeText,
        max_length=5000,
    )

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        self.fields["profession"].choices = choices_of("profession")  # type: ignore[attr-defined]
        self.fields["opinion"].choices = choices_of("opinion")  # type: ignore[attr-defined]
