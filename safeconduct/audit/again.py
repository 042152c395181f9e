"""Do something again and again, quietly, as long as somebody wants it."""

import os
import time
from collections.abc import Callable

from django.db import OperationalError, connection


def again(step: Callable[[], object], every: float, server: int | None = None) -> None:
    """Repeat until interrupted or left alone. A database that is busy or away is asked again the next time.

    `every` is in seconds; `server` is the process for which this is done: it must be our parent.
    """
    try:
        while server is None or os.getppid() == server:  # a server that was killed leaves nobody behind
            try:
                step()
            except OperationalError:
                connection.close()
            time.sleep(every)
    except KeyboardInterrupt:
        return
