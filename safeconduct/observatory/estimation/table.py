"""Capture histories: who is on which lists, as counts by subset of lists (Fienberg 1972)."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.words import gettext_noop as _

COUNT = "count"
MOST_LISTS = 16  # design default: 2^16 histories still fit anywhere
MOST_PEOPLE = 10**9  # in one line: more than that is a slip, not a count

Counts = NDArray[np.int64]

NO_TEXT = _("The file is no text in UTF-8. Save it as CSV in UTF-8.")
NO_CSV = _("This is no table with commas between its columns. Save it as CSV in UTF-8.")
WRONG_WIDTH = _("Line {line} has {values} values where the header names {columns} columns.")
ON_NO_LIST = _("Line {line} is on no list. Those people are what is estimated; leave the line out.")
NO_NUMBER = _("Line {line}: the count “{value}” is no whole number of people.")
TOO_MANY = _("Line {line}: the count “{value}” is more people than there can be.")


class BadTable(ValueError):
    """The input is no table of capture histories. The message says where and what to do.

    `words` is the sentence to translate and `told` what to fill in.
    """

    def __init__(self, words: str, **told: object) -> None:
        super().__init__(words.format(**told))
        self.words, self.told = words, told


@dataclass(frozen=True)
class CaptureTable:
    """How many people have each capture history.

    `counts[w]` is the number of people on exactly the lists of the bit set `w` (bit i is list i); nobody is in
    `counts[0]`, for those are the people to estimate. `told` names what was put right while reading.
    """

    lists: tuple[str, ...]
    counts: Counts
    told: tuple[str, ...] = field(default=(), compare=False)

    @property
    def size(self) -> int:
        """Return the number of lists, t."""
        return len(self.lists)

    @property
    def seen(self) -> int:
        """Return how many people are on at least one list, n."""
        return int(self.counts.sum())

    @property
    def overlapping(self) -> int:
        """Return how many people are on two lists or more."""
        return int(sum(int(n) for w, n in enumerate(self.counts) if w.bit_count() > 1))

    @property
    def margins(self) -> Counts:
        """Return for each set S of lists the people on all of them, whatever else: n*_S."""
        return superset_sums(self.counts)

    @property
    def digest(self) -> str:
        """Return a digest of lists and counts, the same however rows were ordered."""
        rows = ";".join(f"{w}:{n}" for w, n in enumerate(self.counts) if n)
        return sha256(f"{'|'.join(self.lists)}#{rows}".encode()).hexdigest()

    def name_of(self, subset: int) -> str:
        """Write a set of lists as its names, joined by colons."""
        return ":".join(name for i, name in enumerate(self.lists) if subset >> i & 1)


def superset_sums(counts: Counts) -> Counts:
    """Sum over all supersets, for every set at once (zeta transform)."""
    sums = counts.copy()
    for bit in (1 << i for i in range(len(counts).bit_length() - 1)):
        without = np.flatnonzero(~np.arange(len(counts)) & bit)
        sums[without] += sums[without | bit]
    return sums


def read_csv(path: Path | str) -> CaptureTable:
    """Read histories and counts (a column `count`), or one row a person (no such column).

    Raises BadTable with the line, OSError when the file cannot be opened.
    """
    try:
        with Path(path).open(newline="", encoding="utf-8-sig") as file:
            return _from_lines(file)
    except UnicodeDecodeError as strange:
        raise BadTable(NO_TEXT) from strange


def read_text(text: str) -> CaptureTable:
    """Read the same from text that somebody pasted. Raises BadTable with the line."""
    return _from_lines(StringIO(text.removeprefix("\ufeff"), newline=""))


def _from_lines(lines: Iterable[str]) -> CaptureTable:
    try:
        rows = csv.reader(lines)
        header = [name.strip() for name in next(rows, [])]
        told = [(number, row) for number, row in enumerate(rows, start=2) if any(map(str.strip, row))]
    except csv.Error as strange:
        raise BadTable(NO_CSV) from strange
    return _from_rows(header, told)


def from_frame(frame: Mapping[str, Iterable[object]]) -> CaptureTable:
    """Read columns held in memory: a mapping of name to values; data frames of pandas and polars are such.

    Raises BadTable.
    """
    header = [str(name) for name in frame]
    columns = [list(frame[name]) for name in frame]
    if len({len(column) for column in columns}) > 1:
        raise BadTable(_("The columns are of different lengths."))
    rows = [(number, [str(value) for value in row]) for number, row in enumerate(zip(*columns), start=1)]  # noqa: B905
    return _from_rows(header, rows)


def from_counts(lists: Sequence[str], counts: Mapping[tuple[str, ...], int]) -> CaptureTable:
    """Make a table of named histories, each a tuple of the lists that the people are on. Raises BadTable."""
    rows = [
        (number, [*("1" if name in history else "0" for name in lists), str(count)])
        for number, (history, count) in enumerate(counts.items(), start=1)
    ]
    return _from_rows([*lists, COUNT], rows)


def _from_rows(header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> CaptureTable:
    names = [name for name in header if name != COUNT]
    _check_header(header, names)
    counted = COUNT in header
    counts = np.zeros(1 << len(names), dtype=np.int64)
    for number, row in rows:
        if len(row) != len(header):
            raise BadTable(WRONG_WIDTH, line=number, values=len(row), columns=len(header))
        told = dict(zip(header, row, strict=True))
        history = sum(_on_list(told[name], name, number) << i for i, name in enumerate(names))
        if history == 0:
            raise BadTable(ON_NO_LIST, line=number)
        counts[history] += _count(told[COUNT], number) if counted else 1
    return _tidied(names, counts)


def _check_header(header: Sequence[str], names: Sequence[str]) -> None:
    if not all(names) or len(set(header)) != len(header):
        raise BadTable(_("Each column needs a name of its own in the first line."))
    if len(names) < 2:
        raise BadTable(
            _("At least two lists are needed: one column each, and a column “count” if rows are counted.")
        )
    if len(names) > MOST_LISTS:
        raise BadTable(_("More than {most} lists. Merge lists of the same kind first."), most=MOST_LISTS)


def _on_list(value: str, name: str, number: int) -> int:
    if value.strip() not in {"0", "1"}:
        raise BadTable(
            _("Line {line}, column {column}: “{value}” is neither 0 nor 1."),
            line=number, column=name, value=value.strip(),
        )  # fmt: skip
    return int(value)


def _count(value: str, number: int) -> int:
    text = value.strip()
    if not text.isascii() or not text.isdecimal():
        raise BadTable(NO_NUMBER, line=number, value=text)
    if len(text) > len(str(MOST_PEOPLE)) or int(text) > MOST_PEOPLE:
        raise BadTable(TOO_MANY, line=number, value=text[:20])
    return int(text)


def _tidied(names: Sequence[str], counts: Counts) -> CaptureTable:
    """Leave out lists that nobody is on, and lists that hold exactly the same people as an earlier one."""
    kept: list[int] = []
    told: list[str] = []
    members = [np.flatnonzero((np.arange(len(counts)) >> i & 1) * counts).tolist() for i in range(len(names))]
    for i, name in enumerate(names):
        twin = next((names[j] for j in kept if members[j] == members[i]), None)
        if not members[i]:
            told.append(f"Nobody is on the list {name}; it was left out.")
        elif twin is not None:
            told.append(f"The list {name} holds the same people as {twin}; it was left out.")
        else:
            kept.append(i)
    if len(kept) < 2:
        raise BadTable(_("Fewer than two different lists have anybody on them. Nothing can be estimated."))
    return CaptureTable(tuple(names[i] for i in kept), _onto(counts, kept), tuple(told))


def _onto(counts: Counts, kept: Sequence[int]) -> Counts:
    """Count again by the kept lists alone. People on none of them are no longer seen."""
    fewer = np.zeros(1 << len(kept), dtype=np.int64)
    for history in np.flatnonzero(counts):
        fewer[sum((int(history) >> i & 1) << place for place, i in enumerate(kept))] += counts[history]
    fewer[0] = 0
    return fewer


def without(table: CaptureTable, left_out: int) -> CaptureTable:
    """Leave one list out; people on that list alone are no longer seen."""
    kept = [i for i in range(table.size) if i != left_out]
    return CaptureTable(tuple(table.lists[i] for i in kept), _onto(table.counts, kept))


def merged(table: CaptureTable, one: int, other: int) -> CaptureTable:
    """Put two lists together: on the new one are those on either."""
    rest = [i for i in range(table.size) if i not in (one, other)]
    counts = np.zeros(1 << (len(rest) + 1), dtype=np.int64)
    for history in np.flatnonzero(table.counts):
        word = int(history)
        either = (word >> one | word >> other) & 1
        place = sum((word >> i & 1) << at for at, i in enumerate(rest)) | either << len(rest)
        counts[place] += table.counts[history]
    names = (*(table.lists[i] for i in rest), f"{table.lists[one]}+{table.lists[other]}")
    return CaptureTable(names, counts)


def of_list(table: CaptureTable, index: int) -> CaptureTable:
    """Keep only the people on one list, and drop that list: how many they are is then known (internal consistency).

    Binette and Steorts 2022. People on that list alone become unseen.
    """
    counts = np.zeros(1 << (table.size - 1), dtype=np.int64)
    kept = [i for i in range(table.size) if i != index]
    for history in np.flatnonzero(table.counts):
        word = int(history)
        if word >> index & 1:
            counts[sum((word >> i & 1) << at for at, i in enumerate(kept))] += table.counts[history]
    counts[0] = 0
    return CaptureTable(tuple(table.lists[i] for i in kept), counts)
