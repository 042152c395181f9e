"""How many people were trafficked and not found: multiple systems estimation from overlapping lists.

Stands alone: needs NumPy, SciPy and Numba, and nothing else of the product. In short:

    from safeconduct.observatory.estimation import estimate, read_csv
    report = estimate(read_csv("lists.csv"), seed=1)
    print(report.headline.low, report.headline.high)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safeconduct.observatory.estimation.estimating import EVERY, STANDARD, UnknownMethod, estimate
    from safeconduct.observatory.estimation.report import Report
    from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status
    from safeconduct.observatory.estimation.table import (
        BadTable,
        CaptureTable,
        from_counts,
        from_frame,
        read_csv,
    )

__all__ = [
    "EVERY",
    "STANDARD",
    "BadTable",
    "CaptureTable",
    "Estimate",
    "Flag",
    "Interval",
    "Report",
    "Status",
    "UnknownMethod",
    "estimate",
    "from_counts",
    "from_frame",
    "read_csv",
]

_HOMES = {"Report": "report", **dict.fromkeys(("Estimate", "Flag", "Interval", "Status"), "results")}
_HOMES |= dict.fromkeys(("BadTable", "CaptureTable", "from_counts", "from_frame", "read_csv"), "table")


def __getattr__(name: str) -> object:
    """Load what is asked for: whoever only reads a table does not wait for the compiled loops."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'estimating')}"), name)
