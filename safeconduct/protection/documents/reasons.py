"""Grounds that an identification decision may be said to rest on.

Some of them no decision may rest on. They are offered all the same: a ground that is named can be refused
openly, one that has no name hides in another.
"""

from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.words import gettext_noop as _

SOUND = (
    Choice("elements_shown", _("Act, means and purpose were found")),
    Choice("child_elements_shown", _("Under 18; act and purpose were found")),
    Choice("foreign_decision", _("Another state identified the person")),
    Choice("no_act", _("No act of the definition was found")),
    Choice("no_means", _("No means was found, and the person was 18 or over")),
    Choice("no_purpose", _("No purpose of exploitation was found")),
    Choice("signs_disproved", _("Documents show that the signs were false")),
)

# SG-ID-05: consent, route, marriage and pay say nothing about trafficking.
BESIDE_THE_TEST = (
    Choice("consented", _("The person agreed")),
    Choice("entered_legally", _("The person entered lawfully")),
    Choice("smuggled", _("The person was smuggled")),
    Choice("married", _("The person is married")),
    Choice("was_paid", _("The person was paid")),
    Choice("can_leave", _("The person could leave")),
)

# SG-ID-04: expected after what happened, so never a ground alone.
EXPECTED_AFTER_HARM = (
    Choice("late_disclosure", _("The person told late")),
    Choice("inconsistent", _("The account changed")),
    Choice("loyal_to_trafficker", _("The person feels loyal to the trafficker")),
    Choice("refused_interview", _("The person did not want an interview")),
)

# SG-ID-11: identification stands apart from the criminal case.
CRIMINAL_CASE = (
    Choice("no_prosecution", _("Nobody was prosecuted")),
    Choice("no_complaint", _("The person made no complaint")),
    Choice("acquittal", _("The accused was acquitted")),
    Choice("no_cooperation", _("The person does not take part in proceedings")),
)

# SG-ID-06, SG-GV-05: who a person is, or how they came, is never a ground.
WHO_THE_PERSON_IS = (
    Choice("nationality", _("Nationality or origin")),
    Choice("sex", _("Sex or gender")),
    Choice("sexuality", _("Sexual orientation")),
    Choice("religion", _("Religion")),
    Choice("disability", _("Disability or health")),
    Choice("irregular_stay", _("No right to stay")),
    Choice("route", _("The way of travel")),
    Choice("work", _("The kind of work")),
    Choice("sex_work", _("Sex work")),
    Choice("criminal_record", _("Earlier convictions")),
    Choice("declined_help", _("Help was declined before")),
)

DECISION_REASONS = (*SOUND, *BESIDE_THE_TEST, *EXPECTED_AFTER_HARM, *CRIMINAL_CASE, *WHO_THE_PERSON_IS)
