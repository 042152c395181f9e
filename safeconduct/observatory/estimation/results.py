"""What an estimation answers: one result a method, with what it rests on and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any


class Status(IntEnum):
    """Whether a model can be estimated on a table (Chan, Silverman and Vincent 2021)."""

    FINE = 0
    NO_ESTIMATE = 1  # the likelihood has no maximum, extended estimates included
    NOT_IDENTIFIABLE = (
        2  # several sets of parameters say the same about everybody seen, and not about the unseen
    )
    BOTH = 3


class Flag(StrEnum):
    """What a reader must know before trusting a figure."""

    LIMIT_UNSTABLE = "limit_unstable"  # a limit hangs on fewer than 20 replicates
    BCA_DEGENERATE = "bca_degenerate"  # all replicates on one side: percentile limits instead
    BOOTSTRAP_FAILURES = "bootstrap_failures"  # more than 5 % of replicates had no estimate
    NO_ACCELERATION = "no_acceleration"  # a jackknife point failed: a = 0
    BIMODAL = "bimodal"  # two different answers share the posterior
    NOT_CONVERGED = "not_converged"  # chains disagree: withheld
    CONDITIONAL = "conditional"  # the interval does not allow for the choice of the model
    ILLUSTRATIVE = "illustrative"  # two lists: rests on independence alone


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits in people, the seen ones included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Term:
    """One effect of a model: the lists it joins, and its value; None is minus infinity: nobody is on all of them."""

    lists: tuple[str, ...]
    value: float | None


NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Estimate:
    """What one method says. `point` is None when it says nothing; `reason` then says why."""

    name: str
    point: float | None
    ci95: Interval | None = None
    ci80: Interval | None = None
    mc_error: Mapping[str, float] = field(default_factory=lambda: NONE)  # of each limit, in people
    model: str = ""  # by its largest terms, as [12,23]
    terms: tuple[Term, ...] = ()
    bic: float | None = None
    status: Status = Status.FINE
    diagnostics: Mapping[str, object] = field(default_factory=lambda: NONE)
    flags: tuple[Flag, ...] = ()
    reason: str = ""
