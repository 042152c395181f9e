"""Work and marriage abroad: agencies, diplomatic households, contracts, companies, brokers. Knows no case."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, number, offered, word, words
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

# SG-LB-05: any one of these in a private talk opens a screening.
MARRIAGE_SIGNS = frozenset(
    {
        "papers_withheld",
        "movement_restricted",
        "money_paid_for_person",
        "debt",
        "isolation",
        "violence",
        "threats",
    }
)


@safeguard(
    "SG-LB-01",
    group="labour",
    title=_("Recruitment agencies: a licence, no fees for workers, suspension"),
    rule=_(
        "Entry requirements, public register, bond, ban on charging workers, inspection, "
        "graded sanctions up to suspension and loss of licence, due process, linked names and "
        "owners checked to stop re-registration, signals shared between countries."
    ),
    enforcement="block",
    legal_force="binding+seed",
    kind="obligation",
    due=Due(14, "days", "credible allegation", "design default", "interim suspension decision"),
    override=Override(
        True,
        roles=("licensing authority board",),
        second_person=True,
        justification=_("Suspension lifted after remedy and repayment of fees"),
        review_working_days=5,
    ),
    children=_("No placement of under-18s in domestic or hazardous work."),
    seeds=(
        Seed("ASEM_KEY", "rec 8 and 8(a)-(b)"),
        Seed("NANJING", "Session 2 (marriage intermediaries paid by commission)"),
    ),
    instruments=(
        Instrument("C181", "3, 7, 8, 10, 14", Check.READ_SECONDARY),
        Instrument("P029", "2(d)", Check.KNOWLEDGE),
        Instrument("C189", "15", Check.KNOWLEDGE),
        Instrument("ACTIP", "11", Check.KNOWLEDGE),
    ),
    acts=("place_worker", "licence_agency"),
)
def recruitment_agencies(_case: CaseFacts, act: Act) -> Answered:
    """Let only licensed agencies place workers, without fees, and nobody come back under a new name.

    Offered with place_worker: `licence` (its state; only active counts), `fee_charged`, `under_18_hazardous`;
    with licence_agency: `barred_owners`, owners or directors who also stand behind a suspended or revoked
    agency, and `owners_checked`.
    """
    match act.name:
        case "place_worker":
            return _placement(act)
        case "licence_agency":
            return _new_licence(act)
    return not_concerned()


def _placement(act: Act) -> Answered:
    if word(act, "licence") != "active":
        return refused(
            _("This agency has no licence in force ({licence}). It may not place anybody."),
            licence=word(act, "licence") or "unknown",
        )
    if act.evidence.get("fee_charged") is not False:
        return refused(
            _("Workers pay nothing for a place. Confirm that no fee was taken, or have it paid back.")
        )
    if offered(act, "under_18_hazardous"):
        return refused(_("Nobody under 18 is placed in a household or in dangerous work."))
    return met(_("The agency has a licence and took no fee."))


def _new_licence(act: Act) -> Answered:
    barred = sorted(words(act, "barred_owners"))
    if barred:
        return refused(
            _("These people also stand behind an agency that lost its licence: {owners}."), owners=barred
        )
    if not offered(act, "owners_checked"):
        return refused(_("Compare owners and directors with those of suspended agencies first."))
    return met(_("No owner stands behind an agency that lost its licence."))


@safeguard(
    "SG-LB-02",
    group="labour",
    title=_("Domestic workers in diplomatic households"),
    rule=_(
        "Registered in own name with own card; contract in own language; wages to own bank "
        "account; own passport; yearly private in-person interview by protocol office without "
        "employer; helpline; immunity handled by waiver request; no new worker for a "
        "household with unresolved complaint; protection and stay as for any victim."
    ),
    enforcement="deadline",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(12, "months", "last interview", "design default", "yearly in published practice"),
    override=Override(
        True,
        roles=("head of protocol",),
        second_person=True,
        justification=_("Worker ill: interview moved, not dropped"),
        review_working_days=5,
    ),
    children=_("No under-18 workers."),
    seeds=(
        Seed("ASEM_KEY", "side event on diplomatic households"),
        Seed("NANJING", "Session 2 (domestic workers)"),
    ),
    instruments=(
        Instrument("OSCE-DIP14", "registration, interview, sanctions", Check.READ_SECONDARY),
        Instrument("VCDR61", "31, 32, 41", Check.KNOWLEDGE),
        Instrument("C189", "whole", Check.READ_SECONDARY),
    ),
    acts=("accredit_worker",),
)
def diplomatic_households(_case: CaseFacts, act: Act) -> Answered:
    """Let no new worker into a household with an open complaint, or without contract, account and own papers.

    Offered: `open_complaint`, `contract_in_own_language`, `own_bank_account`, `keeps_passport`, `age` in years;
    for a renewal `months_since_interview`.
    """
    if act.name != "accredit_worker":
        return not_concerned()
    if act.evidence.get("open_complaint") is not False:
        return refused(
            _("A complaint against this household is open, or nobody has checked. No new worker for now.")
        )
    absent = [
        name
        for name in ("contract_in_own_language", "own_bank_account", "keeps_passport")
        if not offered(act, name)
    ]
    if absent:
        return refused(
            _(
                "The worker needs an own contract in an own language, "
                "an own account and the passport in hand."
            ),
            absent=absent,
        )
    age, months = number(act, "age"), number(act, "months_since_interview")
    if age is None or age < 18:
        return refused(_("Workers in these households are 18 or over; show the age."))
    if months is not None and months > 12:
        return refused(
            _("The yearly talk with the worker alone is {months} months old. Hold it first."), months=months
        )
    return met(_("Nothing is open against the household, and the worker has what is theirs."))


@safeguard(
    "SG-LB-03",
    group="labour",
    title=_("Domestic workers from abroad: contract, wage, own papers, redress"),
    rule=_(
        "Written contract before travel, minimum wage or collective agreement, rest days, "
        "worker keeps documents, housing not compulsory, complaint in own language, "
        "inspection by consent or warrant."
    ),
    enforcement="track",
    legal_force="binding+seed",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Labour standard."), review_working_days=None
    ),
    children=_("Minimum age; schooling."),
    seeds=(Seed("ASEM_KEY", "rec 8(c)"), Seed("NANJING", "Session 2")),
    instruments=(
        Instrument("C189", "7-9, 11, 15, 17", Check.READ_SECONDARY),
        Instrument("C181", "8", Check.READ_SECONDARY),
    ),
    acts=("depart_worker", "register_contract"),
)
def domestic_workers(_case: CaseFacts, act: Act) -> Answered:
    """Ask for a written contract, a lawful wage and own papers before a domestic worker travels.

    Offered: `wage` and `minimum_wage`, in the same currency and for the same time; `contract_in_own_language`;
    `keeps_passport`; `old_enough`.
    """
    if act.name not in {"depart_worker", "register_contract"}:
        return not_concerned()
    wage, minimum = number(act, "wage"), number(act, "minimum_wage")
    if not offered(act, "contract_in_own_language"):
        return refused(
            _("There is no written contract in a language the worker reads. Nobody travels before.")
        )
    if wage is None or minimum is None or wage < minimum:
        return refused(
            _("The wage is below the lawful minimum, or nobody compared the two."), wage=wage, minimum=minimum
        )
    if not offered(act, "keeps_passport"):
        return refused(_("The worker must keep their own papers."))
    if not offered(act, "old_enough"):
        return refused(_("Nobody has shown that the worker is old enough."))
    return met(_("Contract, wage and papers are in order."))


@safeguard(
    "SG-LB-04",
    group="labour",
    title=_("Companies and public buyers: a code, a yearly report, redress"),
    rule=_(
        "Code of conduct, risk map to sub-contractors, yearly report with evidence, grievance "
        "route for workers, remedy to victims, independent check. Public buyers ask for it "
        "and exclude for trafficking offences."
    ),
    enforcement="track",
    legal_force="seed+soft",
    kind="obligation",
    due=Due(
        12,
        "months",
        "financial year end",
        "jurisdiction",
        "e.g. UK and Australian statement laws use 6 months after year end",
    ),
    override=Override(
        True,
        roles=("contracting authority",),
        second_person=True,
        justification=_("Self-cleaning proved: remedy, change, cooperation"),
        review_working_days=5,
    ),
    children=_("Child-labour module."),
    seeds=(Seed("ASEM_KEY", "key message on private sector; rec 7(a)-(b)"), Seed("ASEM", "slide 11, III.7")),
    instruments=(
        Instrument("UNGP", "15-22", Check.KNOWLEDGE),
        Instrument("EU-ATD", "18a (knowing use of services)", Check.KNOWLEDGE),
        Instrument("P029", "2(e)", Check.KNOWLEDGE),
        Instrument("GB-MSA15", "s. 54", Check.KNOWLEDGE),
        Instrument("AU-MSA18", "whole", Check.KNOWLEDGE),
    ),
    acts=("bid_eligibility",),
)
def companies(_case: CaseFacts, act: Act) -> Answered:
    """Let nobody bid for public work without a yearly statement, or while excluded.

    Offered: `statement_filed`, for the year that is due, and `excluded`.
    """
    if act.name != "bid_eligibility":
        return not_concerned()
    if act.evidence.get("excluded") is not False:
        return refused(_("The company is excluded after a trafficking offence, or nobody has checked."))
    if not offered(act, "statement_filed"):
        return refused(
            _("The company has filed no statement on what it does against trafficking for this year.")
        )
    return met(_("The company has filed its statement and is not excluded."))


@safeguard(
    "SG-LB-05",
    group="labour",
    title=_("Marriage across a border: a private talk and a signal between agencies"),
    rule=_(
        "Both agencies (exit-entry and public security) share a minimal signal; the spouse "
        "gets a private interview with own-language information and a contact card; broker "
        "name and money paid are asked; indicators go to screening, not to enforcement. No "
        "blanket suspicion by nationality."
    ),
    enforcement="deadline",
    legal_force="seed",
    kind="obligation",
    due=Due(30, "days", "arrival or registration", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Private briefing is offered to all, equally."),
        review_working_days=None,
    ),
    children=_("Under 18: child marriage protocol, BIA."),
    seeds=(Seed("NANJING", "Session 1-2 (forced marriage, 4,280 registrations, brokers); Jiangxi rec 2"),),
    instruments=(
        Instrument("UNTIP", "10(1), 11", Check.KNOWLEDGE),
        Instrument("EU-ATD", "2(3) (forced marriage added 2024)", Check.KNOWLEDGE),
    ),
    acts=("register_marriage_signal",),
)
def marriage_migration(_case: CaseFacts, act: Act) -> Answered:
    """Ask for a private talk in the spouse's language; signs lead to a screening, never to enforcement.

    Offered: `private_talk`, `in_own_language`, `purpose`, `signs`, `screening_opened`,
    `chosen_by_nationality`, true when only some nationalities are looked at.
    """
    if act.name != "register_marriage_signal":
        return not_concerned()
    if word(act, "purpose") in {"removal", "detention", "immigration_enforcement"}:
        return refused(_("A signal about a marriage is never used to remove or detain anyone."))
    if offered(act, "chosen_by_nationality"):
        return refused(_("The talk is offered to every spouse alike, whatever the nationality."))
    if not offered(act, "private_talk") or not offered(act, "in_own_language"):
        return refused(_("Talk with the spouse alone and in their own language first."))
    signs = sorted(words(act, "signs") & MARRIAGE_SIGNS)
    if signs and not offered(act, "screening_opened"):
        return refused(
            _("There are signs of control. Open a screening together with this signal."), signs=signs
        )
    return met(_("The spouse was spoken to in private, and signs lead to a screening."))
