"""A case in the middle of its life, and the doors with an own key for each act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from safeconduct.protection.words import Role


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def case(case_manager: Any, now: datetime) -> Any:
    """A case that was just opened by the case manager, who leads it."""
    from safeconduct.casework.services import open_case

    return open_case(by=case_manager, now=now, op_id=uuid4())


@pytest.fixture
def take(case: Any, now: datetime) -> Callable[..., Any]:
    """Take a step of the case through the door."""
    from safeconduct.casework.services import move

    def step(event: str, by: Any, role: Role, **told: Any) -> Any:
        told.setdefault("now", now)
        told.setdefault("op_id", uuid4())
        return move(case.pk, event, by=by, role=role, **told)

    return step


@pytest.fixture
def file(case: Any, now: datetime) -> Callable[..., Any]:
    """File a document of the case through the door."""
    from safeconduct.casework.services import file_document

    def filing(type_id: str, values: dict[str, Any], by: Any, role: Role, **told: Any) -> Any:
        told.setdefault("now", now)
        told.setdefault("op_id", uuid4())
        return file_document(case.pk, type_id, values, by=by, role=role, **told)

    return filing


@pytest.fixture
def presumed(take: Callable[..., Any], case: Any, case_manager: Any) -> Any:
    """The same case after the person said what happened."""
    take("identification.self_report", case_manager, Role.PERSON)
    case.refresh_from_db()
    return case
