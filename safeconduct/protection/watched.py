"""What a date on paper asks for: owed at its own time, owed anew when the paper says another date.

A task that watches something names it (`about`), begins with the name of the watch, and is settled when what it
watches is. Filing the paper once more does not settle it, and gives nobody more time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from safeconduct.protection.documents.readings import day
from safeconduct.protection.words import Role

Since = Mapping[tuple[str, str], datetime]
"""When each task that watches something arose, by its sentence and what it watches."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing owed while what it watches is not settled.

    `once`: done once, it is not owed again for the same thing. `kept`: too late to begin with, yet it stays owed
    where it was owed before. `document` is the paper that shows it, `settled_by` the event.
    """

    what: str
    safeguard: str
    about: str
    due: datetime
    to: Role = Role.CASE_MANAGER
    document: str = ""
    settled_by: str = ""
    once: bool = False
    kept: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.what, self.about


def day_watched(about: str) -> date | None:
    """Return the day that a task watches, where it watches one."""
    return day(about.rpartition(":")[2]) if about.count(":") == 1 else None
