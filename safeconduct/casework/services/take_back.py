"""The door by which a person takes agreements back: through any worker of the case, at once, without a reason."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.casework.access import acts_as, require_part
from safeconduct.casework.facts import current_versions
from safeconduct.casework.models import Case, DocumentVersion
from safeconduct.casework.services.file_document import consequences, write
from safeconduct.casework.services.move import Step
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.counting import local_day
from safeconduct.protection.country import profile
from safeconduct.protection.documents.checked import SEALED
from safeconduct.protection.documents.readings import filled
from safeconduct.protection.facts import Act
from safeconduct.protection.words import Role

CONSENT, TAKING_BACK = "D09", "withdraw_consent"


def agreements(case: Case) -> list[DocumentVersion]:
    """Return the agreements that were given and not taken back, an ended one too: what it let go can be recalled."""
    return [
        each
        for each in current_versions(case)
        if each.document.type_id == CONSENT
        and each.coded.get("given") == "yes"
        and not filled(each.coded.get("withdrawn_on"))
    ]


def take_back(case_id: UUID, taken: Collection[UUID], *, by: Worker, now: datetime, op_id: UUID) -> int:
    """Note that the person takes these agreements back; return how many ended by it (SG-DP-02, INV-14).

    Whoever hears it notes it, whatever their role reads or writes: what is sealed is neither opened nor carried
    on, and stays in the earlier version. One that was taken back meanwhile is passed over.
    Raises NoPart, KeyUsedElsewhere.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        done = first_result(op_id, TAKING_BACK, by)
        if done is not None:
            return int(done)
        require_part(by, case, now)
        step = Step(by, Act(TAKING_BACK, acts_as(by, Role.PERSON, now, TAKING_BACK)), now)
        found = [each for each in agreements(case) if each.pk in taken]
        for agreement in found:
            consequences(case, _ended(case, agreement, by, now), step)
        remember(op_id, TAKING_BACK, by, len(found), now)
        return len(found)


def _ended(case: Case, agreement: DocumentVersion, by: Worker, now: datetime) -> DocumentVersion:
    today = local_day(now, profile(case.country).zone_names[0])
    told = {name: value for name, value in agreement.coded.items() if value != SEALED}
    values = {**told, "withdrawn_on": today.isoformat()}
    return write(case, CONSENT, values, by, Role.PERSON, now, agreement.pk)
