"""Screen one account: what is indicated, what to do now, why, and what to ask next.

Two outputs and never one number. Screening neither finds anybody guilty nor says how likely anything is, and
it never closes a case by itself: a worker can always refer, and lowering a recommendation needs a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.protection.finding import Finding, Verdict
from safeconduct.protection.screening.answers import Account
from safeconduct.protection.screening.dimensions import Standing, standings, tally, weigh
from safeconduct.protection.screening.elements import Elements, elements
from safeconduct.protection.screening.grounds import Ground, Level, Picture, grounds, level, picture
from safeconduct.protection.screening.indicators import (
    RULESET,
    RULESET_VERSION,
    UNVERIFIED,
    Dimension,
    Kind,
    SetName,
    set_for,
)
from safeconduct.protection.screening.questions import Question, ask_next
from safeconduct.protection.screening.reasons import URGENT, Reason, Seen, age_reason, not_referred, seen, why
from safeconduct.protection.screening.regimes import PALERMO, WIDEST, Regime
from safeconduct.protection.words import Answer
from safeconduct.protection.words import gettext_noop as _


class Recommendation(StrEnum):
    """What the worker is advised to do. Never a decision about the person."""

    REFER = "refer"
    OTHER_REFERRAL = "other_referral"
    ASK_NEXT = "ask_next"
    NONE = "none"


class NextStep(StrEnum):
    """The one step that comes now."""

    URGENT_SAFETY = "urgent_safety"
    REFER_TO_IDENTIFICATION = "refer_to_identification"
    FULL_ASSESSMENT = "full_assessment"
    ASK_NEXT = "ask_next"
    LABOUR_RIGHTS = "labour_rights"
    CHILD_PROTECTION = "child_protection"
    ASYLUM_OR_OTHER = "asylum_or_other"
    NONE_NOW = "none_now"


_RANK = {
    Recommendation.NONE: 0,
    Recommendation.OTHER_REFERRAL: 1,
    Recommendation.ASK_NEXT: 1,
    Recommendation.REFER: 2,
}


@dataclass(frozen=True)
class Result:
    """What screening says about one account, under which rules.

    `because` gives each reason with the answers behind it; `cautions` are sentences that must be shown with
    the result; `ask_next` is empty once a referral is recommended.
    """

    recommendation: Recommendation
    next_step: NextStep
    elements: Elements
    dimensions: Mapping[Dimension, Standing]
    grounds: tuple[Ground, ...]
    because: tuple[Reason, ...]
    ask_next: tuple[Question, ...]
    cautions: tuple[str, ...]
    sets: tuple[SetName, ...]
    ruleset: str = RULESET
    ruleset_version: str = RULESET_VERSION


def screen(account: Account, regime: Regime = PALERMO) -> Result:
    """Screen an account.

    `regime` decides which legal definition the three elements are shown under. The recommendation always uses
    the widest reading, so that a first screen misses nobody whom one of the instruments protects.
    """
    weighed = weigh(account)
    tallies = tally(weighed)
    standing = standings(tallies)
    widest = elements(account, standing, WIDEST)
    now, best = picture(account, weighed, tallies), picture(account, weighed, tallies, hopeful=True)
    met = grounds(now)
    recommendation = _recommendation(now, best, standing)
    asks = recommendation is Recommendation.ASK_NEXT
    questions = ask_next(account, weighed, tallies, now, best) if asks else ()
    view = seen(account, weighed, tallies, widest)
    return Result(
        recommendation,
        _next_step(account, recommendation, widest, view, askable=bool(questions)),
        elements(account, standing, regime),
        standing,
        met,
        _because(view, met, recommendation, questions),
        questions,
        _cautions(account),
        tuple(set_for(kind, child=account.child_rule).name for kind in account.kinds),
    )


def _recommendation(now: Picture, best: Picture, standing: Mapping[Dimension, Standing]) -> Recommendation:
    """Refer on what is present; ask while any unknown could change the answer; only then say otherwise."""
    if level(now) is Level.REFERRAL:
        return Recommendation.REFER
    if level(best) is not level(now) or Standing.OPEN in standing.values():
        return Recommendation.ASK_NEXT
    return Recommendation.OTHER_REFERRAL if level(now) is Level.OTHER_HELP else Recommendation.NONE


def _next_step(
    account: Account, recommendation: Recommendation, widest: Elements, view: Seen, *, askable: bool
) -> NextStep:
    if account.urgent_danger.answer is Answer.YES:
        return NextStep.URGENT_SAFETY
    match recommendation:
        case Recommendation.REFER:
            shown = widest.met is Answer.YES
            return NextStep.REFER_TO_IDENTIFICATION if shown else NextStep.FULL_ASSESSMENT
        case Recommendation.ASK_NEXT:
            return NextStep.ASK_NEXT if askable else NextStep.FULL_ASSESSMENT
        case Recommendation.NONE:
            return NextStep.NONE_NOW
        case Recommendation.OTHER_REFERRAL:
            return _other_help(account, widest, view)


def _other_help(account: Account, widest: Elements, view: Seen) -> NextStep:
    if account.child_rule:
        return NextStep.CHILD_PROTECTION
    exploited = widest.purpose.answer is Answer.YES or view.in_dimensions(Dimension.EXPLOITATION)
    return NextStep.LABOUR_RIGHTS if exploited else NextStep.ASYLUM_OR_OTHER


def _because(
    view: Seen, met: tuple[Ground, ...], recommendation: Recommendation, questions: tuple[Question, ...]
) -> tuple[Reason, ...]:
    reasons = [why(ground, view) for ground in met]
    if not reasons:
        may_still = recommendation is Recommendation.ASK_NEXT
        reasons.append(not_referred(view, may_still=may_still, askable=bool(questions)))
    if view.account.urgent_danger.answer is Answer.YES:
        reasons.insert(0, Reason(URGENT))
    child = age_reason(view.account.age)
    return (*reasons, child) if child else tuple(reasons)


def _cautions(account: Account) -> tuple[str, ...]:
    """Both sexual sets still await comparison with their source; whoever reads a result must know."""
    return (UNVERIFIED,) if Kind.SEXUAL in account.kinds else ()


def may_change(result: Result, to: Recommendation, *, reason: str) -> Finding:
    """Say whether a worker may change a recommendation.

    Referring is always open (design default 5.2: refer easily, conclude slowly). Lowering needs a reason,
    which is kept; `told` names both recommendations and the reason.
    """
    told = {"from": result.recommendation, "to": to, "reason": reason.strip()}
    if _RANK[to] >= _RANK[result.recommendation]:
        return Finding("SG-ID-01", Verdict.MET, _("A worker can always refer or ask on."), told)
    if not reason.strip():
        sentence = _("Going from {from} down to {to} needs a reason, so that another worker can follow it.")
        return Finding("SG-ID-01", Verdict.REFUSED, sentence, told, missing=("reason",))
    return Finding("SG-ID-01", Verdict.MET, _("Lowered with a reason: {reason}"), told)
