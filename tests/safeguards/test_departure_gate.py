"""The departure gate gives exactly the published answers, and no missing fact ever opens it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.gate import DEPARTURE_GATE, departure_gate
from safeconduct.protection.words import Role

PUBLISHED = json.loads((Path(__file__).parent / "departure_gate.json").read_text(encoding="utf-8"))
BASE = PUBLISHED["base_facts"]
NEVER = ("SG-RT-01", "SG-PR-10", "SG-CH-03", "SG-CH-05")


def refusals(
    facts: dict[str, Any], event: str = "return.depart", role: Role = Role.CASE_MANAGER
) -> list[Any]:
    known = {name: Fact(value) for name, value in facts.items() if value is not None}
    case = CaseFacts({}, known, profile("XA"), datetime(2026, 3, 2, tzinfo=UTC))
    return [found for found in departure_gate(case, Act(event, Actor(role))) if not found.allowed]


def ids(facts: dict[str, Any], event: str = "return.depart") -> list[str]:
    return [found.safeguard for found in refusals(facts, event)]


@pytest.mark.parametrize("event", ["return.clear_gate", "return.depart"])
@pytest.mark.parametrize("vector", PUBLISHED["vectors"], ids=lambda vector: vector["name"])
def test_each_published_vector_is_refused_by_exactly_its_safeguards(vector: Any, event: str) -> None:
    facts = vector["change"] if vector["empty"] else {**BASE, **vector["change"]}
    assert ids(facts, event) == vector["expect_refused_by"]
    assert vector["expect"] == ("REFUSE" if vector["expect_refused_by"] else "ALLOW")


def test_the_fifteen_are_asked_in_the_published_order() -> None:
    assert list(DEPARTURE_GATE) == [row["safeguard"] for row in PUBLISHED["predicates"]]


def test_the_gate_answers_only_for_departure(case: Any, act: Any) -> None:
    with pytest.raises(ValueError, match="not asked"):
        departure_gate(case(), act("return.arrive"))


def test_each_refusal_is_a_whole_sentence_that_says_what_is_missing() -> None:
    for found in refusals({}):
        sentence = found.because.format(**found.told)
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert found.missing


def test_no_role_gets_past_a_high_risk_and_nobody_can_set_the_absolute_ones_aside() -> None:
    for role in Role:
        found = {one.safeguard: one for one in refusals({**BASE, "risk_level": "HIGH"}, role=role)}
        assert not found["SG-RT-02"].override.allowed
    for one in refusals({}):
        assert one.override.allowed is False or one.safeguard not in NEVER


@given(st.sets(st.sampled_from(sorted(BASE))), st.sampled_from(PUBLISHED["vectors"]))
def test_knowing_less_never_opens_the_gate(forgotten: set[str], vector: Any) -> None:
    facts = vector["change"] if vector["empty"] else {**BASE, **vector["change"]}
    kept = {name: value for name, value in facts.items() if name not in forgotten}
    assert set(ids(facts)) <= set(ids(kept))


AGES = st.one_of(st.none(), st.integers(-10, 200), st.floats(0, 200))
FACTS = st.fixed_dictionaries(
    {
        name: AGES
        if isinstance(value, int) and not isinstance(value, bool)
        else st.sampled_from([True, False, None])
        for name, value in BASE.items()
    }
).flatmap(
    lambda facts: st.fixed_dictionaries(
        {
            **{name: st.just(value) for name, value in facts.items()},
            "risk_level": st.sampled_from(["LOW", "MEDIUM", "HIGH", None]),
            "travel_document": st.sampled_from(["valid", "requested", "none", None]),
            "asylum": st.sampled_from(
                ["NOT_RAISED", "NOT_WISHED", "REFUSED_FINAL", "IN_PROCEDURE", "PROTECTED", None]
            ),
            "claims": st.sampled_from(["filed", "represented", "none", "waived_after_advice", None]),
            "bid": st.sampled_from(["return", "stay", "reunification_here", "third_country", None]),
        }
    )
)


@given(FACTS)
def test_being_a_child_or_of_unknown_age_never_opens_the_gate(facts: dict[str, Any]) -> None:
    adult = set(ids({**facts, "child": False}))
    for child in (True, None):
        assert adult <= set(ids({**facts, "child": child}))
