"""Logs that say where something failed and never what anybody typed or read."""

import logging
import traceback


class Discreet(logging.Formatter):
    """One line per message: time, level, logger, place. No message text, since texts carry values.

    Our own loggers (`safeconduct.…`) write sentences owned by the code, so those are shown as written.
    """

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        parts = [when, record.levelname, record.name]
        if record.name.startswith("safeconduct"):
            parts.append(str(record.msg))  # never its arguments
        status = getattr(record, "status_code", None)
        if status is not None:
            parts.append(f"status {status}")
        if record.exc_info and record.exc_info[0]:
            parts.append(where(record.exc_info[1]))
        else:
            parts.append(f"{record.module}:{record.lineno}")
        return " ".join(parts)


def where(problem: BaseException) -> str:
    """Name the exception and the lines it went through; its message may hold what somebody told us."""
    frames = traceback.extract_tb(problem.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    return f"{type(problem).__name__} at {places}"
