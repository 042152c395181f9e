"""Tables of capture histories: read from files and frames, refused with a place when they are none."""

import csv
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.observatory.estimation import table as tables
from safeconduct.observatory.estimation.table import BadTable, from_counts, from_frame, read_csv


def write(folder, *lines):
    path = folder / "lists.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_with_the_same_history_are_added_up_and_missing_ones_are_nobody(tmp_path):
    table = read_csv(write(tmp_path, "A,B,count", "1,0,3", "0,1,2", "1,0,4"))
    assert (table.lists, table.counts.tolist(), table.seen) == (("A", "B"), [0, 7, 2, 0], 9)


def test_without_a_column_count_each_row_is_one_person(tmp_path):
    assert read_csv(write(tmp_path, "A,B", "1,0", "1,1", "1,1")).counts.tolist() == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["A,B,count", "0,0,5"], "Line 2 is on no list"),
        (["A,B,count", "1,2,5"], "Line 2, column B"),
        (["A,B,count", "1,0,5", "1,0,-1"], "Line 3: the count “-1”"),
        (["A,B,count", "1,0,2.5"], "Line 2: the count “2.5”"),
        (["A,B,count", "1,0,"], "Line 2: the count “”"),
        (["A,B,count", "1,0,nan"], "no whole number"),
        (["A,B,count", "1,0"], "Line 2 has 2 values"),
        (["A,A,count", "1,0,2"], "a name of its own"),
        (["A,count", "1,2"], "At least two lists"),
        ([""], "At least two lists"),
        (["A,B,count", "1,0,2"], "Fewer than two different lists"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(tmp_path, lines, words):
    with pytest.raises(BadTable, match=words):
        read_csv(write(tmp_path, *lines))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "lists.csv"
    path.write_bytes(b"A,B,count\n1,0,\xff\n")
    with pytest.raises(BadTable, match="UTF-8"):
        read_csv(path)


def test_empty_and_duplicate_lists_are_left_out_and_named():
    table = from_counts(["A", "B", "C", "D"], {("A", "D"): 3, ("B",): 2, ("A", "B", "D"): 1})
    assert table.lists == ("A", "B")
    assert len(table.told) == 2
    assert table.counts.tolist() == [0, 3, 2, 1]


def test_margins_count_everybody_on_all_lists_of_a_set():
    table = from_counts(
        ["A", "B", "C"], {("A",): 1, ("A", "B"): 2, ("A", "B", "C"): 4, ("C",): 8, ("B",): 16}
    )
    assert table.margins[0b001] == 7
    assert table.margins[0b011] == 6
    assert table.margins[0] == table.seen


def test_lists_are_left_out_merged_and_looked_at_alone():
    table = from_counts(["A", "B", "C"], {("A",): 1, ("B",): 2, ("A", "C"): 4, ("B", "C"): 8, ("C",): 16})
    assert tables.without(table, 2).counts.tolist() == [0, 5, 10, 0]
    assert tables.merged(table, 0, 1).counts.tolist() == [0, 16, 3, 12]
    assert tables.of_list(table, 2).counts.tolist() == [0, 4, 8, 0]


HISTORIES = st.lists(st.integers(1, 15), min_size=8, max_size=60)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(histories, chance):
    rows = [{name: history >> i & 1 for i, name in enumerate("ABCD")} for history in histories]
    frame = lambda told: {name: [row[name] for row in told] for name in "ABCD"}  # noqa: E731
    mixed = rows[:]
    chance.shuffle(mixed)
    try:
        one = from_frame(frame(rows))
    except BadTable:
        with pytest.raises(BadTable):
            from_frame(frame(mixed))
        return
    other = from_frame(frame(mixed))
    assert one.digest == other.digest
    assert np.array_equal(one.counts, other.counts)


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7), st.sampled_from(list(permutations(range(3)))))
def test_naming_the_lists_in_another_order_only_moves_the_counts(counts, order):
    names = "ABC"
    told = {tuple(n for i, n in enumerate(names) if w >> i & 1): counts[w - 1] for w in range(1, 8)}
    try:
        one = from_counts(names, told)
    except BadTable:
        return
    other = from_counts([names[i] for i in order], told)
    assert (one.seen, one.overlapping) == (other.seen, other.overlapping) or len(one.lists) != len(
        other.lists
    )


def test_the_file_of_the_reader_is_left_as_it_was(tmp_path):
    path = write(tmp_path, "A,B,count", "1,0,3", "0,1,2")
    before = path.read_bytes()
    read_csv(path)
    assert path.read_bytes() == before
    assert list(csv.reader(before.decode().splitlines()))[0] == ["A", "B", "count"]  # noqa: RUF015
