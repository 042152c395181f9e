"""Child track: its states and transitions (referral mechanism, section 7, region I)."""

from safeconduct.protection.counting import Kind
from safeconduct.protection.mechanism.declared import NEEDED_HERE, Owes, RegionTable, Runs, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State(
        "ADULT_OR_UNKNOWN",
        _("No reason to think under 18"),
        _("Child rules start as soon as the age is in doubt."),
    ),
    State("CHILD_TREATED", _("Treated as a child"), _("Child, or age in doubt: child rules on.")),
    State(
        "GUARDIAN_ACTIVE", _("Guardian active"), _("The guardian has accepted and decides with the child.")
    ),
    State("BIA_DONE", _("Best interests assessed"), _("For the choices of every day.")),
    State("TRACING", _("Looking for family"), _("Family tracing with safety check.")),
    State("BID_DONE", _("Best interests determined"), _("By a panel, for decisions that last.")),
    State(
        "DURABLE_SOLUTION",
        _("Lasting solution"),
        _("Care, reunification, local integration or resettlement in place."),
    ),
    State("TRANSITION", _("Towards 18"), _("17½ to 18 and after: plan so that support does not stop.")),
    State("ADULT_CONTINUES", _("Now adult"), _("The same case manager goes on, if wanted."), "stable"),
    State("MISSING", _("Missing"), _("Child not where expected.")),
)

