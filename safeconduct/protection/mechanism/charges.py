"""Charges or fines against the person: its states and transitions (referral mechanism, region H)."""

from safeconduct.protection.mechanism.declared import NEEDED_HERE, Owes, RegionTable, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State("NONE", _("None"), _("No charge and no fine is known.")),
    State("ALLEGED", _("Alleged"), _("Arrest, fine, overstay penalty, charge.")),
    State("REVIEW", _("Under review"), _("Screened for trafficking before any further step.")),
    State("DROPPED", _("Dropped"), _("Not charged, fine lifted, register entry removed."), "stable"),
    State(
        "CONTINUES_WITH_REASONS",
        _("Goes on, with reasons"),
        _("Act not linked to trafficking; lawyer present; written reasons."),
        "stable",
    ),
    State(
        "CONVICTED_EARLIER", _("Earlier conviction found"), _("It comes from the time of the trafficking.")
    ),
    State("VACATED", _("Set aside"), _("The decision is gone and the register is cleared."), "stable"),
)

TRANSITIONS = (
    Transition(
        "charges.allegation",
        title=_("Note a charge or fine"),
        sources=("NONE",),
        target="ALLEGED",
        by=(Role.POLICE, Role.IMMIGRATION, Role.PROSECUTOR),
        safeguards=("SG-ID-07", "SG-PR-09"),
        meaning=_(
            "Arrest, fine or charge. It is looked at for a link with the trafficking before any further step."
        ),
        effects=(
            NEEDED_HERE,
            Owes(
                _("Screen the charge for a link with trafficking"),
                "SG-ID-07",
                Role.PROSECUTOR,
                document="D03",
                settled_by="charges.screen",
            ),
            Owes(
                _("Assess the link between the act and the trafficking"),
                "SG-PR-09",
                Role.PROSECUTOR,
                document="D22",
            ),
        ),
        protects=True,
    ),
    Transition(
        "charges.screen",
        title=_("Review the charge"),
        sources=("ALLEGED",),
        target="REVIEW",
        by=(Role.PROSECUTOR, Role.LAWYER),
        safeguards=("SG-ID-07", "SG-JU-01", "SG-PR-09"),
        meaning=_("Looked at for trafficking before any further step."),
    ),
    Transition(
        "charges.drop",
        title=_("Drop the charge"),
        sources=("REVIEW", "CONTINUES_WITH_REASONS"),
        target="DROPPED",
        by=(Role.PROSECUTOR, Role.IMMIGRATION),
        safeguards=("SG-PR-09", "SG-RT-04"),
        meaning=_("Not charged, fine lifted, register cleared."),
        documents=("D22",),
        protects=True,
        also_settles=("charges.screen",),
    ),
    Transition(
        "charges.continue",
        title=_("Go on with reasons"),
        sources=("REVIEW",),
        target="CONTINUES_WITH_REASONS",
        by=(Role.PROSECUTOR, Role.REVIEWER),
        safeguards=("SG-PR-09", "SG-GV-01", "SG-GV-02"),
        meaning=_("The act is not linked to trafficking: two people, written reasons, a lawyer present."),
        documents=("D22",),
    ),
    Transition(
        "charges.old_conviction_found",
        title=_("Note an earlier conviction"),
        sources=("NONE", "DROPPED"),
        target="CONVICTED_EARLIER",
        by=(Role.LAWYER, Role.CASE_MANAGER),
        safeguards=("SG-PR-09", "SG-JU-01"),
        meaning=_("A conviction from the time of the trafficking was found."),
        effects=(
            Owes(
                _("Ask to set the conviction aside"),
                "SG-PR-09",
                Role.LAWYER,
                document="D22",
                settled_by="charges.vacate",
            ),
        ),
        protects=True,
    ),
    Transition(
        "charges.vacate",
        title=_("Set the conviction aside"),
        sources=("CONVICTED_EARLIER",),
        target="VACATED",
        by=(Role.COURT,),
        safeguards=("SG-PR-09",),
        meaning=_("The conviction is set aside and the register cleared."),
        documents=("D22",),
        protects=True,
    ),
)

TABLE = RegionTable(Region.CHARGES, _("Charges or fines against the person"), "NONE", STATES, TRANSITIONS)
