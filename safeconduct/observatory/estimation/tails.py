"""Tails of the Poisson distribution, as logarithms: far out they underflow, and the smallest must still be found."""

from math import inf, lgamma, log

from safeconduct.observatory.compiled import compiled

ENOUGH = 1e-17  # of the sum: further terms change nothing
HALF = -0.9  # log of 0.4; a tail smaller than this is the smaller one


@compiled
def _log_lower(count: int, mean: float) -> float:
    """Return log P(X <= count)."""
    term, total, k = 1.0, 1.0, count
    while k > 0:
        term *= k / mean
        total += term
        k -= 1
        if term < ENOUGH * total:
            break
    return count * log(mean) - mean - lgamma(count + 1.0) + log(total)


@compiled
def _log_upper(count: int, mean: float) -> float:
    """Return log P(X >= count)."""
    if count == 0:
        return 0.0
    term, total, k = 1.0, 1.0, count + 1
    while True:
        term *= mean / k
        total += term
        k += 1
        if term < ENOUGH * total and k > mean:
            break
    return count * log(mean) - mean - lgamma(count + 1.0) + log(total)


@compiled
def log_tail(count: int, mean: float) -> float:
    """Return the log of the smaller of P(X <= count) and P(X >= count) for X ~ Poisson(mean), not doubled."""
    if mean <= 0.0:
        return 0.0 if count == 0 else -inf
    low = count <= mean
    one = _log_lower(count, mean) if low else _log_upper(count, mean)
    if one < HALF:
        return one
    return min(one, _log_upper(count, mean) if low else _log_lower(count, mean))
