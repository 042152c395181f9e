"""The doors of keeping accounts: what they make, how far they reach, and what they refuse."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safeconduct.accounts import queries
from safeconduct.accounts.keeping import leaving, offices, people, reach, roles, takes_two
from safeconduct.accounts.keeping.naming import HOLDS_NO_ACCOUNT
from safeconduct.accounts.keeping.once import KeyUsedElsewhere
from safeconduct.accounts.keeping.reach import CannotBe, Hidden
from safeconduct.accounts.models import Agency, Grant, Keeper, Membership, Training, Unit, Worker
from safeconduct.audit.models import Leaf
from safeconduct.audit.services import pseudonym
from safeconduct.casework import access
from safeconduct.casework.models import Assignment
from safeconduct.casework.services import assign, open_case
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date


def leaves(action, about):
    return Leaf.objects.filter(action=action, object=pseudonym(about.pk)).count()


# Agencies and units


def test_whoever_keeps_the_node_makes_agencies_and_units(account_keeper, hand):
    agency = offices.make_agency("  Ministry of\tLabour ", "state", **hand(account_keeper))
    unit = offices.make_unit(agency.pk, "Inspection", "XA", "Coast", **hand(account_keeper))
    assert (agency.name, unit.area) == ("Ministry of Labour", "Coast")
    assert leaves("agency.made", agency) == leaves("unit.made", unit) == 1


def test_whoever_keeps_one_agency_makes_units_there_and_no_agency(agency_keeper, reviewer, hand):
    house = Agency.objects.get(name="Harbour House")
    assert offices.make_unit(house.pk, "Hill office", "XA", "", **hand(agency_keeper)).agency == house
    with pytest.raises(Hidden):
        offices.make_agency("Another", "ngo", **hand(agency_keeper))
    with pytest.raises(Hidden):
        offices.make_unit(reviewer.memberships.get().unit.agency_id, "X", "XA", "", **hand(agency_keeper))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("", "state"), ("x" * 121, "state"), ("a\u202eb", "state"), ("New", "club"), ("harbour house", "ngo")],
)
def test_an_agency_without_a_sound_name_and_kind_is_refused(account_keeper, case_manager, hand, name, kind):
    with pytest.raises(CannotBe):
        offices.make_agency(name, kind, **hand(account_keeper))


def test_a_unit_is_in_a_country_that_the_node_knows(account_keeper, unit, hand):
    for country in ("xa", "ZZ", "", "XAX"):
        with pytest.raises(CannotBe):
            offices.make_unit(unit.agency_id, "New", country, "", **hand(account_keeper))
    with pytest.raises(CannotBe, match="already"):
        offices.make_unit(unit.agency_id, unit.name.upper(), "XA", "", **hand(account_keeper))


def test_invented_countries_are_for_practice_alone(account_keeper, unit, hand, settings):
    settings.PRODUCTION = True
    with pytest.raises(CannotBe):
        offices.make_unit(unit.agency_id, "New", "XB", "", **hand(account_keeper))


# Accounts


def test_an_account_is_made_with_roles_and_training_and_no_way_to_sign_in(account_keeper, make):
    made = make(
        account_keeper,
        " Nour@Example.ORG ",
        [Role.CASE_MANAGER, Role.ADVOCATE],
        training=["interview"],
        trained_on=TODAY(),
    )
    assert (made.login, made.languages) == ("nour@example.org", ["ar"])
    assert queries.roles_of(made) == {Role.CASE_MANAGER, Role.ADVOCATE}
    assert queries.trained(made, TODAY()) == {"interview"}
    assert not made.has_usable_password()
    assert leaves("account.made", made) == leaves("role.given:case_manager", made) == 1


@pytest.mark.parametrize("login", ["", "a", "two words", "case_manager", "CASE_MANAGER ", "x" * 151, "a/b"])
def test_a_name_to_sign_in_with_is_plain_and_nobody_elses(account_keeper, make, login):
    before = Worker.objects.count()
    with pytest.raises(CannotBe), transaction.atomic():
        make(account_keeper, login)
    assert Worker.objects.count() == before


def test_roles_that_a_worker_notes_for_have_no_account():
    outside = access.NOTED_FOR - {Role.RECEIVING_CASE_MANAGER}  # signs in where the node is theirs
    assert outside | {Role.SYSTEM} == HOLDS_NO_ACCOUNT


@pytest.mark.parametrize("role", sorted(HOLDS_NO_ACCOUNT))
def test_the_person_the_court_and_others_outside_have_no_account(account_keeper, make, role):
    with pytest.raises(CannotBe), transaction.atomic():
        make(account_keeper, roles=[role])


def test_an_account_that_cannot_be_whole_is_not_begun(account_keeper, make):
    with pytest.raises(CannotBe), transaction.atomic():
        make(account_keeper, training=["interview"], trained_on=TODAY() + timedelta(days=1))
    assert not Worker.objects.filter(login="nour").exists()
    with pytest.raises(CannotBe), transaction.atomic():
        make(account_keeper, roles=[])


def test_a_resend_is_answered_with_the_first_result(account_keeper, unit, hand):
    told = people.NewAccount("Nour", "nour", [], unit.pk, [Role.POLICE], TODAY())
    act = hand(account_keeper)
    assert people.make_account(told, **act) == people.make_account(told, **act)
    first, second = (roles.end_role(Worker.objects.get(login="nour").pk, unit.pk, "police", **act2)
                     for act2 in [hand(account_keeper)] * 2)  # fmt: skip
    assert first == second == 0
    with pytest.raises(KeyUsedElsewhere):
        offices.make_unit(unit.agency_id, "New", "XA", "", **act)


def test_name_languages_and_caseload_are_changed_and_the_sign_in_name_stays(account_keeper, make, hand):
    made = make(account_keeper)
    people.change_account(made.pk, "Nour H.", ["fr", "ar", "fr"], 8, **hand(account_keeper))
    made.refresh_from_db()
    assert (made.display_name, made.languages, made.caseload_cap) == ("Nour H.", ["fr", "ar"], 8)
    assert made.login == "nour"


# How far it reaches


def test_out_of_reach_and_unknown_are_the_same(agency_keeper, reviewer, unit, hand):
    for worker in (reviewer.pk, uuid4()):
        with pytest.raises(Hidden):
            people.close_account(worker, **hand(agency_keeper))
        with pytest.raises(Hidden):
            roles.give_role(worker, unit.pk, Role.POLICE, TODAY(), "", **hand(agency_keeper))


@pytest.mark.parametrize("who", ["supervisor", "case_manager", "reviewer", "police_officer"])
def test_no_role_and_no_supervising_keeps_accounts(who, request, unit, hand, case_manager):
    worker = request.getfixturevalue(who)
    assert not reach.reach_of(worker, timezone.now())
    with pytest.raises(Hidden):
        people.close_account(case_manager.pk, **hand(worker))


def test_keeping_that_has_ended_or_a_closed_account_keeps_nothing(account_keeper, second_keeper):
    Keeper.objects.filter(worker=account_keeper).update(until=timezone.now())
    second_keeper.is_active = False
    second_keeper.save()
    assert not reach.reach_of(account_keeper, timezone.now())
    assert not reach.reach_of(second_keeper, timezone.now())


def test_an_account_that_also_works_elsewhere_is_not_one_agencys_to_close(
    agency_keeper, case_manager, reviewer, hand
):
    Membership.objects.create(
        worker=case_manager, unit=reviewer.memberships.get().unit, role=Role.ADVOCATE, since=timezone.now()
    )
    with pytest.raises(CannotBe):
        people.close_account(case_manager.pk, **hand(agency_keeper))
    case_manager.refresh_from_db()
    assert case_manager.is_active


def test_an_agencys_keeper_has_no_say_over_the_nodes(agency_keeper, account_keeper, unit, hand):
    Keeper.objects.filter(worker=account_keeper).update(unit=unit)
    with pytest.raises(CannotBe):
        people.close_account(account_keeper.pk, **hand(agency_keeper))
    with pytest.raises(Hidden):
        takes_two.end_keeping(account_keeper.pk, **hand(agency_keeper))


# Closing and leaving


def test_a_closed_account_ends_its_sessions_at_once_and_can_be_opened_again(
    account_keeper, case_manager, sign_in, hand
):
    client = sign_in(case_manager)
    people.close_account(case_manager.pk, **hand(account_keeper))
    assert client.get("/").status_code == 302
    case_manager.refresh_from_db()
    with pytest.raises(queries.RoleNotHeld):
        queries.actor_for(case_manager)
    people.reopen_account(case_manager.pk, **hand(account_keeper))
    case_manager.refresh_from_db()
    assert queries.actor_for(case_manager).role is Role.CASE_MANAGER


def test_nobody_closes_their_own_account(account_keeper, hand):
    with pytest.raises(CannotBe):
        people.close_account(account_keeper.pk, **hand(account_keeper))


def test_whoever_leads_cases_cannot_leave_the_role_and_only_the_number_is_told(
    account_keeper, case_manager, unit, hand
):
    for _ in range(2):
        case = open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    with pytest.raises(roles.LeadsCases) as refused:
        roles.end_role(case_manager.pk, unit.pk, Role.CASE_MANAGER, **hand(account_keeper))
    assert refused.value.number == 2
    assert case.number not in str(refused.value)
    assert queries.roles_of(case_manager) == {Role.CASE_MANAGER}


def test_with_the_role_every_part_in_cases_ends(account_keeper, case_manager, lawyer, hand):
    now = timezone.now()
    case = open_case(by=case_manager, now=now, op_id=uuid4())
    assign(case.pk, lawyer, "contributor", Role.LAWYER, by=case_manager, reason="x", now=now, op_id=uuid4())
    held = lawyer.memberships.get()
    assert roles.end_role(lawyer.pk, held.unit_id, Role.LAWYER, **hand(account_keeper)) == 1
    assert not Assignment.objects.filter(worker=lawyer, until__isnull=True).exists()
    assert not access.can(lawyer, access.Action.SEE, case, timezone.now())
    assert Leaf.objects.filter(action="assignment.ended", case=pseudonym(case.pk)).count() == 1


def test_a_part_goes_on_while_the_same_role_is_held_in_another_unit_of_the_country(
    account_keeper, case_manager, unit, hand
):
    case = open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    other = Unit.objects.create(agency=unit.agency, name="Hill office", country="XA")
    roles.give_role(case_manager.pk, other.pk, Role.CASE_MANAGER, TODAY(), "", **hand(account_keeper))
    assert roles.end_role(case_manager.pk, unit.pk, Role.CASE_MANAGER, **hand(account_keeper)) == 0
    assert access.can(case_manager, access.Action.SEE, case, timezone.now())


def test_without_the_case_file_nobody_leaves_on_a_guess(
    account_keeper, case_manager, unit, hand, monkeypatch
):
    monkeypatch.setattr(leaving._known, "case_file", None)
    with pytest.raises(leaving.NobodyToAsk):
        roles.end_role(case_manager.pk, unit.pk, Role.CASE_MANAGER, **hand(account_keeper))


def test_a_role_given_for_later_begins_later_and_can_be_taken_back(account_keeper, case_manager, unit, hand):
    soon = TODAY() + timedelta(days=10)
    roles.give_role(case_manager.pk, unit.pk, Role.ADVOCATE, soon, "", **hand(account_keeper))
    assert Role.ADVOCATE not in queries.roles_of(case_manager)
    assert Role.ADVOCATE in queries.roles_of(case_manager, timezone.now() + timedelta(days=11))
    with pytest.raises(CannotBe):
        roles.give_role(case_manager.pk, unit.pk, Role.ADVOCATE, TODAY(), "", **hand(account_keeper))
    roles.end_role(case_manager.pk, unit.pk, Role.ADVOCATE, **hand(account_keeper))
    assert not Membership.objects.filter(worker=case_manager, role=Role.ADVOCATE).exists()


# Training


def test_training_is_noted_with_its_day_and_lapses_by_the_rule(account_keeper, make, hand):
    made = make(account_keeper)
    people.record_training(made.pk, ["child", "interview"], TODAY(), None, **hand(account_keeper))
    assert queries.trained(made, TODAY()) == {"child", "interview"}
    assert Training.objects.filter(worker=made).first().valid_until > TODAY() + timedelta(days=700)


@pytest.mark.parametrize(
    ("codes", "day", "until"),
    [(["law"], 0, None), (["child"], 1, None), (["child"], -30, -31)],
    ids=["unknown", "not yet held", "ends before"],
)
def test_training_that_cannot_be_is_refused(account_keeper, make, hand, codes, day, until):
    made = make(account_keeper)
    last = None if until is None else TODAY() + timedelta(days=until)
    with pytest.raises(CannotBe), transaction.atomic():
        people.record_training(made.pk, codes, TODAY() + timedelta(days=day), last, **hand(account_keeper))
    assert not made.trainings.exists()


def test_nobody_certifies_themselves_and_no_training_counts_twice(account_keeper, make, hand):
    with pytest.raises(CannotBe):
        people.record_training(account_keeper.pk, ["child"], TODAY(), None, **hand(account_keeper))
    made = make(account_keeper)
    people.record_training(made.pk, ["child"], TODAY(), None, **hand(account_keeper))
    with pytest.raises(CannotBe):
        people.record_training(made.pk, ["child"], TODAY(), None, **hand(account_keeper))


# The database


def test_the_database_refuses_a_grant_by_one_person(account_keeper, case_manager, unit):
    told = {
        "what": "supervision",
        "worker": case_manager,
        "unit": unit,
        "role": "case_manager",
        "reason": "x",
    }
    for second in (account_keeper, case_manager):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.create(
                asked_by=account_keeper, asked_at=timezone.now(), second=second, given=True,
                decided_at=timezone.now(), **told,
            )  # fmt: skip


def test_what_was_asked_for_stays_as_it_was_asked_for(
    account_keeper, second_keeper, case_manager, unit, hand
):
    grant = takes_two.ask(
        "supervision", case_manager.pk, unit.pk, "why", role="case_manager", **hand(account_keeper)
    )
    for change in ({"reason": "another"}, {"worker": account_keeper.pk}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grant.objects.filter(pk=grant.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).delete()
