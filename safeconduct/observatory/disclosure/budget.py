"""What a release costs those who are in it, as rho of zero-concentrated differential privacy (Bun and Steinke 2016).

Costs add up over everything ever released about the same people. Neighbouring files differ by one person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isfinite, log, sqrt

LARGEST_DELTA = 1e-6  # the delta offered; design default


class BadBudget(ValueError):
    """A figure of a budget makes no sense. The message says which and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One look at the people: how noisy, how much one person can change it (L2), and the rho it costs."""

    name: str
    rho: float
    sigma: float | None = None
    sensitivity: float = 1.0

    @property
    def recomputed(self) -> float:
        """Return rho as it follows from the noise that was drawn."""
        return self.rho if self.sigma is None else gaussian_cost(self.sigma, self.sensitivity)


def gaussian_step(name: str, sigma: float, sensitivity: float = 1.0) -> Step:
    """Describe a look at the people by the noise it gets."""
    return Step(name, gaussian_cost(sigma, sensitivity), sigma, sensitivity)


def total(steps: Iterable[Step]) -> float:
    """Return the rho of several looks together."""
    return sum(step.rho for step in steps)


def gaussian_cost(sigma: float, sensitivity: float = 1.0) -> float:
    """Return the rho of Gaussian noise on figures that one person changes by at most `sensitivity` in L2."""
    return _positive(sensitivity, "sensitivity") ** 2 / (2 * _positive(sigma, "sigma") ** 2)


def gaussian_sigma(rho: float, sensitivity: float = 1.0) -> float:
    """Return the noise that a rho pays for."""
    return _positive(sensitivity, "sensitivity") / sqrt(2 * _positive(rho, "rho"))


def pure_cost(eps: float) -> float:
    """Return the rho of a step that is differentially private with `eps` alone."""
    return _positive(eps, "eps") ** 2 / 2


def laplace_cost(scale: float, sensitivity: float = 1.0) -> float:
    """Return the rho of Laplace noise on figures that one person changes by at most `sensitivity` in L1."""
    return pure_cost(_positive(sensitivity, "sensitivity") / _positive(scale, "scale"))


def exponential_cost(eps: float) -> float:
    """Return the rho of one choice by the exponential mechanism with `eps`."""
    return _positive(eps, "eps") ** 2 / 8


def eps_of(rho: float, delta: float) -> float:
    """Return the eps that holds except with probability `delta`. No rho, no eps."""
    if rho == 0:
        return 0.0
    return _positive(rho, "rho") + 2 * sqrt(rho * log(1 / _share(delta)))


def rho_of(eps: float, delta: float) -> float:
    """Return the rho whose eps at this delta is `eps`."""
    least = log(1 / _share(delta))
    return (sqrt(least + _positive(eps, "eps")) - sqrt(least)) ** 2


def largest_delta(people: int) -> float:
    """Return 1 / (n ln n): with a larger delta a release might show somebody whole and still keep its promise."""
    return inf if people < 2 else 1 / (people * log(people))


def check_delta(delta: float, people: int) -> None:
    """Raise BadBudget when delta is too large for a population of this (publicly known) size."""
    _share(delta)
    if delta > largest_delta(people):
        raise BadBudget(
            f"delta {delta:g} is too large for {people} people. Choose at most {largest_delta(people):.1g}."
        )


def _positive(value: float, name: str) -> float:
    if not (isfinite(value) and value > 0):
        raise BadBudget(f"{name} must be a number above zero, not {value}.")
    return value


def _share(delta: float) -> float:
    if not 0 < delta < 1:
        raise BadBudget(f"delta must lie between 0 and 1, not {delta}.")
    return delta
