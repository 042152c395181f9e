"""From the codes of case standards (HTCDS, IC-TIP) to the columns of the CTDC layout, and what is lost on the way."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from safeconduct.observatory.disclosure import ctdc
from safeconduct.observatory.disclosure.people import BadData

STANDARDS = ("htcds", "ic-tip")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one code of a standard becomes: a value in some columns, and what those columns cannot say."""

    field: str
    code: str
    columns: tuple[str, ...]
    value: str = ""
    lost: str = ""


@lru_cache(maxsize=2)
def table(standard: str) -> Mapping[tuple[str, str], Mapped]:
    """Return every code that a standard has for what the layout holds, by field and code. Raises BadData."""
    if standard not in STANDARDS:
        raise BadData(f"{standard} is no standard that can be read here: {', '.join(STANDARDS)}.")
    read = json.loads(files(__package__).joinpath("crosswalk.json").read_text(encoding="utf-8"))
    listed = (
        Mapped(e["field"], e["code"], tuple(e["columns"]), e.get("value", ""), e.get("lost", ""))
        for e in read[standard]
    )
    return {(mapped.field, mapped.code): mapped for mapped in listed}


def sources(standard: str) -> str:
    """Return where the codes of a standard come from, and how sure they are."""
    read = json.loads(files(__package__).joinpath("crosswalk.json").read_text(encoding="utf-8"))
    return str(read["sources"][standard])


def row(
    standard: str, said: Iterable[tuple[str, str]], **known: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return one person's row of the layout, and what it loses.

    `said` holds (field, code) pairs of the standard; `known` columns whose values are the same in both (year, places,
    bands). Two codes that say different things of one column leave it blank. Raises BadData for an unknown code.
    """
    told = dict.fromkeys(ctdc.NAMES, "")
    lost: list[str] = []
    disputed: set[str] = set()
    for field, code in said:
        mapped = table(standard).get((field, code))
        if mapped is None:
            raise BadData(f"{standard} has no code “{code}” in {field}.")
        for column in mapped.columns:
            if told[column] not in {"", mapped.value}:
                disputed.add(column)
            told[column] = mapped.value or told[column]
        lost += [f"{field} {code}: {mapped.lost}"] if mapped.lost else []
    for column in sorted(disputed):
        told[column] = ""
        lost.append(f"{column}: the codes contradict each other")
    strange = known.keys() - set(ctdc.NAMES)
    if strange:
        raise BadData(f"The layout has no column {', '.join(sorted(strange))}.")
    return {**told, **known}, tuple(lost)


def codes_of(standard: str, column: str) -> tuple[str, ...]:
    """Return the codes of a standard that end up in a column, as “field code”."""
    return tuple(f"{m.field} {m.code}" for m in table(standard).values() if column in m.columns)
