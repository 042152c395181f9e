"""A release and its ledger together: paid before anybody is looked at, never paid for nothing."""

from datetime import UTC, datetime

import numpy as np
import pytest

from safeconduct.observatory.disclosure import adapters
from safeconduct.observatory.disclosure.budget import rho_of
from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.ledger import BudgetRefused, Ledger, Request
from safeconduct.observatory.disclosure.noise import RepeatableNoise
from safeconduct.observatory.disclosure.pac import PacPlan, pac_synthesise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable
from safeconduct.observatory.disclosure.synthesis import Plan, synthesise

DELTA = 1e-6
PLACE = "people identified in Veldora"
DOMAIN = Domain((Column("age", ("a", "b")), Column("work", ("x", "y", "z")), Column("debt", ("", "1"), "")))
ASKED = Request(
    PLACE, 2026, "open file", "A. Analyst", "Show ways in", ("B. Director", "C. Guardian"), DELTA, 9000, ()
)


def now():
    return datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "ledger.jsonl")


def crowd(number=500):
    rng = np.random.default_rng(2)
    return PeopleTable(
        DOMAIN, np.array([rng.integers(0, size, number) for size in DOMAIN.sizes], dtype=np.int16)
    )


def test_the_ledger_holds_what_the_noise_cost(ledger):
    made = synthesise(crowd(), Plan(rho_of(1, DELTA)), ledger.paying(ASKED, now), RepeatableNoise(1))
    assert sum(step.recomputed for step in made.steps) == pytest.approx(ledger.used(PLACE, 2026))
    other = pac_synthesise(
        crowd(), PacPlan(rho_of(0.5, DELTA), DELTA), ledger.paying(ASKED, now), RepeatableNoise(1)
    )
    assert ledger.used(PLACE, 2026) == pytest.approx(made.rho + other.rho)
    assert [entry["kind"] for entry in ledger.entries()] == ["reserved", "spent"] * 2


def test_what_is_spent_stays_spent_when_the_machine_stops_while_drawing(ledger):
    class Stopping(RepeatableNoise):
        def add(self, counts, sigma):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        synthesise(crowd(), Plan(rho_of(1, DELTA)), ledger.paying(ASKED, now), Stopping(1))
    assert ledger.used(PLACE, 2026) == pytest.approx(rho_of(1, DELTA))


def test_nothing_is_drawn_when_the_budget_does_not_allow_it(ledger):
    class Deaf(RepeatableNoise):
        def add(self, counts, sigma):
            raise AssertionError("looked")

    with pytest.raises(BudgetRefused, match="one release may cost 2"):
        synthesise(crowd(), Plan(rho_of(3, DELTA)), ledger.paying(ASKED, now), Deaf(1))
    assert ledger.used(PLACE, 2026) == 0


def test_bad_people_cost_nothing(ledger):
    with pytest.raises(BadData):
        synthesise(crowd(0), Plan(rho_of(1, DELTA)), ledger.paying(ASKED, now))
    assert not ledger.path.exists()


def test_no_seed_is_written_anywhere(ledger):
    made = synthesise(crowd(), Plan(rho_of(1, DELTA)), ledger.paying(ASKED, now))
    assert "seed" not in ledger.path.read_text().lower()
    assert not [name for name in dir(made) if "seed" in name or "draws" in name]


def test_aim_says_what_to_install_before_anything_is_paid(ledger, monkeypatch):
    monkeypatch.setattr(adapters, "find_spec", lambda name: None)
    assert not adapters.aim_available()
    with pytest.raises(adapters.NotInstalled, match=r"opendp\[mbi\]"):
        adapters.aim_synthesise(crowd(), 0.1, ledger.paying(ASKED, now))
    assert not ledger.path.exists()
