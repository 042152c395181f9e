"""The reference algorithm: its cost, its caps and its thresholds."""

from itertools import combinations
from math import sqrt

import numpy as np
import pytest

from safeconduct.observatory.disclosure.budget import gaussian_cost, rho_of, total
from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.noise import DiscreteGaussian, RepeatableNoise
from safeconduct.observatory.disclosure.pac import PacPlan, _keep_at_most, pac_synthesise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable

DELTA = 1e-6
DOMAIN = Domain(
    (
        Column("age", ("a", "b", "c", ""), ""),
        Column("work", ("x", "y", "z", ""), ""),
        Column("debt", ("", "1"), ""),
        Column("year", ("1", "2", "3")),
    )
)


def crowd(number=3000, seed=4):
    rng = np.random.default_rng(seed)
    age = rng.integers(0, 4, number)
    work = np.where(rng.random(number) < 0.8, age, 3)
    debt = (rng.random(number) < 0.2 + 0.2 * (work == 1)).astype(int)
    return PeopleTable(DOMAIN, np.array([age, work, debt, rng.integers(0, 3, number)], dtype=np.int16))


@pytest.mark.parametrize("longest", [1, 2, 3])
def test_the_cost_recomputed_from_caps_and_noise_equals_what_is_charged(longest):
    plan, charged = PacPlan(rho_of(1, DELTA), DELTA, longest), []
    made = pac_synthesise(crowd(), plan, charged.extend, RepeatableNoise(1))
    expected = longest * plan.eps_of_cap**2 / 2 + longest * gaussian_cost(plan.sigma)
    assert total(charged) == pytest.approx(plan.rho) == pytest.approx(expected)
    assert made.rho == pytest.approx(plan.rho)


def test_the_noise_is_as_wide_as_the_cap_asks():
    drawn = []

    class Listening(RepeatableNoise):
        caps = (2, 3, 1)

        def best(self, scores, eps, sensitivity):
            return self.caps[len({sigma for sigma, _ in drawn})] - 1

        def add(self, counts, sigma):
            drawn.append((sigma, counts.sum()))
            return super().add(counts, sigma)

    plan = PacPlan(0.2, DELTA)
    pac_synthesise(crowd(), plan, lambda _: None, Listening(1))
    assert {sigma for sigma, _ in drawn} == {plan.sigma * sqrt(cap) for cap in Listening.caps}


def test_nobody_is_counted_in_more_combinations_than_the_cap():
    inside = np.random.default_rng(1).random((10, 500)) < 0.6
    before = inside.copy()
    _keep_at_most(inside, 4)
    assert inside.sum(axis=0).max() == 4
    assert not (inside & ~before).any()
    assert (inside == before)[:, before.sum(axis=0) <= 4].all()


def test_a_long_combination_is_told_only_with_all_its_parts():
    made = pac_synthesise(crowd(), PacPlan(0.05, DELTA), lambda _: None, RepeatableNoise(2))
    for columns, counts in made.counts.items():
        for cell in np.argwhere(counts > 0):
            for places in combinations(range(len(columns)), len(columns) - 1):
                if places:
                    part = made.counts[tuple(columns[p] for p in places)]
                    assert part[tuple(cell[p] for p in places)] > 0


def test_values_that_mean_not_recorded_are_not_counted_but_come_back_in_records():
    made = pac_synthesise(crowd(), PacPlan(1.0, DELTA), lambda _: None, RepeatableNoise(2))
    assert made.counts[(0,)][3] == 0
    people = crowd()
    apart = np.abs(people.count([0]) / people.size - made.records.count([0]) / made.records.size).sum() / 2
    assert apart < 0.05


def test_nobody_and_impossible_plans_are_refused():
    with pytest.raises(BadData, match="nobody"):
        pac_synthesise(
            PeopleTable(DOMAIN, np.zeros((4, 0), dtype=np.int16)), PacPlan(1, DELTA), lambda _: None
        )
    for bad in ((0, DELTA, 3), (1, 0, 3), (1, DELTA, 4)):
        with pytest.raises(ValueError, match=r"values|above zero"):
            PacPlan(*bad)


def test_the_library_chooses_the_best_by_far():
    assert DiscreteGaussian().best(np.array([0, 500, 0]), 1.0, 1) == 1
    assert RepeatableNoise(1).best(np.array([0, 500, 0]), 1.0, 1) == 1
