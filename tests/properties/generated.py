"""Cases and papers drawn at random, for the rules alone: no database, thousands in a second."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from living_case import NOON, any_value

from safeconduct.protection.country import CountryProfile, profile
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.proofs import prove
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.mechanism.may import may
from safeconduct.protection.vocabulary import FACTS, Kind
from safeconduct.protection.words import DataClass, Region, Role

GROWN = {"ADULT_OR_UNKNOWN", "ADULT_CONTINUES"}
AREAS = frozenset({"screening", "interview", "case_management", "child"})
SECOND = Actor(Role.REVIEWER, "ximena", "Ombuds Office", "Review", AREAS)
CODES = {name: tuple(re.findall(r"[A-Za-z_]{3,}", known.meaning)) for name, known in FACTS.items()}


def states(chance: Random) -> dict[str, str]:
    return {str(region): chance.choice(table.states).id for region, table in REGIONS.items()}


def facts(chance: Random, *, country: str = "XA", known: float = 0.8) -> CaseFacts:
    """Draw facts of any value, each known with this likelihood, in any states of the ten regions."""
    where = states(chance)
    drawn = {name: Fact(_value(name, chance)) for name in FACTS if chance.random() < known}
    drawn = {name: fact for name, fact in drawn.items() if fact.value is not None}
    drawn |= from_states(where)
    return CaseFacts(where, drawn, profile(country), NOON, NOON - timedelta(days=chance.randint(0, 90)))


def from_states(where: Mapping[str, str]) -> dict[str, Fact]:
    """Return the facts that the doors read from the states, so that a drawn case is one that can be."""
    pending = where["criminal_case"] in {"REPORTED", "INVESTIGATION", "PROSECUTION"}
    pending = pending or where["charges"] in {"ALLEGED", "REVIEW"}
    pending = pending or where["claims"] in {"FILED", "AWARDED", "RECOVERING"}
    told = {"child": where["child"] not in GROWN, "asylum": where["asylum"], "proceedings_pending": pending}
    return {name: Fact(value) for name, value in told.items()}


def _value(name: str, chance: Random) -> object:
    match FACTS[name].kind:
        case Kind.YES_NO:
            return chance.random() < 0.75
        case Kind.NUMBER:
            return chance.choice((-1, 0, 1, 2, 3, 8, 24, 30, 31, 60, 61, 72, 100, 400))
        case Kind.WORD:
            return chance.choice(CODES[name])
        case Kind.WORDS:
            return tuple(each for each in CODES[name] if chance.random() < 0.5)
        case Kind.DAY:
            return (NOON.date() + timedelta(days=chance.randint(-400, 400))).isoformat()
        case Kind.ROWS:
            return None


def file_of(chance: Random) -> list[Filed]:
    """Draw some of the forty papers, with any values that their forms take."""
    filed = []
    for number, (type_id, declared) in enumerate(DOCUMENTS.items()):
        if chance.random() < 0.7:
            values = {
                each.name: any_value(each, NOON, chance)
                for each in declared.fields
                if each.data_class is not DataClass.SEALED and chance.random() < 0.8
            }
            filed.append(Filed(type_id, 1, 1, datetime(2026, 1, 4, 0, number, tzinfo=UTC), values))
    return filed


def facts_of(filed: list[Filed], where: Mapping[str, str], country: CountryProfile) -> CaseFacts:
    known = prove(DOCUMENTS, filed, NOON) | from_states(where)
    return CaseFacts(where, known, country, NOON, NOON - timedelta(days=40))


def outcomes(case: CaseFacts, filed: frozenset[str] = frozenset(DOCUMENTS)) -> dict[str, frozenset[str]]:
    """Ask for all 111 events, each in the first role that may, and name what refuses."""
    asked = {}
    for name, each in TRANSITIONS.items():
        somebody = Actor(each.by[0], "somebody", "Some agency", "Some unit", AREAS)
        answer = may(name, case, Act(name, somebody, SECOND), filed=filed)
        asked[name] = frozenset(finding.safeguard for finding in answer.refusals)
    return asked


def with_state(case: CaseFacts, region: Region, state: str) -> CaseFacts:
    """Return the case with one region elsewhere, and what the doors would read from that."""
    where = {**case.states, str(region): state}
    return with_facts(case, from_states(where), where)


def with_facts(
    case: CaseFacts, change: Mapping[str, Fact | None], where: Mapping[str, str] | None = None
) -> CaseFacts:
    known = {name: fact for name, fact in {**case.facts, **change}.items() if fact is not None}
    return CaseFacts(
        where or case.states, known, case.country, case.now, case.reasonable_grounds_at, case.first_contact_at
    )
