"""Say what a document holds in words: labels, chosen answers, days as people write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safeconduct.casework.forms.signs import SIGNS
from safeconduct.protection.documents.checked import EMPTY, SEALED
from safeconduct.protection.documents.declared import DocumentType, Field, FieldKind, moment
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Row


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a summary: the single answers of a document, or one entry of a field with several."""

    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two versions answer differently, both in words."""

    name: str
    label: str
    old: str
    new: str


def say(field: Field, value: object, zone: tzinfo) -> str:
    """Put one value in words; empty when nothing was given."""
    if value in EMPTY:
        return ""
    if value == SEALED:
        return _("Sealed")
    if field.kind is FieldKind.ROWS:
        return _entries(field, value, zone)
    return _SAID.get(field.kind, _as_written)(field, value, zone)


def sections(
    document: DocumentType, values: Mapping[str, object], zone: tzinfo, *, change: str = ""
) -> list[Section]:
    """Return a document in words. `change` is the address of the form, where each row leads to its field.

    Without it, for reading, only what was answered is told.
    """
    plain = [field for field in document.fields if field.kind is not FieldKind.ROWS]
    told = [Section("", [_row(field, field.name, values.get(field.name), zone, change) for field in plain])]
    for field in document.fields:
        if field.kind is FieldKind.ROWS:
            told += _entry_sections(field, values.get(field.name), zone, change)
    if not change:
        told = [replace(each, rows=[row for row in each.rows if row.value]) for each in told]
    return [section for section in told if section.rows]


def differences(
    document: DocumentType, old: Mapping[str, object], new: Mapping[str, object], zone: tzinfo
) -> list[Difference]:
    """Return every field that changed, in the order of the declaration."""
    return [
        Difference(
            field.name,
            _(field.label),
            say(field, old.get(field.name), zone),
            say(field, new.get(field.name), zone),
        )
        for field in document.fields
        if _plain(old.get(field.name)) != _plain(new.get(field.name))
    ]


def _plain(value: object) -> object:
    return None if value in EMPTY else value


def _row(field: Field, key: str, value: object, zone: tzinfo, change: str) -> Row:
    label = _(field.label)
    return Row(label, say(field, value, zone), f"{change}#id_{key}" if change else "", label)


def _entry_sections(field: Field, value: object, zone: tzinfo, change: str) -> Iterable[Section]:
    rows = value if isinstance(value, list) else []
    title = _(field.label)
    if not rows:
        yield Section(title, [Row(title, "", f"{change}#rows-{field.name}" if change else "", title)])
    for number, row in enumerate(rows):
        told = [
            _row(column, f"{field.name}-{number}-{column.name}", row.get(column.name), zone, change)
            for column in field.columns
            if row.get(column.name) not in EMPTY
        ]
        yield Section(f"{title} ({number + 1})" if len(rows) > 1 else title, told)


def _entries(field: Field, value: object, zone: tzinfo) -> str:
    rows = value if isinstance(value, list) else []
    told = [
        " · ".join(words for column in field.columns if (words := say(column, row.get(column.name), zone)))
        for row in rows
    ]
    return "\n".join(told)


def _answer(_field: Field, value: object, _zone: tzinfo) -> str:
    words = {
        "yes": pgettext("answer to a question", "Yes"),
        "no": pgettext("answer to a question", "No"),
        "unknown": _("Not known"),
        "not_asked": _("Not asked"),
        "declined": _("Does not want to say"),
    }
    return words.get(str(value), "")


def _choice(field: Field, value: object, _zone: tzinfo) -> str:
    return next((_(choice.label) for choice in field.choices if choice.code == value), str(value))


def _choices(field: Field, value: object, zone: tzinfo) -> str:
    return ", ".join(_choice(field, each, zone) for each in value) if isinstance(value, list | tuple) else ""


def _day(_field: Field, value: object, _zone: tzinfo) -> str:
    return formats.date_format(date.fromisoformat(str(value)), "DATE_FORMAT")


def _moment(_field: Field, value: object, zone: tzinfo) -> str:
    at = moment(value)
    return formats.date_format(at.astimezone(zone), "DATETIME_FORMAT") if at else ""


def _number(_field: Field, value: object, _zone: tzinfo) -> str:
    return formats.number_format(value)  # type: ignore[arg-type]


def _as_written(field: Field, value: object, _zone: tzinfo) -> str:
    return _(SIGNS[str(value)]) if field.name == "id" and value in SIGNS else isolated(value)


_SAID = {
    FieldKind.ANSWER: _answer,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.DAY: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.NUMBER: _number,
}
