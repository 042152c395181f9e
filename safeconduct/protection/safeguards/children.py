"""Children: doubt counts as a child, a guardian at once, best interests first, heard, never held or forced out."""

from safeconduct.protection.documents.children import ADULT_AT
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, number, offered, word
from safeconduct.protection.safeguards.conditions import CLOSED_PLACES, DEPARTURE, REMOVAL, need
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

PROFESSIONS_AT_LEAST = 3  # on the panel; design default of SG-CH-03
OPTIONS_AT_LEAST = 2  # weighed by the panel; design default of SG-CH-03


@safeguard(
    "SG-CH-01",
    group="children",
    title=_("When age is in doubt, the person is treated as a child; under 18 everywhere"),
    rule=_(
        "Treat as a child until age is settled. Assessment is last, least intrusive, by "
        "qualified people, with consent and a guardian, gives a range, and the lower bound is "
        "used. A jurisdiction's lower 'child' age never reduces protection."
    ),
    enforcement="block",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("child-protection authority + independent reviewer",),
        second_person=True,
        justification=_("Reliable identity document found"),
        review_working_days=5,
    ),
    children=_("Is itself a child rule."),
    seeds=(Seed("ASEM", "slide 8, I.9"), Seed("ASEM_KEY", "rec 3(b)"), Seed("RSIS", "age and gender")),
    instruments=(
        Instrument("CETS197", "10(3)", Check.READ),
        Instrument("EU-ATD", "13(2)", Check.READ),
        Instrument("UNICEF06", "presumption of age", Check.READ_SECONDARY),
        Instrument("CRC", "1; GC6 para 31", Check.KNOWLEDGE),
        Instrument("IE-2024", "s. 26", Check.READ_SECONDARY),
    ),
)
def doubt_is_a_child(case: CaseFacts, act: Act) -> Answered:
    """Turn child rules on at any doubt, and off only by a sound assessment.

    Evidence of `child.proved_adult`: `lower_bound`, the lowest age in years that the assessment leaves open.
    """
    if act.name in {"identification.start_screening", "child.doubt_or_child"}:
        return met(_("Until age is settled the person is treated as a child."))
    if act.name != "child.proved_adult":
        return not_concerned()
    lowest = number(act, "lower_bound")
    if lowest is not None and lowest < ADULT_AT:
        return refused(
            _("The assessment leaves an age of {age} open. The lower bound counts: child rules stay on."),
            final=True,
            age=lowest,
        )
    sound = ("age_assessment_sound", "age_assessment_guardian_present", "age_appeal_told")
    if case.yes(*sound):
        return met(_("A sound assessment, with a guardian and a way to appeal, leaves no doubt."))
    if case.yes("age_document_reliable"):
        return refused(
            _(
                "A reliable paper shows 18 or over. Child protection and an independent reviewer decide "
                "on it together."
            )
        )
    return refused(
        _(
            "Child rules stay on. Only a last-resort assessment by several professions, with consent, a "
            "guardian and a way to appeal, can end them; doubt stays with the child."
        ),
        missing=case.unknown(*sound),
        final=True,
    )


@safeguard(
    "SG-CH-02",
    group="children",
    title=_("Guardian appointed at once, independent"),
    rule=_(
        "A provisional guardian within 24 hours and a formal guardian soon after, independent "
        "of agencies that decide, of the shelter operator where possible, and of anyone "
        "suspected. Replaced on conflict of interest. No interview, consent, age test, plan "
        "or return without one."
    ),
    enforcement="deadline",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(
        24,
        "hours",
        "child mode on",
        "design default",
        "treaty: 'as soon as identified'; EU asylum reform of 2024 uses 15 working days as outer limit "
        "for asylum-seeking children",
    ),
    override=Override(
        True,
        roles=("family judge",),
        second_person=True,
        justification=_("Urgent medical decision"),
        review_working_days=5,
    ),
    children=_("Is itself a child rule."),
    seeds=(Seed("ASEM_KEY", "key message on unaccompanied minors"), Seed("ASEM", "slide 8, I.9")),
    instruments=(
        Instrument("CETS197", "10(4)(a)", Check.READ_SECONDARY),
        Instrument("EU-ATD", "14(2)", Check.READ),
        Instrument("EU-ATD", "16", Check.KNOWLEDGE),
        Instrument("CRC", "18, 20; GC6 paras 33-38", Check.KNOWLEDGE),
        Instrument("UNICEF06", "guardian", Check.READ_SECONDARY),
        Instrument("FRA14", "guardianship handbook", Check.READ_SECONDARY),
    ),
    acts=("schedule_interview", "start_interview", "consent"),
)
def guardian(case: CaseFacts, act: Act) -> Answered:
    """Ask for an independent guardian before interviews, consents and plans, and a hand-over before return.

    Evidence: `urgent_care`, true when a consent is about urgent care, which waits for nobody.
    """
    if act.name == "child.appoint_guardian":
        if case.no("guardian_conflict_free"):
            return refused(_("This guardian has a conflict of interest. Appoint somebody independent."))
        return met(_("A child needs a guardian at once."))
    if not case.child_mode:
        return not_concerned()
    if act.name in DEPARTURE:
        return need(
            case,
            "guardian_handover",
            because=_("A guardian in the receiving country must have taken over before a child travels."),
            holds=_("A guardian in the receiving country took over."),
        )
    if act.name not in {"schedule_interview", "start_interview", "consent", "assistance.agree_plan"}:
        return not_concerned()
    if act.name == "consent" and offered(act, "urgent_care"):
        return met(_("Urgent care waits for nobody."))
    if case.no("guardian_conflict_free"):
        return refused(_("The guardian has a conflict of interest. Replace the guardian first."))
    return need(
        case,
        "guardian_appointed",
        because=_(
            "A child, or a person whose age is in doubt, needs a guardian for this. Have one appointed today."
        ),
        holds=_("A guardian stands beside the child."),
    )


