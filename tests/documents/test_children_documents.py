"""Guardian, best interests and age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.children import SOUNDNESS
from safeconduct.protection.documents.declared import FieldKind

SOUND = {field.name: "yes" for field in SOUNDNESS}
PRESENT = {"age_assessment_guardian_present": "yes", "age_appeal_told": "yes"}


def test_a_guardian_acts_from_acceptance_until_it_ends(known):
    accepted = {"accepted_on": "2031-05-02"}
    assert known(("D17", accepted))["guardian_appointed"] is True
    assert known(("D17", accepted | {"ended_on": "2031-05-19"}))["guardian_appointed"] is False
    assert "guardian_appointed" not in known(("D17", {"guardian": "G. Uardian"}))


def test_a_reason_why_a_child_could_not_be_asked_stands_for_the_view(known):
    assert known(("D18", {"view_not_obtained": "A baby."}))["child_view_written"] is True
    assert "child_view_written" not in known(("D18", {}))


def test_an_assessment_of_interests_has_an_age(known):
    facts = known(("D18", {"assessed_on": "2031-05-10", "care_safe": "yes"}))
    assert facts["bia_done"] is True
    assert 10 <= facts["bia_age_d"] < 11
    assert facts["care_safe"] is True


def test_a_panel_is_counted_by_professions_and_options_not_by_heads(known):
    panel = [{"profession": "guardian"}, {"profession": "health"}, {"profession": "health"}]
    facts = known(
        ("D19", {"panel": panel, "options": [{"option": "stay"}, {"option": "return"}], "bid": "stay"})
    )
    assert facts["bid"] == "stay"
    assert facts["bid_professions"] == 2
    assert facts["bid_options"] == 2


@pytest.mark.parametrize("age", ["under_18", "unsure"])
def test_whoever_may_be_a_child_is_treated_as_one(known, age):
    facts = known(("D20", {"age": age, "age_document_reliable": "yes", "doubt": "no"} | SOUND | PRESENT))
    assert facts["child"] is True
    assert facts["age_in_doubt"] is True


@pytest.mark.parametrize("proof", [{"age_document_reliable": "yes"}, {"doubt": "no"}, SOUND | PRESENT])
def test_an_adult_age_that_is_proved_ends_the_doubt(known, proof):
    facts = known(("D20", {"age": "adult"} | proof))
    assert facts["child"] is False
    assert facts["age_in_doubt"] is False


@pytest.mark.parametrize("missing", [*SOUND, *PRESENT])
def test_an_age_assessment_that_lacks_one_condition_leaves_the_person_a_child(known, missing):
    for answer in ("no", "unknown"):
        facts = known(("D20", {"age": "adult"} | SOUND | PRESENT | {missing: answer}))
        assert "child" not in facts
        assert "age_in_doubt" not in facts


@given(
    st.fixed_dictionaries(
        {},
        optional={
            field.name: st.sampled_from(["yes", "no", "unknown"])
            for field in DOCUMENTS["D20"].fields
            if field.kind is FieldKind.ANSWER
        },
    )
)
def test_no_answers_make_an_adult_of_someone_whose_age_is_not_sure(known, answers):
    assert known(("D20", answers | {"age": "unsure"}))["child"] is True
