"""What the components are given: small frozen shapes with words that are already translated.

Text may be a lazy translation. `tone` picks the look; the words carry the meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Tone(StrEnum):
    """How a word is set. Colour comes second: the word says the same without it."""

    PLAIN = "plain"
    GOOD = "good"
    WAITING = "waiting"
    DANGER = "danger"
    QUIET = "quiet"


class TaskStatus(StrEnum):
    """Where a task stands."""

    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    CANNOT_START = "cannot_start"

    @property
    def words(self) -> str:
        return str(TASK_WORDS[self])


TASK_WORDS = {
    TaskStatus.COMPLETED: _("Completed"),
    TaskStatus.IN_PROGRESS: _("In progress"),
    TaskStatus.NOT_STARTED: _("Not yet started"),
    TaskStatus.CANNOT_START: _("Cannot start yet"),
}


class Standing(StrEnum):
    """What one check came to. Unknown is an answer of its own."""

    MET = "met"
    REFUSED = "refused"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        return str(STANDING_WORDS[self])


STANDING_WORDS = {
    Standing.MET: _("In place"),
    Standing.REFUSED: _("Not yet"),
    Standing.UNKNOWN: _("Not known"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page. `count` says how many wait there; `within` that this page belongs to it."""

    text: str
    href: str
    current: bool = False
    within: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary. An empty value is shown as "Not given".

    `change` are the hidden words after "Change", for example "the date of first contact".
    """

    label: str
    value: str = ""
    href: str = ""
    change: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task named by a verb. One that cannot start yet has no link and says what it waits for."""

    name: str
    href: str = ""
    status: TaskStatus = TaskStatus.NOT_STARTED
    waits_for: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that must happen by a day or a moment (datetime), for one case known by alias and number."""

    title: str
    href: str
    until: date | None = None
    alias: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One safeguard's answer in words. `age` says how old the fact behind it is."""

    title: str
    standing: Standing
    reason: str = ""
    source: str = ""
    safeguard: str = ""
    age: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and where it can be written down."""

    text: str
    papers: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something may not happen, and the way on.

    `missing` lists what would change the answer, as words, as a `Link` to where it is done, or as a `Gap`;
    `who` says who can decide otherwise; `href` leads to the safeguard's own page.
    """

    title: str
    reason: str
    source: str = ""
    safeguard: str = ""
    missing: Sequence[str | Link | Gap] = ()
    who: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline. Tone `waiting` lets a change of consent stand out."""

    when: datetime | date
    title: str
    by: str = ""
    text: str = ""
    href: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a sphere: `good` holds, `waiting` is open, `danger` is broken, `quiet` is not needed."""

    label: str
    words: str
    tone: Tone = Tone.QUIET
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar that stays on every page of a case. It holds alias and number, never the name."""

    alias: str
    number: str
    href: str = ""
    risk: str = ""
    risk_tone: Tone = Tone.PLAIN
    time_left: str = ""
    next_action: str = ""
    next_href: str = ""
    warning: str = ""
