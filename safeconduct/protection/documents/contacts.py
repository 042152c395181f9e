"""What the monitoring notes show together: who was reached, how often was tried, how things stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from safeconduct.protection.documents import monitoring
from safeconduct.protection.documents.declared import Filed, moment
from safeconduct.protection.documents.open_matters import chosen
from safeconduct.protection.documents.readings import entries, last_said, yes_or_no

TRIES_BEFORE_LOST = 3  # referral mechanism 10.1; design default
VALID_MARKS = {str(mark): mark for mark, _meaning in monitoring.SCALE}


def _mark(value: object) -> int | None:
    return VALID_MARKS.get(str(value))


def marks(note: Filed) -> dict[str, int]:
    """Return the lower of the person's and the worker's mark in each domain that either gave one to."""
    lower: dict[str, int] = {}
    for row in entries(note, "marks"):
        domain = row.get("domain")
        given = [mark for mark in (_mark(row.get("own")), _mark(row.get("worker"))) if mark]
        if isinstance(domain, str) and given:
            lower[domain] = min(given)
    return lower


def contact(note: Filed) -> Mapping[str, object]:
    """Turn one monitoring note into a row, as `monitoring` reads it. Coded answers only."""
    by_domain = marks(note)
    on = moment(note.values.get("on")) or note.at
    return {
        "step": chosen(note, "step"),
        "on": on.date().isoformat(),
        "reached": yes_or_no(note.values.get("reached")),
        "marks": by_domain,
        "safety": by_domain.get("O05"),
        "lowest": min(by_domain.values(), default=None),
        "person_says": yes_or_no(note.values.get("person_says")),
        "danger": chosen(note, "danger"),
        "recruiter_contact": yes_or_no(note.values.get("recruiter_contact")),
        "carer_changed": yes_or_no(note.values.get("carer_changed")),
        "starts_anew": yes_or_no(note.values.get("starts_anew")),
    }


def by_day(filed: Sequence[Filed]) -> list[Mapping[str, object]]:
    """Return every contact in the order in which they happened, whenever they were written down."""
    return sorted(map(contact, filed), key=lambda row: str(row["on"]))


def _reached(filed: Sequence[Filed]) -> list[Mapping[str, object]]:
    return [row for row in by_day(filed) if row["reached"] is True]


def every_contact(filed: Sequence[Filed], _now: datetime) -> object:
    return by_day(filed)


def done(filed: Sequence[Filed], _now: datetime) -> object:
    return len(_reached(filed)) if _anything_known(filed) else None


def _days_tried(filed: Sequence[Filed]) -> set[object]:
    tried: set[object] = set()
    for row in by_day(filed):
        if row["reached"] is True:
            tried.clear()
        elif row["reached"] is False:
            tried.add(row["on"])
    return tried


def tries(filed: Sequence[Filed], _now: datetime) -> object:
    """Count the days with a try since the person was last reached; two tries on one day are one."""
    return len(_days_tried(filed)) if _anything_known(filed) else None


def lost(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether three safe tries on different days failed since the person was last reached."""
    return len(_days_tried(filed)) >= TRIES_BEFORE_LOST if _anything_known(filed) else None


def _anything_known(filed: Sequence[Filed]) -> bool:
    return any(row["reached"] is not None for row in by_day(filed))


def months_without(filed: Sequence[Filed], now: datetime) -> object:
    """Count whole months since the person was last reached, or since the first try when never reached."""
    if not _anything_known(filed):
        return None
    since = (_reached(filed)[-1:] or by_day(filed)[:1])[0]["on"]
    at = moment(since)
    return None if at is None else monitoring.whole_months(at.date(), now.date())


def schedule_done(filed: Sequence[Filed], now: datetime) -> object:
    """Two years count unless the newest word is that the shorter schedule applies.

    Contacts made before the schedule started anew, after a danger, no longer count.
    """
    if not _anything_known(filed):
        return None
    longer = last_said("longer")(filed, now) is not False
    steps = [str(row["step"]) for row in _since_start(by_day(filed)) if row["reached"] is True]
    return not monitoring.still_open(steps, longer=longer)


def _since_start(rows_by_day: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    starts = [place for place, row in enumerate(rows_by_day) if row["starts_anew"] is True]
    return rows_by_day[starts[-1] :] if starts else rows_by_day


def safety_low_twice(filed: Sequence[Filed], _now: datetime) -> object:
    """Read the last two contacts in which the person was reached; unknown before there are two."""
    last_two = [row["danger"] for row in _reached(filed)[-2:]]
    if any(level in ("MEDIUM", "HIGH") for level in last_two):
        return False
    return True if last_two == ["LOW", "LOW"] else None