TRANSITIONS = (
    Transition(
        "child.doubt_or_child",
        title=_("Treat as a child"),
        sources=("ADULT_OR_UNKNOWN",),
        target="CHILD_TREATED",
        by=(Role.FIRST_RESPONDER, Role.CASE_MANAGER, Role.SYSTEM),
        safeguards=("SG-CH-01", "SG-CH-05"),
        meaning=_("Under 18, or nobody is sure: child rules are on."),
        documents=("D20",),
        effects=(
            NEEDED_HERE,
            Owes(
                _("Have a provisional guardian"),
                "SG-CH-02",
                Role.FOCAL_POINT,
                document="D17",
                settled_by="child.appoint_guardian",
            ),
            Owes(_("Arrange school, health and daily life"), "SG-CH-07", Role.CASE_MANAGER, document="D18"),
        ),
        protects=True,
    ),
    Transition(
        "child.proved_adult",
        title=_("Adult after all"),
        sources=("CHILD_TREATED", "GUARDIAN_ACTIVE"),
        target="ADULT_OR_UNKNOWN",
        by=(Role.IDENTIFICATION_LEAD,),
        safeguards=("SG-CH-01", "SG-CM-04"),
        meaning=_("Last-resort assessment by several professions, with consent. Doubt stays with the child."),
        documents=("D20",),
    ),
    Transition(
        "child.appoint_guardian",
        title=_("Appoint the guardian"),
        sources=("CHILD_TREATED",),
        target="GUARDIAN_ACTIVE",
        by=(Role.COURT, Role.FOCAL_POINT),
        safeguards=("SG-CH-02",),
        meaning=_("An independent guardian with no conflict of interest."),
        documents=("D17",),
        effects=(
            Owes(
                _("Assess the child’s best interests"),
                "SG-CH-03",
                Role.CASE_MANAGER,
                document="D18",
                settled_by="child.assess_interests",
            ),
            Owes(_("Decide whether to look for family"), "SG-CH-06", Role.CASE_MANAGER, document="D18"),
        ),
        protects=True,
    ),
    Transition(
        "child.assess_interests",
        title=_("Assess best interests"),
        sources=("GUARDIAN_ACTIVE",),
        target="BIA_DONE",
        by=(Role.CASE_MANAGER, Role.GUARDIAN),
        safeguards=("SG-CH-03", "SG-CH-04", "SG-CH-07"),
        meaning=_("For the choices of every day."),
        documents=("D18",),
    ),
    Transition(
        "child.start_tracing",
        title=_("Look for family"),
        sources=("BIA_DONE",),
        target="TRACING",
        by=(Role.INTERNATIONAL_ORGANISATION, Role.CASE_MANAGER, Role.GUARDIAN),
        safeguards=("SG-CH-06", "SG-DP-05", "SG-DP-06", "SG-DP-09"),
        meaning=_("Only if it is in the child’s interest, and with a safety check first."),
    ),
    Transition(
        "child.determine",
        title=_("Determine best interests"),
        sources=("BIA_DONE", "TRACING"),
        target="BID_DONE",
        by=(Role.GUARDIAN, Role.IDENTIFICATION_TEAM),
        safeguards=("SG-CH-03", "SG-CH-04"),
        meaning=_("A panel weighs the options. The child’s view is written down and answered."),
        documents=("D19",),
    ),
    Transition(
        "child.implement",
        title=_("Put the lasting solution in place"),
        sources=("BID_DONE",),
        target="DURABLE_SOLUTION",
        by=(Role.CASE_MANAGER, Role.GUARDIAN),
        safeguards=("SG-CH-03", "SG-CH-05", "SG-CH-07"),
        meaning=_("Care, reunification, life here or resettlement."),
        documents=("D19",),
    ),
    Transition(
        "child.approach_18",
        title=_("Prepare for 18"),
        sources=("GUARDIAN_ACTIVE", "BIA_DONE", "TRACING", "BID_DONE", "DURABLE_SOLUTION"),
        target="TRANSITION",
        by=(Role.SYSTEM,),
        safeguards=("SG-CH-08",),
        meaning=_("Half a year before 18: a plan so that support does not stop."),
        documents=("D16",),
        effects=(
            Runs("turning 18", "SG-CH-08", Kind.DUTY, then="child.turn_18"),
            Owes(_("Agree the plan for after 18"), "SG-CH-08", Role.CASE_MANAGER, document="D16"),
        ),
        protects=True,
    ),
    Transition(
        "child.turn_18",
        title=_("Turn 18"),
        sources=("TRANSITION",),
        target="ADULT_CONTINUES",
        by=(Role.SYSTEM,),
        safeguards=("SG-CH-08", "SG-DP-11"),
        meaning=_("Now adult. Support goes on, own file access is offered and consents are asked anew."),
        effects=(
            Owes(_("Offer the whole file"), "SG-DP-11", Role.CASE_MANAGER),
            Owes(_("Ask each consent anew"), "SG-CH-08", Role.CASE_MANAGER, document="D09"),
        ),
        protects=True,
    ),
    Transition(
        "child.go_missing",
        title=_("Missing: raise the alarm"),
        sources=(
            "CHILD_TREATED",
            "GUARDIAN_ACTIVE",
            "BIA_DONE",
            "TRACING",
            "BID_DONE",
            "DURABLE_SOLUTION",
            "TRANSITION",
        ),
        target="MISSING",
        by=(Role.SHELTER, Role.GUARDIAN, Role.CASE_MANAGER),
        safeguards=("SG-CH-09",),
        meaning=_("The child is not where expected. The alarm goes out within the hour."),
        documents=("D35",),
        effects=(
            Owes(
                _("Report the child missing"),
                "SG-CH-09",
                Role.CASE_MANAGER,
                document="D35",
                settled_by="child.found",
            ),
        ),
        protects=True,
    ),
    Transition(
        "child.found",
        title=_("Found"),
        sources=("MISSING",),
        target="GUARDIAN_ACTIVE",
        by=(Role.CASE_MANAGER, Role.GUARDIAN),
        safeguards=("SG-CH-09", "SG-PR-01", "SG-CH-03"),
        meaning=_("A new safety check and no penalty."),
        documents=("D07",),
        effects=(
            Owes(
                _("Assess the child’s best interests again"),
                "SG-CH-03",
                Role.CASE_MANAGER,
                document="D18",
                settled_by="child.assess_interests",
            ),
            Owes(_("Assess safety and risk"), "SG-PR-01", Role.CASE_MANAGER, document="D07"),
        ),
        protects=True,
    ),
)

TABLE = RegionTable(Region.CHILD, _("Child track"), "ADULT_OR_UNKNOWN", STATES, TRANSITIONS)
