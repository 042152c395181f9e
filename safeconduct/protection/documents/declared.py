"""How a document type is declared: its fields, who writes and reads it, and which facts it proves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from safeconduct.protection.words import DataClass, Role


class FieldKind(StrEnum):
    LINE = "line"  # one line of text
    TEXT = "text"  # long text
    ANSWER = "answer"  # yes, no, not known
    CHOICE = "choice"  # one of a list
    CHOICES = "choices"  # any of a list
    DAY = "day"
    MOMENT = "moment"  # day and time
    NUMBER = "number"
    ROWS = "rows"  # several entries, each with the fields of `columns`


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen. `htcds` is its code in HTCDS 2.0, where the standard has one."""

    code: str
    label: str
    htcds: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `needed` only where the procedure truly stops without it."""

    name: str
    kind: FieldKind
    label: str
    help: str = ""
    data_class: DataClass = DataClass.CASE_FACT
    choices: tuple[Choice, ...] = ()
    needed: bool = False
    columns: tuple["Field", ...] = ()
    htcds: str = ""  # name of the field in HTCDS 2.0


Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Filed:
    """The current version of one filed document, as the rules see it."""

    type_id: str
    number: int
    version: int
    at: datetime
    values: Values

    @property
    def label(self) -> str:
        """Name it as a worker would: `D27 version 2`."""
        return f"{self.type_id} version {self.version}"


Reading = Callable[[Sequence[Filed], datetime], object]


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact that a document type can prove, and how it is read from the documents of that type.

    `read` gets every filed document of the type (oldest first) and the moment of asking; None is unknown.
    """

    fact: str
    read: Reading


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One of the forty documents. `many` means that a case holds several side by side (consents, notes)."""

    id: str
    title: str
    purpose: str
    phase: str
    authors: tuple[Role, ...]
    readers: tuple[Role, ...]
    fields: tuple[Field, ...]
    proofs: tuple[Proof, ...] = ()
    many: bool = False
    check_answers: bool = True  # shown back before anything that others will see
    source: str = ""

    def named(self, name: str) -> Field:
        """Return one field; raise KeyError when the type has none of that name."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)


# Readings. Each takes values from the newest document of the type unless its name says otherwise.


def answer(name: str) -> Reading:
    """Read yes as true, no as false; anything else stays unknown."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        return {"yes": True, "no": False}.get(str(filed[-1].values.get(name)))

    return read


def given(name: str) -> Reading:
    """Read whether a field was filled in: true when it was, unknown when not."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        return True if filed[-1].values.get(name) not in (None, "", [], ()) else None

    return read


def same(name: str) -> Reading:
    """Take the value over: a code, codes, rows or a number."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        value = filed[-1].values.get(name)
        return None if value == "" else value

    return read


def one_of(name: str, *codes: str) -> Reading:
    """Read whether the chosen code is one of these; unknown while nothing is chosen."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        value = filed[-1].values.get(name)
        return None if value in (None, "", "unknown", "not_asked", "declined") else value in codes

    return read


def all_yes(*names: str) -> Reading:
    """Read true when each is yes, false when one is no, unknown otherwise."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        answers = [str(filed[-1].values.get(name)) for name in names]
        if "no" in answers:
            return False
        return True if all(each == "yes" for each in answers) else None

    return read


def moment(value: object) -> datetime | None:
    """Read a stored moment (ISO 8601 with offset) or day (taken at its first instant, UTC)."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, str) or not value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def hours_since(name: str) -> Reading:
    """Count hours from a stored moment to now; negative while it lies ahead."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        at = moment(filed[-1].values.get(name))
        return None if at is None else (now - at) / timedelta(hours=1)

    return read


def days_since(name: str) -> Reading:
    """Count days, with their fraction, from a stored moment to now."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        at = moment(filed[-1].values.get(name))
        return None if at is None else (now - at) / timedelta(days=1)

    return read


def hours_between(first: str, second: str) -> Reading:
    """Count hours from one stored moment to another."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        start, end = moment(filed[-1].values.get(first)), moment(filed[-1].values.get(second))
        return None if start is None or end is None else (end - start) / timedelta(hours=1)

    return read
