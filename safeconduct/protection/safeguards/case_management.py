"""Case management: one leads, the trained act, rights are understood, the plan is the person's own."""

from safeconduct.protection.facts import NOT_A_CHILD, Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word, words
from safeconduct.protection.safeguards.conditions import need
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check, Region, Role
from safeconduct.protection.words import gettext_noop as _

LEAD_CHANGES_A_YEAR = 2
"""More changes of lead than this within a year are looked at by whoever supervises (SG-CM-01)."""

_LED = frozenset({"LED", "TRANSFER_PENDING", "LOST_CONTACT", "CLOSURE_REVIEW"})

# They act for themselves or in an office of their own; no course gives or takes that right.
_IN_THEIR_OWN_RIGHT = frozenset({Role.SYSTEM, Role.PERSON, Role.COURT, Role.GUARDIAN, Role.LAWYER})
_BY_THEIR_OFFICE = frozenset(
    {
        Role.IMMIGRATION,
        Role.POLICE,
        Role.PROSECUTOR,
        Role.ASYLUM_AUTHORITY,
        Role.HEALTH,
        Role.CONSULATE,
        Role.INTERNATIONAL_ORGANISATION,
        Role.INTERPRETER,
        Role.SHELTER,
    }
)


@safeguard(
    "SG-CM-01",
    group="case_management",
    title=_("One case manager from first contact to closure"),
    rule=_(
        "One named, trained case manager is assigned and stays. Change needs the person's "
        "agreement or a stated reason, an overlap handover, and is visible to the person. "
        "Across a border there is exactly one lead on each side and never zero."
    ),
    enforcement="require",
    legal_force="seed",
    kind="obligation",
    due=Due(24, "hours", "PRESUMED", "design default"),
    override=Override(
        True,
        roles=("unit head",),
        second_person=True,
        justification=_(
            "Illness, conflict of interest, safety, person's own request; more than two "
            "changes a year triggers review"
        ),
        review_working_days=5,
    ),
    children=_("Case manager works beside, and never replaces, the guardian."),
    seeds=(Seed("ASEM", "slide 8, I.10"), Seed("ASEM_KEY", "rec 2(a)"), Seed("RSIS", "policy pointer 3")),
    instruments=(
        Instrument("OSCE-NRM22", "individual support / independent advocate", Check.READ_SECONDARY),
        Instrument("EU-ATD", "11(4)", Check.READ),
    ),
    acts=("assign_case_manager", "replace_case_manager"),
)
def one_lead(case: CaseFacts, act: Act) -> Answered:
    """Keep exactly one lead in this country: nobody leaves before the next one has met the person."""
    match act.name:
        case "lifecycle.assign_lead" | "assign_case_manager" | "lifecycle.refuse_transfer":
            return met(_("Exactly one case manager leads."))
        case "identification.open_identification":
            return _somebody_leads(case)
        case "lifecycle.offer_transfer" if act.by.role is Role.PERSON:
            return met(_("The person may ask for another case manager at any time."))
        case "lifecycle.offer_transfer":
            return need(
                case,
                "next_lead_named",
                "person_told_of_handover",
                because=_("Name the next case manager and tell the person first. Until then you lead."),
                holds=_("The next case manager is named and the person had a say."),
            )
        case "lifecycle.accept_transfer":
            return _handed_over(case, "next_lead_met_person")
        case "replace_case_manager":
            return _handed_over(case, "next_lead_named")
    return not_concerned()


def _somebody_leads(case: CaseFacts) -> Answered:
    if case.yes("lead_named") or case.states.get(Region.LIFECYCLE) in _LED:
        return met(_("One case manager leads."))
    return refused(
        _("Nobody leads this case yet. Name a case manager first."), missing=case.unknown("lead_named")
    )


def _handed_over(case: CaseFacts, next_lead: str) -> Answered:
    return need(
        case,
        next_lead,
        "handover_note",
        "person_told_of_handover",
        because=_(
            "The next case manager must be there, with a hand-over note, and the person must know. "
            "Until then the present one leads."
        ),
        holds=_("The case was handed over without a gap."),
    )


