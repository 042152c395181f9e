"""Where a screening stands: its draft, what is known already, and which step comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from safeconduct.casework import reading, services
from safeconduct.casework.access import Action, can
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.forms import DocumentForm
from safeconduct.casework.models import DocumentVersion, Draft
from safeconduct.casework.queries import Opened
from safeconduct.casework.services.draft import typed_in
from safeconduct.casework.views.document_ways import zone_of
from safeconduct.casework.views.frame import Asked, now
from safeconduct.casework.views.screening_story import KEPT_AS, Story
from safeconduct.protection.documents import DOCUMENTS

D03 = "D03"


@dataclass(frozen=True)
class Screening:
    """A screening by one worker: the story so far, and the version of D03 that it writes on, if any."""

    case: Opened
    at: Standing
    draft: Draft | None
    base: DocumentVersion | None
    story: Story
    known: Mapping[str, object]  # what the contact note says already

    @property
    def waits(self) -> bool:
        """Tell whether the step that opens the screening has still to be taken."""
        return self.case.case.identification == "CONTACT"

    @property
    def guardian(self) -> bool:
        return self.at.facts.yes("guardian_appointed")


def begin(request: Asked, case: Opened) -> Screening:
    """Take up the worker's draft, or an earlier screening that they may read, or begin anew."""
    at = standing(case.case, now())
    reads = can(request.user, Action.READ, case.case, now(), document=D03, related=case.related)
    base = _newest(at, D03) if reads else None
    drafts = Draft.objects.filter(case=case.case, worker=request.user, type_id=D03).select_related("case")
    draft = drafts.order_by("-kept_at").first()
    note = _newest(at, "D01")
    known = {"age": note.coded.get("age")} if note else {}
    return Screening(case, at, draft, base, _story(request, case, draft, base), known)


def _newest(at: Standing, type_id: str) -> DocumentVersion | None:
    return next((each for each in reversed(at.current) if each.document.type_id == type_id), None)


def _story(request: Asked, case: Opened, draft: Draft | None, base: DocumentVersion | None) -> Story:
    if draft is not None:
        typed = typed_in(draft, request.user)
        return Story.read(typed) if KEPT_AS in typed else _from_whole(case, typed)
    if base is None:
        return Story()
    base.document.case = case.case
    return Story.of(reading.values_of(base, request.user, related=case.related, now=now()))


def _from_whole(case: Opened, typed: Mapping[str, object]) -> Story:
    """Take up a draft that was begun as the whole form."""
    form = DocumentForm(DOCUMENTS[D03], typed, zone_of(case.case))
    form.is_valid()
    return Story.of(form.values)


def keep(request: Asked, on_way: Screening) -> None:
    """Keep the story sealed with the case, so that nothing is lost and another device can go on."""
    services.keep_draft(
        on_way.case.case,
        D03,
        on_way.story.typed(),
        by=request.user,
        now=now(),
        base=on_way.base,
        draft=on_way.draft,
    )


def first_open(on_way: Screening) -> str:
    """Return the step that comes next."""
    story = on_way.story
    if story.ended == "stopped":
        return "result"
    if story.safe_now != "yes":
        return "unsafe" if story.safe_now else "safe"
    if story.consent_to_talk != "yes":
        return "not-now" if story.consent_to_talk else "agree"
    if not story.age:
        return "age"
    if story.age == "adult" and not story.age_then_asked:
        return "before"
    if story.a_child_now and not on_way.guardian and not story.only_noting:
        return "guardian"
    question = story.next_question(story.result())
    return question.code if question else "result"


def way(on_way: Screening, step: str) -> str:
    """Return the address of a step; without one, of where the screening begins."""
    case_id = on_way.case.case.pk
    return reverse("screening", args=[case_id, step] if step else [case_id])
