"""Justice: a lawyer from the start, money owed, safety from revenge, a voice by choice, evidence kept apart."""

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
from safeconduct.protection.words import Check, Role
from safeconduct.protection.words import gettext_noop as _

CLAIMS_SETTLED = frozenset({"filed", "represented", "none", "waived_after_advice"})
HELPING = frozenset({"welfare", "health", "counselling"})
"""Notes that exist to help the person. They are privileged and are not evidence."""


@safeguard(
    "SG-JU-01",
    group="justice",
    title=_("Legal aid and lawyer in both countries"),
    rule=_(
        "Free lawyer independent of police and of service funder from the start; when the "
        "person moves, a counterpart lawyer is named so claims continue in either country. "
        "Power of attorney kept valid."
    ),
    enforcement="deadline",
    legal_force="binding-regional",
    kind="entitlement",
    due=Due(72, "hours", "PRESUMED", "design default", "EU-ATD 12(2): without delay"),
    override=Override(
        True,
        roles=("the person",),
        second_person=True,
        justification=_("Declines after explanation; offered again each phase"),
        review_working_days=5,
    ),
    children=_("Own lawyer distinct from guardian."),
    seeds=(
        Seed("ASEM_KEY", "rec 4(a); key message on access to justice"),
        Seed("RSIS", "right to legal representation"),
        Seed("IOM", "slide 5 (judicial redress)"),
        Seed("ASEM", "slide 5, I.2"),
    ),
    instruments=(
        Instrument("CETS197", "15(2)", Check.KNOWLEDGE),
        Instrument("EU-ATD", "12(2)", Check.KNOWLEDGE),
        Instrument("UNTIP", "6(2)", Check.READ),
        Instrument("OHCHR02", "Guideline 9", Check.KNOWLEDGE),
        Instrument("P029", "4(1)", Check.READ_SECONDARY),
    ),
)
def lawyer_from_the_start(case: CaseFacts, act: Act) -> Answered:
    """Ask that a lawyer was offered before anything binds the person, and acts in both countries at departure."""
    if act.name in DEPARTURE:
        return _lawyers_at_departure(case)
    if act.name in {"asylum.decline", "claims.waive"}:
        if case.yes("lawyer_destination") or case.yes("lawyer_declined") or case.yes("claim_advice_given"):
            return met(_("The person decides this after a lawyer was at hand."))
        return refused(
            _(
                "Giving up a right comes after talking with a lawyer. Arrange the talk; the person may "
                "decline it."
            ),
            missing=case.unknown("lawyer_destination"),
        )
    asks_offer = {
        "assistance.agree_plan",
        "return.open_counselling",
        "criminal_case.inform",
        "criminal_case.report",
        "claims.assess",
        "claims.file",
    }
    if act.name == "charges.screen" and case.no("lawyer_offered") and not _lawyer_at_hand(case, act):
        return refused(_("The person needs a lawyer when a charge is looked at. Offer one now."))
    if act.name in asks_offer and not _lawyer_at_hand(case, act):
        return refused(
            _("Offer the person a lawyer first: free, and independent of police and funders."),
            missing=case.unknown("lawyer_offered"),
        )
    if act.name in asks_offer:
        return met(_("A lawyer was offered."))
    return not_concerned()


def _lawyer_at_hand(case: CaseFacts, act: Act) -> bool:
    known = (case.yes(name) for name in ("lawyer_offered", "lawyer_destination", "lawyer_declined"))
    return act.by.role is Role.LAWYER or any(known)


def _lawyers_at_departure(case: CaseFacts) -> Answered:
    if not case.yes("lawyer_destination"):
        return refused(
            _("A lawyer in this country must act for the person before departure. Arrange a mandate."),
            missing=case.unknown("lawyer_destination"),
        )
    if case.yes("lawyer_origin") or case.yes("second_lawyer_refused_by_person"):
        return met(_("Lawyers are arranged as the person wishes."))
    if case.word("claims") == "none" and case.no("proceedings_pending"):
        return met(_("A lawyer acts here; nothing needs one in the other country."))
    return refused(
        _(
            "A lawyer in the other country must carry on with claims and proceedings. Arrange one, or ask "
            "the person."
        ),
        missing=case.unknown("lawyer_origin"),
    )


