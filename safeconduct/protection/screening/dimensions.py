"""When a dimension is positive, and what is still open in it.

Source of the rule: ILO and European Commission 2009, WCMS_105023, page 3, read through a transcription.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from safeconduct.protection.screening.answers import NOT_ASKED, Account, Heard
from safeconduct.protection.screening.indicators import Dimension, Indicator, Kind, Strength, set_for
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


Tallies = Mapping[tuple[Kind, Dimension], Tally]


def is_positive(count: Count) -> bool:
    """Tell whether present indicators make a dimension positive: two strong, one strong and another, three
    medium, or two medium and one weak."""
    strong, medium, weak = count
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


def answered(account: Account, kind: Kind) -> Iterator[tuple[Indicator, Heard]]:
    """Go through the indicators of one kind with the strength that counts and what was heard.

    The child's sets leave out two lines. When somebody answered one of them about a child, it keeps the
    adult's strength: a line dropped from a list is no reason to lose what was said.
    """
    heard = account.indicators.get(kind, {})
    chosen = set_for(kind, child=account.child_rule).indicators
    for id_, indicator in chosen.items():
        yield indicator, heard.get(id_, NOT_ASKED)
    if account.child_rule:
        for id_, indicator in set_for(kind, child=False).indicators.items():
            if id_ not in chosen and id_ in heard:
                yield indicator, heard[id_]


def tally(account: Account) -> Tallies:
    """Count the answers of an account by kind and dimension. An unanswered indicator is unknown."""
    counts = {(kind, dimension): ([0, 0, 0], [0, 0, 0]) for kind in account.kinds for dimension in Dimension}
    for kind in account.kinds:
        for indicator, heard in answered(account, kind):
            answer = heard.answer
            if answer is not Answer.NO:
                present, unknown = counts[kind, indicator.dimension]
                (present if answer is Answer.YES else unknown)[_COLUMN[indicator.strength]] += 1
    return {place: Tally(Count(*present), Count(*unknown)) for place, (present, unknown) in counts.items()}


def standings(tallies: Tallies) -> dict[Dimension, Standing]:
    """Return each dimension's standing: the most serious over the sets that were used."""
    result = {}
    for dimension in Dimension:
        found = {one.standing for (_kind, place), one in tallies.items() if place is dimension}
        result[dimension] = next(standing for standing in Standing if standing in found)
    return result
