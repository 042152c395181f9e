"""Stay: every option on the table, staying while courts work, work and study, a lawful way to come back."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word
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


@safeguard(
    "SG-ST-01",
    group="stay",
    title=_("All stay options assessed with the person"),
    rule=_(
        "Personal-situation permit, cooperation permit, asylum, humanitarian stay, family, "
        "work or study, third-country resettlement and voluntary return are compared in "
        "writing with legal advice. Temporary first, permanent later where return is unsafe."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(10, "days", "before end of reflection", "design default", "count backwards"),
    override=Override(
        True,
        roles=("case manager + lawyer",),
        second_person=True,
        justification=_("Person already has secure status"),
        review_working_days=5,
    ),
    children=_("A child's permit follows the child's best interests."),
    seeds=(
        Seed("ASEM", "slide 9, II.2; slide 10, III.2"),
        Seed("ASEM_KEY", "key message on permits; rec 3(c)"),
        Seed("RSIS", "T-Visa as pathway to residency"),
    ),
    instruments=(
        Instrument("CETS197", "14", Check.READ_SECONDARY),
        Instrument("UNTIP", "7", Check.KNOWLEDGE),
        Instrument("ACTIP", "14(4)", Check.READ),
        Instrument("EU-RPD", "8 (six months minimum), 13", Check.READ_SECONDARY),
        Instrument("US-22USC7105", "T status", Check.READ_SECONDARY),
        Instrument("IT-18TUI", "six months, social or judicial path", Check.READ_SECONDARY),
    ),
)
def options_compared(case: CaseFacts, act: Act) -> Answered:
    """Ask for the signed sheet of at least three options, with legal advice, before the choice narrows."""
    grants = {"stay.grant_temporary", "stay.grant_long_term"}
    talks = {"return.open_counselling", "return.decide_to_stay", "return.assurance_refused"}
    if act.name in grants | talks:
        return met(_("This keeps the person's options open."))
    if act.name == "stay.apply_early":
        if case.no("options_legal_advice") and act.by.role is not Role.LAWYER:
            return refused(
                _("A lawyer explains all options first, so that the person chooses knowing them. Ask one.")
            )
        return met(_("The person applies now; nothing that was granted ends."))
    if act.name in DEPARTURE | {"stay.end_reflection", "stay.refuse_stay", "return.request_return"}:
        return need(
            case,
            "options_sheet_signed",
            because=_(
                "The person must have seen at least three options side by side, with a lawyer, and signed "
                "the sheet. Until then nothing ends; lengthen the period if it runs out."
            ),
            holds=_("The person compared the options with a lawyer."),
        )
    return not_concerned()


@safeguard(
    "SG-ST-02",
    group="stay",
    title=_("Stay while proceedings run; return timed to the case"),
    rule=_(
        "The person may stay while they run; return weighs their status; testimony is secured early "
        "or remotely so that return is a free choice."
    ),
    enforcement="block",
    legal_force="binding",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("the person with lawyer",),
        second_person=True,
        justification=_("Chooses to go, participation arranged"),
        review_working_days=5,
    ),
    children=_("Pre-recorded evidence preferred."),
    seeds=(
        Seed("ASEM_KEY", "key message: permits especially during legal proceedings"),
        Seed("ASEM", "slide 9, II.2"),
    ),
    instruments=(
        Instrument("UNTIP", "8(2)", Check.KNOWLEDGE),
        Instrument("CETS197", "14(1)(b)", Check.READ_SECONDARY),
        Instrument("CETS197", "16(2)", Check.READ),
        Instrument("CETS197", "15", Check.KNOWLEDGE),
        Instrument("ACTIP", "15(2)", Check.READ),
        Instrument("EU-RPD", "8", Check.READ_SECONDARY),
    ),
)
def stay_for_proceedings(case: CaseFacts, act: Act) -> Answered:
    """Let the person stay while courts work, or leave by an informed choice with taking part arranged."""
    if act.name in {"stay.grant_temporary", "stay.renew"}:
        return met(_("A permit lets the person stay while proceedings run."))
    if act.name == "criminal_case.indict":
        away = case.states.get("stay") in {"DEPARTED", "BAR_LIFTED"}
        if away and not case.yes("remote_or_return_trip_arranged"):
            return refused(
                _("The person is not lawfully here. Arrange a video link or a return trip before the trial."),
                missing=case.unknown("remote_or_return_trip_arranged"),
            )
        return met(_("The person can take part in the trial."))
    if act.name not in DEPARTURE | {"stay.lift_bar"}:
        return not_concerned()
    if case.no("proceedings_pending"):
        return met(_("No proceedings run."))
    if act.name == "stay.lift_bar":
        return refused(
            _(
                "A court may need the person here. Protection from removal goes on until proceedings have "
                "ended."
            ),
            missing=case.unknown("proceedings_pending"),
        )
    return need(
        case,
        "informed_choice",
        "remote_or_return_trip_arranged",
        because=_(
            "Proceedings may be running. The person may wait for them here; to leave, they choose so with "
            "a lawyer and taking part by video or a return trip is arranged."
        ),
        holds=_("The person chose to leave, and taking part is arranged."),
    )


@safeguard(
    "SG-ST-03",
    group="stay",
    title=_("Access to work, training and resettlement"),
    rule=_(
        "Right to work and train recorded with the permit; job and training offers; "
        "resettlement referral where neither stay nor return is safe; public funds named for "
        "long-term help."
    ),
    enforcement="deadline",
    legal_force="binding-regional",
    kind="entitlement",
    due=Due(30, "days", "permit", "design default"),
    override=Override(
        True,
        roles=("case manager",),
        second_person=True,
        justification=_("The person is not ready: their pace counts"),
        review_working_days=5,
    ),
    children=_("School first; no work before legal age."),
    seeds=(
        Seed("ASEM", "slide 11, III.6-III.8"),
        Seed("ASEM_KEY", "rec 3(c)"),
        Seed("NANJING", "Session 4 (skills and jobs)"),
    ),
    instruments=(
        Instrument("CETS197", "12(4)", Check.READ),
        Instrument("UNTIP", "6(3)(d)", Check.KNOWLEDGE),
        Instrument("EU-RPD", "11", Check.READ_SECONDARY),
        Instrument("FR-CESEDA", "receipt allows work in reflection period", Check.READ),
    ),
)
def work_and_study(case: CaseFacts, act: Act) -> Answered:
    """Ask that the permit on file says whether the person may work and study. A grant waits for no paper."""
    if act.name not in {"stay.grant_temporary", "stay.grant_long_term"}:
        return not_concerned()
    if case.value("permit_kind") is None and case.value("permit_granted") is None:
        return met(_("The permit is granted; its paper, with work and study stated, is owed."))
    return need(
        case,
        "permit_work_stated",
        "permit_study_stated",
        because=_("The permit must say whether the person may work and study. Add both."),
        holds=_("The permit says what the person may do."),
    )


@safeguard(
    "SG-ST-04",
    group="stay",
    title=_("A lawful way to work abroad again"),
    rule=_(
        "No entry ban arises from having been trafficked. A safe legal route is recorded: "
        "employer vetted and willing, visa type, recruitment through licensed agency without "
        "fees."
    ),
    enforcement="track",
    legal_force="seed",
    kind="entitlement",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("immigration authority",),
        second_person=True,
        justification=_("Ban for unrelated reason, shown to lawyer"),
        review_working_days=5,
    ),
    children=_("Adults only; working-age rules apply."),
    seeds=(
        Seed("RSIS", "re-migrate through legal channels, employer willing to re-hire"),
        Seed("ASEM_KEY", "rec 8(d)"),
    ),
    instruments=(
        Instrument("GCM", "Objective 5, 10", Check.KNOWLEDGE),
        Instrument("C181", "8(2) (bilateral agreements against abuse)", Check.READ_SECONDARY),
    ),
    acts=("set_entry_ban",),
)
def way_back_to_work(case: CaseFacts, act: Act) -> Answered:
    """Keep a lawful way back open, and check an employer before the person comes back for a job.

    Evidence: `reason` of stay.return_to_country (`job`, `testimony`, `danger`); `licence`, the state of the
    recruiter's licence where one is involved (only `active` stands).
    """
    if act.name == "return.way_back":
        return met(_("The way back is open."))
    if act.name == "set_entry_ban":
        if case.states.get("identification") == "NO_INDICATORS" and not case.yes("credible_indicator"):
            return not_concerned()
        return refused(
            _(
                "Nobody is banned from entry for having been trafficked. A ban for another reason is "
                "shown to the person's lawyer and decided by two people."
            )
        )
    if act.name != "stay.return_to_country" or word(act, "reason") != "job":
        return not_concerned()
    if word(act, "licence") not in {"", "active"}:
        return refused(_("The recruiter's licence does not stand. Find a licensed one that takes no fees."))
    return need(
        case,
        "host_vetted",
        because=_("The employer must be checked before the person comes back to work. Check it first."),
        holds=_("The employer was checked."),
    )
