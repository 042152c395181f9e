"""What happens because time passes, and what never happens because of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeconduct.casework.models import Clock, Event, Task
from safeconduct.casework.services import let_time_pass
from safeconduct.demo import cast, driver
from safeconduct.demo.journey import Journey

pytestmark = pytest.mark.django_db

TO_ACCEPTANCE = (
    "identification.self_report", "lifecycle.assign_lead", "return.open_counselling", "return.request_return",
    "return.skip_verification", "return.assess_risk_acceptable", "return.assurance_given",
)  # fmt: skip
TO_ARRIVAL = (
    *TO_ACCEPTANCE,
    "return.clear_gate",
    "return.depart",
    "return.arrive",
    "return.agree_monitoring",
)


@pytest.fixture
def journey(db):
    members = cast.gather(timezone.now().date(), sign_in=False)
    return Journey(members, timezone.now() - timedelta(days=300), seed="time")


def go(journey, *events):
    for event in events:
        assert not driver.go(journey, event).refused, event


def test_a_reflection_period_that_is_over_is_lengthened_until_the_options_are_explained(journey):
    go(journey, "identification.self_report", "stay.grant_reflection")
    clock = Clock.objects.get(case=journey.case, name="reflection")
    assert (
        clock.due - journey.case.reasonable_grounds_at >= timedelta(days=30)
        if (journey.case.reasonable_grounds_at)
        else clock.due > clock.starts
    )
    late = clock.due + timedelta(hours=1)
    let_time_pass(late)
    clock.refresh_from_db()
    assert journey.state("stay") == "REFLECTION"
    assert clock.due > late


def test_a_risk_assessment_that_is_too_old_sends_the_return_back(journey):
    go(journey, *TO_ACCEPTANCE)
    let_time_pass(journey.now + timedelta(days=32))
    assert journey.state("return") == "RISK_ASSESSMENT"
    assert Task.objects.filter(case=journey.case, document="D27", done_at=None).exists()


def test_whoever_does_not_arrive_is_looked_for(journey):
    go(journey, *TO_ACCEPTANCE, "return.clear_gate", "return.depart")
    let_time_pass(journey.now + timedelta(days=30))
    assert journey.state("return") == "ALERT"
    assert Event.objects.get(case=journey.case, event="return.no_show").by is None


def test_each_contact_made_owes_the_next_of_the_schedule(journey):
    go(journey, *TO_ARRIVAL)
    first = Task.objects.get(case=journey.case, settled_by="return.contact_done", done_at=None)
    assert timedelta(days=2) < first.due_at - journey.now < timedelta(days=5)
    go(journey, "return.contact_done")
    second = Task.objects.get(case=journey.case, settled_by="return.contact_done", done_at=None)
    assert second.due_at > first.due_at


def contact_owed(journey):
    return Task.objects.get(case=journey.case, settled_by="return.contact_done", done_at=None)


def test_the_first_contact_is_owed_72_hours_after_the_arrival_and_not_after_it_was_noted(journey):
    go(journey, *TO_ACCEPTANCE, "return.clear_gate", "return.depart")
    arrived = (journey.now + timedelta(hours=2)).replace(microsecond=0)
    journey.wait(timedelta(hours=12))
    journey.file("D32", "return.arrive", {"arrived_at": arrived.isoformat()})
    go(journey, "return.arrive")
    assert contact_owed(journey).due_at - arrived == timedelta(hours=72)


def test_an_arrival_of_an_earlier_journey_does_not_count(journey):
    go(journey, *TO_ACCEPTANCE, "return.clear_gate", "return.depart")
    long_ago = journey.now - timedelta(days=100)
    journey.file("D32", "return.arrive", {"arrived_at": long_ago.isoformat()})
    go(journey, "return.arrive")
    noted = Event.objects.get(case=journey.case, event="return.arrive").at
    assert contact_owed(journey).due_at - noted == timedelta(hours=72)


def test_once_danger_is_over_the_next_contact_is_owed_within_exactly_72_hours(journey):
    go(journey, *TO_ARRIVAL, "return.danger_sign", "return.made_safe_here")
    safe = Event.objects.get(case=journey.case, event="return.made_safe_here").at
    # the contact that was owed before the danger came no later than that
    assert contact_owed(journey).due_at <= safe + timedelta(hours=72)
    go(journey, "return.contact_done")
    assert contact_owed(journey).due_at > safe + timedelta(days=13)


def test_whoever_wants_no_follow_up_is_owed_no_contact(journey):
    go(journey, *TO_ACCEPTANCE, "return.clear_gate", "return.depart", "return.arrive")
    assert contact_owed(journey)
    go(journey, "return.decline_monitoring")
    assert not Task.objects.filter(settled_by="return.contact_done", done_at=None).exists()


def test_letting_time_pass_twice_does_everything_once(journey):
    go(journey, *TO_ACCEPTANCE)
    later = journey.now + timedelta(days=32)
    assert let_time_pass(later) == 1
    assert let_time_pass(later) == 0
    assert Event.objects.filter(case=journey.case, event="return.guard_expires").count() == 1


def test_before_its_time_nothing_happens(journey):
    go(journey, *TO_ACCEPTANCE)
    assert let_time_pass(journey.now + timedelta(days=1)) == 0
    assert journey.state("return") == "RECEIVING_ACCEPTED"
