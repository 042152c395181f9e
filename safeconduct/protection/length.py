"""How long something lasts, as the law writes it: 24 hours, 5 working days, 3 months."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a length is counted in. Weeks are seven days; months follow the calendar."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Length:
    """A whole number of one unit, zero or more. Zero hours means at once.

    Raises ValueError for a number below zero.
    """

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError(f"a length cannot be below zero: {self.value} {self.unit}")

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"

    @classmethod
    def parse(cls, text: str) -> "Length":
        """Read `30 days` or `5 working days`. Raises ValueError for anything else."""
        number, _, unit = text.partition(" ")
        if not number.isascii() or not number.isdigit():
            raise ValueError(f"not a length: {text!r}")
        return cls(int(number), Unit(unit))


def days(value: int) -> Length:
    return Length(value, Unit.DAYS)


def hours(value: int) -> Length:
    return Length(value, Unit.HOURS)


def working_days(value: int) -> Length:
    return Length(value, Unit.WORKING_DAYS)


def months(value: int) -> Length:
    return Length(value, Unit.MONTHS)
