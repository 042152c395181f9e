"""The time to appeal: national law where it is known, from the day the person has the decision (SG-ID-11)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from safeconduct.casework.facts import standing
from safeconduct.casework.models import Clock, Task
from safeconduct.demo import cast, driver
from safeconduct.demo.journey import Journey
from safeconduct.protection import country
from safeconduct.protection.finding import Won
from safeconduct.protection.national_law import Dated, Version
from safeconduct.protection.sourced import Confidence, Sourced

pytestmark = pytest.mark.django_db

TO_THE_TEAM = ("identification.self_report", "lifecycle.assign_lead", "identification.open_identification")
REFUSAL = "identification.decide_not_identified"


@pytest.fixture
def journey(db):
    members = cast.gather(timezone.now().date(), sign_in=False)
    return Journey(members, timezone.now() - timedelta(days=300), seed="appeal")


@pytest.fixture
def law(monkeypatch):
    """Let national law give this many days to appeal; None where nobody knows it."""

    def gives(number):
        here = country.profile("XA")
        told = Sourced(None) if number is None else Sourced(number, ("INVENTED",), Confidence.HIGH)
        laws = replace(here.laws, appeal_days=Dated((Version(None, told),)))
        changed = replace(here, laws=laws)
        monkeypatch.setattr("safeconduct.casework.facts.profile", lambda _code: changed)

    return gives


def play(journey, *events):
    for event in events:
        assert not driver.go(journey, event).refused, event


def clock(journey):
    return Clock.objects.get(case=journey.case, name="appeal")


def over(journey, at):
    journey.case.refresh_from_db()
    return standing(journey.case, at).facts.yes("appeal_over")


@pytest.mark.parametrize("number", [14, 60])
def test_national_law_decides_whether_it_gives_more_or_less_than_the_default(journey, law, number):
    law(number)
    play(journey, *TO_THE_TEAM, REFUSAL)
    found = clock(journey)
    assert found.won == Won.NATIONAL_LAW
    assert timedelta(days=number) <= found.due - found.starts <= timedelta(days=number + 1, hours=2)


def test_where_the_law_is_unknown_there_are_thirty_days(journey, law):
    law(None)
    play(journey, *TO_THE_TEAM, REFUSAL)
    found = clock(journey)
    assert found.won == Won.DESIGN_DEFAULT
    assert timedelta(days=30) <= found.due - found.starts


def test_protection_stays_until_the_last_moment_and_an_appeal_is_in_time_there(journey, law):
    law(14)
    play(journey, *TO_THE_TEAM, REFUSAL)
    due = clock(journey).due
    assert not over(journey, due - timedelta(seconds=1))
    assert over(journey, due)
    journey.now = due - timedelta(minutes=10)
    play(journey, "identification.appeal")
    assert not over(journey, due + timedelta(days=1))


def receive(journey, served_on):
    change = {"served_on": served_on, "decision_outcome": "not_identified"}
    journey.file("D13", REFUSAL, change)


def test_a_decision_served_late_counts_from_the_day_it_was_received(journey, law):
    law(14)
    play(journey, *TO_THE_TEAM, REFUSAL)
    first = clock(journey).due
    journey.now += timedelta(days=10)
    served = journey.now.date()
    receive(journey, str(served))
    later = clock(journey).due
    assert later - first >= timedelta(days=9)
    assert (later - timedelta(microseconds=1)).date() >= served + timedelta(days=14)


def test_an_earlier_day_of_service_takes_nothing_away(journey, law):
    law(14)
    play(journey, *TO_THE_TEAM, REFUSAL)
    first = clock(journey).due
    receive(journey, str((journey.now - timedelta(days=20)).date()))
    assert clock(journey).due == first


def test_a_decision_that_nobody_is_known_to_have_received_does_not_become_final(journey, law):
    law(14)
    play(journey, *TO_THE_TEAM, REFUSAL)
    receive(journey, "")
    long_after = clock(journey).due + timedelta(days=400)
    assert not over(journey, long_after)
    journey.now = long_after
    receive(journey, str(long_after.date()))
    assert not over(journey, long_after + timedelta(days=13))
    assert over(journey, long_after + timedelta(days=17))


def test_a_paper_of_the_team_before_any_refusal_starts_no_time_to_appeal(journey):
    play(journey, *TO_THE_TEAM)
    journey.opinions(REFUSAL)
    assert not Clock.objects.filter(case=journey.case, name="appeal").exists()


def test_a_refused_appeal_starts_no_new_time(journey):
    play(journey, *TO_THE_TEAM, REFUSAL, "identification.appeal", "identification.appeal_refused")
    receive(journey, str(journey.now.date()))
    assert not Clock.objects.filter(case=journey.case, name="appeal", ended_at=None).exists()
    assert over(journey, journey.now)


def test_the_reasons_are_handed_over_within_a_day_and_not_when_the_time_to_appeal_ends(journey):
    play(journey, *TO_THE_TEAM, REFUSAL)
    task = Task.objects.get(case=journey.case, what="Hand over the reasons and explain the appeal")
    assert task.due_at - task.since == timedelta(hours=24)
