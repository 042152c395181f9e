"""One row a person, in the codes of a public domain; read from a file, or refused with the line."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from safeconduct.observatory.disclosure.domain import Codes, Column, Counts, Domain, Mask

EMPTY = frozenset({"", "nan", "na", "n/a", "none", "null"})  # ways in which programs write an empty cell
NONE_SO_FAR = -1


class BadData(ValueError):
    """The file is not about people in this domain. The message says where and what to do."""


@dataclass(frozen=True)
class PeopleTable:
    """Who is in a file: `codes[column, person]` is the place of a code in the column's list. One person, one row."""

    domain: Domain
    codes: Codes

    def __post_init__(self) -> None:
        if self.codes.ndim != 2 or len(self.codes) != len(self.domain.columns):
            raise BadData("The table needs one row of codes for each column of the domain.")
        sizes = np.array(self.domain.sizes)[:, None]
        if self.codes.size and (np.any(self.codes < 0) or np.any(self.codes >= sizes)):
            raise BadData("A code is not in the list of its column.")

    @property
    def size(self) -> int:
        """Return how many people there are."""
        return int(self.codes.shape[1])

    def cells(self, columns: Sequence[int]) -> Counts:
        """Return for each person the flat cell of the table of these columns that they fall in."""
        flat = np.zeros(self.size, dtype=np.int64)
        for column in columns:
            flat *= self.domain.sizes[column]
            flat += self.codes[column]
        return flat

    def count(self, columns: Sequence[int]) -> Counts:
        """Count people by the codes of these columns, in the shape of that table."""
        shape = [self.domain.sizes[column] for column in columns]
        return np.bincount(self.cells(columns), minlength=int(np.prod(shape))).reshape(shape)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Return each person's codes as words, in the order of the columns."""
        lists = [column.codes for column in self.domain.columns]
        for person in self.codes.T.tolist():
            yield tuple(words[code] for words, code in zip(lists, person, strict=True))

    def without(self, person: int) -> "PeopleTable":
        """Leave one person out."""
        return PeopleTable(self.domain, np.delete(self.codes, person, axis=1))


def contradicting(domain: Domain, codes: Codes) -> Mask:
    """Tell for each person whether their codes are an impossible combination."""
    found = np.zeros(codes.shape[1], dtype=np.bool_)
    for rule in domain.rules:
        hit = np.ones_like(found)
        for column, marked in rule:
            hit &= marked[codes[column]]
        found |= hit
    return found


def read_people(path: Path | str, domain: Domain, *, person: str | None = None) -> PeopleTable:
    """Read a CSV file with one row a person.

    `person` names the column that says who it is, so that nobody is in twice; it is not kept. Columns may stand in
    any order. Raises BadData with the line, OSError when the file cannot be opened.
    """
    try:
        with Path(path).open(newline="", encoding="utf-8-sig") as file:
            rows = csv.reader(file)
            header = next(rows, None)
            if header is None:
                raise BadData("The file is empty. Give it a header and one row for each person.")
            return _read(header, ((rows.line_num, row) for row in rows if row), domain, person)
    except UnicodeDecodeError as strange:
        raise BadData("The file is no text in UTF-8. Save it as CSV in UTF-8.") from strange
    except csv.Error as strange:
        raise BadData(f"The file is no CSV: {strange}. Save it as CSV in UTF-8.") from strange


def from_rows(
    rows: Iterable[Mapping[str, object]], domain: Domain, *, person: str | None = None
) -> PeopleTable:
    """Read people held in memory, a mapping of column to value each. Raises BadData with the row, from 1."""
    told = iter(rows)
    first = next(told, None)
    if first is None:
        raise BadData("There is nobody in it. Nothing can be published about nobody.")
    header = list(first)
    listed = ((n, [_word(row.get(name)) for name in header]) for n, row in enumerate(chain([first], told), 1))
    return _read(header, listed, domain, person)


def _word(value: object) -> str:
    return "" if value is None else str(value)


def _read(
    header: Sequence[str], rows: Iterable[tuple[int, list[str]]], domain: Domain, person: str | None
) -> PeopleTable:
    names = [name.strip() for name in header]
    _check_header(names, domain, person)
    order = [names.index(column.name) for column in domain.columns]
    readers = [_places(column) for column in domain.columns]
    lines: list[int] = []
    table: list[list[int]] = []
    who = names.index(person) if person else None
    seen: dict[str, int] = {}
    for line, row in rows:
        if len(row) != len(names):
            raise BadData(f"Line {line} has {len(row)} values where the header names {len(names)} columns.")
        if who is not None:
            _check_person(row[who].strip(), line, seen)
        table.append([reader.get(row[at], NONE_SO_FAR) for reader, at in zip(readers, order, strict=True)])
        if NONE_SO_FAR in table[-1]:
            table[-1] = _slowly(row, line, domain, order)
        lines.append(line)
    if not table:
        raise BadData("There is nobody in it. Nothing can be published about nobody.")
    codes = np.ascontiguousarray(np.array(table, dtype=np.int16).T)
    wrong = np.flatnonzero(contradicting(domain, codes))
    if wrong.size:
        raise BadData(
            f"Line {lines[int(wrong[0])]} says what nobody can be. {_reason(domain, codes[:, wrong[0]])}"
        )
    return PeopleTable(domain, codes)


def _check_header(names: Sequence[str], domain: Domain, person: str | None) -> None:
    if len(set(names)) != len(names):
        raise BadData("Two columns of the file have the same name.")
    missing = [name for name in domain.names if name not in names]
    if missing:
        raise BadData(f"The file lacks the columns {', '.join(missing)}.")
    if person is not None and person not in names:
        raise BadData(f"The file lacks the column {person}, which says who each row is about.")
    if person is not None and person in domain.names:
        raise BadData(f"The column {person} says who a person is. It cannot be published.")
    more = [name for name in names if name not in domain.names and name != person]
    if more:
        raise BadData(f"Columns {', '.join(more)} are not in the declared list. Leave them out of the file.")


def _places(column: Column) -> dict[str, int]:
    return {code: place for place, code in enumerate(column.codes)}


def _check_person(name: str, line: int, seen: dict[str, int]) -> None:
    if name.lower() in EMPTY:
        raise BadData(f"Line {line} does not say who it is about.")
    if name in seen:
        raise BadData(
            f"Lines {seen[name]} and {line} are about the same person. Put them together: one row for each person."
        )
    seen[name] = line


def _slowly(row: Sequence[str], line: int, domain: Domain, order: Sequence[int]) -> list[int]:
    """Read a row with empty cells or spaces around words."""
    places = []
    for column, at in zip(domain.columns, order, strict=True):
        word = row[at].strip()
        if word not in column.codes and word.lower() in EMPTY:
            if column.not_recorded is None:
                raise BadData(
                    f"Line {line}, column {column.name} is empty, and no code there means not recorded."
                )
            word = column.not_recorded
        if word not in column.codes:
            raise BadData(
                f"Line {line}, column {column.name}: “{word}” is not in the declared list of codes."
            )
        places.append(column.codes.index(word))
    return places


def _reason(domain: Domain, person: Codes) -> str:
    for rule, told in zip(domain.rules, domain.impossible, strict=True):
        if all(marked[person[column]] for column, marked in rule):
            return told.why or f"These columns contradict each other: {', '.join(told.codes)}."
    return ""
