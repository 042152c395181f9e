"""Safety and needs."""

import pytest

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.first_assistance import FOR_EVERYONE
from safeconduct.protection.words import DataClass


def safety(level):
    return ("D07", {"assessed_at": "2031-05-18T09:30:00+00:00", "safety_level": level})


def test_the_newest_assessment_says_how_great_the_danger_is(known):
    facts = known(safety("LOW"), safety("HIGH"))
    assert facts["safety_level"] == "HIGH"
    assert facts["safety_assessment_age_d"] == 2


@pytest.mark.parametrize(("levels", "twice"), [
    (["LOW", "LOW"], True),
    (["HIGH", "LOW", "LOW"], True),
    (["HIGH", "LOW"], False),
    (["LOW", "MEDIUM"], False),
    (["LOW"], None),
])  # fmt: skip
def test_danger_is_low_twice_only_at_the_last_two_assessments(known, levels, twice):
    assert known(*map(safety, levels)).get("safety_low_twice") is twice


@pytest.mark.parametrize("place", ["closed_shelter", "police_cell", "immigration_detention", "prison"])
def test_whoever_is_in_a_closed_place_is_held_whatever_the_answer_says(known, place):
    assert known(("D07", {"place_kind": place, "in_custody": "no"}))["in_custody"] is True


def test_an_open_place_leaves_the_answer_to_the_worker(known):
    assert known(("D07", {"place_kind": "open_shelter", "in_custody": "no"}))["in_custody"] is False
    assert "in_custody" not in known(("D07", {"place_kind": "open_shelter"}))


def test_a_threat_is_not_forgotten_when_the_next_assessment_leaves_it_out(known):
    assert known(("D07", {"threat_reported": "yes"}), safety("LOW"))["threat_reported"] is True


def test_dangers_and_health_wishes_are_sealed():
    for type_id, name in (
        ("D07", "dangers"),
        ("D08", "urgent_health"),
        ("D08", "health_wishes"),
        ("D01", "urgent"),
    ):
        assert DOCUMENTS[type_id].named(name).data_class is DataClass.IDENTITY


def test_a_gap_written_down_completes_first_help_and_a_part_left_out_does_not(known):
    whole = sorted(FOR_EVERYONE)
    facts = known(("D08", {"offered": whole[1:], "package_gaps": whole[:1]}))
    assert facts["package_offered"] is True
    assert facts["package_gaps"] == whole[:1]
    assert known(("D08", {"offered": whole[1:]}))["package_offered"] is False
    assert "package_offered" not in known(("D08", {}))


def test_school_does_not_hold_up_an_adults_first_help(known):
    assert "school" not in FOR_EVERYONE
    facts = known(("D08", {"offered": sorted(FOR_EVERYONE)}))
    assert facts["package_offered"] is True
    assert facts["package_gaps"] == []


@pytest.mark.parametrize(
    ("shelter", "agreed"), [("agreed", True), ("elsewhere", True), ("not_agreed", False)]
)
def test_living_elsewhere_needs_no_yes_to_a_shelter(known, shelter, agreed):
    assert known(("D08", {"shelter": shelter}))["shelter_agreed"] is agreed


def test_dependants_are_settled_when_each_is_or_when_there_are_none(known):
    child = {"name": "Little one", "settled": "yes"}
    assert known(("D08", {"dependants": [child]}))["dependants_settled"] is True
    one_open = known(("D08", {"dependants": [child, {"name": "Mother", "settled": "no"}]}))
    assert one_open["dependants_settled"] is False
    assert one_open["dependants_count"] == 2
    nobody = known(("D08", {"dependants_listed": "yes"}))
    assert nobody["dependants_settled"] is True
    assert nobody["dependants_count"] == 0


def test_dependants_nobody_asked_about_are_unknown_not_none(known):
    facts = known(("D08", {"dependants_listed": "no"}))
    assert facts["dependants_listed"] is False
    assert "dependants_count" not in facts
    assert "dependants_settled" not in facts
