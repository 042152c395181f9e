"""The long searches of the attacks, compiled. People and records are rows here, columns of codes."""

import numpy as np
from numpy.typing import NDArray

from safeconduct.observatory.compiled import compiled
from safeconduct.observatory.disclosure.domain import Codes, Counts, Mask

FEW = 10  # records among which somebody who looks for a person still learns something; design default


@compiled
def matches(people: Codes, models: Codes, asked: Mask) -> Counts:
    """Count, for each model, the people who have its codes in all columns that are asked about."""
    found = np.zeros(len(models), dtype=np.int64)
    columns = people.shape[1]
    for m in range(len(models)):
        for p in range(len(people)):
            same = True
            for c in range(columns):
                if asked[m, c] and people[p, c] != models[m, c]:
                    same = False
                    break
            if same:
                found[m] += 1
    return found


@compiled
def nearest(people: Codes, records: Codes) -> Counts:
    """Return in how many columns each person differs from the record most like them."""
    found = np.zeros(len(people), dtype=np.int64)
    columns = people.shape[1]
    for p in range(len(people)):
        best = columns + 1
        for r in range(len(records)):
            differs = 0
            for c in range(columns):
                if people[p, c] != records[r, c]:
                    differs += 1
                    if differs >= best:
                        break
            if differs < best:
                best = differs
                if best == 0:
                    break
        found[p] = best
    return found


@compiled
def linked(people: Codes, records: Codes, first: Mask) -> Mask:
    """Tell who is found in one and the same record from two halves of what is known about them.

    Each half leads to the records most like it; only if these are few does the searcher learn something.
    """
    found = np.zeros(len(people), dtype=np.bool_)
    columns = people.shape[1]
    one, other = np.zeros(len(records), dtype=np.int64), np.zeros(len(records), dtype=np.int64)
    for p in range(len(people)):
        least_one, least_other = columns + 1, columns + 1
        for r in range(len(records)):
            a, b = 0, 0
            for c in range(columns):
                if people[p, c] != records[r, c]:
                    if first[p, c]:
                        a += 1
                    else:
                        b += 1
            one[r], other[r] = a, b
            least_one, least_other = min(least_one, a), min(least_other, b)
        few_one, few_other, both = 0, 0, 0
        for r in range(len(records)):
            few_one += one[r] == least_one
            few_other += other[r] == least_other
            both += one[r] == least_one and other[r] == least_other
        found[p] = both > 0 and few_one <= FEW and few_other <= FEW
    return found


@compiled
def guessed(people: Codes, records: Codes, most_codes: int) -> Mask:
    """Tell of whom each column is guessed right by the records most like them in all other columns.

    The guess is what most of these records say; the smallest code when several are as many.
    """
    columns = people.shape[1]
    right = np.zeros((len(people), columns), dtype=np.bool_)
    differs = np.zeros(len(records), dtype=np.int64)
    votes: NDArray[np.int64] = np.zeros((columns, most_codes), dtype=np.int64)
    for p in range(len(people)):
        least = np.full(columns, columns + 1, dtype=np.int64)
        for r in range(len(records)):
            differs[r] = 0
            for c in range(columns):
                differs[r] += people[p, c] != records[r, c]
            for c in range(columns):
                rest = differs[r] - (people[p, c] != records[r, c])
                least[c] = min(least[c], rest)
        votes[:] = 0
        for r in range(len(records)):
            for c in range(columns):
                if differs[r] - (people[p, c] != records[r, c]) == least[c]:
                    votes[c, records[r, c]] += 1
        for c in range(columns):
            right[p, c] = votes[c].argmax() == people[p, c]
    return right
