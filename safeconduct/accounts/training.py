"""What training counts and when it lapses (SG-CM-05). Pure: dates in, dates out."""

import calendar
from datetime import date

from safeconduct.protection.words import gettext_noop as _

MONTHS_VALID = 24  # SG-CM-05, design default, counted from the last training

# The areas that SG-CM-05 names for a specialist; `children` is the certificate that child cases need.
AREAS = {
    "definition": _("What trafficking in persons is"),
    "root_causes": _("Root causes"),
    "trauma": _("Trauma"),
    "gender": _("Gender"),
    "children": _("Children"),
    "data_protection": _("Data protection"),
}


def valid_until(completed_on: date) -> date:
    """Return the last day on which training held on this day still counts."""
    year = completed_on.year + MONTHS_VALID // 12
    last_of_month = calendar.monthrange(year, completed_on.month)[1]
    return date(year, completed_on.month, min(completed_on.day, last_of_month))
