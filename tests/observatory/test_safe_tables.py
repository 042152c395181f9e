"""Small cells stay hidden: they follow neither from totals nor from differences nor from last month's table."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.observatory.disclosure.diversity import groups_of, weak_groups
from safeconduct.observatory.disclosure.dominance import dominated
from safeconduct.observatory.disclosure.lattice import Hierarchy, anonymise
from safeconduct.observatory.disclosure.relations import Contradiction, Relation, Solver, exposed
from safeconduct.observatory.disclosure.rounding import down, keyed, reach
from safeconduct.observatory.disclosure.suppression import Axis, Cube, hidden, rounded, totals_of


def cube(counts):
    counts = np.array(counts)
    axes = tuple(
        Axis(name, tuple(f"{name}{i}" for i in range(size)))
        for name, size in zip("abc", counts.shape, strict=False)
    )
    return Cube(axes, counts)


SMALL = cube([[3, 40, 55], [60, 70, 80], [25, 90, 31]])


def test_a_hidden_cell_alone_in_its_row_follows_from_the_total():
    said = [Relation(frozenset((atom,)), n, n) for atom, n in SMALL.truth.items() if n >= 10]
    said += [
        Relation(atoms, sum(SMALL.truth[a] for a in atoms), sum(SMALL.truth[a] for a in atoms))
        for atoms in totals_of(SMALL, range(2)).values()
    ]
    (found,) = exposed(said, SMALL.truth, 10)
    assert (found.atoms, found.low, found.high) == (frozenset(("a=a0|b=b0",)), 3, 3)


def test_hiding_goes_on_until_nothing_small_can_be_worked_out():
    told = hidden(SMALL)
    assert told.shown["a=a0|b=b0"] is None
    assert told.secondary
    assert exposed(told.relations, SMALL.truth, 10) == ()
    assert told.totals["all"] == 454
    assert all(people is None or people == SMALL.truth[atom] for atom, people in told.shown.items())


TABLES = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=3)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_no_hidden_cell_of_any_table_can_be_told_more_closely_than_k(counts):
    table = cube(counts)
    told = hidden(table)
    assert all(people is None or people >= 10 for people in told.shown.values())
    solver = Solver(told.relations) if told.relations else None
    for atom, people in table.truth.items():
        if solver and told.shown[atom] is None and 0 < people < 10:
            low, high = solver.limits(frozenset((atom,)))
            assert high is None or high - low + 1 >= 10


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_rounded_tables_hide_what_is_small_and_sum_what_is_shown(counts):
    table = cube(counts)
    told = rounded(table)
    assert exposed(told.relations, table.truth, 10) == ()
    for atom, people in table.truth.items():
        assert told.shown[atom] is None if people < 10 else told.shown[atom] == people - people % 10
    for name, atoms in totals_of(table, range(2)).items():
        assert told.totals[name] == sum(told.shown[atom] or 0 for atom in atoms)
    for relation in told.relations:
        assert relation.low <= sum(table.truth[atom] for atom in relation.atoms) <= relation.high


def test_a_second_table_that_differs_by_a_few_people_is_held_against_the_first():
    first = Relation(frozenset(("north", "south")), 120, 120, "January")
    second = Relation(frozenset(("north", "south", "camp")), 124, 124, "February")
    truth = {"north": 70, "south": 50, "camp": 4}
    (found,) = exposed([first, second], truth, 10)
    assert (found.atoms, found.width) == (frozenset(("camp",)), 1)
    wide = Relation(second.atoms, 120, 129, "February, rounded")
    assert exposed([first, wide], truth, 10) == ()


def test_twenty_months_of_rounded_tables_tell_nobody_apart():
    months = [cube([[n, 30], [40, n + 3]]) for n in range(20)]
    said = []
    for month, table in enumerate(months):
        said += [
            Relation(frozenset(f"{month}:{a}" for a in r.atoms), r.low, r.high)
            for r in rounded(table).relations
        ]
    truth = {f"{month}:{atom}": n for month, table in enumerate(months) for atom, n in table.truth.items()}
    assert exposed(said, truth, 10) == ()


def test_hiding_minds_what_was_published_before():
    before = [Relation(frozenset(("a=a0|b=b0", "a=a0|b=b1")), 43, 43, "last year")]
    assert exposed(hidden(SMALL, earlier=before).relations, SMALL.truth, 10) == ()


def test_figures_that_contradict_each_other_are_refused():
    one = [Relation(frozenset(("x",)), 5, 5), Relation(frozenset(("x",)), 7, 7)]
    with pytest.raises(Contradiction):
        Solver(one).limits(frozenset(("x",)))


def test_what_nobody_published_has_no_upper_limit():
    assert Solver([Relation(frozenset(("x",)), 5, 9)]).limits(frozenset(("x", "y"))) == (5, None)


def test_a_cube_is_of_its_codes_and_of_people():
    with pytest.raises(ValueError, match="shape"):
        Cube((Axis("a", ("x",)),), np.array([1, 2]))
    with pytest.raises(ValueError, match="below zero"):
        cube([[1, -1]])


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_rounding_stays_within_its_reach(count, base):
    low, high = reach(down(count, base), base, unbiased=False)
    assert low <= count <= high
    shown = keyed(count, base, b"secret", "cell")
    low, high = reach(shown, base, unbiased=True)
    assert shown % base == 0
    assert low <= count <= high


def test_keyed_rounding_is_fixed_for_a_cell_and_fair_over_many():
    assert {keyed(13, 10, b"key", "cell 1") for _ in range(20)} == {keyed(13, 10, b"key", "cell 1")}
    mean = np.mean([keyed(13, 10, b"key", f"cell {i}") for i in range(20_000)])
    assert mean == pytest.approx(13, abs=0.15)
    assert any(keyed(13, 10, b"key", f"cell {i}") != keyed(13, 10, b"other", f"cell {i}") for i in range(50))


@pytest.mark.parametrize(
    ("sums", "is_so"),
    [
        ([71, 29], True),
        ([70, 20, 10], True),
        ([50, 34, 16], False),
        ([50, 36, 14], True),
        ([], False),
        ([0, 0], False),
        ([5], True),
    ],
)
def test_a_sum_that_one_or_two_make_up_is_dominated(sums, is_so):
    assert dominated(sums) is is_so


def test_a_share_below_zero_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        dominated([5, -1])


def test_a_group_that_shares_a_sensitive_value_gives_it_away():
    rows = [("f", "farm")] * 10 + [("m", "farm")] * 5 + [("m", "sea")] * 5
    (found,) = weak_groups(rows, [0], 1)
    assert (found.group, found.people, found.different) == (("f",), 10, 1)
    assert len(groups_of(rows, [0])) == 2


def test_distance_minds_the_order_of_values_where_they_have_one():
    rows = [("x", 1)] * 5 + [("x", 2)] * 5 + [("y", 2)] * 5 + [("y", 3)] * 5
    near = weak_groups(rows, [0], 1, furthest=0.3, ordered=(1, 2, 3))
    assert near == ()
    assert len(weak_groups(rows, [0], 1, furthest=0.2)) == 2


AGES = Hierarchy(
    "age", (1, 2, 3, 4), ({1: "1-2", 2: "1-2", 3: "3-4", 4: "3-4"}, dict.fromkeys((1, 2, 3, 4), "*"))
)
PLACES = Hierarchy("place", ("p", "q"), (dict.fromkeys("pq", "*"),))
PEOPLE = st.lists(st.tuples(st.integers(1, 4), st.sampled_from("pq")), min_size=12, max_size=40)


@given(PEOPLE, st.integers(2, 4))
def test_in_an_anonymous_file_everybody_looks_like_k_others_and_none_is_coarser_than_needed(rows, k):
    found = anonymise(rows, (AGES, PLACES), k=k, most_left_out=0.1)
    assert found is not None  # the coarsest file always is one
    assert all(people >= k for people in Counter(found.rows).values())
    assert found.left_out <= 0.1 * len(rows)
    assert len(found.rows) + found.left_out == len(rows)
    for levels in product(range(3), range(2)):
        coarse = Counter((AGES.coarser(a, levels[0]), PLACES.coarser(p, levels[1])) for a, p in rows)
        if min(coarse.values()) >= k and all(a <= b for a, b in zip(levels, found.levels, strict=True)):
            assert found.loss <= sum(
                AGES.penalty(a, levels[0]) + PLACES.penalty(p, levels[1]) for a, p in rows
            ) / (2 * len(rows))


def test_no_way_of_coarsening_is_said_to_be_none():
    assert anonymise([(1, "p")], (AGES, PLACES), k=2) is None


def test_a_level_that_forgets_a_code_is_refused():
    with pytest.raises(ValueError, match="what becomes of"):
        Hierarchy("age", (1, 2), ({1: "*"},))
