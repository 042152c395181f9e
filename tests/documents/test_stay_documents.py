"""Recovery time, options, permits and asylum."""

from datetime import timedelta

import pytest

from safeconduct.protection.documents import DOCUMENTS

OPTIONS = [{"option": "asylum"}, {"option": "return"}, {"option": "family"}]


def test_a_certificate_handed_over_is_in_the_persons_hands(known):
    facts = known(("D12", {"handed_over_on": "2031-05-02", "reflection_until": "2031-06-30"}))
    assert facts == {"reflection_certificate": True, "reflection_until": "2031-06-30"}
    taken = {"handed_over_on": "2031-05-02", "reflection_certificate": "no"}
    assert known(("D12", taken))["reflection_certificate"] is False


def test_a_day_that_is_none_is_unknown(known):
    assert known(("D12", {"reflection_until": "soon"})) == {}


def test_grounds_that_no_early_end_may_have_can_be_named_so_that_they_are_refused():
    codes = {choice.code for choice in DOCUMENTS["D12"].named("reflection_early_end").choices}
    assert {"person_chose", "public_order_individual", "improper_claim_proved", "no_cooperation"} <= codes


def test_a_sheet_counts_when_signed_after_advice_on_three_different_options(known):
    whole = {"options": OPTIONS, "options_legal_advice": "yes", "options_sheet_signed": "yes"}
    assert known(("D14", whole))["options_sheet_signed"] is True
    assert known(("D14", whole | {"options": [OPTIONS[0]] * 3}))["options_sheet_signed"] is False
    assert known(("D14", whole | {"options_legal_advice": "no"}))["options_sheet_signed"] is False
    assert "options_sheet_signed" not in known(("D14", whole | {"options": []}))


def permit(outcome, **also):
    return ("D15", {"outcome": outcome, "permit_kind": "personal_situation"} | also)


def test_a_permit_stands_through_its_last_day(known, now):
    paper = permit("granted", permit_until="2031-05-20")
    assert known(paper)["permit_granted"] is True
    assert known(paper, at=now + timedelta(days=1))["permit_granted"] is False


def test_a_refused_renewal_does_not_end_the_permit_that_still_runs(known):
    facts = known(
        permit("granted", permit_until="2031-12-31", permit_work_stated="yes"),
        permit("refused", stay_reasons_written="yes", stay_refusal_final="no", permit_work_stated="no"),
    )
    assert facts["permit_granted"] is True
    assert facts["permit_until"] == "2031-12-31"
    assert facts["permit_work_stated"] is True
    assert facts["stay_reasons_written"] is True
    assert facts["stay_refusal_final"] is False


def test_an_application_without_an_answer_grants_and_refuses_nothing(known):
    facts = known(("D15", {"applied_on": "2031-05-01"}))
    assert facts == {"permit_applied": True}


def test_reasons_for_a_refusal_do_not_come_from_a_grant(known):
    assert "stay_refusal_final" not in known(permit("granted", stay_refusal_final="yes"))


@pytest.mark.parametrize(("answered", "agreed"), [("yes", True), ("no", False), ("declined", None)])
def test_asylum_is_referred_only_with_the_persons_yes(known, answered, agreed):
    assert known(("D23", {"asylum_agreed": answered})).get("asylum_agreed") is agreed
