"""Identification: its states and transitions (referral mechanism, section 7, region A)."""

from safeconduct.protection.counting import Kind
from safeconduct.protection.mechanism.declared import (
    LED_AGAIN,
    Ends,
    Moves,
    Owes,
    RegionTable,
    Runs,
    State,
    Transition,
)
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State("CONTACT", _("First contact"), _("Met, reported or self-reported. Nothing decided.")),
    State("SCREENING", _("Screening"), _("Short screening in safe conditions; no full statement.")),
    State(
        "NO_INDICATORS",
        _("No signs at present"),
        _("Nothing credible at present. Rights card and hotline given."),
        "door-open",
    ),
    State("PRESUMED", _("Presumed victim"), _("Reasonable grounds. All interim protection is on.")),
    State(
        "PAUSED",
        _("Paused at the person’s wish"),
        _("The person does not want the formal step now. Presumption and help go on."),
        "door-open",
    ),
    State(
        "IN_IDENTIFICATION",
        _("With the identification team"),
        _("Multidisciplinary team works on the record."),
    ),
    State(
        "IDENTIFIED",
        _("Identified victim"),
        _("Formally identified, or recognised from another state. No event takes it away."),
        "stable",
    ),
    State(
        "NOT_IDENTIFIED",
        _("Not identified"),
        _("Reasoned refusal served. Appeal time runs, protection stays on."),
        "stable",
    ),
    State("UNDER_APPEAL", _("Under appeal"), _("Independent review. Protection stays on.")),
)

# A period that was granted before grounds were written counts from the grounds; it can only grow by that.
_COUNTS_FROM_GROUNDS = Runs("reflection", "SG-PR-02", Kind.PROTECTION, then="stay.end_reflection")

# What a presumption opens at once, whoever found the reason for it.
PRESUMPTION_OPENS = (
    LED_AGAIN,
    _COUNTS_FROM_GROUNDS,
    Moves(("stay.bar_removal",)),
    Moves(("assistance.open_crisis",)),
    Moves(("child.doubt_or_child",), when="age_in_doubt"),
    Owes(
        _("As the one who leads, meet the person and write it down"),
        "SG-CM-01",
        Role.CASE_MANAGER,
        document="D06",
        settled_by="lifecycle.assign_lead",
    ),
    Owes(_("Send the hold notice to immigration"), "SG-ID-02", Role.CASE_MANAGER, document="D05"),
    Owes(_("Offer a lawyer"), "SG-JU-01", Role.CASE_MANAGER, document="D21"),
    Owes(
        _("Offer first help: bed, food, care, interpreter, a call"),
        "SG-PR-07",
        Role.CASE_MANAGER,
        document="D08",
    ),
    Owes(_("Assess safety and risk"), "SG-PR-01", Role.CASE_MANAGER, document="D07"),
    Owes(_("Ask for release"), "SG-PR-04", Role.CASE_MANAGER, document="D07", when="in_custody"),
)