@safeguard(
    "SG-CH-03",
    group="children",
    title=_("Best-interests determination before any lasting decision"),
    rule=_(
        "A formal determination by a panel with child-protection, guardian, health or "
        "psychology, and the country of origin's assessment; all options compared (stay, "
        "third country, return, reunification); reasons written. A quick assessment "
        "covers interim steps."
    ),
    enforcement="block",
    legal_force="binding",
    kind="obligation",
    due=Due(90, "days", "child mode on", "design default", "review yearly"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_(
            "The child's best interests cannot be set aside; urgent steps use the quick assessment."
        ),
        review_working_days=None,
    ),
    children=_("Is itself a child rule."),
    seeds=(Seed("ASEM", "slide 8, I.9"), Seed("ASEM_KEY", "rec 3(b); key message")),
    instruments=(
        Instrument("CRC", "3; GC14", Check.KNOWLEDGE),
        Instrument("CETS197", "16(7)", Check.READ_SECONDARY),
        Instrument("EU-ATD", "13(1), 14(1)", Check.READ),
        Instrument("EU-ATD", "16(2)", Check.KNOWLEDGE),
        Instrument("UNHCR-BIP", "best interests procedure", Check.KNOWLEDGE),
        Instrument("ODIHR-RET14", "Principle 4", Check.READ_SECONDARY),
    ),
    acts=("family_reunification",),
)
def best_interests(case: CaseFacts, act: Act) -> Answered:
    """Ask for a panel's determination before anything lasting, and the quick assessment before interim steps.

    Evidence of `family_reunification`: `where` (`here` or `origin`).
    """
    if act.name == "child.determine":
        return _panel_is_sound(case)
    if act.name == "child.implement":
        if case.word("bid") is None:
            return refused(_("The panel has not determined anything yet."), missing=case.unknown("bid"))
        return _panel_is_sound(case)
    if not case.child_mode:
        return not_concerned()
    if act.name in DEPARTURE:
        if case.word("bid") == "return":
            return met(_("The panel determined that return is best for the child."))
        return refused(
            _("Only a best-interests panel can decide that a child returns, and it has not said so."),
            missing=case.unknown("bid"),
        )
    if act.name == "return.assess_risk_acceptable":
        return need(
            case,
            "bia_done",
            because=_("Assess the child's best interests before the next step towards return."),
            holds=_("The child's best interests were assessed for this step."),
        )
    if act.name == "family_reunification":
        wanted = "return" if word(act, "where") == "origin" else "reunification_here"
        if case.word("bid") == wanted:
            return _panel_is_sound(case)
        return refused(
            _("The family comes together when the panel has determined so. Ask the panel."),
            missing=case.unknown("bid"),
        )
    return not_concerned()


def _panel_is_sound(case: CaseFacts) -> Answered:
    if not case.at_least("bid_professions", PROFESSIONS_AT_LEAST):
        return refused(
            _("The panel needs at least {limit} professions. Add who is missing."),
            missing=case.unknown("bid_professions"),
            limit=PROFESSIONS_AT_LEAST,
        )
    if not case.at_least("bid_options", OPTIONS_AT_LEAST):
        return refused(
            _("The panel must weigh at least {limit} options. Add the others."),
            missing=case.unknown("bid_options"),
            limit=OPTIONS_AT_LEAST,
        )
    return need(
        case,
        "child_view_written",
        because=_("The child's own view, or why it could not be had, must be written down first."),
        holds=_("Several professions weighed the options and the child's view."),
    )


