"""How an act outside the steps of a case is declared: who may mean to do it, what is said with it, what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from safeconduct.protection.documents.declared import DocumentType, Field, FieldKind, moment
from safeconduct.protection.mechanism.declared import Owes
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

YES_NO = {"yes": True, "no": False}


class ActKind(StrEnum):
    """What an act is about; each kind stands together on the page."""

    TALK = "talk"
    CARE = "care"
    FREEDOM = "freedom"
    TELLING = "telling"
    FAMILY = "family"
    COURT = "court"
    OWN_FILE = "own_file"
    ELSEWHERE = "elsewhere"  # about no single case: agencies, figures, households


@dataclass(frozen=True)
class ActType:
    """One act that safeguards speak about and that is no event of the mechanism.

    `by` names who may mean to do it in a case; empty where no case asks it. `steps` are the events by which it
    is done where the mechanism has them, `door` the service of its own that it goes through. What is said with
    it (`said`) holds codes and answers only; `planned` names the field with its moment. `papers` are the types
    of paper that it rests on, `uses` the one that is used up by it. `settles` names the acts whose task is done
    or dropped with it, `owes` what is owed after it, `alarm` what somebody has to do when it was tried and refused.
    """

    id: str
    title: str  # what somebody would do, in small letters: "arrange an interview"
    kind: ActKind
    meaning: str = ""
    by: tuple[Role, ...] = ()
    said: tuple[Field, ...] = ()
    steps: tuple[str, ...] = ()
    door: str = ""
    owes: tuple[Owes, ...] = ()
    planned: str = ""
    papers: tuple[str, ...] = ()
    uses: str = ""
    settles: tuple[str, ...] = ()
    alarm: Owes | None = None

    @cached_property
    def safeguards(self) -> tuple[str, ...]:
        """Name the safeguards that concern it: those that list it among their acts."""
        return tuple(each.id for each in SAFEGUARDS.values() if self.id in each.acts)

    @property
    def in_a_case(self) -> bool:
        return bool(self.by)

    @cached_property
    def form(self) -> DocumentType:
        """Return what is said with it as a declaration of fields, so that it is asked and checked like a paper."""
        return DocumentType(self.id, self.title, self.meaning, "acts", self.by, (), self.said, source="acts")

    def evidence(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return what is offered to the rules: answers as yes and no, moments with their zone, codes as they are.

        An answer that is neither yes nor no offers nothing.
        """
        read = {field.name: _read(field, values.get(field.name)) for field in self.said}
        return {name: value for name, value in read.items() if value is not None}


def _read(field: Field, value: object) -> object:
    if value in (None, "", [], ()):
        return None
    match field.kind:
        case FieldKind.ANSWER:
            return YES_NO.get(str(value))
        case FieldKind.MOMENT:
            return moment(value)
        case _:
            return value
