"""Builders for rules: a case with named facts, an act with what is offered, the answer of one safeguard."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism import START
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

BuildCase = Callable[..., CaseFacts]
BuildAct = Callable[..., Act]
Ask = Callable[[str, CaseFacts, Act], Finding]


def build_case(
    states: Mapping[str, str] = MappingProxyType({}),
    *,
    now: datetime = NOW,
    country: str = "XA",
    reasonable_grounds_at: datetime | None = None,
    first_contact_at: datetime | None = None,
    **facts: Any,
) -> CaseFacts:
    """Return a case in which everything is unknown but the facts given; None keeps a fact unknown."""
    return CaseFacts(
        states={**START, **states},
        facts={name: Fact(value, "D99 version 1", now) for name, value in facts.items() if value is not None},
        country=profile(country),
        now=now,
        reasonable_grounds_at=reasonable_grounds_at,
        first_contact_at=first_contact_at,
    )


def build_act(
    name: str,
    role: Role | str = Role.CASE_MANAGER,
    *,
    trained: frozenset[str] | set[str] = frozenset(),
    agency: str = "Harbour House",
    who: str = "Case manager",
    second: Actor | None = None,
    **evidence: Any,
) -> Act:
    """Return an act by one worker of Harbour House; whatever else is named is offered with it."""
    by = Actor(Role(role), name=who, agency=agency, trained=frozenset(trained))
    return Act(name, by, second, MappingProxyType(evidence))


def ask_one(safeguard: str, case: CaseFacts, act: Act) -> Finding:
    return SAFEGUARDS[safeguard].ask(case, act)


@pytest.fixture
def case() -> BuildCase:
    return build_case


@pytest.fixture
def act() -> BuildAct:
    return build_act


@pytest.fixture
def ask() -> Ask:
    return ask_one


@pytest.fixture(scope="session")
def rules() -> SimpleNamespace:
    """The same three builders for tests with generated cases, which fixtures of one test cannot serve."""
    return SimpleNamespace(case=build_case, act=build_act, ask=ask_one)
