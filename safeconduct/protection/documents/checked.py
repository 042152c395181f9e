"""Check what was typed against a document's declaration. Nothing is lost: problems come back beside the values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from safeconduct.protection.documents.declared import DocumentType, Field, FieldKind
from safeconduct.protection.words import DataClass
from safeconduct.protection.words import gettext_noop as _

ANSWERS = ("yes", "no", "unknown", "not_asked", "declined")
LONGEST_LINE, LONGEST_TEXT, MOST_ROWS = 300, 20_000, 200  # design defaults, against accidents
EMPTY: tuple[object, ...] = (None, "", [], ())
NEEDED = _("Fill this in; the step cannot be taken without it.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, in words that say what to do."""

    field: str
    because: str


def check(document: DocumentType, values: Mapping[str, object]) -> tuple[Problem, ...]:
    """Return every problem. Fields that the declaration does not know are problems too."""
    known = {field.name for field in document.fields}
    strange = tuple(
        Problem(name, _("This document has no such field.")) for name in values if name not in known
    )
    return strange + tuple(
        problem for field in document.fields if (problem := _check_field(field, values.get(field.name)))
    )


def sealed_to_people(document: DocumentType, values: Mapping[str, object]) -> tuple[str, ...]:
    """Name the filled fields that may only be kept sealed to named people (class C4)."""
    return tuple(field.name for field in document.fields if any(_filled_c4(field, values.get(field.name))))


def split(
    document: DocumentType, values: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Part the values in coded facts, which rules may read, and what is sealed with the key of the case.

    A sealed value leaves a mark among the coded facts: that it is there, never what it says.
    """
    coded: dict[str, object] = {}
    sealed: dict[str, object] = {}
    for field in document.fields:
        value = values.get(field.name)
        if value in EMPTY:
            continue
        if field.kind is FieldKind.ROWS and isinstance(value, list):
            coded[field.name] = [_coded_row(field, row) for row in value]
            sealed[field.name] = [_sealed_row(field, row) for row in value]
        elif field.data_class is DataClass.IDENTITY:
            coded[field.name] = SEALED
            sealed[field.name] = value
        else:
            coded[field.name] = value
    return coded, sealed


SEALED = "(sealed)"


def join(coded: Mapping[str, object], sealed: Mapping[str, object]) -> dict[str, object]:
    """Put the two parts together again, for a reader who may see both."""
    whole = dict(coded)
    for name, value in sealed.items():
        plain = whole.get(name)
        if isinstance(value, list) and isinstance(plain, list) and plain and isinstance(plain[0], Mapping):
            whole[name] = [{**row, **more} for row, more in zip(plain, value, strict=True)]
        else:
            whole[name] = value
    return whole


def _coded_row(field: Field, row: Mapping[str, object]) -> dict[str, object]:
    private = {column.name for column in field.columns if column.data_class is DataClass.IDENTITY}
    return {name: SEALED if name in private else value for name, value in row.items() if value not in EMPTY}


def _sealed_row(field: Field, row: Mapping[str, object]) -> dict[str, object]:
    private = {column.name for column in field.columns if column.data_class is DataClass.IDENTITY}
    return {name: value for name, value in row.items() if name in private and value not in EMPTY}


def _filled_c4(field: Field, value: object) -> list[bool]:
    if value in EMPTY:
        return []
    if field.kind is FieldKind.ROWS and isinstance(value, list):
        inner = [column for column in field.columns if column.data_class is DataClass.SEALED]
        return [True for row in value for column in inner if row.get(column.name) not in EMPTY]
    return [True] if field.data_class is DataClass.SEALED else []


def _check_field(field: Field, value: object) -> Problem | None:
    if value in EMPTY:
        return Problem(field.name, NEEDED) if field.needed else None
    because = _CHECKS[field.kind](field, value)
    return Problem(field.name, because) if because else None


def _text(field: Field, value: object) -> str:
    longest = LONGEST_LINE if field.kind is FieldKind.LINE else LONGEST_TEXT
    if not isinstance(value, str):
        return _("Write this as text.")
    if len(value) > longest:
        return _("This is too long. Keep the main points here and file the rest as another document.")
    return "" if "\x00" not in value else _("Remove the sign that cannot be stored.")


def _answer(_field: Field, value: object) -> str:
    return "" if value in ANSWERS else _("Choose yes, no or not known.")


def _choice(field: Field, value: object) -> str:
    return "" if value in {choice.code for choice in field.choices} else _("Choose one of the answers.")


def _choices(field: Field, value: object) -> str:
    codes = {choice.code for choice in field.choices}
    sound = isinstance(value, list) and all(isinstance(each, str) and each in codes for each in value)
    return "" if sound else _("Choose from the answers.")


def _day(_field: Field, value: object) -> str:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return _("Enter day, month and year. If you only know the year, say so in the note.")
    return ""


def _moment(_field: Field, value: object) -> str:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return _("Enter day, month, year and time.")
    return "" if at.tzinfo else _("The time zone is missing.")


def _number(_field: Field, value: object) -> str:
    sound = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    return "" if sound else _("Enter a number.")


def _rows(field: Field, value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return _("Enter the lines one by one.")
    if len(value) > MOST_ROWS:
        return _("These are too many lines for one document.")
    columns = {column.name: column for column in field.columns}
    for row in value:
        if any(name not in columns for name in row):
            return _("A line has a column that does not belong here.")
        for name, column in columns.items():
            problem = _check_field(column, row.get(name))
            if problem:
                return problem.because
    return ""


_CHECKS = {
    FieldKind.LINE: _text,
    FieldKind.TEXT: _text,
    FieldKind.ANSWER: _answer,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.DAY: _day,
    FieldKind.MOMENT: _moment,
    FieldKind.NUMBER: _number,
    FieldKind.ROWS: _rows,
}
