"""What a file about people may say: columns with public code lists, and combinations that nobody can have.

The codes come from a published list and never from the people: a rare nationality among the possible values would
itself give somebody away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from json import dumps
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_CODES = 4096  # design default: longer lists of places or jobs are to be made coarser first

Codes = NDArray[np.int16]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


class BadDomain(ValueError):
    """The declared columns contradict themselves. The message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is said of each person, and all that may be said. An empty cell means `not_recorded`."""

    name: str
    codes: tuple[str, ...]
    not_recorded: str | None = None
    source: str = ""  # who publishes the code list

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise BadDomain("A column has no name.")
        if not self.codes:
            raise BadDomain(f"Column {self.name} has no codes. Take them from its published list.")
        if len(set(self.codes)) != len(self.codes):
            raise BadDomain(f"Column {self.name} lists a code twice.")
        if len(self.codes) > MOST_CODES:
            raise BadDomain(f"Column {self.name} has more than {MOST_CODES} codes. Use coarser ones.")
        if self.not_recorded is not None and self.not_recorded not in self.codes:
            raise BadDomain(
                f"Column {self.name}: “{self.not_recorded}” stands for an empty cell, but is no code."
            )


@dataclass(frozen=True, slots=True)
class Impossible:
    """A combination that nobody can have: one of the given codes in every given column. `why` is for the reader."""

    codes: Mapping[str, frozenset[str]]
    why: str = ""


@dataclass(frozen=True)
class Domain:
    """All columns of a file, in their order, and the combinations that are impossible by their meaning."""

    columns: tuple[Column, ...]
    impossible: tuple[Impossible, ...] = ()
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if not names:
            raise BadDomain("A file needs at least one column.")
        if len(set(names)) != len(names):
            raise BadDomain("Each column needs a name of its own.")
        object.__setattr__(self, "_places", {name: place for place, name in enumerate(names)})
        for rule in self.impossible:
            self._check(rule)

    def _check(self, rule: Impossible) -> None:
        if len(rule.codes) < 2:
            raise BadDomain("An impossible combination names at least two columns.")
        for name, codes in rule.codes.items():
            if name not in self._places:
                raise BadDomain(f"An impossible combination names {name}, which is no column.")
            strange = codes - set(self.columns[self._places[name]].codes)
            if strange or not codes:
                raise BadDomain(
                    f"An impossible combination of {name} names no code of its list: {sorted(strange)}."
                )

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Return how many codes each column has."""
        return tuple(len(column.codes) for column in self.columns)

    def place(self, name: str) -> int:
        """Return where a column stands. Raises BadDomain for an unknown name."""
        if name not in self._places:
            raise BadDomain(f"There is no column {name}.")
        return self._places[name]

    @cached_property
    def rules(self) -> tuple[tuple[tuple[int, Mask], ...], ...]:
        """Return the impossible combinations as (column, which codes) for each column of each rule."""
        return tuple(
            tuple(sorted((self.place(name), self._marked(name, codes)) for name, codes in rule.codes.items()))
            for rule in self.impossible
        )

    def _marked(self, name: str, codes: frozenset[str]) -> Mask:
        return np.array([code in codes for code in self.columns[self.place(name)].codes])

    def possible(self, columns: Sequence[int]) -> Mask:
        """Return which cells of the table of these columns somebody can be in, in the shape of that table."""
        mask = np.ones([self.sizes[column] for column in columns], dtype=np.bool_)
        for rule in self.rules:
            if {column for column, _ in rule} <= set(columns):
                hit = np.ones_like(mask)
                for column, marked in rule:
                    axis = list(columns).index(column)
                    hit &= marked.reshape([-1 if at == axis else 1 for at in range(len(columns))])
                mask &= ~hit
        return mask

    @property
    def digest(self) -> str:
        """Return a digest of all columns, codes and rules: two releases of one domain have the same."""
        return sha256(dumps(self.as_mapping(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def as_mapping(self) -> dict[str, Any]:
        """Write the domain as plain lists and words, as `from_mapping` reads it."""
        columns = [
            {"name": c.name, "codes": list(c.codes), "not_recorded": c.not_recorded, "source": c.source}
            for c in self.columns
        ]
        rules = [
            {"codes": {name: sorted(codes) for name, codes in rule.codes.items()}, "why": rule.why}
            for rule in self.impossible
        ]
        return {"columns": columns, "impossible": rules}


def from_mapping(declared: Mapping[str, Any]) -> Domain:
    """Read a domain from plain lists and words, as a configuration holds them. Raises BadDomain."""
    try:
        columns = tuple(
            Column(
                str(c["name"]), tuple(map(str, c["codes"])), c.get("not_recorded"), str(c.get("source") or "")
            )
            for c in declared["columns"]
        )
        rules = tuple(
            Impossible({str(n): frozenset(map(str, v)) for n, v in r["codes"].items()}, str(r.get("why", "")))
            for r in declared.get("impossible", ())
        )
    except (KeyError, TypeError, AttributeError) as missing:
        raise BadDomain(f"The declaration of the columns lacks or misplaces {missing}.") from missing
    return Domain(columns, rules)
