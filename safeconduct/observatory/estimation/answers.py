"""Results in the form that all methods share: a point with its interval, or the reason why there is none."""

from collections.abc import Mapping
from typing import Any

from safeconduct.observatory.estimation.bootstrap import Bootstrap
from safeconduct.observatory.estimation.poisson import Fit
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status
from safeconduct.observatory.estimation.table import CaptureTable
from safeconduct.observatory.words import gettext_noop as _

REASONS = {
    Status.FINE: _(
        "The fit gives no usable number: nobody unseen, or more than 1,000 times the people seen."
    ),
    Status.NO_ESTIMATE: _(
        "Too few people are on more than one list: the numbers seen set no limit to the unseen."
    ),
    Status.NOT_IDENTIFIABLE: _(
        "The lists overlap too little: several answers fit the people seen equally well."
    ),
    Status.BOTH: _("The lists overlap so little that the numbers seen say nothing about the unseen."),
}


def no_estimate(name: str, table: CaptureTable, status: Status) -> Estimate:
    """Answer that a method says nothing, with the lists that share nobody: more overlap there would help."""
    margins = table.margins
    apart = [
        table.name_of(1 << i | 1 << j)
        for i in range(table.size)
        for j in range(i + 1, table.size)
        if margins[1 << i | 1 << j] == 0
    ]
    return Estimate(name, None, status=status, diagnostics={"no_overlap": apart}, reason=REASONS[status])


def estimated(
    name: str, table: CaptureTable, found: Fit, told: Mapping[str, Any], drawn: Bootstrap | None = None
) -> Estimate:
    """Answer with a fit, and with the limits of its bootstrap or, flagged so, its own."""
    diagnostics = {**told, "aic": found.aic, "log_se": found.log_se, "seen": table.seen}
    own, inner = found.interval(0.95), found.interval(0.8)
    if drawn is None:
        return _estimate(name, table, found, diagnostics, own, inner, (Flag.CONDITIONAL,), {})
    diagnostics |= {
        "B": drawn.replicates, "failures": drawn.failures, "acceleration": drawn.acceleration, "z0": drawn.bias,
        "quantiles": {str(level): share for level, share in drawn.quantiles.items()},
        "conditional95": None if own is None else [own.low, own.high],
    }  # fmt: skip
    errors = {str(level): error for level, error in drawn.errors.items()}
    return _estimate(name, table, found, diagnostics, drawn.ci95, drawn.ci80, drawn.flags, errors)


def _estimate(
    name: str, table: CaptureTable, found: Fit, diagnostics: Mapping[str, Any], outer: Interval | None,
    inner: Interval | None, flags: tuple[Flag, ...], errors: Mapping[str, float],
) -> Estimate:  # fmt: skip
    return Estimate(
        name, found.total, outer, inner, errors, found.name, found.terms(table), found.bic, found.status, diagnostics,
        flags,
    )  # fmt: skip
