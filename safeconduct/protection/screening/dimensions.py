"""When a dimension is positive, and what is still open in it.

Source of the rule: ILO and European Commission 2009, WCMS_105023, page 3, read through a transcription.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from safeconduct.protection.screening.answers import NOT_ASKED, Account, Heard
from safeconduct.protection.screening.indicators import Dimension, Indicator, SetName, Strength, set_for
from safeconduct.protection.words import Answer


class Count(NamedTuple):
    """How many indicators of each strength."""

    strong: int = 0
    medium: int = 0
    weak: int = 0

    def plus(self, other: "Count") -> "Count":
        return Count(self.strong + other.strong, self.medium + other.medium, self.weak + other.weak)

    @property
    def total(self) -> int:
        return self.strong + self.medium + self.weak


ONE = {Strength.STRONG: Count(strong=1), Strength.MEDIUM: Count(medium=1), Strength.WEAK: Count(weak=1)}


_COLUMN = {Strength.STRONG: 0, Strength.MEDIUM: 1, Strength.WEAK: 2}


class Standing(StrEnum):
    """Where a dimension stands. `negative` only if no unknown answer could make it positive."""

    POSITIVE = "positive"
    OPEN = "open"
    NEGATIVE = "negative"


class Tally(NamedTuple):
    """The indicators of one dimension that are present, and those that nobody knows about."""

    present: Count = Count()
    unknown: Count = Count()

    @property
    def standing(self) -> Standing:
        if is_positive(self.present):
            return Standing.POSITIVE
        return Standing.OPEN if is_positive(self.present.plus(self.unknown)) else Standing.NEGATIVE


Tallies = Mapping[tuple[SetName, Dimension], Tally]


def is_positive(count: Count) -> bool:
    """Tell whether present indicators make a dimension positive: two strong, one strong and another, three
    medium, or two medium and one weak."""
    strong, medium, weak = count
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


class Weighed(NamedTuple):
    """One indicator with the strength that counts, and what was heard about it."""

    indicator: Indicator
    set: SetName
    heard: Heard
    answer: Answer


def weigh(account: Account) -> tuple[Weighed, ...]:
    """Return every indicator that counts for an account. An unanswered indicator is unknown.

    The child's sets leave out two lines. When somebody answered one of them about a child, it keeps the
    adult's strength: a line dropped from a list is no reason to lose what was said.
    """
    weighed = []
    for kind in account.kinds:
        heard = account.indicators.get(kind, {})
        chosen = set_for(kind, child=account.child_rule)
        for id_, indicator in chosen.indicators.items():
            one = heard.get(id_, NOT_ASKED)
            weighed.append(Weighed(indicator, chosen.name, one, one.answer))
        if account.child_rule:
            adult = set_for(kind, child=False).indicators
            left_out = [id_ for id_ in heard if id_ in adult and id_ not in chosen.indicators]
            weighed += [Weighed(adult[id_], chosen.name, heard[id_], heard[id_].answer) for id_ in left_out]
    return tuple(weighed)


def tally(weighed: Iterable[Weighed]) -> Tallies:
    """Count the answers by set and dimension."""
    counts: dict[tuple[SetName, Dimension], tuple[list[int], list[int]]] = {}
    for indicator, name, _heard, answer in weighed:
        present, unknown = counts.setdefault((name, indicator.dimension), ([0, 0, 0], [0, 0, 0]))
        if answer is not Answer.NO:
            (present if answer is Answer.YES else unknown)[_COLUMN[indicator.strength]] += 1
    return {place: Tally(Count(*present), Count(*unknown)) for place, (present, unknown) in counts.items()}


def standings(tallies: Tallies) -> dict[Dimension, Standing]:
    """Return each dimension's standing: the most serious over the sets that were used."""
    result = {}
    for dimension in Dimension:
        found = {one.standing for (_set, place), one in tallies.items() if place is dimension}
        result[dimension] = next(standing for standing in Standing if standing in found)
    return result
