"""A good release passes; a weak one fails on the count on which it is weak; bad input leaves nothing behind."""

import csv
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from safeconduct.observatory.disclosure import (
    bundle,
    check,
    figures,
    order,
    publishing,
    reading,
    risk,
    utility,
    working_out,
)
from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.figures import Figure, Published
from safeconduct.observatory.disclosure.ledger import BudgetRefused, Ceiling, Ledger
from safeconduct.observatory.disclosure.noise import DiscreteGaussian, RepeatableNoise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable
from safeconduct.observatory.disclosure.suppression import Axis, Cube, hidden, rounded

AT = datetime(2026, 1, 15, tzinfo=UTC)
SIZES = {"year": 4, "gender": 3, "age": 6, "place": 12, "work": 5, "means": 2, "route": 9}
DOMAIN = Domain(tuple(Column(n, tuple(f"{n[0]}{i}" for i in range(s)), f"{n[0]}0") for n, s in SIZES.items()))


@pytest.fixture(scope="module", autouse=True)
def repeatable():
    """Let chance be the same in each run, so that a test that fails has found something."""
    draws, noise = np.random.default_rng, RepeatableNoise(8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(np.random, "default_rng", lambda seed=5: draws(seed))
        patch.setattr(DiscreteGaussian, "add", lambda _self, counts, sigma: noise.add(counts, sigma))
        yield


def invented(number, seed):
    draws = np.random.default_rng(seed)
    kind = draws.integers(6, size=number)
    columns = [
        np.where(draws.random(number) < 0.5, (kind + n) % size, draws.integers(size, size=number))
        for n, size in enumerate(SIZES.values())
    ]
    return PeopleTable(DOMAIN, np.array(columns, dtype=np.int16))


PEOPLE, CONTROLS = invented(600, 1), invented(600, 2)


def save(people, path):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([people.domain.names, *people.rows()])
    return path


def told(mode="noise", **changed):
    settings = {
        "input": "people.csv", "out": "release", "population": "People seen in Xland", "year": 2025, "mode": mode,
        "owner": "The rapporteur", "purpose": "Yearly open data", "approvers": ["A. One", "B. Two"],
        "domain": DOMAIN.as_mapping(),
    }  # fmt: skip
    if mode == "noise":
        settings |= {"eps": 1.0, "ledger": "ledger.jsonl"}
    if mode == "tables":
        settings |= {"tables": [["gender", "age"], ["work"]]}
    settings |= changed
    return {name: value for name, value in settings.items() if value is not None}


def publish(folder, seed=7, **changed):
    return publishing.publish(order.read(told(**changed), folder), at=AT, noise=RepeatableNoise(seed))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    save(PEOPLE, folder / "people.csv")
    publish(folder)
    return folder / "release"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    save(PEOPLE, folder / "people.csv")
    return publish(folder, mode="tables")


@pytest.fixture
def weak(tmp_path):
    """Copy a release and change it, with a manifest that says so."""

    def change(release, *, files=None, **said):
        folder = tmp_path / "weak"
        shutil.copytree(release, folder)
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        manifest = json.loads((folder / bundle.MANIFEST).read_text(encoding="utf-8"))
        manifest |= said
        for name in manifest["files"]:
            manifest["files"][name]["sha256"] = bundle.digest(folder / name)
        (folder / bundle.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        return folder

    return change


def failed(folder, *earlier, people=None, controls=None):
    findings = check.check(reading.read(folder), [reading.read(each) for each in earlier], people, controls)
    return [finding.test for finding in findings if finding.passed is False]


def test_a_good_release_passes_also_against_the_people(good):
    assert failed(good) == []
    assert failed(good, people=PEOPLE) == []
    assert failed(good, people=PEOPLE, controls=CONTROLS) == []


def test_a_release_holds_what_readers_need_and_nothing_internal(good):
    names = {file.name for file in good.iterdir()}
    assert names == {
        "records.csv", "counts.csv", "datapackage.json", "risk.json", "index.html", "release.pdf", "manifest.json",
    }  # fmt: skip
    page = (good / "index.html").read_text(encoding="utf-8")
    assert "at most a factor e^1, except with probability 1e-06" in page
    assert "Synthetic records are no people" in page
    package = json.loads((good / "datapackage.json").read_text(encoding="utf-8"))
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(SIZES)
    assert fields[1]["constraints"]["enum"] == ["g0", "g1", "g2"]
    for file in good.glob("*.json"):
        text = file.read_text(encoding="utf-8").lower()
        assert "seed" not in text
        assert "b. two" not in text
    assert '"measured"' not in (good / "risk.json").read_text(encoding="utf-8")


def test_what_looks_at_people_is_kept_apart(good):
    inside = bundle.internal_folder(good)
    assert {file.name for file in inside.iterdir()} == {
        "risk.internal.json", "utility.internal.json", "order.internal.json",
    }  # fmt: skip
    assert inside.stat().st_mode & 0o077 == 0
    report = json.loads((inside / "utility.internal.json").read_text(encoding="utf-8"))
    assert report["internal"].startswith("Internal.")
    assert [each["columns"] for each in report["likeness"]] == [1, 2, 3]
    assert report["likeness"][0]["distance"] < 0.2


def test_the_ledger_holds_what_the_manifest_says(good):
    entries = Ledger(good.parent / "ledger.jsonl").entries()
    manifest = json.loads((good / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["kind"] for entry in entries] == ["reserved", "spent"]
    assert entries[0]["rho"] == pytest.approx(manifest["parameters"]["rho"])


def test_counts_are_read_as_written(good):
    text = (good / "counts.csv").read_text(encoding="utf-8")
    assert figures.write(figures.read(text)) == text
    with pytest.raises(BadData, match="Line 3"):
        figures.read("column_1,code_1,people,least,most\na,b,1,0,5\na,c,many,0,5\n")


def test_a_changed_or_added_file_is_noticed(weak, good):
    folder = weak(good)
    (folder / "risk.json").write_text("[]", encoding="utf-8")
    assert failed(folder) == ["files", "risk report"]
    (weak_file := folder / "notes.txt").write_text("x", encoding="utf-8")
    assert "files" in failed(folder)
    weak_file.unlink()


@pytest.mark.parametrize(
    "parameters",
    [{}, {"eps": 1.0}, {"eps": 0.5, "delta": 1e-6, "rho": 0.0175}, {"eps": 1.0, "delta": 0.5, "rho": 0.25}],
)
def test_a_promise_that_does_not_hold_together(weak, good, parameters):
    assert "promise" in failed(weak(good, parameters=parameters))


def test_a_seed_given_away(weak, good):
    package = json.loads((good / "datapackage.json").read_text(encoding="utf-8"))
    assert failed(weak(good, files={"datapackage.json": json.dumps({**package, "seed": 42})})) == ["no seed"]


def test_values_outside_public_lists(weak, good):
    records = (good / "records.csv").read_text(encoding="utf-8")
    text = records.replace("g1", "a woman from the village by the river")
    assert failed(weak(good, files={"records.csv": text})) == ["public lists"]


def test_a_column_that_names_somebody(weak, good):
    files = {
        name: (good / name).read_text(encoding="utf-8").replace("route", "first_name")
        for name in ("records.csv", "datapackage.json", "counts.csv")
    }
    assert failed(weak(good, files=files)) == ["public lists"]


def test_a_risk_report_with_a_test_left_out_or_failed(weak, good):
    report = json.loads((good / "risk.json").read_text(encoding="utf-8"))
    assert failed(weak(good, files={"risk.json": json.dumps(report[1:])})) == ["risk report"]


def test_more_than_a_year_may_lose(good):
    assert failed(good, *[good] * 20) == ["budget"]


def test_raw_counts_instead_of_noisy_ones(weak, good):
    raw = tuple(
        Figure(("gender",), (code,), int(n), int(n), int(n))
        for code, n in zip(DOMAIN.columns[1].codes, PEOPLE.count([1]), strict=True)
    )
    assert failed(weak(good, files={"counts.csv": figures.write(raw)})) == ["protected counts"]


def test_the_people_themselves_instead_of_records(weak, good, tmp_path):
    text = save(PEOPLE, tmp_path / "raw.csv").read_text(encoding="utf-8")
    folder = weak(good, files={"records.csv": text})
    assert failed(folder) == []  # without the people nobody can tell
    assert failed(folder, people=PEOPLE) == ["exact copies"]
    assert failed(folder, people=PEOPLE, controls=CONTROLS) == [
        "singling out", "linkability", "attribute inference", "membership", "exact copies",
    ]  # fmt: skip


def test_rare_combinations_in_records_by_threshold(weak, good, tables):
    records = (good / "records.csv").read_text(encoding="utf-8")
    folder = weak(tables, files={"records.csv": records})
    assert "small combinations" in failed(folder, people=PEOPLE)


def test_tables_pass_and_are_multiples_of_k(tables):
    assert failed(tables) == []
    shown = [f.people for f in reading.read(tables).figures if f.people is not None]
    assert shown
    assert all(people % 10 == 0 for people in shown)
    assert not (tables / "records.csv").exists()


def test_a_hidden_cell_that_follows_from_totals(weak, tables):
    cells = [Figure(("gender",), (c,), n, n, n) for c, n in (("g1", 40), ("g2", 57))]
    cells += [Figure(("gender",), ("g0",), None), Figure((), (), 100, 100, 100)]
    assert failed(weak(tables, files={"counts.csv": figures.write(cells)})) == [
        "hidden cells",
        "differencing",
    ]


def test_two_releases_that_differ_by_few(weak, tables):
    def count(people):
        return figures.write([Figure((), (), people, people, people)])

    later = weak(tables, files={"counts.csv": count(203)}, covers=["2025", "2026"], version="2")
    earlier = later.rename(later.with_name("later"))
    first = weak(tables, files={"counts.csv": count(200)})
    assert failed(earlier) == []
    assert failed(earlier, first) == ["differencing"]


def test_noise_beside_thresholds_undoes_both(good, tables, tmp_path):
    assert failed(good, tables) == ["one method"]
    save(PEOPLE, tmp_path / "people.csv")
    with pytest.raises(publishing.NotSafe, match="one method"):
        publish(tmp_path, earlier=[str(tables)])
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_twenty_months_subtracted_show_nobody():
    people = np.random.default_rng(3).poisson(0.8, size=(20, 2, 3)).cumsum(axis=0)
    axes = (Axis("a", ("x", "y")), Axis("b", ("x", "y", "z")))
    months = [
        Published(figures.by_threshold(rounded(Cube(axes, people[m])), 10), tuple(map(str, range(m + 1))))
        for m in range(20)
    ]
    assert risk.differencing(months[-1], months[:-1], 10).passed
    exact = [
        Published(
            tuple(Figure((), (), int(n), int(n), int(n)) for n in [people[m].sum()]),
            tuple(map(str, range(m + 1))),
        )
        for m in range(20)
    ]
    assert risk.differencing(exact[-1], exact[:-1], 10).passed is False


def test_figures_that_would_give_a_small_group_away_are_withheld():
    told = Published(
        (Figure(("a",), ("x",), 40, 40, 40), Figure(("a",), ("y",), None), Figure((), (), 43, 43, 43)),
        ("2025",),
    )
    assert not risk.hidden_cells(told, 10).passed
    kept = working_out.withheld(told, (), 10)
    assert risk.hidden_cells(kept, 10).passed
    assert [figure.people for figure in kept.figures] == [40, None, None]
    wrong = Published((Figure(("a",), ("x",), 4, 9, 2),), ())
    assert not risk.hidden_cells(wrong, 10).passed


def test_an_exact_table_with_enough_hidden_passes():
    table = hidden(Cube((Axis("a", ("x", "y")), Axis("b", ("x", "y"))), np.array([[4, 40], [50, 60]])))
    assert risk.hidden_cells(Published(figures.by_threshold(table, 10), ()), 10).passed


def test_likeness_of_what_is_the_same_is_complete():
    (one, two, _three) = utility.likeness(PEOPLE, PEOPLE)
    assert (one.distance, one.suppressed, two.fabricated, two.error) == (0, 0, 0, 0)
    assert utility.likeness(invented(600, 3), PEOPLE)[1].fabricated > 0


@pytest.mark.parametrize(
    "changed",
    [
        {"eps": None}, {"eps": 0}, {"eps": float("nan")}, {"eps": True}, {"delta": 2}, {"mode": "hope"},
        {"year": "2025"},
        {"approvers": ["A. One"]}, {"approvers": ["A. One", "a. one "]}, {"approvers": "A. One, B. Two"},
        {"owner": " "},
        {"purpose": None}, {"domain": {"layout": "mine"}}, {"domain": {"columns": []}}, {"tables": [["nothing"]]},
        {"tables": [["age", "age"]]}, {"epsilon": 1}, {"k": 1}, {"ceiling": {"annual": 9}}, {"ledger": None},
        {"mode": "tables", "tables": [["age"]]}, {"covers": "2025"}, {"care": "none"}, {"size": 0},
    ],
)  # fmt: skip
def test_a_wrong_order_is_refused_before_anything_is_opened(tmp_path, changed):
    settings = told() | {name: value for name, value in changed.items() if value is not None}
    for name in [name for name, value in changed.items() if value is None]:
        del settings[name]
    with pytest.raises(order.BadOrder):
        order.read(settings, tmp_path)


def rows(text):
    return lambda folder: (folder / "people.csv").write_text(text, encoding="utf-8")


HEADER = ",".join(SIZES)
ROW = ",".join(f"{name[0]}1" for name in SIZES)


@pytest.mark.parametrize(
    "spoil",
    [
        rows(""), rows(HEADER + "\n"), rows("a,b\n1,2\n"), rows(f"{HEADER}\n{ROW}\n" * 3),
        rows(f"{HEADER},name\n{ROW},x\n"),
        rows(f"{HEADER}\n" + f"{ROW}\n" * 30 + ROW.replace("p1", "elsewhere") + "\n"),
        rows(f"{HEADER}\n" + f"{ROW}\n" * 12),
        lambda folder: (folder / "people.csv").write_bytes(b"\xff\xfe\x00"),
    ],
)  # fmt: skip
def test_people_that_cannot_be_read_leave_nothing_behind(tmp_path, spoil):
    spoil(tmp_path)
    with pytest.raises(BadData):
        publish(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_one_person_in_many_rows_is_refused(tmp_path):
    rows(f"who,{HEADER}\n" + f"same,{ROW}\n" * 50)(tmp_path)
    with pytest.raises(BadData, match="same person"):
        publish(tmp_path, person="who")
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_a_release_is_never_written_over(tmp_path):
    save(PEOPLE, tmp_path / "people.csv")
    (tmp_path / "release").mkdir()
    with pytest.raises(bundle.CannotWrite, match="never written over"):
        publish(tmp_path)
    with pytest.raises(bundle.CannotWrite, match="no folder"):
        publish(tmp_path, out="nowhere/release")
    assert not (tmp_path / "ledger.jsonl").exists()


def test_a_budget_that_is_spent_refuses_and_writes_nothing(tmp_path):
    save(PEOPLE, tmp_path / "people.csv")
    with pytest.raises(BudgetRefused):
        publish(tmp_path, eps=2.5)
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_a_rehearsal_that_gives_people_away_spends_nothing(tmp_path, monkeypatch):
    save(PEOPLE, tmp_path / "people.csv")
    made = publishing.synthesise

    def copying(people, plan, pay, noise):
        return replace(made(people, replace(plan, rounds=1), pay, noise), records=people)

    monkeypatch.setattr(publishing, "synthesise", copying)
    with pytest.raises(publishing.NotSafe, match="give them away"):
        publish(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_what_breaks_while_writing_leaves_no_half_release(tmp_path, monkeypatch):
    save(PEOPLE, tmp_path / "people.csv")

    def broken(_told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundle.pdf, "pdf", broken)
    with pytest.raises(OSError, match="No space"):
        publish(tmp_path, mode="tables")
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_a_ceiling_above_four_is_told_with_its_reason(weak, good):
    parameters = json.loads((good / "manifest.json").read_text(encoding="utf-8"))["parameters"]
    more = {**parameters, "eps": 6.0, "rho": publishing.rho_of(6.0, 1e-6)}
    assert "promise" in failed(weak(good, parameters=more))
    assert Ceiling(6, 6, "asked by parliament").reason


def test_a_folder_that_is_no_release_is_refused(tmp_path, weak, good):
    with pytest.raises(BadData, match="no folder"):
        reading.read(tmp_path / "nowhere")
    with pytest.raises(BadData, match="No such file"):
        reading.read(tmp_path)
    folder = weak(good)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadData, match="does not say"):
        reading.read(folder)
