"""A case that lives: a played journey whose every act is watched, and papers that are not always sound."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from safeconduct.accounts.models import Worker
from safeconduct.audit.models import Leaf
from safeconduct.audit.services import pseudonym
from safeconduct.casework import services
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.models import Assignment, Case, Clock, DocumentVersion, Event, Override, Task
from safeconduct.demo.journey import Journey
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import Field, FieldKind
from safeconduct.protection.facts import CaseFacts
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.words import DataClass, Role

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ANSWERS = ("yes", "no", "unknown", "not_asked", "declined")


@dataclass(frozen=True)
class Photo:
    """Everything that stands in the database about one case at one moment, and what the rules see of it."""

    states: Mapping[str, str]
    events: tuple[Mapping[str, Any], ...]
    people: tuple[Mapping[str, Any], ...]
    clocks: tuple[Mapping[str, Any], ...]
    tasks: tuple[Mapping[str, Any], ...]
    overrides: tuple[Mapping[str, Any], ...]
    papers: int
    events_count: int
    leaves: Counter[tuple[str, str]]
    at: Standing = field(compare=False)

    @property
    def facts(self) -> CaseFacts:
        return self.at.facts

    def kept(self) -> tuple[object, ...]:
        """All that a refused act must leave as it was."""
        return (
            self.states, self.events, self.people, self.clocks, self.tasks, self.overrides, self.papers,
            self.events_count,
        )  # fmt: skip

    def new_events(self, before: "Photo") -> tuple[Mapping[str, Any], ...]:
        return self.events[len(before.events) :]


def photo(case_id: UUID, now: datetime) -> Photo:
    """Read a case whole. Nothing of it goes through the functions under test, save the facts."""
    case = Case.objects.get(pk=case_id)

    def rows(model: Any, *order: str) -> tuple[Mapping[str, Any], ...]:
        return tuple(model.objects.filter(case=case).order_by(*order).values())

    leaves = Leaf.objects.filter(case=pseudonym(case_id)).values_list("action", "outcome")
    return Photo(
        states=case.states,
        events=rows(Event, "position"),
        people=rows(Assignment, "pk"),
        clocks=rows(Clock, "pk"),
        tasks=rows(Task, "since", "pk"),
        overrides=tuple(
            Override.objects.filter(case=case)
            .order_by("asked_at", "pk")
            .values("pk", "safeguard", "event", "outcome", "asked_by_id", "second_id", "asked_agency", "review",
                    "ends_at", "decided_at")
        ),
        papers=DocumentVersion.objects.filter(document__case=case).count(),
        events_count=case.events_count,
        leaves=Counter(leaves),
        at=standing(case, now),
    )  # fmt: skip


Watcher = Callable[[str, Role, CaseFacts, Mapping[str, str], "LivingCase"], None]


class LivingCase(Journey):
    """A journey in which each accepted event is shown to the watchers with the facts as they were before."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.watchers: list[Watcher] = []
        self.sent: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any], object]] = []

    def twin(self) -> "LivingCase":
        """Return the same case for another example, whose database goes back to where this one stands."""
        other = copy.copy(self)
        other.case = Case.objects.get(pk=self.case.pk)
        other.here = set(self.here)
        other.watchers, other.sent = [], []
        return other

    def photo(self) -> Photo:
        return photo(self.case.pk, self.now)

    def move(
        self, event: str, role: Role, *, second: Any = None, evidence: Mapping[str, object] | None = None
    ) -> str:
        before = self.at() if self.watchers else None
        who = super().move(event, role, second=second, evidence=evidence)
        for watcher in self.watchers if before else ():
            watcher(event, role, before.facts, before.facts.states, self)
        return who

    def look(self) -> Photo:
        """Take a photo, and see who leads now: hand-over and closing change whose hands are at work."""
        taken = self.photo()
        lead = next((row for row in taken.people if row["kind"] == "lead" and row["until"] is None), None)
        if lead is not None and lead["worker_id"] != self.manager.pk:
            self.manager = Worker.objects.get(pk=lead["worker_id"])
        running = {(row["worker_id"], Role(row["role"])) for row in taken.people if row["until"] is None}
        self.here &= running
        return taken

    def send(self, door: Callable[..., Any], *told: Any, **named: Any) -> object:
        """Go through a door and keep the letter, so that it can be sent again."""
        result = door(*told, **named)
        self.sent.append((door, told, named, result.pk))
        return result

    def take(
        self, event: str, role: Role, *, by: Any, second: Any = None, evidence: Mapping[str, object]
    ) -> None:
        """Take a step as anybody might, through the door; the watchers see what was let through."""
        before = self.at()
        self.send(
            services.move,
            self.case.pk, event, by=by, role=role, now=self.now, op_id=self.key(event), second=second,
            evidence=evidence,
        )  # fmt: skip
        for watcher in self.watchers:
            watcher(event, role, before.facts, before.facts.states, self)


# Papers as they come: partly unknown, or saying the contrary.


def partly_unknown(type_id: str, sound: Mapping[str, object], chance: Random) -> dict[str, object]:
    """Leave out, or answer with `not known`, about half of what the procedure does not stop without."""
    values = dict(sound)
    for each in DOCUMENTS[type_id].fields:
        if each.name in values and not each.needed and chance.random() < 0.5:
            if each.kind is FieldKind.ANSWER and chance.random() < 0.7:
                values[each.name] = chance.choice(("unknown", "not_asked", "declined"))
            else:
                del values[each.name]
    return values


def contrary(type_id: str, sound: Mapping[str, object], now: datetime, chance: Random) -> dict[str, object]:
    """Say something else in about a third of the fields, whatever it is, as long as the form takes it."""
    values = dict(sound)
    for each in DOCUMENTS[type_id].fields:
        if each.data_class is not DataClass.SEALED and chance.random() < 0.34:
            values[each.name] = any_value(each, now, chance)
    return values


def any_value(each: Field, now: datetime, chance: Random) -> object:
    """Return any value the declaration allows."""
    match each.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return chance.choice(("plain", "Harbour House", "XB", "child", "no"))
        case FieldKind.ANSWER:
            return chance.choice(ANSWERS)
        case FieldKind.CHOICE:
            return chance.choice(each.choices).code
        case FieldKind.CHOICES:
            picked = [choice.code for choice in each.choices if chance.random() < 0.4]
            return picked or [each.choices[0].code]
        case FieldKind.DAY:
            return (now.date().fromordinal(now.date().toordinal() + chance.randint(-90, 90))).isoformat()
        case FieldKind.MOMENT:
            return datetime.fromtimestamp(now.timestamp() + chance.randint(-90, 60) * 3600, UTC).isoformat()
        case FieldKind.NUMBER:
            return chance.choice((0, 1, 2, 3, 5, 8, 30, 100))
        case FieldKind.ROWS:
            columns = [column for column in each.columns if column.data_class is not DataClass.SEALED]
            return [
                {column.name: any_value(column, now, chance) for column in columns}
                for _ in range(chance.randint(1, 3))
            ]


def from_here(states: Mapping[str, str]) -> Iterator[str]:
    """Yield the events whose region stands where they can start."""
    return (name for name, each in TRANSITIONS.items() if states[each.region] in each.sources)
