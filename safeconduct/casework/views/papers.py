"""The documents of a case as a list: what is on file, what stands side by side, what can be written."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework.access import Relation, author_roles
from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Case, DocumentVersion
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.words import gettext_noop

PHASES = {
    "identification": gettext_noop("Contact and identification"),
    "all": gettext_noop("All the way"),
    "first assistance": gettext_noop("First help"),
    "assistance": gettext_noop("Help and plan"),
    "stay": gettext_noop("Stay"),
    "child": gettext_noop("Child"),
    "justice": gettext_noop("Justice"),
    "return": gettext_noop("Return"),
    "monitoring": gettext_noop("Follow-up"),
    "closure": gettext_noop("Closing"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document on file. `unsettled` when two versions stand side by side."""

    title: str
    href: str
    version: DocumentVersion
    unsettled: bool


NEWEST = 6  # shown at once; the earlier ones are one press away


@dataclass(frozen=True, slots=True)
class Papers:
    on_file: list[Paper]
    to_write: list[tuple[str, list[tuple[str, str]]]]  # phase, then title and where to write it

    @property
    def newest(self) -> list[Paper]:
        return self.on_file[:NEWEST]

    @property
    def earlier(self) -> list[Paper]:
        return self.on_file[NEWEST:]


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
