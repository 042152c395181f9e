"""One screening under way: what was answered so far, kept as the draft of a D03, and what the rules read in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime

from safeconduct.casework.forms.signs import SIGNS
from safeconduct.protection.documents.choices import ACTS, MEANS, PURPOSES
from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.screening import Account, AgeStatus, Heard, Kind, Result, Said, screen
from safeconduct.protection.screening.answers import NOT_ASKED
from safeconduct.protection.screening.elements import COERCED_SERVICES, COMMERCIAL_USE
from safeconduct.protection.screening.indicators import IDS
from safeconduct.protection.screening.questions import Question
from safeconduct.protection.screening.regimes import purpose_code
from safeconduct.protection.screening.screen import Recommendation

KEPT_AS = "screening"  # the draft's own key, so that the form of the whole document can tell it apart
ADULT_AT = 18

Choices = tuple[Choice, ...]
# Questions about an element ask which of these it was; D03 keeps the codes in the field named here.
ELEMENTS: Mapping[str, tuple[str, Choices]] = {
    "act": ("acts", ACTS),
    "means": ("means", MEANS),
    "purpose": ("purposes", PURPOSES),
}


@dataclass
class Noted:
    """One answer: what was said, how it is known, in whose words; `codes` for questions about an element."""

    answer: str
    source: str = ""
    note: str = ""
    codes: list[str] = field(default_factory=list)


@dataclass
class Story:
    """Everything typed in one screening. `answers` stand in the order in which they were given."""

    safe_now: str = ""
    consent_to_talk: str = ""
    age: str = ""
    age_then: int | None = None
    age_then_asked: bool = False
    only_noting: bool = False  # a child without guardian: nothing is asked, only what is seen is noted
    worker_concern: bool = False
    concern: str = ""
    ended: str = "finished"
    going_on: bool = False  # asks on although the rules need nothing more
    answers: dict[str, Noted] = field(default_factory=dict)

    @classmethod
    def read(cls, typed: Mapping[str, object]) -> "Story":
        """Read a draft; one that is not a screening of this kind is an empty story."""
        kept = typed.get(KEPT_AS)
        if not isinstance(kept, dict):
            return cls()
        known = {each.name for each in fields(cls)}
        told = {name: value for name, value in kept.items() if name in known}
        told["answers"] = {code: Noted(**one) for code, one in kept.get("answers", {}).items()}
        return cls(**told)

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "Story":
        """Take an earlier screening up again: nothing is asked twice, safety and consent are asked anew."""
        story = cls(
            age=str(values.get("age", "")),
            worker_concern=values.get("worker_concern") == "yes",
            concern=str(values.get("concern", "")),
        )
        age_then = values.get("age_then")
        if isinstance(age_then, int):
            story.age_then, story.age_then_asked = age_then, True
        for code, (name, _choices) in ELEMENTS.items():
            codes = values.get(name)
            if isinstance(codes, list) and codes:
                story.answers[code] = Noted(Said.PRESENT, codes=codes)
        rows = values.get("indicators")
        for row in rows if isinstance(rows, list) else []:
            if row.get("answer") in set(Said) and isinstance(row.get("id"), str):
                story.answers[row["id"]] = Noted(row["answer"], row.get("source", ""), row.get("note", ""))
        return story

    def typed(self) -> dict[str, object]:
        return {KEPT_AS: asdict(self)}

    @property
    def age_status(self) -> AgeStatus:
        match self.age:
            case "under_18":
                return AgeStatus.CHILD
            case "adult" if self.age_then is not None and self.age_then < ADULT_AT:
                return AgeStatus.CHILD_THEN
            case "adult":
                return AgeStatus.ADULT
        return AgeStatus.UNKNOWN

    @property
    def a_child_now(self) -> bool:
        return self.age_status in {AgeStatus.CHILD, AgeStatus.UNKNOWN}

    def account(self, by: str = "") -> Account:
        """Return what screening may read of this story."""
        heard = {code: Heard(Said(one.answer), one.note, by) for code, one in self.answers.items()}
        signs = {code: each for code, each in heard.items() if code in IDS}
        return Account(
            self.age_status,
            dict.fromkeys(Kind, signs) if signs else {},
            acts=self._element("act", heard),
            means=self._element("means", heard),
            purposes=self._element("purpose", heard),
            commercial_sexual_use_of_child=heard.get(COMMERCIAL_USE, NOT_ASKED),
            sexual_services_under_coercion=heard.get(COERCED_SERVICES, NOT_ASKED),
            worker_concern=Heard(Said.PRESENT, self.concern, by) if self.worker_concern else NOT_ASKED,
            urgent_danger=Heard(Said.PRESENT, by=by) if self.safe_now == "no" else NOT_ASKED,
        )

    def _element(self, code: str, heard: Mapping[str, Heard]) -> dict[str, Heard]:
        """Spread an answer over the codes it is about; of a yes only the chosen ones are known."""
        if code not in heard:
            return {}
        codes = self.answers[code].codes
        if heard[code].said is not Said.PRESENT:
            codes = [choice.code for choice in ELEMENTS[code][1]]
        return {purpose_code(each) if code == "purpose" else each: heard[code] for each in codes}

    def result(self, by: str = "") -> Result:
        return screen(self.account(by))

    def next_question(self, result: Result) -> Question | None:
        """Return the question that could change the result most kindly; when asked on, the next of all."""
        wanted = result.ask_next
        if self.going_on and result.recommendation is Recommendation.REFER:
            wanted = screen(Account(self.age_status)).ask_next
        return next((each for each in wanted if each.code not in self.answers), None)

    def question(self, code: str) -> Question | None:
        """Return any question of a screening of this age by its code."""
        return next((each for each in screen(Account(self.age_status)).ask_next if each.code == code), None)

    def before(self, code: str) -> str:
        """Return the question that was answered before this one, or nothing for the first."""
        order = list(self.answers)
        place = order.index(code) if code in order else len(order)
        return order[place - 1] if place else ""


def as_document(story: Story, result: Result, reason: str) -> dict[str, object]:
    """Return the D03 of a story. The recommendation is what the rules say, never what somebody typed."""
    told: dict[str, object] = {
        "safe_now": story.safe_now,
        "consent_to_talk": story.consent_to_talk,
        "age": story.age,
        "age_then": story.age_then,
        "indicators": [_row(code, one) for code, one in story.answers.items() if not _in_codes(code, one)],
        "screening_variants": [str(name) for name in result.sets],
        "worker_concern": "yes" if story.worker_concern else "",
        "concern": story.concern,
        "ended": story.ended,
        "recommendation": str(result.recommendation),
        "departure_reason": reason,
        "rules_version": f"{result.ruleset} {result.ruleset_version}",
    }
    for code, (name, _choices) in ELEMENTS.items():
        if code in story.answers and _in_codes(code, story.answers[code]):
            told[name] = story.answers[code].codes
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _in_codes(code: str, one: Noted) -> bool:
    """An element that was found stands in its own field; its absence, and every sign, in the list of signs."""
    return code in ELEMENTS and one.answer == Said.PRESENT


def _row(code: str, one: Noted) -> dict[str, object]:
    row = {"id": code, "answer": one.answer, "source": one.source, "note": one.note}
    return {name: value for name, value in row.items() if value}


def as_grounds(
    story: Story, at: datetime, source_words: Mapping[str, str], because: str
) -> dict[str, object]:
    """Return the D04 that a screening gives reason for: the signs that are present, and nothing more."""
    present = [(code, one) for code, one in story.answers.items() if one.answer == Said.PRESENT]
    rows = [
        {"id": code, **({"source": source_words[one.source]} if one.source in source_words else {})}
        for code, one in present
        if code in SIGNS
    ]
    told: dict[str, object] = {"grounds_at": at.isoformat(), "basis": "indicators", "grounds": because}
    return {**told, "indicators": rows} if rows else told


def completed(type_id: str, values: Mapping[str, object]) -> dict[str, object]:
    """Fill in what the rules say about a D03 that was written as a whole; other documents stay as they are."""
    if type_id != "D03":
        return dict(values)
    result = Story.of(values).result()
    said = {
        "recommendation": str(result.recommendation),
        "rules_version": f"{result.ruleset} {result.ruleset_version}",
    }
    return {**values, **said}
