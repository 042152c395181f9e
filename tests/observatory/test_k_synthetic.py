"""Safety in numbers: records made only of combinations that k people share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.observatory.disclosure.domain import Column, Domain, Impossible
from safeconduct.observatory.disclosure.ksynthetic import k_synthetic, rare_combinations
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, contradicting

RULE = Impossible({"age": frozenset({"a"}), "work": frozenset({"z"})})
DOMAIN = Domain(
    (
        Column("age", ("a", "b", "c")),
        Column("work", ("x", "y", "z")),
        Column("debt", ("", "1"), ""),
        Column("place", tuple("klmnop")),
    ),
    (RULE,),
)


def crowd(number, seed):
    rng = np.random.default_rng(seed)
    codes = np.array([rng.zipf(1.6, number) % size for size in DOMAIN.sizes], dtype=np.int16)
    codes[1] = np.where(rng.random(number) < 0.5, codes[0], codes[1])
    return PeopleTable(DOMAIN, np.ascontiguousarray(codes[:, ~contradicting(DOMAIN, codes)]))


@settings(max_examples=30, deadline=None)
@given(st.integers(30, 400), st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 4))
def test_no_combination_in_the_records_describes_fewer_than_k_people(number, seed, k, r):
    people = crowd(number, seed)
    try:
        made = k_synthetic(people, k=k, r=r)
    except BadData:
        return
    assert rare_combinations(made.records, people, k=k, r=r) == 0
    assert made.records.size <= people.size // k * k
    assert not contradicting(DOMAIN, made.records.codes).any()
    assert all((counts % k == 0).all() for counts in made.kept.values())


def test_the_people_themselves_would_show_rare_combinations():
    people = crowd(300, 1)
    assert rare_combinations(people, people, k=10) > 0


def test_records_of_a_large_crowd_are_nearly_as_many_and_alike():
    people = crowd(20_000, 2)
    made = k_synthetic(people, k=10)
    assert made.records.size > 19_000
    apart = (
        np.abs(people.count([0, 1]) / people.size - made.records.count([0, 1]) / made.records.size).sum() / 2
    )
    assert apart < 0.05


@pytest.mark.parametrize(
    ("ask", "words"), [({"k": 1}, "at least 2"), ({"r": 5}, "one to 4"), ({"k": 400}, "No record")]
)
def test_promises_that_cannot_be_kept_are_refused(ask, words):
    with pytest.raises(BadData, match=words):
        k_synthetic(crowd(300, 3), **ask)


def test_nobody_and_too_many_codes_are_refused():
    with pytest.raises(BadData, match="nobody"):
        k_synthetic(PeopleTable(DOMAIN, np.zeros((4, 0), dtype=np.int16)))
    codes = tuple(map(str, range(1000)))
    wide = Domain(tuple(Column(name, codes) for name in "abc"))
    with pytest.raises(BadData, match="coarser"):
        k_synthetic(PeopleTable(wide, np.zeros((3, 50), dtype=np.int16)))
