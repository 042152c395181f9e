"""People in the codes of a public list: read, or refused with the line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.observatory.disclosure.domain import BadDomain, Column, Domain, Impossible, from_mapping
from safeconduct.observatory.disclosure.noise import DiscreteGaussian, RepeatableNoise
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, from_rows, read_people

AGES = Column("age", ("0-17", "18+", "unknown"), not_recorded="unknown")
WORK = Column("work", ("farm", "house", "club"))
CHILD_IN_CLUB = Impossible(
    {"age": frozenset({"0-17"}), "work": frozenset({"club"})}, "A child has no work there."
)
DOMAIN = Domain((AGES, WORK), (CHILD_IN_CLUB,))


def write(folder, *lines):
    path = folder / "people.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_become_codes_whatever_the_order_of_columns(tmp_path):
    people = read_people(
        write(tmp_path, "work,age,who", "farm,18+,a", "club,,b", " house ,NaN,c"), DOMAIN, person="who"
    )
    assert list(people.rows()) == [("18+", "farm"), ("unknown", "club"), ("unknown", "house")]
    assert people.count([0]).tolist() == [0, 1, 2]
    assert people.count([1, 0])[2].tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["age,work", "18+,ship"], "Line 2, column work: “ship” is not in the declared list"),
        (["age,work", "18+,farm", "18+,"], "Line 3, column work is empty"),
        (["age,work", "18+"], "Line 2 has 1 values"),
        (["age", "18+"], "lacks the columns work"),
        (["age,work,name", "18+,farm,X"], "name are not in the declared list"),
        (["age,work,age", "18+,farm,18+"], "same name"),
        (["age,work"], "nobody in it"),
        (["age,work", "0-17,club"], "Line 2 says what nobody can be. A child"),
    ],
)
def test_what_is_not_about_people_of_this_domain_is_refused_with_its_place(tmp_path, lines, words):
    with pytest.raises(BadData, match=words):
        read_people(write(tmp_path, *lines), DOMAIN)


def test_one_person_in_two_rows_is_refused_by_both_lines_and_not_by_name(tmp_path):
    path = write(tmp_path, "who,age,work", "sok,18+,farm", "dara,18+,farm", "sok,18+,house")
    with pytest.raises(BadData, match="Lines 2 and 4 are about the same person") as refused:
        read_people(path, DOMAIN, person="who")
    assert "sok" not in str(refused.value)
    with pytest.raises(BadData, match="Line 3 does not say who"):
        read_people(write(tmp_path, "who,age,work", "a,18+,farm", ",18+,farm"), DOMAIN, person="who")


def test_empty_files_and_files_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(b"")
    with pytest.raises(BadData, match="empty"):
        read_people(path, DOMAIN)
    path.write_bytes(b"age,work\n\xff,farm\n")
    with pytest.raises(BadData, match="UTF-8"):
        read_people(path, DOMAIN)
    with pytest.raises(BadData, match="nobody"):
        from_rows([], DOMAIN)


def test_rows_in_memory_are_read_the_same_way():
    people = from_rows([{"age": None, "work": "farm"}, {"age": float("nan"), "work": "farm"}], DOMAIN)
    assert people.count([0, 1])[2, 0] == 2
    with pytest.raises(BadData, match="Line 1, column work"):
        from_rows([{"age": "18+", "work": 7}], DOMAIN)


@pytest.mark.parametrize(
    ("declare", "words"),
    [
        (lambda: Column("age", ()), "no codes"),
        (lambda: Column("age", ("a", "a")), "twice"),
        (lambda: Column("age", ("a",), not_recorded="b"), "is no code"),
        (lambda: Column(" ", ("a",)), "no name"),
        (lambda: Domain(()), "at least one"),
        (lambda: Domain((WORK, WORK)), "name of its own"),
        (lambda: Domain((WORK,), (CHILD_IN_CLUB,)), "no column"),
        (lambda: Domain((AGES, WORK), (Impossible({"age": frozenset({"0-17"})}),)), "two columns"),
        (
            lambda: Domain(
                (AGES, WORK), (Impossible({"age": frozenset({"9"}), "work": frozenset({"club"})}),)
            ),
            "no code",
        ),
        (lambda: from_mapping({"columns": [{"name": "age"}]}), "lacks"),
    ],
)
def test_domains_that_contradict_themselves_are_refused(declare, words):
    with pytest.raises(BadDomain, match=words):
        declare()


def test_a_domain_survives_being_written_and_read():
    assert from_mapping(DOMAIN.as_mapping()) == DOMAIN
    assert from_mapping(DOMAIN.as_mapping()).digest == DOMAIN.digest
    assert DOMAIN.possible([1, 0]).tolist() == [[True] * 3, [True] * 3, [False, True, True]]
    assert DOMAIN.possible([0]).all()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=30), st.data())
def test_one_person_less_changes_each_table_by_one_in_one_cell(rows, data):
    people = PeopleTable(DOMAIN, np.array(rows, dtype=np.int16).T.copy())
    fewer = people.without(data.draw(st.integers(0, people.size - 1)))
    for columns in ([0], [1], [0, 1]):
        change = people.count(columns) - fewer.count(columns)
        assert change.sum() == 1
        assert np.count_nonzero(change) == 1


@pytest.mark.parametrize("sigma", [0.8, 5.3, 74.0])
def test_noise_of_a_release_is_as_wide_as_it_says(sigma):
    drawn = DiscreteGaussian().add(np.full(40_000, 20, dtype=np.int64), sigma)
    assert drawn.dtype == np.int64
    assert abs(drawn.std() / sigma - 1) < 0.02
    assert abs(drawn.mean() - 20) < 5 * sigma / 200


def test_the_library_states_the_cost_that_we_charge():
    assert DiscreteGaussian().cost(5.0, 2) == pytest.approx(4 / 50)


@pytest.mark.parametrize("sigma", [0.0, -1.0, float("nan")])
def test_no_noise_at_all_is_refused(sigma):
    for noise in (DiscreteGaussian(), RepeatableNoise(1)):
        with pytest.raises(ValueError, match="above zero"):
            noise.add(np.zeros(3, dtype=np.int64), sigma)
