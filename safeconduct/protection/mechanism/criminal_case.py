"""Criminal case against the trafficker: its states and transitions (referral mechanism, region F)."""

from safeconduct.protection.mechanism.declared import NEEDED_HERE, Owes, RegionTable, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State(
        "NOT_INFORMED",
        _("Rights not yet told"),
        _("Nobody has explained yet what a criminal case would mean."),
    ),
    State("INFORMED", _("Rights told"), _("A lawyer is offered. The person decides in own time.")),
    State(
        "NO_COMPLAINT_FOR_NOW",
        _("No complaint for now"),
        _("Person does not want to. May change mind."),
        "door-open",
    ),
    State("REPORTED", _("Reported"), _("Complaint or report made, by the person or by others.")),
    State("INVESTIGATION", _("Investigation"), _("Police or prosecution look into what happened.")),
    State("PROSECUTION", _("In court"), _("Indictment, trial.")),
    State("JUDGMENT", _("First judgment"), _("First decision.")),
    State(
        "ENDED", _("Ended"), _("Final, dropped or statute-barred, with reasons told to the person."), "stable"
    ),
)

# A judgment or an end may set the accused free, and nobody has said so yet: what is unknown is asked at once.
_MAY_BE_FREE = Owes(
    _("Ask whether the accused is free or will be, and if so write an alert"), "SG-JU-03", Role.CASE_MANAGER
)

TRANSITIONS = (
    Transition(
        "criminal_case.inform",
        title=_("Explain rights in the criminal case"),
        sources=("NOT_INFORMED",),
        target="INFORMED",
        by=(Role.CASE_MANAGER, Role.LAWYER),
        safeguards=("SG-CM-06", "SG-JU-01"),
        meaning=_("Rights are told and a lawyer is offered. There is no pressure to report."),
        documents=("D02",),
    ),
    Transition(
        "criminal_case.decline",
        title=_("Note: no complaint for now"),
        sources=("INFORMED",),
        target="NO_COMPLAINT_FOR_NOW",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-JU-04", "SG-PR-06"),
        meaning=_("The person does not want to report. Nothing else changes."),
    ),
    Transition(
        "criminal_case.change_mind",
        title=_("Report after all"),
        sources=("NO_COMPLAINT_FOR_NOW",),
        target="REPORTED",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-JU-04", "SG-PR-02"),
        meaning=_("The person has changed their mind and reports."),
        effects=(NEEDED_HERE, Owes(_("Assess any threat"), "SG-JU-03", Role.CASE_MANAGER, document="D07")),
    ),
    Transition(
        "criminal_case.report",
        title=_("Report the crime"),
        sources=("INFORMED",),
        target="REPORTED",
        by=(Role.PERSON, Role.LAWYER, Role.GUARDIAN),
        safeguards=("SG-PR-02", "SG-JU-01", "SG-JU-03", "SG-JU-04"),
        meaning=_("A report by the person, not before the reflection period unless they ask."),
        effects=(NEEDED_HERE, Owes(_("Assess any threat"), "SG-JU-03", Role.CASE_MANAGER, document="D07")),
    ),
    Transition(
        "criminal_case.ex_officio",
        title=_("State acts on its own"),
        sources=("NOT_INFORMED", "INFORMED", "NO_COMPLAINT_FOR_NOW"),
        target="INVESTIGATION",
        by=(Role.PROSECUTOR, Role.POLICE),
        safeguards=("SG-DP-07", "SG-JU-03", "SG-JU-04"),
        meaning=_("The state investigates without a complaint. There is no pressure on the person."),
        effects=(NEEDED_HERE, Owes(_("Assess any threat"), "SG-JU-03", Role.CASE_MANAGER, document="D07")),
    ),
    Transition(
        "criminal_case.open_investigation",
        title=_("Open the investigation"),
        sources=("REPORTED",),
        target="INVESTIGATION",
        by=(Role.POLICE, Role.PROSECUTOR),
        safeguards=("SG-CM-02", "SG-CM-03", "SG-JU-03", "SG-JU-05", "SG-ID-08"),
        meaning=_("The one recorded interview is used again."),
        documents=("D10",),
    ),
    Transition(
        "criminal_case.indict",
        title=_("Indict"),
        sources=("INVESTIGATION",),
        target="PROSECUTION",
        by=(Role.PROSECUTOR,),
        safeguards=("SG-JU-03", "SG-JU-04", "SG-ST-02"),
        meaning=_("The case goes to court. Views and special measures are planned."),
        documents=("D37",),
        effects=(Owes(_("Plan special measures for hearings"), "SG-JU-04", Role.LAWYER, document="D37"),),
    ),
    Transition(
        "criminal_case.judge",
        title=_("Note the judgment"),
        sources=("PROSECUTION",),
        target="JUDGMENT",
        by=(Role.COURT,),
        safeguards=("SG-JU-02", "SG-JU-04"),
        meaning=_("First decision. Compensation is asked for in the same case."),
        documents=("D37",),
        effects=(
            Owes(_("Tell the person the result"), "SG-JU-04", Role.LAWYER, document="D37"),
            _MAY_BE_FREE,
        ),
    ),
    Transition(
        "criminal_case.close_case",
        title=_("End the criminal case"),
        sources=("REPORTED", "INVESTIGATION", "PROSECUTION", "JUDGMENT"),
        target="ENDED",
        by=(Role.PROSECUTOR, Role.COURT),
        safeguards=("SG-JU-04", "SG-ID-11"),
        meaning=_("Final, dropped or out of time. Identification and stay do not fall with it."),
        effects=(
            Owes(_("Tell the person why the case ended"), "SG-JU-04", Role.LAWYER, document="D37"),
            _MAY_BE_FREE,
        ),
    ),
)

TABLE = RegionTable(
    Region.CRIMINAL_CASE, _("Criminal case against the trafficker"), "NOT_INFORMED", STATES, TRANSITIONS
)
