"""Read accounts from a case file: published cases, or cases held out for evaluation, in the same format.

Of each case only the age status, the indicator set and the answers reach screening. Outcome, expected
result, sex, origin and sector stay behind; so do facts of stage `aftermath`, which tell what officials did
next.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from safeconduct.protection.screening.answers import NOT_ASKED, Account, AgeStatus, Answers, Heard, Said
from safeconduct.protection.screening.indicators import IDS, Kind, SetName
from safeconduct.protection.screening.regimes import (
    ACTS,
    MEANS,
    PURPOSES,
    SAME_MEANS,
    means_code,
    purpose_code,
)

STAGES = frozenset({"recruitment", "transit", "destination", "exit", "aftermath"})
AFTERMATH = "aftermath"
AGES = {
    "adult": AgeStatus.ADULT,
    "child": AgeStatus.CHILD,
    "presumed_child": AgeStatus.PRESUMED_CHILD,
    "unknown": AgeStatus.UNKNOWN,
    "mixed": AgeStatus.UNKNOWN,  # a group in which somebody may be under eighteen
}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
# Purposes are an open list in law; these words say only that nobody knows the purpose.
_NOT_KNOWN = frozenset({"unknown", "unclear", "undetermined", "not_stated"})


_JSON_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "an object",
}


class NotACaseFile(ValueError):
    """The file is not in the format; the text names the place and what is wrong there, in one line."""

    def __init__(self, place: str, wrong: str) -> None:
        super().__init__(f"{place}: {wrong}")


@dataclass(frozen=True, slots=True)
class CaseAccount:
    """One case of a file: its id and what screening may read of it."""

    id: str
    account: Account


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file we are, for messages."""

    name: str

    def at(self, key: str) -> "_Place":
        return _Place(f"{self.name}, {key}")

    def wrong(self, what: str) -> NotACaseFile:
        return NotACaseFile(self.name, what)


def read_cases(document: object, *, unlisted_absent: bool = False) -> tuple[CaseAccount, ...]:
    """Return every case of a parsed file, or raise `NotACaseFile` for the first thing that is wrong.

    An answer that the file does not list is unknown; with `unlisted_absent` it is a no, which is right only
    where the reader had a complete account and went through every question.
    """
    top = _object(document, _Place("file"))
    cases = _list(_need(top, "cases", _Place("file")), _Place("file, cases"))
    read: dict[str, CaseAccount] = {}
    for number, raw in enumerate(cases, 1):
        case = _object(raw, _Place(f"case number {number}"))
        id_ = _id(case, number)
        place = _Place(f"case {id_!r}")
        if id_ in read:
            raise place.wrong(f"this id is used twice (again as case number {number})")
        read[id_] = CaseAccount(id_, _account(case, place, unlisted_absent=unlisted_absent))
    return tuple(read.values())


def told_facts(case: Mapping[str, object], place: str) -> tuple[tuple[str, str], ...]:
    """Return stage and text of the facts that the person or others could tell; the aftermath is left out."""
    where = _Place(place).at("facts")
    told = []
    for number, raw in enumerate(_list(case.get("facts", []), where), 1):
        spot = where.at(f"number {number}")
        fact = _object(raw, spot)
        stage = _text(_need(fact, "stage", spot), spot.at("stage"))
        if stage not in STAGES:
            raise spot.at("stage").wrong(f"unknown stage {stage!r}")
        if stage != AFTERMATH:
            told.append((stage, _text(_need(fact, "text", spot), spot.at("text"))))
    return tuple(told)


