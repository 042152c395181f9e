"""Twenty-nine published court cases, cited, as short lists of facts, for training and for checks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from safeconduct.protection.screening.answers import Account
from safeconduct.protection.screening.case_file import read_cases, told_facts


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One court case with its citation, in our own words.

    `facts` are pairs of stage and text without the aftermath. `account` is what screening reads.
    `court_conclusion` and `expected_screen` are for showing and checking after screening only.
    `source_status` says whether a source was opened or the case is told from knowledge.
    """

    id: str
    name: str
    court: str
    citation: str
    state: str
    source_status: str
    source_urls: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    account: Account
    court_conclusion: str
    expected_screen: str
    expected_screen_basis: str


def document() -> Mapping[str, Any]:
    """Return the file as it is stored; `safeconduct screen` reads the same format."""
    text = files(__package__).joinpath("published_cases.json").read_text(encoding="utf-8")
    parsed: Mapping[str, Any] = json.loads(text)
    return parsed


@cache
def published_cases() -> tuple[PublishedCase, ...]:
    """Return the cases in the order of the file."""
    stored = document()
    accounts = {case.id: case.account for case in read_cases(stored)}
    return tuple(_case(raw, accounts[raw["id"]]) for raw in stored["cases"])


def _case(raw: Mapping[str, Any], account: Account) -> PublishedCase:
    return PublishedCase(
        id=raw["id"],
        name=raw["name"],
        court=raw["court"],
        citation=raw["citation"],
        state=raw["state"],
        source_status=raw["source_status"],
        source_urls=tuple(raw["source_urls"]),
        facts=told_facts(raw, raw["id"]),
        account=account,
        court_conclusion=raw["outcome"]["court_conclusion"],
        expected_screen=raw["expected_screen"],
        expected_screen_basis=raw["expected_screen_basis"],
    )
