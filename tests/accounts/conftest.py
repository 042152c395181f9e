"""The hand of whoever keeps accounts: who acts, when, and a key of its own for each act."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from safeconduct.protection.words import Role


@pytest.fixture
def hand() -> Callable[..., dict[str, Any]]:
    def of(worker: Any, **told: Any) -> dict[str, Any]:
        return {"by": worker, "now": timezone.now(), "op_id": uuid4(), **told}

    return of


@pytest.fixture
def unit(case_manager: Any) -> Any:
    """The unit of the case manager: Harbour House, Town office."""
    return case_manager.memberships.get().unit


@pytest.fixture
def make(unit: Any, hand: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """Make an account through the door."""
    from safeconduct.accounts.keeping.people import NewAccount, make_account

    def made(by: Any, login: str = "nour", roles: Any = (Role.ADVOCATE,), **told: Any) -> Any:
        told = {"name": "Nour Haddad", "languages": ["ar"], "unit": unit.pk, "reason": "x", **told}
        new = NewAccount(login=login, roles=list(roles), since=timezone.now().date(), **told)
        return make_account(new, **hand(by))

    return made
