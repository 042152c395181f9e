"""What a safeguard answers: a verdict with its reason, its source and the way on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

NOTHING_TOLD: Mapping[str, object] = MappingProxyType({})


class Verdict(StrEnum):
    """Met opens the way, refused closes it."""

    MET = "met"
    REFUSED = "refused"


class Won(StrEnum):
    """Which source decided: the first of these that speaks."""

    ABSOLUTE = "absolute rule"
    NATIONAL_LAW = "national law"
    TREATY_FLOOR = "treaty floor"
    DESIGN_DEFAULT = "design default"


@dataclass(frozen=True, slots=True)
class Override:
    """Who may decide otherwise, and with what. `allowed` false means that nobody can.

    `roles` are in the catalogue's words; `second_person` asks for two people from two units (SG-GV-01).
    """

    allowed: bool
    roles: tuple[str, ...] = ()
    second_person: bool = False
    justification: str = ""
    review_working_days: int | None = None


NOBODY = Override(allowed=False)


class Finding(NamedTuple):
    """One safeguard's answer about one act.

    A page asks hundreds of them, so it is a named tuple, the quickest immutable thing to make.
    `because` is a sentence marked for translation with the values of `told` as its gaps;
    it is translated and filled in where it is shown. `missing` names facts that are unknown and
    would change the answer.
    """

    safeguard: str
    verdict: Verdict
    because: str
    told: Mapping[str, object] = NOTHING_TOLD
    won: Won = Won.DESIGN_DEFAULT
    missing: tuple[str, ...] = ()
    override: Override = NOBODY

    @property
    def allowed(self) -> bool:
        return self.verdict is Verdict.MET
