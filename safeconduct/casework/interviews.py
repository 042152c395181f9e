"""Interviews as they happened: what the story itself knows, whatever the papers say (SG-CM-02)."""

from collections.abc import Sequence

from safeconduct.casework.models import Case, DocumentVersion, Event, Override
from safeconduct.protection.acts.talking import HELD
from safeconduct.protection.documents.readings import filled
from safeconduct.protection.facts import Fact

PAPER = "paper"  # in the evidence of an act: the document that it used up


def begun(case: Case, current: Sequence[DocumentVersion], departures: Sequence[Override]) -> dict[str, Fact]:
    """Return the facts that interviews which began through the door prove; none began, none is proven.

    One that began counts as told, even before it is written down, and its paper opens no other. One that is
    only on paper counts beside it.
    """
    papers = [each for each in current if each.document.type_id == "D10"]
    if not papers and not any(each.event == HELD for each in departures):
        return {}  # without its paper none begins, unless two people set that aside: nothing to look up
    used = list(Event.objects.filter(case=case, event=HELD).values_list(f"evidence__{PAPER}", flat=True))
    if not used:
        return {}
    held = {str(each.document_id) for each in papers if filled(each.coded.get("held_at"))}
    without_paper = sum(1 for each in used if not each)
    facts: dict[str, object] = {
        "interview_count": len(held.union(each for each in used if each)) + without_paper,
        "account_on_file": True,
    }
    if papers and str(papers[-1].document_id) in used:
        facts["interview_note_open"] = False
    return {name: Fact(value, "events") for name, value in facts.items()}
