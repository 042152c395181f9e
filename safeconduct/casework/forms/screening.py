"""The small forms of a screening: one question each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from safeconduct.protection.documents.choices import AGES
from safeconduct.protection.documents.declared import Choice
from safeconduct.ui.widgets import LargeText

SOURCES = {
    "person": gettext_lazy("The person said so"),
    "seen": gettext_lazy("I saw it"),
    "document": gettext_lazy("A document shows it"),
    "other": gettext_lazy("Someone else said so"),
}


def _radios(label: str, help_text: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    needed = _("Choose one of the answers. “Not asked” and “Not known” are answers too.")
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": needed, "invalid_choice": needed},
    )


class SafeNow(forms.Form):
    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        self.fields["safe_now"] = _radios(
            _("Is the person safe while you talk?"),
            _("You are alone together, nobody can hear or come in, and no call is being waited for."),
            [
                ("yes", pgettext("answer to a question", "Yes")),
                ("no", pgettext("answer to a question", "No")),
                ("unknown", _("I am not sure")),
            ],
        )


class Agreed(forms.Form):
    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        self.fields["consent_to_talk"] = _radios(
            _("Does the person agree to a few questions now?"),
            _(
                "Say first: help does not depend on it, each question may be left out, and you stop at any time."
            ),
            [
                ("yes", pgettext("answer to a question", "Yes")),
                ("no", pgettext("answer to a question", "No")),
                ("unknown", _("Not now, perhaps later")),
            ],
        )


class Age(forms.Form):
    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        self.fields["age"] = _radios(
            _("How old is the person?"),
            _("If nobody is sure, child rules apply until it is settled."),
            [(choice.code, _(choice.label)) for choice in AGES],
        )


class AgeThen(forms.Form):
    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        self.fields["age_then"] = forms.IntegerField(
            label=_("How old was the person when it began?"),
            help_text=_(
                "About is enough. Leave it empty when it is not known. "
                "For the time before 18, the rules for children apply."
            ),
            required=False,
            min_value=0,
            max_value=120,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": _("Enter the age in years, or leave it empty.")},
        )


class Sign(forms.Form):
    """One sign: five answers; of an element which of them, of others how it is known and a note, if wished."""

    def __init__(
        self,
        question: str,
        help_text: str,
        which: tuple[Choice, ...],
        data: Mapping[str, Any] | None,
        given: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=given)
        self.which = which
        self.fields["answer"] = _radios(
            question,
            help_text,
            [
                ("present", pgettext("answer to a question", "Yes")),
                ("absent", pgettext("answer to a question", "No")),
                ("unknown", _("Not known")),
                ("not_asked", _("Not asked")),
                ("declined", _("Does not want to say")),
            ],
        )
        if which:
            self.fields["codes"] = forms.MultipleChoiceField(
                label=_("If yes: which?"),
                choices=[(choice.code, _(choice.label)) for choice in which],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            return
        self.fields["source"] = forms.ChoiceField(
            label=_("How do you know?"), choices=[("", _("Not noted")), *SOURCES.items()], required=False
        )
        self.fields["note"] = forms.CharField(
            label=_("In the person's words"),
            help_text=_("Sealed; only the team reads it. Leave out opinions and names of others."),
            widget=LargeText({"rows": 3, "dir": "auto"}),
            required=False,
            max_length=2000,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("answer") != "present":
            cleaned["codes"] = []
        elif self.which and not cleaned.get("codes"):
            self.add_error("codes", _("Choose at least one below, or answer “Not known”."))
        return cleaned


class Concern(forms.Form):
    def __init__(self, *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        self.fields["concern"] = forms.CharField(
            label=_("What concerns you?"),
            help_text=_(
                "Your concern alone is enough to refer. "
                "Write what you saw or heard; sealed, only the team reads it. You may leave it empty."
            ),
            widget=LargeText({"rows": 4, "dir": "auto"}),
            required=False,
            max_length=5000,
        )


class OtherStep(forms.Form):
    """Another step than the rules suggest. Lowering needs a reason, so that another worker can follow it."""

    def __init__(self, choices: list[tuple[str, str]], *given: Any, **told: Any) -> None:
        super().__init__(*given, **told)
        self.fields["step"] = _radios(_("Which step do you choose?"), "", choices)
        self.fields["reason"] = forms.CharField(
            label=_("Why?"),
            help_text=_("Sealed; only the team reads it. Leave out names of others."),
            widget=LargeText({"rows": 3, "dir": "auto"}),
            required=False,
            max_length=5000,
        )
