"""What training counts and when it lapses (SG-CM-05). Pure: dates in, dates out."""

import calendar
from datetime import date

from safeconduct.protection.words import gettext_noop as _

MONTHS_VALID = 24  # SG-CM-05, design default, counted from the last training

# The certificates that SG-CM-05 asks for, by the codes its rule reads. Each of them covers the definition, root
# causes, trauma, gender and data protection; `child` is what child cases need besides.
AREAS = {
    "screening": _("Screening at first contact"),
    "interview": _("Interviewing"),
    "case_management": _("Leading a case"),
    "child": _("Working with children"),
}


def valid_until(completed_on: date) -> date:
    """Return the last day on which training held on this day still counts."""
    year = completed_on.year + MONTHS_VALID // 12
    last_of_month = calendar.monthrange(year, completed_on.month)[1]
    return date(year, completed_on.month, min(completed_on.day, last_of_month))
