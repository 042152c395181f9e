"""Rounding: figures shown as multiples of a base, the same each time the same figure is asked for."""

from hashlib import blake2b


def down(count: int, base: int) -> int:
    """Round down to a multiple of the base."""
    return count - count % base


def keyed(count: int, base: int, key: bytes, cell: str) -> int:
    """Round up or down at random, without bias, fixed for each cell by a secret key.

    Asking twice gives the same answer, so that no average of many answers shows the true one. The key never leaves
    whoever publishes.
    """
    below = count - count % base
    chance = int.from_bytes(blake2b(cell.encode(), key=key[:64], digest_size=8).digest()) / 2**64
    return below + (base if chance < (count % base) / base else 0)


def reach(shown: int, base: int, *, unbiased: bool) -> tuple[int, int]:
    """Return what a rounded figure may have been: the fewest and the most people."""
    return (max(0, shown - base + 1), shown + base - 1) if unbiased else (shown, shown + base - 1)
