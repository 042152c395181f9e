"""Everything an estimation says, side by side: methods, one headline range or why there is none, and checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor, log10

from safeconduct.observatory.estimation import assumptions as say
from safeconduct.observatory.estimation.results import NONE, Estimate, Interval, Status
from safeconduct.observatory.estimation.sensitivity import Changed, Known
from safeconduct.observatory.estimation.table import CaptureTable

LEAST_SEEN, LEAST_OVERLAP = 30, 10  # section 10
FURTHEST_POINT, FURTHEST_LIMIT = 100, 1000  # times the people seen, section 10
DISAGREE = 1.5  # largest over smallest point, section 10
HEADLINE = "best BIC"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to translate, and what to fill in."""

    words: str
    told: Mapping[str, object] = field(default_factory=lambda: NONE)

    def __str__(self) -> str:
        return self.words.format(**self.told)


@dataclass(frozen=True, slots=True)
class Headline:
    """The one range to publish, rounded outwards to two significant digits; or the reason why there is none."""

    low: int | None
    high: int | None
    basis: str
    reason: Sentence | None = None

    @property
    def estimable(self) -> bool:
        return self.low is not None


@dataclass(frozen=True)
class Report:
    """What one run found. Figures are people, those seen included."""

    table: CaptureTable
    estimates: tuple[Estimate, ...]
    headline: Headline
    disagreement: tuple[str, ...]
    sensitivity: tuple[Changed, ...]
    consistency: tuple[Known, ...]
    seed: int
    most: int  # replicates at most
    version: str
    seconds: float

    @property
    def envelope(self) -> Interval | None:
        """Return the lowest and the highest limit of any method."""
        limits = [each.ci95 for each in self.estimates if each.ci95]
        return Interval(min(i.low for i in limits), max(i.high for i in limits)) if limits else None


def headline(table: CaptureTable, estimates: tuple[Estimate, ...]) -> Headline:
    """Choose the range to publish: that of the best model by BIC, its choice inside the bootstrap (section 10)."""
    chosen = next((each for each in estimates if each.name == HEADLINE), None)
    reason = _why_not(table, estimates, chosen)
    if reason is not None or chosen is None or chosen.ci95 is None:
        return Headline(None, None, "", reason or _no_model(table))
    return Headline(outwards(chosen.ci95.low, up=False), outwards(chosen.ci95.high, up=True), HEADLINE)


def _why_not(
    table: CaptureTable, estimates: tuple[Estimate, ...], chosen: Estimate | None
) -> Sentence | None:
    seen, overlapping = table.seen, table.overlapping
    if table.size == 2:
        return Sentence(say.TWO_LISTS)
    if seen < LEAST_SEEN or overlapping < LEAST_OVERLAP:
        told = {"seen": seen, "overlapping": overlapping, "least": LEAST_SEEN, "least_overlap": LEAST_OVERLAP}
        return Sentence(say.TOO_FEW, told)
    if all(each.status is not Status.FINE or each.point is None for each in estimates):
        return _no_model(table)
    if chosen is None or chosen.point is None or chosen.ci95 is None:
        return _no_model(table)
    if chosen.point > FURTHEST_POINT * seen or chosen.ci95.high > FURTHEST_LIMIT * seen:
        return Sentence(say.TOO_WIDE, {"low": round(chosen.ci95.low), "high": round(chosen.ci95.high)})
    return None


def _no_model(table: CaptureTable) -> Sentence:
    """Name the lists that lack overlap with others, so that somebody can look for it."""
    margins, size = table.margins, table.size
    lacking = [sum(1 for j in range(size) if j != i and margins[1 << i | 1 << j] == 0) for i in range(size)]
    if all(each == size - 1 for each in lacking):
        return Sentence(say.NO_OVERLAP)
    worst = [table.lists[i] for i in range(size) if lacking[i] == max(lacking)]
    return Sentence(say.NO_MODEL, {"lists": ", ".join(worst)})


def outwards(value: float, *, up: bool) -> int:
    """Round to two significant digits, down or up."""
    if value <= 0:
        return 0
    unit: int = 10 ** max(0, floor(log10(value)) - 1)
    return (ceil(value / unit) if up else floor(value / unit)) * unit


def disagreement(estimates: tuple[Estimate, ...]) -> tuple[str, ...]:
    """Name what methods disagree about: points too far apart, intervals that miss another method's point."""
    said = [each for each in estimates if each.point is not None]
    points = {each.name: each.point for each in said if each.point is not None}
    told = []
    if points and max(points.values()) > DISAGREE * min(points.values()):
        told.append("points")
    for each in said:
        missed = [n for n, p in points.items() if each.ci95 and not each.ci95.low <= p <= each.ci95.high]
        if missed:
            told.append(f"{each.name} misses {', '.join(missed)}")
    return tuple(told)
