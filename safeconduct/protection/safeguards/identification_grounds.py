"""Reasons that can never carry a refusal to identify, each with the safeguard that shuts it out.

The reasons a decision may name are listed once, with the document that holds them.
"""

from collections.abc import Iterable

from safeconduct.protection.documents import reasons
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.safeguards.asked import words


def _codes(choices: Iterable[Choice]) -> frozenset[str]:
    return frozenset(choice.code for choice in choices)


HOW_SOMEONE_TELLS = _codes(reasons.EXPECTED_AFTER_HARM)  # SG-ID-04
CHANGED_ACCOUNT = "inconsistent"  # SG-ID-04: for a child not even one ground among others
NOT_THE_TEST = _codes(reasons.BESIDE_THE_TEST)  # SG-ID-05
CRIMINAL_CASE = _codes(reasons.CRIMINAL_CASE)  # SG-ID-11
WHO_SOMEONE_IS = _codes(reasons.WHO_THE_PERSON_IS)  # SG-ID-06, SG-GV-05

NEVER_A_GROUND = HOW_SOMEONE_TELLS | NOT_THE_TEST | CRIMINAL_CASE | WHO_SOMEONE_IS


def grounds_of(case: CaseFacts, act: Act) -> frozenset[str]:
    """Return the reason codes of a decision, on file and offered, in small letters."""
    on_file = frozenset(code.strip().lower() for code in case.words("decision_reason_codes"))
    return on_file | words(act, "reason_codes") | words(act, "reason_code")
