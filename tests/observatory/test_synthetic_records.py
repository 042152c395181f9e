"""Synthetic records: what they cost, what one person can change, and what they never show."""

from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.observatory.disclosure import choice
from safeconduct.observatory.disclosure.budget import gaussian_cost, rho_of, total
from safeconduct.observatory.disclosure.consistency import NoisyTable, consistent, on_simplex, one_way
from safeconduct.observatory.disclosure.domain import BadDomain, Column, Domain, Impossible
from safeconduct.observatory.disclosure.noise import RepeatableNoise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, contradicting
from safeconduct.observatory.disclosure.synthesis import Care, Plan, synthesise

RHO = rho_of(1, 1e-6)
CHILD_IN_CLUB = Impossible({"age": frozenset({"0-8", "9-17"}), "work": frozenset({"club"})})
UNCONTROLLED = Impossible({"age": frozenset({"0-8"}), "debt": frozenset({"1"}), "threats": frozenset({"1"})})
DOMAIN = Domain(
    (
        Column("age", ("0-8", "9-17", "18-29", "30+")),
        Column("work", ("farm", "house", "club", "sea", "none")),
        Column("debt", ("", "1"), ""),
        Column("threats", ("", "1"), ""),
        Column("year", tuple(str(year) for year in range(2015, 2025))),
    ),
    (CHILD_IN_CLUB, UNCONTROLLED),
)


def crowd(people=4000, seed=3):
    """Invent people whose columns have to do with each other."""
    rng = np.random.default_rng(seed)
    year = rng.integers(0, 10, people)
    age = np.where(rng.random(people) < 0.7, 2 + (year > 5), rng.integers(0, 4, people))
    work = np.where(rng.random(people) < 0.6, age, rng.integers(0, 5, people))
    debt = (rng.random(people) < 0.1 + 0.15 * work).astype(int)
    threats = np.where(rng.random(people) < 0.8, debt, 1 - debt)
    codes = np.array([age, work, debt, threats, year], dtype=np.int16)
    return PeopleTable(DOMAIN, np.ascontiguousarray(codes[:, ~contradicting(DOMAIN, codes)]))


CROWD = crowd()


def paid(people=CROWD, plan=None, noise=None):
    charged = []
    made = synthesise(people, plan or Plan(RHO), charged.extend, noise or RepeatableNoise(5))
    return made, charged


@pytest.mark.parametrize(
    "plan",
    [
        Plan(RHO),
        Plan(0.3, Care.PRUDENT),
        Plan(RHO, extra=(("year", "age", "work"), ("debt", "age"))),
        Plan(1e-9),
    ],
)
def test_the_cost_recomputed_from_the_noise_equals_what_is_charged(plan):
    made, charged = paid(plan=plan)
    assert total(charged) == pytest.approx(plan.rho, rel=1e-12)
    assert sum(step.recomputed for step in made.steps) == pytest.approx(plan.rho, rel=1e-12)
    assert all(step.sigma for step in made.steps)


def test_the_noise_drawn_is_the_noise_declared():
    drawn = []

    class Listening(RepeatableNoise):
        def add(self, counts, sigma):
            drawn.append(sigma)
            return super().add(counts, sigma)

    made, _ = paid(noise=Listening(1))
    columns = len(DOMAIN.columns)
    cost = sum(gaussian_cost(sigma) for sigma in drawn[:columns])
    cost += gaussian_cost(drawn[columns], sqrt(10))
    cost += sum(gaussian_cost(sigma) for sigma in drawn[columns + 1 :])
    assert cost == pytest.approx(made.rho)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, CROWD.size - 1))
def test_one_person_less_changes_each_look_by_no_more_than_it_declares(person):
    fewer = CROWD.without(person)
    pairs = choice.pairs_of(DOMAIN)
    noisy = [NoisyTable((c,), CROWD.count([c]) + 3.0 * c, 9.0) for c in range(len(DOMAIN.columns))]
    totals = one_way(noisy, DOMAIN, 4000.0)
    change = choice.distances(CROWD, pairs, totals) - choice.distances(fewer, pairs, totals)
    assert np.abs(change).max() <= 1
    assert np.linalg.norm(change) <= sqrt(len(pairs))
    ones = np.concatenate([CROWD.count([c]) - fewer.count([c]) for c in range(len(DOMAIN.columns))])
    assert np.linalg.norm(ones) == pytest.approx(sqrt(len(DOMAIN.columns)))
    for columns in (*pairs, (0, 1, 4)):
        assert np.linalg.norm((CROWD.count(columns) - fewer.count(columns)).ravel()) == 1


@pytest.mark.parametrize("care", list(Care))
def test_what_nobody_can_be_is_in_no_record_and_no_count(care):
    made, _ = paid(plan=Plan(RHO, care))
    assert not contradicting(DOMAIN, made.records.codes).any()
    for table in made.counts:
        assert not table.values[~DOMAIN.possible(table.columns)].any()


