"""`safeconduct gate FILE`: hold sets of facts against the departure gate and say which tests refuse.

FILE holds base facts and vectors; each vector changes some of them, or starts from nothing (`empty`). A null fact
is unknown. What a vector expects, if anything, is compared with the answer.
"""

import argparse
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from safeconduct.cli.refusals import WrongUse, one_line
from safeconduct.cli.screen import read_json
from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.finding import Finding
from safeconduct.protection.gate import DEPARTURE_GATE, departure_gate
from safeconduct.protection.vocabulary import FACTS, Kind
from safeconduct.protection.words import Role

ALLOW, REFUSE = "ALLOW", "REFUSE"
NOT_A_REAL_COUNTRY = "XA"  # the gate asks nothing of national law
VECTOR_KEYS = frozenset({"name", "change", "empty", "expect", "expect_refused_by"})


@dataclass(frozen=True, slots=True)
class Vector:
    """One set of facts, and what its author expects; None where nothing is expected."""

    name: str
    facts: Mapping[str, object]
    expect: str | None
    refused_by: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Answer:
    vector: Vector
    refusals: tuple[Finding, ...]

    @property
    def outcome(self) -> str:
        return REFUSE if self.refusals else ALLOW

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(finding.safeguard for finding in self.refusals)

    @property
    def matches(self) -> bool | None:
        """Tell whether the answer is the expected one; None when nothing is expected."""
        expect, refused_by = self.vector.expect, self.vector.refused_by
        if expect is None and refused_by is None:
            return None
        return expect in {None, self.outcome} and refused_by in {None, frozenset(self.ids)}


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("gate", help="hold sets of facts against the departure gate")
    parser.add_argument("file", metavar="FILE", type=Path, help="a JSON file with base facts and vectors")
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every vector of the file, or refuse the whole file before anything is printed."""
    vectors = _Reader(args.file).vectors(read_json(args.file))
    answers = [_answer(vector) for vector in vectors]
    if args.json:
        print(json.dumps([_told(answer) for answer in answers], indent=2))
    else:
        print("\n".join(_lines(answers)))
    return 1 if any(answer.matches is False for answer in answers) else 0


def _answer(vector: Vector) -> Answer:
    case = CaseFacts(
        states={},
        facts={name: Fact(value, "file") for name, value in vector.facts.items() if value is not None},
        country=profile(NOT_A_REAL_COUNTRY),
        now=datetime.now(UTC),
    )
    findings = departure_gate(case, Act("return.depart", Actor(Role.CASE_MANAGER)))
    return Answer(vector, tuple(finding for finding in findings if not finding.allowed))


class _Reader:
    """Reads the file's content and refuses, with the place, whatever it cannot understand."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def wrong(self, place: str, why: str) -> WrongUse:
        return WrongUse(f"{self.file}: {place}: {why}" if place else f"{self.file}: {why}")

    def vectors(self, document: object) -> list[Vector]:
        """Read a gate, or the whole mechanism that holds one under `departure_gate`."""
        top, place = self._table(document, ""), ""
        if "departure_gate" in top:
            top, place = self._table(top["departure_gate"], "departure_gate"), "departure_gate."
        for key in ("base_facts", "vectors"):
            if key not in top:
                raise self.wrong(f"{place}{key}", "missing")
        self._predicates(top.get("predicates", []), f"{place}predicates")
        base = self._facts(top["base_facts"], f"{place}base_facts")
        rows = self._list(top["vectors"], f"{place}vectors")
        if not rows:
            raise self.wrong(f"{place}vectors", "expected at least one")
        return [self._vector(row, base, f"{place}vectors[{at}]") for at, row in enumerate(rows)]

    def _predicates(self, value: object, place: str) -> None:
        for at, row in enumerate(self._list(value, place)):
            self._safeguard(self._table(row, f"{place}[{at}]").get("safeguard"), f"{place}[{at}].safeguard")

    def _vector(self, row: object, base: Mapping[str, object], place: str) -> Vector:
        table = self._table(row, place)
        for key in table:
            if key not in VECTOR_KEYS:
                raise self.wrong(f"{place}.{key}", "unknown key")
        name, empty, expect = table.get("name"), table.get("empty", False), table.get("expect")
        if not isinstance(name, str) or not name.strip():
            raise self.wrong(f"{place}.name", "expected words")
        if not isinstance(empty, bool):
            raise self.wrong(f"{place}.empty", "expected true or false")
        if expect not in (None, ALLOW, REFUSE):
            raise self.wrong(f"{place}.expect", f"expected {ALLOW} or {REFUSE}")
        change = self._facts(table.get("change", {}), f"{place}.change")
        refused_by = table.get("expect_refused_by")
        return Vector(
            name,
            change if empty else {**base, **change},
            None if expect is None else str(expect),
            None if refused_by is None else self._safeguards(refused_by, f"{place}.expect_refused_by"),
        )

    def _safeguards(self, value: object, place: str) -> frozenset[str]:
        rows = self._list(value, place)
        return frozenset(self._safeguard(row, f"{place}[{at}]") for at, row in enumerate(rows))

    def _safeguard(self, value: object, place: str) -> str:
        if not isinstance(value, str) or value not in DEPARTURE_GATE:
            raise self.wrong(place, f"{value!r} is not a safeguard of the departure gate")
        return value

    def _facts(self, value: object, place: str) -> Mapping[str, object]:
        table = self._table(value, place)
        for name, fact in table.items():
            if name not in FACTS:
                raise self.wrong(f"{place}.{name}", "no such fact")
            kind = FACTS[name].kind
            if fact is not None and not _fits(kind, fact):
                raise self.wrong(f"{place}.{name}", f"expected {kind.value}, found {json.dumps(fact)}")
        return table

    def _table(self, value: object, place: str) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self.wrong(place, "expected an object in braces")
        return value

    def _list(self, value: object, place: str) -> list[object]:
        if not isinstance(value, list):
            raise self.wrong(place, "expected a list in brackets")
        return value


def _fits(kind: Kind, value: object) -> bool:
    match kind:
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and _finite(value)
        case Kind.WORD | Kind.DAY:
            return isinstance(value, str)
        case Kind.WORDS:
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case Kind.ROWS:
            return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _told(answer: Answer) -> dict[str, Any]:
    """Return one answer as plain values; `matches` is null where nothing is expected."""
    refused_by = answer.vector.refused_by
    return {
        "name": answer.vector.name,
        "outcome": answer.outcome,
        "refused_by": list(answer.ids),
        "because": {one.safeguard: one.because.format(**one.told) for one in answer.refusals},
        "expect": answer.vector.expect,
        "expect_refused_by": None if refused_by is None else sorted(refused_by, key=DEPARTURE_GATE.index),
        "matches": answer.matches,
    }


def _lines(answers: list[Answer]) -> Iterable[str]:
    expecting = [answer for answer in answers if answer.matches is not None]
    for answer in answers:
        yield one_line(answer.vector.name)
        yield "  " + " ".join((answer.outcome, *answer.ids))
        if answer.matches is not None:
            yield "  as expected" if answer.matches else f"  NOT as expected: {_expected(answer.vector)}"
    if expecting:
        yield ""
        yield f"{sum(answer.matches is True for answer in expecting)} of {len(expecting)} as expected"


def _expected(vector: Vector) -> str:
    ids = sorted(vector.refused_by or (), key=DEPARTURE_GATE.index)
    outcome = vector.expect or (REFUSE if ids else ALLOW)
    return " ".join((outcome, *ids))
