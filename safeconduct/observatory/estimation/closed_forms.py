"""Two and three lists by formula: illustrations, and checks of the fits."""

from math import sqrt

from scipy.special import ndtri

from safeconduct.observatory.estimation.answers import REASONS
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status
from safeconduct.observatory.estimation.table import CaptureTable

NAME = "two lists"


def chapman(one: int, other: int, both: int) -> float:
    """Return how many people there are by two lists of `one` and `other` people that share `both` (Chapman 1951).

    Rests on independence of the lists.
    """
    return (one + 1) * (other + 1) / (both + 1) - 1


def chapman_variance(one: int, other: int, both: int) -> float:
    """Return the variance of Chapman's estimate (Seber 1970)."""
    return (one + 1) * (other + 1) * (one - both) * (other - both) / ((both + 1) ** 2 * (both + 2))


def two_lists(table: CaptureTable) -> Estimate:
    """Estimate from two lists. Flagged `illustrative`: nothing in two lists can tell whether they are independent.

    Limits are those of the normal distribution, and never fewer than the people seen. Raises ValueError for any
    other number of lists.
    """
    if table.size != 2:
        raise ValueError("This is the estimate of two lists. Take another method, or two of the lists.")
    one, other, both = (int(table.margins[subset]) for subset in (0b01, 0b10, 0b11))
    if both == 0:
        return Estimate(NAME, None, status=Status.NO_ESTIMATE, reason=REASONS[Status.NO_ESTIMATE])
    total, spread = chapman(one, other, both), sqrt(chapman_variance(one, other, both))

    def within(level: float) -> Interval:
        reach = float(ndtri((1.0 + level) / 2.0)) * spread
        return Interval(max(float(table.seen), total - reach), total + reach)

    return Estimate(
        NAME, total, within(0.95), within(0.8), model="[1,2]", diagnostics={"seen": table.seen},
        flags=(Flag.CONDITIONAL, Flag.ILLUSTRATIVE),
    )  # fmt: skip


def three_lists(table: CaptureTable) -> dict[str, float | None]:
    """Return the dark figure of each model of three lists that has a formula; None where it divides by nobody.

    Raises ValueError for any other number of lists.
    """
    if table.size != 3:
        raise ValueError("These formulas are those of three lists.")
    n = [int(count) for count in table.counts]
    a, b, c, ab, ac, bc, abc = n[1], n[2], n[4], n[3], n[5], n[6], n[7]
    shares = {
        "[12,3]": ((a + b + ab) * c, ac + bc + abc),
        "[13,2]": ((a + c + ac) * b, ab + bc + abc),
        "[23,1]": ((b + c + bc) * a, ab + ac + abc),
        "[12,23]": (a * c, ac),
        "[12,13]": (b * c, bc),
        "[13,23]": (a * b, ab),
        "[12,13,23]": (abc * a * b * c, ab * ac * bc),
    }
    return {model: above / below if below else None for model, (above, below) in shares.items()}