def test_counts_agree_with_each_other_and_hold_nobody_less_than_none():
    made, _ = paid(plan=Plan(0.5))
    for table in made.counts:
        assert table.values.min() >= 0
        assert table.values.sum() == pytest.approx(made.total)
    assert len({table.columns for table in made.counts}) == len(made.counts)
    assert abs(made.records.size - made.total) <= 1


def test_records_resemble_people_more_with_a_larger_budget():
    def distance(rho):
        made, _ = paid(plan=Plan(rho), noise=RepeatableNoise(7))
        apart = [
            np.abs(CROWD.count(p) / CROWD.size - made.records.count(p) / made.records.size).sum() / 2
            for p in combinations(range(5), 2)
        ]
        return float(np.mean(apart))

    poor, good = distance(0.0005), distance(1.0)
    assert good < 0.02
    assert good < poor / 2


def test_a_more_careful_release_believes_fewer_cells():
    def believed(care):
        made, _ = paid(plan=Plan(0.001, care, extra=(("age", "work", "year"),)), noise=RepeatableNoise(7))
        return sum(np.count_nonzero(t.values) for t in made.counts if len(t.columns) == 3)

    assert believed(Care.PRUDENT) < believed(Care.COMPLETE)


def test_tables_the_curator_wants_are_measured_whatever_the_choice():
    made, _ = paid(plan=Plan(1e-4, extra=(("year", "age", "work"),)))
    assert (0, 1, 4) in {table.columns for table in made.counts}
    assert "age × work × year" in {step.name for step in made.steps}


@pytest.mark.parametrize(
    ("extra", "refusal"),
    [
        ((("age", "ship"),), BadDomain),
        ((("age", "age"),), BadData),
        ((("age", "work"), ("work", "age")), BadData),
        ((("age", "work", "debt", "year"),), BadData),
    ],
)
def test_bad_wishes_are_refused_before_anything_is_paid(extra, refusal):
    charged = []
    with pytest.raises(refusal):
        synthesise(CROWD, Plan(RHO, extra=extra), charged.extend, RepeatableNoise(1))
    assert charged == []


def test_bad_people_are_refused_before_anything_is_paid():
    charged = []
    for codes in (np.zeros((5, 0), dtype=np.int16), np.array([[0], [2], [0], [0], [0]], dtype=np.int16)):
        with pytest.raises(BadData):
            synthesise(PeopleTable(DOMAIN, codes), Plan(RHO), charged.extend, RepeatableNoise(1))
    assert charged == []


def test_nobody_is_looked_at_when_the_payment_is_refused():
    class Deaf(RepeatableNoise):
        def add(self, counts, sigma):
            raise AssertionError("looked")

    def refuse(_steps):
        raise PermissionError("spent")

    with pytest.raises(PermissionError):
        synthesise(CROWD, Plan(RHO), refuse, Deaf(1))


def test_files_of_one_column_and_of_very_few_people_come_through():
    single = Domain((Column("age", ("child", "adult")),))
    people = PeopleTable(single, np.array([[0] * 30 + [1] * 70], dtype=np.int16))
    made, charged = paid(people, Plan(0.5))
    assert made.rho == pytest.approx(total(charged)) == pytest.approx(0.5)
    assert made.records.size == round(made.total)
    few = PeopleTable(DOMAIN, CROWD.codes[:, :2].copy())
    for seed in range(6):
        paid(few, Plan(1e-3), RepeatableNoise(seed))


def test_the_noise_of_a_release_is_that_of_the_library_and_no_two_are_alike():
    made = [synthesise(CROWD, Plan(RHO), lambda steps: None) for _ in range(2)]
    assert made[0].total != made[1].total or not np.array_equal(made[0].records.codes, made[1].records.codes)


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=40), st.floats(0, 1e5))
def test_projection_gives_the_total_and_nobody_below_none(values, whole):
    projected = on_simplex(np.array(values), whole)
    assert projected.min() >= 0
    assert projected.sum() == pytest.approx(whole, abs=1e-6 * (1 + whole))


def test_figures_that_already_agree_stay_as_they_are():
    exact = [
        NoisyTable(t, CROWD.count(t).astype(float), 4.0)
        for t in ((0,), (1,), (2,), (3,), (4,), (0, 1), (2, 4))
    ]
    for before, after in zip(exact, consistent(exact, DOMAIN, cut=0), strict=True):
        assert after.values == pytest.approx(before.values, abs=1e-6)


def test_the_best_split_gives_large_tables_more():
    shares = choice.split(1.0, [8, 27])
    assert shares == pytest.approx([4 / 13, 9 / 13])
    assert choice.choose(np.array([500, 0, 90]), np.array([4, 4, 400]), 0.01) == [0]
