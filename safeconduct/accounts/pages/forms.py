"""The forms of keeping accounts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    Form,
    IntegerField,
    MultipleChoiceField,
    RadioSelect,
    TextInput,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeconduct.accounts.keeping import naming
from safeconduct.accounts.keeping.roles import DECIDING
from safeconduct.accounts.models import AgencyKind, Unit, Worker
from safeconduct.accounts.pages import words
from safeconduct.accounts.training import AREAS
from safeconduct.protection.titles import ROLE_TITLES
from safeconduct.protection.words import Role
from safeconduct.ui.days import DayField
from safeconduct.ui.widgets import Name

LATIN = {
    "dir": "ltr",
    "spellcheck": "false",
    "autocomplete": "off",
    "autocapitalize": "none",
    "class": "wide",
}


class WholeDay(DayField):
    """A day that has to be whole."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValidationError(_("Enter day, month and year as numbers.")) from None


class Reason(Form):
    """One line for the second person."""

    reason = CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("One line, for whoever decides with you."),
        max_length=200,
        widget=TextInput({"class": "wide"}),
    )


class AgencyForm(Form):
    name = CharField(label=gettext_lazy("Name of the agency"), max_length=120, widget=Name)
    kind = ChoiceField(
        label=gettext_lazy("What kind of agency?"), choices=AgencyKind.choices, widget=RadioSelect
    )


class UnitForm(Form):
    name = CharField(
        label=gettext_lazy("Name of the unit"),
        help_text=gettext_lazy("An office of the agency in one country."),
        max_length=120,
        widget=Name,
    )
    country = ChoiceField(label=gettext_lazy("Country"))
    area = CharField(
        label=gettext_lazy("Area it covers, if not the whole country"),
        max_length=120,
        required=False,
        widget=Name,
    )

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        named = [(code, _(name)) for code, name in naming.countries().items()]
        self.fields["country"].choices = [("", _("Choose a country")), *named]  # type: ignore[attr-defined]


class Languages(Form):
    """Up to three languages, the best first."""

    first = ChoiceField(label=gettext_lazy("Language they speak best"))
    second = ChoiceField(label=gettext_lazy("Second language"), required=False)
    third = ChoiceField(label=gettext_lazy("Third language"), required=False)

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        codes = {code for code in LANG_INFO if len(code) == 2} | set(words.MORE_LANGUAGES)
        named = sorted(((code, words.language(code)) for code in codes), key=lambda pair: pair[1])
        for name in ("first", "second", "third"):
            self.fields[name].choices = [("", _("No answer yet")), *named]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[str]:
        return [code for name in ("first", "second", "third") if (code := self.cleaned_data.get(name))]


class AccountForm(Languages):
    """Somebody who is to work in a unit."""

    name = CharField(
        label=gettext_lazy("Full name"),
        help_text=gettext_lazy("As colleagues and the people they work with know them."),
        max_length=120,
        widget=Name,
    )
    login = CharField(
        label=gettext_lazy("Name to sign in with"),
        help_text=gettext_lazy("A work address or a short name, without spaces. It cannot be changed later."),
        max_length=150,
        widget=TextInput(LATIN),
    )
    roles = MultipleChoiceField(label=gettext_lazy("Roles in this unit"), widget=CheckboxSelectMultiple)
    since = WholeDay(label=gettext_lazy("From which day?"))
    reason = CharField(
        label=gettext_lazy("Why, if a role takes two people?"),
        help_text=gettext_lazy(
            "National focal point, identification lead and second person: another keeper decides."
        ),
        max_length=200,
        required=False,
        widget=TextInput({"class": "wide"}),
    )
    training = MultipleChoiceField(
        label=gettext_lazy("Training they hold"),
        help_text=gettext_lazy("Only what you have seen a certificate for. More can be noted later."),
        choices=[(code, gettext_lazy(title)) for code, title in AREAS.items()],
        required=False,
        widget=CheckboxSelectMultiple,
    )
    trained_on = WholeDay(label=gettext_lazy("Last day of that training"), required=False)
    field_order = (
        "name", "login", "first", "second", "third", "roles", "since", "reason", "training", "trained_on",
    )  # fmt: skip

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        self.initial["since"] = timezone.localdate()
        self.fields["roles"].choices = role_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if DECIDING & set(said.get("roles", ())) and not said.get("reason"):
            self.add_error("reason", _("Say in one line why, so that the second person can decide."))
        if said.get("training") and not said.get("trained_on") and "trained_on" not in self.errors:
            self.add_error("trained_on", _("Enter the day on which the training ended."))
        return said


class ChangeForm(Languages):
    """What may change about an account."""

    name = CharField(label=gettext_lazy("Full name"), max_length=120, widget=Name)
    cap = IntegerField(
        label=gettext_lazy("Most cases they lead at once"),
        help_text=gettext_lazy("20 is what this product starts from; fewer for somebody new or part-time."),
        min_value=0,
        max_value=60,
    )
    field_order = ("name", "first", "second", "third", "cap")


class RoleForm(Form):
    """A role in one of the units that were found."""

    unit = ChoiceField(label=gettext_lazy("In which unit?"), widget=RadioSelect)
    role = ChoiceField(label=gettext_lazy("As what?"), widget=RadioSelect)
    since = WholeDay(label=gettext_lazy("From which day?"))
    reason = CharField(
        label=gettext_lazy("Why, if it takes two people?"),
        max_length=200,
        required=False,
        widget=TextInput({"class": "wide"}),
    )

    def __init__(self, *told: Any, found: Iterable[Unit], for_self: bool, **more: Any) -> None:
        super().__init__(*told, **more)
        self.initial["since"] = timezone.localdate()
        self.for_self = for_self
        self.fields["unit"].choices = [(str(each.pk), str(each)) for each in found]  # type: ignore[attr-defined]
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]
        self.fields["reason"].help_text = (
            _("You are giving yourself a role: another keeper decides.")
            if for_self
            else _("National focal point, identification lead and second person: another keeper decides.")
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (self.for_self or said.get("role") in DECIDING) and not said.get("reason"):
            self.add_error("reason", _("Say in one line why, so that the second person can decide."))
        return said


class TrainingForm(Form):
    codes = MultipleChoiceField(
        label=gettext_lazy("What did the training cover?"),
        choices=[(code, gettext_lazy(title)) for code, title in AREAS.items()],
        widget=CheckboxSelectMultiple,
    )
    completed_on = WholeDay(label=gettext_lazy("Last day of the training"))
    until = WholeDay(
        label=gettext_lazy("Day on which the certificate ends, if it names one"),
        help_text=gettext_lazy(
            "Training counts for 24 months, or until the certificate ends when that is sooner."
        ),
        required=False,
    )


class KeepingForm(Reason):
    """How far somebody is to keep accounts."""

    far = ChoiceField(label=gettext_lazy("Which accounts?"), widget=RadioSelect)
    field_order = ("far", "reason")

    def __init__(self, *told: Any, far: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*told, **more)
        self.fields["far"].choices = far  # type: ignore[attr-defined]


def role_choices() -> list[tuple[str, str]]:
    named = [(role.value, _(ROLE_TITLES[role])) for role in naming.ROLES]
    return [
        (code, f"{title} ({_('takes two people')})" if Role(code) in DECIDING else title)
        for code, title in named
    ]


def change_form(data: Any, worker: Worker) -> ChangeForm:
    spoken = [*worker.languages, "", "", ""]
    initial = {"name": worker.display_name, "cap": worker.caseload_cap}
    initial |= dict(zip(("first", "second", "third"), spoken, strict=False))
    return ChangeForm(data, initial=initial)