@safeguard(
    "SG-CM-05",
    group="case_management",
    title=_("Only trained staff and named focal points act"),
    rule=_(
        "Each agency has named specialist focal points with current training in definition, "
        "root causes, trauma, gender, children and data protection. Lapsed training suspends "
        "the permission, not the case."
    ),
    enforcement="block",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(24, "months", "last training", "design default"),
    override=Override(
        True,
        roles=("agency head",),
        second_person=True,
        justification=_("No trained person reachable and delay would harm; supervised by phone and reviewed"),
        review_working_days=5,
    ),
    children=_("Child cases need the child-specific certificate."),
    seeds=(
        Seed("ASEM", "slide 2; slide 6, I.5"),
        Seed("ASEM_KEY", "rec 2(b); rec 5; key message on capacity"),
        Seed("NANJING", "Guizhou training; IOM case simulation"),
        Seed("IOM", "slide 6"),
    ),
    instruments=(
        Instrument("CETS197", "10(1)", Check.READ),
        Instrument("CETS197", "29(3)", Check.KNOWLEDGE),
        Instrument("EU-ATD", "18b", Check.KNOWLEDGE),
        Instrument("UNTIP", "10(2)", Check.KNOWLEDGE),
    ),
    acts=("schedule_interview", "start_interview"),
)
def trained(case: CaseFacts, act: Act) -> Answered:
    """Let only people act whose training is valid; a lapse stops the worker, not the case.

    Codes of training: screening, interview, child, case_management.
    Offered with lifecycle.assign_lead: `lead_trained`, the codes that the named lead holds.
    """
    match act.name:
        case "identification.start_screening":
            return _screener(case, act)
        case "schedule_interview" | "start_interview":
            return _interviewer(case, act)
        case "lifecycle.assign_lead":
            return _lead(act)
    return not_concerned()


def _holds(act: Act, *codes: str) -> Answered:
    absent = [code for code in codes if code not in act.by.trained]
    if absent:
        return refused(
            _("Your training is missing or has lapsed: {absent}. Ask the deputy focal point to take over."),
            absent=absent,
        )
    return met(_("The training is valid."))


def _screener(case: CaseFacts, act: Act) -> Answered:
    if act.by.role in _IN_THEIR_OWN_RIGHT | _BY_THEIR_OFFICE:
        return met(_("No certificate is asked of this office."))
    return _holds(act, "screening", "child") if _seems_a_child(case) else _holds(act, "screening")


def _seems_a_child(case: CaseFacts) -> bool:
    """Tell whether somebody sees a child. Screening protects: an unasked age does not stop it."""
    state = case.states.get(Region.CHILD, "")
    return case.yes("child") or case.yes("age_in_doubt") or state not in {"", *NOT_A_CHILD}


def _interviewer(case: CaseFacts, act: Act) -> Answered:
    # An interview can do harm: police and other offices need the training too (CETS 197 Art 29).
    if act.by.role in _IN_THEIR_OWN_RIGHT:
        return met(_("No certificate is asked of this office."))
    return _holds(act, "interview", "child") if case.child_mode else _holds(act, "interview")


def _lead(act: Act) -> Answered:
    held = words(act, "lead_trained")
    if "lead_trained" in act.evidence and "case_management" not in held:
        return refused(
            _("The named person has no valid training in case management. Name the deputy instead.")
        )
    return met(_("The person named may lead."))


