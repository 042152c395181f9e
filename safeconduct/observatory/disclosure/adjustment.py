"""Compiled: move records until their tables are the wanted ones (in the spirit of PrivSyn, Zhang and others 2021)."""

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.disclosure.domain import Codes, Counts

FIRST_SHARE, LAST_SHARE = 0.5, 0.02  # of the excess given up in the first and in the last round


@compiled
def adjust(
    codes: Codes,
    columns: NDArray[np.int64],
    sizes: NDArray[np.int64],
    starts: NDArray[np.int64],
    wanted: NDArray[np.float64],
    order: NDArray[np.int64],
    share: float,
    draws: np.random.Generator,
) -> None:
    """Move records once towards each wanted table, in the given order: change `codes`.

    Table t is of `columns[t]` (three places, -1 for none), its cells are `wanted[starts[t]:starts[t + 1]]`. Cells
    with too many records give up a share of the excess. Cells that lack receive them: half become copies of a whole
    record that lies in the cell, half have only the columns of the table overwritten.
    """
    cells = np.empty(codes.shape[1], dtype=np.int32)
    sorted_by_cell = np.empty(codes.shape[1], dtype=np.int32)
    given = np.empty(codes.shape[1], dtype=np.int32)
    for t in order:
        target = wanted[starts[t] : starts[t + 1]]
        have = _cells(codes, columns[t], sizes, cells, len(target))
        excess = have - target
        given_up = _give_up(cells, have, excess, share, given, draws)
        if given_up == 0:
            continue
        first = _sort(cells, have, sorted_by_cell)
        _receive(codes, columns[t], sizes, excess, have, first, sorted_by_cell, given[:given_up], draws)


@compiled
def _cells(
    codes: Codes, table: NDArray[np.int64], sizes: NDArray[np.int64], cells: NDArray[np.int32], number: int
) -> Counts:
    """Write the cell of each record and count them."""
    have = np.zeros(number, dtype=np.int64)
    one, other, third = codes[table[0]], codes[table[1]], codes[max(table[2], 0)]
    wide, deep = sizes[table[1]], sizes[max(table[2], 0)]
    for record in range(codes.shape[1]):
        cell = np.int64(one[record]) * wide + other[record]
        if table[2] >= 0:
            cell = cell * deep + third[record]
        cells[record] = cell
        have[cell] += 1
    return have


@compiled
def _give_up(
    cells: NDArray[np.int32],
    have: Counts,
    excess: NDArray[np.float64],
    share: float,
    given: NDArray[np.int32],
    draws: np.random.Generator,
) -> int:
    """Choose records of full cells at random, put them in random order, return how many."""
    leave = np.zeros(len(have), dtype=np.int64)
    for cell in range(len(have)):
        if excess[cell] > 0:
            leave[cell] = int(share * excess[cell] + draws.random())
    left = have.copy()
    number = 0
    for record in range(len(cells)):
        cell = cells[record]
        if leave[cell] > 0 and draws.random() * left[cell] < leave[cell]:
            given[number] = record
            number += 1
            leave[cell] -= 1
        left[cell] -= 1
    for place in range(number - 1, 0, -1):
        other = int(draws.random() * (place + 1))
        given[place], given[other] = given[other], given[place]
    return number


@compiled
def _sort(cells: NDArray[np.int32], have: Counts, sorted_by_cell: NDArray[np.int32]) -> Counts:
    """Sort records by cell; return where each cell begins."""
    first = np.zeros(len(have) + 1, dtype=np.int64)
    for cell in range(len(have)):
        first[cell + 1] = first[cell] + have[cell]
    at = first.copy()
    for record in range(len(cells)):
        sorted_by_cell[at[cells[record]]] = record
        at[cells[record]] += 1
    return first


@compiled
def _receive(
    codes: Codes,
    table: NDArray[np.int64],
    sizes: NDArray[np.int64],
    excess: NDArray[np.float64],
    have: Counts,
    first: Counts,
    sorted_by_cell: NDArray[np.int32],
    given: NDArray[np.int32],
    draws: np.random.Generator,
) -> None:
    """Give the records to cells that lack some, in proportion to what they lack."""
    lacking = 0.0
    for cell in range(len(have)):
        lacking += max(0.0, -excess[cell])
    if lacking == 0:
        return
    ratio = min(1.0, len(given) / lacking)
    number = 0
    carried = draws.random()
    for cell in range(len(have)):
        if excess[cell] >= 0:
            continue
        carried += -excess[cell] * ratio
        receives = int(carried)
        carried -= receives
        for _ in range(min(receives, len(given) - number)):
            record = given[number]
            number += 1
            if have[cell] > 0 and draws.random() < 0.5:
                model = sorted_by_cell[first[cell] + int(draws.random() * have[cell])]
                codes[:, record] = codes[:, model]
            else:
                _overwrite(codes, record, table, sizes, cell)


@compiled
def _overwrite(
    codes: Codes, record: int, table: NDArray[np.int64], sizes: NDArray[np.int64], cell: int
) -> None:
    rest = cell
    if table[2] >= 0:
        codes[table[2], record] = rest % sizes[table[2]]
        rest //= sizes[table[2]]
    codes[table[1], record] = rest % sizes[table[1]]
    codes[table[0], record] = rest // sizes[table[1]]
