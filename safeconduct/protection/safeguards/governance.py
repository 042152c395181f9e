"""Governance: four eyes, a log nobody can change, a place for NGOs, reviews with proof, and equal treatment."""

from datetime import date, datetime

from safeconduct.protection import counting
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.length import working_days
from safeconduct.protection.safeguards.asked import not_concerned, offered, word, words
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.safeguards.identification_grounds import WHO_SOMEONE_IS
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _

TWO_PEOPLE = frozenset(
    {
        "identification.appeal_allowed",
        "identification.appeal_refused",
        "stay.settled_status",
        "stay.lift_bar",
        "charges.continue",
        "lifecycle.close",
        "override",
        "reinstate_agency",
        "export_statistics",
    }
)
REVIEW = working_days(5)  # SG-GV-02, design default
LOGGED = frozenset(
    {
        "identification.decide_not_identified",
        "stay.refuse_stay",
        "stay.lift_bar",
        "charges.continue",
        "lifecycle.close",
    }
)

# SG-GV-05 names more than a decision can: codes under which help might be refused in other systems.
NEVER_A_REASON = WHO_SOMEONE_IS | frozenset(
    {
        "sex_worker",
        "gender",
        "ethnicity",
        "migration_status",
        "irregular_entry",
        "trafficked_at_home",
        "no_cooperation",
    }
)


@safeguard(
    "SG-GV-01",
    group="governance",
    title=_("Two people from two agencies, and nobody with a tie to the case"),
    rule=_(
        "Two people from different agencies or units decide together; nobody acts on a case to "
        "which they have a tie. Who knows a shelter's place is kept apart; reviewers are drawn "
        "by lot; and there is a way to speak up outside the line of command."
    ),
    enforcement="block",
    legal_force="seed+soft",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("No override; use deputy."),
        review_working_days=None,
    ),
    children=_("Same."),
    seeds=(
        Seed("ASEM", "slide 3 (corruption)"),
        Seed("ASEM_KEY", "rec 6 (specialised units to bypass corrupt systems)"),
    ),
    instruments=(
        Instrument("OHCHR02", "Principle 6; Guideline 5", Check.READ_SECONDARY),
        Instrument("UNTOC", "8-9", Check.KNOWLEDGE),
        Instrument("CETS197", "24(d), 29", Check.KNOWLEDGE),
    ),
    acts=("override", "reinstate_agency", "export_statistics"),
)
def two_people(case: CaseFacts, act: Act) -> Answered:
    """Ask for a second person of another name and another agency, and for no tie of either to the case.

    Offered: `conflict`, true when one of the two has a tie to someone involved.
    """
    if act.name not in TWO_PEOPLE:
        return not_concerned()
    if offered(act, "conflict"):
        return refused(_("One of you has a tie to someone involved. A deputy must take the place."))
    if act.name == "stay.settled_status" and case.yes("status_proof_seen_by_two"):
        return met(_("Two people saw the proof."))
    first, second = act.by, act.second
    if second is None:
        return refused(_("A second person from another agency must agree."))
    if not first.name or not second.name or not first.agency or not second.agency:
        return refused(_("Both people and both agencies must be named."))
    if _same(first.name, second.name) or _same(first.agency, second.agency):
        return refused(_("The second person must be somebody else, from another agency."))
    return met(_("Two people from two agencies agree."))


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


