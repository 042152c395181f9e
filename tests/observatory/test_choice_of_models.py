"""Stepwise and best-BIC choice on tables that papers print, and the intervals that allow for the choice."""

from dataclasses import replace
from math import exp, isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from safeconduct.observatory.estimation.best_bic import Best, best_bic
from safeconduct.observatory.estimation.bootstrap import acceleration, bootstrap, limits
from safeconduct.observatory.estimation.closed_forms import chapman, three_lists, two_lists
from safeconduct.observatory.estimation.independence import independence
from safeconduct.observatory.estimation.models import closed, hierarchies, pairs_of, read
from safeconduct.observatory.estimation.poisson import fit
from safeconduct.observatory.estimation.ranking import _Downhill, ranked, statuses
from safeconduct.observatory.estimation.resampling import histories_of
from safeconduct.observatory.estimation.results import Flag, Status
from safeconduct.observatory.estimation.stepwise import Forward, choose, stepwise
from safeconduct.observatory.estimation.table import CaptureTable, from_counts
from safeconduct.observatory.estimation.tails import log_tail

TABLES = ("UKdat", "UKdat_5", "Kosovo", "NewOrl")


@pytest.mark.parametrize("name", TABLES)
def test_stepwise_finds_the_published_points_and_pairs(published, figures, name):
    table, known = published(name), figures[name]
    found, added = choose(table)
    assert table.seen == known["seen"]
    assert found.total == pytest.approx(known["point"], abs=0.01)
    assert {table.name_of(each) for each in added} == set(known["selected"])


@pytest.mark.parametrize("name", TABLES)
def test_the_jackknife_gives_the_published_acceleration(published, figures, name):
    table = published(name)
    a = acceleration(Forward(table.size, histories_of(table), 0.02), table)
    assert a == pytest.approx(figures[name]["ahat"], abs=1e-5)


@pytest.mark.parametrize(
    ("name", "order", "point", "model", "bic"),
    [
        ("UKdat", 2, 12349.59, "[12,13,25,35,36,45]", 244.1193),
        ("UKdat_5", 2, 22991.33, "[12,13,23,25,34]", 196.5398),
        ("UKdat_5", 3, 25311.29, "[123,25,34]", 195.8791),
        ("UKdat_5", 4, 25311.29, "[123,25,34]", 195.8791),
        ("Kosovo", 3, 10356.52, "[123,14,34]", 203.0296),
        ("Kosovo", 2, 14341.66, "[12,13,14,23,34]", 225.2112),
    ],
)
def test_the_best_model_by_bic_is_the_published_one(published, name, order, point, model, bic):
    found = best_bic(published(name), order=order)
    assert found.point == pytest.approx(point, abs=0.01)
    assert found.model == model
    assert found.bic == pytest.approx(bic, abs=1e-3)
    assert found.flags == (Flag.CONDITIONAL,)


def test_five_lists_have_as_many_admissible_models_as_published(published):
    found = statuses(published("UKdat_5"), 4)
    assert found.total() == 6893
    assert found[Status.FINE] == 6519


def test_the_search_downhill_finds_what_looking_at_every_model_finds(published):
    table = published("UKdat")
    every, searched = ranked(table, 2, 1), _Downhill(table, 2).searched()
    least = min(zip(searched.bics, searched.models, strict=True))
    assert least[1] == every.best[0].model
    assert len(searched.models) < every.tried / 10


def test_eight_lists_are_searched(published):
    found = best_bic(published("NewOrl"))
    assert found.point == pytest.approx(1183.69, abs=0.01)
    assert found.diagnostics["exhaustive"] is False


def test_stepwise_adds_lists_that_never_meet_at_minus_infinity(apart):
    found = stepwise(apart)
    assert found.point == pytest.approx(553.7328, abs=5e-5)
    assert (round(found.ci95.low, 2), round(found.ci95.high, 2)) == (428.45, 750.22)
    assert {term.lists for term in found.terms if term.value is None} == {("A", "B")}


def test_stepwise_keeps_main_effects_when_nothing_is_surprising(three):
    found = stepwise(three)
    assert (found.model, round(found.point, 2)) == ("[1,2,3]", 218.89)
    assert found.point == independence(three).point


@pytest.mark.parametrize("name", ["UKdat_5", "Kosovo"])
def test_the_limits_are_those_of_the_converged_reference(published, figures, name):
    table, known = published(name), figures[name]
    found = stepwise(table, seed=20, most=4000)
    limits_found = {
        "0.025": found.ci95.low, "0.1": found.ci80.low, "0.9": found.ci80.high, "0.975": found.ci95.high,
    }  # fmt: skip
    for level, limit in limits_found.items():
        error = known["mc_sd_of_endpoints_at_nboot_1000"][level] * (1000 / 4000) ** 0.5
        assert abs(limit - known["bca"][level]) < 3 * error, level


