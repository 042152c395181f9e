"""A date as people know it: a day, a month of a year, or only a year, perhaps "about"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Self

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(~?)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Written as ISO 8601-2 (extended date format): 2019, 2019-03, 2019-03-07; a final ~ means about."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError("year")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError("month")
        if self.day is not None and (
            self.month is None or not 1 <= self.day <= monthrange(self.year, self.month)[1]
        ):
            raise ValueError("day")

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts) + ("~" if self.about else "")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the written form back. Raises ValueError with the name of the part that is wrong."""
        found = WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError("form")
        year, month, day, about = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None, bool(about))
