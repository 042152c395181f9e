"""Who somebody is, how they came, what work they did and whether they help the police changes no answer."""

import json
from copy import deepcopy
from random import Random

import pytest
from generated import facts_of, file_of, outcomes, states
from how_far import drawn
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.country import profile
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.screening.answers import Account
from safeconduct.protection.screening.case_file import read_cases
from safeconduct.protection.screening.cases import document
from safeconduct.protection.screening.indicators import IDS
from safeconduct.protection.screening.regimes import ACTS, MEANS, PURPOSES
from safeconduct.protection.screening.screen import screen
from safeconduct.protection.words import Role

CASES = 1000
seeds = st.integers(0, 2**32)

# Every field of the forty that tells of sex, nationality, route, work or cooperation, or lets somebody guess:
# languages and countries; work of the person and its permission; the way in and out; testimony, complaint and
# what a permit was given for. Sealed text is mark only, so that it changes with its mark.
TELLS = {
    ("D01", "language"), ("D02", "language"), ("D02", "form"), ("D09", "language"), ("D11", "language"),
    ("D14", "language"), ("D15", "work_allowed"), ("D15", "seen_by"), ("D30", "route"),
    ("D21", "country"), ("D13", "foreign_authority"), ("D19", "origin_view"), ("D36", "losses"),
    ("D37", "testimony_by_choice"), ("D37", "witness_protection"), ("D10", "account"),
}  # fmt: skip
KINDS = ("personal_situation", "cooperation", "proceedings", "toleration")
SEX = ("female", "male", "other", "unknown")
ORIGIN = ("Togo", "Estrella Norte", "Marawan", "nowhere", "unknown")
SECTOR = ("domestic work", "fishing", "sex work", "begging", "construction", "football")
CONDUCT = ("testified", "refused to testify", "complained", "silent")


def somebody_else(filed: list[Filed], chance: Random) -> list[Filed]:
    """Return the same papers about a person of another sex, origin, route, work and conduct."""
    other = []
    for paper in filed:
        values = deepcopy(dict(paper.values))
        for type_id, name in TELLS:
            if type_id == paper.type_id and name in values and name not in {"losses", "testimony_by_choice"}:
                values[name] = chance.choice((*ORIGIN, *CONDUCT)) if name != "form" else ["spoken", "sign"]
        if paper.type_id == "D36" and isinstance(values.get("losses"), list):
            for row in values["losses"]:
                row["route"] = chance.choice(("criminal", "civil", "labour", "state_fund", "abroad"))
        if paper.type_id == "D37" and values.get("testimony_by_choice") == "yes":
            values["cooperates"] = chance.choice(("yes", "no"))
        if paper.type_id == "D15" and values.get("permit_kind") in KINDS:
            values["permit_kind"] = chance.choice(KINDS)
        values |= {
            "sex": chance.choice(SEX),
            "nationality": chance.choice(ORIGIN),
            "entry": chance.choice(CONDUCT),
        }
        other.append(Filed(paper.type_id, paper.number, paper.version, paper.at, values))
    return other


@drawn(CASES)
@given(seeds)
def test_none_of_the_111_events_is_answered_otherwise_for_somebody_else(seed):
    chance = Random(seed)
    filed, where, country = file_of(chance), states(chance), profile("XA")
    known = frozenset(paper.type_id for paper in filed)
    before = outcomes(facts_of(filed, where, country), known)
    after = outcomes(facts_of(somebody_else(filed, chance), where, country), known)
    assert before == after, {
        name: (before[name], after[name]) for name in before if before[name] != after[name]
    }


def told(chance: Random) -> dict[str, object]:
    """Draw a case as a file tells it: an account, and beside it who the person is."""

    def some(codes: object) -> list[str]:
        return sorted(code for code in codes if chance.random() < 0.2)  # type: ignore[attr-defined]

    return {
        "id": "one",
        "profile": {"age": chance.choice(("adult", "child", "unknown")), **who(chance)},
        "ilo_set": chance.choice((None, "adult_labour", "adult_sexual", "child_labour", "child_sexual")),
        "annotation": {
            "indicator_ids": some(IDS),
            "acts": some(ACTS),
            "means": some(MEANS),
            "purposes": some(PURPOSES),
            "worker_concern": chance.choice((None, True, False)),
            "urgent_danger": chance.choice((None, True, False)),
        },
        "facts": [{"stage": "destination", "text": "Wages were kept."}],
    }


def who(chance: Random) -> dict[str, str]:
    return {
        "sex": chance.choice(SEX),
        "origin": chance.choice(ORIGIN),
        "sector": chance.choice(SECTOR),
        "route": chance.choice(("by air", "on foot", "by sea")),
        "conduct": chance.choice(CONDUCT),
    }


@drawn(CASES // 5)
@given(seeds)
def test_whoever_does_not_want_to_report_is_answered_like_whoever_has_not_said(seed):
    chance = Random(seed)
    filed, where = file_of(chance), states(chance)
    asked = [
        outcomes(facts_of(filed, {**where, "criminal_case": state}, profile("XA")))
        for state in ("INFORMED", "NO_COMPLAINT_FOR_NOW")
    ]
    before, after = ({name: each[name] for name in each if "criminal_case." not in name} for each in asked)
    assert before == after


@drawn(CASES)
@given(seeds)
def test_no_screening_ends_otherwise_for_somebody_else(seed):
    chance = Random(seed)
    case = told(chance)
    other = {**case, "profile": {**case["profile"], **who(chance)}, "outcome": chance.choice(CONDUCT)}  # type: ignore[dict-item]
    (one,), (two,) = read_cases({"cases": [case]}), read_cases({"cases": [other]})
    assert screen(one.account) == screen(two.account)


def test_no_published_case_is_screened_otherwise_for_somebody_else():
    chance, stored = Random(1), document()
    for shuffled in range(20):
        other = json.loads(json.dumps(stored))
        profiles = [{**case["profile"], **who(chance)} for case in other["cases"]]
        for case, profile_of in zip(other["cases"], profiles, strict=True):
            case["profile"] = profile_of
        before, after = read_cases(stored), read_cases(other)
        assert [screen(a.account) for a in before] == [screen(b.account) for b in after], shuffled


def test_an_account_has_no_place_for_who_somebody_is():
    assert not {"sex", "gender", "nationality", "origin", "route", "work", "sector", "status"} & set(
        Account.__dataclass_fields__
    )


@pytest.mark.parametrize(
    "reason", ["nationality", "sex_worker", "irregular_entry", "no_cooperation", "gender"]
)
@given(seed=seeds)
@drawn(50)
def test_no_service_is_refused_for_who_somebody_is(seed, reason):
    chance = Random(seed)
    case = facts_of(file_of(chance), states(chance), profile("XA"))
    act = Act("refuse_service", Actor(Role.SHELTER, "rosa", "Open Door"), evidence={"reason_codes": [reason]})
    assert not SAFEGUARDS["SG-GV-05"].ask(case, act).allowed
