"""Interviews: told once, in safe conditions, through somebody who can be trusted."""

from datetime import datetime, timedelta

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, offered
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
from safeconduct.protection.words import Check, Role
from safeconduct.protection.words import gettext_noop as _

MOST_INTERVIEWS = 2  # SG-CM-02, design default: then a review comes first
REST = timedelta(hours=72)  # SG-CM-03, design default: no in-depth interview before


@safeguard(
    "SG-CM-02",
    group="case_management",
    title=_("Told once: no repeated interviews"),
    rule=_(
        "The account is taken once, by or with the case manager, and used "
        "again. A new interview needs a question that the account leaves "
        "open, a reading of it first, and the person's agreement."
    ),
    enforcement="block",
    legal_force="binding-regional",
    kind="prohibition",
    due=Due(None, "", "", "design default", "suggested limit: 2 substantive interviews before review"),
    override=Override(
        True,
        roles=("case manager", "investigating prosecutor"),
        second_person=True,
        justification=_("Specific evidential need; recorded statement first offered"),
        review_working_days=5,
    ),
    children=_(
        "As few interviews as possible, ideally by the same person, video-recorded (EU-ATD 15(3)-(5))."
    ),
    seeds=(
        Seed("ASEM", "slide 8, I.10"),
        Seed("ASEM_KEY", "rec 2(a)"),
        Seed("NANJING", "Guizhou rec 1 (correct information without creating trauma)"),
    ),
    instruments=(
        Instrument("EU-ATD", "12(4)(a), 15(3)", Check.KNOWLEDGE),
        Instrument("CETS197", "30", Check.KNOWLEDGE),
        Instrument("EU-VRD", "20(b)", Check.KNOWLEDGE),
    ),
    acts=("schedule_interview", "start_interview"),
)
def told_once(case: CaseFacts, act: Act) -> Answered:
    """Refuse another interview unless it asks what the account leaves open, and the person agrees.

    Offered with a step that is no interview in itself: `interview`, when one is meant with it.
    """
    match act.name:
        case "schedule_interview" | "start_interview":
            return _reason_to_ask(case)
        case (
            "identification.open_identification"
            | "identification.resume"
            | "criminal_case.open_investigation"
            | "lifecycle.accept_transfer"
        ):
            if offered(act, "interview"):
                return _reason_to_ask(case)
            return _nothing_repeated(case, act)
    return not_concerned()


def _nothing_repeated(case: CaseFacts, act: Act) -> Answered:
    count = case.number("interview_count") or 0
    if act.by.role is not Role.PERSON and count > MOST_INTERVIEWS and not case.yes("gap_stated"):
        return refused(
            _(
                "The person was interviewed {count} times. Write down "
                "what is still open before anyone goes on."
            ),
            missing=case.unknown("gap_stated"),
            count=int(count),
        )
    return met(_("The account on file is used. No new interview follows from this step."))


def _reason_to_ask(case: CaseFacts) -> Answered:
    if not case.no("account_on_file") and not case.yes("gap_stated"):
        return refused(
            _(
                "Read the account on file first and write down what it "
                "leaves open. It can be shared with consent."
            ),
            missing=case.unknown("account_on_file", "gap_stated"),
        )
    if case.yes("interview_consent") and not case.yes("interview_note_open"):
        return refused(
            _(
                "The paper on file belongs to an interview that began. Write one for the next: what is "
                "still open, does the person agree, do the conditions hold?"
            ),
            missing=case.unknown("interview_note_open"),
        )
    return need(
        case,
        "interview_consent",
        because=_("The person has not agreed to this interview. Ask, and accept a no."),
        holds=_("There is a question the account leaves open, and the person agrees to answer it."),
    )


