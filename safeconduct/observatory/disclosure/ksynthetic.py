"""Records built only of combinations that at least k people share: safety in numbers, for a file released once.

In the spirit of Edge and others 2020. No combination of up to r values in the output describes fewer than k real
people. It does not protect a person known to be in a group who are all alike, nor against a second release.
"""

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.disclosure.growing import Columns, grow, up_to
from safeconduct.observatory.disclosure.people import BadData, PeopleTable

K, R = 10, 3  # design defaults of the disclosure methods, section 3
LEAST_K, LONGEST = 2, 4
MOST_CELLS = 50_000_000  # of all tables together, 400 MB


@dataclass(frozen=True)
class KSynthetic:
    """Records, and the counts of combinations that were kept, rounded down to a multiple of k."""

    records: PeopleTable
    kept: dict[Columns, NDArray[np.int64]]
    k: int
    r: int


def k_synthetic(people: PeopleTable, *, k: int = K, r: int = R) -> KSynthetic:
    """Make records in which every combination of up to r values is one that k real people or more have.

    Raises BadData for nobody, for too many codes, or when no combination is common enough for a single record.
    """
    if k < LEAST_K or not 1 <= r <= LONGEST:
        raise BadData(f"k must be at least {LEAST_K}, and combinations have one to {LONGEST} values.")
    if people.size == 0:
        raise BadData("There is nobody in it. Nothing can be published about nobody.")
    domain = people.domain
    tables = tuple(up_to(len(domain.columns), r))
    if sum(prod(domain.sizes[column] for column in columns) for columns in tables) > MOST_CELLS:
        raise BadData(
            f"There are more than {MOST_CELLS} combinations. Use coarser codes or shorter combinations."
        )
    kept = {columns: people.count(columns) // k * k for columns in tables}
    codes = grow(domain, kept, people.size // k * k)
    if codes.shape[1] == 0:
        raise BadData(f"No record can be made of combinations that {k} people share. Use coarser codes.")
    return KSynthetic(PeopleTable(domain, codes), kept, k, min(r, len(domain.columns)))


def rare_combinations(records: PeopleTable, people: PeopleTable, *, k: int = K, r: int = R) -> int:
    """Count combinations of up to r values that are in the records and describe fewer than k real people."""
    return sum(
        int(np.count_nonzero((records.count(columns) > 0) & (people.count(columns) < k)))
        for columns in up_to(len(people.domain.columns), r)
    )
