"""publish, release-check, disclose-check: done is 0, refused by a rule is 1, wrong use is 2 in one line."""

import csv
import json

import numpy as np
import pytest

from safeconduct.cli import run
from safeconduct.observatory.disclosure import ctdc
from safeconduct.observatory.disclosure.noise import DiscreteGaussian, RepeatableNoise

COLUMNS = {
    "year": ("2024", "2025"),
    "gender": ("Woman", "Man", ""),
    "age": ("child", "adult", ""),
    "work": ("a", "b", "c", ""),
}


@pytest.fixture(scope="module", autouse=True)
def repeatable():
    """Let chance be the same in each run, so that a test that fails has found something."""
    draws, noise = np.random.default_rng, RepeatableNoise(8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(np.random, "default_rng", lambda seed=5: draws(seed))
        patch.setattr(DiscreteGaussian, "add", lambda _self, counts, sigma: noise.add(counts, sigma))
        yield


@pytest.fixture
def folder(tmp_path):
    draws = np.random.default_rng(1)
    with (tmp_path / "people.csv").open("w", newline="", encoding="utf-8") as file:
        kinds = draws.integers(2, size=600)
        rows = [
            [
                codes[kind if draws.random() < 0.7 else draws.integers(len(codes))]
                for codes in COLUMNS.values()
            ]
            for kind in kinds
        ]
        csv.writer(file).writerows([list(COLUMNS), *rows])
    return tmp_path


def config(folder, **changed):
    settings = {
        "input": "people.csv", "out": "out", "population": "Seen in Xland", "year": 2025, "owner": "The rapporteur",
        "purpose": "Open data", "approvers": ["A. One", "B. Two"], "mode": "noise", "eps": 1.0,
        "ledger": "ledger.jsonl",
        **changed,
    }  # fmt: skip
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items() if value is not None]
    for name, codes in COLUMNS.items():
        lines += ["[[domain.columns]]", f'name = "{name}"', f"codes = {json.dumps(codes)}"]
        lines += ['not_recorded = ""'] if "" in codes else []
    file = folder / "order.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def left(folder):
    return sorted(file.name for file in folder.iterdir())


