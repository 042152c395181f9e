"""How far an estimate hangs on one list or on one threshold, and a check against a known truth."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from safeconduct.observatory.estimation.results import Estimate
from safeconduct.observatory.estimation.table import CaptureTable, merged, of_list, without

Method = Callable[[CaptureTable], Estimate]

LEAST_LISTS = 3  # with fewer, nothing but independence could be assumed
LEAST_KNOWN, LEAST_OVERLAP = 30, 3  # people on another list too, and on two more; design defaults


@dataclass(frozen=True, slots=True)
class Changed:
    """What a method says of a table changed in one way. `kind` is without, merged, up_to or threshold."""

    kind: str
    about: str
    method: str
    point: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a method said of people whose number is known: those on one list (Binette and Steorts 2022)."""

    left_out: str
    method: str
    known: int
    point: float | None
    low: float | None = None
    high: float | None = None

    @property
    def log_bias(self) -> float | None:
        """Return the natural logarithm of estimate over truth; 0 is right, 0.69 twice too many."""
        return log(self.point / self.known) if self.point else None

    @property
    def covered(self) -> bool | None:
        """Tell whether the 95 % interval holds the truth; None without an interval."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.known <= self.high


def _changed(kind: str, about: str, table: CaptureTable, methods: Mapping[str, Method]) -> Iterable[Changed]:
    for name, method in methods.items():
        found = method(table)
        yield Changed(kind, about, name, found.point, found.reason)


def sensitivity(table: CaptureTable, methods: Mapping[str, Method]) -> tuple[Changed, ...]:
    """Leave out each list, merge each pair of lists, and add the lists one by one, the longest first."""
    size = table.size
    if size <= LEAST_LISTS:
        return ()
    told: list[Changed] = []
    for i in range(size):
        told += _changed("without", table.lists[i], without(table, i), methods)
    for i in range(size):
        for j in range(i + 1, size):
            told += _changed("merged", f"{table.lists[i]}+{table.lists[j]}", merged(table, i, j), methods)
    told += _one_by_one(table, methods)
    return tuple(told)


def _one_by_one(table: CaptureTable, methods: Mapping[str, Method]) -> Iterable[Changed]:
    margins = table.margins
    longest_first = sorted(range(table.size), key=lambda i: -margins[1 << i])
    fewer, steps = table, [(table.lists[longest_first[-1]], table)]
    for place in range(table.size - 1, LEAST_LISTS - 1, -1):
        fewer = without(fewer, fewer.lists.index(table.lists[longest_first[place]]))
        steps.append((table.lists[longest_first[place - 1]], fewer))
    for added, with_it in reversed(steps):
        yield from _changed("up_to", added, with_it, methods)


def consistency(table: CaptureTable, methods: Mapping[str, Method]) -> tuple[Known, ...]:
    """Estimate, for each list with enough overlap, how many people are on it from the other lists alone.

    The only check against truth that a table itself allows. A list counts when at least 30 of its people are on
    another list too, at least 3 of them on two more, and three other lists hold some of them.
    """
    told = []
    for i, name in enumerate(table.lists):
        known, inside = int(table.margins[1 << i]), of_list(table, i)
        held = [j for j in range(inside.size) if inside.margins[1 << j] > 0]
        if inside.seen < LEAST_KNOWN or inside.overlapping < LEAST_OVERLAP or len(held) < LEAST_LISTS:
            continue
        for j in reversed(range(inside.size)):
            inside = inside if j in held else without(inside, j)
        told += [_known(name, method_name, known, method(inside)) for method_name, method in methods.items()]
    return tuple(told)


def _known(left_out: str, method: str, known: int, found: Estimate) -> Known:
    low, high = (found.ci95.low, found.ci95.high) if found.ci95 else (None, None)
    return Known(left_out, method, known, found.point, low, high)


def root_mean_square(told: Iterable[Known]) -> float | None:
    """Return the root mean square of the log bias: 0.5 is off by a factor of 1.65 on average."""
    squares = [known.log_bias**2 for known in told if known.log_bias is not None]
    return sqrt(sum(squares) / len(squares)) if squares else None
