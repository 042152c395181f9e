"""The information matrix, factored and solved, compiled.

Rows are updated from the left to the right, so that the innermost loop runs along memory and the processor may do
several elements at once.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled

Reals = NDArray[np.float64]
Integers = NDArray[np.int64]

PIVOT = 1e-14  # of the diagonal: below it the information matrix counts as singular


@compiled
def cholesky(alive: Integers, sums: Reals, factor: Reals) -> bool:
    """Factor the information matrix U'U into the upper half of `factor`; False when it is singular.

    Its element for two effects is the fitted margin of their union, which `sums` has.
    """
    count = len(alive)
    for i in range(count):
        for j in range(i, count):
            factor[i, j] = sums[alive[i] | alive[j]]
    for k in range(count):
        pivot = factor[k, k]
        if not pivot > PIVOT * sums[alive[k]]:  # so that NaN is refused too
            return False
        scale = 1.0 / sqrt(pivot)
        for j in range(k, count):
            factor[k, j] *= scale
        for i in range(k + 1, count):
            share = factor[k, i]
            for j in range(i, count):
                factor[i, j] -= share * factor[k, j]
    return True


@compiled
def solve(factor: Reals, right: Reals) -> None:
    """Solve U'U x = right in place."""
    count = len(right)
    for i in range(count):
        right[i] /= factor[i, i]
        share = right[i]
        for k in range(i + 1, count):
            right[k] -= share * factor[i, k]
    for i in range(count - 1, -1, -1):
        rest = right[i]
        for k in range(i + 1, count):
            rest -= factor[i, k] * right[k]
        right[i] = rest / factor[i, i]
