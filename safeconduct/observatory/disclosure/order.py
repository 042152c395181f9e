"""What somebody orders to be published: read from a configuration, and refused before anything is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from safeconduct.observatory.disclosure import ctdc
from safeconduct.observatory.disclosure.budget import LARGEST_DELTA
from safeconduct.observatory.disclosure.domain import BadDomain, Domain, from_mapping
from safeconduct.observatory.disclosure.ledger import BudgetRefused, Ceiling
from safeconduct.observatory.disclosure.risk import Mode
from safeconduct.observatory.disclosure.suppression import K
from safeconduct.observatory.disclosure.synthesis import Care

LEAST_K, MOST_K = 2, 1000
LICENCE = "CC-BY-4.0"
NEEDED = ("input", "out", "population", "year", "owner", "purpose", "approvers", "mode", "domain")


T = TypeVar("T", bound=Enum)


class BadOrder(ValueError):
    """The configuration is not an order. The message names the key and what to write."""


@dataclass(frozen=True)
class Order:
    """A release as ordered. Paths are as found from where the configuration stands."""

    input: Path
    out: Path
    population: str
    year: int
    owner: str
    purpose: str
    approvers: tuple[str, ...]
    mode: Mode
    domain: Domain
    title: str
    period: str
    covers: tuple[str, ...]
    version: str = "1"
    eps: float | None = None
    delta: float = LARGEST_DELTA
    k: int = K
    care: Care = Care.BALANCED
    size: int | None = None
    tables: tuple[tuple[str, ...], ...] = ()
    person: str | None = None
    ledger: Path | None = None
    ceiling: Ceiling = field(default_factory=Ceiling)
    earlier: tuple[Path, ...] = ()
    licence: str = LICENCE
    contact: str = ""


def read(told: Mapping[str, Any], beside: Path) -> Order:
    """Read an order. Raises BadOrder, BadDomain or BudgetRefused (a ceiling without its reason)."""
    known = {each.name for each in fields(Order)}
    strange = sorted(told.keys() - known)
    if strange:
        raise BadOrder(f"{', '.join(strange)}: no such setting. There are {', '.join(sorted(known))}.")
    missing = [name for name in NEEDED if name not in told]
    if missing:
        raise BadOrder(f"{', '.join(missing)}: missing.")
    year = _whole(told, "year", 1900, 2200)
    mode = _chosen(told, "mode", Mode)
    words = ("population", "owner", "purpose", "version", "licence", "contact", "title", "period", "person")
    values: dict[str, Any] = {name: _word(told, name) for name in words if name in told}
    values.setdefault("period", str(year))
    values.setdefault("title", f"{values['population']}, {values['period']}")
    values |= {name: beside / _word(told, name) for name in ("input", "out")}
    values |= _numbers(told) | _spending(told, mode, beside)
    values["earlier"] = tuple(beside / word for word in _words(told, "earlier"))
    order = Order(
        **values,
        year=year,
        mode=mode,
        approvers=_two(told),
        domain=_domain(told["domain"]),
        covers=_words(told, "covers") or (values["period"],),
        tables=_tables(told),
    )
    _check_tables(order)
    return order


def _numbers(told: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "k" in told:
        found["k"] = _whole(told, "k", LEAST_K, MOST_K)
    if "size" in told:
        found["size"] = _whole(told, "size", 2, 10**10)
    if "care" in told:
        found["care"] = _named(told, "care", {care.name.lower(): care for care in Care})
    return found


def _spending(told: Mapping[str, Any], mode: Mode, beside: Path) -> dict[str, Any]:
    """Read what only a release with noise has, and refuse it elsewhere."""
    names = ("eps", "delta", "ledger", "ceiling")
    if mode is not Mode.NOISE:
        there = [name for name in (*names, "care") if name in told]
        if there:
            raise BadOrder(f"{', '.join(there)}: only for mode “{Mode.NOISE.value}”.")
        return {}
    missing = [name for name in ("eps", "ledger") if name not in told]
    if missing:
        raise BadOrder(f"{', '.join(missing)}: missing; mode “{Mode.NOISE.value}” needs it.")
    found: dict[str, Any] = {"eps": _number(told, "eps"), "ledger": beside / _word(told, "ledger")}
    if "delta" in told:
        found["delta"] = _number(told, "delta")
        if found["delta"] >= 1:
            raise BadOrder("delta: a number below 1.")
    if "ceiling" in told:
        found["ceiling"] = _ceiling(told["ceiling"])
    return found


def _ceiling(told: object) -> Ceiling:
    if not isinstance(told, dict) or not told.keys() <= {"annual", "release", "reason"}:
        raise BadOrder("ceiling: a table with annual, release and reason.")
    numbers = {name: _number(told, name) for name in ("annual", "release") if name in told}
    try:
        return Ceiling(**numbers, reason=_word(told, "reason") if "reason" in told else "")
    except BudgetRefused as refused:
        raise BadOrder(f"ceiling: {refused}") from refused


def _domain(told: object) -> Domain:
    if not isinstance(told, dict):
        raise BadOrder('domain: a table with layout = "ctdc" and years, or with columns.')
    try:
        if "layout" not in told:
            return from_mapping(told)
        years = told.get("years")
        if told["layout"] != "ctdc" or not isinstance(years, list) or not all(type(y) is int for y in years):
            raise BadOrder('domain: layout is "ctdc", and years a list of whole numbers.')
        return ctdc.domain(years)
    except BadDomain as wrong:
        raise BadOrder(f"domain: {wrong}") from wrong


def _two(told: Mapping[str, Any]) -> tuple[str, ...]:
    approvers = _words(told, "approvers")
    if len({name.strip().casefold() for name in approvers}) < 2:
        raise BadOrder("approvers: two different people must approve a release.")
    return approvers


def _tables(told: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    tables = told.get("tables", [])
    if not isinstance(tables, list):
        raise BadOrder("tables: a list of lists of columns.")
    return tuple(_words({"tables": table}, "tables") for table in tables)


def _check_tables(order: Order) -> None:
    if order.mode is Mode.TABLES and not order.tables:
        raise BadOrder("tables: missing; say which columns are counted together.")
    for table in order.tables:
        strange = sorted(set(table) - set(order.domain.names))
        if strange:
            raise BadOrder(f"tables: {', '.join(strange)} is no column.")
        if not 1 <= len(table) <= 3 or len(set(table)) != len(table):
            raise BadOrder("tables: each has one to three different columns.")


def _word(told: Mapping[str, Any], name: str) -> str:
    word = told[name]
    if not isinstance(word, str) or not word.strip():
        raise BadOrder(f"{name}: a word is needed.")
    return word.strip()


def _words(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    words = told.get(name, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise BadOrder(f"{name}: a list of words.")
    return tuple(words)


def _whole(told: Mapping[str, Any], name: str, least: int, most: int) -> int:
    number = told[name]
    if type(number) is not int or not least <= number <= most:
        raise BadOrder(f"{name}: a whole number from {least} to {most}.")
    return number


def _number(told: Mapping[str, Any], name: str) -> float:
    number = told[name]
    if isinstance(number, bool) or not isinstance(number, int | float) or not isfinite(number) or number <= 0:
        raise BadOrder(f"{name}: a number above 0.")
    return float(number)


def _chosen(told: Mapping[str, Any], name: str, kind: type[Mode]) -> Mode:
    return _named(told, name, {each.value: each for each in kind})


def _named(told: Mapping[str, Any], name: str, named: Mapping[str, T]) -> T:
    word = told[name]
    if not isinstance(word, str) or word not in named:
        raise BadOrder(f"{name}: one of {', '.join(named)}.")
    return named[word]
