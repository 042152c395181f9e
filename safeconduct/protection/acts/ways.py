"""What stands against an act whatever is said with it: so that a page tells it before anybody has said anything."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest

from safeconduct.protection.acts.declared import ActType
from safeconduct.protection.documents.declared import Field, FieldKind
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Finding
from safeconduct.protection.safeguards import SAFEGUARDS

FAR_AHEAD = datetime(9000, 1, 1, tzinfo=UTC)
MANY = 1_000_000


def stands_anyway(declared: ActType, case: CaseFacts, act: Act) -> tuple[Finding, ...]:
    """Return the refusals that hold in every way in which the act could be meant.

    Where something is written in own words nobody can try every way; then nothing is known to stand anyway.
    """
    if any(field.kind is FieldKind.LINE for field in declared.said):
        return ()
    ways = [Act(act.name, act.by, act.second, said) for said in _ways(declared)]
    refused = []
    for name in declared.safeguards:
        answers = [SAFEGUARDS[name].ask(case, way) for way in ways]
        if not any(answer.allowed for answer in answers):
            refused.append(answers[0])
    return tuple(refused)


def _ways(declared: ActType) -> Iterator[dict[str, object]]:
    """Yield enough ways of saying it that each answer comes up, once with every yes and once with every no."""
    columns = [_answers(field) for field in declared.said if field.kind is not FieldKind.ANSWER]
    asked = [field.name for field in declared.said if field.kind is FieldKind.ANSWER]
    names = [field.name for field in declared.said if field.kind is not FieldKind.ANSWER]
    for row in zip_longest(*columns) if columns else [()]:
        chosen = [
            value if value is not None else column[0] for value, column in zip(row, columns, strict=True)
        ]
        said: dict[str, object] = dict(zip(names, chosen, strict=True))
        yield said | dict.fromkeys(asked, True)
        yield said | dict.fromkeys(asked, False)
        for yes in asked:
            yield said | dict.fromkeys(asked, False) | {yes: True}


def _answers(field: Field) -> list[object]:
    codes = [choice.code for choice in field.choices]
    match field.kind:
        case FieldKind.CHOICE:
            return [*codes]
        case FieldKind.CHOICES:
            return [*([code] for code in codes), codes]
        case FieldKind.NUMBER:
            return [MANY, 0]
        case _:
            return [FAR_AHEAD]
