"""Time never shortens a warning: the notice is never later than 48 hours before, an assessment never skipped."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.retaliation import ASSESS_AHEAD, ASSESS_FREE, ASSESS_THREAT, TELL, watched

NOW = datetime(2027, 5, 20, 9, 30, tzinfo=UTC)
spans = st.timedeltas(timedelta(days=-400), timedelta(days=400))


def alert(number=1, at=NOW, **told):
    return Filed("D35", number, 1, at, {"kind": "release", **told})


def assessment(at, filed=None, number=1, **told):
    return Filed("D07", number, 1, filed or at, {"assessed_at": at.isoformat(), **told})


def ask(*papers, now=NOW, since=None):
    return {each.what: each for each in watched(papers, now, since or {})}


@given(spans)
def test_the_notice_is_owed_48_hours_before_or_at_once(ahead):
    free = NOW + ahead
    due = ask(alert(release_at=free.isoformat()))[TELL].due
    assert due == max(NOW, free - timedelta(hours=48))


@given(spans)
def test_a_release_nobody_told_of_always_has_an_assessment_owed_within_24_hours(ahead):
    free = NOW + ahead
    owed = ask(alert(release_at=free.isoformat()))
    assessments = [owed[what].due for what in (ASSESS_AHEAD, ASSESS_FREE) if what in owed]
    assert min(assessments) <= NOW + timedelta(hours=24)
    assert owed[ASSESS_FREE].due <= max(NOW, free + timedelta(hours=24))


@given(spans, spans, spans)
def test_no_assessment_from_before_the_release_settles_what_follows_it(ahead, made, filed):
    free, now = NOW + ahead, NOW + timedelta(days=500)
    paper = assessment(NOW + made, NOW + filed)
    key = ask(alert(release_at=free.isoformat()), now=now)[ASSESS_FREE].key
    owed = ask(alert(release_at=free.isoformat()), paper, now=now, since={key: NOW - timedelta(days=900)})
    settled = min(NOW + made, NOW + filed) >= free.replace(second=0, microsecond=0)
    assert (ASSESS_FREE not in owed) == settled


@given(spans)
def test_a_release_whose_date_is_unknown_is_warned_of_as_early_as_any(ahead):
    unknown = ask(alert())
    known = ask(alert(release_at=(NOW + ahead).isoformat()))
    assert unknown[TELL].due <= known[TELL].due


def test_telling_the_person_takes_no_assessment_away():
    told = ask(alert(release_at=(NOW + timedelta(days=3)).isoformat(), release_told="told"))
    assert set(told) == {ASSESS_AHEAD, ASSESS_FREE}


@given(spans)
def test_a_threat_is_owed_an_assessment_within_24_hours_of_it_and_of_its_writing(raised):
    owed = ask(alert(kind="danger", threat_reported="yes", raised_at=(NOW + raised).isoformat()))
    assert owed[ASSESS_THREAT].due <= NOW + timedelta(hours=24)
    assert owed[ASSESS_THREAT].due >= NOW


def test_an_answer_that_is_no_yes_owes_nothing():
    for answer in ("no", "unknown", "not_asked", "declined", None):
        assert not ask(alert(kind="danger", threat_reported=answer))
