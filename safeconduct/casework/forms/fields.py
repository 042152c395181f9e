"""One input for each kind of field that a document can declare."""

from datetime import tzinfo
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from safeconduct.casework.forms.boxes import DayField, MomentField, plain_digits
from safeconduct.casework.forms.signs import SignSelect
from safeconduct.protection.documents.declared import Field, FieldKind
from safeconduct.protection.words import DataClass
from safeconduct.ui.fields import NOT_SAID, ThreeValuedField
from safeconduct.ui.widgets import LargeText, Name

SIGN = "id"  # the column in which screening and reasonable grounds name a sign
DECLINED = "declined"  # what documents call the answer that the input calls not_said
MOST_RADIOS = 8  # a longer list is easier to use as one control; design default


def input_for(field: Field, zone: tzinfo, *, in_row: bool = False) -> forms.Field:
    """Return the input of a field. Whether it is needed is for the declaration's check to say, not for this."""
    told: dict[str, Any] = {"label": _label(field), "help_text": _(field.help), "required": False}
    if field.data_class is DataClass.SEALED:
        told["help_text"] = _(
            "This cannot be kept here yet, because only named people may read it. Keep it on paper, locked away."
        )
        told["disabled"] = True
    if field.kind is FieldKind.MOMENT:
        return MomentField(zone=zone, **told)
    if field.kind is FieldKind.CHOICE:
        return _choice(field, told, in_row=in_row)
    return _MADE[field.kind](field, told, in_row)


def _label(field: Field) -> str:
    tags = [_("Needed")] if field.needed else []
    if field.data_class is DataClass.IDENTITY:
        tags.append(_("Sealed"))
    if not tags:
        return _(field.label)
    told = format_html_join("", ' <span class="tag tag-quiet">{}</span>', ((each,) for each in tags))
    return format_html("{}{}", _(field.label), told)


def _line(field: Field, told: dict[str, Any], in_row: bool) -> forms.Field:
    if in_row and field.name == SIGN:
        return forms.CharField(widget=SignSelect(), **told)
    personal = field.data_class is DataClass.IDENTITY
    widget = Name() if personal else forms.TextInput({"dir": "auto", "autocomplete": "off", "class": "wide"})
    return forms.CharField(widget=widget, **told)


def _text(_field: Field, told: dict[str, Any], in_row: bool) -> forms.Field:
    return forms.CharField(widget=LargeText({"dir": "auto", "rows": 3 if in_row else 6}), **told)


def _answer(_field: Field, told: dict[str, Any], in_row: bool) -> forms.Field:
    if not in_row:
        return ThreeValuedField(not_asked=True, not_said=True, **told)
    answers = ThreeValuedField(not_asked=True, not_said=True, **told)
    offered = [(str(code), str(words)) for code, words in answers.widget.choices]
    return forms.ChoiceField(choices=[("", _("No answer yet")), *offered], **told)


def _choice(field: Field, told: dict[str, Any], *, in_row: bool) -> forms.Field:
    choices = [(choice.code, _(choice.label)) for choice in field.choices]
    if in_row or len(choices) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", _("No answer yet")), *choices], **told)
    if not field.needed:
        choices.append(("", _("No answer yet")))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)


def _choices(field: Field, told: dict[str, Any], _in_row: bool) -> forms.Field:
    choices = [(choice.code, _(choice.label)) for choice in field.choices]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)


def _number(_field: Field, told: dict[str, Any], _in_row: bool) -> forms.Field:
    return forms.CharField(widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **told)


_MADE = {
    FieldKind.LINE: _line,
    FieldKind.TEXT: _text,
    FieldKind.ANSWER: _answer,
    FieldKind.CHOICES: _choices,
    FieldKind.DAY: lambda _field, told, _in_row: DayField(**told),
    FieldKind.NUMBER: _number,
}


def value_of(field: Field, cleaned: object) -> object:
    """Turn what an input gave into what the document holds. What is no number stays as typed, for the check."""
    if field.kind is FieldKind.ANSWER:
        return DECLINED if cleaned == NOT_SAID else cleaned
    if field.kind is FieldKind.NUMBER and isinstance(cleaned, str) and cleaned:
        return _read_number(plain_digits(cleaned))
    return cleaned


def _read_number(typed: str) -> object:
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        return typed
    return int(number) if number.is_integer() else number