TRANSITIONS = (
    Transition(
        "identification.start_screening",
        title=_("Start the screening"),
        sources=("CONTACT",),
        target="SCREENING",
        by=(Role.FIRST_RESPONDER,),
        safeguards=("SG-CM-03", "SG-CM-04", "SG-CM-05", "SG-CM-06", "SG-CH-01"),
        meaning=_("A short talk in safe conditions. It asks about signs, never for the whole story."),
        documents=("D01", "D02"),
        effects=(Moves(("child.doubt_or_child",), when="age_in_doubt"),),
    ),
    Transition(
        "identification.record_indicators",
        title=_("Record indicators and presume"),
        sources=("SCREENING",),
        target="PRESUMED",
        by=(Role.FIRST_RESPONDER, Role.CASE_MANAGER),
        safeguards=("SG-ID-01", "SG-ID-05", "SG-ID-06"),
        meaning=_(
            "There is at least one credible sign. From now on the person is presumed a victim and "
            "all interim protection is on."
        ),
        documents=("D03", "D04"),
        effects=PRESUMPTION_OPENS,
        protects=True,
    ),
    Transition(
        "identification.self_report",
        title=_("Take the person at their word"),
        sources=("CONTACT",),
        target="PRESUMED",
        by=(Role.PERSON, Role.FIRST_RESPONDER),
        safeguards=("SG-ID-01",),
        meaning=_(
            "The person says it happened, or someone who met them does. That is enough to presume "
            "and protect."
        ),
        documents=("D04",),
        effects=PRESUMPTION_OPENS,
        protects=True,
        also_settles=("identification.record_indicators",),
    ),
    Transition(
        "identification.partner_referral",
        title=_("Accept a referral from a partner"),
        sources=("CONTACT",),
        target="PRESUMED",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-ID-01", "SG-GV-03"),
        meaning=_(
            "An agency or organisation refers the person. It becomes a party to the case and is answered."
        ),
        documents=("D04",),
        effects=(
            *PRESUMPTION_OPENS,
            Owes(
                _("Tell the referring organisation that the referral arrived"), "SG-GV-03", Role.CASE_MANAGER
            ),
        ),
        protects=True,
        also_settles=("identification.record_indicators",),
    ),
    Transition(
        "identification.close_no_indicators",
        title=_("Close the screening: no signs at present"),
        sources=("SCREENING",),
        target="NO_INDICATORS",
        by=(Role.FIRST_RESPONDER,),
        safeguards=("SG-ID-01", "SG-ID-06", "SG-CM-06"),
        meaning=_(
            "Nothing credible at present. The person gets rights card and hotline, and can come "
            "back at any time."
        ),
        documents=("D03",),
        also_settles=("identification.record_indicators",),
    ),
    Transition(
        "identification.new_information",
        title=_("Take up new information"),
        sources=("NO_INDICATORS",),
        target="PRESUMED",
        by=(Role.FIRST_RESPONDER, Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-ID-04",),
        meaning=_("Something new was learned. The person is presumed a victim again at once."),
        documents=("D04",),
        effects=PRESUMPTION_OPENS,
        protects=True,
    ),
    Transition(
        "identification.pause",
        title=_("Pause the formal step"),
        sources=("PRESUMED", "IN_IDENTIFICATION"),
        target="PAUSED",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-PR-06", "SG-CM-07"),
        meaning=_("The person does not want the formal step now. Presumption and help go on."),
        documents=("D09",),
    ),
    Transition(
        "identification.resume",
        title=_("Take the formal step up again"),
        sources=("PAUSED",),
        target="IN_IDENTIFICATION",
        by=(Role.PERSON, Role.CASE_MANAGER),
        safeguards=("SG-CM-02", "SG-CM-07"),
        meaning=_("The person is ready to go on. Nothing already told is asked again."),
    ),
    Transition(
        "identification.open_identification",
        title=_("Call the identification team"),
        sources=("PRESUMED",),
        target="IN_IDENTIFICATION",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-ID-03", "SG-CM-01", "SG-CM-02", "SG-CM-03", "SG-CM-04", "SG-DP-01"),
        meaning=_(
            "A team of several professions weighs what is on file. The person is asked only what is missing."
        ),
        documents=("D06", "D10", "D11"),
        effects=(
            Owes(
                _("Decide on identification"),
                "SG-ID-03",
                Role.IDENTIFICATION_LEAD,
                document="D13",
                settled_by="identification.decide_identified",
            ),
        ),
    ),
    Transition(
        "identification.decide_identified",
        title=_("Decide: identified as a victim"),
        sources=("IN_IDENTIFICATION",),
        target="IDENTIFIED",
        by=(Role.IDENTIFICATION_LEAD,),
        safeguards=("SG-ID-03", "SG-ID-05", "SG-ID-06"),
        meaning=_("The team has spoken and the lead signs. No later event takes this away."),
        documents=("D13",),
        effects=(
            Owes(
                _("Ask whether the state of origin may be told"),
                "SG-ID-10",
                Role.CASE_MANAGER,
                document="D13",
            ),
            Owes(_("Tell the rights again"), "SG-CM-06", Role.CASE_MANAGER, document="D02"),
            Owes(
                _("Review losses, wages and compensation"),
                "SG-JU-02",
                Role.LAWYER,
                document="D36",
                settled_by="claims.assess",
            ),
            Owes(_("Find money for each line of the plan"), "SG-LT-01", Role.CASE_MANAGER, document="D16"),
        ),
    ),
    Transition(
        "identification.recognise_foreign_decision",
        title=_("Recognise the decision of another state"),
        sources=("CONTACT", "SCREENING", "PRESUMED", "IN_IDENTIFICATION"),
        target="IDENTIFIED",
        by=(Role.IDENTIFICATION_LEAD, Role.FOCAL_POINT),
        safeguards=("SG-ID-10",),
        meaning=_("Another state identified the person. That is respected, with no new interview."),
        documents=("D13",),
        effects=(
            _COUNTS_FROM_GROUNDS,
            Moves(("stay.bar_removal",)),
            Moves(("assistance.open_crisis",)),
            Owes(
                _("Review losses, wages and compensation"),
                "SG-JU-02",
                Role.LAWYER,
                document="D36",
                settled_by="claims.assess",
            ),
        ),
        protects=True,
        also_settles=("identification.record_indicators",),
    ),
    Transition(
        "identification.decide_not_identified",
        title=_("Decide: not identified"),
        sources=("IN_IDENTIFICATION",),
        target="NOT_IDENTIFIED",
        by=(Role.IDENTIFICATION_LEAD,),
        safeguards=("SG-ID-03", "SG-ID-04", "SG-ID-05", "SG-ID-06", "SG-ID-11", "SG-GV-02"),
        meaning=_(
            "A negative decision by the team, with reasons in the person’s language. Protection "
            "stays on while an appeal is possible."
        ),
        documents=("D13",),
        effects=(
            Runs("appeal", "SG-ID-11", Kind.PROTECTION),
            Owes(
                _("Hand over the reasons and explain the appeal"),
                "SG-ID-11",
                Role.IDENTIFICATION_LEAD,
                document="D13",
                hours=24,  # the declared days are the person's, to appeal; design default
                basis="design default",
            ),
            Owes(_("Tell the rights again"), "SG-CM-06", Role.CASE_MANAGER, document="D02"),
        ),
        also_settles=("identification.decide_identified",),
    ),
    Transition(
        "identification.appeal",
        title=_("Appeal"),
        sources=("NOT_IDENTIFIED",),
        target="UNDER_APPEAL",
        by=(Role.PERSON, Role.LAWYER, Role.GUARDIAN),
        safeguards=("SG-ID-11", "SG-JU-01"),
        meaning=_("The person asks for an independent review. Protection stays on."),
        effects=(Ends("appeal"), Moves(("stay.new_grounds",))),
        protects=True,
    ),
    Transition(
        "identification.appeal_allowed",
        title=_("Appeal allowed: identified"),
        sources=("UNDER_APPEAL",),
        target="IDENTIFIED",
        by=(Role.REVIEWER,),
        safeguards=("SG-ID-11", "SG-GV-01"),
        meaning=_("The review finds that the person is a victim."),
        documents=("D13",),
        effects=(
            Moves(("stay.bar_removal",)),
            Owes(
                _("Review losses, wages and compensation"),
                "SG-JU-02",
                Role.LAWYER,
                document="D36",
                settled_by="claims.assess",
            ),
        ),
        protects=True,
    ),
    Transition(
        "identification.appeal_refused",
        title=_("Appeal refused"),
        sources=("UNDER_APPEAL",),
        target="NOT_IDENTIFIED",
        by=(Role.REVIEWER,),
        safeguards=("SG-ID-11", "SG-GV-01", "SG-PR-10"),
        meaning=_(
            "The review upholds the negative decision. Asylum and other stay routes are checked "
            "before any bar is lifted."
        ),
        documents=("D13",),
    ),
    Transition(
        "identification.reopen",
        title=_("Reopen identification"),
        sources=("NOT_IDENTIFIED",),
        target="IN_IDENTIFICATION",
        by=(Role.CASE_MANAGER, Role.PERSON, Role.LAWYER),
        safeguards=("SG-ID-04",),
        meaning=_(
            "New information or a new contact. Anyone may ask, there is no time limit, and "
            "removal is barred again."
        ),
        documents=("D04",),
        effects=(
            LED_AGAIN,
            Moves(("stay.new_grounds", "stay.bar_removal")),
            Owes(_("Send the hold notice to immigration"), "SG-ID-02", Role.CASE_MANAGER, document="D05"),
        ),
        protects=True,
    ),
)

TABLE = RegionTable(Region.IDENTIFICATION, _("Identification"), "CONTACT", STATES, TRANSITIONS)