@safeguard(
    "SG-GV-02",
    group="governance",
    title=_("A log that nobody can change, and a public count of overrides"),
    rule=_(
        "The log can only grow and shows every later change. An override "
        "has a reason, two names, a review date and an outcome. Counts are "
        "public, and an independent body reads everything."
    ),
    enforcement="require",
    legal_force="design+soft",
    kind="obligation",
    due=Due(5, "working days", "override", "design default"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Never."), review_working_days=None
    ),
    children=_("Same; child-related overrides listed apart."),
    seeds=(
        Seed("ASEM_KEY", "rec 6; panel on responsibility and accountability; rec 9 (monitoring)"),
        Seed("ASEM", "slide 3"),
    ),
    instruments=(
        Instrument("EU-ATD", "19 (measuring results, independent bodies)", Check.READ),
        Instrument("CETS197", "29(4), 36", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Guideline 1, 3", Check.KNOWLEDGE),
    ),
    acts=("override",),
)
def kept_in_the_log(case: CaseFacts, act: Act) -> Answered:
    """Ask a reason and a review date for every override; all other acts are logged by the system itself.

    Offered with an override: `reason`, and `review_on`, a day at most five working days ahead.
    """
    if act.name in LOGGED:
        return met(_("The decision goes into the log and is counted in public."))
    if act.name != "override":
        return not_concerned()
    if not word(act, "reason"):
        return refused(_("Write down why this safeguard is set aside."))
    review = act.evidence.get("review_on")
    latest, zone = counting.end(REVIEW, case.now, case.country, counting.Kind.DUTY)
    today, last = counting.local_day(case.now, zone), counting.last_day(latest, zone)
    if isinstance(review, datetime) or not isinstance(review, date) or not today <= review <= last:
        return refused(_("Name the day of the review, {last} at the latest."), last=last)
    return met(_("The override is logged with its reason and its review, and is counted in public."))


@safeguard(
    "SG-GV-03",
    group="governance",
    title=_("NGOs have a place in the mechanism"),
    rule=_(
        "State stays responsible; NGOs and community groups can refer, sit in identification, "
        "receive answers, reopen, and reach victims in detention or shelters. Refusals are "
        "reasoned and counted."
    ),
    enforcement="require",
    legal_force="seed+soft",
    kind="obligation",
    due=Due(24, "hours", "referral", "design default"),
    override=Override(
        True,
        roles=("national coordinator",),
        second_person=True,
        justification=_("NGO suspended for harm to a victim"),
        review_working_days=5,
    ),
    children=_("Child-focused NGO for children."),
    seeds=(
        Seed("RSIS", "policy pointer 2"),
        Seed("ASEM", "slide 4; slide 3"),
        Seed("ASEM_KEY", "key message; rec 2"),
        Seed("NANJING", "Session 2 (role of NGOs)"),
    ),
    instruments=(
        Instrument("CETS197", "12(5)", Check.READ),
        Instrument("CETS197", "5(6), 35", Check.KNOWLEDGE),
        Instrument("UNTIP", "6(3)", Check.READ),
        Instrument("UNTIP", "9(3)", Check.KNOWLEDGE),
        Instrument("EU-ATD", "11(4), 19(1)", Check.READ),
        Instrument("IE-2024", "trusted partners", Check.READ_SECONDARY),
    ),
    acts=("deny_access", "refuse_referral"),
)
def place_for_ngos(_case: CaseFacts, act: Act) -> Answered:
    """Let NGOs refer and be heard; whoever refuses them says why.

    Offered with deny_access and refuse_referral: `reason` in words, or `reason_code`.
    """
    match act.name:
        case "identification.partner_referral":
            return met(
                _("The organisation that refers becomes a party to the case and gets an answer in 24 hours.")
            )
        case "deny_access" | "refuse_referral" if not (word(act, "reason") or word(act, "reason_code")):
            return refused(_("Say why the organisation is refused. The refusal is counted in public."))
        case "deny_access" | "refuse_referral":
            return met(_("The refusal has a reason and is counted in public."))
    return not_concerned()


@safeguard(
    "SG-GV-04",
    group="governance",
    title=_("Duties and action plans are reviewed, with proof"),
    rule=_(
        "Each treaty duty and plan action has an owner, indicator, evidence, status, "
        "independent check; gaps between law and practice visible per country; peer review "
        "questions stored."
    ),
    enforcement="deadline",
    legal_force="seed",
    kind="obligation",
    due=Due(6, "months", "last update", "design default"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Reporting duty."), review_working_days=None
    ),
    children=_("Child indicators separate."),
    seeds=(
        Seed("ASEM_KEY", "recs 1, 4, 9; key message on monitoring of instruments"),
        Seed("NANJING", "Jiangxi rec 4 (inspection under second National Plan)"),
        Seed("IOM", "slides 2, 6, 7"),
        Seed("RSIS", "policy pointer 1; instruments not enforced"),
    ),
    instruments=(
        Instrument("UNTOC", "32; review mechanism (Res. 9/1, 2018)", Check.KNOWLEDGE),
        Instrument("CETS197", "36-38", Check.KNOWLEDGE),
        Instrument("ACTIP", "24", Check.KNOWLEDGE),
        Instrument("EU-ATD", "19, 19b, 20", Check.KNOWLEDGE),
    ),
    acts=("mark_done",),
)
def reviewed_with_proof(_case: CaseFacts, act: Act) -> Answered:
    """Let no duty or action of a plan count as done without evidence and an owner.

    Offered: `evidence` (where to read it), `owner`.
    """
    if act.name != "mark_done":
        return not_concerned()
    if not word(act, "evidence"):
        return refused(_("Show by what anybody can see that this is done."))
    if not word(act, "owner"):
        return refused(_("Name who answers for this."))
    return met(_("There is evidence, and somebody answers for it."))


@safeguard(
    "SG-GV-05",
    group="governance",
    title=_("Equal treatment, whatever status, route, work or conduct"),
    rule=_(
        "Nationality, irregular stay, sex work, sexuality, religion, disability, criminal "
        "record, or having declined help before never lowers protection. Nationals trafficked "
        "at home are covered."
    ),
    enforcement="block",
    legal_force="binding",
    kind="prohibition",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Non-discrimination clause."),
        review_working_days=None,
    ),
    children=_("All children first as children."),
    seeds=(
        Seed("ASEM", "slide 7, I.8"),
        Seed("RSIS", "differentiated approach; stigma"),
        Seed("ASEM_KEY", "human-rights-based approach"),
    ),
    instruments=(
        Instrument("UNTIP", "14(2)", Check.KNOWLEDGE),
        Instrument("CETS197", "3", Check.KNOWLEDGE),
        Instrument("CRC", "2", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Principles 1, 3", Check.READ),
    ),
    acts=("refuse_service", "refuse_referral", "deny_access", "place"),
)
def equal_treatment(_case: CaseFacts, act: Act) -> Answered:
    """Refuse every refusal of help that rests on who the person is; a refusal needs a reason at all.

    Offered: `reason_code` or `reason_codes`.
    """
    reasons = words(act, "reason_code") | words(act, "reason_codes")
    judged = sorted(reasons & NEVER_A_REASON)
    match act.name:
        case "refuse_service" | "refuse_referral" | "deny_access" | "place" | "stay.settled_status":
            if judged:
                return refused(
                    _("Nobody loses protection over this: {judged}. Give the help."), judged=judged
                )
            if act.name == "refuse_service" and not reasons:
                return refused(_("A refusal of help needs a reason. Without one, give the help."))
            return met(_("The reason has nothing to do with who the person is."))
        case "assistance.open_crisis":
            return met(_("Everybody gets first help, whatever status, route, work or conduct."))
    return not_concerned()
