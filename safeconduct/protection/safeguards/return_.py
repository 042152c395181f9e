"""Return, before departure: the free wish and the risk.

At clearing and at departure each of these is one line of the departure gate (referral mechanism, section 8);
at earlier steps it asks what that step can already know. The receiving side stands in `return_receiving`, and
what follows arrival in `return_after`.
"""

import math

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned
from safeconduct.protection.safeguards.conditions import DEPARTURE, need, too_old
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check, Role
from safeconduct.protection.words import gettext_noop as _

THINKING_TIME_H = 72  # from legal advice to signature; design default of SG-RT-01
CONFIRMED_WITHIN_H = 24  # the second confirmation, before departure; design default of SG-RT-01
OPTIONS_AT_LEAST = 3  # stay, a third country, return: referral mechanism, document D24
RISK_VALID_D = 30  # design default of SG-RT-02

GONE = frozenset({"IN_TRAVEL", "RECEIVED", "MONITORING", "MONITORING_ENDED", "ALERT"})
NEVER_OPENS_RETURN = frozenset({Role.IMMIGRATION, Role.POLICE})


@safeguard(
    "SG-RT-01",
    group="return",
    title=_("Return is the person's free and informed wish, and can be taken back until departure"),
    rule=_(
        "The person's own request or free agreement after options, risks and support were "
        "explained by someone not paid by result, with time to think, away from pressure. "
        "Asked again in the last 24 hours by a different person. Silence, the wish to leave "
        "a shelter, or the lack of other options is not consent."
    ),
    enforcement="block",
    legal_force="binding+seed",
    kind="obligation",
    due=Due(72, "hours", "between advice and signature", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Forced return of a victim is outside the mechanism."),
        review_working_days=None,
    ),
    children=_("Never on the child's or a parent's wish alone: a best-interests panel determines it."),
    seeds=(
        Seed("ASEM", "slide 9, II.3"),
        Seed("ASEM_KEY", "rec 3"),
        Seed("IOM", "slide 8 (voluntary return)"),
        Seed("RSIS", "voluntarily return"),
    ),
    instruments=(
        Instrument("UNTIP", "8(2) ('preferably voluntary')", Check.KNOWLEDGE),
        Instrument("CETS197", "16(2)", Check.READ),
        Instrument("ODIHR-RET14", "Principles 1-2", Check.READ_SECONDARY),
        Instrument("IOM07", "chapter 3", Check.READ_SECONDARY),
        Instrument("SE-NSPM", "step 6: voluntary, informed, alternatives known", Check.READ_SECONDARY),
    ),
)
def free_wish(case: CaseFacts, act: Act) -> Answered:
    """Ask for a free, advised and repeated wish before each step that moves the person closer to leaving."""
    if act.name in DEPARTURE:
        return _free_wish_at_departure(case)
    if act.name == "return.request_return":
        return _free_wish_at_request(case)
    if act.name == "return.open_counselling" and act.by.role in NEVER_OPENS_RETURN:
        return refused(
            _("Talks about return are never opened by immigration or police. The case manager offers them."),
            final=True,
        )
    if act.name == "stay.depart_voluntarily":
        if act.by.role is Role.SYSTEM and case.states.get("return") in GONE:
            return met(_("The person left through the agreed return."))
        return refused(_("A departure is noted here only when the agreed return itself has begun."))
    if act.name in {"return.withdraw", "return.decide_to_stay"}:
        return met(_("The person may change their mind at any time until departure, and lose nothing by it."))
    return not_concerned()


def _free_wish_at_request(case: CaseFacts) -> Answered:
    if not case.at_least("return_options_count", OPTIONS_AT_LEAST):
        return refused(
            _(
                "Return is a choice only among others: explain at least {limit} options before the wish "
                "is taken."
            ),
            missing=case.unknown("return_options_count"),
            limit=OPTIONS_AT_LEAST,
        )
    if not case.yes("legal_advice_given", "counsellor_independent"):
        return refused(
            _(
                "A lawyer, and a counsellor who gains nothing from the return, must explain options and "
                "risks first. Arrange both talks."
            ),
            missing=case.unknown("legal_advice_given", "counsellor_independent"),
        )
    if case.answer("withdrawn") == "yes" or not case.yes("return_declared"):
        return refused(
            _("There is no written wish of the person to return. Only the person can state it."),
            missing=case.unknown("return_declared"),
        )
    return _time_to_think(case) or met(_("The person asked for this after advice and time to think."))


def _time_to_think(case: CaseFacts) -> Answered | None:
    hours = case.number("hours_between_advice_and_signature")
    if hours is None:
        return refused(
            _(
                "Nobody noted how long after legal advice the person signed. At least {limit} hours must "
                "lie between."
            ),
            missing=("hours_between_advice_and_signature",),
            limit=THINKING_TIME_H,
        )
    if hours < THINKING_TIME_H:
        return refused(
            _(
                "The person signed {hours} hours after legal advice; at least {limit} must lie between. "
                "Ask again later."
            ),
            hours=math.floor(hours),
            limit=THINKING_TIME_H,
        )
    return None