@safeguard(
    "SG-CM-06",
    group="case_management",
    title=_("Rights told at first contact, understood, and given again"),
    rule=_(
        "The person is told, in a form they understand, about identification, reflection, "
        "assistance without cooperation, residence, asylum, legal aid, compensation, data "
        "rights, complaint and return options. Understanding is checked. Written material is "
        "left only if safe to hold."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="obligation",
    due=Due(24, "hours", "first contact", "design default", "'without delay' in the EU texts"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Information right."), review_working_days=None
    ),
    children=_("Child-friendly version; also to guardian."),
    seeds=(
        Seed("ASEM", "slide 3; slide 10, III.5"),
        Seed("ASEM_KEY", "key message: victims often do not know their rights"),
        Seed("RSIS", "victims' legal representation"),
    ),
    instruments=(
        Instrument("UNTIP", "6(2)(a)", Check.READ),
        Instrument("CETS197", "12(1)(d)", Check.READ),
        Instrument("CETS197", "15(1)", Check.KNOWLEDGE),
        Instrument("EU-RPD", "5", Check.READ_SECONDARY),
        Instrument("EU-ATD", "11(5)-(6)", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Guideline 4, 6", Check.KNOWLEDGE),
    ),
    acts=("consent",),
)
def rights_told(case: CaseFacts, act: Act) -> Answered:
    """Ask that rights were told and understood before screening, consent, counselling and closing."""
    match act.name:
        case (
            "identification.start_screening"
            | "identification.close_no_indicators"
            | "return.open_counselling"
            | "criminal_case.inform"
        ):
            return _told(case)
        case "consent":
            return need(
                case,
                "rights_understood",
                because=_("Consent counts only when the person could say in own words what the rights mean."),
                holds=_("The person knows what the consent is about."),
            )
    return not_concerned()


def _told(case: CaseFacts) -> Answered:
    if case.no("rights_in_own_language"):
        return refused(_("Rights were told in a language the person did not choose. Tell them again."))
    return need(
        case,
        "rights_told",
        "rights_understood",
        because=_("Tell the person their rights and let them say in own words what these mean. Then go on."),
        holds=_("The person was told their rights and understands them."),
    )


@safeguard(
    "SG-CM-07",
    group="case_management",
    title=_("The person's own plan, at the person's pace"),
    rule=_(
        "No plan is final without the person's recorded views and agreement. Goals have no "
        "forced dates; a missed step lowers nothing. Dissent is stored next to the "
        "professional view."
    ),
    enforcement="require",
    legal_force="seed",
    kind="obligation",
    due=Due(14, "days", "end of first assistance", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("A plan without the person is a draft."),
        review_working_days=None,
    ),
    children=_("Child's views by age and maturity; guardian signs; see SG-CH-03/04."),
    seeds=(
        Seed("ASEM", "slide 10, III.3-III.5"),
        Seed("ASEM_KEY", "key message on needs before repatriation; rec 3(b)"),
        Seed("RSIS", "re-integration focused on needs and rights"),
    ),
    instruments=(
        Instrument("UNTIP", "6(4)", Check.KNOWLEDGE),
        Instrument("ICMPD-TRM", "long-term assistance measure", Check.READ_SECONDARY),
        Instrument("IOM07", "chapter 3", Check.READ_SECONDARY),
    ),
    acts=("approve_plan", "refuse_service"),
)
def own_plan(case: CaseFacts, act: Act) -> Answered:
    """Ask for the person's words and agreement in every plan; a missed step has no consequence.

    Offered: `reason_code` (missed_step is refused as a reason).
    """
    match act.name:
        case "identification.pause":
            return met(_("The person sets the pace. Presumption and help go on."))
        case "identification.resume":
            return _the_persons_pace(case, act)
        case "assistance.step_down" | "refuse_service" if word(act, "reason_code") == "missed_step":
            return refused(
                _("A missed step is no reason to take help away. Talk with the person about the plan.")
            )
        case "assistance.agree_plan" | "assistance.review_plan" | "assistance.step_down" | "approve_plan":
            return _the_persons_plan(case)
    return not_concerned()


def _the_persons_pace(case: CaseFacts, act: Act) -> Answered:
    if act.by.role is not Role.PERSON and case.yes("wish_on_file"):
        return refused(
            _("The person's wish to pause still stands. Go on when the person says so, and write it down.")
        )
    return met(_("The person is ready to go on."))


def _the_persons_plan(case: CaseFacts) -> Answered:
    if case.child_mode and not case.yes("guardian_appointed"):
        return refused(
            _("A child's plan is made with a guardian. Appoint one first."),
            missing=case.unknown("guardian_appointed"),
        )
    return need(
        case,
        "plan_in_persons_words",
        "plan_agreed",
        because=_("A plan without the person's own words and agreement is a draft. Make it together."),
        holds=_("The plan is in the person's own words and the person agrees."),
    )
