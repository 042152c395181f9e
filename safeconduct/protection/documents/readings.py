"""Readings over several filed documents, beside those over the newest one in `declared`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from safeconduct.protection.documents.declared import Filed, Proof, Reading, answer, moment

EMPTY: tuple[object, ...] = (None, "", [], ())
YES_NO: Mapping[object, bool] = {"yes": True, "no": False}


def said(*names: str) -> tuple[Proof, ...]:
    """Prove each fact by the yes-or-no field of the same name in the newest document."""
    return tuple(Proof(name, answer(name)) for name in names)


def yes_or_no(value: object) -> bool | None:
    """Read one stored answer: yes is true, no is false, all else is unknown."""
    return YES_NO.get(value) if isinstance(value, str) else None


def filled(value: object) -> bool:
    return value not in EMPTY


def codes(value: object) -> tuple[str, ...]:
    """Read stored codes as strings, whatever was stored."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()


def entries(document: Filed, name: str) -> tuple[Mapping[str, object], ...]:
    """Return the entries of a field with rows; anything malformed is left out."""
    stored = document.values.get(name)
    if not isinstance(stored, list | tuple):
        return ()
    return tuple(row for row in stored if isinstance(row, Mapping) and any(map(filled, row.values())))


def day(value: object) -> date | None:
    at = moment(value)
    return None if at is None else at.date()


def last_said(name: str) -> Reading:
    """Read the last yes or no. Leaving a question out later, or not asking again, does not take it back."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        said_so_far = [yes_or_no(each.values.get(name)) for each in filed]
        return next((each for each in reversed(said_so_far) if each is not None), None)

    return read


def last_one_of(name: str, true: tuple[str, ...], false: tuple[str, ...]) -> Reading:
    """Read the last choice that means yes or no; any other choice says nothing."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        newest = newest_in_force(filed, name, *true, *false)
        return None if newest is None else newest.values.get(name) in true

    return read


def ever_given(name: str) -> Reading:
    """Read true when any document fills the field in; unknown when none does."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        return True if any(filled(each.values.get(name)) for each in filed) else None

    return read


def day_of(name: str) -> Reading:
    """Read a stored day, as it is written in ISO 8601; anything that is no day is unknown."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        on = day(filed[-1].values.get(name))
        return None if on is None else on.isoformat()

    return read


def different(rows_name: str, column: str) -> Reading:
    """Count the different values in one column of the newest document's rows; unknown without rows."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        values = [row.get(column) for row in entries(filed[-1], rows_name)]
        return len({each for each in values if isinstance(each, str) and each}) if values else None

    return read


def each_row(rows_name: str, column: str) -> Reading:
    """Read true when the column says yes in every row, false when it says no in one; unknown without rows."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        answers = [yes_or_no(row.get(column)) for row in entries(filed[-1], rows_name)]
        return together(answers) if answers else None

    return read


def together(answers: Sequence[bool | None]) -> bool | None:
    """Join three-valued answers: one no decides, then one unknown."""
    if False in answers:
        return False
    return None if None in answers else True


def newest_in_force(filed: Sequence[Filed], name: str, *values: str) -> Filed | None:
    """Return the newest document whose field holds one of these codes."""
    return next((each for each in reversed(filed) if each.values.get(name) in values), None)
