"""Averaging over decomposable graphs: how many there are, and the published answers."""

from pathlib import Path

import numpy as np
import pytest

from safeconduct.observatory.estimation.averaging import averaging, two_answers
from safeconduct.observatory.estimation.graphs import decomposable
from safeconduct.observatory.estimation.results import Flag
from safeconduct.observatory.estimation.table import CaptureTable, from_counts, read_csv

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(("lists", "graphs"), [(3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_every_decomposable_graph_is_found_once(lists, graphs):
    rows, codes = decomposable(lists)
    assert len(rows) == len(set(codes.tolist())) == graphs


def test_eight_lists_have_too_many_graphs():
    with pytest.raises(ValueError, match="too many"):
        decomposable(8)
    assert averaging(read_csv(DATA / "NewOrl.csv")).reason == "Averaging over graphs needs three to 7 lists."


@pytest.mark.parametrize(
    ("name", "median", "low", "high"),
    [
        ("UKdat_5", 22_990, 10_387, 33_510),  # dga 2.0.2, every integer up to 30 times the people seen
        ("Kosovo", 12_595, 9_827, 16_544),  # dga 2.0.2, every integer to 100 000
        ("UKdat", 12_304, 10_244, 26_229),  # an independent computation over all 18 154 graphs
    ],
)
def test_the_answer_is_the_published_one_within_half_a_percent(name, median, low, high):
    found = averaging(read_csv(DATA / f"{name}.csv"))
    assert found.point == pytest.approx(median, rel=0.005)
    assert (found.ci95.low, found.ci95.high) == pytest.approx((low, high), rel=0.005)


def test_two_answers_in_one_posterior_are_flagged():
    assert Flag.BIMODAL in averaging(read_csv(DATA / "UKdat_5.csv")).flags
    assert Flag.BIMODAL not in averaging(read_csv(DATA / "Kosovo.csv")).flags


def test_a_slope_or_a_shoulder_is_no_second_answer():
    dark = np.arange(1.0, 4000.0)
    hill = np.exp(-((np.log(dark) - 6) ** 2) * 8) / dark
    shoulder = hill + 0.3 * np.exp(-((np.log(dark) - 6.5) ** 2) * 8) / dark
    far = hill + 0.3 * np.exp(-((np.log(dark) - 4) ** 2) * 8) / dark
    ones = np.ones_like(dark)
    assert [two_answers(dark, each / each.sum(), ones) for each in (hill, shoulder, far)] == [
        False,
        False,
        True,
    ]


def test_naming_the_lists_in_another_order_changes_nothing():
    table = read_csv(DATA / "Kosovo.csv")
    order = [2, 0, 3, 1]
    counts = np.zeros_like(table.counts)
    for history, people in enumerate(table.counts):
        counts[sum((history >> i & 1) << at for at, i in enumerate(order))] = people
    turned = averaging(CaptureTable(tuple(table.lists[i] for i in order), counts))
    assert turned.point == pytest.approx(averaging(table).point, rel=1e-9)


def test_lists_that_never_overlap_limit_nothing():
    table = from_counts(["A", "B", "C"], {("A",): 40, ("B",): 30, ("C",): 20})
    found = averaging(table)
    assert found.point is None
    assert "hardly limit" in found.reason


def test_more_people_on_two_lists_lower_the_answer():
    answers = []
    for both in (5, 10, 20):
        counts = {("A",): 50, ("B",): 50, ("C",): 50, ("A", "B"): both, ("A", "C"): both, ("B", "C"): both}
        answers.append(averaging(from_counts(["A", "B", "C"], counts)).point)
    assert answers[0] > answers[1] > answers[2]
