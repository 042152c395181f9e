"""Open what a document holds for a reader: may they, is it within their budget, and note it in the log."""

import json
from datetime import datetime

from django.utils import timezone

from safeconduct.accounts.models import Worker
from safeconduct.audit import services as audit
from safeconduct.casework.access import Action, Relation, can, relation
from safeconduct.casework.models import Case, Document, DocumentVersion
from safeconduct.protection.documents.checked import join
from safeconduct.vault import services as vault

CONTACT_NOTE = "D01"


class MayNotRead(Exception):
    """None of the roles that this worker has in the case reads this document."""


def values_of(
    version: DocumentVersion, by: Worker, *, related: Relation | None = None, now: datetime | None = None
) -> dict[str, object]:
    """Return the values of a version, coded and sealed together, and note the reading in the log.

    Needs a transaction. Raises MayNotRead, and what the vault raises: BudgetSpent, CannotOpen.
    """
    document, at = version.document, now or timezone.now()
    to = related or relation(by, document.case, at)
    if not can(by, Action.READ, document.case, at, document=document.type_id, related=to):
        raise MayNotRead(document.type_id)
    audit.append(
        actor=by,
        role=min(to.roles),
        action="document.read",
        object_type="document",
        object_id=version.pk,
        case=document.case_id,
        detail={"type": document.type_id, "version": version.version},
    )
    return join(version.coded, _sealed(version, by))


def _sealed(version: DocumentVersion, by: Worker) -> dict[str, object]:
    if version.sealed is None:
        return {}
    file = vault.open_case(version.document.case_id, by=by)
    opened: dict[str, object] = json.loads(file.open(version.pk, "fields", bytes(version.sealed)))
    return opened


def heads_of(document: Document) -> list[DocumentVersion]:
    """Return the version in force; two where two people wrote on one base and nobody has settled it."""
    versions = list(document.versions.select_related("by", "base", "document__case").order_by("version"))
    passed = {row.base_id for row in versions} | {row.settles_id for row in versions}
    return [row for row in versions if row.pk not in passed]


def called(case: Case, by: Worker, *, related: Relation, now: datetime) -> str:
    """Return what the person wants to be called, from the newest contact note that says it; note who asked.

    Raises MayNotRead for somebody without a part in the case, and what the vault raises.
    """
    if not can(by, Action.NAMES, case, now, related=related):
        raise MayNotRead(CONTACT_NOTE)
    audit.append(
        actor=by,
        role=min(related.roles),
        action="name.asked",
        object_type="case",
        object_id=case.pk,
        case=case.pk,
    )
    notes = DocumentVersion.objects.filter(document__case=case, document__type_id=CONTACT_NOTE)
    for version in (
        notes.filter(coded__has_key="call_name").select_related("document").order_by("-filed_at")[:1]
    ):
        return str(_sealed(version, by).get("call_name", ""))
    return ""
