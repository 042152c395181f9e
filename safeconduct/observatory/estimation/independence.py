"""Lists that are independent: the simplest model, and what all others are compared with."""

from safeconduct.observatory.estimation.answers import estimated, no_estimate
from safeconduct.observatory.estimation.models import main_effects
from safeconduct.observatory.estimation.poisson import fit
from safeconduct.observatory.estimation.results import Estimate
from safeconduct.observatory.estimation.table import CaptureTable

NAME = "independence"


def independence(table: CaptureTable) -> Estimate:
    """Estimate as if being on one list said nothing about being on another. The interval is the model's own."""
    found = fit(table, main_effects(table.size))
    return no_estimate(NAME, table, found.status) if found.dark is None else estimated(NAME, table, found, {})
