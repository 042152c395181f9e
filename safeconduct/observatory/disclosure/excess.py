"""Comparing how often an attack succeeds on people who are in and on people who are not."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from safeconduct.observatory.disclosure.domain import Counts


@dataclass(frozen=True, slots=True)
class Excess:
    """How much oftener an attack succeeds on members than on controls, with a 95 % interval; -1 to 1."""

    members: float
    controls: float
    low: float
    high: float
    tries: int
    about: str = ""

    @property
    def excess(self) -> float:
        return self.members - self.controls

    def within(self, most: float) -> bool:
        """Tell whether the excess is at most so much, or may as well be none."""
        return self.excess <= most or self.low <= 0


def difference(
    hits: int, tries: int, other_hits: int, other_tries: int, *, about: str = "", looks: int = 1
) -> Excess:
    """Compare two shares; 95 % interval by Newcombe 1998, method 10.

    One of several looks has the wider interval that leaves chance alone 1 in 500 for all of them together.
    """
    z = float(norm.ppf(1 - (0.05 if looks == 1 else 0.002 / looks) / 2))
    share, other = hits / tries, other_hits / other_tries
    low, high = _wilson(hits, tries, z)
    other_low, other_high = _wilson(other_hits, other_tries, z)
    gap = share - other
    return Excess(
        share,
        other,
        gap - sqrt((share - low) ** 2 + (other_high - other) ** 2),
        gap + sqrt((high - share) ** 2 + (other - other_low) ** 2),
        tries,
        about,
    )


def _wilson(hits: int, tries: int, z: float) -> tuple[float, float]:
    share, spread = hits / tries, z * z / tries
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / tries + spread / tries / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def compared(hits: Counts, tries: int, *, about: str = "", looks: int = 1) -> Excess:
    """Compare hits on members and on controls, as many tries each."""
    return difference(int(hits[0]), tries, int(hits[1]), tries, about=about, looks=looks)


def together(members: NDArray[np.float64], controls: NDArray[np.float64]) -> Excess:
    """Compare shares of right guesses a person: guesses about one person hang together."""
    gap = float(members.mean() - controls.mean())
    half = 1.96 * sqrt(float(members.var(ddof=1) + controls.var(ddof=1)) / len(members))
    return Excess(
        float(members.mean()),
        float(controls.mean()),
        gap - half,
        gap + half,
        len(members),
        "all columns together",
    )