def _free_wish_at_departure(case: CaseFacts) -> Answered:
    if case.yes("withdrawn"):
        return refused(_("The person has taken the wish to return back. Services go on with no gap."))
    if not case.yes("legal_advice_given"):
        return refused(
            _("The person has had no legal advice about return. Arrange it before anything else."),
            missing=case.unknown("legal_advice_given"),
        )
    if not case.no("withdrawn"):
        return refused(
            _("It is not known whether the person still wishes to return. Ask, and write the answer down."),
            missing=case.unknown("withdrawn"),
        )
    if thinking := _time_to_think(case):
        return thinking
    stale = too_old(
        case,
        "second_confirmation_age_h",
        CONFIRMED_WITHIN_H,
        unknown=_("The wish must be confirmed again within the last {limit} hours. Ask the person again."),
        old=_(
            "The wish was last confirmed {age} hours ago; it may be at most {limit}. Ask the person again."
        ),
    )
    if stale:
        return stale
    return need(
        case,
        "second_witness_differs",
        because=_("The second confirmation must be taken by a different person than the first."),
        holds=_("The person wants this freely, was advised, had time to think and was asked again."),
    )


@safeguard(
    "SG-RT-02",
    group="return",
    title=_("Individual risk assessment before return"),
    rule=_(
        "Covers traffickers' reach, debts, family role, reprisals for testimony, stigma, "
        "health, housing, income, corruption of local officials, dependants, re-trafficking. "
        "Uses information from both countries. Valid 30 days. HIGH or unknown stops return."
    ),
    enforcement="block",
    legal_force="binding+seed",
    kind="obligation",
    due=Due(30, "days", "validity", "design default"),
    override=Override(
        True,
        roles=("two agencies + independent lawyer",),
        second_person=True,
        justification=_("MEDIUM with open mitigation accepted by an adult in writing; never HIGH"),
        review_working_days=5,
    ),
    children=_("Adds carer assessment and safe-care plan; any HIGH item ends the return option."),
    seeds=(
        Seed("ASEM", "slide 9, II.2-3; slide 10, III.2"),
        Seed("ASEM_KEY", "rec 3"),
        Seed("IOM", "slide 8"),
    ),
    instruments=(
        Instrument("CETS197", "16(2)", Check.READ),
        Instrument("CETS197", "16(7)", Check.READ_SECONDARY),
        Instrument("UNTIP", "8(2)", Check.KNOWLEDGE),
        Instrument("ODIHR-RET14", "Principle 1", Check.READ_SECONDARY),
        Instrument("OHCHR02", "Principle 11; Guideline 6", Check.KNOWLEDGE),
    ),
)
def return_risk(case: CaseFacts, act: Act) -> Answered:
    """Ask for a current assessment with both countries' view, and a level that allows return.

    Two people may set aside only a medium risk with an open measure, and only for an adult.
    """
    if act.name in {"return.assess_risk_high", "return.guard_expires"}:
        return met(_("Stopping a return needs no proof of danger."))
    if act.name not in DEPARTURE | {"return.assess_risk_acceptable"}:
        return not_concerned()
    level = case.word("risk_level")
    if level == "HIGH":
        return refused(
            _("The risk is high. Nobody can allow this return; look at the other options with the person."),
            final=True,
        )
    if not case.yes("risk_inputs_both_countries"):
        return refused(
            _("Both countries must give their view of the risk to this person. Ask the one that is missing."),
            missing=case.unknown("risk_inputs_both_countries"),
            final=True,
        )
    stale = too_old(
        case,
        "risk_age_d",
        RISK_VALID_D,
        unknown=_(
            "Nobody noted when the risk was assessed. It must be within the last {limit} days: assess it "
            "again."
        ),
        old=_("The risk assessment is {age} days old; it may be at most {limit}. Assess the risk again."),
        final=True,
    )
    if stale:
        return stale
    if level not in {"LOW", "MEDIUM"}:
        return refused(
            _("Nobody has said how high the risk is. An unknown risk stops a return."),
            missing=case.unknown("risk_level"),
            final=True,
        )
    if level == "MEDIUM" and act.name in DEPARTURE and case.number("open_mitigations") != 0:
        return refused(
            _(
                "The risk is medium, and not every measure against it is known to be done. Finish them; "
                "or two agencies and an independent lawyer decide, if an adult accepts it in writing."
            ),
            missing=case.unknown("open_mitigations"),
            final=case.child_mode,
        )
    return met(_("The risk was assessed by both countries and allows return."))
