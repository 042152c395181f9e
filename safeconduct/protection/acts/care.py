"""Help, a place to live, health, and who is let in or turned away."""

from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.documents.fields import asked, one
from safeconduct.protection.documents.first_assistance import PLACES
from safeconduct.protection.documents.reasons import WHO_THE_PERSON_IS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

HELPERS = (Role.CASE_MANAGER, Role.SHELTER, Role.HEALTH, Role.EMPLOYMENT, Role.FOCAL_POINT)
DOORKEEPERS = (Role.CASE_MANAGER, Role.SHELTER, Role.POLICE, Role.IMMIGRATION, Role.FOCAL_POINT)

# Reasons that nothing may rest on are offered all the same: a reason that is named can be refused openly.
OF_THE_PERSON = (
    Choice("missed_step", _("The person missed an appointment or a step of the plan")),
    Choice("no_complaint", _("The person made no complaint to the police")),
    Choice("no_testimony", _("The person does not testify")),
    Choice("names_nobody", _("The person names nobody")),
    Choice("no_cooperation", _("The person does not take part in proceedings")),
    Choice("declined_return", _("The person does not want to return")),
    Choice("left_programme", _("The person left a programme")),
    Choice("no_conversion", _("The person keeps to their own belief")),
    Choice("turned_18", _("The person turned 18")),
    Choice("verification_pending", _("The home country has not yet confirmed who the person is")),
    Choice("migration_status", _("The person has no papers")),
    *WHO_THE_PERSON_IS,
)
WHY_HELP_ENDS = one(
    "reason_code",
    _("What is the reason?"),
    (
        Choice("person_declined", _("The person does not want it")),
        Choice("goal_reached", _("What it was for is reached")),
        Choice("handed_over", _("Another service has taken over")),
        Choice("not_available", _("It cannot be had; something else is offered")),
        *OF_THE_PERSON,
    ),
    needed=True,
)
WHY_TURNED_AWAY = one(
    "reason_code",
    _("What is the reason?"),
    (
        Choice("person_declined", _("The person does not want it")),
        Choice("no_room", _("No room or no means; another service takes over")),
        Choice("not_safe_here", _("It would not be safe for the person")),
        Choice("organisation_did_harm", _("The organisation harmed somebody it was to help")),
        *OF_THE_PERSON,
    ),
    needed=True,
)
WHY_THIS_PLACE = one(
    "reason_code",
    _("Why this place?"),
    (
        Choice("own_wish", _("The person wishes it")),
        Choice("safety", _("Danger elsewhere")),
        Choice("only_place", _("No other place tonight")),
        Choice("verification", _("Until it is confirmed who the person is")),
        Choice("trial", _("Until a trial")),
    ),
)

CARE = (
    ActType(
        "place",
        _("place somebody in a shelter or another home"),
        ActKind.CARE,
        _(
            "A home that the person chooses, can leave when they wish, and shares with those who depend on them."
        ),
        by=(
            Role.CASE_MANAGER,
            Role.FIRST_RESPONDER,
            Role.SHELTER,
            Role.POLICE,
            Role.IMMIGRATION,
            Role.FOCAL_POINT,
        ),
        said=(
            one(
                "place_kind",
                _("What kind of place is it?"),
                tuple(each for each in PLACES if each.code not in {"street", "exploiter"}),
                needed=True,
            ),
            asked("agreed", _("Did the person agree to it in writing, free to leave at any time?")),
            WHY_THIS_PLACE,
            asked(
                "separates_dependants",
                _("Would it part the person from their children or others?"),
                needed=True,
            ),
        ),
    ),
    ActType(
        "medical_procedure",
        _("carry out a medical procedure"),
        ActKind.CARE,
        _("An examination, a test or a treatment. It is offered, explained, and the person says yes or no."),
        by=(Role.HEALTH, Role.CASE_MANAGER, Role.SHELTER, Role.POLICE, Role.IMMIGRATION),
        said=(
            one(
                "purpose",
                _("What is it for?"),
                (
                    Choice("care", _("Care that the person needs or wants")),
                    Choice("forensic", _("Evidence")),
                    Choice("age", _("To learn how old the person is")),
                    Choice("admission_condition", _("A condition for a shelter, a service or arrival")),
                ),
                needed=True,
            ),
            asked("consent", _("Did the person agree to it, after it was explained?")),
            asked("required", _("Is it required, so that a no would cost the person something?")),
            asked("life_saving", _("Is the person unconscious and in danger of life?")),
        ),
    ),
    ActType(
        "refuse_service",
        _("refuse a service"),
        ActKind.CARE,
        _(
            "Help is refused or ended. Only the person’s own reasons count, never who they are or what they did."
        ),
        by=HELPERS,
        said=(WHY_HELP_ENDS,),
    ),
    ActType(
        "refuse_referral",
        _("refuse a referral"),
        ActKind.CARE,
        _("Before a referral is turned down: the reason is written, and whoever referred gets an answer."),
        by=HELPERS,
        said=(WHY_TURNED_AWAY,),
    ),
    ActType(
        "deny_access",
        _("turn somebody away"),
        ActKind.CARE,
        _("Before a lawyer, an organisation or another helper is kept from reaching the person."),
        by=DOORKEEPERS,
        said=(WHY_TURNED_AWAY,),
    ),
    ActType("approve_plan", _("approve a plan"), ActKind.CARE, steps=("assistance.agree_plan",)),
    ActType("assign_case_manager", _("name a case manager"), ActKind.CARE, steps=("lifecycle.assign_lead",)),
    ActType(
        "replace_case_manager",
        _("replace a case manager"),
        ActKind.CARE,
        steps=("lifecycle.accept_transfer",),
    ),
)
