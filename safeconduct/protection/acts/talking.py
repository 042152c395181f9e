"""Talking with the person: interviews, agreements, rights."""

from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.documents.fields import asked, at_moment, one
from safeconduct.protection.mechanism.declared import Owes
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

INTERVIEWERS = (
    Role.CASE_MANAGER,
    Role.FIRST_RESPONDER,
    Role.IDENTIFICATION_TEAM,
    Role.IDENTIFICATION_LEAD,
    Role.POLICE,
    Role.PROSECUTOR,
    Role.IMMIGRATION,
    Role.LABOUR_INSPECTOR,
)
NEAR = (Role.CASE_MANAGER, Role.FIRST_RESPONDER, Role.GUARDIAN, Role.LAWYER)
BESIDE = (Role.PERSON, *NEAR, Role.SHELTER, Role.ADVOCATE)

PURPOSE = one(
    "purpose",
    _("What is the interview for?"),
    (
        Choice("account", _("To hear once what happened")),
        Choice("identification", _("For the decision whether the person was trafficked")),
        Choice("evidence", _("For a criminal case or a claim")),
        Choice("stay", _("For a decision on stay or asylum")),
    ),
    needed=True,
)
OWN_WISH = asked(
    "asked_by_person",
    _("Did the person ask for it to be so soon?"),
    _("Before three days of rest there is no long interview unless the person asks."),
)
HELD = "start_interview"

INTERVIEW_PLANNED = Owes(
    _("Hold the interview as arranged, in the conditions that were written down"),
    "SG-CM-03",
    Role.CASE_MANAGER,
    settled_by=HELD,
)
WRITE_DOWN = Owes(
    _("Write the interview down once, so that the person need not tell it again"),
    "SG-CM-02",
    Role.CASE_MANAGER,
    document="D10",
    hours=24,
    basis="design default",
)

TALKING = (
    ActType(
        "schedule_interview",
        _("arrange an interview"),
        ActKind.TALK,
        _(
            "The person tells once what happened, rested, in a safe place, to somebody trained. First write the "
            "paper on the interview: what the account leaves open, whether the person agrees, and the conditions."
        ),
        by=INTERVIEWERS,
        said=(at_moment("at", _("When will it be?"), needed=True), PURPOSE, OWN_WISH),
        owes=(INTERVIEW_PLANNED,),
        planned="at",
        papers=("D10", "D11"),
    ),
    ActType(
        HELD,
        _("begin an interview"),
        ActKind.TALK,
        _(
            "Ask on the day itself: conditions may have changed since it was arranged. Each interview has a paper "
            "of its own; from the moment it begins it counts as told."
        ),
        by=INTERVIEWERS,
        said=(PURPOSE, OWN_WISH),
        owes=(WRITE_DOWN,),
        papers=("D10", "D11"),
        uses="D10",
        settles=(HELD,),
    ),
    ActType(
        "stop_interview",
        _("stop an interview"),
        ActKind.TALK,
        _("The person ends or calls off an interview, or whoever is with them does. Nobody asks why."),
        by=tuple(dict.fromkeys((*BESIDE, *INTERVIEWERS, Role.REVIEWER, Role.FOCAL_POINT))),
        settles=(HELD,),
    ),
    ActType(
        "rights_briefing",
        _("explain the rights"),
        ActKind.TALK,
        _("Tell the person what they may ask for, in words and in a language that they understand."),
        by=NEAR,
    ),
    ActType(
        "consent",
        _("take a consent"),
        ActKind.TALK,
        _("The person agrees to one thing, for one purpose and one receiver. Help does not depend on it."),
        by=NEAR,
        said=(
            asked(
                "urgent_care", _("Is it about urgent care?"), _("Urgent care of a child waits for nobody.")
            ),
        ),
    ),
    ActType("withdraw_consent", _("take back a consent"), ActKind.TALK, door="take_back"),
)
