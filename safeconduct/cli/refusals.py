"""How the command line refuses: one clear line with the place, exit 2, nothing written."""

from collections.abc import Iterable

LONGEST = 500  # characters of a refusal; more would be the file's own content coming back


class WrongUse(Exception):
    """The call or the file is wrong. The text is the one line that is shown."""


def one_line(text: str) -> str:
    """Return text that stays on one line of any terminal, whatever a file brought into it."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def printed(lines: Iterable[str]) -> str:
    """Return lines for any terminal: words that a file brought along can neither break nor steer it."""
    return "\n".join(one_line(line) for line in lines)


def shortened(text: str) -> str:
    """Return a refusal that fits a few lines of a terminal."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
