"""What a child is owed, by when, and that no paper about something else settles it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from safeconduct.casework.models import Task
from safeconduct.casework.services import SettledOtherwise, settle_task
from safeconduct.protection.counting import Kind, end
from safeconduct.protection.country import profile
from safeconduct.protection.length import working_days
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

PROVISIONAL, FORMAL = "Have a provisional guardian", "Have a formal guardian appointed"
SCHOOL, PANEL = "Arrange school, health and daily life", "Have a panel determine the child’s best interests"
TRACING = "Decide whether to look for family"


@pytest.fixture
def file(file):
    """File a paper as a new version of the one on file, as the page does."""
    newest = {}

    def filing(type_id, values, by, role):
        version = file(type_id, values, by, role, base=newest.get(type_id))
        newest[type_id] = version.pk
        return version

    return filing


@pytest.fixture
def child(take, case, case_manager):
    take("child.doubt_or_child", case_manager, Role.CASE_MANAGER)
    case.refresh_from_db()
    return case


@pytest.fixture
def guarded(child, file, case_manager, take):
    """The same child with a provisional guardian."""
    file("D17", guardian("provisional"), case_manager, Role.CASE_MANAGER)
    take("child.appoint_guardian", case_manager, Role.COURT)
    child.refresh_from_db()
    return child


def guardian(kind):
    return {"guardian_appointed": "yes", "guardian_conflict_free": "yes", **({"kind": kind} if kind else {})}


def interests(now, **told):
    return {"assessed_on": str(now.date()), "child_view": "I want to stay.", **told}


def owed(case, what):
    return Task.objects.filter(case=case, what=what, done_at=None).first()


def test_child_rules_bring_five_clocks(child, now):
    country = profile(child.country)
    assert owed(child, PROVISIONAL).due_at == now + timedelta(hours=24)
    assert owed(child, FORMAL).due_at == end(working_days(5), now, country, Kind.DUTY)[0]
    assert timedelta(days=29) < owed(child, SCHOOL).due_at - now <= timedelta(days=31)
    assert timedelta(days=89) < owed(child, PANEL).due_at - now <= timedelta(days=91)
    assert Task.objects.filter(case=child, document="D20", done_at=None).exists()  # the age note


def test_a_grown_person_has_none_of_them(presumed):
    assert not Task.objects.filter(case=presumed, safeguard__startswith="SG-CH").exists()


def test_on_day_31_without_school_it_is_overdue_though_papers_about_other_things_were_written(
    guarded, file, case_manager, now
):
    file("D18", interests(now, about=["health"]), case_manager, Role.CASE_MANAGER)
    file("D18", interests(now, learning_arranged="no"), case_manager, Role.CASE_MANAGER)
    file("D18", interests(now, learning_arranged="unknown"), case_manager, Role.CASE_MANAGER)
    assert owed(guarded, SCHOOL).due_at < now + timedelta(days=31)


def test_school_that_is_arranged_settles_it(guarded, file, case_manager, now):
    file("D18", interests(now, learning_arranged="yes"), case_manager, Role.CASE_MANAGER)
    assert owed(guarded, SCHOOL) is None
    assert Task.objects.get(case=guarded, what=SCHOOL).done_by == case_manager


@pytest.mark.parametrize("kind", ["provisional", ""])
def test_a_provisional_guardian_or_one_of_unknown_kind_is_not_a_formal_one(child, file, case_manager, kind):
    file("D17", guardian(kind), case_manager, Role.CASE_MANAGER)
    assert owed(child, FORMAL)


def test_a_formal_guardian_settles_it_and_one_who_has_not_accepted_does_not(child, file, case_manager):
    file("D17", {"kind": "formal", "guardian_appointed": "no"}, case_manager, Role.CASE_MANAGER)
    assert owed(child, FORMAL)
    file("D17", guardian("formal"), case_manager, Role.CASE_MANAGER)
    assert owed(child, FORMAL) is None


def test_whether_to_look_for_family_is_decided_within_14_days_of_the_guardian(
    guarded, file, case_manager, now
):
    assert timedelta(days=13) < owed(guarded, TRACING).due_at - now <= timedelta(days=15)
    file("D18", interests(now), case_manager, Role.CASE_MANAGER)
    assert owed(guarded, TRACING)
    file("D18", interests(now, tracing_in_interest="no"), case_manager, Role.CASE_MANAGER)
    assert owed(guarded, TRACING) is None


def test_none_of_them_is_ticked_off(guarded, case_manager, now):
    for what in (FORMAL, SCHOOL, PANEL, TRACING):
        with pytest.raises(SettledOtherwise):
            settle_task(
                owed(guarded, what).pk, by=case_manager, role=Role.CASE_MANAGER, now=now, op_id=uuid4()
            )


def test_papers_owed_at_once_do_not_wait_for_what_is_owed_later(child):
    """A panel in ninety days is no reason to write its paper in ninety days where a step asks for it now."""
    from safeconduct.casework.facts import standing
    from safeconduct.casework.services.effects import PAPER_OWED, owe_papers

    at = standing(child, child.opened_at)
    owe_papers(("D18",), None, at, child.opened_at)
    assert Task.objects.get(case=child, what=PAPER_OWED, document="D18").due_at <= (
        child.opened_at + timedelta(hours=24)
    )


def test_an_adult_after_all_is_owed_no_guardian_and_no_school(db):
    from django.utils import timezone

    from safeconduct.demo import cast, driver
    from safeconduct.demo.journey import Journey

    members = cast.gather(timezone.now().date(), sign_in=False)
    journey = Journey(members, timezone.now() - timedelta(days=30), seed="grown", young=True)
    for event in ("identification.self_report", "child.doubt_or_child"):
        driver.go(journey, event)
    assert owed(journey.case, SCHOOL)
    assert not driver.go(journey, "child.proved_adult").refused
    assert not Task.objects.filter(
        case=journey.case, done_at=None, safeguard__in=["SG-CH-02", "SG-CH-03", "SG-CH-06", "SG-CH-07"]
    ).exists()
    assert Task.objects.filter(case=journey.case, done_at=None, safeguard="SG-JU-01").exists()
