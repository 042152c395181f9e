"""The doors of estimates: load lists, and read a report. Each writes its leaf with the act, and no figure in it."""

from dataclasses import dataclass
from datetime import datetime
from secrets import randbits
from uuid import UUID, uuid4

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.audit import services as audit
from safeconduct.observatory import access
from safeconduct.observatory.access import Hidden
from safeconduct.observatory.models import Study
from safeconduct.vault import services as vault

MOST = 100_000  # simulated tables at most, as from the command line; not imported, which would load the engine here
DOMAIN = "study"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody loads: the lists as CSV, and what all of them tell of."""

    title: str
    period: str
    territory: str
    definition: str
    lists: str


def ask(told: Asked, *, by: Worker, now: datetime, op_id: UUID, most: int = MOST) -> Study:
    """Keep the lists sealed and let them wait for their run. The same `op_id` gives the same study.

    Raises BadTable with its line when the lists are none, Hidden for whoever is no rapporteur or sends a key that
    somebody else used.
    """
    from safeconduct.observatory.estimation.table import read_text

    country = access.require(by, now)[0]
    before = Study.objects.filter(op_id=op_id).first()
    if before is not None:
        if before.asked_by_id != by.pk:
            raise Hidden
        return before
    read_text(told.lists)
    study_id = uuid4()
    with transaction.atomic():
        vault.new_case_key(study_id)
        study = Study.objects.create(
            id=study_id, op_id=op_id, asked_by=by, country=country, asked_at=now, title=told.title,
            period=told.period, territory=told.territory, definition=told.definition,
            lists=vault.seal(study_id, study_id, "lists", told.lists, domain=DOMAIN),
            seed=randbits(32), most=most,
        )  # fmt: skip
        _leaf(by, "estimate.ask", study)
    return study


def note_reading(study: Study, *, by: Worker, taken_away: bool = False) -> None:
    """Write down that somebody read a study, or took its report away as a file."""
    with transaction.atomic():
        _leaf(by, "estimate.take" if taken_away else "estimate.read", study)


def _leaf(by: Worker, action: str, study: Study) -> None:
    audit.append(actor=by, role=access.ROLE, action=action, object_type="estimate", object_id=study.pk)
