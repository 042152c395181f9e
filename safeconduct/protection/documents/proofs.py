"""Build the facts of a case from its filed documents: the only way from paper to rule."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from safeconduct.protection.documents.declared import DocumentType, Filed
from safeconduct.protection.facts import Fact


def prove(types: Mapping[str, DocumentType], filed: Iterable[Filed], now: datetime) -> dict[str, Fact]:
    """Read every fact that the documents prove at this moment.

    Where two types can prove one fact, the document filed last speaks; one that knows nothing stays silent.
    Where two versions of one document stand side by side, what they do not agree on is unknown: a rule that
    could harm must not rest on the one that happens to be newer.
    """
    documents = sorted(filed, key=lambda each: each.at)
    heads: dict[tuple[str, int], list[Filed]] = defaultdict(list)
    for document in documents:
        heads[document.type_id, document.number].append(document)
    unsettled = [several for several in heads.values() if len(several) > 1]
    if not unsettled:
        return _prove(types, documents, now)
    readings = [
        _prove(types, [each for each in documents if each not in left_out], now)
        for left_out in _left_out(unsettled)
    ]
    first, *others = readings
    return {
        name: fact
        for name, fact in first.items()
        if all(name in other and other[name].value == fact.value for other in others)
    }


def _left_out(unsettled: list[list[Filed]]) -> list[list[Filed]]:
    """For each version that stands beside another, what a reading with it leaves out: its rivals."""
    return [
        [rival for several in unsettled for rival in several if rival not in _chosen(several, kept)]
        for kept in (version for several in unsettled for version in several)
    ]


def _chosen(several: list[Filed], kept: Filed) -> list[Filed]:
    return [kept] if kept in several else [several[-1]]


def _prove(types: Mapping[str, DocumentType], documents: Iterable[Filed], now: datetime) -> dict[str, Fact]:
    by_type: dict[str, list[Filed]] = defaultdict(list)
    for document in documents:
        by_type[document.type_id].append(document)
    facts: dict[str, Fact] = {}
    for type_id, of_type in sorted(by_type.items(), key=lambda pair: pair[1][-1].at):
        for proof in types[type_id].proofs:
            value = proof.read(of_type, now)
            if value is not None:
                facts[proof.fact] = Fact(value, of_type[-1].label, of_type[-1].at)
    return facts
