"""The published court cases, screened on what the person or others could tell at first contact."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.screening import AgeStatus, screen
from safeconduct.protection.screening.case_file import read_cases
from safeconduct.protection.screening.cases import document, published_cases

EXPECTED = {case.id: case.expected_screen for case in published_cases()}


def referred(*, unlisted_absent: bool) -> set[str]:
    cases = read_cases(document(), unlisted_absent=unlisted_absent)
    return {case.id for case in cases if screen(case.account).recommendation == "refer"}


def test_there_are_twenty_nine_cases_and_each_is_cited() -> None:
    assert len(published_cases()) == 29
    for case in published_cases():
        assert case.name
        assert case.court
        assert case.citation
        assert case.source_status
        assert case.facts
        assert case.court_conclusion


@pytest.mark.parametrize(("unlisted_absent", "wrongly"), [(False, {"steirer_us_1993"}), (True, set())])
def test_every_case_that_should_be_referred_is_and_at_most_one_other(
    unlisted_absent: bool, wrongly: set[str]
) -> None:
    should = {id_ for id_, expected in EXPECTED.items() if expected == "refer"}
    assert len(should) == 21
    assert referred(unlisted_absent=unlisted_absent) - should == wrongly
    assert should <= referred(unlisted_absent=unlisted_absent)


def test_nothing_is_ruled_out_while_most_is_unknown() -> None:
    for case in published_cases():
        assert screen(case.account).recommendation in {"refer", "ask_next"}


def test_what_happened_afterwards_is_not_told() -> None:
    stored = {case["id"]: case["facts"] for case in document()["cases"]}
    afterwards = [fact["text"] for facts in stored.values() for fact in facts if fact["stage"] == "aftermath"]
    assert afterwards
    told = {text for case in published_cases() for _stage, text in case.facts}
    assert not told.intersection(afterwards)


UNREAD = ("outcome", "expected_screen", "expected_screen_basis", "pitfalls", "state", "court", "name")
TRAITS = ("sex", "origin", "sector", "age_detail")


@given(st.permutations(range(29)), st.sampled_from(TRAITS))
def test_exchanging_sex_origin_or_sector_between_cases_changes_nothing(order: list[int], trait: str) -> None:
    changed = copy.deepcopy(document())
    profiles = [case["profile"] for case in document()["cases"]]
    for case, other in zip(changed["cases"], order, strict=True):
        case["profile"][trait] = profiles[other][trait]
    assert read_cases(changed) == read_cases(document())


def test_outcomes_and_expectations_are_never_read() -> None:
    changed = copy.deepcopy(document())
    for case in changed["cases"]:
        for key in UNREAD:
            del case[key]
        case["facts"] = [
            {"stage": "aftermath", "text": "Something else."} if fact["stage"] == "aftermath" else fact
            for fact in case["facts"]
        ]
    assert read_cases(changed) == read_cases(document())


def test_an_adult_in_a_childs_set_was_a_child_then() -> None:
    changed = copy.deepcopy(document())
    case = next(case for case in changed["cases"] if case["id"] == "tv_es_2024")
    case["profile"]["age"] = "adult"
    read = {one.id: one.account for one in read_cases(changed)}
    assert read["tv_es_2024"].age is AgeStatus.CHILD_THEN
    assert screen(read["tv_es_2024"]).recommendation == "refer"


@pytest.mark.parametrize(
    "purpose", ["forced_marriage", "organ_removal", "forced_criminality", "begging", "surrogacy"]
)
@pytest.mark.parametrize("unlisted_absent", [False, True])
def test_a_case_outside_every_set_is_referred_on_its_elements(purpose: str, unlisted_absent: bool) -> None:
    notes = {"acts": ["recruitment"], "means": ["deception"], "purposes": [purpose]}
    case = {"id": "one", "profile": {"age": "adult"}, "ilo_set": None, "annotation": notes}
    (read,) = read_cases({"cases": [case]}, unlisted_absent=unlisted_absent)
    assert screen(read.account).recommendation == "refer"
    del notes["means"]
    case["profile"] = {"age": "child"}
    (read,) = read_cases({"cases": [case]}, unlisted_absent=unlisted_absent)
    assert screen(read.account).recommendation == "refer"


def test_a_purpose_that_nobody_knows_is_no_purpose() -> None:
    notes = {"acts": ["transportation"], "purposes": ["unknown"]}
    case = {"id": "one", "profile": {"age": None}, "ilo_set": None, "annotation": notes}
    for unlisted_absent in (False, True):
        (read,) = read_cases({"cases": [case]}, unlisted_absent=unlisted_absent)
        assert screen(read.account).recommendation == "ask_next"
