"""Walks: what a file says about them, checked before anything is played.

A walk is one person's way: events in order, each expected to happen (`ok`) or to be `refused`, and the states of
the regions at the end. A file holds `walks`, or is a list of walks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from safeconduct.protection.mechanism import REGIONS, START, TRANSITIONS
from safeconduct.protection.words import Region

OK, REFUSED = "ok", "refused"
WALK_KEYS = frozenset({"id", "title", "note", "steps", "final"})
STEP_KEYS = frozenset({"event", "expect", "region_state_after", "note"})


class NotWalks(ValueError):
    """The file is not in the format; the text names the place and what is wrong there, in one line."""

    def __init__(self, place: str, wrong: str) -> None:
        super().__init__(f"{place}: {wrong}" if place else wrong)


@dataclass(frozen=True, slots=True)
class WalkStep:
    event: str
    expect: str
    state: str | None  # of the event's region afterwards; None where the file does not say

    @property
    def region(self) -> str:
        return str(TRANSITIONS[self.event].region)


@dataclass(frozen=True, slots=True)
class Walk:
    id: str
    title: str
    steps: tuple[WalkStep, ...]
    final: Mapping[str, str]

    @property
    def named(self) -> frozenset[str]:
        """The regions in which the walk names an event."""
        return frozenset(step.region for step in self.steps)


def read_walks(document: object) -> tuple[Walk, ...]:
    """Return every walk of a parsed file. Raises NotWalks for the first thing that is wrong."""
    place = "walks"
    if isinstance(document, dict):
        if "walks" not in document:
            raise NotWalks("walks", "missing")
        rows = _list(document["walks"], "walks")
    elif isinstance(document, list):
        rows, place = document, ""
    else:
        raise NotWalks("", "expected an object in braces or a list in brackets")
    if not rows:
        raise NotWalks(place, "expected at least one walk")
    walks: dict[str, Walk] = {}
    for at, row in enumerate(rows):
        walk = _walk(row, f"{place}[{at}]")
        if walk.id in walks:
            raise NotWalks(f"{place}[{at}].id", f"{walk.id!r} is used twice")
        walks[walk.id] = walk
    return tuple(walks.values())


def _walk(row: object, place: str) -> Walk:
    table = _table(row, place, WALK_KEYS)
    id_ = _words(table.get("id"), f"{place}.id")
    if not id_.isprintable():
        raise NotWalks(f"{place}.id", "cannot be printed")
    title = _words(table["title"], f"{place}.title") if "title" in table else ""
    rows = _list(table.get("steps"), f"{place}.steps")
    if not rows:
        raise NotWalks(f"{place}.steps", "expected at least one step")
    steps = tuple(_step(each, f"{place}.steps[{at}]") for at, each in enumerate(rows))
    return Walk(id_, title, steps, _final(table.get("final", {}), f"{place}.final"))


def _step(row: object, place: str) -> WalkStep:
    table = _table(row, place, STEP_KEYS)
    event = _words(table.get("event"), f"{place}.event")
    if event not in TRANSITIONS:
        raise NotWalks(f"{place}.event", f"{event!r} is not an event of the mechanism")
    expect = table.get("expect", OK)
    if not isinstance(expect, str) or expect not in {OK, REFUSED}:
        raise NotWalks(f"{place}.expect", f"expected {OK} or {REFUSED}")
    state = table.get("region_state_after")
    if state is not None:
        state = _state(str(TRANSITIONS[event].region), state, f"{place}.region_state_after")
    return WalkStep(event, expect, state)


def _final(row: object, place: str) -> Mapping[str, str]:
    table = _table(row, place, frozenset(START))
    return {region: _state(region, state, f"{place}.{region}") for region, state in table.items()}


def _state(region: str, value: object, place: str) -> str:
    if not isinstance(value, str) or value not in {state.id for state in REGIONS[Region(region)].states}:
        raise NotWalks(place, f"{value!r} is not a state of {region}")
    return value


def _table(value: object, place: str, keys: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise NotWalks(place, "expected an object in braces")
    unknown = sorted(set(value) - keys)
    if unknown:
        raise NotWalks(f"{place}.{unknown[0]}", "unknown key")
    return cast("Mapping[str, object]", value)


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise NotWalks(place, "missing" if value is None else "expected a list in brackets")
    return value


def _words(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise NotWalks(place, "missing" if value is None else "expected words")
    return value
