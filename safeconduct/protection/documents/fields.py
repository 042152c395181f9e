"""Short ways to declare a field. What a field holds decides how confidential it is unless said otherwise:
answers and chosen codes are case facts (C2); anything written in a person's own words is sealed (C3).
"""

from safeconduct.protection.documents.declared import Choice, Field, FieldKind
from safeconduct.protection.words import DataClass

C1, C2, C3, C4 = DataClass.INTERNAL, DataClass.CASE_FACT, DataClass.IDENTITY, DataClass.SEALED


def asked(
    name: str,
    label: str,
    help: str = "",  # noqa: A002
    data_class: DataClass = C2,
    *,
    needed: bool = False,
    htcds: str = "",
) -> Field:
    """Ask a question with yes, no, not known, not asked, does not want to say."""
    return Field(name, FieldKind.ANSWER, label, help, data_class, needed=needed, htcds=htcds)


def line(
    name: str,
    label: str,
    help: str = "",  # noqa: A002
    data_class: DataClass = C3,
    *,
    needed: bool = False,
    htcds: str = "",
) -> Field:
    """Ask for one line of text."""
    return Field(name, FieldKind.LINE, label, help, data_class, needed=needed, htcds=htcds)


def text(
    name: str,
    label: str,
    help: str = "",  # noqa: A002
    data_class: DataClass = C3,
    *,
    needed: bool = False,
    htcds: str = "",
) -> Field:
    """Ask for long text; its help says what is better left out."""
    return Field(name, FieldKind.TEXT, label, help, data_class, needed=needed, htcds=htcds)


def one(
    name: str,
    label: str,
    choices: tuple[Choice, ...],
    help: str = "",  # noqa: A002
    data_class: DataClass = C2,
    *,
    needed: bool = False,
    htcds: str = "",
) -> Field:
    """Ask for one of a list."""
    return Field(name, FieldKind.CHOICE, label, help, data_class, choices, needed, htcds=htcds)


def several(
    name: str,
    label: str,
    choices: tuple[Choice, ...],
    help: str = "",  # noqa: A002
    data_class: DataClass = C2,
    *,
    needed: bool = False,
    htcds: str = "",
) -> Field:
    """Ask for any of a list."""
    return Field(name, FieldKind.CHOICES, label, help, data_class, choices, needed, htcds=htcds)


def on_day(name: str, label: str, help: str = "", *, needed: bool = False, htcds: str = "") -> Field:  # noqa: A002
    """Ask for a day."""
    return Field(name, FieldKind.DAY, label, help, C2, needed=needed, htcds=htcds)


def at_moment(name: str, label: str, help: str = "", *, needed: bool = False, htcds: str = "") -> Field:  # noqa: A002
    """Ask for a day and a time."""
    return Field(name, FieldKind.MOMENT, label, help, C2, needed=needed, htcds=htcds)


def number(name: str, label: str, help: str = "", *, needed: bool = False, htcds: str = "") -> Field:  # noqa: A002
    """Ask for a number."""
    return Field(name, FieldKind.NUMBER, label, help, C2, needed=needed, htcds=htcds)


def rows(
    name: str,
    label: str,
    columns: tuple[Field, ...],
    help: str = "",  # noqa: A002
    *,
    needed: bool = False,
    htcds: str = "",
) -> Field:
    """Ask for several entries. The whole is as confidential as its most confidential column."""
    data_class = max((column.data_class for column in columns), key=lambda each: each.value)
    return Field(name, FieldKind.ROWS, label, help, data_class, (), needed, columns, htcds)
