"""Case numbers that can be spoken over a bad line, and working aliases that say nothing about the person."""

import secrets

# No letters or digits that are mistaken for one another when read aloud or written by hand.
_LETTERS = "ACDEFHJKLMNPRTWXY"
_DIGITS = "234679"

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


def new_alias() -> str:
    return f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}"
