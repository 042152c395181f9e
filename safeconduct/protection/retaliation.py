"""Threats, and the accused set free: the person is told before, and the danger is assessed anew (SG-JU-03).

A release stands in an alert (D35) of that kind, a threat in an alert or in a safety assessment (D07). A release
of unknown date may be today. Only an assessment made after the danger arose counts.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from safeconduct.protection.documents.after_return import RELEASE, STOOD_DOWN, release_told
from safeconduct.protection.documents.declared import Filed, moment
from safeconduct.protection.documents.open_matters import chosen
from safeconduct.protection.documents.readings import yes_or_no
from safeconduct.protection.watched import Since, Watched
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

SAFEGUARD, WATCH, ALERT, ASSESSMENT = "SG-JU-03", "retaliation", "D35", "D07"
ASSESSED_WITHIN = timedelta(hours=24)  # of the threat: SG-JU-03, design default
TOLD_BEFORE = timedelta(hours=48)  # ahead of the release: SG-JU-03, design default

TELL = _("Tell the person that the accused is free or will be, unless the person does not wish to know")
ASSESS_AHEAD = _("Assess the danger: the accused will be free")
ASSESS_FREE = _("Assess the danger: the accused is free")
ASSESS_THREAT = _("Assess any threat")


def watched(papers: Sequence[Filed], now: datetime, since: Since) -> tuple[Watched, ...]:
    """Return what is owed because of these alerts and assessments. `since` is when each task arose."""
    assessed = [at for paper in papers if paper.type_id == ASSESSMENT and (at := _assessed(paper, now))]
    owed: list[Watched] = []
    for paper in papers:
        if chosen(paper, "standing") == STOOD_DOWN:
            continue
        if paper.type_id == ALERT and chosen(paper, "kind") == RELEASE:
            owed.extend(_release(paper, assessed, now, since))
        if yes_or_no(paper.values.get("threat_reported")) is True:
            owed.extend(_threat(paper, papers, now))
    return tuple(owed)


def _release(paper: Filed, assessed: Sequence[datetime], now: datetime, since: Since) -> Iterator[Watched]:
    """Tell the person in time; assess on learning of it, and again once the accused is free."""
    free = moment(paper.values.get("release_at"))
    alert, day = f"{WATCH}:{ALERT}.{paper.number}", f"{free:%Y-%m-%dT%H:%M%z}" if free else "?"
    if not release_told(paper):
        by = now if free is None else max(now, free - TOLD_BEFORE)
        yield Watched(TELL, SAFEGUARD, f"{alert} {day}", by, once=True)
    if free is None or free > now:
        ahead = Watched(ASSESS_AHEAD, SAFEGUARD, alert, now + ASSESSED_WITHIN, document=ASSESSMENT)
        if not _any_since(assessed, since.get(ahead.key, now)):
            yield ahead
    if free is not None:
        by = max(now, free + ASSESSED_WITHIN)
        after = Watched(ASSESS_FREE, SAFEGUARD, f"{alert} {day}", by, document=ASSESSMENT)
        # an assessment made before anybody knew of the release did not weigh it
        if not _any_since(assessed, max(free, since.get(after.key, now))):
            yield after


def _threat(paper: Filed, papers: Sequence[Filed], now: datetime) -> Iterator[Watched]:
    """Owe an assessment within a day of the threat, until one made since then says that it was assessed."""
    said = "raised_at" if paper.type_id == ALERT else "assessed_at"
    made = min(moment(paper.values.get(said)) or paper.at, paper.at)
    looked_at = [
        at
        for each in papers
        if each.type_id == ASSESSMENT and yes_or_no(each.values.get("threat_assessed")) is True
        and (at := _assessed(each, now))
    ]  # fmt: skip
    if not _any_since(looked_at, made):
        about = f"{WATCH}:{paper.type_id}.{paper.number} threat"
        by = max(now, made + ASSESSED_WITHIN)
        yield Watched(ASSESS_THREAT, SAFEGUARD, about, by, Role.CASE_MANAGER, ASSESSMENT)


def _assessed(paper: Filed, now: datetime) -> datetime | None:
    """Return when an assessment was made; what is dated ahead of its filing was made when it was filed."""
    said = moment(paper.values.get("assessed_at"))
    return None if said is None else min(said, paper.at, now)


def _any_since(assessed: Sequence[datetime], then: datetime) -> bool:
    """Tell whether one was made since; papers give the minute, not the second."""
    return any(at >= then.replace(second=0, microsecond=0) for at in assessed)
