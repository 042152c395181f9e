"""A report as text to keep beside its table, and back again: exactly the same figures, read years later."""

import json
from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from safeconduct.observatory.estimation.report import Report, disagreement, headline
from safeconduct.observatory.estimation.report_json import MINUS_INFINITY, as_object
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status, Term
from safeconduct.observatory.estimation.sensitivity import Changed, Known
from safeconduct.observatory.estimation.table import CaptureTable

FORMAT = 1


class OtherTable(ValueError):
    """The kept report was made from another table, or in a format that is not known here."""


def keep(report: Report) -> str:
    """Return what a run found, without its table: that is kept once, where it was loaded."""
    told = as_object(report)
    names = ("methods", "sensitivity", "consistency", "seed", "B", "software version")
    kept = {name: told[name] for name in names}
    kept |= {"format": FORMAT, "hash": report.table.digest, "elapsed": report.seconds}
    return json.dumps(kept, ensure_ascii=False, allow_nan=False)


def read_kept(text: str, table: CaptureTable) -> Report:
    """Return the report again. Headline and disagreement follow from its figures. Raises OtherTable."""
    told = json.loads(text)
    if told.get("format") != FORMAT or told.get("hash") != table.digest:
        raise OtherTable("This report was made from another table.")
    estimates = tuple(_method(each) for each in told["methods"])
    return Report(
        table=table,
        estimates=estimates,
        headline=headline(table, estimates),
        disagreement=disagreement(estimates),
        sensitivity=tuple(
            Changed(each["kind"], each["about"], each["method"], each["point"], each["reason"] or "")
            for each in told["sensitivity"]
        ),
        consistency=tuple(_known(each) for each in told["consistency"]),
        seed=told["seed"],
        most=told["B"],
        version=told["software version"],
        seconds=told["elapsed"],
    )


def _method(told: Mapping[str, Any]) -> Estimate:
    return Estimate(
        told["name"],
        told["point"],
        _interval(told["ci95"]),
        _interval(told["ci80"]),
        told["mc_error"],
        told["model"] or "",
        tuple(_term(each) for each in told["terms"]),
        told["bic"],
        Status(told["status"]),
        told["diagnostics"],
        tuple(Flag(each) for each in told["flags"]),
        told["reason"] or "",
    )


def _interval(told: Sequence[float | None] | None) -> Interval | None:
    if told is None:
        return None
    low, high = told
    return Interval(0.0 if low is None else low, inf if high is None else high)


def _term(told: Mapping[str, Any]) -> Term:
    value = told["value"]
    return Term(tuple(told["lists"]), None if value == MINUS_INFINITY else value)


def _known(told: Mapping[str, Any]) -> Known:
    return Known(told["list"], told["method"], told["known"], told["point"], told["low"], told["high"])
