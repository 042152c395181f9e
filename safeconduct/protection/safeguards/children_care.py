"""Children, day by day: family looked for safely, school, what follows 18, and the alarm when one is missing."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, offered, word, words
from safeconduct.protection.safeguards.conditions import NO_ASYLUM_OPEN, need
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

LOCATION = frozenset({"address", "location", "school", "shelter", "phone"})
LEADS_TO_A_CHILD = LOCATION | {"contact", "how_to_reach", "travel", "travel_point"}


@safeguard(
    "SG-CH-06",
    group="children",
    title=_("Family tracing, with safety before contact"),
    rule=_(
        "Tracing starts when it is in the child's interests and safe; first establish whether "
        "family took part; use Red Cross or social-welfare channels; confirm kinship by "
        "several means (documents, photos by description, questions, DNA last); nothing about "
        "location is given to the family before clearance."
    ),
    enforcement="deadline",
    legal_force="binding+seed",
    kind="obligation",
    due=Due(14, "days", "guardian appointed", "design default", "decide whether to trace"),
    override=Override(
        True,
        roles=("guardian + child-protection authority",),
        second_person=True,
        justification=_("Child objects or risk: tracing stopped"),
        review_working_days=5,
    ),
    children=_("Adults: only on their request."),
    seeds=(
        Seed("ASEM_KEY", "key message: family-tracing systems"),
        Seed("NANJING", "Session 1 (DNA database)"),
        Seed("ASEM", "slide 8, I.11"),
    ),
    instruments=(
        Instrument("CRC", "9, 10, 22(2)", Check.KNOWLEDGE),
        Instrument("CETS197", "10(4)(c)", Check.KNOWLEDGE),
        Instrument("EU-ATD", "16(2)", Check.KNOWLEDGE),
        Instrument("LA-FLOW", "family tracing and assessment before return", Check.READ_SECONDARY),
    ),
    acts=("contact_family", "share_data"),
)
def family_tracing(case: CaseFacts, act: Act) -> Answered:
    """Look for family when it serves the child and the family had no part; tell no place before that is clear.

    Evidence of share_data: `recipient_type` (`family`) and `fields`.
    """
    if act.name == "return.assess_risk_acceptable" and case.child_mode:
        return need(
            case,
            "care_safe",
            because=_(
                "Find out who would care for the child at the other end, and have it checked, before this."
            ),
            holds=_("Carer and place of care were checked."),
        )
    if act.name == "share_data":
        where = words(act, "fields") & (LEADS_TO_A_CHILD if case.child_mode else LOCATION)
        if word(act, "recipient_type") != "family" or not where or _cleared(case):
            return not_concerned()
        return refused(
            _("The family is told nothing about where the person is before it is clear that it had no part."),
            missing=case.unknown("family_involvement_ruled_out", "tracing_in_interest"),
        )
    if act.name not in {"child.start_tracing", "contact_family"}:
        return not_concerned()
    if not case.no("fear_of_return") or case.states.get("asylum", "NOT_RAISED") not in NO_ASYLUM_OPEN:
        return refused(
            _("Return is feared, or nobody has asked, or asylum is asked for. Looking for family now could "
              "bring danger."),
            missing=case.unknown("fear_of_return"),
        )  # fmt: skip
    return need(
        case,
        "tracing_in_interest",
        "family_involvement_ruled_out",
        because=_(
            "First find out that tracing serves the child and that the family had no part in what happened."
        ),
        holds=_("Tracing serves the child, and the family had no part."),
    )


def _cleared(case: CaseFacts) -> bool:
    return case.yes("family_involvement_ruled_out", "tracing_in_interest")


@safeguard(
    "SG-CH-07",
    group="children",
    title=_("School, health and daily life while the case runs"),
    rule=_(
        "School or learning within a set time, health check by consent, contact with "
        "siblings, play, same as national children."
    ),
    enforcement="deadline",
    legal_force="binding-regional",
    kind="entitlement",
    due=Due(30, "days", "child mode on", "design default", "EU-ATD: within a reasonable period"),
    override=Override(
        True,
        roles=("guardian",),
        second_person=True,
        justification=_("Child not yet well enough: home learning"),
        review_working_days=5,
    ),
    children=_("Is itself a child rule; also for victims' children."),
    seeds=(
        Seed("IOM", "slide 5"),
        Seed("ASEM_KEY", "key message on education"),
        Seed("NANJING", "Session 4 (drop-out girls)"),
    ),
    instruments=(
        Instrument("CETS197", "12(1)(f)", Check.READ),
        Instrument("EU-ATD", "14(1)", Check.READ),
        Instrument("CRC", "28, 39", Check.KNOWLEDGE),
    ),
)
def school_and_daily_life(case: CaseFacts, act: Act) -> Answered:
    """Ask for school or learning before a lasting solution counts as in place. At earlier steps it is owed."""
    if act.name != "child.implement":
        return not_concerned()
    return need(
        case,
        "learning_arranged",
        because=_("School or learning must be arranged before this counts as a lasting solution."),
        holds=_("School or learning is arranged."),
    )


@safeguard(
    "SG-CH-08",
    group="children",
    title=_("Turning 18 does not cut support"),
    rule=_(
        "Transition plan: housing, stay, guardian-to-mentor, school, data rights. Status as "
        "child victim is kept for entitlements; decision-making moves to the young adult."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(90, "days", "age 17.5", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Support continues by need."),
        review_working_days=None,
    ),
    children=_("Is itself a child rule."),
    seeds=(Seed("ASEM", "slide 2 (long-term); slide 10, III.4"),),
    instruments=(
        Instrument("EU-ATD", "14(1) (transition to adulthood, added 2024)", Check.READ),
        Instrument("CRC", "39", Check.KNOWLEDGE),
    ),
    acts=("refuse_service",),
)
def support_after_18(case: CaseFacts, act: Act) -> Answered:
    """Keep support going past 18: a plan before help is stepped down, and no end by age.

    Evidence: `reason_code` of refuse_service and of lifecycle.close (`turned_18` is refused).
    """
    if act.name in {"child.approach_18", "child.turn_18"}:
        return met(_("Support goes on after 18, by need."))
    if act.name in {"refuse_service", "lifecycle.close"} and word(act, "reason_code") == "turned_18":
        return refused(
            _("Turning 18 is no reason to end help. Look at what the young adult needs."), final=True
        )
    grown = case.states.get("child") == "ADULT_CONTINUES"
    if act.name == "assistance.step_down" and (case.child_mode or grown):
        return need(
            case,
            "transition_planned",
            because=_(
                "Plan housing, stay, school and a mentor for the time after 18 before help is stepped down."
            ),
            holds=_("The time after 18 is planned."),
        )
    return not_concerned()


@safeguard(
    "SG-CH-09",
    group="children",
    title=_("Missing-child alarm"),
    rule=_(
        "Immediate report to police and child-protection as missing and at risk of "
        "trafficking, also across the border; photo release limited; never recorded as "
        "'absconded'."
    ),
    enforcement="deadline",
    legal_force="soft",
    kind="obligation",
    due=Due(1, "hours", "noticed missing", "design default"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Always."), review_working_days=None
    ),
    children=_("Adults: welfare alert within 24 hours with their prior agreement."),
    seeds=(Seed("ASEM_KEY", "key message on unaccompanied minors"), Seed("ASEM", "slide 8, I.9")),
    instruments=(
        Instrument("CRC", "35", Check.KNOWLEDGE),
        Instrument("EU-ATD", "13-16 (by purpose)", Check.READ_SECONDARY),
    ),
)
def missing_child(case: CaseFacts, act: Act) -> Answered:
    """Raise the alarm at once, call it by its name, and punish nobody for having been away.

    Evidence: `status` of child.go_missing (`absconded` is refused); `penalty`, true when the child would bear one.
    """
    if act.name == "child.go_missing" and word(act, "status") == "absconded":
        return refused(
            _("A child who is gone is missing and in danger, never on the run. Raise the alarm."), final=True
        )
    if act.name == "child.found" and offered(act, "penalty"):
        return refused(_("A child who comes back bears no penalty. Make sure the child is safe."), final=True)
    if act.name == "return.depart" and case.child_mode:
        return need(
            case,
            "travel_planned",
            "escort_arranged",
            because=_(
                "A child travels with an escort and a plan that says when and where the child arrives."
            ),
            holds=_("An escort goes along, and both sides know when to raise the alarm."),
        )
    if act.name in {"child.go_missing", "child.found", "return.no_show"}:
        return met(_("The alarm waits for nothing."))
    return not_concerned()
