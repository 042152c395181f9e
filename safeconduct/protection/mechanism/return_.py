"""Return and transnational referral: its states and transitions (referral mechanism, section 7, region E)."""

from safeconduct.protection.counting import Kind
from safeconduct.protection.mechanism.declared import (
    Moves,
    Owes,
    RegionTable,
    Runs,
    State,
    Transition,
    Watches,
)
from safeconduct.protection.mechanism.return_after import AFTER_DEPARTURE
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State("NOT_CONSIDERED", _("Not considered"), _("No return is being prepared.")),
    State(
        "COUNSELLING",
        _("Talking about options"),
        _("Options explained: stay, third country, return, with lawyer and without pressure."),
    ),
    State("REQUESTED", _("Wish to return"), _("Written wish of the person.")),
    State(
        "VERIFICATION",
        _("Identity being verified"),
        _("Identity and residence right checked with the origin state."),
    ),
    State("RISK_ASSESSMENT", _("Risk being assessed"), _("Joint, individual, 30 days valid.")),
    State(
        "ASSURANCE_SOUGHT", _("Assurance asked for"), _("Named receiving side asked for written assurance.")
    ),
    State(
        "RECEIVING_ACCEPTED",
        _("Accepted by the receiving side"),
        _("Receiving case manager accepted; services dated."),
    ),
    State("READY", _("Ready to depart"), _("All departure guards are true.")),
    State("IN_TRAVEL", _("Travelling"), _("Escort or meet-and-greet as agreed.")),
    State("RECEIVED", _("Arrived and met"), _("Met in person by the receiving case manager.")),
    State("MONITORING", _("Follow-up"), _("Agreed schedule runs.")),
    State("MONITORING_ENDED", _("Follow-up ended"), _("Schedule done, or person ended it."), "stable"),
    State(
        "NOT_FEASIBLE",
        _("Return not feasible"),
        _("Risk high or unknown, no assurance, best interests against."),
        "stable",
    ),
    State("WITHDRAWN", _("Wish taken back"), _("The person changed their mind."), "door-open"),
    State("ALERT", _("Alert"), _("Danger, no-show, re-trafficking sign.")),
)

# Twelve tests for every adult, three more for a child (referral mechanism, section 8): asked at clearing and
# again at departure.
DEPARTURE_GATE = (
    "SG-RT-01", "SG-RT-02", "SG-RT-03", "SG-RT-04", "SG-RT-05", "SG-ST-01", "SG-ST-02", "SG-PR-10",
    "SG-PR-11", "SG-JU-01", "SG-JU-02", "SG-LT-01", "SG-CH-02", "SG-CH-03", "SG-CH-05",
)  # fmt: skip

# They are waited for while a return is being prepared, and no longer.
_TRAVEL_PAPERS = Watches("travel papers")

