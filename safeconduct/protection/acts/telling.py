"""What others learn of the person: receivers, authorities, family, the public, and the person's own copy."""

from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.documents.case_management import SHAREABLE
from safeconduct.protection.documents.choices import CONSENT_PURPOSES
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.documents.fields import C2, asked, line, number, one, several
from safeconduct.protection.mechanism.declared import Owes
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

TELLERS = (
    Role.CASE_MANAGER,
    Role.FIRST_RESPONDER,
    Role.FOCAL_POINT,
    Role.IDENTIFICATION_LEAD,
    Role.GUARDIAN,
    Role.LAWYER,
    Role.SHELTER,
    Role.POLICE,
    Role.PROSECUTOR,
    Role.IMMIGRATION,
    Role.LABOUR_INSPECTOR,
    Role.EMPLOYMENT,
)
WITH_ORIGIN = (Role.CASE_MANAGER, Role.FOCAL_POINT)
PARTS = (
    Choice("evidence", _("Pieces of evidence")),
    Choice("account", _("The account")),
    Choice("welfare", _("Notes about help")),
    Choice("health", _("Notes about health")),
    Choice("counselling", _("Notes of talks and therapy")),
    Choice("names", _("Names")),
)
# Purposes that nothing told for help may serve are offered all the same, so that they are refused openly.
AGAINST = (
    Choice("removal", _("Remove the person")),
    Choice("detention", _("Hold the person")),
    Choice("charge_victim", _("Charge the person")),
    Choice("sanction_relatives", _("Act against relatives")),
)

ANSWER_FROM_HOME = Owes(
    _("Look whether the home country has answered; identification does not wait for it"),
    "SG-ID-08",
    Role.CASE_MANAGER,
)

TELLING = (
    ActType(
        "share_data",
        _("share data"),
        ActKind.TELLING,
        _("Tell one receiver something about the person, by paper, by telephone or in a meeting."),
        by=TELLERS,
        papers=("D09",),
        said=(
            one(
                "recipient_type",
                _("Who is it?"),
                (
                    Choice("service", _("A service that helps the person")),
                    Choice("authority", _("An authority")),
                    Choice("lawyer", _("A lawyer")),
                    Choice("family", _("Family")),
                    Choice("community", _("Neighbours, village or community")),
                    Choice("employer", _("An employer")),
                    Choice("trainer", _("A trainer or a school")),
                    Choice("host_family", _("A host family")),
                ),
                needed=True,
            ),
            line(
                "recipient",
                _("Which organisation or office?"),
                _("As it stands in the agreement."),
                C2,
                needed=True,
            ),
            one("purpose", _("What for?"), (*CONSENT_PURPOSES, *AGAINST), needed=True),
            several(
                "fields",
                _("What will they learn?"),
                (*SHAREABLE, Choice("location", _("Where the person is"))),
                needed=True,
            ),
        ),
    ),
    ActType(
        "disclose_file",
        _("disclose a file in proceedings"),
        ActKind.TELLING,
        _("Hand parts of the file to a court or a party. Notes about help are not evidence."),
        by=(Role.CASE_MANAGER, Role.POLICE, Role.PROSECUTOR, Role.LAWYER, Role.COURT),
        said=(
            several("parts", _("Which parts are asked for?"), PARTS, needed=True),
            several("order_covers", _("Which of them does a court order name?"), PARTS),
            several("consent_covers", _("Which of them does the person agree to?"), PARTS),
        ),
    ),
    ActType(
        "publish_information",
        _("publish something"),
        ActKind.TELLING,
        _(
            "A talk with a journalist, a picture, a post, a story in a report: anything that others could see."
        ),
        by=(*WITH_ORIGIN, Role.POLICE, Role.PROSECUTOR, Role.SHELTER),
        said=(
            several(
                "fields",
                _("What would be seen?"),
                (
                    Choice("country", _("The country")),
                    Choice("year", _("The year")),
                    Choice("sex", _("Sex or gender")),
                    Choice("age_band", _("An age band")),
                    Choice("exploitation_type", _("The kind of exploitation")),
                    Choice("names", _("Names")),
                    Choice("photo", _("A picture or the voice")),
                    Choice("location", _("A place, a school or an address")),
                    Choice("account", _("What happened, in detail")),
                ),
            ),
            number("smallest_group", _("How many people share all of that?"), _("Count; do not guess.")),
            asked("invented", _("Is the person in it invented from nothing?")),
        ),
    ),
    ActType(
        "contact_consulate",
        _("contact a consulate"),
        ActKind.TELLING,
        _("Any contact with an authority of the person's own country."),
        by=(*WITH_ORIGIN, Role.LAWYER, Role.IMMIGRATION, Role.POLICE),
        said=(
            several(
                "fields",
                _("What will they learn?"),
                (
                    Choice("names", _("Names")),
                    Choice("birth", _("Date and place of birth")),
                    Choice("papers", _("Papers and their numbers")),
                    Choice("photo", _("Picture")),
                    Choice("trafficking", _("That the person may have been trafficked")),
                    Choice("asylum_claim", _("That the person asks for asylum")),
                    Choice("fear_of_return", _("That the person is afraid to go back")),
                ),
                needed=True,
            ),
        ),
    ),
    ActType(
        "notify_origin",
        _("tell the country of origin"),
        ActKind.TELLING,
        _("Tell the state of origin that the person was identified."),
        by=WITH_ORIGIN,
    ),
    ActType(
        "send_origin_enquiry",
        _("send an enquiry to the country of origin"),
        ActKind.TELLING,
        _("Ask somebody at home about the recruiter or the way. Identification does not wait for it."),
        by=(*WITH_ORIGIN, Role.POLICE, Role.PROSECUTOR),
        said=(
            several(
                "fields",
                _("What does the question carry?"),
                (
                    Choice("reference", _("A reference number")),
                    Choice("recruiter", _("The recruiter")),
                    Choice("agency", _("An agency")),
                    Choice("dates", _("Dates")),
                    Choice("routes", _("The way of travel")),
                    Choice("payment_trail", _("Payments")),
                    Choice("names", _("The person's name")),
                    Choice("account", _("What the person told")),
                ),
                needed=True,
            ),
            asked("counterpart_vetted", _("Is it a vetted focal point who is asked?")),
            asked(
                "family_risk_assessed", _("Did somebody look at what the question could do to the family?")
            ),
        ),
        owes=(ANSWER_FROM_HOME,),
    ),
)

OWN_FILE = (
    ActType(
        "give_own_copy",
        _("give the person a copy of their own file"),
        ActKind.OWN_FILE,
        _("The person sees what is written about them, in plain words."),
        by=(Role.CASE_MANAGER, Role.FOCAL_POINT),
        said=(
            asked("safe_channel", _("Did the person say how it can reach them safely?")),
            asked("others_removed", _("Was what belongs to other people taken out?")),
        ),
    ),
    ActType(
        "postpone_own_copy",
        _("put off giving the person a copy of their own file"),
        ActKind.OWN_FILE,
        _("A copy that was asked for is owed within thirty days."),
        by=(Role.CASE_MANAGER, Role.FOCAL_POINT),
        said=(number("days_waiting", _("For how many days has the person waited?"), needed=True),),
    ),
    ActType(
        "correct_own_file",
        _("correct one’s own file"),
        ActKind.OWN_FILE,
        _("What the person says is wrong is written beside it. Nothing that was written disappears."),
        by=(Role.PERSON, Role.CASE_MANAGER, Role.GUARDIAN, Role.LAWYER),
        said=(asked("replaces_original", _("Would it take the place of what was written?")),),
    ),
)
