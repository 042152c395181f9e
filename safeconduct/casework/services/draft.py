"""Drafts: what somebody typed, kept as typed, so that not a keystroke is lost."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.casework.models import Case, DocumentVersion, Draft
from safeconduct.vault import services as vault


def keep_draft(
    case: Case,
    type_id: str,
    typed: Mapping[str, object],
    *,
    by: Worker,
    now: datetime,
    base: DocumentVersion | None = None,
    draft: Draft | None = None,
) -> Draft:
    """Keep what was typed, valid or not, sealed with the key of the case. It is the worker's alone."""
    row_id = draft.pk if draft else uuid4()
    sealed = vault.seal(case.pk, row_id, "typed", json.dumps(dict(typed), ensure_ascii=False))
    with transaction.atomic():
        kept, _made = Draft.objects.update_or_create(
            pk=row_id,
            defaults={
                "case": case,
                "worker": by,
                "type_id": type_id,
                "base": base,
                "typed": sealed,
                "kept_at": now,
            },
        )
        return kept


def typed_in(draft: Draft, by: Worker) -> dict[str, object]:
    """Return what was typed. Raises what the vault raises."""
    text = vault.open_sealed(draft.case_id, draft.pk, "typed", bytes(draft.typed), by=by)
    typed: dict[str, object] = json.loads(text)
    return typed


def drop_draft(draft_id: UUID, *, by: Worker) -> None:
    """Throw a draft of one's own away, at its writer's wish."""
    Draft.objects.filter(pk=draft_id, worker=by).delete()
