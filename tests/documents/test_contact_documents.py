"""First contact: what stays known when the next talk leaves a question out."""

import pytest


def test_a_contact_note_proves_whether_it_is_safe_to_talk(known):
    facts = known(("D01", {"safe_to_talk": "yes", "private_place": "no", "companions_apart": "unknown"}))
    assert facts == {"safe_to_talk": True, "private_place": False}


def test_the_newest_note_says_whether_it_is_safe_and_an_older_yes_does_not_carry_over(known):
    facts = known(("D01", {"safe_to_talk": "yes"}), ("D01", {"call_name": "Aru"}))
    assert "safe_to_talk" not in facts


@pytest.mark.parametrize(("age", "doubt"), [("under_18", True), ("unsure", True), ("adult", False)])
def test_nobody_sure_of_an_age_is_a_doubt(known, age, doubt):
    assert known(("D01", {"age": age}))["age_in_doubt"] is doubt


def test_a_doubt_stays_when_a_later_note_does_not_ask(known):
    assert known(("D01", {"age": "unsure"}), ("D01", {}))["age_in_doubt"] is True


def test_rights_are_told_once_a_time_is_noted_and_their_age_is_counted(known, now):
    facts = known(("D02", {"told_at": now.replace(day=18).isoformat()}))
    assert facts["rights_told"] is True
    assert facts["rights_told_age_d"] == 2
    assert "rights_understood" not in facts


def test_rights_told_again_but_not_understood_count_as_not_understood(known):
    facts = known(("D02", {"rights_understood": "yes"}), ("D02", {"rights_understood": "no"}))
    assert facts["rights_understood"] is False


def test_fear_once_voiced_is_not_lost_when_the_next_talk_leaves_it_out(known):
    facts = known(
        ("D02", {"fear_asked": "yes", "fear_of_return": "yes"}),
        ("D02", {"fear_of_return": "not_asked"}),
        ("D02", {}),
    )
    assert facts["fear_of_return"] is True
    assert facts["fear_asked"] is True


def test_fear_can_be_answered_otherwise_later(known):
    assert (
        known(("D02", {"fear_of_return": "yes"}), ("D02", {"fear_of_return": "no"}))["fear_of_return"]
        is False
    )
