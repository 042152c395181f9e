"""Records made to fit noisy tables: drawn column by column, then moved round by round."""

from collections.abc import Sequence

import numpy as np

from safeconduct.observatory.disclosure.adjustment import FIRST_SHARE, LAST_SHARE, adjust
from safeconduct.observatory.disclosure.consistency import NoisyTable, Values
from safeconduct.observatory.disclosure.domain import Codes, Domain
from safeconduct.observatory.disclosure.people import PeopleTable, contradicting

ROUNDS = 40  # more bring nothing: benchmarks/open_data.py
TRIES = 20  # to draw somebody possible before another record is copied


def fitted(domain: Domain, tables: Sequence[NoisyTable], rounds: int = ROUNDS) -> PeopleTable:
    """Make as many records as the tables hold people, with these tables as nearly as possible.

    The tables agree with each other and hold one table for each column. No record is an impossible combination. Draws
    come from the system's randomness and cannot be repeated.
    """
    totals = {table.columns[0]: table.values for table in tables if len(table.columns) == 1}
    draws = np.random.default_rng()
    codes = _drawn(domain, totals, round(float(totals[0].sum())), draws)
    joint = [table for table in tables if len(table.columns) > 1] or list(tables)
    if len(joint[0].columns) == 1:
        return PeopleTable(domain, codes)
    columns = np.array([(*table.columns, -1)[:3] for table in joint], dtype=np.int64)
    starts = np.cumsum([0, *(table.values.size for table in joint)], dtype=np.int64)
    wanted = np.concatenate([table.values.ravel() for table in joint])
    sizes = np.array(domain.sizes, dtype=np.int64)
    for share in np.linspace(FIRST_SHARE, LAST_SHARE, rounds):
        order = draws.permutation(len(columns))
        adjust(codes, columns, sizes, starts, wanted, order, float(share), draws)
        codes = _possible(domain, codes, draws)
    return PeopleTable(domain, codes)


def _drawn(domain: Domain, totals: dict[int, Values], number: int, draws: np.random.Generator) -> Codes:
    """Draw each column by itself; draw again whoever nobody can be."""
    codes = np.zeros((len(domain.columns), number), dtype=np.int16)
    again = np.arange(number)
    for _ in range(TRIES):
        for column, size in enumerate(domain.sizes):
            shares = totals[column] / totals[column].sum() if number else None
            codes[column, again] = draws.choice(size, len(again), p=shares)
        again = np.flatnonzero(contradicting(domain, codes))
        if again.size == 0:
            return codes
    return _possible(domain, codes, draws)


def _possible(domain: Domain, codes: Codes, draws: np.random.Generator) -> Codes:
    """Put copies of other records in the place of those that nobody can be; leave them out when all are such."""
    if not domain.rules:
        return codes
    wrong = contradicting(domain, codes)
    if not wrong.any():
        return codes
    right = np.flatnonzero(~wrong)
    if right.size == 0:
        return codes[:, :0]
    codes[:, wrong] = codes[:, draws.choice(right, int(wrong.sum()))]
    return codes
