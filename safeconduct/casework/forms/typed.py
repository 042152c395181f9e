"""What was typed, name by name, as a browser sends it: the form in which drafts are kept and forms are filled."""

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo

from django.http import QueryDict

from safeconduct.casework.forms.fields import DECLINED
from safeconduct.protection.documents.declared import DocumentType, Field, FieldKind, moment
from safeconduct.protection.words import DataClass
from safeconduct.ui.fields import NOT_SAID

Typed = dict[str, list[str]]


def rows_key(name: str) -> str:
    """Name the hidden input that says how many entries of a field are shown."""
    return f"{name}-rows"


def row_key(name: str, number: int, column: str) -> str:
    return f"{name}-{number}-{column}"


def as_data(typed: Mapping[str, object]) -> QueryDict:
    """Return typed values as form data; anything that is not a list of texts is left out."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        if isinstance(values, list):
            data.setlist(name, [each for each in values if isinstance(each, str)])
    return data


def typed_in_form(document: DocumentType, sent: QueryDict) -> Typed:
    """Take from a sent form what belongs to the document, as typed.

    Fields that may only be kept sealed to named people (C4) are left out: not even a draft may hold them.
    """
    names = [field.name for field in document.fields if field.data_class is not DataClass.SEALED]
    kept = {}
    for key, values in sent.lists():
        if any(key == name or key.startswith((f"{name}_", f"{name}-")) for name in names):
            kept[key] = [str(each) for each in values]
    for field in document.fields:
        for column in field.columns:
            if column.data_class is DataClass.SEALED:
                kept = {key: values for key, values in kept.items() if not key.endswith(f"-{column.name}")}
    return kept


def forbidden_in_form(document: DocumentType, sent: QueryDict) -> list[str]:
    """Name the C4 fields that were sent filled, though the page offers none."""
    return [
        field.name
        for field in document.fields
        if field.data_class is DataClass.SEALED and sent.get(field.name, "").strip()
    ]


def typed_from(document: DocumentType, values: Mapping[str, object], zone: tzinfo) -> Typed:
    """Return the values of a filed version as they would be typed."""
    typed: Typed = {}
    for field in document.fields:
        value = values.get(field.name)
        if field.kind is FieldKind.ROWS:
            typed.update(_rows(field, value if isinstance(value, list) else [], zone))
        elif value is not None:
            typed.update(_one(field, field.name, value, zone))
    return typed


def _rows(field: Field, rows: list[Mapping[str, object]], zone: tzinfo) -> Iterator[tuple[str, list[str]]]:
    yield rows_key(field.name), [str(len(rows))]
    for number, row in enumerate(rows):
        for column in field.columns:
            if row.get(column.name) is not None:
                yield from _one(column, row_key(field.name, number, column.name), row[column.name], zone)


def _one(field: Field, key: str, value: object, zone: tzinfo) -> Iterator[tuple[str, list[str]]]:
    match field.kind:
        case FieldKind.DAY:
            yield from _boxes(key, date.fromisoformat(str(value)))
        case FieldKind.MOMENT:
            at = moment(value)
            if at is not None:
                local = at.astimezone(zone)
                yield from _boxes(key, local.date())
                yield f"{key}_time", [f"{local:%H:%M}"]
        case FieldKind.CHOICES:
            yield key, [str(each) for each in value] if isinstance(value, list | tuple) else []
        case FieldKind.ANSWER:
            yield key, [NOT_SAID if value == DECLINED else str(value)]
        case _:
            yield key, [str(value)]


def _boxes(key: str, day: date) -> Iterator[tuple[str, list[str]]]:
    yield f"{key}_day", [str(day.day)]
    yield f"{key}_month", [str(day.month)]
    yield f"{key}_year", [str(day.year)]
