"""Bayesian routes: answers near the published ones, the same for the same seed, withheld when chains disagree."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from safeconduct.observatory.estimation import latent_classes as classes
from safeconduct.observatory.estimation.chains import effective, spread
from safeconduct.observatory.estimation.latent_classes import latent_classes
from safeconduct.observatory.estimation.results import Flag
from safeconduct.observatory.estimation.table import CaptureTable, read_csv
from safeconduct.observatory.estimation.thresholding import thresholding

DATA = Path(__file__).parent / "data"


def expected(everybody, rates):
    """Return a table of the counts that independent lists lead to."""
    counts = np.zeros(1 << len(rates), dtype=np.int64)
    for on in product((0, 1), repeat=len(rates)):
        chance = np.prod([rate if there else 1 - rate for there, rate in zip(on, rates, strict=True)])
        counts[sum(there << i for i, there in enumerate(on))] = round(everybody * chance)
    counts[0] = 0
    return CaptureTable(tuple("ABCDEF"[: len(rates)]), counts)


def test_chains_that_agree_are_told_from_chains_that_do_not():
    luck = np.random.default_rng(1)
    draws = luck.standard_normal((4, 2000))
    assert spread(draws) == pytest.approx(1, abs=0.01)
    assert spread(draws + np.array([[0.0], [0], [0], [2]])) > 1.2
    assert spread(draws + np.linspace(0, 3, 2000)) > 1.2  # a chain that still drifts disagrees with itself
    assert spread(np.zeros((4, 100))) == 1
    assert spread(np.zeros((2, 100)) + np.array([[0.0], [1]])) == float("inf")


def test_draws_that_hang_together_are_worth_fewer():
    luck = np.random.default_rng(2)
    free = luck.standard_normal((4, 4000))
    assert effective(free) == pytest.approx(16_000, rel=0.1)
    walk = np.zeros_like(free)
    for i in range(1, walk.shape[1]):
        walk[:, i] = 0.9 * walk[:, i - 1] + free[:, i]
    assert effective(walk) == pytest.approx(16_000 * 0.1 / 1.9, rel=0.3)  # (1 - r) / (1 + r)
    assert effective(np.zeros((4, 100))) == 400


@pytest.mark.parametrize(
    ("name", "published", "low", "high"),
    [
        ("UKdat_5", 12_400.3, 11_061.4, 14_239.8),  # MultipleSystemsEstimation 1.2.0, N(0, 1), threshold 2
        ("Kosovo", 13_971.5, 12_236.2, 16_389.4),
    ],
)
def test_thresholding_comes_near_the_published_answer(name, published, low, high):
    found = thresholding(read_csv(DATA / f"{name}.csv"), seed=1)
    assert found.point == pytest.approx(
        published, rel=0.02
    )  # the published one is from one chain of an R sampler
    assert (found.ci95.low, found.ci95.high) == pytest.approx((low, high), rel=0.04)
    assert found.diagnostics["spread"] < 1.01


def test_thresholding_with_triples_keeps_the_pairs_that_they_rest_on():
    found = thresholding(read_csv(DATA / "Kosovo.csv"), seed=1, order=3)
    terms = {frozenset(term.lists) for term in found.terms}
    triples = [term for term in terms if len(term) == 3]
    assert triples
    assert all(triple - {one} in terms for triple in triples for one in triple)


def test_an_effect_on_the_edge_is_named():
    assert thresholding(read_csv(DATA / "UKdat_5.csv"), seed=2).diagnostics["on_the_edge"] == ["GO:GP"]


def test_the_same_seed_gives_the_same_answer():
    table = read_csv(DATA / "Kosovo.csv")
    assert thresholding(table, seed=3) == thresholding(table, seed=3)
    short = {"sweeps": 200, "warm_up": 50}
    assert latent_classes(table, seed=3, **short) == latent_classes(table, seed=3, **short)


def test_both_find_a_known_number_where_lists_are_independent():
    table = expected(2000, (0.4, 0.3, 0.35, 0.25))
    for found in (thresholding(table, seed=5), latent_classes(table, seed=5, sweeps=3000, warm_up=1000)):
        assert found.point is not None, found.diagnostics
        assert found.ci95.low < 2000 < found.ci95.high
        assert found.point == pytest.approx(2000, rel=0.1)


def test_chains_that_disagree_are_withheld_with_what_they_said(monkeypatch):
    monkeypatch.setattr(classes, "RUNGS", 1)  # no ladder: a chain stays where it started
    found = latent_classes(read_csv(DATA / "UKdat_5.csv"), seed=4, sweeps=300, warm_up=20)
    assert found.point is None
    assert found.flags == (Flag.NOT_CONVERGED,)
    assert found.reason
    assert len(found.diagnostics["medians"]) == 4
