"""How the referral mechanism is declared: regions, states, and transitions with their effects."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from safeconduct.protection.counting import Kind
from safeconduct.protection.words import Region, Role

SAME = "same"


@dataclass(frozen=True, slots=True)
class State:
    """A state of one region. Stable: at rest. Door open: the person can come back with no new test."""

    id: str
    title: str
    meaning: str
    kind: str = ""  # "", "stable", "door-open"


@dataclass(frozen=True, slots=True)
class Moves:
    """An effect: another event follows at once, done by the system.

    The first of `events` that exists in its region's present state is done; when none does, it is already so.
    `when` names a fact that must be known true, or `child_mode`.
    """

    events: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Owes:
    """An effect: something is owed from now on, with a due time.

    The length is the safeguard's own deadline unless `hours` or `working_days` state another, with `basis`.
    `to` is the role that owes it; `document` is what settles it, `settled_by` the event that does. Where the
    paper may say other things as well, `shown_by` is the fact that has to be known true. `supervised`: whoever
    supervises the unit owes it, and never whoever leads the case.
    """

    what: str
    safeguard: str
    to: Role
    document: str = ""
    settled_by: str = ""
    when: str = ""
    hours: int | None = None
    basis: str = ""
    working_days: int | None = None
    shown_by: str = ""
    supervised: bool = False

    @property
    def own_length(self) -> tuple[int, str] | None:
        """Return number and unit where this is not owed within the safeguard's own deadline."""
        if self.working_days is not None:
            return self.working_days, "working days"
        return None if self.hours is None else (self.hours, "hours")


@dataclass(frozen=True, slots=True)
class Runs:
    """An effect: a clock starts. When it is over, the system does the event `then`, if any.

    A clock of the same name that still runs is replaced; a protection may only grow longer by that.
    """

    clock: str
    safeguard: str
    kind: Kind
    then: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """An effect: a clock has done its work."""

    clock: str


@dataclass(frozen=True, slots=True)
class Schedules:
    """An effect: the next contact of the follow-up schedule is owed (referral mechanism, section 10.1)."""


@dataclass(frozen=True, slots=True)
class Lifts:
    """An effect: what was owed under these safeguards is owed no longer, because its reason is gone."""

    safeguards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watches:
    """An effect: what a date on paper asks for is looked at anew, each at its own time (`protection.watched`)."""

    what: str


# What needs the person here, once the bar on removal was lifted, bars removal again (INV-03).
NEEDED_HERE = Moves(("stay.new_grounds",))

# What protects the person again cannot stay in a closed case: somebody has to lead it (INV-01, SG-RT-08).
LED_AGAIN = Moves(("lifecycle.reopen",))

Effect = Moves | Owes | Runs | Ends | Schedules | Watches | Lifts


class Asked(Protocol):
    """What can be asked about: a step of the mechanism, or an act outside of it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def meaning(self) -> str: ...
    @property
    def by(self) -> tuple[Role, ...]: ...


@dataclass(frozen=True)
class Transition:
    """One event of one region.

    `protects` marks events that open protection: a missing document is then owed, not a reason to refuse,
    because help does not wait for paper (INV-15).
    """

    id: str
    title: str
    sources: tuple[str, ...]
    target: str
    by: tuple[Role, ...]
    safeguards: tuple[str, ...]
    meaning: str
    documents: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    protects: bool = False
    also_settles: tuple[str, ...] = ()  # tasks that wait for these events are settled by this one too

    @cached_property
    def region(self) -> Region:
        return Region(self.id.split(".", 1)[0])

    @cached_property
    def event(self) -> str:
        return self.id.split(".", 1)[1]

    def leads_to(self, state: str) -> str:
        """Return the state after this event from the given state."""
        return state if self.target == SAME else self.target


@dataclass(frozen=True)
class RegionTable:
    """One region: where it starts, its states, its transitions."""

    region: Region
    title: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...] = field(default=())
