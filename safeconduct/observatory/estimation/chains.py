"""Have chains of draws found the same answer, and how much are they worth? (Gelman and others 2013, section 11.4)."""

import numpy as np
from numpy.typing import NDArray

MOST_SPREAD = 1.05  # split R-hat above this withholds a result (multiple systems estimation, section 8.3)

Draws = NDArray[np.float64]  # a row a chain


def spread(draws: Draws) -> float:
    """Return split R-hat: how much wider all chains are together than each half of one; 1 when they agree."""
    half = draws.shape[1] // 2
    parts = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean()
    between = parts.mean(axis=1).var(ddof=1)
    if within == 0:
        return 1.0 if between == 0 else float("inf")
    return float(np.sqrt((half - 1) / half + between / within))


def effective(draws: Draws) -> float:
    """Return how many independent draws these are worth (initial positive sequence of Geyer 1992)."""
    chains, length = draws.shape
    centred = draws - draws.mean(axis=1, keepdims=True)
    padded = np.fft.rfft(centred, 2 * length, axis=1)
    by_lag = np.fft.irfft(np.abs(padded) ** 2, axis=1)[:, :length].mean(axis=0) / length
    within = by_lag[0] * length / (length - 1)
    total = within * (length - 1) / length + draws.mean(axis=1).var(ddof=1) if chains > 1 else by_lag[0]
    if total == 0:
        return float(chains * length)
    correlation = 1 - (within - by_lag) / total
    steps = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(steps < 0)
    kept = steps[: negative[0]] if negative.size else steps
    time = max(2 * float(np.minimum.accumulate(kept).sum()) - 1, 1 / (chains * length))
    return float(min(chains * length, chains * length / time))
