"""Compiled loops: Numba's decorator, with a type, and with a store of compiled code that no old code outlives.

Numba looks only at the file a function stands in: after a change, whoever calls it would keep the old code compiled
in. So the store is named after all sources together.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

F = TypeVar("F", bound=Callable[..., Any])


def store(here: Path) -> Path:
    """Return the folder for compiled code: beside the sources, or with the user's own where those are read-only."""
    sources = sorted(here.rglob("*.py"))
    digest = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    beside = here / "__pycache__"
    if os.access(beside if beside.exists() else here, os.W_OK):
        return beside / f"compiled-{digest}"
    return Path.home() / ".cache" / "safeconduct" / f"compiled-{digest}"


settings: Any = config
if not settings.CACHE_DIR:  # set by NUMBA_CACHE_DIR, where somebody chose a place
    settings.CACHE_DIR = str(store(Path(__file__).parent))


def compiled(function: F) -> F:
    """Compile a function on first use and keep the result on disk. It runs without the lock of the interpreter."""
    return cast("F", njit(cache=True, nogil=True)(function))
