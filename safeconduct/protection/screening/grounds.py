"""Which rules call for a referral, and what is due when none does.

Screening asks only whether anything is worth a closer look: the inclusive rule (Palermo Protocol Art 3 read
on the six dimensions), one strong indicator of means, any sign that a child is exploited, or the worker's
concern (design default; the ILO publishes no cut-off for a single person). Every rule here grows with what is
present, so more evidence never lowers an answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from safeconduct.protection.screening.answers import Account
from safeconduct.protection.screening.dimensions import Count, Tallies, Tally, Weighed, is_positive
from safeconduct.protection.screening.elements import COERCED_SERVICES, COMMERCIAL_USE, in_itself
from safeconduct.protection.screening.indicators import MEANS_DIMENSIONS, Dimension
from safeconduct.protection.screening.regimes import ACTS, AGAINST_THE_WILL, COERCIVE_MEANS, MEANS, PURPOSES
from safeconduct.protection.words import Answer


class Ground(StrEnum):
    """Why somebody is referred into identification."""

    WORKER_CONCERN = "worker_concern"
    COMMERCIAL_USE = "commercial_sexual_use_of_child"
    COERCED_SERVICES = "sexual_services_under_coercion"
    CHILD_PURPOSE = "child_purpose"
    CHILD_SIGN = "child_exploitation_sign"
    MEANS_AND_PURPOSE = "means_and_purpose"
    NAMED_EXPLOITATION = "named_exploitation"
    MEANS_DIMENSION = "means_dimension_positive"
    STRONG_INDICATOR = "strong_indicator"
    COERCION = "coercive_means"


class Level(IntEnum):
    """How much is due on what is taken as present."""

    NOTHING = 0
    OTHER_HELP = 1
    REFERRAL = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """An account reduced to what the rules weigh: counts of present indicators and a few answers."""

    child: bool
    counts: tuple[tuple[Dimension, Count], ...]
    act: Answer
    means: bool
    coercive: bool
    means_excluded: bool
    purpose: bool
    forced_purpose: bool
    purpose_excluded: bool
    commercial_use: bool
    coerced_services: bool
    concern: bool
    signs: int  # different indicators present, each counted once though two sets ask about it

    def strong(self, *dimensions: Dimension) -> bool:
        """Tell whether one of the dimensions has a strong indicator."""
        return any(count.strong for dimension, count in self.counts if dimension in dimensions)

    def sign(self, dimension: Dimension) -> bool:
        """Tell whether a dimension has any indicator at all."""
        return any(count.total for place, count in self.counts if place is dimension)

    def positive(self, *dimensions: Dimension) -> bool:
        return any(is_positive(count) for dimension, count in self.counts if dimension in dimensions)


def picture(
    account: Account, weighed: tuple[Weighed, ...], tallies: Tallies, *, hopeful: bool = False
) -> Picture:
    """Reduce an account to what the rules weigh.

    With `hopeful` every unknown is taken as present: what no rule refers even then, no answer can change.
    """
    takes = {Answer.YES, Answer.UNKNOWN} if hopeful else {Answer.YES}

    def any_of(answers: dict[str, Answer], codes: frozenset[str]) -> bool:
        return any(answers.get(code, Answer.UNKNOWN) in takes for code in codes)

    means = {code: heard.answer for code, heard in account.means.items()}
    purposes = {code: heard.answer for code, heard in account.purposes.items()}
    acts = [account.acts[code].answer if code in account.acts else Answer.UNKNOWN for code in ACTS]
    special = {code: heard.answer in takes for code, heard in in_itself(account).items()}
    return Picture(
        child=account.child_rule,
        counts=tuple((place[1], _count(one, hopeful=hopeful)) for place, one in tallies.items()),
        act=_one_answer(acts, takes),
        means=any_of(means, frozenset(MEANS)),
        coercive=any_of(means, COERCIVE_MEANS),
        means_excluded=all(means.get(code) is Answer.NO for code in MEANS),
        purpose=any_of(purposes, frozenset(PURPOSES) | frozenset(purposes)),
        forced_purpose=any_of(purposes, AGAINST_THE_WILL),
        purpose_excluded=all(purposes.get(code) is Answer.NO for code in PURPOSES),
        commercial_use=special[COMMERCIAL_USE],
        coerced_services=special[COERCED_SERVICES],
        concern=account.worker_concern.answer is Answer.YES,
        signs=_different_signs(weighed, takes),
    )


def _different_signs(weighed: Iterable[Weighed], takes: set[Answer]) -> int:
    return len({one.indicator.id for one in weighed if one.answer in takes})


def _count(one: Tally, *, hopeful: bool) -> Count:
    return one.present.plus(one.unknown) if hopeful else one.present


def _one_answer(answers: list[Answer], takes: set[Answer]) -> Answer:
    if any(answer in takes for answer in answers):
        return Answer.YES
    return Answer.NO if all(answer is Answer.NO for answer in answers) else Answer.UNKNOWN


def grounds(seen: Picture) -> tuple[Ground, ...]:
    """Return every rule that calls for a referral, the plainest first."""
    purpose = seen.purpose or seen.positive(Dimension.EXPLOITATION)
    means_positive = seen.positive(*MEANS_DIMENSIONS)
    rules = (
        (Ground.WORKER_CONCERN, seen.concern),
        (Ground.COMMERCIAL_USE, seen.commercial_use),
        (Ground.COERCED_SERVICES, seen.coerced_services),
        (Ground.CHILD_PURPOSE, seen.child and purpose),
        (Ground.CHILD_SIGN, seen.child and _child_sign(seen)),
        # No act is asked for here: whoever is exploited by means of control is kept by somebody, and where
        # nobody is seen to keep the person the closer look will tell.
        (Ground.MEANS_AND_PURPOSE, purpose and (seen.means or means_positive)),
        # Forced labour, slavery or servitude is never freely chosen; what else was named needs a closer look
        # as long as means are not excluded.
        (Ground.NAMED_EXPLOITATION, seen.forced_purpose or (seen.purpose and not seen.means_excluded)),
        (Ground.MEANS_DIMENSION, means_positive),
        (Ground.STRONG_INDICATOR, seen.strong(*MEANS_DIMENSIONS)),
        (Ground.COERCION, seen.coercive and (seen.sign(Dimension.EXPLOITATION) or not seen.purpose_excluded)),
    )
    return tuple(ground for ground, holds in rules if holds)


def _child_sign(seen: Picture) -> bool:
    """Any sign of exploitation of a child. A lone lesser one does not count once it is known that nobody
    recruited, moved, took in or kept the child: that is for child protection, not for identification."""
    sign = Dimension.EXPLOITATION
    return seen.strong(sign) or (seen.sign(sign) and seen.act is not Answer.NO)


def level(seen: Picture) -> Level:
    """Say what is due: a referral, other help, or nothing on what is taken as present."""
    if grounds(seen):
        return Level.REFERRAL
    return Level.OTHER_HELP if _other_help(seen) else Level.NOTHING


def _other_help(seen: Picture) -> bool:
    signs, handled = seen.signs, seen.act is Answer.YES
    if seen.means or seen.purpose or seen.positive(*Dimension):
        return True
    if seen.child:
        return signs > 0 or handled
    # One lesser sign alone, with nobody who took the person in, is an ordinary hardship (a professional's
    # unpaid duty, a condition of a benefit); two signs, or one sign and an act, are a reason to help.
    return signs > 1 or (signs == 1 and handled) or seen.strong(Dimension.EXPLOITATION)


def with_one_more(seen: Picture, index: int, one: Count) -> Picture:
    """Return the picture with one more indicator present in the dimension at `index` of its counts."""
    counts = list(seen.counts)
    dimension, count = counts[index]
    counts[index] = (dimension, count.plus(one))
    return replace(seen, counts=tuple(counts), signs=seen.signs + 1)
