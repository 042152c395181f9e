"""What to ask next: the unknown answers that could change the result, in a kind order.

First what would change it alone, then what would change it together with others; within both, the present
situation and safety, then work and living, then movement and money, then recruitment. Sexual violence and
threats to family come last of all (interview stages after WHO 2003, UNICEF 2006, IOM 2007; design default).
What the person does not want to say is not asked again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from safeconduct.protection.screening.answers import NOT_ASKED, Account, Heard, Said
from safeconduct.protection.screening.dimensions import ONE, Standing, Tallies, Weighed
from safeconduct.protection.screening.elements import COERCED_SERVICES, COMMERCIAL_USE, IN_ITSELF, Element
from safeconduct.protection.screening.grounds import Level, Picture, grounds, level, with_one_more
from safeconduct.protection.screening.indicators import Dimension, SetName, Strength
from safeconduct.protection.screening.regimes import ACTS, MEANS, PURPOSES
from safeconduct.protection.words import Answer
from safeconduct.protection.words import gettext_noop as _


class Turn(IntEnum):
    """When in a conversation a question comes (kindest first)."""

    NOW_AND_SAFETY = 0
    WORK_AND_LIVING = 1
    MOVEMENT_AND_MONEY = 2
    RECRUITMENT = 3
    LAST = 4


_TURNS = {
    Dimension.COERCION_DESTINATION: Turn.NOW_AND_SAFETY,
    Dimension.EXPLOITATION: Turn.WORK_AND_LIVING,
    Dimension.VULNERABILITY_DESTINATION: Turn.WORK_AND_LIVING,
    Dimension.DECEPTIVE_RECRUITMENT: Turn.RECRUITMENT,
    Dimension.COERCIVE_RECRUITMENT: Turn.RECRUITMENT,
    Dimension.RECRUITMENT_VULNERABILITY: Turn.RECRUITMENT,
}
# Debts, withheld wages and manipulated pay are about money wherever the sets place them.
_MONEY = frozenset({"CD02", "CD14", "EX08", "CR03", "CR10"})
# Forced tasks and clients, and violence or threats against family.
_LAST = frozenset({"CD06", "CD13", "CR08"})

_ELEMENT_QUESTIONS = {
    Element.ACT: (_("Who recruited, moved, handed on, took in or kept the person?"), Turn.MOVEMENT_AND_MONEY),
    Element.MEANS: (_("What made it hard to say no or to leave?"), Turn.NOW_AND_SAFETY),
    Element.PURPOSE: (_("What was the person made to do, or meant to do?"), Turn.WORK_AND_LIVING),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is not known and could change the result.

    `alone`: a yes would change the result by itself. `tried`: it was asked before and is still not known.
    `code` is an indicator's id, an element, or one of the two answers that are exploitation in themselves;
    `set` and `strength` are given for indicators.
    """

    code: str
    label: str
    turn: Turn
    alone: bool
    tried: bool = False
    set: SetName | None = None
    strength: Strength | None = None

    @property
    def place(self) -> tuple[bool, bool, int, bool, str]:
        """Sort key: the last turn after everything, then alone, then turn, then never asked before."""
        return self.turn is Turn.LAST, not self.alone, self.turn, self.tried, self.code


def ask_next(
    account: Account, weighed: tuple[Weighed, ...], tallies: Tallies, now: Picture, best: Picture
) -> tuple[Question, ...]:
    """Return what could change a result that is not a referral yet, the best next question first.

    `now` takes only what is present, `best` takes every unknown as present.
    """
    if grounds(now):
        return ()
    change = _Change(now, referable=level(best) is Level.REFERRAL)
    found: dict[str, Question] = {}
    for question in (*_about_elements(account, change), *_about_indicators(weighed, tallies, change)):
        known = found.get(question.code)
        if known is None or question.place < known.place:
            found[question.code] = question
    return tuple(sorted(found.values(), key=lambda question: question.place))


@dataclass(frozen=True, slots=True)
class _Change:
    """What would count as a change: a referral where one is possible, else a higher level."""

    now: Picture
    referable: bool

    def by(self, then: Picture) -> bool:
        return bool(grounds(then)) if self.referable else level(then) > level(self.now)


def _about_indicators(weighed: tuple[Weighed, ...], tallies: Tallies, change: _Change) -> Iterator[Question]:
    index = {place: number for number, place in enumerate(tallies)}
    is_open = {place: one.standing is Standing.OPEN for place, one in tallies.items()}
    changes: dict[tuple[SetName, Dimension, Strength], bool] = {}
    for one, name, heard, _answer in weighed:
        if not _askable(heard):
            continue
        place = (name, one.dimension)
        # One trial for each dimension and strength: within these, indicators weigh alike.
        key = (*place, one.strength)
        if key not in changes:
            changes[key] = change.by(with_one_more(change.now, index[place], ONE[one.strength]))
        if changes[key] or is_open[place]:
            again, turn = heard.said is Said.UNKNOWN, _turn(one.id, one.dimension)
            yield Question(one.id, one.label, turn, changes[key], again, name, one.strength)


def _about_elements(account: Account, change: _Change) -> Iterator[Question]:
    now = change.now
    with_means = replace(now, means=True, coercive=True)
    open_elements = (
        (Element.ACT, account.acts, ACTS, now.act is Answer.YES, replace(now, act=Answer.YES)),
        (Element.MEANS, account.means, MEANS, now.means, with_means),
        (
            Element.PURPOSE,
            account.purposes,
            PURPOSES,
            now.purpose,
            replace(now, purpose=True, forced_purpose=True),
        ),
    )
    for element, answers, codes, known, then in open_elements:
        said = {answers.get(code, NOT_ASKED).said for code in codes}
        if not known and said & {Said.NOT_ASKED, Said.UNKNOWN}:
            label, turn = _ELEMENT_QUESTIONS[element]
            yield Question(element, label, turn, change.by(then), Said.NOT_ASKED not in said)
    special = (
        (COMMERCIAL_USE, account.commercial_sexual_use_of_child),
        (COERCED_SERVICES, account.sexual_services_under_coercion),
    )
    for code, heard in special:
        if _askable(heard):
            yield Question(code, IN_ITSELF[code], Turn.LAST, alone=True, tried=heard.said is Said.UNKNOWN)


def _askable(heard: Heard) -> bool:
    return heard.said in {Said.NOT_ASKED, Said.UNKNOWN}


def _turn(id_: str, dimension: Dimension) -> Turn:
    if id_ in _LAST:
        return Turn.LAST
    return Turn.MOVEMENT_AND_MONEY if id_ in _MONEY else _TURNS[dimension]
