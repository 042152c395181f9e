"""Return, from arrival on: no questions at the door, follow-up as agreed, a way back out of danger."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word
from safeconduct.protection.safeguards.conditions import CLOSED_PLACES, fresh, need
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

QUIET_D = 7  # after arrival; design default of SG-RT-06

BACK = frozenset({"RECEIVED", "MONITORING", "MONITORING_ENDED", "ALERT"})


@safeguard(
    "SG-RT-06",
    group="return",
    title=_("No screening, questioning, testing or confinement on arrival"),
    rule=_(
        "Met by the named worker, not by police; no new identification interview; no "
        "compulsory transit centre, medical test, media or family handover against wish; "
        "identification recognised."
    ),
    enforcement="block",
    legal_force="soft",
    kind="prohibition",
    due=Due(7, "days", "arrival", "design default"),
    override=Override(
        True,
        roles=("receiving case manager",),
        second_person=True,
        justification=_("Person asks for it"),
        review_working_days=5,
    ),
    children=_("Carer verified at handover."),
    seeds=(Seed("ASEM", "slide 8, I.10; slide 9, II.1"), Seed("IOM", "slide 8")),
    instruments=(
        Instrument("ACTIP", "14(2)", Check.READ),
        Instrument("LA-FLOW", "interview and HIV test on arrival (practice to avoid)", Check.READ_SECONDARY),
        Instrument("OHCHR02", "Guideline 6", Check.KNOWLEDGE),
    ),
    acts=("schedule_interview", "start_interview", "medical_procedure", "place", "publish_information"),
)
def quiet_arrival(case: CaseFacts, act: Act) -> Answered:
    """Keep the first days after arrival free of questions, tests, confinement and publicity.

    Evidence: `purpose` of an interview (`identification` is refused), `required` of medical_procedure
    (true when the person has no choice), `place_kind` of place (see `CLOSED_PLACES`).
    """
    if act.name == "return.arrive":
        return need(
            case,
            "arrival_free_of_questions",
            because=_(
                "The arrival must be free of questioning, tests, confinement and publicity, and the "
                "person says whether it was. If it was not, raise an alert; the sending side stays "
                "responsible."
            ),
            holds=_("The person arrived without questions, tests, confinement or publicity."),
        )
    if not _disturbs(act):
        return not_concerned()
    if case.states.get("return") not in BACK and case.number("arrival_age_d") is None:
        return not_concerned()
    if case.number("arrival_age_d") is None or fresh(case, "arrival_age_d", QUIET_D):
        return refused(
            _(
                "In the first {limit} days after arrival the person is not interviewed again, tested, "
                "confined or shown in public, unless they ask for it."
            ),
            missing=case.unknown("arrival_age_d"),
            limit=QUIET_D,
        )
    return met(_("The first days after arrival are over."))


def _disturbs(act: Act) -> bool:
    match act.name:
        case "schedule_interview" | "start_interview":
            return word(act, "purpose") == "identification"
        case "medical_procedure":
            return act.evidence.get("required") is not False
        case "place":
            return word(act, "place_kind") in CLOSED_PLACES
        case _:
            return act.name == "publish_information"


@safeguard(
    "SG-RT-07",
    group="return",
    title=_("Monitoring after return, agreed and safe"),
    rule=_(
        "Contact at 72 hours, 2 weeks, 1, 3, 6, 12 months (then 18 and 24 for children or "
        "high risk) through a channel the person chose. Checks safety, needs, services "
        "delivered, and the person's view. The person may pause or stop. Monitoring is care, "
        "not surveillance."
    ),
    enforcement="deadline",
    legal_force="seed+soft",
    kind="obligation",
    due=Due(
        72,
        "hours",
        "arrival",
        "design default",
        "Australia asks at 3, 6, 12 months; IOM Finland stays in touch 6 months or more",
    ),
    override=Override(
        True,
        roles=("the person",),
        second_person=True,
        justification=_("Person stops monitoring; door-open note"),
        review_working_days=5,
    ),
    children=_("Child: visits in person by social worker; guardian report."),
    seeds=(
        Seed("ASEM", "slide 9, II.4"),
        Seed("RSIS", "policy pointer 3 (monitoring and follow-up)"),
        Seed("ASEM_KEY", "rec 10"),
    ),
    instruments=(
        Instrument("IOM-SH23", "survivor reintegration monitoring toolkit", Check.READ_SECONDARY),
        Instrument("NEXUS10", "monitoring manual: plans and services", Check.READ_SECONDARY),
        Instrument("ODIHR-RET14", "Principle 7", Check.READ_SECONDARY),
        Instrument("AU-STPP", "post-exit check-in 3, 6, 12 months", Check.READ_SECONDARY),
        Instrument("IOM-FI", "at least six months", Check.READ_SECONDARY),
    ),
)
def follow_up(case: CaseFacts, act: Act) -> Answered:
    """Keep follow-up what the person agreed to, and let the person end it."""
    if act.name in {"return.decline_monitoring", "lifecycle.lose_contact"}:
        return met(_("The person may do without follow-up. The numbers of both countries stay open."))
    if act.name not in {"return.agree_monitoring", "return.contact_done", "return.schedule_done"}:
        return not_concerned()
    if act.name == "return.schedule_done":
        return _follow_up_ends(case, act)
    if case.yes("monitoring_declined"):
        return refused(_("The person wants no follow-up. Leave the numbers and wait to be called."))
    return need(
        case,
        "monitoring_agreed",
        because=_(
            "Follow-up needs the person's agreement: which channel, who may ask, how to stop. Ask the person."
        ),
        holds=_("The person agreed to this follow-up."),
    )


def _follow_up_ends(case: CaseFacts, act: Act) -> Answered:
    by_choice = act.by.role is Role.PERSON or case.yes("monitoring_declined")
    if by_choice and not case.child_mode:
        return met(_("The person may end the follow-up at any time."))
    return need(
        case,
        "monitoring_schedule_done",
        because=_(
            "Not every agreed contact was made yet. Make the rest, or let the person say that it ends."
        ),
        holds=_("Each agreed contact was made."),
    )


@safeguard(
    "SG-RT-08",
    group="return",
    title=_("Danger or re-trafficking after return triggers help and way back"),
    rule=_(
        "Same-day joint call of both case managers, emergency help, option to be received "
        "again in the former country, case reopened without new proof."
    ),
    enforcement="deadline",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(24, "hours", "alert", "design default"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Duty of care."), review_working_days=None
    ),
    children=_("For a child: child protection acts at once, and the missing-child alarm goes out."),
    seeds=(Seed("ASEM", "slide 9, II.4; slide 10, III.2"), Seed("ASEM_KEY", "rec 3")),
    instruments=(
        Instrument("UNTIP", "9(1)(b) (protect from revictimisation)", Check.KNOWLEDGE),
        Instrument("CETS197", "16(5)", Check.READ_SECONDARY),
        Instrument(
            "BSR-TRM", "rationale: non-matching systems raise re-trafficking risk", Check.READ_SECONDARY
        ),
    ),
)
def danger_after_return(case: CaseFacts, act: Act) -> Answered:
    """Open help and the way back at the first sign of danger; call it over only when the person is safe."""
    opens = {
        "assistance.setback",
        "return.no_show",
        "return.danger_sign",
        "return.way_back",
        "lifecycle.lose_contact",
    }
    if act.name in opens:
        return met(_("A sign of danger is enough. Help and the way back open without new proof."))
    if act.name == "return.made_safe_here":
        return need(
            case,
            "made_safe",
            "joint_call_done",
            because=_(
                "The alert ends when the person is safe and both case managers have talked about it. "
                "Write down what was done."
            ),
            holds=_("The person is safe, and both countries have talked."),
        )
    return not_concerned()
