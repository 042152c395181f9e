"""Play walks through the real doors and compare what happened with what was expected."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from safeconduct.casework import queries
from safeconduct.casework.views import words
from safeconduct.demo import driver
from safeconduct.demo.cast import Cast, gather
from safeconduct.demo.journey import Journey
from safeconduct.demo.walks import OK, REFUSED, Walk, WalkStep
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism.may import DOCUMENTS

START_OF_WALKS = datetime(2026, 1, 5, 9, tzinfo=UTC)  # any working day: a throw-away case has no date
BY_EFFECT = "moved by an effect that the walk does not name"
BY_MAKING_TRUE = "moved by what was made true for a step"


@dataclass(frozen=True)
class PlayedStep:
    """What one step of a walk came to."""

    step: WalkStep
    result: str
    state: str
    who: str
    made_true: tuple[str, ...]
    findings: tuple[Finding, ...]
    beside: bool  # the region was moved beside the walk, so its state is not held against the step

    @property
    def safeguards(self) -> tuple[str, ...]:
        """The ids of safeguards and invariants that refused, each once."""
        ids = (each.safeguard for each in self.findings)
        return tuple(dict.fromkeys(each for each in ids if each.startswith(("SG-", "INV-"))))

    @property
    def because(self) -> tuple[str, ...]:
        """The reasons in words, each under the title of what refused."""
        return tuple(
            words.because(each)
            if each.safeguard == DOCUMENTS
            else f"{words.title(each)}: {words.because(each)}"
            for each in self.findings
        )

    @property
    def matches(self) -> bool:
        state = self.step.state in {None, self.state} or (self.beside and self.result == REFUSED)
        return self.result == self.step.expect and state


@dataclass
class PlayedWalk:
    """A walk as it was played. `beside` names regions that moved though the walk names no event in them."""

    walk: Walk
    steps: list[PlayedStep] = field(default_factory=list)
    final: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def differs(self) -> list[str]:
        """The regions whose final state is not the expected one, without those moved beside the walk."""
        expected = self.walk.final
        return [
            region
            for region, state in expected.items()
            if self.final[region] != state and region not in self.beside
        ]

    @property
    def matches(self) -> bool:
        return not self.differs and all(step.matches for step in self.steps)


def play(walks: Sequence[Walk]) -> list[PlayedWalk]:
    """Play each walk on a fresh case and leave nothing of it behind: the database stays as it was."""
    played = []
    for walk in walks:
        with transaction.atomic():
            played.append(_play(walk, gather(START_OF_WALKS.date(), sign_in=False)))
            transaction.set_rollback(True)
    return played


def _play(walk: Walk, cast: Cast) -> PlayedWalk:
    journey = Journey(cast, START_OF_WALKS, seed=f"walk {walk.id}", ahead=[step.event for step in walk.steps])
    played = PlayedWalk(walk)
    for step in walk.steps:
        journey.ahead.remove(step.event)
        played.steps.append(_step(journey, step))
    played.final = journey.at().case.states
    played.beside = {
        region: how
        for region in set(played.final) - walk.named
        if (how := _moved(journey, region))
        and walk.final.get(region, played.final[region]) != played.final[region]
    }
    return played


def _step(journey: Journey, step: WalkStep) -> PlayedStep:
    """Play one step. What is expected to be refused is tried as the case stands, with nothing made true."""
    try:
        done = (driver.go if step.expect == OK else driver.attempt)(journey, step.event)
    except driver.NoWay as stuck:
        done = driver.Step(
            step.event, journey.state(step.region), made_true=stuck.told, refused=stuck.findings
        )
    return PlayedStep(
        step,
        REFUSED if done.refused else OK,
        done.state,
        done.who,
        tuple(done.made_true),
        done.refused,
        _moved(journey, step.region) == BY_EFFECT,
    )


def _moved(journey: Journey, region: str) -> str:
    """Say how a region was moved last, when it was not by a step of its own; empty when it was not moved."""
    events = [each for each in queries.timeline(journey.at().case, shown=500) if each.region == region]
    if not events:
        return ""
    return BY_EFFECT if events[0].cause_id else BY_MAKING_TRUE
