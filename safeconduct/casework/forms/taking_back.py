"""Which agreements the person takes back."""

from collections.abc import Sequence
from typing import Any

from django.forms import CheckboxSelectMultiple, Form, MultipleChoiceField
from django.utils.translation import gettext_lazy

from safeconduct.casework.models import DocumentVersion
from safeconduct.casework.views import words


class TakingBackForm(Form):
    """One or several agreements, each by what it is for. All are chosen already: that is the safer mistake."""

    taken = MultipleChoiceField(
        label=gettext_lazy("What does the person take back?"),
        help_text=gettext_lazy("Leave out what they want to keep. No reason is needed, and help goes on."),
        widget=CheckboxSelectMultiple,
    )

    def __init__(self, *told: Any, agreements: Sequence[DocumentVersion], **more: Any) -> None:
        super().__init__(*told, **more)
        field = self.fields["taken"]
        field.choices = [(str(each.pk), words.agreement(each)) for each in agreements]  # type: ignore[attr-defined]
        field.initial = [str(each.pk) for each in agreements]
