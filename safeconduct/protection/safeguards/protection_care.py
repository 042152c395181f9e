"""Protection, care: the full first help, no forced test, and those who depend on the person."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, offered, word, words
from safeconduct.protection.safeguards.conditions import DEPARTURE, need
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _


@safeguard(
    "SG-PR-07",
    group="protection",
    title=_("Minimum assistance package delivered in time"),
    rule=_(
        "At least: secure housing, subsistence, emergency medical care, psychological first "
        "aid, interpretation, rights counselling, help to be heard in proceedings, and school "
        "for children. Non-nationals equally."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="entitlement",
    due=Due(
        24, "hours", "PRESUMED", "design default", "food, safe bed, urgent care same day; the rest in 7 days"
    ),
    override=Override(
        True,
        roles=("case manager",),
        second_person=True,
        justification=_("Item not available: gap recorded, counted, substitute offered"),
        review_working_days=5,
    ),
    children=_("Adds guardian, education, play, family contact if safe."),
    seeds=(
        Seed("IOM", "slide 5"),
        Seed("ASEM", "slides 5-6; slide 2 (resources)"),
        Seed("RSIS", "healthcare and legal needs"),
        Seed("NANJING", "Session 4 (ACWF homes, psychological team)"),
    ),
    instruments=(
        Instrument("CETS197", "12(1)-(4)", Check.READ),
        Instrument("UNTIP", "6(3)", Check.READ),
        Instrument("UNTIP", "6(4)", Check.KNOWLEDGE),
        Instrument("EU-ATD", "11(5)", Check.KNOWLEDGE),
        Instrument("EU-RPD", "7", Check.READ_SECONDARY),
        Instrument("ACTIP", "14 (assistance paragraphs)", Check.KNOWLEDGE),
        Instrument("P029", "3", Check.READ),
    ),
)
def first_help(case: CaseFacts, act: Act) -> Answered:
    """Ask that each part of first help was offered, or its gap written down, before the first days count as over."""
    if act.name in {"assistance.open_crisis", "return.made_safe_here"}:
        return met(_("First help is offered at once."))
    if act.name != "assistance.stabilise":
        return not_concerned()
    return need(
        case,
        "package_offered",
        because=_(
            "Offer each part of first help, or write down what could not be had and what was offered instead."
        ),
        holds=_("Each part of first help was offered."),
    )


@safeguard(
    "SG-PR-08",
    group="protection",
    title=_("No forced or hidden medical test"),
    rule=_(
        "This includes tests for HIV, pregnancy and virginity. Every examination is offered, explained, "
        "consented, confidential to health staff; results are not shared with police, shelter or another "
        "state without consent; forensic examination is separate."
    ),
    enforcement="block",
    legal_force="soft",
    kind="prohibition",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("treating doctor",),
        second_person=True,
        justification=_("Life-saving care of an unconscious person"),
        review_working_days=5,
    ),
    children=_("Age assessment by medical means only as last resort, with consent."),
    seeds=(Seed("RSIS", "healthcare needs and stigma"), Seed("IOM", "slide 5")),
    instruments=(
        Instrument("WHO03", "ethical standards", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Guideline 6", Check.KNOWLEDGE),
        Instrument("IOM-RRR", "not forced testing (training slides)", Check.READ_SECONDARY),
        Instrument("LA-FLOW", "HIV test appears in arrival procedure", Check.READ_SECONDARY),
    ),
    acts=("medical_procedure",),
)
def no_forced_test(case: CaseFacts, act: Act) -> Answered:
    """Refuse any examination without consent, and any that is a condition for something.

    Evidence of `medical_procedure`: `consent` (true when the person agreed), `purpose` (`admission_condition` is
    refused), `required` (true when a no would cost the person something, so that a yes is not free),
    `life_saving` (the person is unconscious and in danger of life; a doctor and a second person decide).
    Evidence of `return.arrive`: `required_tests`, tests the arrival would demand.
    """
    if act.name == "return.arrive" and words(act, "required_tests"):
        return refused(
            _("No test is a required step on arrival. Take it off the list and offer care instead."),
            final=True,
        )
    if act.name == "assistance.stabilise":
        return need(
            case,
            "health_help_by_wish_only",
            because=_(
                "Each examination and treatment must be the person's own wish. Ask, and write it down."
            ),
            holds=_("Health care is by the person's wish only."),
        )
    if act.name != "medical_procedure":
        return not_concerned()
    if word(act, "purpose") == "admission_condition":
        return refused(
            _("No test opens the door to shelter or help. Admit the person and offer care."), final=True
        )
    if offered(act, "required"):
        return refused(
            _("A yes that the person has to give is no consent. Take the condition away, then ask."),
            final=True,
        )
    if offered(act, "consent"):
        return met(_("The person agreed to this examination."))
    return refused(
        _("The person has not agreed to this examination. Explain it and ask."),
        final=not offered(act, "life_saving"),
    )


@safeguard(
    "SG-PR-11",
    group="protection",
    title=_("Dependants and family at risk are covered"),
    rule=_(
        "Dependants get housing, stay and safety planning with the person; family in the "
        "origin country is part of the risk assessment; no separation of mother and child as "
        "a condition of shelter."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("child-protection authority",),
        second_person=True,
        justification=_("Separation ordered in the child's best interests"),
        review_working_days=5,
    ),
    children=_("Each child gets an own best-interests record."),
    seeds=(
        Seed("NANJING", "Session 1 (threats against family members; brides with children)"),
        Seed("IOM", "slide 5"),
        Seed("ASEM_KEY", "rec 5(a)"),
    ),
    instruments=(
        Instrument("CETS197", "28(1)(d)", Check.READ),
        Instrument("UNTOC", "24", Check.KNOWLEDGE),
        Instrument("VN-2024", "Arts 34, 37 (accompanying under-18s)", Check.READ_SECONDARY),
        Instrument("NO-UF", "8-3 (children's permits)", Check.READ),
    ),
    acts=("place",),
)
def dependants_covered(case: CaseFacts, act: Act) -> Answered:
    """Ask that those who depend on the person are known, planned for, and settled before departure.

    Evidence of `place`: `separates_dependants`, true when parent and child would be parted.
    """
    if act.name in DEPARTURE:
        return need(
            case,
            "dependants_settled",
            because=_(
                "Settle where those who depend on the person will live, with which papers, before departure."
            ),
            holds=_("The position of each dependant is settled."),
        )
    if act.name in {"assistance.stabilise", "return.assess_risk_acceptable"}:
        return need(
            case,
            "dependants_listed",
            because=_("Ask who depends on the person, here and at home, and write it down."),
            holds=_("Who depends on the person is known."),
        )
    if act.name == "assistance.agree_plan":
        if case.number("dependants_count") == 0 or case.yes("plan_covers_dependants"):
            return met(_("The plan covers everyone who depends on the person."))
        return refused(
            _("The plan leaves out those who depend on the person. Add housing, school and safety for each."),
            missing=case.unknown("dependants_count", "plan_covers_dependants"),
        )
    if act.name == "place" and offered(act, "separates_dependants"):
        return refused(_("Nobody is parted from their children as the price of a place. Find room for all."))
    return not_concerned()
