"""`safeconduct screen`: what it prints, and how it refuses."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from safeconduct.cli import run
from safeconduct.protection.screening.cases import document
from safeconduct.protection.screening.indicators import UNVERIFIED

KEYS = ["id", "recommendation", "next_step", "elements", "dimensions", "because", "ask_next"]
CASE: dict[str, Any] = {
    "id": "one",
    "profile": {"age": "adult"},
    "ilo_set": "adult_sexual",
    "facts": [{"stage": "destination", "text": "A fact."}, {"stage": "aftermath", "text": "Secret later."}],
    "annotation": {
        "acts": ["harbouring"],
        "means": [],
        "purposes": [],
        "indicator_ids": ["EX04"],
        "commercial_sexual_use_of_child": False,
    },
}


@pytest.fixture
def screened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(content: object, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "cases.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        status = run(["screen", str(path), *options])
        return status, *capsys.readouterr()

    return call


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    case = copy.deepcopy(CASE)
    change(case)
    return {"cases": [case]}


def test_json_has_one_object_for_each_case_with_exactly_these_keys(screened: Any) -> None:
    status, out, err = screened(document(), "--json", "--unlisted", "absent")
    results = json.loads(out)
    assert (status, err, len(results)) == (0, "", 29)
    assert all(list(result) == KEYS for result in results)
    assert [result["id"] for result in results] == [case["id"] for case in document()["cases"]]


def test_text_says_the_same_as_json(screened: Any) -> None:
    results = json.loads(screened(document(), "--json")[1])
    text = screened(document())[1]
    for result in results:
        lines = text[text.index(f"\n{result['id']}\n") :].splitlines()
        assert lines[2].split() == ["recommendation", result["recommendation"]]
        assert lines[3].split() == ["next_step", result["next_step"]]


def test_the_aftermath_is_not_printed_and_the_unverified_set_is_declared(screened: Any) -> None:
    for options in ((), ("--json",)):
        status, out, err = screened({"cases": [CASE]}, *options)
        assert (status, err) == (0, "")
        assert "Secret later" not in out
        assert UNVERIFIED[:60] in out


def test_an_expectation_in_the_file_is_not_judged(screened: Any) -> None:
    assert screened({"cases": [{**CASE, "expected_screen": "refer"}]})[0] == 0


def test_unlisted_answers_are_unknown_unless_said_otherwise(screened: Any) -> None:
    default = json.loads(screened({"cases": [CASE]}, "--json")[1])[0]
    unknown = json.loads(screened({"cases": [CASE]}, "--json", "--unlisted", "unknown")[1])[0]
    absent = json.loads(screened({"cases": [CASE]}, "--json", "--unlisted", "absent")[1])[0]
    assert default == unknown
    assert (default["recommendation"], absent["recommendation"]) == ("ask_next", "other_referral")
    assert default["ask_next"]
    assert not absent["ask_next"]


REFUSED: list[tuple[str, object, str]] = [
    ("empty file", "", "the file is empty"),
    ("half a file", '{"cases": [', "not valid JSON"),
    ("not a number", '{"cases": NaN}', "NaN"),
    ("a key twice", '{"cases": [], "cases": []}', "'cases' stands twice"),
    ("not text", b"\xff\xfe\x00", "UTF-8"),
    ("too deep", "[" * 100_000, "nested too deeply"),
    ("a list at the top", [CASE], "file: an object was expected, not a list"),
    ("no cases", {}, "'cases' is missing"),
    ("cases no list", {"cases": {}}, "file, cases: a list was expected"),
    ("case no object", {"cases": [CASE, 7]}, "case number 2: an object was expected, not a number"),
    ("no id", broken(lambda case: case.pop("id")), "case number 1: the key 'id' is missing"),
    ("id no text", broken(lambda case: case.update(id=3)), "case number 1, id: text was expected"),
    ("id of two lines", broken(lambda case: case.update(id="a\nb")), "case number 1, id"),
    ("id half a character", '{"cases": [{"id": "\\ud800"}]}', "case number 1, id"),
    ("id twice", {"cases": [CASE, CASE]}, "case 'one': this id is used twice (again as case number 2)"),
    ("no profile", broken(lambda case: case.pop("profile")), "case 'one': the key 'profile' is missing"),
    ("no age", broken(lambda case: case.update(profile={})), "case 'one', profile: the key 'age'"),
    ("unknown age", broken(lambda case: case.update(profile={"age": "old"})), "unknown age status 'old'"),
    (
        "age a number",
        broken(lambda case: case.update(profile={"age": 15})),
        "profile, age: text was expected",
    ),
    ("no set", broken(lambda case: case.pop("ilo_set")), "the key 'ilo_set' is missing"),
    ("unknown set", broken(lambda case: case.update(ilo_set="labour")), "ilo_set: unknown set 'labour'"),
    ("no annotation", broken(lambda case: case.pop("annotation")), "the key 'annotation' is missing"),
    ("annotation null", broken(lambda case: case.update(annotation=None)), "not null"),
    ("unknown stage", broken(lambda case: case["facts"][0].update(stage="later")), "facts, number 1, stage"),
    ("fact without text", broken(lambda case: case["facts"][0].pop("text")), "facts, number 1: the key"),
    (
        "unknown indicator",
        broken(lambda case: case["annotation"]["indicator_ids"].append("EX99")),
        "case 'one', annotation, indicator_ids: unknown code 'EX99'",
    ),
    (
        "indicator twice",
        broken(lambda case: case["annotation"]["indicator_ids"].append("EX04")),
        "indicator_ids: 'EX04' is listed twice",
    ),
    (
        "ids no list",
        broken(lambda case: case["annotation"].update(indicator_ids="EX04")),
        "a list was expected",
    ),
    ("unknown act", broken(lambda case: case["annotation"]["acts"].append("flying")), "acts: unknown code"),
    ("unknown means", broken(lambda case: case["annotation"]["means"].append("luck")), "means: unknown code"),
    (
        "purpose no code",
        broken(lambda case: case["annotation"]["purposes"].append("A b")),
        "purposes: unknown",
    ),
    (
        "use no boolean",
        broken(lambda case: case["annotation"].update(commercial_sexual_use_of_child="no")),
        "commercial_sexual_use_of_child: true, false or null was expected, not text",
    ),
]


@pytest.mark.parametrize(("content", "place"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_wrong_file_is_refused_in_one_line_that_names_the_place(
    screened: Any, content: object, place: str
) -> None:
    for options in ((), ("--json", "--unlisted", "absent")):
        status, out, err = screened(content, *options)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        assert place in err


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["screen"],
        ["screen", "nowhere.json"],
        ["screen", "."],
        ["screen", "a\nb.json"],
        ["screen", "x.json", "--unlisted", "no"],
        ["skreen", "x.json"],
        ["screen", "x\0.json"],
    ],
)
def test_a_wrong_call_is_refused_in_one_line(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("safeconduct: ")


def test_words_of_a_file_cannot_break_or_steer_the_terminal(screened: Any) -> None:
    hostile = broken(lambda case: case["annotation"].update(by="a\ud800\x1b[2J\u202eb"))
    status, out, err = screened(hostile)
    assert (status, err) == (0, "")
    assert "[a\\ud800\\x1b[2J\\u202eb]" in out


@pytest.mark.parametrize(
    ("content", "why"),
    [("", "the file is empty"), (" \n", "the file is empty"), ("9" * 5000, "a number has 5000 digits")],
)
def test_a_refusal_speaks_of_the_file_and_not_of_the_reader(screened: Any, content: str, why: str) -> None:
    status, _out, err = screened(content)
    assert status == 2
    assert err.endswith(f"{why}\n")


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999", "²", "abc"])
@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_port_is_a_number_that_exists(command: str, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, f"--port={port}"]) == 2
    assert "is not a port" in capsys.readouterr().err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)
PATHS = [
    ("cases",),
    ("cases", 0),
    *[("cases", 0, key) for key in CASE],
    ("cases", 0, "profile", "age"),
    ("cases", 0, "facts", 0),
    ("cases", 0, "facts", 0, "stage"),
    *[("cases", 0, "annotation", key) for key in CASE["annotation"]],
    ("cases", 0, "annotation", "by"),
    ("cases", 0, "annotation", "indicator_ids", 0),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PATHS), JSON)
@example(("cases", 0, "id"), "\u2028")
def test_anything_put_anywhere_is_screened_or_refused_and_never_breaks(
    screened: Any, path: tuple[Any, ...], value: object
) -> None:
    content: Any = {"cases": [copy.deepcopy(CASE)]}
    place = content
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    status, out, err = screened(content, "--json")
    if status == 0:
        assert err == ""
        assert all(list(result) == KEYS for result in json.loads(out))
    else:
        assert (status, out, len(err.splitlines())) == (2, "", 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40))
def test_any_bytes_are_refused_in_one_line(screened: Any, content: bytes) -> None:
    status, out, err = screened(content)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
