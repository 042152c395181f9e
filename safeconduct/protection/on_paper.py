"""What four papers say is due: a restriction reviewed, a complaint answered, a hearing prepared, papers to travel.

Each is owed from the day that the paper names, so that filing it late or once more gives nobody more time. A day
that nobody wrote down counts from the first paper that speaks of the matter.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from safeconduct.protection.documents.closing import complaint_unanswered
from safeconduct.protection.documents.declared import Filed, moment
from safeconduct.protection.documents.justice import proceedings_open
from safeconduct.protection.documents.open_matters import chosen
from safeconduct.protection.documents.readings import day, yes_or_no
from safeconduct.protection.watched import Watched
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

REVIEWED_WITHIN = timedelta(days=7)  # of the last review: SG-PR-05, design default
ANSWERED_WITHIN = timedelta(days=30)  # of the complaint: SG-LT-03, design default
PREPARED_BEFORE = timedelta(days=7)  # ahead of the hearing: SG-JU-04, design default
IN_HAND_WITHIN = timedelta(days=30)  # of the request: SG-RT-04, design default

RESTRICTION, COMPLAINT, HEARING, TRAVEL = "restriction", "complaint", "hearing", "travel papers"

REVIEW = _("Review the restriction in the shelter, or lift it")
ANSWER = _("Answer the complaint")
PREPARE = _("Plan protection for the hearing")
IN_HAND = _("Have travel papers in the person’s hands: ask where the request stands")


def restriction(papers: Sequence[Filed], _now: datetime) -> tuple[Watched, ...]:
    """Owe a review a week after the last one, while the newest safety assessment says that a restriction holds."""
    holding: list[Filed] = []
    for paper in papers:
        match yes_or_no(paper.values.get("restriction_in_force")):
            case True:
                holding.append(paper)
            case False:
                holding.clear()
    if not holding:
        return ()
    reviews = [
        min(on, paper.at.date())  # what is planned is not done
        for paper in holding
        if (on := day(paper.values.get("restriction_reviewed_on")))
    ]
    last = max(reviews) if reviews else holding[0].at.date()
    due = datetime.combine(last, time(), UTC) + REVIEWED_WITHIN
    return (Watched(REVIEW, "SG-PR-05", f"{RESTRICTION}:{last}", due, document="D07"),)


def complaint(papers: Sequence[Filed], _now: datetime) -> tuple[Watched, ...]:
    """Owe an answer to each complaint, by somebody whom it is not about."""
    waiting = ((paper, moment(paper.values.get("received_on")) or paper.at) for paper in papers)
    return tuple(
        Watched(ANSWER, "SG-LT-03", f"{COMPLAINT}:D38.{paper.number} {came_in:%Y-%m-%d}",
                min(came_in, paper.at) + ANSWERED_WITHIN, Role.REVIEWER, "D38")
        for paper, came_in in waiting
        if complaint_unanswered(paper)
    )  # fmt: skip


def hearing(papers: Sequence[Filed], now: datetime) -> tuple[Watched, ...]:
    """Owe measures a week ahead of each hearing that has none."""
    return tuple(
        Watched(PREPARE, "SG-JU-04", f"{HEARING}:D37.{paper.number} {at:%Y-%m-%dT%H:%M%z}",
                max(now, at - PREPARED_BEFORE), Role.LAWYER, "D37")
        for paper in papers
        if (at := moment(paper.values.get("hearing_at"))) and at > now and proceedings_open(paper)
        and yes_or_no(paper.values.get("measures_planned")) is not True
    )  # fmt: skip


def travel(papers: Sequence[Filed], wished: datetime) -> tuple[Watched, ...]:
    """Owe papers to travel a month after they were asked for, until one is valid and in the person's hands.

    `wished` is when the person asked to return: what was asked for an earlier return counts from there.
    """
    said = [paper for paper in papers if chosen(paper, "travel_document")]
    if said and chosen(said[-1], "travel_document") == "valid":
        return ()
    asked = [
        moment(paper.values.get("sent_on")) or paper.at
        for paper in papers
        if chosen(paper, "message") == "M03" or chosen(paper, "travel_document") == "requested"
    ]
    if not asked:
        return ()
    first = max(min(asked), wished)
    about = f"{TRAVEL}:{first:%Y-%m-%d}"
    return (Watched(IN_HAND, "SG-RT-04", about, first + IN_HAND_WITHIN, Role.FOCAL_POINT, "D26"),)