def _account(case: Mapping[str, object], place: _Place, *, unlisted_absent: bool) -> Account:
    profile = _object(_need(case, "profile", place), place.at("profile"))
    set_name = _set_name(_need(case, "ilo_set", place), place.at("ilo_set"))
    told_facts(case, place.name)
    where = place.at("annotation")
    notes = _object(_need(case, "annotation", place), where)
    reader = _Reader(notes, where, _text(notes.get("by", ""), where.at("by")), unlisted_absent)
    indicators = reader.codes("indicator_ids", IDS, IDS)
    kinds = tuple(Kind) if set_name is None else (set_name.kind,)
    unasked = set_name is None and not indicators
    return Account(
        _age(_need(profile, "age", place.at("profile")), set_name, place.at("profile, age")),
        {} if unasked else dict.fromkeys(kinds, indicators),
        acts=reader.codes("acts", ACTS, ACTS),
        means=reader.codes("means", {*MEANS, *SAME_MEANS}, MEANS, means_code),
        purposes=reader.codes("purposes", None, PURPOSES, purpose_code),
        commercial_sexual_use_of_child=reader.yes_no("commercial_sexual_use_of_child"),
        sexual_services_under_coercion=reader.yes_no("sexual_services_under_coercion"),
        worker_concern=reader.yes_no("worker_concern"),
        urgent_danger=reader.yes_no("urgent_danger"),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns a reader's notes into answers."""

    notes: Mapping[str, object]
    place: _Place
    by: str
    unlisted_absent: bool

    def codes(
        self, key: str, allowed: Container[str] | None, every: Iterable[str], same: Callable[[str], str] = str
    ) -> Answers:
        """Read one list of codes; `allowed` None is an open list. `every` are those that can be absent, and
        `same` gives the one code used for a word that means the same."""
        where = self.place.at(key)
        listed = []
        for raw in _list(self.notes.get(key, []), where):
            code = _text(raw, where)
            if not self._known(code, allowed):
                raise where.wrong(f"unknown code {code!r}")
            if code in listed:
                raise where.wrong(f"{code!r} is listed twice")
            listed.append(code)
        known = [same(code) for code in listed if code not in _NOT_KNOWN]
        present = dict.fromkeys(known, Heard(Said.PRESENT, by=self.by))
        if not self.unlisted_absent or _NOT_KNOWN.intersection(listed):
            return present
        return dict.fromkeys(every, Heard(Said.ABSENT, by=self.by)) | present

    def yes_no(self, key: str) -> Heard:
        raw = self.notes.get(key)
        if raw is None:
            return Heard(Said.ABSENT, by=self.by) if self.unlisted_absent else NOT_ASKED
        if not isinstance(raw, bool):
            raise self.place.at(key).wrong(f"true, false or null was expected, not {_kind_of(raw)}")
        return Heard(Said.PRESENT if raw else Said.ABSENT, by=self.by)

    @staticmethod
    def _known(code: str, allowed: Container[str] | None) -> bool:
        return _CODE.fullmatch(code) is not None if allowed is None else code in allowed


def _age(raw: object, set_name: SetName | None, place: _Place) -> AgeStatus:
    if raw is None:
        return AgeStatus.UNKNOWN
    age = AGES.get(_text(raw, place))
    if age is None:
        raise place.wrong(f"unknown age status {raw!r}; one of {', '.join(AGES)}, or null")
    # A child's set for somebody who is an adult now is about the time when the person was a child.
    was_child = age is AgeStatus.ADULT and set_name is not None and set_name.for_children
    return AgeStatus.CHILD_THEN if was_child else age


def _set_name(raw: object, place: _Place) -> SetName | None:
    if raw is None:
        return None
    name = _text(raw, place)
    if name not in set(SetName):
        raise place.wrong(f"unknown set {name!r}; one of {', '.join(SetName)}, or null")
    return SetName(name)


def _id(case: Mapping[str, object], number: int) -> str:
    place = _Place(f"case number {number}")
    id_ = _text(_need(case, "id", place), place.at("id"))
    if not id_.strip() or not id_.isprintable():
        raise place.at("id").wrong("the id is empty or cannot be printed")
    return id_


def _need(raw: Mapping[str, object], key: str, place: _Place) -> object:
    if key not in raw:
        raise place.wrong(f"the key {key!r} is missing")
    return raw[key]


def _object(raw: object, place: _Place) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise place.wrong(f"an object was expected, not {_kind_of(raw)}")
    return cast("Mapping[str, object]", raw)


def _list(raw: object, place: _Place) -> list[object]:
    if not isinstance(raw, list):
        raise place.wrong(f"a list was expected, not {_kind_of(raw)}")
    return raw


def _text(raw: object, place: _Place) -> str:
    if not isinstance(raw, str):
        raise place.wrong(f"text was expected, not {_kind_of(raw)}")
    return raw


def _kind_of(raw: object) -> str:
    return "null" if raw is None else _JSON_KINDS.get(type(raw), "something else")
