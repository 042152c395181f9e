"""The opinions of a team: each member's own paper counts, in the round that a decision ends."""

from datetime import UTC, datetime, timedelta

from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.identification import team_opinions

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def paper(number, *rows, **values):
    told = {"team_opinions": list(rows), **values} if rows else values
    return Filed("D13", number, 1, NOW + timedelta(hours=number), told)


def opinion(profession, word="identified", agency="Harbour House", declared="yes"):
    return {
        "profession": profession, "agency": agency, "opinion": word, "state_member": "no",
        "conflict_declared": declared, "name": "(sealed)",
    }  # fmt: skip


def professions(*filed):
    return [row["profession"] for row in team_opinions(filed, NOW) or ()]


def test_each_member_files_a_paper_of_their_own_and_all_of_them_count():
    assert professions(paper(1, opinion("police")), paper(2, opinion("ngo"))) == ["police", "ngo"]


def test_a_later_opinion_of_the_same_member_replaces_the_earlier_one():
    told = team_opinions([paper(1, opinion("ngo", "undecided")), paper(2, opinion("ngo"))], NOW)
    assert [row["opinion"] for row in told] == ["identified"]


def test_two_agencies_of_one_profession_keep_both_voices():
    filed = [paper(1, opinion("ngo")), paper(2, opinion("ngo", "not_identified", agency="Lantern Network"))]
    assert len(team_opinions(filed, NOW)) == 2


def test_the_paper_with_the_decision_leaves_the_opinions_in_place():
    filed = [paper(1, opinion("ngo")), paper(2, decision_outcome="identified")]
    assert professions(*filed) == ["ngo"]


def test_what_was_said_before_an_earlier_decision_carries_no_later_one():
    filed = [
        paper(1, opinion("ngo")),
        paper(2, decision_outcome="not_identified"),
        paper(3, opinion("lawyer")),
    ]
    assert professions(*filed) == ["lawyer"]


def test_without_an_opinion_nothing_is_known():
    assert team_opinions([paper(1, decision_outcome="identified")], NOW) is None


def test_names_never_come_along():
    assert "name" not in team_opinions([paper(1, opinion("ngo"))], NOW)[0]
