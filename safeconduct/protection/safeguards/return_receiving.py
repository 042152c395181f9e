"""Return, the receiving side: its assurance, papers to travel on, somebody who accepted to meet the person.

At clearing and at departure each of these is one line of the departure gate (referral mechanism, section 8).
"""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word
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
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _

ASSURANCE_POINTS = 8  # the eight points that SG-RT-03 lists
ASSURANCE_VALID_D = 60  # design default of SG-RT-03


@safeguard(
    "SG-RT-03",
    group="return",
    title=_("Home-country assurance of safe conditions"),
    rule=_(
        "A named receiving authority or organisation confirms: place to live, named case "
        "manager, services with start dates, no detention, no prosecution, no forced shelter, "
        "contact for danger, agreement to monitoring. Assurance is about this person and "
        "expires; a general statement is not enough. It never replaces the risk assessment."
    ),
    enforcement="block",
    legal_force="seed",
    kind="obligation",
    due=Due(14, "days", "assurance requested", "design default", "answer expected"),
    override=Override(
        True,
        roles=("national focal point + case manager",),
        second_person=True,
        justification=_(
            "No state counterpart is safe: assurance from vetted IO or NGO with the person's consent"
        ),
        review_working_days=5,
    ),
    children=_("Includes named carer and school place; guardianship hand-over confirmed."),
    seeds=(Seed("ASEM", "slide 9, II.3"), Seed("ASEM_KEY", "rec 3 (assurance from the home country)")),
    instruments=(
        Instrument("CETS197", "16(5)-(6)", Check.READ_SECONDARY),
        Instrument("ACTIP", "15(1), 15(5)", Check.READ),
        Instrument("ODIHR-RET14", "Principles 1, 7", Check.READ_SECONDARY),
    ),
)
def assurance(case: CaseFacts, act: Act) -> Answered:
    """Ask for a personal assurance of eight points, signed, at most 60 days old."""
    if act.name in {"return.assurance_refused", "return.guard_expires"}:
        return met(_("No assurance, or silence past the date, ends the preparation. That needs no proof."))
    if act.name not in DEPARTURE | {"return.assurance_given"}:
        return not_concerned()
    if not case.at_least("assurance_items", ASSURANCE_POINTS):
        return refused(
            _(
                "The assurance must cover all {limit} points for this person. Ask the receiving side for "
                "the rest."
            ),
            missing=case.unknown("assurance_items"),
            limit=ASSURANCE_POINTS,
        )
    stale = too_old(
        case,
        "assurance_age_d",
        ASSURANCE_VALID_D,
        unknown=_(
            "Nobody noted when the assurance was signed. It must be within the last {limit} days: ask for "
            "one."
        ),
        old=_("The assurance is {age} days old; it may be at most {limit}. Ask for a new one."),
    )
    if stale:
        return stale
    if act.name == "return.assurance_given" and case.word("assurance_signer") != "state":
        return refused(
            _(
                "The assurance is not signed by a state authority. Where none is safe, two people may accept "
                "that of a vetted organisation, with the person's agreement."
            ),
            missing=case.unknown("assurance_signer"),
        )
    return met(_("The receiving side assures each point for this person."))


