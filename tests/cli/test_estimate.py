"""`safeconduct estimate`: figures from lists, a reason where there are none, one clear line for wrong use."""

import csv
import json
from pathlib import Path

import pytest

from safeconduct.cli import run

DATA = Path(__file__).parents[1] / "observatory/data"
QUICK = ("--seed", "3", "--most", "400")


@pytest.fixture(scope="module")
def kosovo(tmp_path_factory):
    """What one run printed and wrote; it is looked at by several tests."""
    out = tmp_path_factory.mktemp("estimate") / "new"
    return run(["estimate", str(DATA / "Kosovo.csv"), *QUICK, "--out", str(out), "--language", "ar"]), out


def told(capsys, *args):
    status = run(["estimate", *map(str, args)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_it_writes_the_report_in_every_form(kosovo):
    status, out = kosovo
    assert status == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "estimate.csv", "estimate.html", "estimate.json", "estimate.pdf",
    ]  # fmt: skip
    assert (out / "estimate.pdf").read_bytes().startswith(b"%PDF")
    assert '<html lang="ar" dir="rtl">' in (out / "estimate.html").read_text()
    methods = [row["method"] for row in csv.DictReader((out / "estimate.csv").read_text().splitlines())]
    assert methods == ["independence", "stepwise", "best BIC", "averaging", "thresholding"]


def test_json_names_the_range_what_it_rests_on_and_how_to_repeat_it(kosovo):
    report = json.loads((kosovo[1] / "estimate.json").read_text())
    assert report["headline"]["low"] < 14_342 < report["headline"]["high"]
    assert report["headline"]["basis"] == "best BIC"
    assert len(report["assumptions"]) == 5
    assert (report["seed"], report["B"]) == (3, 400)
    assert {row["kind"] for row in report["sensitivity"]} == {"without", "merged", "up_to", "threshold"}
    assert {row["list"] for row in report["consistency"]} == {"EXH", "ABA", "OSCE", "HRW"}


def test_the_same_seed_prints_the_same_figures(kosovo, capsys):
    status, said, _err = told(capsys, DATA / "Kosovo.csv", *QUICK, "--json", "--no-checks")
    again, before = json.loads(said), json.loads((kosovo[1] / "estimate.json").read_text())
    assert status == 0
    assert again["methods"] == before["methods"]


def test_lists_that_allow_no_estimate_end_with_1_and_the_reason(capsys, tmp_path):
    lists = tmp_path / "lists.csv"
    lists.write_text("A,B,C,count\n1,0,0,50\n0,1,0,40\n0,0,1,60\n")
    status, said, _err = told(capsys, lists, *QUICK)
    assert status == 1
    assert "Not estimable." in said


def test_two_lists_are_an_illustration_and_no_estimate(capsys, tmp_path):
    lists = tmp_path / "lists.csv"
    lists.write_text("A,B,count\n1,0,90\n0,1,80\n1,1,30\n")
    status, said, _err = told(capsys, lists, "--seed", "1")
    assert status == 1
    assert "only independence can be assumed" in said
    assert "illustrative" in said


@pytest.mark.parametrize(
    ("content", "args", "words"),
    [
        ("A,B,count\n1,2,5\n", (), "Line 2, column B"),
        ("A,B,count\n0,0,5\n", (), "Line 2 is on no list"),
        ("", (), "At least two lists"),
        ("A,B,C,count\n1,1,0,5\n1,0,1,5\n0,1,1,5\n", ("--methods", "magic"), "no method “magic”"),
        ("A,B,count\n1,1,5\n1,0,2\n", ("--seed", "-1"), "--seed is a whole number"),
        ("A,B,count\n1,1,5\n1,0,2\n", ("--most", "10"), "--most is between"),
        ("A,B,count\n1,1,5\n1,0,2\n", ("--processes", "0"), "--processes is between"),
        ("A,B,count\n1,1,5\n1,0,2\n", ("--seed", "x"), "invalid int"),
    ],
)
def test_wrong_use_is_one_line_and_2(capsys, tmp_path, content, args, words):
    lists = tmp_path / "lists.csv"
    lists.write_text(content)
    status, said, err = told(capsys, lists, *args)
    assert (status, said) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_missing_file_is_named(capsys, tmp_path):
    status, _said, err = told(capsys, tmp_path / "none.csv")
    assert status == 2
    assert "none.csv: No such file" in err


def test_nothing_is_overwritten(kosovo, capsys):
    before = {path.name: path.read_bytes() for path in kosovo[1].iterdir()}
    status, _said, err = told(capsys, DATA / "Kosovo.csv", *QUICK, "--out", kosovo[1])
    assert status == 2
    assert "nothing is overwritten" in err
    assert {path.name: path.read_bytes() for path in kosovo[1].iterdir()} == before
