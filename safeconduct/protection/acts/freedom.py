"""Holding, removing, charging: acts of force. Each attempt that is refused is told to the case manager."""

from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.documents.fields import at_moment, one
from safeconduct.protection.mechanism.declared import Owes
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

BORDER = (Role.IMMIGRATION, Role.POLICE)

# SG-ID-02: a refused attempt is reported, so that somebody makes sure it does not happen all the same.
REMOVAL_TRIED = Owes(
    _("Somebody meant to remove the person, and it was refused: make sure that it does not happen"),
    "SG-ID-02",
    Role.CASE_MANAGER,
)
DETENTION_TRIED = Owes(
    _("Somebody meant to hold the person, and it was refused: make sure that the person is free"),
    "SG-PR-04",
    Role.CASE_MANAGER,
)
CHARGE_TRIED = Owes(
    _("Somebody meant to charge the person, and it was refused: tell the lawyer"),
    "SG-ID-07",
    Role.CASE_MANAGER,
)
HEARING_FIXED = Owes(
    _("The hearing: be there, with the protection that was planned"), "SG-JU-04", Role.CASE_MANAGER
)

FREEDOM = (
    ActType(
        "detain",
        _("detain somebody"),
        ActKind.FREEDOM,
        _(
            "A person who was or may have been trafficked is not held, to protect them or to keep them as a witness."
        ),
        by=(*BORDER, Role.PROSECUTOR),
        said=(
            one(
                "ground",
                _("For what reason?"),
                (
                    Choice("stay", _("Stay without permission")),
                    Choice("work", _("Work without permission")),
                    Choice("alleged_act", _("An act that may be linked to the trafficking")),
                    Choice("protection", _("To protect the person, or to keep them as a witness")),
                    Choice("unrelated_serious_offence", _("A serious offence that has no link to it")),
                ),
                needed=True,
            ),
        ),
        alarm=DETENTION_TRIED,
    ),
    ActType(
        "issue_removal_paper",
        _("issue a removal paper"),
        ActKind.FREEDOM,
        _("An order to leave, or a decision that prepares one. Nobody gets one before they were screened."),
        by=(Role.IMMIGRATION,),
        alarm=REMOVAL_TRIED,
    ),
    ActType(
        "execute_removal",
        _("carry out a removal"),
        ActKind.FREEDOM,
        _(
            "Expulsion, deportation, a push back at the border. It waits until everything else has ended with a no."
        ),
        by=BORDER,
        alarm=REMOVAL_TRIED,
    ),
    ActType(
        "execute_dublin_transfer",
        _("carry out a transfer to the state responsible for asylum"),
        ActKind.FREEDOM,
        _("Preparing it is not carrying it out; what counts here is the transfer itself."),
        by=BORDER,
        alarm=REMOVAL_TRIED,
    ),
    ActType(
        "set_entry_ban",
        _("forbid somebody to enter again"),
        ActKind.FREEDOM,
        _("Nobody is banned for having been trafficked."),
        by=(Role.IMMIGRATION,),
        alarm=REMOVAL_TRIED,
    ),
    ActType(
        "end_reflection_early",
        _("end the reflection period early"),
        ActKind.FREEDOM,
        steps=("stay.end_reflection",),
    ),
)

COURT = (
    ActType(
        "refer_for_prosecution",
        _("refer the person for prosecution"),
        ActKind.COURT,
        _(
            "Before any charge or fine: the person is screened, and the link with the trafficking is looked at."
        ),
        by=(Role.POLICE, Role.PROSECUTOR, Role.IMMIGRATION, Role.LABOUR_INSPECTOR),
        alarm=CHARGE_TRIED,
    ),
    ActType(
        "schedule_hearing",
        _("fix a hearing"),
        ActKind.COURT,
        _("A day in court. Recording, a screen, a companion and breaks are planned before the day is fixed."),
        by=(Role.PROSECUTOR, Role.POLICE, Role.COURT),
        said=(at_moment("at", _("When will it be?"), needed=True),),
        owes=(HEARING_FIXED,),
        planned="at",
    ),
    ActType(
        "compel_testimony",
        _("compel somebody to testify"),
        ActKind.COURT,
        _(
            "Testifying is the person's choice. A court may order otherwise; the system notes it as the court's act."
        ),
        by=(Role.PROSECUTOR, Role.POLICE, Role.COURT),
    ),
    ActType(
        "decide_identification",
        _("decide on identification"),
        ActKind.COURT,
        steps=("identification.decide_identified", "identification.decide_not_identified"),
    ),
)
