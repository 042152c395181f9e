"""Keep the tasks that watch a date on paper: made when it arises, moved when it changes, closed when it is over.

What is watched is looked up when a paper or an event of the case could change it, never by going through cases.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from safeconduct.accounts.models import Worker
from safeconduct.casework.facts import Standing
from safeconduct.casework.models import Event, Task
from safeconduct.protection import limitation, on_paper, retaliation
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.finding import Won
from safeconduct.protection.watched import Since, Watched
from safeconduct.protection.words import Role

Look = Callable[[Standing, datetime, Since], tuple[Watched, ...]]


def watch(name: str, event: Event | None, at: Standing, now: datetime, by: Worker | None = None) -> None:
    """Owe what one watch asks for now, and nothing else of it.

    A date that changed moves its task, which stays the same task; what is watched no longer closes it.
    """
    rows = list(Task.objects.filter(case=at.case, about__startswith=f"{name}:").order_by("since"))
    since = {(row.what, row.about): row.since for row in rows}
    wanted = {each.key: each for each in _LOOKS[name](at, now, since)}
    open_rows = [row for row in rows if row.done_at is None]
    gone = [row for row in open_rows if (row.what, row.about) not in wanted]
    still = {(row.what, row.about) for row in open_rows}
    for key, each in wanted.items():
        if key in still or each.kept or (each.once and key in since):
            continue
        moved = next((row for row in gone if row.what == each.what), None)
        if moved is None:
            _owe(each, event, at, now)
        else:
            gone.remove(moved)
            moved.about, moved.due_at = each.about, each.due
            moved.save(update_fields=["about", "due_at"])
    over = Task.objects.filter(pk__in=[row.pk for row in gone])
    over.update(done_at=now, done_by=by)


def _owe(each: Watched, event: Event | None, at: Standing, now: datetime) -> None:
    Task.objects.create(
        case=at.case,
        what=each.what,
        safeguard=each.safeguard,
        role=each.to,
        unit=at.case.unit,
        document=each.document,
        settled_by=each.settled_by,
        about=each.about,
        arises=event,
        since=now,
        due_at=each.due,
        won=Won.DESIGN_DEFAULT,
    )


def _papers(at: Standing, *types: str) -> list[Filed]:
    return [
        Filed(each.document.type_id, each.document.number, each.version, each.filed_at, each.coded)
        for each in at.current
        if each.document.type_id in types
    ]


def _limitation(at: Standing, now: datetime, _since: Since) -> tuple[Watched, ...]:
    noted = limitation.Noted(
        filed=_last(at, "claims.file"),
        waived=_last(at, "claims.waive") if at.case.claims == "NOT_PURSUED" else None,
    )
    papers = _papers(at, limitation.PAPER)
    return limitation.watched(papers, noted, now, at.facts.country, _handles_claims(at))


def _handles_claims(at: Standing) -> Role:
    """Return who handles the claim: a lawyer or a labour inspector with a part in the case, else the lead."""
    roles = {row.role for row in at.people if row.until is None}
    return next((role for role in (Role.LAWYER, Role.LABOUR_INSPECTOR) if role in roles), Role.CASE_MANAGER)


def _last(at: Standing, event: str) -> datetime | None:
    story = Event.objects.filter(case=at.case, event=event).order_by("-position")
    return story.values_list("at", flat=True).first()


def _retaliation(at: Standing, now: datetime, since: Since) -> tuple[Watched, ...]:
    return retaliation.watched(_papers(at, retaliation.ALERT, retaliation.ASSESSMENT), now, since)


def _on_paper(owed: Callable[[Sequence[Filed], datetime], tuple[Watched, ...]], *types: str) -> Look:
    def look(at: Standing, now: datetime, _since: Since) -> tuple[Watched, ...]:
        return owed(_papers(at, *types), now)

    return look


_PREPARED = frozenset(
    {"REQUESTED", "VERIFICATION", "RISK_ASSESSMENT", "ASSURANCE_SOUGHT", "RECEIVING_ACCEPTED"}
)


def _travel(at: Standing, now: datetime, _since: Since) -> tuple[Watched, ...]:
    """Papers are waited for while a return is being prepared; whoever stays needs none."""
    wished = _last(at, "return.request_return") or now
    return on_paper.travel(_papers(at, "D26"), wished) if at.case.return_state in _PREPARED else ()


_LOOKS: dict[str, Look] = {
    limitation.WATCH: _limitation,
    retaliation.WATCH: _retaliation,
    on_paper.RESTRICTION: _on_paper(on_paper.restriction, "D07"),
    on_paper.COMPLAINT: _on_paper(on_paper.complaint, "D38"),
    on_paper.HEARING: _on_paper(on_paper.hearing, "D37"),
    on_paper.TRAVEL: _travel,
}