def test_a_release_is_published_and_passes_its_check(folder, capsys):
    assert run(["publish", config(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["published"]
    assert left(folder) == [
        "ledger.jsonl",
        "ledger.jsonl.lock",
        "order.toml",
        "out",
        "out-internal",
        "people.csv",
    ]
    people = str(folder / "people.csv")
    assert run(["release-check", str(folder / "out"), "--people", people]) == 0
    assert "Every test that was run was passed." in capsys.readouterr().out
    again = config(folder, out="again", version="2", earlier=["out"])
    assert run(["publish", again]) == 0
    assert run(["release-check", str(folder / "again"), "--earlier", str(folder / "out"), "--json"]) == 0
    capsys.readouterr()
    more = config(folder, out="more", version="3", eps=2.5)
    assert run(["publish", more]) == 1
    assert "one release may cost 2" in capsys.readouterr().out
    assert not (folder / "more").exists()


@pytest.mark.parametrize("mode", ["tables", "k-synthetic"])
def test_the_ways_by_threshold_publish_too(folder, capsys, mode):
    order = config(folder, mode=mode, eps=None, ledger=None, tables=[["gender", "age"]])
    assert run(["publish", order]) == 0, capsys.readouterr()
    assert run(["release-check", str(folder / "out"), "--people", str(folder / "people.csv")]) == 0
    assert not (folder / "ledger.jsonl").exists()


def test_a_failed_check_names_the_count(folder, capsys):
    assert run(["publish", config(folder)]) == 0
    (folder / "out" / "extra.txt").write_text("x", encoding="utf-8")
    assert run(["release-check", str(folder / "out")]) == 1
    assert "Not safe: files." in capsys.readouterr().out
    assert run(["release-check", str(folder / "out"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failed"] == ["files"]


@pytest.mark.parametrize(
    "changed",
    [
        {"eps": "one"}, {"mode": "hope"}, {"input": "nowhere.csv"}, {"approvers": ["A"]}, {"out": "no/where"},
        {"out": "people.csv"}, {"earlier": ["nowhere"]}, {"delta": -1}, {"surprise": 1}, {"population": ""},
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_and_leaves_nothing(folder, capsys, changed):
    assert run(["publish", config(folder, **changed)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("safeconduct: ")
    assert told.err.count("\n") == 1
    assert left(folder) == ["order.toml", "people.csv"]


@pytest.mark.parametrize(
    "text", ["", "year,gender\n", "year,gender,age,work\n2025,Woman,child,nan?\n", "\x00", "a,b\nNaN,1"]
)
def test_people_that_make_no_sense_leave_nothing(folder, capsys, text):
    order = config(folder)
    (folder / "people.csv").write_text(text, encoding="utf-8")
    assert run(["publish", order]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert left(folder) == ["order.toml", "people.csv"]


GARBAGE = [b"", b"\xff\x00", b"[]", b"{}", b"[" * 100_000, b"a,b\n1\n", b'"', b'{"files": 3}', b"NaN"]


def test_garbage_in_a_release_is_told_in_words(folder, capsys):
    assert run(["publish", config(folder, mode="tables", eps=None, ledger=None, tables=[["gender"]])]) == 0
    capsys.readouterr()
    for file in sorted((folder / "out").iterdir()):
        kept = file.read_bytes()
        for garbage in GARBAGE:
            file.write_bytes(garbage)
            assert run(["release-check", str(folder / "out")]) in {1, 2}, (file.name, garbage[:10])
            assert capsys.readouterr().err.count("\n") <= 1
        file.write_bytes(kept)
    (folder / "out" / "within").mkdir()
    assert run(["release-check", str(folder / "out")]) == 1


def test_the_published_layout_is_read_as_other_editions_write_it(folder, capsys):
    names = [name.replace("sectorOf", "typeOf") for name in ctdc.NAMES]
    rows = [["2025", "Man", "09--17"] + ["1.0" if n % 3 else ""] * 24 for n in range(40)]
    for row in rows:
        row[3:6] = ["PHL", "KHM", "25+"]
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([names, *rows])
    order = folder / "order.toml"
    order.write_text(
        'input = "people.csv"\nout = "out"\npopulation = "P"\nyear = 2025\nowner = "O"\npurpose = "Q"\n'
        'approvers = ["A", "B"]\nmode = "tables"\ntables = [["gender", "ageBroad"]]\n'
        '[domain]\nlayout = "ctdc"\nyears = [2025]\n',
        encoding="utf-8",
    )
    assert run(["publish", str(order)]) == 0
    assert run(["release-check", str(folder / "out"), "--people", str(folder / "people.csv")]) == 0


def test_a_file_that_is_no_configuration(tmp_path, capsys):
    file = tmp_path / "x.toml"
    for content in (b"a = ", b"\xff"):
        file.write_bytes(content)
        assert run(["publish", str(file)]) == 2
    assert run(["publish", str(tmp_path / "nowhere.toml")]) == 2
    assert run(["release-check", str(tmp_path)]) == 2
    assert run(["release-check", str(tmp_path), "--controls", "x"]) == 2
    assert capsys.readouterr().err.count("\n") == 5


def table(tmp_path, text):
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


SAFE = "place,women,men,total\nnorth,40,30,70\nsouth,25,60,85\ntotal,65,90,155\n"
SMALL = "place,women,men,total\nnorth,4,40,44\nsouth,50,60,110\ntotal,54,100,154\n"
ALONE = "place,women,men,total\nnorth,c,40,44\nsouth,50,60,110\ntotal,54,100,154\n"
ROUNDED = "place,gender,people\nnorth,women,<10\nnorth,men,40\nsouth,women,50\nsouth,men,60\n"


def test_a_table_without_small_cells_is_safe(tmp_path, capsys):
    assert run(["disclose-check", table(tmp_path, SAFE)]) == 0
    assert capsys.readouterr().out.startswith("Safe")
    assert run(["disclose-check", table(tmp_path, ROUNDED), "--base", "10"]) == 0


def test_small_cells_and_those_that_follow_from_totals_are_named(tmp_path, capsys):
    for text in (SMALL, ALONE):
        assert run(["disclose-check", table(tmp_path, text), "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert {"group": "place=north, column=women", "least": 4, "most": 4} in told["worked_out"]
    assert run(["disclose-check", table(tmp_path, SMALL)]) == 1
    out = capsys.readouterr().out
    assert "With exact totals, hide at least:" in out
    assert "place=north, column=women: 4\n" in out


def test_a_smaller_k_asks_for_less(tmp_path):
    assert run(["disclose-check", table(tmp_path, SMALL), "--k", "3"]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n1\n", "a,b\n1\n", "place,people\nx,NaN\n", "place,people\nx,-3\n", "place,people\nx,1.5\n",
        "place,people\nx,20\nx,20\n", "a,a\n1,2\n", "place,people\nx,20\ny,30\ntotal,10\n",
    ],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_wrong_use(tmp_path, capsys, text):
    assert run(["disclose-check", table(tmp_path, text)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
