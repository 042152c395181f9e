"""Case numbers that can be spoken over a bad line, and working aliases that say nothing about the person."""

import re
import secrets
import unicodedata

# No letters or digits that are mistaken for one another when read aloud or written by hand.
_LETTERS = "ACDEFHJKLMNPRTWXY"
_DIGITS = "234679"
_TYPED = re.compile(r"([A-Z]{2})([A-Z0-9]{3})([A-Z0-9]{3})([A-Z0-9])")
_BODY = re.compile(f"[{_LETTERS}]{{2}}[{_DIGITS}]{{4}}")

# Alias words: plain, kind, impersonal; none says anything of sex, origin, age or what happened.
_FIRST = (
    "Amber", "Calm", "Cedar", "Clear", "Copper", "Early", "Fair", "Field", "Gentle", "Golden", "Green", "Harbour",
    "High", "Hill", "Juniper", "Lake", "Linden", "Little", "Meadow", "Mild", "Morning", "North", "Olive", "Open",
    "Quiet", "River", "Rowan", "Silver", "Soft", "South", "Spring", "Still", "Stone", "Summer", "Warm", "Wide",
)  # fmt: skip
_SECOND = (
    "Acorn", "Arch", "Bay", "Beacon", "Bell", "Birch", "Bridge", "Brook", "Cloud", "Coast", "Crane", "Dune", "Fern",
    "Finch", "Garden", "Gate", "Grove", "Heron", "Island", "Lantern", "Lark", "Leaf", "Maple", "Oak", "Orchard",
    "Path", "Pebble", "Pine", "Plain", "Reed", "Robin", "Sail", "Shore", "Star", "Swift", "Valley", "Willow", "Wren",
)  # fmt: skip


def check_letter(body: str) -> str:
    """Return the letter that makes one wrong or two swapped signs show."""
    alphabet = _LETTERS + _DIGITS
    total = sum((place + 1) * (alphabet.index(sign) + 1) for place, sign in enumerate(body))
    return _LETTERS[total % len(_LETTERS)]


def new_number(country: str) -> str:
    """Make a number such as `XA-KT4-792-H`: country, two letters and a digit, three digits, a check letter.

    It is drawn at random and tells nothing about when or where the case was opened.
    """
    body = "".join(secrets.choice(_LETTERS) for _ in range(2))
    body += "".join(secrets.choice(_DIGITS) for _ in range(4))
    return f"{country}-{body[:3]}-{body[3:]}-{check_letter(body)}"


def as_number(typed: str) -> str:
    """Return what was typed as a whole case number, written as it is stored; empty when it is something else.

    Small letters, spaces for hyphens and the digits of other scripts are read as well. Whether the number holds
    is not said: see `holds`.
    """
    signs = "".join(_plain(sign) for sign in typed.upper() if sign.isalnum())
    found = _TYPED.fullmatch(signs)
    if found is None or sum(sign.isdigit() for sign in signs) < 2:  # an alias has no digits
        return ""
    return "-".join(found.groups())


def _plain(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() else sign


def holds(number: str) -> bool:
    """Tell whether the check letter of a whole case number fits, before anybody looks it up."""
    _country, first, second, check = number.split("-")
    return bool(_BODY.fullmatch(first + second)) and check_letter(first + second) == check


def new_alias() -> str:
    return f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}"
