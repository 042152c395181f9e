"""When the accused is or will be free, the person is told before and the danger is assessed anew (SG-JU-03)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from safeconduct.casework import queries
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Task
from safeconduct.casework.services import SettledOtherwise, settle_task
from safeconduct.demo import cast, driver
from safeconduct.demo.journey import Journey
from safeconduct.protection.retaliation import ASSESS_AHEAD, ASSESS_FREE, ASSESS_THREAT, TELL
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def owed(case):
    rows = Task.objects.filter(case=case, about__startswith="retaliation:", done_at=None)
    return {row.what: row for row in rows}


@pytest.fixture
def release(file, case_manager, now):
    """Write that the accused is set free at a moment, or that nobody knows when."""

    def written(free=None, **told):
        at = told.pop("at", now)
        base = told.pop("base", None)
        values = {"kind": "release", **({"release_at": free.isoformat()} if free else {}), **told}
        return file("D35", values, case_manager, Role.CASE_MANAGER, now=at, base=base)

    return written


@pytest.fixture
def assessed(file, case_manager):
    def written(at, **told):
        values = {"assessed_at": at.isoformat(), "safety_level": "MEDIUM", **told}
        return file("D07", values, case_manager, Role.CASE_MANAGER, now=at)

    return written


def tick(task, by, now):
    return settle_task(task.pk, by=by, role=Role.CASE_MANAGER, now=now, op_id=uuid4())


def test_the_person_is_told_two_days_before_a_planned_release(case, release, now):
    free = now + timedelta(days=30)
    release(free)
    assert owed(case)[TELL].due_at == free - timedelta(hours=48)
    assert owed(case)[ASSESS_AHEAD].due_at == now + timedelta(hours=24)
    assert owed(case)[ASSESS_FREE].due_at == free + timedelta(hours=24)
    case.refresh_from_db()
    assert case.next_due_at == now + timedelta(hours=24)


def test_a_planned_release_without_notice_is_overdue_48_hours_before(
    case, case_manager, release, assessed, now
):
    free = now + timedelta(days=30)
    release(free)
    assessed(now + timedelta(minutes=5))
    just_before, at_48_hours = free - timedelta(hours=49), free - timedelta(hours=48)
    assert TELL not in [each.what for each in queries.today(case_manager, just_before).overdue]
    assert TELL in [each.what for each in queries.today(case_manager, at_48_hours).overdue]


@pytest.mark.parametrize("hours", [-100, -1, 0, 12, 47])
def test_a_release_that_is_near_or_past_is_told_at_once(case, release, now, hours):
    release(now + timedelta(hours=hours))
    assert owed(case)[TELL].due_at == now


def test_a_release_of_unknown_date_may_be_today(case, release, now):
    release()
    assert owed(case)[TELL].due_at == now
    assert owed(case)[ASSESS_AHEAD].due_at == now + timedelta(hours=24)


def test_an_earlier_date_brings_the_notice_forward_and_a_later_one_moves_it(case, release, now):
    first = release(now + timedelta(days=30))
    task = owed(case)[TELL]
    sooner = now + timedelta(days=10)
    second = release(sooner, base=first.pk, at=now + timedelta(hours=1))
    assert owed(case)[TELL].pk == task.pk
    assert owed(case)[TELL].due_at == sooner - timedelta(hours=48)
    assert owed(case)[ASSESS_FREE].due_at == sooner + timedelta(hours=24)
    later = now + timedelta(days=60)
    release(later, base=second.pk, at=now + timedelta(hours=2))
    assert owed(case)[TELL].due_at == later - timedelta(hours=48)
    # what is already owed on learning of it does not get more time
    assert owed(case)[ASSESS_AHEAD].due_at == now + timedelta(hours=24)


@pytest.mark.parametrize("answer", ["told", "not_wished"])
def test_whoever_knows_or_does_not_wish_to_know_is_not_told_again(case, release, now, answer):
    first = release(now + timedelta(days=30))
    release(now + timedelta(days=30), base=first.pk, release_told=answer, at=now + timedelta(hours=1))
    assert TELL not in owed(case)
    assert ASSESS_FREE in owed(case)


def test_not_yet_told_stays_owed(case, release, now):
    first = release(now + timedelta(days=30))
    release(now + timedelta(days=30), base=first.pk, release_told="not_yet", at=now + timedelta(hours=1))
    assert TELL in owed(case)


def test_that_the_person_was_told_can_be_said_in_ones_own_name_and_a_new_date_is_told_again(
    case, case_manager, release, now
):
    first = release(now + timedelta(days=30))
    tick(owed(case)[TELL], case_manager, now)
    assert TELL not in owed(case)
    second = release(now + timedelta(days=30), base=first.pk, at=now + timedelta(hours=1))
    assert TELL not in owed(case)
    release(now + timedelta(days=5), base=second.pk, at=now + timedelta(hours=2))
    assert TELL in owed(case)


def test_only_an_assessment_made_since_settles_what_is_owed(case, case_manager, release, assessed, now):
    assessed(now - timedelta(hours=2))
    free = now + timedelta(days=3)
    release(free)
    for what in (ASSESS_AHEAD, ASSESS_FREE):
        with pytest.raises(SettledOtherwise):
            tick(owed(case)[what], case_manager, now)
    assessed(now + timedelta(hours=1))
    assert ASSESS_AHEAD not in owed(case)
    assert ASSESS_FREE in owed(case)
    assessed(free + timedelta(hours=1))
    assert ASSESS_FREE not in owed(case)


def test_an_assessment_written_late_about_the_time_before_does_not_count(
    case, release, file, case_manager, now
):
    release(now - timedelta(days=1))
    before = {"assessed_at": (now - timedelta(days=3)).isoformat(), "safety_level": "LOW"}
    file("D07", before, case_manager, Role.CASE_MANAGER, now=now + timedelta(hours=1))
    assert ASSESS_FREE in owed(case)


def test_an_assessment_made_before_anybody_knew_of_the_release_does_not_count(case, release, assessed, now):
    assessed(now - timedelta(hours=5))
    release(now - timedelta(days=10))
    assert owed(case)[ASSESS_FREE].due_at == now
    assessed(now + timedelta(hours=1))
    assert ASSESS_FREE not in owed(case)


def test_a_release_that_does_not_take_place_is_owed_nothing(case, release, now):
    first = release(now + timedelta(days=30))
    release(now + timedelta(days=30), standing="stood_down", base=first.pk, at=now + timedelta(hours=1))
    assert not owed(case)


def test_an_alert_about_something_else_says_nothing_of_a_release(case, file, case_manager):
    file("D35", {"kind": "danger", "standing": "raised"}, case_manager, Role.CASE_MANAGER)
    assert not owed(case)


def test_a_threat_in_an_alert_is_assessed_within_a_day_of_the_threat(case, file, case_manager, assessed, now):
    raised = now - timedelta(hours=6)
    alert = {"kind": "danger", "threat_reported": "yes", "raised_at": raised.isoformat()}
    file("D35", alert, case_manager, Role.CASE_MANAGER)
    assert owed(case)[ASSESS_THREAT].due_at == raised + timedelta(hours=24)
    assessed(now + timedelta(hours=1))  # says nothing about the threat
    assert ASSESS_THREAT in owed(case)
    assessed(now + timedelta(hours=2), threat_assessed="yes")
    assert ASSESS_THREAT not in owed(case)


def test_a_threat_found_in_an_assessment_that_did_not_weigh_it_is_owed_one_that_does(case, assessed, now):
    assessed(now, threat_reported="yes")
    assert owed(case)[ASSESS_THREAT].due_at == now + timedelta(hours=24)
    assessed(now + timedelta(hours=1), threat_reported="yes", threat_assessed="yes")
    assert not owed(case)


def test_a_person_safe_from_one_danger_does_not_wait_in_the_alarm_for_a_distant_release(
    case, case_manager, release, file, now
):
    file("D35", {"kind": "danger", "standing": "safe"}, case_manager, Role.CASE_MANAGER)
    release(now + timedelta(days=90))
    facts = standing(case, now).facts
    assert facts.yes("made_safe")
    assert facts.yes("alert_open")  # nobody closes the case before the person knows


@pytest.mark.parametrize("event", ["criminal_case.judge", "criminal_case.close_case"])
def test_a_judgment_or_an_end_asks_whether_the_accused_goes_free(db, event):
    journey = Journey(
        cast.gather(timezone.now().date(), sign_in=False), timezone.now() - timedelta(days=90), seed="free"
    )
    way = ["identification.self_report", "criminal_case.inform", "criminal_case.report",
           "criminal_case.open_investigation", "criminal_case.indict", "criminal_case.judge"]  # fmt: skip
    for step in (*way[:-1], event):
        assert not driver.go(journey, step).refused, step
    asked = Task.objects.get(
        case=journey.case, what__startswith="Ask whether the accused is free", done_at=None
    )
    assert asked.safeguard == "SG-JU-03"
    assert asked.due_at - asked.since == timedelta(hours=24)
    tick(asked, journey.manager, journey.now)
    assert not Task.objects.filter(pk=asked.pk, done_at=None).exists()
