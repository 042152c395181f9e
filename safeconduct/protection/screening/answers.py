"""What a first conversation brought: answers with the fact behind them, and nothing about who the person is.

An `Account` has no place for nationality, ethnicity, sex, work or route: what screening cannot read, it
cannot weigh (SG-ID-06, SG-GV-05).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from safeconduct.protection.screening.indicators import Kind
from safeconduct.protection.words import Answer


class Said(StrEnum):
    """How one question stands. Only `absent` is a no."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"  # the person does not want to say: never a no, and not asked again
    UNKNOWN = "unknown"  # asked or looked for, and still not known


_ANSWERS = {Said.PRESENT: Answer.YES, Said.ABSENT: Answer.NO}


class AgeStatus(StrEnum):
    """Whose rule applies. Everything but `adult` uses the child rule (CETS 197 Art 10(3))."""

    CHILD = "child"
    PRESUMED_CHILD = "presumed_child"
    UNKNOWN = "unknown"  # nobody knows, so the person may be under eighteen
    CHILD_THEN = "child_then"  # an adult now, a child when it happened
    ADULT = "adult"

    @property
    def child_rule(self) -> bool:
        return self is not AgeStatus.ADULT


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer with the fact behind it, who noted it and when (aware time, None when not kept)."""

    said: Said
    fact: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def answer(self) -> Answer:
        return _ANSWERS.get(self.said, Answer.UNKNOWN)


NOT_ASKED = Heard(Said.NOT_ASKED)
Answers = Mapping[str, Heard]


def _nothing() -> Answers:
    return MappingProxyType({})


@dataclass(frozen=True)
class Account:
    """Everything that screening may read. A question without an answer was not asked.

    `indicators` holds the answers to ILO indicators by kind of exploitation; an empty mapping means that no
    set was used yet, and then both kinds are asked about. `acts`, `means` and `purposes` are answered by code
    (see `regimes`). `commercial_sexual_use_of_child` and `sexual_services_under_coercion` are exploitation
    in themselves. `worker_concern` present means that the worker wants a closer look whatever the lists say.
    """

    age: AgeStatus
    indicators: Mapping[Kind, Answers] = field(default_factory=lambda: MappingProxyType({}))
    acts: Answers = field(default_factory=_nothing)
    means: Answers = field(default_factory=_nothing)
    purposes: Answers = field(default_factory=_nothing)
    commercial_sexual_use_of_child: Heard = NOT_ASKED
    sexual_services_under_coercion: Heard = NOT_ASKED
    worker_concern: Heard = NOT_ASKED
    urgent_danger: Heard = NOT_ASKED

    @property
    def child_rule(self) -> bool:
        return self.age.child_rule

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of exploitation this account is about; both when no set was chosen."""
        return tuple(kind for kind in Kind if kind in self.indicators) or tuple(Kind)
