"""The documents of a case as a list: what is on file, what stands side by side, what can be written."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework.access import Relation, author_roles
from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Case, DocumentVersion
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.words import gettext_noop as mark

PHASES = {
    "identification": mark("Contact and identification"),
    "all": mark("All the way"),
    "first assistance": mark("First help"),
    "assistance": mark("Help and plan"),
    "stay": mark("Stay"),
    "child": mark("Child"),
    "justice": mark("Justice"),
    "return": mark("Return"),
    "monitoring": mark("Follow-up"),
    "closure": mark("Closing"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document on file. `unsettled` when two versions stand side by side."""

    title: str
    href: str
    version: DocumentVersion
    unsettled: bool


@dataclass(frozen=True, slots=True)
class Papers:
    on_file: list[Paper]
    to_write: list[tuple[str, list[tuple[str, str]]]]  # phase, then title and where to write it


def papers_of(at: Standing, related: Relation, case: Case) -> Papers:
    """List what is on file, newest first, and what this worker's roles write."""
    heads: dict[object, int] = defaultdict(int)
    for version in at.current:
        heads[version.document_id] += 1
    on_file = [
        Paper(
            _(DOCUMENTS[version.document.type_id].title),
            reverse("document", args=[case.pk, version.document_id]),
            version,
            heads[version.document_id] > 1,
        )
        for version in sorted(at.current, key=lambda each: each.filed_at, reverse=True)
    ]
    by_phase: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document in DOCUMENTS.values():
        if author_roles(related, document.id):
            href = reverse("document_new", args=[case.pk, document.id])
            by_phase[document.phase].append((_(document.title), href))
    return Papers(on_file, [(_(PHASES.get(phase, phase)), rows) for phase, rows in by_phase.items()])
