"""Staying in touch after a return: when, how life goes in fourteen domains, and what the answers show.

Monitoring is care, not surveillance: the person chooses the channel and may stop at any time (SG-RT-07).
Nothing here acts by itself; a sign of danger opens a talk.

A row of contacts, as the monitoring notes (D34) prove it, holds: `step` (T0 to T8, or `extra`), `on` (ISO
day), `reached` (true, false or None), `marks` (the lower of the person's and the worker's mark per domain),
`safety` (the mark of O05), `lowest` (the lowest mark), `person_says`, `danger` (LOW, MEDIUM, HIGH),
`recruiter_contact`, `carer_changed` and `starts_anew` (true, false or None).
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from safeconduct.protection import counting
from safeconduct.protection.counting import Kind
from safeconduct.protection.country import CountryProfile
from safeconduct.protection.documents.readings import day
from safeconduct.protection.length import Length, Unit, days, hours, months
from safeconduct.protection.words import Answer
from safeconduct.protection.words import gettext_noop as _

Row = Mapping[str, object]

COPING, STABLE, AT_RISK = 3, 4, 2  # marks on the scale below
APART = timedelta(days=90)  # between the contacts that show that life holds; design default


@dataclass(frozen=True, slots=True)
class Step:
    """One agreed contact. `after` counts from arrival; `longer` steps are for children and high risk.

    Source: SG-RT-07. Australia asks at 3, 6 and 12 months and IOM Finland stays in touch for six months or
    more (read in summary); the denser first steps are a design default.
    """

    id: str
    after: Length
    when: str
    how: str
    looks_at: str
    longer: bool = False

    def due(self, arrived: date) -> date:
        """Return the day this contact is due. Months follow the calendar, cut to the month's last day."""
        match self.after.unit:
            case Unit.MONTHS:
                return _months_later(arrived, self.after.value)
            case Unit.HOURS:
                return arrived + timedelta(hours=self.after.value)
            case _:
                return arrived + timedelta(days=self.after.value)

    def due_at(self, start: datetime, country: CountryProfile) -> datetime:
        """Return the instant by which this contact is owed: it binds us, so it is never later than the rule says.

        Hours are hours, so 72 of them end to the minute; days and months end with the local day, where a country
        has several with the first of them. Raises ValueError for an instant without time zone.
        """
        return counting.end(self.after, start, country, Kind.DUTY)[0]


_THEIR_CHANNEL = _("Through the channel the person chose")
_IN_PERSON = _("In person, if the person wishes")

