"""Looking for family, telling them, coming together; and comparing DNA or fingerprints."""

from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.documents.fields import asked, one
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

TRACERS = (Role.CASE_MANAGER, Role.GUARDIAN, Role.FOCAL_POINT, Role.POLICE)

FAMILY = (
    ActType(
        "contact_family",
        _("contact the family"),
        ActKind.FAMILY,
        _(
            "A call, a visit or a message to relatives. First it is clear that they had no part in what happened."
        ),
        by=TRACERS,
    ),
    ActType(
        "family_reunification",
        _("reunite a family"),
        ActKind.FAMILY,
        _(
            "A child and relatives live together again, here or at home, because a panel found that it is best."
        ),
        by=(Role.CASE_MANAGER, Role.GUARDIAN, Role.FOCAL_POINT),
        said=(
            one(
                "where",
                _("Where would the family come together?"),
                (Choice("here", _("Here")), Choice("origin", _("In the country of origin"))),
                needed=True,
            ),
        ),
    ),
    ActType(
        "match_biometric",
        _("compare fingerprints or faces"),
        ActKind.FAMILY,
        _(
            "DNA, fingerprints or a face are compared to find family or to show who the person is, for nothing else."
        ),
        by=TRACERS,
        said=(
            one(
                "purpose",
                _("What for?"),
                (
                    Choice("family_match", _("To find family")),
                    Choice("identity", _("To show who the person is")),
                    Choice("crime", _("To look for a crime")),
                ),
                needed=True,
            ),
            asked("under_number", _("Does the sample bear a number and no name?")),
        ),
    ),
    ActType(
        "release_match",
        _("pass on that two files match"),
        ActKind.FAMILY,
        _("A match shows who is related, not who is safe."),
        by=TRACERS,
    ),
)
