"""The 80 safeguards. Importing this package declares every family."""

from safeconduct.protection.safeguards import (
    case_management,
    case_management_interview,
    identification,
    identification_abroad,
    identification_decision,
    identification_fairness,
    return_,
    return_after,
    return_receiving,
    stay,
)
from safeconduct.protection.safeguards.declared import SAFEGUARDS

__all__ = [
    "SAFEGUARDS",
    "case_management",
    "case_management_interview",
    "identification",
    "identification_abroad",
    "identification_decision",
    "identification_fairness",
    "return_",
    "return_after",
    "return_receiving",
    "stay",
]
