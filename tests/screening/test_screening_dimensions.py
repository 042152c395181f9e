"""The dimension rule, its three values, and the sets it counts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.screening.dimensions import Count, Standing, Tally, is_positive
from safeconduct.protection.screening.indicators import SETS, Confidence, Dimension, SetName, Strength

counts = st.builds(Count, *[st.integers(0, 4)] * 3)


@pytest.mark.parametrize(
    ("count", "positive"),
    [
        ((0, 0, 0), False),
        ((1, 0, 0), False),
        ((2, 0, 0), True),
        ((1, 1, 0), True),
        ((1, 0, 1), True),
        ((0, 3, 0), True),
        ((0, 2, 0), False),
        ((0, 2, 1), True),
        ((0, 1, 5), False),
        ((0, 0, 9), False),
    ],
)
def test_a_dimension_is_positive_as_the_ilo_says(count: tuple[int, int, int], positive: bool) -> None:
    assert is_positive(Count(*count)) is positive


@given(counts, counts)
def test_more_present_indicators_never_make_a_dimension_less_positive(count: Count, more: Count) -> None:
    assert is_positive(count.plus(more)) >= is_positive(count)


@given(counts, counts)
def test_a_dimension_is_negative_only_if_no_unknown_could_make_it_positive(
    present: Count, unknown: Count
) -> None:
    standing = Tally(present, unknown).standing
    assert (standing is Standing.POSITIVE) is is_positive(present)
    assert (standing is Standing.NEGATIVE) is (not is_positive(present.plus(unknown)))


@pytest.mark.parametrize(
    ("name", "strengths", "dimensions"),
    [
        (SetName.ADULT_LABOUR, (7, 53, 7), (10, 10, 16, 9, 15, 7)),
        (SetName.CHILD_LABOUR, (15, 50, 0), (10, 10, 15, 8, 15, 7)),
        (SetName.ADULT_SEXUAL, (11, 49, 7), (10, 10, 16, 9, 15, 7)),
        (SetName.CHILD_SEXUAL, (16, 49, 0), (10, 10, 15, 8, 15, 7)),
    ],
)
def test_the_sets_have_as_many_indicators_as_published(
    name: SetName, strengths: tuple[int, ...], dimensions: tuple[int, ...]
) -> None:
    found = Counter(one.strength for one in SETS[name].indicators.values())
    assert tuple(found[strength] for strength in Strength) == strengths
    assert tuple(len(SETS[name].in_dimension(dimension)) for dimension in Dimension) == dimensions


def test_a_child_s_indicator_is_never_weaker_than_an_adult_s() -> None:
    order = list(Strength)
    for adult, child in (("adult_labour", "child_labour"), ("adult_sexual", "child_sexual")):
        for id_, one in SETS[SetName(child)].indicators.items():
            assert order.index(one.strength) <= order.index(SETS[SetName(adult)].indicators[id_].strength)


def test_both_sexual_sets_are_marked_as_unverified() -> None:
    for name, chosen in SETS.items():
        assert chosen.verified is (name is SetName.ADULT_LABOUR)
        if name.kind == "sexual":
            assert chosen.confidence is Confidence.LOW


def test_the_two_doubted_strengths_are_not_called_verified() -> None:
    doubted = {id_ for id_, one in SETS[SetName.ADULT_LABOUR].indicators.items() if not one.verified}
    assert doubted == {"RV08", "RV09"}
