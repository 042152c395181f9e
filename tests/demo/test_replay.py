"""`safeconduct replay`: walks are played through the real doors; a wrong file gets one line and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from safeconduct.cli import run
from safeconduct.demo.walks import read_walks
from safeconduct.protection.mechanism import START

WALKS = Path(__file__).parent / "walks.json"


@pytest.fixture
def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(WALKS.read_text(encoding="utf-8"))
    return read


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(content: object) -> str:
        file = tmp_path / "walks.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(file)

    return write


def played(*steps: str | tuple[str, str], **final: str) -> Any:
    """Play one walk given as events; a pair adds what is expected."""
    from safeconduct.demo.replay import play

    pairs = [(each, "ok") if isinstance(each, str) else each for each in steps]
    rows = [{"event": event, "expect": expect} for event, expect in pairs]
    [walk] = play(read_walks([{"id": "w", "steps": rows, "final": final}]))
    return walk


@pytest.mark.django_db
def test_the_five_published_walks_all_match(document):
    from safeconduct.demo.replay import play

    walks = play(read_walks(document))
    assert [walk.walk.id for walk in walks] == ["W1", "W2", "W4", "W6", "W7"]
    assert [
        (walk.walk.id, step.step.event) for walk in walks for step in walk.steps if not step.matches
    ] == []
    assert all(walk.matches for walk in walks)
    others = {walk.walk.id: walk for walk in walks}
    # A self-report bars removal and opens help, though the walk names neither (INV-02).
    assert set(others.pop("W6").beside) == {"stay", "assistance"}
    assert all(walk.final == walk.walk.final for walk in others.values())


@pytest.mark.django_db
def test_nothing_of_a_walk_stays_behind(document):
    from safeconduct.accounts.models import Worker
    from safeconduct.casework.models import Case
    from safeconduct.demo.replay import play

    play(read_walks({"walks": document["walks"][:1]}))
    assert not Worker.objects.exists()
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_what_the_guards_need_is_made_true_and_told():
    walk = played("return.open_counselling", "return.request_return")
    told = walk.steps[1].made_true
    assert any("72 hours passed" in line for line in told)
    assert any("(D25)" in line for line in told)


@pytest.mark.django_db
def test_for_an_expected_refusal_nothing_is_made_true():
    walk = played("identification.self_report", ("stay.lift_bar", "refused"), ("return.depart", "refused"))
    assert walk.matches
    bar, depart = walk.steps[1:]
    assert not bar.made_true
    assert {"SG-ID-02", "SG-GV-01"} <= set(bar.safeguards)
    assert {"SG-RT-01", "SG-RT-02", "SG-RT-03", "SG-PR-11"} <= set(depart.safeguards)


@pytest.mark.django_db
def test_a_step_that_nothing_makes_possible_is_refused_with_its_reasons():
    walk = played("identification.self_report", "stay.lift_bar")
    assert not walk.matches
    assert walk.steps[1].result == "refused"
    assert any("does not exist from here" in reason for reason in walk.steps[1].because)


@pytest.mark.django_db
def test_a_child_gets_a_guardian_before_anything_binds_the_child():
    walk = played(
        "identification.self_report", "child.doubt_or_child", "assistance.stabilise", "assistance.agree_plan"
    )
    assert walk.matches
    assert any("Guardian appointed" in line for line in walk.steps[3].made_true)
    assert walk.final["child"] == "GUARDIAN_ACTIVE"


@pytest.mark.django_db
def test_a_region_that_the_walk_names_is_held_against_it():
    walk = played("asylum.voice_fear", asylum="NOT_RAISED")
    assert walk.differs == ["asylum"]
    assert not walk.matches


@pytest.mark.django_db
def test_a_region_that_nobody_moved_is_held_against_the_walk():
    walk = played("asylum.voice_fear", charges="DROPPED")
    assert walk.differs == ["charges"]


def wrong_files(walk: dict[str, Any]) -> dict[str, tuple[object, str]]:
    step = walk["steps"][0]
    return {
        "not JSON": ("{", "not valid JSON"),
        "a number": (3, "expected an object"),
        "no walks": ({"meta": {}}, "walks: missing"),
        "walks is text": ({"walks": "W1"}, "walks: expected a list"),
        "no walk": ({"walks": []}, "walks: expected at least one walk"),
        "a walk is a list": ({"walks": [[]]}, "walks[0]: expected an object"),
        "no id": ({"walks": [{"steps": [step]}]}, "walks[0].id: missing"),
        "id is a number": ({"walks": [{**walk, "id": 7}]}, "walks[0].id: expected words"),
        "id unprintable": ({"walks": [{**walk, "id": "a\nb"}]}, "walks[0].id: cannot be printed"),
        "id twice": ({"walks": [walk, walk]}, "walks[1].id: 'W1' is used twice"),
        "no steps": ({"walks": [{"id": "x"}]}, "walks[0].steps: missing"),
        "empty steps": ([{"id": "x", "steps": []}], "[0].steps: expected at least one step"),
        "unknown event": ([{"id": "x", "steps": [{"event": "stay.fly"}]}], "[0].steps[0].event: 'stay.fly'"),
        "event is null": ([{"id": "x", "steps": [{"event": None}]}], "[0].steps[0].event: missing"),
        "odd expectation": (
            [{"id": "x", "steps": [{**step, "expect": "maybe"}]}],
            "steps[0].expect: expected ok",
        ),
        "expectation is a list": (
            [{"id": "x", "steps": [{**step, "expect": []}]}],
            "steps[0].expect: expected ok",
        ),
        "unknown state": (
            [{"id": "x", "steps": [{**step, "region_state_after": "LED"}]}],
            "[0].steps[0].region_state_after: 'LED' is not a state of identification",
        ),
        "unknown key": (
            [{"id": "x", "steps": [{**step, "expcet": "ok"}]}],
            "[0].steps[0].expcet: unknown key",
        ),
        "unknown region": ([{**walk, "final": {"weather": "FAIR"}}], "[0].final.weather: unknown key"),
        "unknown final": (
            [{**walk, "final": {"stay": "GONE"}}],
            "[0].final.stay: 'GONE' is not a state of stay",
        ),
    }


def test_a_wrong_file_gets_one_line_with_the_place(document, written, capsys):
    for name, (content, said) in wrong_files(document["walks"][0]).items():
        assert run(["replay", written(content)]) == 2, name
        told = capsys.readouterr()
        assert told.out == "", name
        assert told.err.count("\n") == 1, name
        assert said in told.err, (name, told.err)


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    assert run(["replay", str(tmp_path / "nowhere.json")]) == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_the_whole_mechanism_is_read_as_well(document):
    assert len(read_walks({"meta": {}, "regions": [], **document})) == 5


def command(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "PYTEST_"))}
    root = Path(__file__).resolve().parents[2]
    environment["PYTHONPATH"] = str(root)
    line = [sys.executable, "-m", "safeconduct", *args]
    return subprocess.run(
        line, capture_output=True, text=True, cwd=cwd, env=environment, timeout=120, check=False
    )


def test_the_command_plays_in_a_database_that_is_thrown_away(document, tmp_path):
    walk = document["walks"][3]
    walk["final"] |= {"asylum": "REFUSED_FINAL"}
    file = tmp_path / "walks.json"
    file.write_text(json.dumps({"walks": [walk]}), encoding="utf-8")
    done = command("replay", str(file), "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    [told] = json.loads(done.stdout)
    assert (told["id"], told["matches"]) == ("W6", False)
    assert set(told["final"]) == set(START)
    refused = next(step for step in told["steps"] if step["expect"] == "refused")
    assert (refused["result"], refused["state"], refused["matches"]) == ("refused", "WITHDRAWN", True)
    assert "SG-DP-06" in refused["safeguards"]
    assert [each.name for each in tmp_path.iterdir()] == ["walks.json"]


@pytest.mark.django_db
def test_a_step_that_the_walk_takes_later_is_left_to_it():
    walk = played(
        "identification.self_report",
        "child.doubt_or_child",
        "assistance.stabilise",
        "assistance.agree_plan",
        "child.appoint_guardian",
        "child.assess_interests",
    )
    assert walk.matches


@pytest.mark.django_db
def test_what_an_effect_did_is_answered_when_the_walk_asks_for_it():
    walk = played(
        "identification.self_report",
        "stay.bar_removal",
        "child.doubt_or_child",
        "lifecycle.assign_lead",
        "lifecycle.lose_contact",
        "child.go_missing",
        "child.found",
    )
    assert walk.matches


@pytest.mark.django_db
def test_a_period_that_grew_longer_on_the_way_is_waited_for():
    walk = played(
        "identification.self_report", "stay.grant_reflection", "child.doubt_or_child", "stay.end_reflection"
    )
    assert walk.matches
