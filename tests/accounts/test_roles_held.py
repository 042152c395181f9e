from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.accounts import queries
from safeconduct.accounts.models import Absence, Agency, Membership, Training, Unit, Worker
from safeconduct.accounts.training import AREAS, valid_until
from safeconduct.protection.country import profile
from safeconduct.protection.facts import Act, Actor, CaseFacts
from safeconduct.protection.mechanism import START
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

NOW = timezone.now()
TODAY = NOW.date()


@pytest.mark.django_db
def test_who_acts_is_role_name_agency_unit_and_training(case_manager):
    actor = queries.actor_for(case_manager)
    assert actor.role is Role.CASE_MANAGER
    assert (actor.name, actor.agency) == ("case_manager", "Harbour House")
    assert actor.unit == "Harbour House, Town office (XA)"
    assert actor.trained == frozenset(AREAS)


@pytest.mark.django_db
def test_nobody_acts_in_a_role_they_do_not_hold(case_manager):
    with pytest.raises(queries.RoleNotHeld):
        queries.actor_for(case_manager, Role.REVIEWER)
    Membership.objects.update(until=NOW - timedelta(days=1))
    with pytest.raises(queries.RoleNotHeld):
        queries.actor_for(case_manager)
    assert queries.actor_for(case_manager, at=NOW - timedelta(days=2)).role is Role.CASE_MANAGER


@pytest.mark.django_db
def test_a_closed_account_acts_in_no_role(case_manager):
    case_manager.is_active = False
    with pytest.raises(queries.RoleNotHeld):
        queries.actor_for(case_manager)


@pytest.mark.django_db
def test_two_roles_are_chosen_between_by_name(case_manager):
    unit = Unit.objects.get()
    Membership.objects.create(
        worker=case_manager, unit=unit, role=Role.ADVOCATE, since=NOW - timedelta(days=1)
    )
    assert queries.roles_of(case_manager) == {Role.CASE_MANAGER, Role.ADVOCATE}
    assert queries.actor_for(case_manager).role is Role.CASE_MANAGER
    assert queries.actor_for(case_manager, Role.ADVOCATE).role is Role.ADVOCATE


def test_every_code_that_the_rule_reads_is_a_certificate_that_can_be_held():
    states = START | {"child": "CHILD_TREATED"}
    case = CaseFacts(states, {}, profile("XA"), NOW)
    asked = {"identification.start_screening", "schedule_interview"}
    findings = [SAFEGUARDS["SG-CM-05"].ask(case, Act(name, Actor(Role.FIRST_RESPONDER))) for name in asked]
    codes = {code for finding in findings for code in finding.told["absent"]}
    assert codes == {"screening", "interview", "child"}
    assert codes | {"case_management"} == set(AREAS)


@pytest.mark.django_db
def test_lapsed_training_no_longer_counts(case_manager):
    training = Training.objects.get(worker=case_manager, code="child")
    assert "child" in queries.trained(case_manager, training.valid_until)
    assert "child" not in queries.trained(case_manager, training.valid_until + timedelta(days=1))
    assert "child" not in queries.trained(case_manager, training.completed_on - timedelta(days=1))


@pytest.mark.django_db
def test_a_certificate_may_end_sooner_than_the_rule_but_not_later(case_manager):
    soon = Training.held(case_manager, "x", TODAY, TODAY + timedelta(days=30))
    late = Training.held(case_manager, "y", TODAY, TODAY + timedelta(days=3000))
    assert soon.valid_until == TODAY + timedelta(days=30)
    assert late.valid_until == valid_until(TODAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_training_counts_for_twenty_four_months(day):
    until = valid_until(day)
    assert 730 <= (until - day).days <= 731
    assert (until.month, until.day) == (day.month, day.day) or (day.month, day.day) == (2, 29)


@pytest.mark.django_db
def test_supervising_is_of_the_unit_and_not_of_the_role(case_manager, supervisor):
    assert [str(unit) for unit in queries.supervised_units(supervisor)] == ["Harbour House, Town office (XA)"]
    assert not queries.supervised_units(case_manager)


@pytest.mark.django_db
def test_colleagues_are_those_of_the_unit(case_manager, supervisor, first_responder):
    assert set(queries.colleagues(case_manager)) == {case_manager, supervisor}


@pytest.mark.django_db
def test_a_worker_is_away_from_the_first_to_the_last_day(case_manager):
    Absence.objects.create(worker=case_manager, first_day=TODAY, last_day=TODAY + timedelta(days=2))
    away = [queries.is_away(case_manager, TODAY + timedelta(days=offset)) for offset in range(-1, 4)]
    assert away == [False, True, True, True, False]


def a_role(worker, unit, role, until=None):
    return Membership.objects.create(worker=worker, unit=unit, role=role, since=NOW, until=until)


YESTERDAY = TODAY - timedelta(days=1)
REFUSED = {
    "a role nobody knows": lambda who, unit: a_role(who, unit, "boss"),
    "a role that ends before it begins": lambda who, unit: a_role(who, unit, "police", NOW - timedelta(1)),
    "a role held twice at once": lambda who, unit: a_role(who, unit, "case_manager"),
    "an absence that ends before it begins": lambda who, _: Absence.objects.create(
        worker=who, first_day=TODAY, last_day=YESTERDAY
    ),
    "training that lapses before it was held": lambda who, _: Training.objects.create(
        worker=who, code="x", completed_on=TODAY, valid_until=YESTERDAY
    ),
    "a country that is no code": lambda _, unit: Unit.objects.create(
        agency=unit.agency, name="X", country="xa"
    ),
    "an agency of no known kind": lambda *_: Agency.objects.create(name="X", kind="club"),
    "the same sign-in name twice": lambda *_: Worker.objects.create_worker(
        " Case_Manager ", display_name="X"
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED)
def test_the_database_refuses(case_manager, attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(case_manager, Unit.objects.get())
