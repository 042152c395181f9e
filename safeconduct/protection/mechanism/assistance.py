"""Assistance: its states and transitions (referral mechanism, section 7, region D)."""

from safeconduct.protection.mechanism.declared import LED_AGAIN, SAME, Owes, RegionTable, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State("NOT_STARTED", _("Not started"), _("No help was offered yet.")),
    State("CRISIS", _("First help"), _("First 24 to 72 hours.")),
    State("FIRST_ASSISTANCE", _("First assistance"), _("Until the end of reflection.")),
    State("PLAN_ACTIVE", _("Plan agreed"), _("Individual plan signed by the person.")),
    State(
        "LONG_TERM",
        _("Long-term help"),
        _("Longer plan with budget lines and responsible agency per country."),
    ),
    State("STEP_DOWN", _("Stepping down"), _("Planned reduction; contact continues.")),
    State("ENDED_AS_PLANNED", _("Ended as planned"), _("Goals met or handed over."), "stable"),
    State("DECLINED", _("No help wished now"), _("The person does not want help now."), "door-open"),
)

TRANSITIONS = (
    Transition(
        "assistance.open_crisis",
        title=_("Open first help"),
        sources=("NOT_STARTED", "DECLINED"),
        target="CRISIS",
        by=(Role.SYSTEM, Role.CASE_MANAGER),
        safeguards=("SG-PR-01", "SG-PR-06", "SG-PR-07", "SG-GV-05"),
        meaning=_("Safe bed, food, care, an interpreter and a call: today."),
        documents=("D07",),
        effects=(
            Owes(_("Assess safety and risk"), "SG-PR-01", Role.CASE_MANAGER, document="D07"),
            Owes(
                _("Offer first help: bed, food, care, interpreter, a call"),
                "SG-PR-07",
                Role.CASE_MANAGER,
                document="D08",
            ),
        ),
        protects=True,
    ),
    Transition(
        "assistance.stabilise",
        title=_("Move to first assistance"),
        sources=("CRISIS",),
        target="FIRST_ASSISTANCE",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-PR-05", "SG-PR-07", "SG-PR-08", "SG-PR-11", "SG-CH-07"),
        meaning=_("The first days are over. Housing by choice, allowance, care, advice and rest."),
        documents=("D08",),
        effects=(
            Owes(
                _("Agree an individual plan"),
                "SG-CM-07",
                Role.CASE_MANAGER,
                document="D16",
                settled_by="assistance.agree_plan",
            ),
        ),
    ),
    Transition(
        "assistance.agree_plan",
        title=_("Agree the individual plan"),
        sources=("FIRST_ASSISTANCE",),
        target="PLAN_ACTIVE",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-CM-07", "SG-LT-03", "SG-JU-01"),
        meaning=_("The plan is in the person’s own words, with review dates, and the person agrees."),
        documents=("D16",),
    ),
    Transition(
        "assistance.commit_long_term",
        title=_("Commit to long-term help"),
        sources=("PLAN_ACTIVE",),
        target="LONG_TERM",
        by=(Role.CASE_MANAGER, Role.FOCAL_POINT),
        safeguards=("SG-LT-01", "SG-LT-02"),
        meaning=_("Each line of the plan has an owner, money and a start."),
        documents=("D16",),
    ),
    Transition(
        "assistance.review_plan",
        title=_("Review the plan"),
        sources=("PLAN_ACTIVE", "LONG_TERM"),
        target=SAME,
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-CM-07", "SG-LT-03", "SG-PR-01"),
        meaning=_("A new version of the plan; nothing else changes."),
        documents=("D16",),
    ),
    Transition(
        "assistance.step_down",
        title=_("Step help down"),
        sources=("PLAN_ACTIVE", "LONG_TERM"),
        target="STEP_DOWN",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-CM-07", "SG-CH-08"),
        meaning=_("A planned reduction, at the person’s pace. Contact goes on."),
        documents=("D16",),
    ),
    Transition(
        "assistance.setback",
        title=_("Setback: open help again"),
        sources=("STEP_DOWN", "ENDED_AS_PLANNED"),
        target="CRISIS",
        by=(Role.PERSON, Role.CASE_MANAGER),
        safeguards=("SG-PR-06", "SG-RT-08"),
        meaning=_("Something went wrong. Help opens again with no new test."),
        documents=("D35",),
        effects=(LED_AGAIN, Owes(_("Assess safety and risk"), "SG-PR-01", Role.CASE_MANAGER, document="D07")),
        protects=True,
    ),
    Transition(
        "assistance.finish",
        title=_("End help as planned"),
        sources=("STEP_DOWN",),
        target="ENDED_AS_PLANNED",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-LT-03", "SG-LT-04"),
        meaning=_("The goals are met or handed over."),
        documents=("D39",),
    ),
    Transition(
        "assistance.decline",
        title=_("Note: no help wished now"),
        sources=("CRISIS", "FIRST_ASSISTANCE", "PLAN_ACTIVE", "LONG_TERM", "STEP_DOWN"),
        target="DECLINED",
        by=(Role.PERSON,),
        safeguards=("SG-PR-06", "SG-PR-05"),
        meaning=_(
            "The person does not want help now. Identification, stay and justice are not "
            "affected, and the door stays open."
        ),
        documents=("D09",),
    ),
)

TABLE = RegionTable(Region.ASSISTANCE, _("Assistance"), "NOT_STARTED", STATES, TRANSITIONS)
