"""Build the facts of a case from its filed documents: the only way from paper to rule."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from safeconduct.protection.documents.declared import DocumentType, Filed
from safeconduct.protection.facts import Fact


def prove(types: Mapping[str, DocumentType], filed: Iterable[Filed], now: datetime) -> dict[str, Fact]:
    """Read every fact that the documents prove at this moment.

    Where two types can prove one fact, the document filed last speaks; one that knows nothing stays silent.
    """
    by_type: dict[str, list[Filed]] = defaultdict(list)
    for document in sorted(filed, key=lambda each: each.at):
        by_type[document.type_id].append(document)
    facts: dict[str, Fact] = {}
    for type_id, documents in sorted(by_type.items(), key=lambda pair: pair[1][-1].at):
        for proof in types[type_id].proofs:
            value = proof.read(documents, now)
            if value is not None:
                facts[proof.fact] = Fact(value, documents[-1].label, documents[-1].at)
    return facts
