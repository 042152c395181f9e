"""What a release costs, and the ledger that refuses when the year is spent."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.observatory.disclosure.budget import (
    BadBudget,
    Step,
    check_delta,
    eps_of,
    exponential_cost,
    gaussian_cost,
    gaussian_sigma,
    gaussian_step,
    laplace_cost,
    rho_of,
    total,
)
from safeconduct.observatory.disclosure.ledger import (
    BudgetRefused,
    Ceiling,
    Ledger,
    LedgerDamaged,
    Request,
    Reservation,
)

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
DELTA = 1e-6


def request(eps=1.0, **changes):
    asked = Request(
        population="people identified in Veldora",
        year=2026,
        release="first open file",
        owner="A. Analyst",
        purpose="Show which ways into work end in control",
        approvers=("B. Director", "C. Guardian"),
        delta=DELTA,
        people=50_000,
        steps=(Step("all of it", rho_of(eps, DELTA)),),
    )
    return replace(asked, **changes)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "ledger.jsonl")


@pytest.mark.parametrize(("eps", "rho"), [(0.5, 0.0044), (1, 0.0175), (4, 0.2539), (12, 1.8604)])
def test_rho_of_the_published_table(eps, rho):
    assert round(rho_of(eps, DELTA), 4) == rho


def test_noise_of_one_count_at_eps_one():
    assert round(gaussian_sigma(rho_of(1, DELTA)), 1) == 5.3
    assert round(gaussian_sigma(rho_of(1, DELTA), sqrt(190))) == 74


@given(st.floats(0.01, 20), st.floats(1e-12, 1e-3))
def test_eps_and_rho_are_each_other_s_inverse(eps, delta):
    assert eps_of(rho_of(eps, delta), delta) == pytest.approx(eps, rel=1e-6)


@given(st.floats(1e-3, 1e3), st.floats(0.1, 50))
def test_sigma_and_rho_are_each_other_s_inverse(sigma, sensitivity):
    assert gaussian_sigma(gaussian_cost(sigma, sensitivity), sensitivity) == pytest.approx(sigma)


def test_costs_of_other_mechanisms():
    assert laplace_cost(2.0) == pytest.approx(0.125)
    assert exponential_cost(1.0) == pytest.approx(0.125)
    assert total([gaussian_step("a", 2.0), gaussian_step("b", 1.0, 3.0)]) == pytest.approx(0.125 + 4.5)


def test_delta_must_be_below_one_in_n_log_n():
    check_delta(1 / (50_000 * log(50_000)), 50_000)
    with pytest.raises(BadBudget, match="too large for 50000 people"):
        check_delta(1e-5, 50_000)


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), float("inf")])
def test_figures_that_make_no_sense_are_refused(bad):
    for ask in (gaussian_cost, gaussian_sigma, laplace_cost, exponential_cost, lambda v: rho_of(v, DELTA)):
        with pytest.raises(BadBudget):
            ask(bad)


def test_a_release_is_reserved_then_spent_and_counts_from_the_first(ledger):
    granted = ledger.reserve(request(), at=AT)
    assert ledger.used("people identified in Veldora", 2026) == pytest.approx(rho_of(1, DELTA))
    ledger.spend(granted, at=AT)
    assert ledger.used("people identified in Veldora", 2026) == pytest.approx(rho_of(1, DELTA))
    assert [entry["kind"] for entry in ledger.entries()] == ["reserved", "spent"]
    assert ledger.left("people identified in Veldora", 2027, DELTA) == pytest.approx(4)


def test_what_was_never_spent_can_be_taken_back_once_and_what_was_spent_cannot(ledger):
    granted = ledger.reserve(request(), at=AT)
    ledger.take_back(granted, by="A. Analyst", reason="The file was wrong", at=AT)
    assert ledger.used("people identified in Veldora", 2026) == 0
    with pytest.raises(BudgetRefused, match="before"):
        ledger.spend(granted, at=AT)
    other = ledger.reserve(request(), at=AT)
    ledger.spend(other, at=AT)
    with pytest.raises(BudgetRefused, match="before"):
        ledger.take_back(other, by="A. Analyst", reason="It did not look good", at=AT)
    with pytest.raises(BudgetRefused, match="reserves nothing"):
        ledger.spend(Reservation(99, 0.1), at=AT)


def test_a_year_that_is_spent_refuses_and_writes_nothing(ledger):
    for name in range(14):
        ledger.reserve(request(1.0, release=str(name)), at=AT)
    before = ledger.path.read_bytes()
    with pytest.raises(BudgetRefused, match="ceiling is 4"):
        ledger.reserve(request(1.0), at=AT)
    assert ledger.path.read_bytes() == before
    assert ledger.left("people identified in Veldora", 2026, DELTA) < 1.0
    ledger.reserve(request(1.0, population="people identified in Ostmark"), at=AT)


def test_trying_again_under_the_same_name_adds_up(ledger):
    ledger.reserve(request(1.5), at=AT)
    with pytest.raises(BudgetRefused, match="earlier tries included"):
        ledger.reserve(request(1.5), at=AT)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"steps": (Step("too much", rho_of(2.1, DELTA)),)}, "one release may cost 2"),
        ({"approvers": ("B. Director",)}, "Two different people"),
        ({"approvers": ("B. Director", " b. director ")}, "Two different people"),
        ({"purpose": " "}, "needs a purpose"),
        ({"owner": ""}, "needs an owner"),
        ({"steps": ()}, "what it costs"),
        ({"steps": (Step("free", 0.0),)}, "what it costs"),
        ({"steps": (Step("a", 0.1), Step("gift", -0.1))}, "what it costs"),
    ],
)
def test_a_request_that_lacks_something_is_refused_and_leaves_no_trace(ledger, changes, words):
    with pytest.raises(BudgetRefused, match=words):
        ledger.reserve(request(**changes), at=AT)
    assert not ledger.entries()


def test_a_delta_that_promises_too_little_is_refused(ledger):
    with pytest.raises(BadBudget, match="too large"):
        ledger.reserve(request(delta=1e-3), at=AT)
    assert not ledger.path.exists()


def test_a_ceiling_above_four_needs_a_reason_which_is_written_down(tmp_path):
    with pytest.raises(BudgetRefused, match="written reason"):
        Ceiling(annual=6)
    ledger = Ledger(tmp_path / "l.jsonl", Ceiling(annual=6, release=5, reason="Ten years in one file"))
    ledger.reserve(request(4.5), at=AT)
    assert ledger.entries()[0]["ceiling"]["reason"] == "Ten years in one file"


def test_a_changed_or_missing_line_stops_everything(ledger):
    for name in "abc":
        ledger.reserve(request(0.5, release=name), at=AT)
    lines = ledger.path.read_text().splitlines(keepends=True)
    cheaper = json.loads(lines[1])
    cheaper["rho"] = 0.0
    for damaged in (
        [lines[0], json.dumps(cheaper) + "\n", lines[2]],
        [lines[0], lines[2]],
        [lines[0], "?\n"],
    ):
        ledger.path.write_text("".join(damaged))
        with pytest.raises(LedgerDamaged):
            ledger.reserve(request(0.5, release="d"), at=AT)
    head = json.loads(lines[2])["digest"]
    ledger.path.write_text("".join(lines))
    assert ledger.head == head


def test_a_line_that_was_never_finished_does_not_count_and_does_not_block(ledger):
    ledger.reserve(request(0.5), at=AT)
    with ledger.path.open("a") as file:
        file.write('{"number": 2, "kind": "res')
    ledger.reserve(request(0.5, release="second"), at=AT)
    assert [entry["number"] for entry in ledger.entries()] == [1, 2]
