"""`safeconduct country` and `safeconduct safeguard`: readable, honest about what is not known."""

import pytest

from safeconduct.cli import run
from safeconduct.protection.acts import ACTS, no_door_asks
from safeconduct.protection.country import load_all
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS


def told(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run(list(args)) == 0
    return capsys.readouterr().out


def test_a_country_is_told_as_its_law_stood_on_a_day(capsys):
    before = told(capsys, "country", "XA", "--on", "2026-06-30")
    after = told(capsys, "country", "XA", "--on", "2026-07-01")
    assert "20 days" in before
    assert "shorter than the treaty floor" in before
    assert "45 days" in after
    assert "children 120 days" in after


def test_unknown_is_told_as_unknown_and_never_as_none(capsys):
    marawan = told(capsys, "country", "XB")
    assert "Refugee convention, 1951: unknown" in marawan
    assert "Public holidays: unknown" in marawan
    assert "Unknown never means none." in marawan


def test_each_known_value_has_its_confidence_and_its_source(capsys):
    lines = told(capsys, "country", "XA", "--on", "2026-07-01").splitlines()
    values = [line for line in lines if line.startswith("  ") and not line.startswith("   ")]
    known = [line for line in values if not line.endswith(": unknown")]
    assert len([line for line in lines if "confidence; source:" in line]) == len(known)


def test_a_number_that_nobody_called_is_marked(capsys):
    assert "00116; never test-called: not for use" in told(capsys, "country", "XA", "--on", "2026-07-01")


def test_every_country_can_be_told(capsys):
    for code in load_all():
        assert code in told(capsys, "country", code.lower())


def test_every_safeguard_is_told_with_its_sources_and_where_it_is_asked(capsys):
    for safeguard in SAFEGUARDS.values():
        text = told(capsys, "safeguard", safeguard.id)
        assert safeguard.title in text
        asked = [step.id for step in TRANSITIONS.values() if safeguard.id in step.safeguards]
        assert all(f"- {step}:" in text for step in asked)
        assert ("not yet asked by any door" in text) is no_door_asks(safeguard)
        for act in safeguard.acts:
            assert (ACTS[act].title if act in ACTS else TRANSITIONS[act].title) in text
            assert act in TRANSITIONS or act.count("_") == 0 or act not in text
        where = text.split("Sources\n")[1].split("Where it is asked")[0]
        assert where.count("  - ") == len(safeguard.instruments) + len(safeguard.seeds)


def test_a_safeguard_says_who_may_decide_otherwise(capsys):
    assert "Who may decide otherwise: nobody" in told(capsys, "safeguard", "sg-rt-01")
    assert "two people from two agencies" in told(capsys, "safeguard", "SG-RT-02")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["country", "ZZ"], "there is no country file for 'ZZ'"),
        (["country", "XA", "--on", "tomorrow"], "'tomorrow' is not a day"),
        (["country", "XA\n"], "no country file"),
        (["country"], "required: CC"),
        (["safeguard", "SG-XX-01"], "there is no safeguard 'SG-XX-01'"),
        (["safeguard", ""], "there is no safeguard ''"),
        (["safeguard"], "required: ID"),
    ],
)
def test_what_does_not_exist_gets_one_line(args, said, capsys):
    assert run(args) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert said in shown.err
