"""Hierarchical models and their fits: the worked tables, and a slow plain reference on tables by chance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.observatory.estimation.existence import status_of
from safeconduct.observatory.estimation.models import (
    closed,
    hierarchies,
    largest,
    main_effects,
    neighbours,
    pairs_of,
    read,
    written,
)
from safeconduct.observatory.estimation.poisson import fit
from safeconduct.observatory.estimation.results import Status
from safeconduct.observatory.estimation.table import CaptureTable


@pytest.mark.parametrize(("lists", "count"), [(3, 8), (4, 113), (5, 6893)])
def test_all_hierarchical_models_are_listed_once(lists, count):
    models = list(hierarchies(lists, lists))
    assert len(models) == len(set(models)) == count


@pytest.mark.parametrize(("lists", "count"), [(4, 64), (5, 1024), (6, 32768)])
def test_models_of_pairs_are_all_sets_of_pairs(lists, count):
    assert sum(1 for _ in hierarchies(lists, 2)) == count


@pytest.mark.parametrize(
    ("text", "lists"), [("[12,23]", 3), ("[123,25,34]", 5), ("[1,2,3]", 3), ("[1.10,2,3,4,5,6,7,8,9]", 10)]
)
def test_a_model_is_written_by_its_largest_sets_and_read_again(text, lists):
    assert written(read(text, lists)) == text


@pytest.mark.parametrize("text", ["12,3", "[14]", "[]", "[1x]", "[123]"])
def test_what_is_no_model_is_refused(text):
    with pytest.raises(ValueError, match=r"model|lists"):
        read(text, 3)


def test_neighbours_are_mutual_and_models_themselves():
    models = set(hierarchies(4, 3))
    for model in models:
        for other in neighbours(model, 4, 3):
            assert other in models
            assert model in neighbours(other, 4, 3)


def test_every_model_holds_all_subsets_of_its_sets():
    for model in hierarchies(4, 3):
        assert model == closed(largest(model), 4)


WORKED = [
    ("[1,2,3]", 218.8913, 55.50771, 44.42497),
    ("[12,3]", 273, 54.23142, 40.37799),
    ("[13,2]", 196, 58.85544, 45.00202),
    ("[23,1]", 202.7826, 59.14744, 45.29402),
    ("[12,13]", 278, 58.99615, 42.37204),
    ("[12,23]", 268, 58.98886, 42.36475),
    ("[13,23]", 168, 60.63604, 44.01194),
    ("[12,13,23]", 268, 63.75955, 44.36475),
]


@pytest.mark.parametrize(("model", "total", "bic", "aic"), WORKED)
def test_the_worked_table_of_three_lists(three, model, total, bic, aic):
    found = fit(three, read(model, 3))
    assert found.total == pytest.approx(total, abs=5e-5)
    assert found.bic == pytest.approx(bic, abs=5e-6)
    assert found.aic == pytest.approx(aic, abs=5.1e-6)
    assert found.status == Status.FINE


def test_the_interval_of_a_fixed_model(three):
    limits = fit(three, main_effects(3)).interval()
    assert (limits.low, limits.high) == (pytest.approx(178.94, abs=0.005), pytest.approx(285.03, abs=0.005))


@pytest.mark.parametrize(
    ("model", "status"),
    [
        ("[1,2,3]", 0), ("[12,3]", 1), ("[13,2]", 0), ("[23,1]", 0),
        ("[12,13]", 1), ("[12,23]", 1), ("[13,23]", 0), ("[12,13,23]", 2),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_estimated_says_why(sparse, model, status):
    found = fit(sparse, read(model, 3))
    assert found.status == status
    assert (found.dark is None) == (status != 0)


APART = [
    ("[1,2,3,4]", 650.7683), ("[12,3,4]", 553.7328), ("[24,1,3]", 597.9068),
    ("[12,13,4]", 579.3658), ("[12,24,13,34]", 433.9647), ("[13,2,4]", 729.1155),
]  # fmt: skip


@pytest.mark.parametrize(("model", "total"), APART)
def test_lists_that_share_nobody_have_an_effect_at_minus_infinity(apart, model, total):
    found = fit(apart, read(model, 4))
    assert found.total == pytest.approx(total, abs=5e-5)
    values = {term.lists: term.value for term in found.terms(apart)}
    assert values.get(("A", "B")) is None
    assert all(
        value is not None for lists, value in values.items() if set(lists) not in ({"A", "B"}, {"B", "D"})
    )


def test_effects_at_minus_infinity_still_count_in_the_criteria(apart):
    assert fit(apart, main_effects(4)).bic == pytest.approx(97.72705, abs=5e-6)
    assert fit(apart, read("[12,3,4]", 4)).bic == pytest.approx(90.41259, abs=5e-6)


def slowly(counts, model):
    """Fit as a textbook does: a model matrix, and iterated least squares."""
    dead = [each for each in model if not any(n and w & each == each for w, n in enumerate(counts))]
    cells = [w for w in range(1, len(counts)) if not any(w & each == each for each in dead)]
    alive = [each for each in model if each not in dead]
    matrix = np.array([[float(w & each == each) for each in alive] for w in cells])
    people = np.array([counts[w] for w in cells], dtype=float)
    mean = people + 0.5
    for _ in range(200):
        response = np.log(mean) + (people - mean) / mean
        information = matrix.T @ (mean[:, None] * matrix)
        values = np.linalg.solve(information, matrix.T @ (mean * response))
        mean = np.exp(matrix @ values)
    return np.exp(values[alive.index(0)]), mean, np.linalg.inv(information)[0, 0]


COUNTS = st.lists(st.integers(0, 30), min_size=15, max_size=15).filter(
    lambda counts: all(any(n for w, n in enumerate(counts, 1) if w >> i & 1) for i in range(4))
)
PAIRS = st.sets(st.sampled_from(pairs_of(4)), max_size=4)


@settings(max_examples=80, deadline=None)
@given(COUNTS, PAIRS)
def test_the_compiled_fit_agrees_with_a_plain_one(counts, pairs):
    table = CaptureTable(tuple("ABCD"), np.array([0, *counts]))
    found = fit(table, closed(pairs, 4))
    if found.dark is None:
        return
    dark, mean, variance = slowly([0, *counts], found.model)
    if mean.min() > 1e-6:  # nearer to the edge the textbook's own steps lose digits
        assert found.dark == pytest.approx(dark, rel=1e-6)
        assert found.log_se**2 == pytest.approx(variance, rel=1e-5)


SPARSE = st.lists(st.sampled_from([0, 0, 0, 0, 1, 2, 9]), min_size=15, max_size=15).filter(any)


@settings(max_examples=150, deadline=None)
@given(SPARSE, st.sets(st.sampled_from(pairs_of(4)), max_size=6))
def test_a_fit_is_a_result_only_where_the_linear_programme_allows_it(counts, pairs):
    table = CaptureTable(tuple("ABCD"), np.array([0, *counts]))
    found = fit(table, closed(pairs, 4))
    assert found.status == status_of(found.model, table.counts)
    if found.status != Status.FINE:
        assert found.dark is None
    if found.dark is not None:
        assert 0 < found.dark <= 1000 * table.seen
        assert all(np.isfinite(value) for value in found.values if value is not None)


@settings(max_examples=40, deadline=None)
@given(COUNTS, PAIRS, st.permutations(range(4)))
def test_the_order_of_the_lists_changes_no_fit(counts, pairs, order):
    moved = lambda word: sum((word >> i & 1) << order[i] for i in range(4))  # noqa: E731
    there = np.zeros(16, dtype=np.int64)
    for w, n in enumerate(counts, 1):
        there[moved(w)] = n
    one = fit(CaptureTable(tuple("ABCD"), np.array([0, *counts])), closed(pairs, 4))
    other = fit(CaptureTable(tuple("ABCD"), there), closed(map(moved, pairs), 4))
    assert one.status == other.status
    assert (one.total is None) == (other.total is None)
    if one.total is not None:
        assert one.total == pytest.approx(other.total, rel=1e-8)
