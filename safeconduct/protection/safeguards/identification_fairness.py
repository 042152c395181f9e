"""Identification without prejudice: judge nobody by who they are, and look before anyone is charged."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.safeguards.identification_grounds import WHO_SOMEONE_IS, grounds_of
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _

HARM_BEFORE_SCREENING = frozenset({"charge", "fine", "detention", "removal_paper"})


@safeguard(
    "SG-ID-06",
    group="identification",
    title=_("No judging by sex, nationality, work or route"),
    rule=_(
        "Indicator sets, questions and services must exist for men and boys, for labour "
        "exploitation, forced criminality, forced marriage and begging. Outcome rates by sex, "
        "age band and exploitation type are monitored for gaps."
    ),
    enforcement="alert",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(90, "days", "end of reporting period", "design default", "equity report"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Monitoring cannot be waived."),
        review_working_days=None,
    ),
    children=_(
        "Boys: specific indicators (scams, begging gangs, fishing, online exploitation) and "
        "mixed-gender interviewer choice."
    ),
    seeds=(
        Seed("ASEM", "slide 2; slide 7, I.8"),
        Seed("ASEM_KEY", "key message on stereotypes; rec 2(a)"),
        Seed("RSIS", "conclusion (age and gender)"),
    ),
    instruments=(
        Instrument("CETS197", "3, 5(3)", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Guideline 1", Check.KNOWLEDGE),
        Instrument("EU-ATD", "1, 11(1)", Check.READ),
    ),
)
def no_stereotypes(case: CaseFacts, act: Act) -> Answered:
    """Refuse a negative outcome that rests on who the person is, or on a screening of unknown kind."""
    match act.name:
        case "identification.close_no_indicators" if not case.words("screening_variants"):
            return refused(
                _(
                    "It is not written down which questions were asked. Men, "
                    "boys and every kind of work have their own."
                ),
                missing=("screening_variants",),
            )
        case "identification.close_no_indicators" if case.yes("age_in_doubt") and _only_for_adults(case):
            return refused(
                _("The person may be under 18. Ask the questions made for children before closing.")
            )
        case "identification.decide_not_identified" | "identification.close_no_indicators":
            judged = grounds_of(case, act) & WHO_SOMEONE_IS
            if judged:
                return refused(
                    _("A decision may not rest on who the person is, on work or on the way here."),
                    grounds=sorted(judged),
                )
            return met(_("Nothing in the decision rests on who the person is."))
        case "identification.record_indicators" | "identification.decide_identified":
            return met(_("Anybody can be a victim, whatever sex, origin, work or route."))
    return not_concerned()


def _only_for_adults(case: CaseFacts) -> bool:
    return all(variant.startswith("adult_") for variant in case.words("screening_variants"))


@safeguard(
    "SG-ID-07",
    group="identification",
    title=_("Screen first, before any charge, fine, detention or removal paper"),
    rule=_(
        "A trafficking screening is done before any charge, fine, detention or removal paper is produced."
    ),
    enforcement="block",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(24, "hours", "encounter", "design default"),
    override=Override(
        True,
        roles=("duty prosecutor", "duty supervisor"),
        second_person=True,
        justification=_(
            "Immediate danger to others; screening must then be done within 24 hours of the measure"
        ),
        review_working_days=5,
    ),
    children=_(
        "Children: no charge at all before a child-protection screening; presumption that the "
        "act was exploited."
    ),
    seeds=(
        Seed("ASEM", "slide 3 (forced criminality); slide 7, I.7"),
        Seed("ASEM_KEY", "key message on prosecution; rec 5(c)"),
        Seed("NANJING", "Session 2-3 screening practice"),
    ),
    instruments=(
        Instrument("P029", "4(2)", Check.READ_SECONDARY),
        Instrument("CETS197", "26", Check.KNOWLEDGE),
        Instrument("EU-ATD", "8", Check.KNOWLEDGE),
        Instrument("COMMIT16", "common indicators", Check.READ_SECONDARY),
    ),
    acts=("refer_for_prosecution", "detain", "issue_removal_paper"),
)
def screen_before_charge(case: CaseFacts, act: Act) -> Answered:
    """Refuse a charge, a fine, detention or a removal paper until a screening is complete.

    Offered with charges.allegation: `measure`, the step that the authority means to take
    (charge, fine, detention, removal_paper; anything else only writes down what happened).
    """
    match act.name:
        case "charges.screen":
            return met(_("This is the screening that comes before any further step."))
        case "charges.allegation" if word(act, "measure") not in HARM_BEFORE_SCREENING:
            return met(
                _("What happened may be written down. The person is screened before any further step.")
            )
        case "charges.allegation" | "refer_for_prosecution" | "detain" | "issue_removal_paper":
            return _screened(case, act)
    return not_concerned()


def _screened(case: CaseFacts, act: Act) -> Answered:
    if not case.yes("screening_completed"):
        return refused(
            _(
                "Nobody has yet looked whether the person was "
                "trafficked. Screen first; no charge or fine before."
            ),
            missing=case.unknown("screening_completed"),
        )
    if case.child_mode and act.name == "refer_for_prosecution" and not case.yes("bia_done"):
        return refused(
            _(
                "For a child, child protection looks first. The act is "
                "presumed to be part of the exploitation."
            ),
            missing=case.unknown("bia_done"),
        )
    return met(_("The person was screened first."))
