"""What pages look up: studies of the worker's own countries, and the report of one. Every list bounded."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from safeconduct.accounts.models import Worker
from safeconduct.observatory import access
from safeconduct.observatory.access import Hidden
from safeconduct.observatory.models import Study
from safeconduct.observatory.services import DOMAIN
from safeconduct.vault import services as vault

if TYPE_CHECKING:
    from safeconduct.observatory.estimation.report import Report
    from safeconduct.observatory.estimation.table import CaptureTable

LISTED = (
    "id", "title", "period", "territory", "asked_at", "state", "done", "total", "country", "attempts",
)  # fmt: skip


def studies(countries: Sequence[str]) -> QuerySet[Study]:
    """Return the studies of these countries, the newest first, without anything sealed."""
    return Study.objects.filter(country__in=countries).order_by("-asked_at", "-id").only(*LISTED)


def study_for(worker: Worker, study_id: UUID, now: datetime) -> Study:
    """Return one study of the worker's own countries. Raises Hidden."""
    found = Study.objects.filter(pk=study_id, country__in=access.require(worker, now)).first()
    if found is None:
        raise Hidden
    return found


def table_of(study: Study, *, by: Worker | None) -> "CaptureTable":
    """Open the lists; `by` is None only where the node itself reads them. Raises BudgetSpent, CannotOpen."""
    from safeconduct.observatory.estimation.table import read_text

    return read_text(_opened(study, "lists", study.lists, by))


def report_of(study: Study, *, by: Worker) -> "Report | None":
    """Open the report of a study, None while there is none. Raises BudgetSpent, CannotOpen."""
    from safeconduct.observatory.estimation.report_kept import read_kept

    if study.report is None:
        return None
    return read_kept(_opened(study, "report", study.report, by), table_of(study, by=by))


def _opened(study: Study, field: str, sealed: bytes | memoryview, by: Worker | None) -> str:
    return vault.open_sealed(study.pk, study.pk, field, bytes(sealed), by=by, domain=DOMAIN)
