"""How the command line refuses: one clear line with the place, exit 2, nothing written."""


class WrongUse(Exception):
    """The call or the file is wrong. The text is the one line that is shown."""


def one_line(text: str) -> str:
    """Return text that stays on one line of any terminal, whatever a file brought into it."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
