"""A report as CSV: a line a method, for a spreadsheet; a figure that is missing is empty."""

import csv
import io

from safeconduct.observatory.estimation.report import Report
from safeconduct.observatory.estimation.results import Interval

HEAD = ("method", "point", "low95", "high95", "low80", "high80", "bic", "model", "flags", "reason")


def as_csv(report: Report) -> str:
    """Return the methods side by side; figures are people, those seen included."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(HEAD)
    for each in report.estimates:
        rows.writerow([
            each.name, _cell(each.point), *_limits(each.ci95), *_limits(each.ci80), _cell(each.bic), each.model,
            " ".join(each.flags), each.reason,
        ])  # fmt: skip
    return written.getvalue()


def _limits(interval: Interval | None) -> tuple[str, str]:
    return ("", "") if interval is None else (_cell(interval.low), _cell(interval.high))


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
