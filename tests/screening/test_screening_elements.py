"""Act, means and purpose under each instrument."""

import pytest

from safeconduct.protection.screening import REGIMES, Account, AgeStatus, Heard, Kind, Said, screen
from safeconduct.protection.screening.regimes import ACTS, MEANS, PURPOSES, purpose_code
from safeconduct.protection.words import Answer

PRESENT, ABSENT = Heard(Said.PRESENT), Heard(Said.ABSENT)
QUIET = {Kind.LABOUR: {}}


def found(regime: str, age: AgeStatus = AgeStatus.ADULT, **answers: object):
    return screen(Account(age, QUIET, **answers), REGIMES[regime]).elements


@pytest.mark.parametrize("regime", REGIMES)
def test_an_adult_s_case_needs_act_means_and_purpose(regime: str) -> None:
    told = {"acts": {"harbouring": PRESENT}, "purposes": {"servitude": PRESENT}}
    assert found(regime, **told).met is Answer.UNKNOWN
    assert found(regime, means={"force": PRESENT}, **told).met is Answer.YES


@pytest.mark.parametrize(
    ("regime", "met"),
    [
        ("palermo", "yes"),
        ("coe_197", "yes"),
        ("actip", "yes"),
        ("eu_2011_36", "yes"),
        ("eu_2024_1712", "yes"),
        ("us_tvpa", "unknown"),
    ],
)
def test_a_child_needs_no_means_save_for_labour_in_united_states_law(regime: str, met: str) -> None:
    told = {"acts": {"receipt": PRESENT}, "purposes": {"forced_labour_or_services": PRESENT}}
    assert found(regime, AgeStatus.CHILD, **told).met == met
    sexual = {"acts": {"receipt": PRESENT}, "purposes": {"exploitation_of_prostitution": PRESENT}}
    assert found(regime, AgeStatus.CHILD, **sexual).met is Answer.YES


@pytest.mark.parametrize(
    ("regime", "answer"), [("palermo", "unknown"), ("eu_2011_36", "yes"), ("us_tvpa", "unknown")]
)
def test_exchange_of_control_is_an_act_in_the_european_union(regime: str, answer: str) -> None:
    assert found(regime, acts={"exchange_or_transfer_of_control": PRESENT}).act.answer == answer


@pytest.mark.parametrize(("regime", "answer"), [("palermo", "yes"), ("us_tvpa", "unknown")])
def test_abuse_of_vulnerability_is_no_means_of_its_own_in_united_states_law(regime: str, answer: str) -> None:
    assert found(regime, means={"abuse_of_vulnerability": PRESENT}).means.answer == answer


@pytest.mark.parametrize(("regime", "answer"), [("palermo", "yes"), ("us_tvpa", "unknown")])
def test_organ_removal_is_no_purpose_in_united_states_law(regime: str, answer: str) -> None:
    assert found(regime, purposes={"organ_removal": PRESENT}).purpose.answer == answer


def test_the_amended_directive_names_surrogacy_forced_marriage_and_illegal_adoption() -> None:
    new = REGIMES["eu_2024_1712"].purposes - REGIMES["eu_2011_36"].purposes
    assert new == {"surrogacy", "forced_marriage", "illegal_adoption"}


def test_an_element_is_a_no_only_when_everything_in_it_was_answered_no() -> None:
    every_act = dict.fromkeys(ACTS, ABSENT)
    assert found("palermo", acts=every_act).act.answer is Answer.NO
    assert found("palermo", acts={**every_act, "receipt": Heard(Said.DECLINED)}).act.answer is Answer.UNKNOWN
    # Means and purpose stay open while their dimensions are open.
    assert found("palermo", means=dict.fromkeys(MEANS, ABSENT)).means.answer is Answer.UNKNOWN
    assert found("palermo", purposes=dict.fromkeys(PURPOSES, ABSENT)).purpose.answer is Answer.UNKNOWN


def test_a_positive_dimension_is_evidence_for_its_element() -> None:
    answers = {Kind.LABOUR: dict.fromkeys(("EX01", "EX04", "CD01", "CD03"), PRESENT)}
    elements = screen(Account(AgeStatus.ADULT, answers)).elements
    assert [proof.code for proof in elements.means.evidence] == ["coercion_destination"]
    assert [proof.code for proof in elements.purpose.evidence] == ["exploitation"]


def test_everyday_codes_mean_the_listed_purpose() -> None:
    assert purpose_code("forced_labour") == "forced_labour_or_services"
    assert purpose_code("debt_bondage") == "practices_similar_to_slavery"
    assert all(purpose_code(code) == code for code in PURPOSES)
