"""From the first sign to the decision, with the interview between."""

import pytest

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.interview import CHILD_CONDITIONS, CONDITIONS


def seen(*answers):
    return [{"id": f"EX{number:02}", "answer": answer} for number, answer in enumerate(answers, start=1)]


def test_one_sign_is_enough_and_absent_ones_do_not_outweigh_it(known):
    assert known(("D03", {"indicators": seen("absent", "present", "absent")}))["credible_indicator"] is True


@pytest.mark.parametrize("changed", [
    {"ended": "stopped"},
    {"ended": "interrupted"},
    {"recommendation": "ask_next"},
    {"recommendation": "refer"},
    {"worker_concern": "yes"},
])  # fmt: skip
def test_no_sign_is_only_concluded_from_a_finished_screening_without_concern(known, changed):
    finished = {"indicators": seen("absent"), "ended": "finished", "recommendation": "none"}
    assert known(("D03", finished))["credible_indicator"] is False
    assert "credible_indicator" not in known(("D03", finished | changed))


@pytest.mark.parametrize(
    ("ended", "completed"), [("finished", True), ("stopped", True), ("interrupted", False)]
)
def test_a_screening_the_person_stops_is_complete(known, ended, completed):
    assert known(("D03", {"ended": ended}))["screening_completed"] is completed


def test_the_persons_own_word_is_reasonable_grounds_and_needs_no_sign(known):
    facts = known(("D04", {"basis": "self_report"}))
    assert facts == {"reasonable_grounds": True, "grounds_basis": "self_report"}


def test_grounds_resting_on_something_new_say_so(known):
    assert known(("D04", {"basis": "new_information"}))["new_information"] is True


def test_a_hold_notice_is_sent_before_it_is_confirmed(known):
    assert known(("D05", {"sent_at": "2031-05-20T08:00:00+00:00"})) == {"hold_notice_sent": True}


def test_a_hold_notice_has_no_room_for_reasons():
    assert not [field.name for field in DOCUMENTS["D05"].fields if field.kind in {"text", "rows", "choices"}]


def test_opinions_reach_the_rules_without_names_and_reasons(known):
    row = {
        "profession": "ngo", "agency": "Harbour House", "state_member": "no", "name": "A. Member",
        "opinion": "identified", "reasons": "Debt and threats.", "conflict_declared": "yes",
    }  # fmt: skip
    assert known(("D13", {"team_opinions": [row]}))["team_opinions"] == [
        {
            "profession": "ngo", "agency": "Harbour House", "state_member": False,
            "opinion": "identified", "conflict_declared": True,
        }
    ]  # fmt: skip


def test_an_element_is_found_when_its_codes_are_chosen_and_not_when_the_answer_is_no(known):
    facts = known(("D13", {"acts": ["recruitment"], "means_shown": "no", "means": ["threat"]}))
    assert facts["act_shown"] is True
    assert facts["means_shown"] is False
    assert "purpose_shown" not in facts


def test_the_newest_decision_speaks_and_an_objection_stays(known):
    facts = known(
        ("D13", {"decision_outcome": "not_identified", "objects_to_origin_notice": "yes"}),
        ("D13", {"decision_outcome": "identified", "reasons": "The appeal was right."}),
    )
    assert facts["decision_outcome"] == "identified"
    assert facts["decision_reasons_written"] is True
    assert facts["objects_to_origin_notice"] is True


def test_a_planned_interview_is_not_counted_before_it_took_place(known):
    planned = {"planned_at": "2031-05-21T09:00:00+00:00", "interview_consent": "yes"}
    assert known(("D10", planned))["interview_count"] == 0
    held = planned | {"held_at": "2031-05-21T09:05:00+00:00"}
    facts = known(("D10", held), ("D10", planned))
    assert facts["interview_count"] == 1
    assert facts["account_on_file"] is True


def test_an_account_from_elsewhere_counts_without_an_interview(known):
    facts = known(("D10", {"account_on_file": "yes", "gap": "Who held the passport?"}))
    assert facts["account_on_file"] is True
    assert facts["gap_stated"] is True
    assert facts["interview_count"] == 0


def test_every_condition_of_an_interview_counts(known):
    complete = {field.name: "yes" for field in CONDITIONS}
    assert known(("D10", complete))["interview_conditions_met"] is True
    for field in CONDITIONS:
        assert known(("D10", complete | {field.name: "no"}))["interview_conditions_met"] is False
        assert "interview_conditions_met" not in known(("D10", complete | {field.name: "unknown"}))


def test_a_child_has_conditions_beside_those_of_everyone(known):
    facts = known(("D10", {field.name: "yes" for field in CHILD_CONDITIONS}))
    assert facts["child_interview_conditions"] is True
    assert "interview_conditions_met" not in facts


@pytest.mark.parametrize(("pieces", "kept"), [
    ([{"fingerprint": "ab12", "chain_kept": "yes"}], True),
    ([{"fingerprint": "ab12", "chain_kept": "yes"}, {"chain_kept": "no"}], False),
    ([{"fingerprint": "ab12", "chain_kept": "yes"}, {"chain_kept": "yes"}], None),
])  # fmt: skip
def test_evidence_needs_a_fingerprint_and_a_chain_for_each_piece(known, pieces, kept):
    assert known(("D10", {"evidence": pieces})).get("evidence_chain_kept") is kept


def test_an_interpreter_once_vetted_does_not_vouch_for_the_next(known):
    facts = known(("D11", {"vetted_on": "2031-01-02", "interpreter_conflict_free": "yes"}), ("D11", {}))
    assert "interpreter_vetted" not in facts
    assert "interpreter_conflict_free" not in facts
    assert known(("D11", {"vetted_on": "2031-01-02"}))["interpreter_vetted"] is True
