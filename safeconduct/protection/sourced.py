"""A value with where it comes from and how sure it is; and the reading of such values, place by place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

REDUCED_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class ProfileError(ValueError):
    """A country file says something that cannot be used. The message begins with the exact place."""


class Confidence(StrEnum):
    """How sure a value is. Meanings are those of the source catalogue (`countries/_sources.toml`)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


@dataclass(frozen=True)  # no slots: a generic with slots cannot be built as Sourced[str](...)
class Sourced(Generic[T]):
    """A value, the keys of its sources, how sure it is, and a note.

    `value` is None exactly when confidence is unknown. Unknown never means "none": it is shown as unknown.
    """

    value: T | None
    source: tuple[str, ...] = ()
    confidence: Confidence = Confidence.UNKNOWN
    note: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != (self.confidence is Confidence.UNKNOWN):
            raise ValueError("a value and its confidence must be known or unknown together")
        if self.value is not None and not self.source:
            raise ValueError("a known value needs a source")

    @property
    def known(self) -> bool:
        return self.value is not None


class Section:
    """One table of a country file. Takes values with their type checked and tells what nobody asked for.

    Every failure raises ProfileError naming file, section and key.
    """

    def __init__(self, table: object, place: str) -> None:
        self.place = place
        if not isinstance(table, Mapping):
            raise ProfileError(f"{place}: expected a table, found {type(table).__name__}")
        self._table: Mapping[str, object] = table
        self._taken: set[str] = set()

    def error(self, key: str, why: str) -> ProfileError:
        return ProfileError(f"{self.place}.{key}: {why}")

    def has(self, key: str) -> bool:
        return key in self._table

    def raw(self, key: str) -> object:
        """Take a required value of any type."""
        self._taken.add(key)
        if key not in self._table:
            raise self.error(key, "missing")
        return self._table[key]

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "expected words")
        return value

    def number(self, key: str) -> int:
        value = self.raw(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(key, "expected a whole number")
        if value < 0:
            raise self.error(key, "below 0")
        return value

    def number_or_none(self, key: str) -> int | None:
        return self.number(key) if self.has(key) else None

    def truth(self, key: str) -> bool:
        value = self.raw(key)
        if not isinstance(value, bool):
            raise self.error(key, "expected true or false")
        return value

    def day_or_none(self, key: str) -> date | None:
        if not self.has(key):
            return None
        value = self.raw(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, "expected a date such as 2023-07-01, without quotes")
        return value

    def reduced_date(self, key: str) -> str:
        """Take a date as far as known: 2016-07-24, "2016-07" or "2016". Empty if absent."""
        if not self.has(key):
            return ""
        value = self.raw(key)
        words = value.isoformat() if isinstance(value, date) else value
        if not isinstance(words, str) or not REDUCED_DATE.fullmatch(words):
            raise self.error(key, "expected a date, a month such as 2016-07, or a year")
        return words

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.error(key, "expected a list of words")
        return tuple(value)

    def numbers(self, key: str) -> tuple[int, ...]:
        value = self.raw(key)
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise self.error(key, "expected a list of whole numbers")
        return tuple(value)

    def days(self, key: str) -> tuple[date, ...]:
        value = self.raw(key)
        if not isinstance(value, list) or not all(type(one) is date for one in value):
            raise self.error(key, "expected a list of dates")
        return tuple(value)

    def names(self) -> tuple[str, ...]:
        return tuple(self._table)

    def inner(self, key: str) -> "Section":
        return Section(self.raw(key), f"{self.place}.{key}")

    def rows(self, key: str) -> list["Section"]:
        """Take one table or a list of tables, as sections numbered from 1."""
        value = self.raw(key)
        if not isinstance(value, list):
            return [Section(value, f"{self.place}.{key}")]
        return [Section(row, f"{self.place}.{key}[{at}]") for at, row in enumerate(value, start=1)]

    def done(self) -> None:
        """Refuse keys that nobody asked for: a misspelt protection must not vanish silently."""
        for key in self._table:
            if key not in self._taken:
                raise self.error(key, "unknown key")

    def provenance(self, sources: Collection[str]) -> tuple[tuple[str, ...], Confidence, str]:
        """Take source, confidence and note. Every source key must be in the catalogue `sources`."""
        word = self.text("confidence")
        if word not in set(Confidence):
            raise self.error("confidence", f"{word!r} is not one of {', '.join(Confidence)}")
        confidence = Confidence(word)
        keys = self.texts("source") if self.has("source") else ()
        if confidence is not Confidence.UNKNOWN and not keys:
            raise self.error("source", "missing: a known value needs a source")
        for key in keys:
            if key not in sources:
                raise self.error("source", f"{key!r} is not in the source catalogue")
        return keys, confidence, self.text("note", "")
