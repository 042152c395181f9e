"""Who may look into a case, for what, and how the person sees their own file."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, number, offered, word
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

AGAINST_THE_PERSON = frozenset(
    {
        "removal",
        "detention",
        "charge_victim",
        "work_permit_sanction",
        "sanction_relatives",
        "immigration_enforcement",
    }
)
MONTH = 30  # days to answer a wish to see one's own file (GDPR Art 12(3): one month)


@safeguard(
    "SG-DP-07",
    group="data",
    title=_("Firewall: what was told for help is never used against the person"),
    rule=_(
        "Data given for help cannot be used to detain, remove or charge the person, nor to "
        "sanction relatives. Queries carry a purpose; enforcement purposes return nothing "
        "about the person."
    ),
    enforcement="block",
    legal_force="soft",
    kind="prohibition",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Without it people stay hidden."),
        review_working_days=None,
    ),
    children=_("Same for the child's family members."),
    seeds=(
        Seed("ASEM", "slide 4 (victims suspicious of authorities); slide 8, I.12"),
        Seed("IOM", "slides 4, 7"),
        Seed("ASEM_KEY", "key message on NGO-state trust"),
    ),
    instruments=(
        Instrument("OHCHR02", "Guideline 1; Principle 7", Check.KNOWLEDGE),
        Instrument("EU-VRD", "1", Check.KNOWLEDGE),
    ),
    acts=("query", "share_data", "cross_border_transfer"),
)
def firewall(_case: CaseFacts, act: Act) -> Answered:
    """Keep what was told for help from being used to detain, remove or charge the person or their relatives.

    Offered: `purpose`. A question without a purpose, or with one against the person, gets the answer that a
    question about nobody gets: the sentence must not tell whether the person is known.
    """
    purpose = word(act, "purpose")
    match act.name:
        case "query" if not purpose or purpose in AGAINST_THE_PERSON:
            return refused(_("Nothing is held for this purpose."))
        case "query":
            return met(_("The purpose is stated and is not against the person."))
        case "share_data" | "cross_border_transfer" | "stay.settled_status" | "criminal_case.ex_officio":
            if purpose in AGAINST_THE_PERSON:
                return refused(_("What was told for help is never used against the person or their family."))
            return met(_("Nothing told for help is used against the person."))
    return not_concerned()


@safeguard(
    "SG-DP-08",
    group="data",
    title=_("Only those who need to look, and the person can see who did"),
    rule=_(
        "Whoever looks must be working on the case now. In an emergency others "
        "can, openly and with a review. The person can see who looked."
    ),
    enforcement="require",
    legal_force="binding+soft",
    kind="obligation",
    due=Due(2, "working days", "break-glass use", "design default"),
    override=Override(
        True,
        roles=("any on-call trained user",),
        second_person=True,
        justification=_("Risk to life; automatically notified to data-protection officer and case manager"),
        review_working_days=5,
    ),
    children=_("Same; log shown to guardian unless guardian is the concern."),
    seeds=(Seed("ASEM", "slide 3 (corruption); slide 8, I.10"), Seed("ASEM_KEY", "rec 6")),
    instruments=(Instrument("GDPR", "25, 32", Check.KNOWLEDGE), Instrument("CETS197", "11", Check.KNOWLEDGE)),
    acts=("read", "break_glass"),
)
def need_to_know(_case: CaseFacts, act: Act) -> Answered:
    """Let only the team of the case read; in an emergency anybody trained may, with a reason and a review.

    Offered: `on_team`; in an emergency `reason` and `own_review_overdue`, when an earlier emergency opening by
    the same worker has waited more than two working days for its review.
    """
    match act.name:
        case "read" if offered(act, "on_team"):
            return met(_("You work on this case. The person can see that you looked."))
        case "read":
            return refused(
                _("You do not work on this case. Ask the case manager, or open it as an emergency.")
            )
        case "break_glass" if offered(act, "own_review_overdue"):
            return refused(
                _("An earlier emergency opening of yours still waits for its review. Call someone on duty.")
            )
        case "break_glass" if not word(act, "reason"):
            return refused(
                _("Say why a life or safety is at risk. It is reviewed, and the person can see it.")
            )
        case "break_glass":
            return met(_("Opened as an emergency. The case manager is told at once, and it is reviewed."))
    return not_concerned()


@safeguard(
    "SG-DP-11",
    group="data",
    title=_("Seeing, copying and correcting one's own file"),
    rule=_(
        "Plain-language copy, on a safe channel, with others' data removed. Corrections are "
        "added beside the original."
    ),
    enforcement="deadline",
    legal_force="binding+soft",
    kind="entitlement",
    due=Due(30, "days", "request", "binding-regional", "GDPR: one month"),
    override=Override(
        True,
        roles=("DPO",),
        second_person=True,
        justification=_("Part withheld to protect another person; reasons given"),
        review_working_days=5,
    ),
    children=_("Child by maturity; after 18 the whole child file is offered."),
    seeds=(Seed("ASEM", "slide 10, III.5"), Seed("RSIS", "venue to discuss concerns")),
    instruments=(Instrument("GDPR", "12, 15, 16", Check.KNOWLEDGE),),
    acts=("give_own_copy", "postpone_own_copy", "correct_own_file"),
)
def own_file(_case: CaseFacts, act: Act) -> Answered:
    """Give the person a copy by a safe way, without what belongs to others; put corrections beside the original.

    Offered: `safe_channel`, `others_removed`; `days_waiting` with a delay; `replaces_original` with a correction.
    """
    match act.name:
        case "child.turn_18":
            return met(_("The whole file from childhood is offered now."))
        case "give_own_copy" if not offered(act, "safe_channel"):
            return refused(_("Ask the person how the copy can reach them safely, or let them read it here."))
        case "give_own_copy" if not offered(act, "others_removed"):
            return refused(_("The copy still names other people. Take that out and say so."))
        case "give_own_copy":
            return met(_("The person gets the copy."))
        case "postpone_own_copy":
            return _in_time(number(act, "days_waiting"))
        case "correct_own_file" if offered(act, "replaces_original"):
            return refused(_("A correction stands beside the original. It does not replace it."))
        case "correct_own_file":
            return met(_("The correction is put beside the original."))
    return not_concerned()


def _in_time(days: float | None) -> Answered:
    if days is None or days >= MONTH:
        return refused(
            _(
                "The person has waited {days} days for their own file; "
                "{limit} is the most. Tell the protection officer."
            ),
            days=days,
            limit=MONTH,
        )
    return met(_("There is still time to answer."))
