"""A table of counts as somebody wrote it: one row a cell, or codes along two sides, with totals and hidden cells."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

import numpy as np

from safeconduct.observatory.disclosure.figures import Figure
from safeconduct.observatory.disclosure.people import BadData
from safeconduct.observatory.disclosure.suppression import Axis, Cube, hidden

COUNTED = frozenset({"people", "persons", "count", "n", "number"})
TOTALS = frozenset({"total", "all", "sum"})
HIDDEN = frozenset({"", "c", "x", "*", "..", ":", "-"})
FEWER = re.compile(r"<\s*(\d+)")
WHOLE = re.compile(r"\d+(?:\.0+)?")


def read(text: str, *, base: int = 1) -> tuple[Figure, ...]:
    """Read a table. With a column called people, count or n, each row is a cell; else the header holds codes.

    Hidden is an empty cell or one of c x * .. : -, and <10 says so much. A code total, all or sum is a total.
    Shown figures were rounded down to a multiple of `base`. Raises BadData with the line.
    """
    rows = [row for row in csv.reader(StringIO(text)) if any(word.strip() for word in row)]
    if len(rows) < 2:
        raise BadData("The table is empty. Give it a header and a row for each cell.")
    header = [word.strip() for word in rows[0]]
    uneven = next((n for n, row in enumerate(rows[1:], 2) if len(row) != len(header)), None)
    if uneven is not None:
        raise BadData(f"Row {uneven} does not have as many values as the header.")
    if len(set(header)) != len(header) or len(header) < 2:
        raise BadData("The header needs two columns at least, each with a name of its own.")
    counted = [at for at, name in enumerate(header) if name.casefold() in COUNTED]
    cells = _long(header, rows[1:], counted[0]) if counted else _wide(header, rows[1:])
    found = tuple(_figure(names, codes, word, line, base) for names, codes, word, line in cells)
    twice = {(f.columns, f.codes) for f in found}
    if len(twice) != len(found):
        raise BadData("A cell stands in the table twice.")
    return found


Cell = tuple[Sequence[str], Sequence[str], str, int]


def _long(header: Sequence[str], rows: Sequence[Sequence[str]], at: int) -> list[Cell]:
    names = [name for place, name in enumerate(header) if place != at]
    return [
        (names, [word for place, word in enumerate(row) if place != at], row[at], line)
        for line, row in enumerate(rows, 2)
    ]


def _wide(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Cell]:
    names = (header[0] or "row", "column")
    return [
        (names, (row[0], code), word, line)
        for line, row in enumerate(rows, 2)
        for code, word in zip(header[1:], row[1:], strict=True)
    ]


def _figure(names: Sequence[str], codes: Sequence[str], word: str, line: int, base: int) -> Figure:
    kept = [(n, c.strip()) for n, c in zip(names, codes, strict=True) if c.strip().casefold() not in TOTALS]
    columns, left = tuple(n for n, _ in kept), tuple(c for _, c in kept)
    text = word.strip()
    fewer = FEWER.fullmatch(text)
    if fewer:
        return Figure(columns, left, None, 0, max(0, int(fewer[1]) - 1))
    if text.casefold() in HIDDEN:
        return Figure(columns, left, None)
    if not WHOLE.fullmatch(text):
        raise BadData(f"Row {line}: “{text}” is no number of people.")
    people = int(text.split(".")[0])
    if people % base:
        raise BadData(f"Row {line}: {people} is no multiple of {base}.")
    return Figure(columns, left, people, people, people + base - 1)


def to_hide(figures: Sequence[Figure], k: int) -> tuple[str, ...] | None:
    """Return the cells to hide so that exact totals may stand; None when the table is not whole."""
    wide = max(len(figure.columns) for figure in figures)
    inner = [figure for figure in figures if len(figure.columns) == wide and wide > 0]
    if not inner or any(figure.people is None for figure in inner):
        return None
    names = inner[0].columns
    lists = [tuple(dict.fromkeys(figure.codes[at] for figure in inner)) for at in range(wide)]
    counts = np.zeros([len(codes) for codes in lists], dtype=np.int64)
    for figure in inner:
        counts[tuple(codes.index(code) for codes, code in zip(lists, figure.codes, strict=True))] = (
            figure.people or 0
        )
    cube = Cube(tuple(Axis(name, codes) for name, codes in zip(names, lists, strict=True)), counts)
    try:
        safe = hidden(cube, k=k, zeros_hidden=False)
    except ValueError:
        return tuple(figure.name for figure in inner)
    return tuple(atom.replace("|", ", ") for atom, people in safe.shown.items() if people is None)