@safeguard(
    "SG-CM-03",
    group="case_management",
    title=_("Conditions for an interview"),
    rule=_(
        "Safe private place, basic needs met first, rest since rescue, person's choice of "
        "interviewer's sex, support person, breaks and right to stop, trained interviewer, "
        "pace set by the person."
    ),
    enforcement="require",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(
        None, "", "", "design default", "no in-depth interview in the first 72 hours unless the person asks"
    ),
    override=Override(
        True,
        roles=("case manager",),
        second_person=True,
        justification=_("Imminent danger to another person: limited safety questions only"),
        review_working_days=5,
    ),
    children=_("Guardian present, child-friendly room, age-suited length, recorded (SG-CH-04)."),
    seeds=(
        Seed("ASEM", "slide 5, I.1, I.3; slide 6, I.4"),
        Seed("ASEM_KEY", "rec 2(a)"),
        Seed("RSIS", "trust and safe environment; age- and gender-sensitive investigation"),
        Seed("NANJING", "Session 2-3 (fear of authorities, culture)"),
    ),
    instruments=(
        Instrument("WHO03", "ten ethical standards", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Guideline 6", Check.KNOWLEDGE),
        Instrument("BE-4C", "confidentiality, control, cooperation, consent", Check.READ_SECONDARY),
        Instrument("EU-ATD", "12(4)", Check.KNOWLEDGE),
    ),
    acts=("schedule_interview", "start_interview", "stop_interview"),
)
def interview_conditions(case: CaseFacts, act: Act) -> Answered:
    """Ask for a safe, private, rested talk; stopping is always free.

    Offered with an interview: `at`, when it will be (a moment with time zone), and `asked_by_person`.
    """
    match act.name:
        case "identification.start_screening":
            return _safe_talk(case)
        case "stop_interview":
            return met(_("The person may stop at any time. Nothing is held against anyone for it."))
        case "identification.open_identification" | "criminal_case.open_investigation":
            return _conditions(case)
        case "schedule_interview" | "start_interview":
            return _rested(case, act) or _conditions(case)
    return not_concerned()


def _safe_talk(case: CaseFacts) -> Answered:
    if case.no("companions_apart"):
        return refused(_("Someone who came along can hear. Find a way to talk with the person alone."))
    return need(
        case,
        "safe_to_talk",
        "private_place",
        because=_("Talk only where it is safe and nobody else can hear. Find such a place first."),
        holds=_("The person can talk safely and in private."),
    )


def _rested(case: CaseFacts, act: Act) -> Answered | None:
    at = act.evidence.get("at")
    when = at if isinstance(at, datetime) and at.tzinfo else case.now
    if case.first_contact_at is None or offered(act, "asked_by_person"):
        return None
    if when - case.first_contact_at < REST:
        return refused(
            _(
                "The person needs rest first: no long interview in the "
                "first {hours} hours unless the person asks."
            ),
            hours=int(REST / timedelta(hours=1)),
        )
    return None


def _conditions(case: CaseFacts) -> Answered:
    if case.child_mode and not case.yes("child_interview_conditions"):
        return refused(
            _("A child is heard with a guardian, in a room made for children, in short sessions."),
            missing=case.unknown("child_interview_conditions"),
        )
    return need(
        case,
        "interview_conditions_met",
        because=_("The list of conditions for an interview is not complete. Go through it with the person."),
        holds=_("All conditions for an interview are met."),
    )


@safeguard(
    "SG-CM-04",
    group="case_management",
    title=_("An interpreter in the person's language who can be trusted"),
    rule=_(
        "Language and dialect are recorded; interpreter is qualified, signed to "
        "confidentiality, with no link to the trafficker, the family, the local diaspora "
        "network or the person's embassy. The person may refuse an interpreter. Never a "
        "child, relative or fellow resident."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("case manager",),
        second_person=True,
        justification=_("Emergency safety or medical message only"),
        review_working_days=5,
    ),
    children=_("Interpreter trained with children."),
    seeds=(
        Seed("ASEM", "slide 6, I.5 (languages of victims)"),
        Seed("NANJING", "Session 2 (language barriers), Session 3 (culture)"),
    ),
    instruments=(
        Instrument("CETS197", "12(1)(c)", Check.READ),
        Instrument("EU-ATD", "11(5)", Check.KNOWLEDGE),
        Instrument("EU-RPD", "7", Check.READ_SECONDARY),
    ),
    acts=("consent", "rights_briefing", "schedule_interview", "start_interview"),
)
def interpreter(case: CaseFacts, act: Act) -> Answered:
    """Refuse to go on through an interpreter who is not vetted or has ties to someone involved.

    Whether one is needed may stay unknown only before a screening, because that protects.
    """
    match act.name:
        case "identification.start_screening" | "rights_briefing" if not case.yes("interpreter_needed"):
            return met(_("No interpreter is needed as far as anyone knows."))
        case (
            "identification.start_screening"
            | "rights_briefing"
            | "identification.open_identification"
            | "return.open_counselling"
            | "child.proved_adult"
            | "consent"
            | "schedule_interview"
            | "start_interview"
        ):
            return _can_be_trusted(case)
    return not_concerned()


def _can_be_trusted(case: CaseFacts) -> Answered:
    if case.no("interpreter_needed"):
        return met(_("No interpreter is needed."))
    if not case.yes("interpreter_needed"):
        return refused(
            _("Write down whether the person needs an interpreter, and for which language."),
            missing=("interpreter_needed",),
        )
    if case.yes("interpreter_declined"):
        return refused(
            _("The person does not want this interpreter. Find another, or write down that none is needed.")
        )
    facts: tuple[str, ...] = ("interpreter_vetted", "interpreter_conflict_free")
    if case.child_mode:
        facts = (*facts, "interpreter_trained_with_children")
    return need(
        case,
        *facts,
        because=_(
            "The interpreter must be vetted and free of ties to anyone involved. Never a relative or a child."
        ),
        holds=_("The interpreter is vetted and has no ties to anyone involved."),
    )
