"""Compiled loops: Numba's decorator, with a type."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function on first use and keep the result on disk. It runs without the lock of the interpreter."""
    return cast("F", njit(cache=True, nogil=True)(function))
