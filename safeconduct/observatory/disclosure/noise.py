"""Noise that hides one person: the discrete Gaussian of a vetted library, drawn from the system's own randomness.

Noise made of floating-point numbers leaks what it should hide (Mironov 2012), so whole numbers are drawn exactly
(Canonne, Kamath and Steinke 2020). There is no seed to keep, and none to give away.
"""

from functools import lru_cache
from math import isfinite
from typing import Any, Protocol

import numpy as np
import opendp.prelude as dp

from safeconduct.observatory.disclosure.domain import Counts


class Noise(Protocol):
    """Something that adds noise of standard deviation `sigma` to each whole number."""

    def add(self, counts: Counts, sigma: float) -> Counts:
        """Return the noisy numbers, in the shape of `counts`."""
        ...

    def best(self, scores: Counts, eps: float, sensitivity: int) -> int:
        """Return the place of a high score, by the exponential mechanism: eps-differentially private."""
        ...


class DiscreteGaussian:
    """The noise of every release: OpenDP's discrete Gaussian."""

    def add(self, counts: Counts, sigma: float) -> Counts:
        """Return `counts` with noise. A person who changes them by D in the L2 norm costs D^2 / (2 sigma^2) rho.

        Raises ValueError when sigma is not a positive number.
        """
        checked(sigma)
        flat = np.asarray(counts, dtype=np.int64).ravel()
        if flat.size == 0:
            return flat.reshape(np.shape(counts))
        return np.array(_mechanism(float(sigma))(flat.tolist()), dtype=np.int64).reshape(np.shape(counts))

    def best(self, scores: Counts, eps: float, sensitivity: int) -> int:
        """Return the place of a high score. One person changes each score by at most `sensitivity`."""
        dp.enable_features("contrib")
        space = dp.vector_domain(dp.atom_domain(T="i64")), dp.linf_distance(T="i64")
        choose = dp.m.make_noisy_max(*space, dp.max_divergence(), scale=2 * sensitivity / checked(eps))
        return int(choose(np.asarray(scores, dtype=np.int64).tolist()))

    def cost(self, sigma: float, l2: int = 1) -> float:
        """Return the rho that the library itself states for this noise."""
        return float(_mechanism(float(checked(sigma))).map(l2))


class RepeatableNoise:
    """Repeatable noise for tests and comparisons. It protects nobody: never release what it made."""

    def __init__(self, seed: int) -> None:
        self._draws = np.random.default_rng(seed)

    def add(self, counts: Counts, sigma: float) -> Counts:
        """Return `counts` with rounded Gaussian noise."""
        return np.asarray(counts) + np.rint(self._draws.normal(0, checked(sigma), np.shape(counts))).astype(
            np.int64
        )

    def best(self, scores: Counts, eps: float, sensitivity: int) -> int:
        """Return the place of a high score, by Gumbel noise."""
        scaled = np.asarray(scores) * (eps / (2 * sensitivity))
        return int(np.argmax(scaled + self._draws.gumbel(size=len(scaled))))


def checked(sigma: float) -> float:
    """Return sigma if it is a size of noise. Raises ValueError."""
    if not (isfinite(sigma) and sigma > 0):
        raise ValueError("Noise needs a standard deviation above zero.")
    return sigma


@lru_cache(maxsize=512)
def _mechanism(sigma: float) -> Any:
    dp.enable_features("contrib")
    return dp.m.make_gaussian(dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T="i64"), scale=sigma)
