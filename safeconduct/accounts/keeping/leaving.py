"""What the case file is asked before somebody leaves a role. It answers with numbers, never with cases.

The case file stands above the accounts and makes itself known here when the product starts; the accounts know
nothing of it but these two questions.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from safeconduct.accounts.models import Worker
from safeconduct.protection.words import Role


class CaseFile(Protocol):
    def leads(self, worker: Worker, role: Role | None = None, country: str = "") -> int:
        """Count the open cases that the worker leads, of all or in one role and country."""

    def let_go(self, worker: Worker, role: Role, country: str, *, by: Worker, now: datetime) -> int:
        """End every part but leads that the worker has in this role and country; return how many."""


class NobodyToAsk(Exception):
    """The case file has not made itself known. Nobody may leave on a guess."""


@dataclass
class _Known:
    case_file: CaseFile | None = None


_known = _Known()


def answers(case_file: CaseFile) -> None:
    """Let the case file make itself known, once, at the start."""
    _known.case_file = case_file


def case_file() -> CaseFile:
    if _known.case_file is None:
        raise NobodyToAsk
    return _known.case_file
