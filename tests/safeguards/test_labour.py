"""Labour: licensed agencies without fees, workers with their own papers, signs that lead to help."""

from typing import Any

import pytest

PLACED = {"licence": "active", "fee_charged": False}
ACCREDITED = {
    "open_complaint": False,
    "contract_in_own_language": True,
    "own_bank_account": True,
    "keeps_passport": True,
    "age": 30,
}
CONTRACT = {
    "wage": 900,
    "minimum_wage": 800,
    "contract_in_own_language": True,
    "keeps_passport": True,
    "old_enough": True,
}
TALK = {"private_talk": True, "in_own_language": True}


def test_an_owner_who_files_under_a_new_name_is_shown_and_refused(case: Any, act: Any, ask: Any) -> None:
    again = act("licence_agency", "labour_inspector", barred_owners=["O. Tarn"], owners_checked=True)
    finding = ask("SG-LB-01", case(), again)
    assert not finding.allowed
    assert finding.told["owners"] == ["o. tarn"]
    assert not ask("SG-LB-01", case(), act("licence_agency")).allowed
    assert ask("SG-LB-01", case(), act("licence_agency", owners_checked=True)).allowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"licence": "suspended"},
        {"licence": None},
        {"fee_charged": True},
        {"fee_charged": None},
        {"under_18_hazardous": True},
    ],
)
def test_only_a_licensed_agency_without_fees_places_workers(
    case: Any, act: Any, ask: Any, wrong: dict[str, Any]
) -> None:
    assert ask("SG-LB-01", case(), act("place_worker", **PLACED)).allowed
    assert not ask("SG-LB-01", case(), act("place_worker", **{**PLACED, **wrong})).allowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"open_complaint": True},
        {"open_complaint": None},
        {"own_bank_account": False},
        {"contract_in_own_language": None},
        {"keeps_passport": False},
        {"age": 17},
        {"age": None},
        {"months_since_interview": 13},
    ],
)
def test_a_household_with_a_complaint_or_a_gap_gets_no_new_worker(
    case: Any, act: Any, ask: Any, wrong: dict[str, Any]
) -> None:
    assert ask("SG-LB-02", case(), act("accredit_worker", **ACCREDITED)).allowed
    assert not ask("SG-LB-02", case(), act("accredit_worker", **{**ACCREDITED, **wrong})).allowed


@pytest.mark.parametrize("name", ["register_contract", "depart_worker"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"wage": 799},
        {"minimum_wage": None},
        {"contract_in_own_language": False},
        {"keeps_passport": False},
        {"old_enough": None},
    ],
)
def test_a_wage_below_the_minimum_or_a_missing_contract_stops_the_journey(
    case: Any, act: Any, ask: Any, name: str, wrong: dict[str, Any]
) -> None:
    assert ask("SG-LB-03", case(), act(name, **CONTRACT)).allowed
    assert not ask("SG-LB-03", case(), act(name, **{**CONTRACT, **wrong})).allowed


def test_a_bidder_without_statement_is_not_eligible(case: Any, act: Any, ask: Any) -> None:
    finding = ask("SG-LB-04", case(), act("bid_eligibility", excluded=False))
    assert not finding.allowed
    assert "statement" in finding.because
    assert ask("SG-LB-04", case(), act("bid_eligibility", excluded=False, statement_filed=True)).allowed
    assert not ask("SG-LB-04", case(), act("bid_eligibility", excluded=True, statement_filed=True)).allowed
    assert not ask("SG-LB-04", case(), act("bid_eligibility", statement_filed=True)).allowed


def test_a_passport_held_by_the_broker_opens_a_screening(case: Any, act: Any, ask: Any) -> None:
    name, held = "register_marriage_signal", {**TALK, "signs": ["papers_withheld"]}
    assert not ask("SG-LB-05", case(), act(name, **held)).allowed
    assert ask("SG-LB-05", case(), act(name, screening_opened=True, **held)).allowed


def test_a_marriage_signal_is_private_equal_and_never_against_the_spouse(
    case: Any, act: Any, ask: Any
) -> None:
    name = "register_marriage_signal"
    assert ask("SG-LB-05", case(), act(name, **TALK)).allowed
    assert not ask("SG-LB-05", case(), act(name)).allowed
    assert not ask("SG-LB-05", case(), act(name, purpose="removal", **TALK)).allowed
    assert not ask("SG-LB-05", case(), act(name, chosen_by_nationality=True, **TALK)).allowed
