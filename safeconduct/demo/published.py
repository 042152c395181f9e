"""The published court cases: screened, and where referred, opened as cases under protection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from safeconduct.demo import driver
from safeconduct.demo.cast import Cast
from safeconduct.demo.journey import Journey
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.screening.answers import Account, Heard, Said
from safeconduct.protection.screening.cases import PublishedCase, published_cases
from safeconduct.protection.screening.screen import Recommendation, Result, screen

REFER = "refer"
MANAGERS = ("ines", "tomas")  # the court cases are shared between two case managers
BETWEEN = timedelta(minutes=50)
# The purpose that the treaty names, in the word that the screening form has for it.
SAME_CODE = {"forced_labour_or_services": "forced_labour"}


@dataclass(frozen=True)
class Screened:
    """One published case with what screening says and what was expected."""

    case: PublishedCase
    result: Result

    @property
    def referred(self) -> bool:
        return self.result.recommendation is Recommendation.REFER

    @property
    def referable(self) -> bool:
        return self.case.expected_screen == REFER


def screened() -> list[Screened]:
    """Screen every published case. What officials did afterwards never enters."""
    return [Screened(case, screen(case.account)) for case in published_cases()]


def open_case(one: Screened, cast: Cast, at: datetime, number: int) -> Journey:
    """Open a referred case through the doors: contact, screening, presumption."""
    journey = Journey(
        cast,
        at,
        seed=f"published {one.case.id}",
        young=one.case.account.child_rule,
        manager=MANAGERS[number % len(MANAGERS)],
    )
    driver.go(journey, "identification.start_screening")
    journey.file("D03", "identification.record_indicators", dict(_answers(one)))
    driver.go(journey, "identification.record_indicators")
    return journey


def _answers(one: Screened) -> Iterable[tuple[str, object]]:
    account = one.case.account
    rows = [
        {"id": code, "answer": heard.said.value, "source": "document"}
        for answers in account.indicators.values()
        for code, heard in answers.items()
    ]
    yield "indicators", list({row["id"]: row for row in rows}.values())
    yield "screening_variants", [name.value for name in one.result.sets]
    yield "recommendation", one.result.recommendation.value
    yield "rules_version", f"{one.result.ruleset} {one.result.ruleset_version}"
    for field, heard_of in (("acts", account.acts), ("means", account.means), ("purposes", account.purposes)):
        yield field, _codes(field, heard_of)


def _codes(field: str, answers: "dict[str, Heard] | Account | object") -> list[str]:
    choices = next(each.choices for each in DOCUMENTS["D03"].fields if each.name == field)
    known = {choice.code for choice in choices}
    heard = answers.items() if hasattr(answers, "items") else ()
    present = [SAME_CODE.get(code, code) for code, one in heard if one.said is Said.PRESENT]
    return [code for code in present if code in known]