SCHEDULE = (
    Step("T0", hours(0), _("On arrival"), _("In person; both confirm"), _("Safe, met, phone and money")),
    Step("T1", hours(72), _("After 72 hours"), _THEIR_CHANNEL, _("Housing, danger, urgent needs")),
    Step("T2", days(14), _("After 2 weeks"), _THEIR_CHANNEL, _("First appointments, the family's reaction")),
    Step("T3", months(1), _("After 1 month"), _IN_PERSON, _("Every domain, for the first time")),
    Step("T4", months(3), _("After 3 months"), _THEIR_CHANNEL, _("Every domain; the plan is reviewed")),
    Step("T5", months(6), _("After 6 months"), _IN_PERSON, _("Every domain; both case managers review")),
    Step("T6", months(12), _("After 12 months"), _IN_PERSON, _("Every domain; how things stand")),
    Step("T7", months(18), _("After 18 months"), _THEIR_CHANNEL, _("Safety, school, carers"), longer=True),
    Step("T8", months(24), _("After 24 months"), _IN_PERSON, _("Every domain; end or go on"), longer=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Domain:
    """One part of life that is looked at, after NEXUS Institute's reintegration research (from knowledge)."""

    id: str
    title: str
    good_sign: str


DOMAINS = (
    Domain("O01", _("Housing"), _("Lives where they chose, can lock the door, can pay")),
    Domain("O02", _("Legal status and papers"), _("Has papers; lawful stay; births of children registered")),
    Domain("O03", _("Work"), _("Paid as agreed, lawful hours and wage, free to leave")),
    Domain("O04", _("Education and training"), _("Attends or finished what the plan named")),
    Domain("O05", _("Safety"), _("No contact or threat from traffickers; knows whom to call")),
    Domain("O06", _("People around"), _("No discrimination or stigma; no violence at home")),
    Domain("O07", _("Relations"), _("Has somebody to trust; joins in")),
    Domain("O08", _("Money"), _("Meets basic costs; debt falls; own say over money")),
    Domain("O09", _("Physical health"), _("Has the treatment they want; manages the day")),
    Domain("O10", _("Mental well-being"), _("The person's own rating; sleep; knows the crisis plan")),
    Domain("O11", _("Access to services"), _("Each planned service came on time and was of use")),
    Domain("O12", _("The plan"), _("The person says the plan is theirs")),
    Domain("O13", _("Legal proceedings"), _("Told of each step; claims on track; compensation paid")),
    Domain("O14", _("Those who depend on the person"), _("Children and others are safe and in school")),
)

SCALE = (
    (1, _("Crisis")),
    (2, _("At risk")),
    (3, _("Coping")),
    (4, _("Stable")),
    (5, _("Thriving")),
)  # no mark: not asked, or the person did not wish to say


def steps(*, child: bool | None, high_risk: bool | None) -> tuple[Step, ...]:
    """Return the contacts that apply. An age or a risk that nobody knows counts for the longer schedule."""
    longer = child is not False or high_risk is not False
    return tuple(step for step in SCHEDULE if longer or not step.longer)


def planned(
    arrived: date, *, child: bool | None, high_risk: bool | None, again: bool = False
) -> tuple[tuple[Step, date], ...]:
    """Return each contact with the day it is due.

    `again` is for a schedule that starts anew once danger is over: it begins at 72 hours, without an arrival.
    """
    chosen = steps(child=child, high_risk=high_risk)
    return tuple((step, step.due(arrived)) for step in chosen if not (again and step.id == "T0"))


def still_open(reached_steps: Iterable[str], *, longer: bool) -> tuple[Step, ...]:
    """Return the contacts after arrival in which the person has not been reached yet."""
    done = set(reached_steps)
    return tuple(
        step for step in SCHEDULE if step.id != "T0" and (longer or not step.longer) and step.id not in done
    )


def sustained(contacts: Sequence[Row]) -> Answer:
    """Tell whether life holds: the person says so, and marks stayed up over contacts at least 90 days apart.

    Up means no domain below coping (3) and safety stable (4) or better, in every contact from the first of
    these to the last. Contacts without marks are passed over. Unknown while there is too little to say
    (referral mechanism 10.2, design default).
    """
    marked = [row for row in _reached(contacts) if _mark(row, "lowest") is not None and day(row.get("on"))]
    if not marked:
        return Answer.UNKNOWN
    newest = marked[-1]
    if newest.get("person_says") is False or _fell(newest):
        return Answer.NO
    held = list(takewhile(_holds, reversed(marked)))
    if not held or newest.get("person_says") is not True:
        return Answer.UNKNOWN
    return Answer.YES if _day(held[0]) - _day(held[-1]) >= APART else Answer.UNKNOWN


def re_trafficking_risk(contacts: Sequence[Row]) -> tuple[str, ...]:
    """Return the signs of danger in the last contact, as sentences; none when there are none.

    They open a talk with the person, never an action by themselves (referral mechanism 10.2, design default).
    """
    reached = _reached(contacts)
    if not reached:
        return ()
    newest = reached[-1]
    signs = (
        (_low(_mark(newest, "safety")), _("The person is not safe.")),
        (_low(_of(newest, "O03")) and _low(_of(newest, "O08")), _("There is no work and too little money.")),
        (newest.get("recruiter_contact") is True, _("Someone from the recruiting side made contact.")),
        (newest.get("carer_changed") is True, _("The child's carer changed without notice.")),
    )
    return tuple(sentence for shown, sentence in signs if shown)


def whole_months(since: date, until: date) -> int:
    """Count whole calendar months from one day to another; 0 when the second is not later."""
    count = (until.year - since.year) * 12 + until.month - since.month
    if count < 1:
        return 0
    return count if _months_later(since, count) <= until else count - 1


def _months_later(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _reached(contacts: Sequence[Row]) -> list[Row]:
    return sorted((row for row in contacts if row.get("reached") is True), key=_day)


def _day(row: Row) -> date:
    return day(row.get("on")) or date.min


def _mark(row: Row, name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _of(row: Row, domain: str) -> int | None:
    marks = row.get("marks")
    return _mark(marks, domain) if isinstance(marks, Mapping) else None


def _low(mark: int | None) -> bool:
    return mark is not None and mark <= AT_RISK


def _holds(row: Row) -> bool:
    lowest, safety = _mark(row, "lowest"), _mark(row, "safety")
    return lowest is not None and lowest >= COPING and safety is not None and safety >= STABLE


def _fell(row: Row) -> bool:
    lowest, safety = _mark(row, "lowest"), _mark(row, "safety")
    return (lowest is not None and lowest < COPING) or (safety is not None and safety < STABLE)
