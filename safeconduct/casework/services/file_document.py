"""The door for every document: the only writer of versions."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from safeconduct.accounts.models import Worker
from safeconduct.audit import services as audit
from safeconduct.casework.access import acts_as, require_part
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Case, Document, DocumentVersion, Draft, Event, Task
from safeconduct.casework.services import effects
from safeconduct.casework.services.move import Step, follow_paper
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.checked import Problem, check, sealed_to_people, split
from safeconduct.protection.facts import Act
from safeconduct.protection.mechanism.filing import ON_FILING
from safeconduct.protection.words import Role
from safeconduct.vault import services as vault


class NotSound(Exception):
    """The document cannot be filed as typed; `problems` says what to do, field by field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.field for problem in problems))


class NotForYou(Exception):
    """The role that files does not write this document."""


def file_document(
    case_id: UUID,
    type_id: str,
    values: Mapping[str, object],
    *,
    by: Worker,
    role: Role,
    now: datetime,
    op_id: UUID,
    base: UUID | None = None,
    settles: UUID | None = None,
) -> DocumentVersion:
    """File a document or a new version of one (`base`); settle two that stand side by side (`settles`).

    Raises KeyError for an unknown type, NoPart, NotSound with every problem, NotForYou, and `vault.NotYetSealable`
    for a field that may only be kept sealed to named people.
    """
    declared = DOCUMENTS[type_id]
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        done = first_result(op_id, f"file:{type_id}", by)
        if done is not None:
            return DocumentVersion.objects.get(pk=done)
        require_part(by, case, now)
        if role not in declared.authors:
            raise NotForYou(type_id)
        problems = check(declared, values)
        if problems:
            raise NotSound(problems)
        to_people = sealed_to_people(declared, values)
        if to_people:
            vault.seal_to_people("", to_people)
        version = write(case, type_id, values, by, role, now, base, settles)
        consequences(case, version, Step(by, Act(f"file:{type_id}", acts_as(by, role, now)), now))
        remember(op_id, f"file:{type_id}", by, version.pk, now)
        return version


def write(
    case: Case,
    type_id: str,
    values: Mapping[str, object],
    by: Worker,
    role: Role,
    now: datetime,
    base: UUID | None,
    settles: UUID | None = None,
) -> DocumentVersion:
    """Write one version and its leaf. For doors only: the case is locked, the writer and the values are checked."""
    earlier = _of_case(case, type_id, base)
    document = earlier.document if earlier else _new_document(case, type_id)
    last = document.versions.aggregate(Max("version"))["version__max"] or 0
    row_id = uuid4()
    coded, sealed = split(DOCUMENTS[type_id], values)
    text = json.dumps(sealed, ensure_ascii=False, sort_keys=True)
    version = DocumentVersion.objects.create(
        id=row_id,
        document=document,
        version=last + 1,
        base=earlier,
        settles=_of_case(case, type_id, settles),
        filed_at=now,
        by=by,
        role=role,
        coded=coded,
        sealed=vault.seal(case.pk, row_id, "fields", text) if sealed else None,
    )
    audit.append(
        actor=by,
        role=role,
        action="document.filed",
        object_type="document",
        object_id=version.pk,
        case=case.pk,
        detail={"type": type_id, "version": version.version},
    )
    return version


def _of_case(case: Case, type_id: str, version: UUID | None) -> DocumentVersion | None:
    if version is None:
        return None
    return DocumentVersion.objects.select_related("document").get(
        pk=version, document__case=case, document__type_id=type_id
    )


def _new_document(case: Case, type_id: str) -> Document:
    """A type of which a case holds one gets its versions in one document, even without a base given."""
    of_type = Document.objects.filter(case=case, type_id=type_id)
    if not DOCUMENTS[type_id].many:
        only = of_type.first()
        if only is not None:
            return only
    return Document.objects.create(case=case, type_id=type_id, number=of_type.count() + 1)


def consequences(case: Case, version: DocumentVersion, step: Step) -> None:
    """Let what the table declares for this paper follow. For doors only."""
    type_id = version.document.type_id
    Draft.objects.filter(case=case, worker=step.by, type_id=type_id).delete()
    waiting = Task.objects.filter(
        case=case, document=type_id, settled_by="", about="", shown_by="", done_at__isnull=True
    )
    waiting.update(done_at=step.now, done_by=step.by)
    at = standing(case, step.now)
    table = ON_FILING.get(type_id, ())
    last = Event.objects.filter(case=case).order_by("-position").first()
    effects.settle_shown(at, step.now, step.by)
    effects.owe(table, last, at, step.now, step.by)
    follow_paper(table, at, last, step)
    case.safety_level = at.facts.word("safety_level") or ""
    case.consent_withdrawn = any(row.get("withdrawn") for row in _rows(at.facts.value("consents")))
    effects.refresh_due(case)
    case.save(update_fields=["safety_level", "consent_withdrawn", "next_due_at"])


def _rows(value: object) -> list[Mapping[str, object]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
