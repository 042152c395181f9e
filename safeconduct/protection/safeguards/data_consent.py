"""Reading consents: does one that holds now cover this receiver, this purpose and every one of these fields?"""

from collections.abc import Collection, Mapping

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.safeguards.asked import word, words
from safeconduct.protection.safeguards.data_messages import PART_OF

Consent = Mapping[str, object]


def consents(case: CaseFacts) -> tuple[Consent, ...]:
    """Return every consent on file, in force or not."""
    rows = case.value("consents")
    return tuple(row for row in rows if isinstance(row, Mapping)) if isinstance(rows, list | tuple) else ()


def asked_for(case: CaseFacts, act: Act) -> tuple[Consent, ...]:
    """Return the consents for the receiver and the purpose that are offered with the act."""
    receiver, purpose = word(act, "recipient"), word(act, "purpose")
    return tuple(
        row
        for row in consents(case)
        if receiver and _small(row.get("recipient")) == receiver and _small(row.get("purpose")) == purpose
    )


def parts(act: Act) -> frozenset[str]:
    """Return the parts of the file that the offered fields belong to."""
    return frozenset(PART_OF.get(field, field) for field in words(act, "fields") if field != "reference")


def covers(consent: Consent, act: Act) -> bool:
    """Tell whether this consent holds now and names every part that would leave."""
    fields = consent.get("fields")
    named = frozenset(_small(one) for one in fields) if isinstance(fields, list | tuple) else frozenset()
    return consent.get("in_force") is True and bool(parts(act)) and parts(act) <= named


def with_guardian(case: CaseFacts, purposes: Collection[str]) -> bool:
    """Tell whether a guardian agreed to one of these purposes, in a consent that holds now (SG-DP-01, children)."""
    return any(
        row.get("in_force") is True and row.get("guardian") is True and row.get("purpose") in purposes
        for row in consents(case)
    )


def _small(value: object) -> str:
    return value.strip().lower() if isinstance(value, str) else ""
