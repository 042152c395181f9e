"""Time limits of claims: alarms that are there before the last day, and go only when the claim is filed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from safeconduct.casework import queries, services
from safeconduct.casework.models import Task
from safeconduct.casework.services import SettledOtherwise, settle_task
from safeconduct.demo import cast, driver
from safeconduct.demo.journey import Journey
from safeconduct.protection import limitation
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

NINETY, THIRTY, SEVEN = (what for _number, what in limitation.ALARMS)


def loss(now, days_ahead=None, *, route="labour", standing="to_file"):
    told = {"head": "wages", "route": route, "standing": standing}
    if days_ahead is None:
        return told
    return {**told, "limitation_day": str((now + timedelta(days=days_ahead)).date())}


def assess(file, by, *losses, **told):
    return file("D36", {"losses": list(losses), "claim_advice_given": "yes"}, by, Role.CASE_MANAGER, **told)


def owed(case):
    rows = Task.objects.filter(case=case, safeguard="SG-JU-02", done_at=None).exclude(about="")
    return {row.what: row for row in rows}


def test_three_alarms_are_stored_when_the_last_day_is_written_down(case, case_manager, file, now):
    assess(file, case_manager, loss(now, 200))
    alarms = owed(case)
    assert set(alarms) == {NINETY, THIRTY, SEVEN}
    last = now + timedelta(days=200)
    for what, number in ((NINETY, 90), (THIRTY, 30), (SEVEN, 7)):
        ahead = last - alarms[what].due_at
        assert timedelta(days=number - 1) <= ahead <= timedelta(days=number + 2)
    case.refresh_from_db()
    assert case.next_due_at <= alarms[NINETY].due_at  # other duties of a new case come first


def test_a_day_29_days_ahead_has_given_alarms_at_90_and_30_days(case, case_manager, file, now):
    long_ago = now - timedelta(days=171)
    assess(file, case_manager, loss(now, 29), now=long_ago)
    late = [each.what for each in queries.today(case_manager, now).overdue]
    assert late.count(NINETY) == 1
    assert late.count(THIRTY) == 1
    assert SEVEN not in late


def test_a_day_that_is_near_when_it_becomes_known_is_an_alarm_at_once(case, case_manager, file, now):
    assess(file, case_manager, loss(now, 20))
    assert set(owed(case)) == {THIRTY, SEVEN}
    assert owed(case)[THIRTY].due_at == now


def test_a_last_day_that_has_passed_is_not_passed_over(case, case_manager, file, now):
    assess(file, case_manager, loss(now, -10))
    assert set(owed(case)) == {limitation.PASSED}
    assert owed(case)[limitation.PASSED].due_at == now


def test_a_last_day_that_nobody_knows_is_found_out_now_and_filing_the_paper_again_gives_no_more_time(
    case, case_manager, file, now
):
    first = assess(file, case_manager, loss(now))
    task = owed(case)[limitation.FIND_OUT]
    assert task.due_at == now + timedelta(hours=24)
    later = now + timedelta(hours=20)
    second = assess(file, case_manager, loss(now), base=first.pk, now=later)
    assert owed(case)[limitation.FIND_OUT].due_at == task.due_at
    assess(file, case_manager, loss(now, 300), base=second.pk, now=later)
    assert set(owed(case)) == {NINETY, THIRTY, SEVEN}


def test_a_new_version_moves_the_alarms_to_the_new_day(case, case_manager, file, now):
    first = assess(file, case_manager, loss(now, 200))
    before = owed(case)
    assess(file, case_manager, loss(now, 150), base=first.pk, now=now + timedelta(hours=1))
    after = owed(case)
    for what in (NINETY, THIRTY, SEVEN):
        assert after[what].pk == before[what].pk
        assert before[what].due_at - after[what].due_at == timedelta(days=50)
        assert after[what].about.endswith(str((now + timedelta(days=150)).date()))
    assert Task.objects.filter(case=case, safeguard="SG-JU-02").count() == 3


def test_two_versions_side_by_side_keep_the_alarms_of_both(case, case_manager, file, now):
    first = assess(file, case_manager, loss(now, 200))
    for days in (150, 250):
        assess(file, case_manager, loss(now, days), base=first.pk, now=now + timedelta(hours=1))
    days = {row.about for row in Task.objects.filter(case=case, what=THIRTY, done_at=None)}
    assert len(days) == 2


def test_a_claim_that_is_said_to_be_filed_has_no_alarm_and_the_other_keeps_its_own(
    case, case_manager, file, now
):
    first = assess(file, case_manager, loss(now, 200), loss(now, 300, route="civil"))
    assert Task.objects.filter(case=case, what=THIRTY, done_at=None).count() == 2
    filed = loss(now, 200, standing="filed")
    assess(file, case_manager, filed, loss(now, 300, route="civil"), base=first.pk)
    assert owed(case)[THIRTY].about.endswith(str((now + timedelta(days=300)).date()))
    assert Task.objects.filter(case=case, what=THIRTY, done_at=None).count() == 1


def test_an_alarm_is_not_ticked_off(case, case_manager, file, now):
    assess(file, case_manager, loss(now, 20), loss(now))
    for task in owed(case).values():
        with pytest.raises(SettledOtherwise):
            settle_task(task.pk, by=case_manager, role=Role.CASE_MANAGER, now=now, op_id=uuid4())
        assert Task.objects.get(pk=task.pk).done_at is None


def test_lead_and_lawyer_both_see_the_alarm_and_a_stranger_to_the_case_does_not(
    case, case_manager, lawyer, other_agency_worker, file, now
):
    services.assign(
        case.pk, lawyer, "contributor", Role.LAWYER, by=case_manager, reason="claims", now=now, op_id=uuid4()
    )
    assess(file, case_manager, loss(now, 20))
    assert owed(case)[THIRTY].role == Role.LAWYER
    for worker in (case_manager, lawyer):
        assert THIRTY in [each.what for each in queries.today(worker, now).overdue]
    assert not queries.today(other_agency_worker, now).overdue


def test_without_anybody_for_claims_the_lead_owes_it(case, case_manager, file, now):
    assess(file, case_manager, loss(now, 20))
    assert owed(case)[THIRTY].role == Role.CASE_MANAGER


@pytest.fixture
def journey(db):
    members = cast.gather(timezone.now().date(), sign_in=False)
    return Journey(members, timezone.now() - timedelta(days=300), seed="claims")


def play(journey, *events):
    for event in events:
        assert not driver.go(journey, event).refused, event


def losses(journey, *several):
    journey.file("D36", "claims.assess", {"losses": list(several)})


def test_filing_the_claim_settles_its_alarms(journey):
    play(journey, "identification.self_report", "claims.assess")
    assert set(owed(journey.case)) == {NINETY, THIRTY, SEVEN}
    play(journey, "claims.file")
    assert not owed(journey.case)
    closed = Task.objects.filter(case=journey.case, what=NINETY).get()
    assert closed.done_at
    assert closed.done_by == journey.worker(Role.LAWYER)


def test_filing_one_of_several_claims_leaves_the_alarms_until_it_is_said_which(journey):
    play(journey, "identification.self_report", "claims.assess")
    losses(journey, loss(journey.now, 200), loss(journey.now, 300, route="state_fund"))
    before = Task.objects.filter(case=journey.case, done_at=None, what=THIRTY).count()
    play(journey, "claims.file")
    assert limitation.SAY_WHICH in owed(journey.case)
    assert Task.objects.filter(case=journey.case, done_at=None, what=THIRTY).count() == before


def test_whoever_wants_no_claim_is_not_pressed_and_may_take_it_up_again(journey):
    play(journey, "identification.self_report", "claims.assess")
    play(journey, "claims.waive")
    assert not owed(journey.case)
    play(journey, "claims.assess")
    assert set(owed(journey.case)) >= {THIRTY, SEVEN}


def test_the_days_are_shown_where_the_task_is(case, case_manager, file, now, sign_in):
    assess(file, case_manager, loss(now, 20), loss(now))
    answer = sign_in(case_manager).get("/")
    text = answer.content.decode()
    assert f"{THIRTY} (" in text
    assert f"/cases/{case.pk}/steps/claims.file" in text
    assert limitation.FIND_OUT in text