def test_limits_that_hang_on_a_handful_of_replicates_say_so(published):
    assert Flag.LIMIT_UNSTABLE in stepwise(published("NewOrl"), seed=1, most=1000).flags


def test_replicates_go_on_until_the_limits_stand_still(three):
    told = []
    found = stepwise(three, seed=5, most=64_000, told=lambda done, most: told.append((done, most)))
    low, high = found.ci95.low, found.ci95.high
    assert 1000 < found.diagnostics["B"] <= 64_000
    assert low < found.point < high
    assert told[-1][0] == found.diagnostics["B"]
    if found.diagnostics["B"] < 64_000:
        assert found.mc_error["0.975"] <= 0.01 * (high - found.point)


def test_the_same_seed_gives_the_same_numbers_for_one_process_and_two(published):
    table = published("UKdat_5")
    one = stepwise(table, seed=3, most=500)
    two = stepwise(table, seed=3, most=500, processes=2)
    assert one == two
    assert stepwise(table, seed=4, most=500) != one


@pytest.mark.parametrize("method", [stepwise, best_bic])
def test_the_order_of_lists_changes_neither_point_nor_limits(published, method):
    table = published("Kosovo")
    order = [2, 0, 3, 1]
    counts = np.zeros_like(table.counts)
    for w, n in enumerate(table.counts):
        counts[sum((w >> old & 1) << new for new, old in enumerate(order))] = n
    moved = CaptureTable(tuple(table.lists[old] for old in order), counts)
    one, other = method(table, seed=8, most=400), method(moved, seed=8, most=400)
    assert one.point == pytest.approx(other.point, rel=1e-9)
    assert (one.ci95.low, one.ci95.high) == (
        pytest.approx(other.ci95.low, rel=1e-7),
        pytest.approx(other.ci95.high, rel=1e-7),
    )


def test_best_bic_draws_the_choice_of_the_model_too(published):
    """Published limits of the all-model bootstrap are 6,947 and 18,010 (Silverman, Chan and Vincent 2024)."""
    found = best_bic(published("Kosovo"), seed=2, most=2000)
    own = found.diagnostics["conditional95"]
    assert found.ci95.low == pytest.approx(6947, rel=0.05)
    assert found.ci95.high == pytest.approx(18010, rel=0.05)
    assert found.ci95.high - found.ci95.low > 1.5 * (own[1] - own[0])


def test_giving_hopeless_models_up_early_changes_no_choice(published):
    table = published("UKdat_5")
    models = [each.model for each in ranked(table, 3, 40).best]
    histories = histories_of(table)
    tables = np.random.default_rng(7).multinomial(table.seen, table.counts[histories] / table.seen, size=12)
    found = Best.of(table, models, 3).darks(tables)
    for row, dark in zip(tables, found, strict=True):
        counts = np.zeros_like(table.counts)
        counts[histories] = row
        fits = [fit(CaptureTable(table.lists, counts), model) for model in models]
        known = min((each for each in fits if each.dark is not None), key=lambda each: each.bic)
        assert dark == pytest.approx(known.dark, rel=1e-6)


def test_replicates_all_on_one_side_give_percentiles_and_say_so():
    class Above:
        def darks(self, tables):
            return np.linspace(50, 60, len(tables))

    table = from_counts("AB", {("A",): 5, ("B",): 5, ("A", "B"): 5})
    found = bootstrap(Above(), table, 20.0, seed=1, most=1000)
    assert found.flags == (Flag.BCA_DEGENERATE,)
    assert found.bias is None
    assert found.ci80.low == pytest.approx(15 + 51, abs=0.1)


def test_replicates_without_an_estimate_are_counted_and_told():
    class Often:
        def darks(self, tables):
            return np.where(np.arange(len(tables)) % 10 == 0, np.nan, tables[:, 0] * 3.0)

    table = from_counts("AB", {("A",): 50, ("B",): 50, ("A", "B"): 50})
    found = bootstrap(Often(), table, 300.0, seed=1, most=1000)
    assert found.failures == 100
    assert Flag.BOOTSTRAP_FAILURES in found.flags
    assert Flag.NO_ACCELERATION in found.flags
    assert all(isfinite(limit) for limit in found.limits.values())


def test_the_correction_moves_nothing_when_there_is_nothing_to_correct():
    found = limits(np.arange(1, 10_000.0), 5000.0, 0.0)
    assert found.bias == pytest.approx(0, abs=1e-3)
    assert found.values[0.025] == pytest.approx(250, abs=1)


def test_too_few_replicates_to_tell_how_sure_the_limits_are_is_refused(three):
    with pytest.raises(ValueError, match="replicates"):
        stepwise(three, seed=1, most=100)


def test_a_threshold_that_is_no_probability_is_refused(three):
    with pytest.raises(ValueError, match="between 0 and 1"):
        stepwise(three, p0=2)


