"""A report as JSON: one object a run. A number that is missing is null beside its reason, never NaN or infinity."""

import json
from math import isfinite
from typing import Any

from safeconduct.observatory.estimation.assumptions import ASSUMPTIONS
from safeconduct.observatory.estimation.report import Report
from safeconduct.observatory.estimation.results import Estimate, Interval

MINUS_INFINITY = "-inf"  # of a term: nobody is on all its lists


def as_object(report: Report) -> dict[str, Any]:
    """Return the report as values that JSON holds. The table itself is left out: small counts tell of people."""
    table, headline = report.table, report.headline
    return {
        "data": {
            "lists": list(table.lists),
            "n": table.seen,
            "overlapping": table.overlapping,
            "histories": int((table.counts > 0).sum()),
            "hash": table.digest,
            "told": list(table.told),
        },
        "assumptions": list(ASSUMPTIONS),
        "methods": [_method(each) for each in report.estimates],
        "headline": {
            "low": headline.low,
            "high": headline.high,
            "basis": headline.basis,
            "rounded": "outwards, two significant digits",
            "reason": str(headline.reason) if headline.reason else None,
        },
        "envelope": _interval(report.envelope),
        "disagreement": list(report.disagreement),
        "sensitivity": [
            {
                "kind": c.kind, "about": c.about, "method": c.method,
                "point": _number(c.point), "reason": c.reason or None,
            }
            for c in report.sensitivity
        ],
        "consistency": [
            {
                "list": k.left_out, "method": k.method, "known": k.known, "point": _number(k.point),
                "low": _number(k.low), "high": _number(k.high), "log_bias": _number(k.log_bias), "covered": k.covered,
            }
            for k in report.consistency
        ],
        "seed": report.seed,
        "B": report.most,
        "software version": report.version,
        "elapsed": round(report.seconds, 2),
    }  # fmt: skip


def as_text(report: Report) -> str:
    """Return the report as JSON text, keys in their order. Raises ValueError for a number that is none."""
    return json.dumps(as_object(report), ensure_ascii=False, indent=1, allow_nan=False)


def _method(estimate: Estimate) -> dict[str, Any]:
    return {
        "name": estimate.name,
        "point": _number(estimate.point),
        "ci95": _interval(estimate.ci95),
        "ci80": _interval(estimate.ci80),
        "mc_error": {name: _number(error) for name, error in estimate.mc_error.items()},
        "model": estimate.model or None,
        "terms": [
            {
                "lists": list(term.lists),
                "value": MINUS_INFINITY if term.value is None else _number(term.value),
            }
            for term in estimate.terms
        ],
        "bic": _number(estimate.bic),
        "status": int(estimate.status),
        "diagnostics": {name: _plain(value) for name, value in estimate.diagnostics.items()},
        "flags": [str(flag) for flag in estimate.flags],
        "reason": estimate.reason or None,
    }


def _interval(interval: Interval | None) -> list[float | None] | None:
    return [_number(interval.low), _number(interval.high)] if interval else None


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and isfinite(value) else None


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return _number(value) if isinstance(value, float) else value