@safeguard(
    "SG-JU-02",
    group="justice",
    title=_("Compensation, wages and restitution pursued"),
    rule=_(
        "Loss ledger (unpaid wages, fees, injury, moral harm, debts) kept from the start; "
        "criminal compensation, civil, labour and state-fund routes checked; time limits "
        "watched; seized assets flagged; payment reaches the person safely abroad. "
        "Immigration status is irrelevant."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="entitlement",
    due=Due(60, "days", "identification", "design default"),
    override=Override(
        True, roles=("the person",), second_person=True, justification=_("Declines"), review_working_days=5
    ),
    children=_("Blocked account to 18; guardian accountable."),
    seeds=(
        Seed("ASEM_KEY", "key message on remedies; rec 4"),
        Seed("IOM", "slides 5, 8 (redress)"),
        Seed("NANJING", "Session 2 (proceeds)"),
    ),
    instruments=(
        Instrument("UNTIP", "6(6)", Check.KNOWLEDGE),
        Instrument("CETS197", "15(3)-(4)", Check.KNOWLEDGE),
        Instrument("EU-ATD", "17", Check.KNOWLEDGE),
        Instrument("P029", "1(1), 4(1)", Check.READ_SECONDARY),
        Instrument("ACTIP", "14 (compensation), 22", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Principle 17", Check.KNOWLEDGE),
    ),
)
def money_owed(case: CaseFacts, act: Act) -> Answered:
    """Ask that claims are looked at before departure or judgment, and that money reaches the person safely.

    Evidence of `claims.waive`: `condition`, what the person was promised for giving the claim up.
    """
    if act.name in DEPARTURE:
        if case.word("claims") in CLAIMS_SETTLED:
            return met(_("Claims are filed, represented, absent, or waived after advice."))
        return refused(
            _(
                "What the person is owed has not been settled. File it, name who represents it, or ask "
                "the person."
            ),
            missing=case.unknown("claims"),
        )
    if act.name == "claims.waive":
        if act.evidence.get("condition"):
            return refused(
                _("Giving up a claim is never the price of return, release or a permit. The claim stands."),
                final=True,
            )
        return need(
            case,
            "claim_advice_given",
            because=_(
                "The person gives up a claim only after a lawyer said what it is worth. Arrange advice."
            ),
            holds=_("The person gives the claim up after advice."),
        )
    if act.name == "criminal_case.judge":
        if case.yes("claims_assessed") or case.word("claims") in CLAIMS_SETTLED:
            return met(_("What the person is owed was worked out before the judgment."))
        return refused(
            _("Ask for compensation in the same case: work out what the person is owed before the judgment."),
            missing=case.unknown("claims_assessed"),
        )
    if act.name == "claims.pay":
        return need(
            case,
            "safe_payment_channel",
            "payment_in_own_hands",
            because=_("Money counts as paid when it reached the person's own hands by a safe way."),
            holds=_("The money is in the person's own hands."),
        )
    return not_concerned()


@safeguard(
    "SG-JU-03",
    group="justice",
    title=_("Protection of victims, witnesses, families and helpers from retaliation"),
    rule=_(
        "Threat assessment, safe contact, relocation, identity protection, court measures; "
        "notice of arrest, release, escape; also for NGO staff and informants; also after "
        "return, by arrangement between states."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="obligation",
    due=Due(24, "hours", "threat", "design default"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Duty."), review_working_days=None
    ),
    children=_("Special measures by the child's best interests."),
    seeds=(
        Seed("ASEM_KEY", "rec 5(a); key message: enabling environment for victims and supporters"),
        Seed("IOM", "slide 5"),
        Seed("ASEM", "slide 4"),
    ),
    instruments=(
        Instrument("CETS197", "28", Check.READ),
        Instrument("UNTOC", "24-25", Check.KNOWLEDGE),
        Instrument("EU-ATD", "12(3)", Check.KNOWLEDGE),
        Instrument("UNTIP", "6(5)", Check.KNOWLEDGE),
    ),
)
def safe_from_revenge(case: CaseFacts, act: Act) -> Answered:
    """Ask that a threat is assessed before the person is drawn into a case, or money shows where they are."""
    if act.name in {"criminal_case.report", "claims.pay"}:
        if case.yes("threat_reported") and not case.yes("threat_assessed"):
            return refused(
                _("A threat was made. Assess it and agree on protection first."),
                missing=case.unknown("threat_assessed"),
            )
        return met(_("No threat stands that nobody has looked at."))
    if act.name in {"criminal_case.ex_officio", "criminal_case.open_investigation", "criminal_case.indict"}:
        if case.yes("threat_assessed") or case.no("threat_reported"):
            return met(_("Danger to the person, family and helpers was looked at."))
        return refused(
            _("Look at the danger of revenge to the person, family and helpers before this step."),
            missing=case.unknown("threat_reported", "threat_assessed"),
        )
    return not_concerned()


@safeguard(
    "SG-JU-04",
    group="justice",
    title=_("Testimony is a choice, with special measures, and views are heard"),
    rule=_(
        "Participation voluntary; remote, screened or recorded evidence; no direct "
        "confrontation; no questions on private life; companion; views and impact statement "
        "presented; case milestones told."
    ),
    enforcement="require",
    legal_force="binding",
    kind="entitlement",
    due=Due(5, "days", "milestone", "design default"),
    override=Override(
        True,
        roles=("court order (external)",),
        second_person=True,
        justification=_("Recorded as external; support doubled"),
        review_working_days=5,
    ),
    children=_("Pre-recorded, once; public excluded."),
    seeds=(
        Seed("ASEM_KEY", "key message: subject rather than object of justice; rec 5"),
        Seed("ASEM", "slide 6, I.4"),
        Seed("NANJING", "Guizhou rec 1"),
    ),
    instruments=(
        Instrument("UNTIP", "6(2)(b)", Check.READ),
        Instrument("CETS197", "12(1)(e)", Check.READ),
        Instrument("CETS197", "30", Check.KNOWLEDGE),
        Instrument("EU-ATD", "12(4), 15", Check.KNOWLEDGE),
        Instrument("EU-VRD", "18-24", Check.KNOWLEDGE),
    ),
    acts=("compel_testimony", "schedule_hearing"),
)
def testimony_by_choice(case: CaseFacts, act: Act) -> Answered:
    """Keep testimony the person's choice, with measures planned and views offered.

    Evidence: `reason` of stay.return_to_country (`testimony` asks for choice and measures); `pressed`, true when
    the person would be made to take part.
    """
    if act.name == "compel_testimony" or offered(act, "pressed"):
        return refused(_("Nobody is made to testify. Ask what the person wants, and use recorded evidence."))
    if act.name in {"criminal_case.report", "criminal_case.change_mind"}:
        if act.by.role in {Role.PERSON, Role.GUARDIAN, Role.LAWYER}:
            return met(_("The person decides whether to report."))
        return refused(_("Only the person, with guardian or lawyer, decides whether to report."), final=True)
    if act.name == "schedule_hearing":
        return need(
            case,
            "measures_planned",
            because=_("Plan protection for the hearing first: recording, video, screen, companion, breaks."),
            holds=_("Protection for the hearing is planned."),
        )
    abroad = act.name == "stay.return_to_country" and word(act, "reason") == "testimony"
    if act.name == "criminal_case.indict" or abroad:
        return need(
            case,
            "testimony_by_choice",
            "measures_planned",
            because=_(
                "Ask whether the person wants to testify, and plan protection for the hearing, before this."
            ),
            holds=_("The person chose, and protection for the hearing is planned."),
        )
    if act.name == "criminal_case.judge":
        return need(
            case,
            "views_offered",
            because=_(
                "The person may tell the court what they want it to know. Offer it before the judgment."
            ),
            holds=_("The person could tell the court their views."),
        )
    return not_concerned()


@safeguard(
    "SG-JU-05",
    group="justice",
    title=_("Disclosure control and evidence integrity"),
    rule=_(
        "Welfare, health and counselling notes are privileged and separate from evidence; "
        "disclosure needs order or consent, minimum extract, redaction, log. Evidence items "
        "hashed, time-stamped, chain kept, translated with translator id."
    ),
    enforcement="require",
    legal_force="soft",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("data protection officer + lawyer",),
        second_person=True,
        justification=_("Court order"),
        review_working_days=5,
    ),
    children=_("Child interview recordings: viewing room only."),
    seeds=(
        Seed("NANJING", "Session 2 (getting evidence); Guizhou rec 1"),
        Seed("ASEM", "slide 8, I.10"),
        Seed("ASEM_KEY", "rec 9"),
    ),
    instruments=(
        Instrument("UNTIP", "6(1)", Check.READ),
        Instrument("CETS197", "30, 33-34", Check.KNOWLEDGE),
        Instrument("UNTOC", "18", Check.KNOWLEDGE),
    ),
    acts=("disclose_file",),
)
def evidence_apart(case: CaseFacts, act: Act) -> Answered:
    """Keep helping notes out of evidence, and keep evidence with its fingerprint and chain.

    Evidence of `disclose_file`: `parts` asked for (`evidence`, `welfare`, `health`, `counselling`, ...), and
    those of them that a court order (`order_covers`) or the person's consent (`consent_covers`) names.
    """
    if act.name == "criminal_case.open_investigation":
        if case.no("account_on_file"):
            return met(_("No evidence is on file yet."))
        return need(
            case,
            "evidence_chain_kept",
            because=_(
                "Each piece of evidence needs its fingerprint, its time and everyone who held it. Add them."
            ),
            holds=_("The evidence has its fingerprints and its chain."),
        )
    if act.name != "disclose_file":
        return not_concerned()
    uncovered = words(act, "parts") - words(act, "order_covers") - words(act, "consent_covers")
    if not words(act, "parts"):
        return refused(_("Say which parts of the file are asked for. The whole file is never handed over."))
    if uncovered & HELPING:
        return refused(
            _("Notes about help and health are privileged. They need the person's consent or a court order.")
        )
    if uncovered:
        return refused(_("Hand over only what the order or the person's consent names: the smallest part."))
    return need(
        case,
        "evidence_chain_kept",
        because=_("Evidence leaves the file only with its fingerprint and its chain. Add them."),
        holds=_("Only what is covered leaves the file."),
    )