TRANSITIONS = (
    Transition(
        "return.open_counselling",
        title=_("Talk about the options"),
        sources=("NOT_CONSIDERED", "WITHDRAWN", "NOT_FEASIBLE"),
        target="COUNSELLING",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-RT-01", "SG-ST-01", "SG-CM-04", "SG-CM-06", "SG-JU-01"),
        meaning=_("Stay, a third country, or return: explained with a lawyer and without pressure."),
        documents=("D24",),
    ),
    Transition(
        "return.request_return",
        title=_("Take up the wish to return"),
        sources=("COUNSELLING",),
        target="REQUESTED",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-RT-01", "SG-PR-10"),
        meaning=_("The person’s own written wish, at least 72 hours after legal advice."),
        documents=("D25",),
    ),
    Transition(
        "return.decide_to_stay",
        title=_("Decide to stay"),
        sources=("COUNSELLING", "REQUESTED"),
        target="WITHDRAWN",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-RT-01", "SG-ST-01"),
        meaning=_("The person prefers to stay. Nothing is lost by having asked."),
        effects=(_TRAVEL_PAPERS,),
        protects=True,
    ),
    Transition(
        "return.send_verification",
        title=_("Ask the state of origin to verify identity"),
        sources=("REQUESTED",),
        target="VERIFICATION",
        by=(Role.FOCAL_POINT,),
        safeguards=("SG-ID-09", "SG-DP-01", "SG-DP-04", "SG-DP-06", "SG-RT-04"),
        meaning=_("Only what is needed to confirm identity, with consent, through the focal point."),
        documents=("D26",),
        effects=(
            Owes(
                _("Chase the answer"),
                "SG-ID-09",
                Role.FOCAL_POINT,
                document="D26",
                settled_by="return.verification_answered",
            ),
            _TRAVEL_PAPERS,
        ),
    ),
    Transition(
        "return.skip_verification",
        title=_("No verification needed"),
        sources=("REQUESTED",),
        target="RISK_ASSESSMENT",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-RT-04",),
        meaning=_("A valid travel document is in the person’s hands."),
        documents=("D26",),
    ),
    Transition(
        "return.verification_answered",
        title=_("Note the answer on identity"),
        sources=("VERIFICATION",),
        target="RISK_ASSESSMENT",
        by=(Role.FOCAL_POINT,),
        safeguards=("SG-ID-09",),
        meaning=_("The state of origin has answered. A late answer changes nothing in protection."),
    ),
    Transition(
        "return.assess_risk_acceptable",
        title=_("Risk of return: acceptable"),
        sources=("RISK_ASSESSMENT",),
        target="ASSURANCE_SOUGHT",
        by=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER),
        safeguards=("SG-RT-02", "SG-CH-03", "SG-CH-06", "SG-PR-11"),
        meaning=_("Both countries looked at the risk for this person. Assurance is asked for now."),
        documents=("D27",),
        effects=(
            Owes(
                _("Ask the receiving side for written assurance"),
                "SG-RT-03",
                Role.FOCAL_POINT,
                document="D28",
                settled_by="return.assurance_given",
            ),
        ),
    ),
    Transition(
        "return.assess_risk_high",
        title=_("Risk of return: too high"),
        sources=("RISK_ASSESSMENT",),
        target="NOT_FEASIBLE",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-RT-02", "SG-PR-10", "SG-LT-01"),
        meaning=_("Return is not feasible. Other options open."),
        documents=("D27",),
        effects=(
            Owes(_("Open the other options"), "SG-ST-01", Role.CASE_MANAGER, document="D14"),
            _TRAVEL_PAPERS,
        ),
        protects=True,
    ),
    Transition(
        "return.assurance_given",
        title=_("Assurance given and hand-over accepted"),
        sources=("ASSURANCE_SOUGHT",),
        target="RECEIVING_ACCEPTED",
        by=(Role.RECEIVING_CASE_MANAGER, Role.FOCAL_POINT),
        safeguards=("SG-RT-03", "SG-RT-05", "SG-LT-01"),
        meaning=_("A named case manager on the other side assures eight points and accepts."),
        documents=("D28", "D29"),
    ),
    Transition(
        "return.assurance_refused",
        title=_("No assurance"),
        sources=("ASSURANCE_SOUGHT",),
        target="NOT_FEASIBLE",
        by=(Role.FOCAL_POINT,),
        safeguards=("SG-RT-03", "SG-ST-01"),
        meaning=_("Refused, or silent past the date. Return is not feasible."),
        effects=(
            Owes(_("Open the other options"), "SG-ST-01", Role.CASE_MANAGER, document="D14"),
            _TRAVEL_PAPERS,
        ),
        protects=True,
        also_settles=("return.assurance_given",),
    ),
    Transition(
        "return.clear_gate",
        title=_("Clear the departure gate"),
        sources=("RECEIVING_ACCEPTED",),
        target="READY",
        by=(Role.CASE_MANAGER, Role.REVIEWER),
        safeguards=DEPARTURE_GATE,
        meaning=_("All fifteen tests hold now. They are asked again at departure."),
        documents=("D30", "D31"),
    ),
    Transition(
        "return.depart",
        title=_("Depart"),
        sources=("READY",),
        target="IN_TRAVEL",
        by=(Role.PERSON, Role.CASE_MANAGER),
        safeguards=(*DEPARTURE_GATE, "SG-CH-09"),
        meaning=_(
            "All tests hold at this moment and the person confirmed the wish within the last 24 hours."
        ),
        documents=("D25",),
        effects=(
            Runs("arrival", "SG-RT-05", Kind.DUTY, then="return.no_show"),
            Moves(("stay.depart_voluntarily",)),
            Owes(
                _("Confirm the arrival in person"),
                "SG-RT-05",
                Role.RECEIVING_CASE_MANAGER,
                document="D32",
                settled_by="return.arrive",
            ),
        ),
    ),
    Transition(
        "return.guard_expires",
        title=_("A test has run out"),
        sources=("READY", "RECEIVING_ACCEPTED"),
        target="RISK_ASSESSMENT",
        by=(Role.SYSTEM,),
        safeguards=("SG-RT-02", "SG-RT-03"),
        meaning=_("Risk assessment or assurance is out of date. It has to be made again before any travel."),
        documents=("D27",),
        effects=(Owes(_("Assess the risk of return again"), "SG-RT-02", Role.CASE_MANAGER, document="D27"),),
        protects=True,
    ),
    *AFTER_DEPARTURE,
    Transition(
        "return.withdraw",
        title=_("Take back the wish to return"),
        sources=(
            "REQUESTED",
            "VERIFICATION",
            "RISK_ASSESSMENT",
            "ASSURANCE_SOUGHT",
            "RECEIVING_ACCEPTED",
            "READY",
        ),
        target="WITHDRAWN",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-RT-01", "SG-DP-02"),
        meaning=_("Possible until departure, by voice, to anyone. Services resume the same day."),
        documents=("D25",),
        effects=(Owes(_("Tell partners to stop and delete"), "SG-DP-02", Role.FOCAL_POINT), _TRAVEL_PAPERS),
        protects=True,
    ),
)

TABLE = RegionTable(
    Region.RETURN, _("Return and transnational referral"), "NOT_CONSIDERED", STATES, TRANSITIONS
)