@safeguard(
    "SG-CH-04",
    group="children",
    title=_("Child is heard, child-friendly interviews"),
    rule=_(
        "Child's views are asked, recorded in own words, weighed by age and maturity, and "
        "answered. Interviews few, short, by trained staff, suitable room, recorded, guardian "
        "or chosen adult present, never with suspects near."
    ),
    enforcement="require",
    legal_force="binding",
    kind="entitlement",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("guardian",),
        second_person=True,
        justification=_("Too young or unwell: observation by psychologist instead"),
        review_working_days=5,
    ),
    children=_("Is itself a child rule."),
    seeds=(Seed("ASEM", "slide 5, I.3; slide 8, I.9"), Seed("ASEM_KEY", "rec 2(a), 3(b)")),
    instruments=(
        Instrument("CRC", "12; GC12", Check.KNOWLEDGE),
        Instrument("EU-ATD", "14(1)", Check.READ),
        Instrument("EU-ATD", "15", Check.KNOWLEDGE),
        Instrument("UNICEF06", "interview chapters", Check.READ_SECONDARY),
    ),
    acts=("schedule_interview", "start_interview"),
)
def child_is_heard(case: CaseFacts, act: Act) -> Answered:
    """Ask that the child's view is written and answered, and that an interview suits a child."""
    if act.name == "child.assess_interests":
        return need(
            case,
            "child_view_written",
            because=_(
                "Ask the child, and write the view down in the child's words, or why it could not be had."
            ),
            holds=_("The child's view is written down."),
        )
    if act.name == "child.determine":
        return need(
            case,
            "child_view_written",
            "child_view_answered",
            because=_(
                "Write the child's view down, and tell the child how it counted, before the panel decides."
            ),
            holds=_("The child was heard and got an answer."),
        )
    if act.name in {"schedule_interview", "start_interview"} and case.child_mode:
        return need(
            case,
            "child_interview_conditions",
            because=_(
                "An interview with a child needs a guardian or chosen adult, a friendly room, and short "
                "parts."
            ),
            holds=_("The interview suits a child."),
        )
    return not_concerned()


@safeguard(
    "SG-CH-05",
    group="children",
    title=_("No detention, immediate deportation or forced return of children"),
    rule=_(
        "None of the three, at any stage. Return only as a best-interests outcome with care "
        "arranged at destination."
    ),
    enforcement="block",
    legal_force="binding",
    kind="prohibition",
    due=Due(0, "hours", "child mode on", "design default", "immediate"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Absolute."), review_working_days=None
    ),
    children=_("Is itself a child rule."),
    seeds=(Seed("ASEM_KEY", "key message on children"), Seed("IOM", "slide 4")),
    instruments=(
        Instrument("CRC", "3, 22, 37(b)", Check.KNOWLEDGE),
        Instrument("CETS197", "16(7)", Check.READ_SECONDARY),
        Instrument("CMW-CRC-JGC", "3/22, 4/23 (2017)", Check.KNOWLEDGE),
    ),
    acts=("detain", "execute_removal", "execute_dublin_transfer", "issue_removal_paper", "place"),
)
def never_held_or_forced_out(case: CaseFacts, act: Act) -> Answered:
    """Refuse to hold a child or force a child out; a return is a panel's outcome with a low risk.

    Evidence: `place_kind` of place.
    """
    if act.name in {"stay.bar_removal", "child.doubt_or_child"}:
        return met(_("This protects the child."))
    if act.name == "child.implement" and case.word("bid") != "return":
        return met(_("No return is involved."))
    if act.name == "child.implement":
        return _care_at_destination(case)
    if not case.child_mode:
        return not_concerned()
    if act.name in DEPARTURE:
        if case.word("bid") == "return" and case.word("risk_level") == "LOW":
            return met(_("The panel determined return, and the risk is low."))
        return refused(
            _("A child returns only when the panel determined it and the risk is low."),
            missing=case.unknown("bid", "risk_level"),
        )
    closed = act.name == "place" and word(act, "place_kind") in CLOSED_PLACES
    if act.name in REMOVAL | {"detain", "issue_removal_paper", "stay.lift_bar"} or closed:
        return refused(
            _(
                "A child, or a person whose age is in doubt, is never held and never forced out. Nobody "
                "can allow it."
            )
        )
    return not_concerned()


def _care_at_destination(case: CaseFacts) -> Answered:
    if case.word("risk_level") != "LOW":
        return refused(
            _("A child returns only where the risk is low. Ask the panel to look at the other options."),
            missing=case.unknown("risk_level"),
        )
    return need(
        case,
        "care_safe",
        because=_("Carer and place of care at the other end must be checked before a child returns."),
        holds=_("The risk is low and care is arranged."),
    )
