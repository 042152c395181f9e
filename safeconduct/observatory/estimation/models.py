"""Hierarchical models: with an effect of several lists go the effects of all their subsets.

A set of lists is a bit set (bit i is list i), as in `CaptureTable`. A model is a tuple of such sets, closed
downwards, the empty set (the intercept) and every single list included, by size and then by list. The effect of all
lists at once is in no model: nothing observed could tell it from the dark figure.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

Model = tuple[int, ...]

MOST_ENUMERATED = 50_000  # design default: more models than this are searched, not listed
OFTEN = 10  # from ten lists on a number may have two digits


def _bits(subset: int) -> tuple[int, ...]:
    return tuple(i for i in range(subset.bit_length()) if subset >> i & 1)


def _by_size(subset: int) -> tuple[int, tuple[int, ...]]:
    return subset.bit_count(), _bits(subset)


@cache
def sets_up_to(lists: int, order: int) -> Model:
    """Return all sets of at most `order` lists but never of all, by size and then (1,2), (1,3), ..., (2,3), ..."""
    highest = min(order, lists - 1)
    return tuple(
        sum(1 << i for i in chosen)
        for size in range(highest + 1)
        for chosen in combinations(range(lists), size)
    )


def pairs_of(lists: int) -> Model:
    """Return the pairs of lists in their order: (1,2), (1,3), ..., (2,3), ... Two lists have none to choose."""
    return tuple(each for each in sets_up_to(lists, 2) if each.bit_count() == 2)


def closed(subsets: Iterable[int], lists: int) -> Model:
    """Make the smallest hierarchical model that has these sets and every single list.

    Raises ValueError for the set of all lists, whose effect can never be estimated.
    """
    found = {0, *(1 << i for i in range(lists))}
    for subset in subsets:
        if subset >= (1 << lists) - 1 and lists > 1:
            raise ValueError("The effect of all lists at once cannot be estimated. Leave it out.")
        part = subset
        while part:
            found.add(part)
            part = (part - 1) & subset
    return tuple(sorted(found, key=_by_size))


def main_effects(lists: int) -> Model:
    """Return the model in which the lists are independent."""
    return closed((), lists)


def largest(model: Sequence[int]) -> Model:
    """Return the sets that are in no larger set of the model; they say it all."""
    sets = [each for each in model if not any(each != other and each & other == each for other in model)]
    return tuple(sorted(sets, key=lambda each: (-each.bit_count(), _bits(each))))


def written(model: Sequence[int]) -> str:
    """Write a model by its largest sets and the numbers of the lists: `[123,25,4]`, from ten lists on `[1.2,10]`."""
    many = max(model, default=0).bit_length() >= OFTEN
    return f"[{','.join(('.' if many else '').join(str(i + 1) for i in _bits(each)) for each in largest(model))}]"


def read(text: str, lists: int) -> Model:
    """Read what `written` writes. Raises ValueError."""
    if not (text.startswith("[") and text.endswith("]")):
        raise ValueError(f"“{text}” is no model. Write it as [12,3].")
    subsets = []
    for word in text[1:-1].split(","):
        digits = word.split(".") if lists >= OFTEN or "." in word else list(word)
        numbers = [int(digit) if digit.isdecimal() else 0 for digit in digits]
        if not numbers or not all(1 <= number <= lists for number in numbers):
            raise ValueError(f"“{word}” names no lists. They are numbered 1 to {lists}.")
        subsets.append(sum({1 << (number - 1) for number in numbers}))
    return closed(subsets, lists)


def hierarchies(lists: int, order: int) -> Iterator[Model]:
    """List every hierarchical model with effects of at most `order` lists, main effects first.

    8, 113 and 6,893 models for three, four and five lists and all orders; 2^(pairs) when the order is 2.
    """
    yield from _grown(main_effects(lists), 2, lists, min(order, lists - 1))


def _grown(model: Model, size: int, lists: int, order: int) -> Iterator[Model]:
    if size > order:
        yield model
        return
    within = set(model)
    possible = [each for each in sets_up_to(lists, size) if each.bit_count() == size and _held(each, within)]
    for count in range(len(possible) + 1):
        for chosen in combinations(possible, count):
            if chosen:
                yield from _grown(model + chosen, size + 1, lists, order)
            else:
                yield model


def _held(subset: int, within: set[int]) -> bool:
    """Tell whether all next smaller subsets are there."""
    return all(subset & ~(1 << i) in within for i in _bits(subset))


def neighbours(model: Model, lists: int, order: int) -> Iterator[Model]:
    """List the models one step away: one more set whose subsets are all in, or one less of the largest sets.

    Single lists stay.
    """
    within = set(model)
    for each in sets_up_to(lists, order):
        if each not in within and _held(each, within):
            yield tuple(sorted((*model, each), key=_by_size))
    for each in largest(model):
        if each.bit_count() > 1:
            yield tuple(other for other in model if other != each)
