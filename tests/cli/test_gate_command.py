"""`safeconduct gate`: each set of facts gets its answer; a wrong file gets one line and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from safeconduct.cli import run

PUBLISHED = Path(__file__).parent.parent / "safeguards" / "departure_gate.json"


@pytest.fixture
def gate() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return read


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(content: object) -> str:
        file = tmp_path / "gate.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(file)

    return write


def test_the_published_vectors_all_match(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gate", str(PUBLISHED)]) == 0
    told = capsys.readouterr().out
    assert "23 of 23 as expected" in told
    assert "risk high\n  REFUSE SG-RT-02\n  as expected" in told


def test_the_whole_mechanism_is_read_as_well(
    gate: Any, written: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gate", written({"meta": {}, "departure_gate": gate})]) == 0
    assert "23 of 23" in capsys.readouterr().out


def test_json_gives_each_answer_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gate", str(PUBLISHED), "--json"]) == 0
    answers = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert answers["all met, adult"]["outcome"] == "ALLOW"
    high = answers["risk high"]
    assert (high["outcome"], high["refused_by"], high["matches"]) == ("REFUSE", ["SG-RT-02"], True)
    assert high["because"]["SG-RT-02"].startswith("The risk is high.")


def test_an_expectation_that_fails_ends_with_one(
    gate: Any, written: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    gate["vectors"] = [{"name": "hopeful", "change": {"risk_level": "HIGH"}, "expect": "ALLOW"}]
    assert run(["gate", written(gate)]) == 1
    assert "NOT as expected: ALLOW" in capsys.readouterr().out


def test_the_right_outcome_by_the_wrong_safeguard_is_not_a_match(gate: Any, written: Any) -> None:
    vector = {"name": "x", "change": {"risk_level": "HIGH"}, "expect": "REFUSE"}
    gate["vectors"] = [{**vector, "expect_refused_by": ["SG-RT-03"]}]
    assert run(["gate", written(gate)]) == 1
    gate["vectors"] = [{**vector, "expect_refused_by": ["SG-RT-02"]}]
    assert run(["gate", written(gate)]) == 0


def test_a_vector_without_expectation_is_answered_and_not_judged(
    gate: Any, written: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    gate["vectors"] = [{"name": "only asking", "change": {"dependants_settled": None}}]
    assert run(["gate", written(gate)]) == 0
    assert capsys.readouterr().out == "only asking\n  REFUSE SG-PR-11\n"


def change(gate: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {**gate, "vectors": [{"name": "x", "change": {}, **changed}]}


WRONG = {
    "unknown fact": (lambda gate: change(gate, change={"risk_levle": "LOW"}), "vectors[0].change.risk_levle"),
    "text for yes or no": (
        lambda gate: change(gate, change={"withdrawn": "no"}),
        "vectors[0].change.withdrawn",
    ),
    "yes for a number": (
        lambda gate: change(gate, change={"risk_age_d": True}),
        "vectors[0].change.risk_age_d",
    ),
    "number for a code": (
        lambda gate: change(gate, change={"risk_level": 1}),
        "vectors[0].change.risk_level",
    ),
    "number beyond counting": (lambda gate: change(gate, change={"risk_age_d": 10**400}), "risk_age_d"),
    "facts in a list": (lambda gate: change(gate, change=[]), "vectors[0].change"),
    "no name": (lambda gate: change(gate, name=" "), "vectors[0].name"),
    "empty in words": (lambda gate: change(gate, empty="yes"), "vectors[0].empty"),
    "other outcome": (lambda gate: change(gate, expect="MAYBE"), "vectors[0].expect"),
    "other safeguard": (lambda gate: change(gate, expect_refused_by=["SG-ID-01"]), "expect_refused_by[0]"),
    "misspelt key": (lambda gate: change(gate, expected="ALLOW"), "vectors[0].expected"),
    "base fact unknown": (lambda gate: {**gate, "base_facts": {"hope": True}}, "base_facts.hope"),
    "no base facts": (lambda gate: {"vectors": gate["vectors"]}, "base_facts"),
    "no vectors": (lambda gate: {"base_facts": {}}, "vectors"),
    "nothing to ask": (lambda gate: {**gate, "vectors": []}, "vectors"),
    "a vector of words": (lambda gate: {**gate, "vectors": ["risk high"]}, "vectors[0]"),
    "unknown predicate": (
        lambda gate: {**gate, "predicates": [{"safeguard": "SG-XX-01"}]},
        "predicates[0].safeguard",
    ),
    "a list": (lambda gate: [], "expected an object"),
    "gate in a list": (lambda gate: {"departure_gate": [gate]}, "departure_gate"),
    "not JSON": (lambda gate: "{", "not valid JSON"),
    "not a number": (lambda gate: '{"base_facts": {"risk_age_d": NaN}, "vectors": []}', "NaN"),
    "past infinity": (
        lambda gate: '{"base_facts": {"risk_age_d": 1e999}, "vectors": []}',
        "base_facts.risk_age_d",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_in_one_line_that_names_the_place(
    gate: Any, written: Any, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    make, place = WRONG[case]
    assert run(["gate", written(make(gate))]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert place in told.err


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gate", str(tmp_path / "nowhere.json")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_name_cannot_write_over_the_terminal(
    gate: Any, written: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gate", written(change(gate, name="a\x1b[2Jb\ud800"))]) == 0
    assert capsys.readouterr().out.startswith("a\\x1b[2Jb\\ud800\n")
