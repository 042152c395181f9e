"""The report: one range or why there is none, in words, figures and pictures, and never a number that is none."""

import json
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.observatory import html, pdf
from safeconduct.observatory.estimation.averaging import averaging
from safeconduct.observatory.estimation.report import Report, disagreement, headline, outwards
from safeconduct.observatory.estimation.report_json import as_object, as_text
from safeconduct.observatory.estimation.report_words import page
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval, Status, Term
from safeconduct.observatory.estimation.sensitivity import consistency, root_mean_square, sensitivity
from safeconduct.observatory.estimation.table import from_counts, read_csv

DATA = Path(__file__).parent / "data"
BEST = Estimate("best BIC", 22_991.3, Interval(11_456, 43_894), Interval(12_000, 31_000))
OTHER = Estimate("stepwise", 11_313.0, Interval(8_900, 15_000), flags=(Flag.LIMIT_UNSTABLE,))


@pytest.fixture(scope="module")
def table():
    return read_csv(DATA / "UKdat_5.csv")


def report_of(table, *estimates, **more):
    told = {
        "sensitivity": (),
        "consistency": (),
        "seed": 7,
        "most": 1000,
        "version": "1",
        "seconds": 1.0,
    } | more
    return Report(table, estimates, headline(table, estimates), disagreement(estimates), **told)


def test_the_headline_is_the_range_of_the_best_model_rounded_outwards(table):
    told = headline(table, (OTHER, BEST))
    assert (told.low, told.high, told.basis) == (11_000, 44_000, "best BIC")


@given(st.floats(1, 1e9))
def test_rounding_outwards_never_narrows_a_range(value):
    low, high = outwards(value, up=False), outwards(value, up=True)
    assert low <= value <= high
    assert high - low <= value * 0.1 + 1
    assert all(len(str(each).rstrip("0")) <= 2 for each in (low, high))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({("A",): 9, ("B",): 9, ("A", "B"): 1, ("C",): 3}, "Only 22 people"),
        ({("A",): 90, ("B",): 90, ("C",): 90}, "Only 270 people are on any list, 0 of them"),
        ({("A",): 90, ("B",): 90, ("A", "B"): 30}, "only independence can be assumed"),
    ],
)
def test_what_cannot_be_estimated_says_why(counts, words):
    names = sorted({name for history in counts for name in history})
    told = headline(from_counts(names, counts), (BEST,))
    assert told.low is None
    assert words in str(told.reason)


def test_without_a_model_the_lists_that_lack_overlap_are_named():
    table = from_counts(["A", "B", "C"], {("A",): 90, ("B",): 90, ("C",): 90, ("A", "B"): 30})
    nothing = Estimate("best BIC", None, status=Status.NO_ESTIMATE, reason="no model")
    assert "overlaps with C would help" in str(headline(table, (nothing,)).reason)


@pytest.mark.parametrize(("point", "high"), [(300_000, 400_000), (100_000, 3_000_000)])
def test_a_range_too_wide_to_mean_anything_is_no_headline(table, point, high):
    wide = Estimate("best BIC", point, Interval(20_000, high))
    assert "reach from 20000 to" in str(headline(table, (wide,)).reason)


def test_methods_that_disagree_are_said_to(table):
    assert "points" in disagreement((OTHER, BEST))
    assert "stepwise misses best BIC" in disagreement((OTHER, BEST))
    assert disagreement((BEST,)) == ()
    near = Estimate("stepwise", 22_000, Interval(12_000, 40_000))
    assert disagreement((near, BEST)) == ()


def test_json_holds_null_and_a_reason_where_a_number_is_missing(table):
    broken = Estimate(
        "latent classes", None, reason="withheld", diagnostics={"spread": inf, "medians": [nan, 2.0]}
    )
    minus = Estimate("stepwise", nan, Interval(1, inf), terms=(Term(("A", "B"), None),))
    told = as_object(report_of(table, BEST, broken, minus))
    json.loads(json.dumps(told, allow_nan=False))
    assert told["methods"][1]["point"] is None
    assert told["methods"][1]["reason"] == "withheld"
    assert told["methods"][1]["diagnostics"] == {"spread": None, "medians": [None, 2.0]}
    assert told["methods"][2]["ci95"] == [1.0, None]
    assert told["methods"][2]["terms"] == [{"lists": ["A", "B"], "value": "-inf"}]


def test_json_does_not_hold_the_table(table):
    told = as_text(report_of(table, BEST))
    assert table.digest in told
    assert "counts" not in told


def test_the_page_says_what_the_range_means_and_what_it_stands_on(table):
    text = html.page(page(report_of(table, OTHER, BEST)))
    assert "between 11,000 and 44,000 people" in text
    assert "19 of 20" in text
    assert "The methods disagree" in text
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org/", "")
    assert text.count("<svg") == 1


def test_words_of_a_table_are_never_taken_for_markup():
    hostile = from_counts(["<b>A", '"B', "#C"], {("<b>A",): 90, ('"B',): 90, ("#C",): 90, ("<b>A", '"B'): 40})
    found = averaging(hostile)
    told = page(report_of(hostile, found, sensitivity=sensitivity(hostile, {"averaging": averaging})))
    assert "<b>" not in html.page(told)
    assert pdf.pdf(told).startswith(b"%PDF")


def test_not_estimable_is_said_first_and_no_range_is_shown():
    few = from_counts(["A", "B", "C"], {("A",): 9, ("B",): 9, ("A", "B"): 1, ("C",): 3})
    text = html.page(page(report_of(few, averaging(few))))
    assert "This cannot be estimated from these lists." in text
    assert "people in all." not in text


def test_a_report_is_written_in_the_language_of_its_reader(table):
    told = page(report_of(table, BEST), say=lambda words: f"«{words}»", lang="ar", rtl=True)
    text = html.page(told)
    assert '<html lang="ar" dir="rtl">' in text
    assert "«Methods side by side»" in text
    assert pdf.pdf(told).startswith(b"%PDF")


def test_each_list_is_left_out_merged_and_added(table):
    told = sensitivity(table, {"averaging": averaging})
    kinds = [each.kind for each in told]
    assert [kinds.count(kind) for kind in ("without", "merged", "up_to")] == [5, 10, 3]
    assert told[-1].point == averaging(table).point  # with the last list added, it is the whole table


def test_lists_with_enough_overlap_are_estimated_from_the_others():
    table = read_csv(DATA / "Kosovo.csv")
    told = consistency(table, {"averaging": averaging})
    assert [(known.left_out, known.known) for known in told] == [
        ("EXH", 1910), ("ABA", 1528), ("OSCE", 1786), ("HRW", 685),
    ]  # fmt: skip
    assert all(known.log_bias is not None and abs(known.log_bias) < 1 for known in told)
    assert 0 < root_mean_square(told) < 1
