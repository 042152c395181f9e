"""Before a claim runs out of time: alarms 90, 30 and 7 days ahead of its last day (SG-JU-02).

A loss waits until the claim assessment (D36) says that it is filed, paid, refused for good or not wanted, or
until filing is noted and can only mean this one. A last day that nobody knows may be tomorrow, so it is found
out now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from safeconduct.protection.clocks import start_before
from safeconduct.protection.counting import DAY, Kind, end_of_day
from safeconduct.protection.country import CountryProfile
from safeconduct.protection.deadline import Basis, Deadline
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.readings import day, entries
from safeconduct.protection.length import days
from safeconduct.protection.watched import Watched
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

SAFEGUARD, WATCH, PAPER, FILING = "SG-JU-02", "limitation", "D36", "claims.file"
NOT_FILED = (None, "", "to_file")

ALARMS = (
    (90, _("File the claim: ninety days before its last day")),
    (30, _("File the claim: thirty days before its last day")),
    (7, _("File the claim: seven days before its last day")),
)
PASSED = _("The last day to file a claim has passed: ask a lawyer now whether it can still be filed")
FIND_OUT = _("Find out the last day to file the claim")
SAY_WHICH = _("Write down which of the claims were filed")
AT_ONCE = timedelta(hours=24)  # for what is unknown; design default


@dataclass(frozen=True, slots=True)
class Noted:
    """When it was last noted that a claim was filed, and that the person wants none (while that stands)."""

    filed: datetime | None = None
    waived: datetime | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss that is not filed: by which route, until when, and when the paper that says so was written."""

    written: datetime
    route: str
    last_day: date | None


def watched(
    papers: Sequence[Filed], noted: Noted, now: datetime, country: CountryProfile, to: Role
) -> tuple[Watched, ...]:
    """Return what is owed for the losses on these claim assessments; `to` is whoever handles the claim."""
    losses = waiting(papers, noted)
    owed = [each for last in sorted(_last_days(losses)) for each in _alarms(last, now, country, to)]
    if any(loss.last_day is None for loss in losses):
        owed.append(_at_once(FIND_OUT, "?", now, to))
    if noted.filed and any(loss.written <= noted.filed for loss in losses):
        owed.append(_at_once(SAY_WHICH, f"which {noted.filed:%Y-%m-%dT%H:%M}", now, to))
    return tuple(owed)


def waiting(papers: Sequence[Filed], noted: Noted) -> list[Loss]:
    """Return the losses that nobody has filed.

    A filing settles what stood on paper before it only where that is one claim: one loss, or all by one known
    route. Which of several was filed has to be said.
    """
    found = [
        Loss(paper.at, str(row.get("route") or ""), day(row.get("limitation_day")))
        for paper in papers
        for row in entries(paper, "losses")
        if row.get("standing") in NOT_FILED
    ]
    if noted.waived:
        found = [loss for loss in found if loss.written > noted.waived]
    if noted.filed is None:
        return found
    earlier = [loss for loss in found if loss.written <= noted.filed]
    return [loss for loss in found if loss not in earlier] if _one_claim(earlier) else found


def _one_claim(losses: Sequence[Loss]) -> bool:
    routes = {loss.route for loss in losses}
    return len(losses) == 1 or (len(routes) == 1 and "" not in routes)


def _last_days(losses: Iterable[Loss]) -> set[date]:
    return {loss.last_day for loss in losses if loss.last_day}


def begins(last: date, country: CountryProfile) -> datetime:
    """Return the first instant of the last day: offices close before midnight, and abroad the day may end earlier."""
    return min(end_of_day(last - DAY, zone) for zone in country.zone_names)


def _alarms(last: date, now: datetime, country: CountryProfile, to: Role) -> list[Watched]:
    """Owe each alarm ahead, and of those whose time is past the nearest, at once."""
    before, about = begins(last, country), f"{WATCH}:{last}"
    due = {
        number: start_before(
            Deadline(days(number), "last day to file", Basis.DESIGN_DEFAULT, Kind.DUTY, SAFEGUARD),
            before,
            now,
            country,
            safeguard=SAFEGUARD,
        ).due
        for number, _what in ALARMS
    }
    late = [number for number in due if due[number] <= now]
    over = now >= max(end_of_day(last, zone) for zone in country.zone_names)
    owed = [
        Watched(
            what, SAFEGUARD, about, due[number], to, settled_by=FILING,
            kept=number in late and (over or number != min(late)),
        )
        for number, what in ALARMS
    ]  # fmt: skip
    return [*owed, Watched(PASSED, SAFEGUARD, about, now.astimezone(UTC), to, PAPER)] if over else owed


def _at_once(what: str, about: str, now: datetime, to: Role) -> Watched:
    return Watched(what, SAFEGUARD, f"{WATCH}:{about}", now + AT_ONCE, to, PAPER)
