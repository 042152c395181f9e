"""Case lead and life cycle: its states and transitions (referral mechanism, section 7, region J)."""

from safeconduct.protection.mechanism.declared import Moves, Owes, RegionTable, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State(
        "OPEN",
        _("Lead not yet confirmed"),
        _("Whoever opened the case is responsible until a lead is named."),
    ),
    State("LED", _("Led"), _("One case manager is lead in this country.")),
    State("TRANSFER_PENDING", _("Hand-over offered"), _("New lead offered; old lead still responsible.")),
    State("LOST_CONTACT", _("Contact lost"), _("Safe retries are running.")),
    State("CLOSURE_REVIEW", _("Closure being checked"), _("Second person checks the list.")),
    State("CLOSED", _("Closed"), _("Minimised; deletion date set."), "stable"),
)

# More than two changes of lead in a year are looked at within five working days, as a departure is (SG-CM-01).
_LOOK_AT_CHANGES = Owes(
    _("Find out why the lead changed more than twice in a year, and what the person says"),
    "SG-CM-01",
    Role.CASE_MANAGER,
    when="lead_changed_often",
    working_days=5,
    basis="design default",
    supervised=True,
)

TRANSITIONS = (
    Transition(
        "lifecycle.assign_lead",
        title=_("Confirm the lead"),
        sources=("OPEN",),
        target="LED",
        by=(Role.SYSTEM, Role.FOCAL_POINT),
        safeguards=("SG-CM-01", "SG-CM-05"),
        meaning=_("One case manager leads in this country and has met the person."),
        documents=("D06",),
        effects=(_LOOK_AT_CHANGES,),
    ),
    Transition(
        "lifecycle.offer_transfer",
        title=_("Offer a hand-over"),
        sources=("LED",),
        target="TRANSFER_PENDING",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-CM-01", "SG-DP-01"),
        meaning=_("A new lead is offered. The old lead stays responsible until both have met the person."),
        documents=("D06", "D31"),
    ),
    Transition(
        "lifecycle.accept_transfer",
        title=_("Take over"),
        sources=("TRANSFER_PENDING",),
        target="LED",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-CM-01", "SG-CM-02"),
        meaning=_("The person has met the new lead, who is responsible from now on."),
        documents=("D06",),
        effects=(_LOOK_AT_CHANGES,),
    ),
    Transition(
        "lifecycle.refuse_transfer",
        title=_("Stay with the present lead"),
        sources=("TRANSFER_PENDING",),
        target="LED",
        by=(Role.PERSON, Role.CASE_MANAGER),
        safeguards=("SG-CM-01",),
        meaning=_("The person or the new lead says no. The old lead stays."),
    ),
    Transition(
        "lifecycle.lose_contact",
        title=_("Contact lost"),
        sources=("LED",),
        target="LOST_CONTACT",
        by=(Role.SYSTEM,),
        safeguards=("SG-RT-07", "SG-RT-08"),
        meaning=_("The safe tries failed. They go on."),
        documents=("D34",),
        effects=(Moves(("child.go_missing",), when="child_mode"),),
        protects=True,
    ),
    Transition(
        "lifecycle.regain_contact",
        title=_("Contact again"),
        sources=("LOST_CONTACT",),
        target="LED",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=(),
        meaning=_("The person is reached."),
        effects=(Owes(_("Assess safety and risk"), "SG-PR-01", Role.CASE_MANAGER, document="D07"),),
        protects=True,
    ),
    Transition(
        "lifecycle.propose_closure",
        title=_("Propose to close"),
        sources=("LED", "LOST_CONTACT"),
        target="CLOSURE_REVIEW",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-LT-04", "SG-LT-03"),
        meaning=_("The list of twelve is complete, or the person ends the case."),
        documents=("D39",),
    ),
    Transition(
        "lifecycle.send_back",
        title=_("Send back"),
        sources=("CLOSURE_REVIEW",),
        target="LED",
        by=(Role.REVIEWER,),
        safeguards=("SG-LT-04",),
        meaning=_("The second person found something open."),
    ),
    Transition(
        "lifecycle.close",
        title=_("Close the case"),
        sources=("CLOSURE_REVIEW",),
        target="CLOSED",
        by=(Role.REVIEWER,),
        safeguards=("SG-LT-04", "SG-GV-01", "SG-GV-02", "SG-DP-10"),
        meaning=_("A second person outside the case signs. Little is kept, and the day of deletion is set."),
        documents=("D39", "D40"),
    ),
    Transition(
        "lifecycle.reopen",
        title=_("Reopen the case"),
        sources=("CLOSED",),
        target="OPEN",
        by=(Role.PERSON, Role.CASE_MANAGER, Role.FOCAL_POINT),
        safeguards=("SG-ID-04", "SG-LT-04"),
        meaning=_("No threshold: the person comes back, or something new is learned."),
        documents=("D01",),
        effects=(
            Owes(
                _("As the one who leads, meet the person and write it down"),
                "SG-CM-01",
                Role.CASE_MANAGER,
                document="D06",
                settled_by="lifecycle.assign_lead",
            ),
        ),
        protects=True,
    ),
)

TABLE = RegionTable(Region.LIFECYCLE, _("Case lead and life cycle"), "OPEN", STATES, TRANSITIONS)
