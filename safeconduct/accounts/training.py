"""When training lapses. Pure: dates in, dates out."""

import calendar
from datetime import date

MONTHS_VALID = 24  # SG-CM-05, design default, counted from the last training


def valid_until(completed_on: date) -> date:
    """Return the last day on which training held on this day still counts."""
    year = completed_on.year + MONTHS_VALID // 12
    last_of_month = calendar.monthrange(year, completed_on.month)[1]
    return date(year, completed_on.month, min(completed_on.day, last_of_month))
