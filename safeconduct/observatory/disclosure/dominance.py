"""Sums of money or cases: one large contributor can read off the others (Hundepool and others 2012, section 4.2)."""

from collections.abc import Iterable

LARGEST, TWO_LARGEST = 0.70, 0.85  # shares; design defaults of the disclosure methods, section 3


def dominated(contributions: Iterable[float]) -> bool:
    """Tell whether one contributor holds more than 70 % of a sum, or two hold more than 85 %.

    A sum of nothing is not dominated. Raises ValueError for a contribution below zero.
    """
    largest = sorted(contributions, reverse=True)
    if largest and largest[-1] < 0:
        raise ValueError("A contribution below zero has no share.")
    whole = sum(largest)
    return whole > 0 and (largest[0] > LARGEST * whole or sum(largest[:2]) > TWO_LARGEST * whole)
