"""Filed papers as the rules meet them, without a database."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.proofs import prove

NOW = datetime(2031, 5, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def known() -> Callable[..., dict[str, object]]:
    """Return what papers prove: `known(("D06", {...}), ("D06", {...}))`, the oldest first, an hour apart."""

    def told(*papers: tuple[str, Mapping[str, object]], at: datetime = NOW) -> dict[str, object]:
        filed = [
            Filed(type_id, number, 1, at - timedelta(hours=len(papers) - number), values)
            for number, (type_id, values) in enumerate(papers, start=1)
        ]
        return {name: fact.value for name, fact in prove(DOCUMENTS, filed, at).items()}

    return told