@pytest.mark.parametrize("method", [independence, stepwise, best_bic])
def test_lists_that_share_nobody_allow_no_estimate(method):
    table = from_counts("ABC", {("A",): 50, ("B",): 40, ("C",): 30})
    found = method(table)
    assert found.point is None
    assert found.ci95 is None
    assert found.status == Status.NO_ESTIMATE
    assert found.diagnostics["no_overlap"] == ["A:B", "A:C", "B:C"]
    assert found.reason


def test_two_lists_are_an_illustration():
    table = from_counts("AB", {("A",): 90, ("B",): 40, ("A", "B"): 10})
    found = two_lists(table)
    assert found.point == pytest.approx(chapman(100, 50, 10)) == pytest.approx(467.2727, abs=1e-4)
    assert Flag.ILLUSTRATIVE in found.flags
    assert found.ci95.low >= table.seen
    assert stepwise(table).point == independence(table).point == pytest.approx(500)


def test_two_lists_that_share_nobody_allow_no_estimate():
    found = two_lists(from_counts("AB", {("A",): 90, ("B",): 40}))
    assert (found.point, found.status) == (None, Status.NO_ESTIMATE)


def test_formulas_of_the_wrong_number_of_lists_are_refused(three, apart):
    with pytest.raises(ValueError, match="two lists"):
        two_lists(three)
    with pytest.raises(ValueError, match="three lists"):
        three_lists(apart)


def test_three_lists_by_formula_are_what_the_fit_finds(three):
    for model, dark in three_lists(three).items():
        assert fit(three, read(model, 3)).dark == pytest.approx(dark, rel=1e-9)


@given(st.integers(0, 400), st.floats(0.01, 400))
def test_tails_are_those_of_the_poisson_distribution(count, mean):
    known = min(poisson.cdf(count, mean), poisson.sf(count - 1, mean))
    if known > 1e-290:
        assert exp(log_tail(count, mean)) == pytest.approx(known, rel=1e-8)


def by_the_book(table, p0=0.02):
    """Choose as the paper does: every candidate checked at every step, tails from SciPy."""
    added = []
    while True:
        now = fit(table, closed(added, table.size))
        if now.dark is None:
            return None
        effects = dict(zip(now.model, now.values, strict=True))
        tails = []
        for pair in pairs_of(table.size):
            later = fit(table, closed([*added, pair], table.size))
            if pair in added or later.status != Status.FINE or later.dark is None:
                continue
            mean = 0.0
            for w in range(1, len(table.counts)):
                within = [effects[each] for each in now.model if each & w == each]
                if w & pair == pair and None not in within:
                    mean += exp(sum(within))
            n = int(table.margins[pair])
            tails.append(min(poisson.cdf(n, mean), poisson.sf(n - 1, mean)))
            tails[-1] = (round(float(tails[-1]), 12), len(tails), pair)
        if not tails or min(tails)[0] >= p0:
            return now
        added.append(min(tails)[2])


COUNTS = st.lists(st.sampled_from([0, 0, 1, 2, 5, 12, 40]), min_size=15, max_size=15).filter(
    lambda counts: all(any(n for w, n in enumerate(counts, 1) if w >> i & 1) for i in range(4))
)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_checking_only_the_pair_about_to_be_added_chooses_as_the_paper_does(counts):
    table = CaptureTable(tuple("ABCD"), np.array([0, *counts]))
    found, _ = choose(table)
    known = by_the_book(table)
    assert (found.dark is None) == (known is None)
    if known is not None:
        assert found.total == pytest.approx(known.total, rel=1e-7)


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_the_ranking_is_that_of_fitting_each_model_alone(counts):
    table = CaptureTable(tuple("ABCD"), np.array([0, *counts]))
    fits = [fit(table, model) for model in hierarchies(4, 2)]
    known = sorted(each.bic for each in fits if each.bic is not None)[:5]
    assert [each.bic for each in ranked(table, 2, 5).best] == pytest.approx(known, rel=1e-8)


@settings(max_examples=20, deadline=None)
@given(COUNTS, st.sampled_from([stepwise, best_bic]))
def test_every_number_is_finite_or_absent(counts, method):
    table = CaptureTable(tuple("ABCD"), np.array([0, *counts]))
    found = method(table, seed=1, most=400)
    numbers = [found.bic, *found.mc_error.values(), *(term.value for term in found.terms)]
    for limits_found in (found.ci95, found.ci80):
        if limits_found is not None:
            assert limits_found.low <= limits_found.high
            numbers += [limits_found.low, limits_found.high]
    assert all(isfinite(number) for number in numbers if number is not None)
    if found.point is None:
        assert found.reason
    else:
        assert isfinite(found.point)
        assert found.point > table.seen


def test_a_fit_of_another_table_is_another_fit(three):
    more = replace(three, counts=three.counts + np.array([0, 1, 0, 0, 0, 0, 0, 0]))
    assert fit(more, read("[12,3]", 3)).total > fit(three, read("[12,3]", 3)).total
