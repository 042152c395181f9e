"""The moment for which a paper is written: what stands in the case, and which step it is for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safeconduct.protection.facts import CaseFacts

Values = dict[str, object]
Said = Callable[[str, str], object]


@dataclass(frozen=True)
class Moment:
    """Now, in one case. `event` is the step that is being prepared; `young` when the person is under 18.

    `said` gives what the newest paper of a type holds in a field, coded fields only; None when nothing does.
    """

    facts: CaseFacts
    event: str
    young: bool
    other_country: str
    said: Said

    @property
    def now(self) -> datetime:
        return self.facts.now

    @property
    def child(self) -> bool:
        return self.young or self.facts.child_mode

    @property
    def region(self) -> str:
        return self.event.split(".", 1)[0]

    @property
    def returning(self) -> bool:
        return self.event.startswith("return.")

    @property
    def at_the_gate(self) -> bool:
        return self.event in {"return.clear_gate", "return.depart"}

    def at(self, **ago: float) -> str:
        """Return a moment before now, as it is stored: `at(hours=2)` is two hours ago."""
        return (self.now - timedelta(**ago)).isoformat()

    def today(self) -> date:
        return self.now.date()

    def day(self, days: int = 0) -> str:
        """Return a day, counted from today."""
        return (self.today() + timedelta(days=days)).isoformat()