@safeguard(
    "SG-RT-04",
    group="return",
    title=_("Travel papers without delay and without a mark"),
    rule=_(
        "Origin state issues papers promptly; papers and stamps show nothing about "
        "trafficking; stay is protected meanwhile."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="obligation",
    due=Due(30, "days", "request", "design default", "treaty: without undue or unreasonable delay"),
    override=Override(
        True,
        roles=("national focal point",),
        second_person=True,
        justification=_("Complex identity; escalated bilaterally"),
        review_working_days=5,
    ),
    children=_("Birth registration helped."),
    seeds=(
        Seed("ASEM", "slide 7, I.6"),
        Seed("NANJING", "Session 2 (document fraud, exit-entry coordination)"),
        Seed("ASEM_KEY", "rec 10"),
    ),
    instruments=(
        Instrument("UNTIP", "8(4)", Check.KNOWLEDGE),
        Instrument("CETS197", "16(4)", Check.READ),
        Instrument("ACTIP", "15(4)", Check.READ),
    ),
)
def travel_papers(case: CaseFacts, act: Act) -> Answered:
    """Ask for valid papers that show nothing about trafficking.

    Evidence of `return.send_verification`: `annotation`, a mark that the papers asked for would carry.
    """
    if act.name == "return.send_verification":
        if word(act, "annotation"):
            return refused(
                _(
                    "Papers must show nothing about trafficking or deportation. Ask for them without the "
                    "mark."
                ),
                final=True,
            )
        if case.word("travel_document") == "valid":
            return refused(
                _(
                    "The person holds valid papers, so there is nothing to ask the state of origin. Go on "
                    "without."
                )
            )
        return met(
            _("The papers are asked for without delay and without a mark. Stay is protected meanwhile.")
        )
    if act.name not in DEPARTURE | {"return.skip_verification"}:
        return not_concerned()
    if case.word("travel_document") != "valid":
        return refused(
            _(
                "Valid travel papers must be in the person's hands. Ask the focal point where the request "
                "stands."
            ),
            missing=case.unknown("travel_document"),
        )
    marked = case.yes("document_marked") or (act.name in DEPARTURE and not case.no("document_marked"))
    if marked:
        return refused(
            _(
                "Look at the papers: nothing in them may show trafficking or deportation. Ask for new "
                "ones if so."
            ),
            missing=case.unknown("document_marked"),
            final=True,
        )
    return met(_("Valid papers are there and show nothing about trafficking."))


@safeguard(
    "SG-RT-05",
    group="return",
    title=_("Somebody has accepted to receive the person before travel; no gap in care"),
    rule=_(
        "Receiving case manager has accepted, read the minimum file, spoken with the person "
        "(by call), and confirmed meeting at arrival. Sending manager stays responsible until "
        "arrival is confirmed."
    ),
    enforcement="block",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(24, "hours", "planned arrival", "design default", "confirmation or alarm"),
    override=Override(
        True,
        roles=("both unit heads",),
        second_person=True,
        justification=_("Person refuses contact at home: safe-contact plan instead"),
        review_working_days=5,
    ),
    children=_("Escorted; guardian-to-guardian handover in person."),
    seeds=(
        Seed("ASEM", "slide 4; slide 10, III.1"),
        Seed("ASEM_KEY", "recs 9-10"),
        Seed("RSIS", "policy pointer 3 (identification to reintegration)"),
    ),
    instruments=(
        Instrument("ICMPD-TRM", "return and social inclusion measure", Check.READ_SECONDARY),
        Instrument("BSR-TRM", "measure 6 return process", Check.READ_SECONDARY),
        Instrument("CETS197", "16(6) (contact information)", Check.READ_SECONDARY),
        Instrument("SE-NSPM", "step 6: child's care until home authority takes over", Check.READ_SECONDARY),
    ),
)
def handover_accepted(case: CaseFacts, act: Act) -> Answered:
    """Ask for a named receiver who accepted, has talked with the person, and then meets the person."""
    if act.name == "return.no_show":
        return met(_("Nobody confirmed the arrival, so both sides look for the person now."))
    if act.name == "return.arrive":
        return need(
            case,
            "met_in_person",
            "person_confirms_arrival",
            because=_(
                "Arrival counts when the receiving case manager has met the person and the person "
                "confirms it. Until then the sending case manager stays responsible."
            ),
            holds=_("The person was met and confirms having arrived."),
        )
    if act.name not in DEPARTURE | {"return.assurance_given"}:
        return not_concerned()
    if not case.yes("receiving_lead_named", "receiving_accepted"):
        return refused(
            _("A named case manager in the receiving country must have accepted. Ask who it is."),
            missing=case.unknown("receiving_lead_named", "receiving_accepted"),
        )
    if act.name in DEPARTURE and not case.yes("intro_call_done"):
        return refused(
            _("The person and the receiving case manager have not talked yet. Arrange a call before travel."),
            missing=case.unknown("intro_call_done"),
        )
    return met(_("A named case manager accepted to receive the person."))
