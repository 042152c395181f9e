"""What opens much takes two people who keep accounts, and neither is the one it is for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeconduct.accounts import papers, queries
from safeconduct.accounts.keeping import people, reach, roles, takes_two
from safeconduct.accounts.keeping.reach import CannotBe, Hidden
from safeconduct.accounts.models import Grant, Keeper, Membership
from safeconduct.audit.models import Leaf
from safeconduct.audit.services import pseudonym
from safeconduct.casework import access
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def TODAY():
    return timezone.now().date()


@pytest.fixture
def ask(account_keeper, second_keeper, case_manager, unit, hand):
    """Ask for something about the case manager."""

    def asked(what, *, by=account_keeper, worker=case_manager, role=""):
        return takes_two.ask(what, worker.pk, unit.pk, "why", role=role, **hand(by))

    return asked


def test_supervising_counts_once_the_second_person_has_agreed(
    ask, account_keeper, second_keeper, case_manager, unit, hand
):
    grant = ask("supervision", role="case_manager")
    assert not queries.supervised_units(case_manager).exists()
    takes_two.decide(grant.pk, give=True, **hand(second_keeper))
    assert list(queries.supervised_units(case_manager)) == [unit]
    for who, action in (
        (account_keeper, "grant.asked:supervision"),
        (second_keeper, "grant.given:supervision"),
    ):
        assert Leaf.objects.filter(action=action, actor=pseudonym(who.pk)).count() == 1
    roles.end_supervision(case_manager.pk, unit.pk, "case_manager", **hand(account_keeper))
    assert not queries.supervised_units(case_manager).exists()


def test_whoever_asked_does_not_decide(ask, account_keeper, case_manager, hand):
    grant = ask("supervision", role="case_manager")
    with pytest.raises(Hidden):
        takes_two.decide(grant.pk, give=True, **hand(account_keeper))
    assert not queries.supervised_units(case_manager).exists()


def test_whom_it_is_for_does_not_decide(account_keeper, second_keeper, unit, hand):
    with pytest.raises(CannotBe, match="could decide"):  # the only other keeper is the one it is for
        roles.give_role(second_keeper.pk, unit.pk, Role.REVIEWER, TODAY(), "why", **hand(account_keeper))
    assert not Grant.objects.exists()


def test_a_refusal_changes_nothing_and_it_can_be_asked_for_again(ask, second_keeper, case_manager, hand):
    grant = ask("supervision", role="case_manager")
    takes_two.decide(grant.pk, give=False, **hand(second_keeper))
    assert not queries.supervised_units(case_manager).exists()
    with pytest.raises(CannotBe):
        takes_two.decide(grant.pk, give=True, **hand(second_keeper))
    assert ask("supervision", role="case_manager").pk != grant.pk


def test_what_waits_is_not_asked_for_twice(ask):
    ask("supervision", role="case_manager")
    with pytest.raises(CannotBe, match="already"):
        ask("supervision", role="case_manager")


def test_nobody_gives_themselves_a_role_alone(account_keeper, second_keeper, unit, hand):
    given = roles.give_role(
        account_keeper.pk, unit.pk, Role.CASE_MANAGER, TODAY(), "small office", **hand(account_keeper)
    )
    assert isinstance(given, Grant)
    assert queries.roles_of(account_keeper) == set()
    takes_two.decide(given.pk, give=True, **hand(second_keeper))
    assert queries.roles_of(account_keeper) == {Role.CASE_MANAGER}


@pytest.mark.parametrize("role", sorted(roles.DECIDING))
def test_roles_that_decide_with_others_in_a_whole_country_take_two(account_keeper, second_keeper, make, role):
    made = make(account_keeper, roles=[role, Role.ADVOCATE])
    assert queries.roles_of(made) == {Role.ADVOCATE}
    assert Grant.objects.get(worker=made).role == role


def test_every_role_that_decides_departures_takes_two():
    assert access.DECIDING <= roles.DECIDING


def test_other_roles_take_one(account_keeper, make):
    made = make(account_keeper, roles=[Role.CASE_MANAGER, Role.POLICE])
    assert queries.roles_of(made) == {Role.CASE_MANAGER, Role.POLICE}


def test_keeping_accounts_is_given_by_two_and_opens_no_role(
    ask, account_keeper, second_keeper, case_manager, hand
):
    roles_before = queries.roles_of(case_manager)
    grant = ask("keeping_agency")
    assert not reach.reach_of(case_manager, timezone.now())
    takes_two.decide(grant.pk, give=True, **hand(second_keeper))
    kept = reach.reach_of(case_manager, timezone.now())
    assert kept.agency == grant.unit.agency_id
    assert not kept.whole_node
    assert queries.roles_of(case_manager) == roles_before


def test_the_nodes_accounts_are_given_by_those_who_keep_them(
    ask, agency_keeper, account_keeper, second_keeper, hand
):
    with pytest.raises(Hidden):
        ask("keeping_node", by=agency_keeper)
    grant = ask("keeping_node")
    with pytest.raises(Hidden):
        takes_two.decide(grant.pk, give=True, **hand(agency_keeper))
    takes_two.decide(grant.pk, give=True, **hand(second_keeper))
    assert Keeper.objects.in_service(timezone.now()).filter(whole_node=True).count() == 3


def test_an_agencys_keeper_can_be_the_second_person_there_and_nowhere_else(
    agency_keeper, account_keeper, case_manager, reviewer, unit, hand
):
    here = takes_two.ask(
        "supervision", case_manager.pk, unit.pk, "why", role="case_manager", **hand(account_keeper)
    )
    takes_two.decide(here.pk, give=True, **hand(agency_keeper))
    Keeper.objects.filter(worker=agency_keeper).update(unit=reviewer.memberships.get().unit)
    with pytest.raises(Hidden):
        takes_two.decide(here.pk, give=True, **hand(agency_keeper))


def test_alone_nobody_can_ask(account_keeper, case_manager, unit, hand):
    with pytest.raises(CannotBe, match="Nobody else"):
        takes_two.ask(
            "supervision", case_manager.pk, unit.pk, "x", role="case_manager", **hand(account_keeper)
        )
    assert not Grant.objects.exists()


def test_what_somebody_asked_for_falls_with_their_keeping(
    ask, account_keeper, second_keeper, case_manager, hand
):
    grant = ask("supervision", role="case_manager")
    Keeper.objects.filter(worker=account_keeper).update(until=timezone.now())
    with pytest.raises(CannotBe, match="no longer keeps"):
        takes_two.decide(grant.pk, give=True, **hand(second_keeper))


def test_two_people_always_keep_the_node(ask, account_keeper, second_keeper, case_manager, hand):
    with pytest.raises(CannotBe, match="Two people"):
        takes_two.end_keeping(second_keeper.pk, **hand(account_keeper))
    takes_two.decide(ask("keeping_node").pk, give=True, **hand(second_keeper))
    takes_two.end_keeping(second_keeper.pk, **hand(account_keeper))
    assert not reach.reach_of(second_keeper, timezone.now())


def test_a_stolen_keepers_account_is_closed_at_once_all_the_same(account_keeper, second_keeper, hand):
    people.close_account(second_keeper.pk, **hand(account_keeper))
    assert not reach.reach_of(second_keeper, timezone.now())


# Passwords on paper


def test_the_first_password_of_a_new_account_takes_one_and_is_shown_once(account_keeper, make, hand):
    made, act = make(account_keeper), hand(account_keeper)
    password = people.hand_over_password(made.pk, **act)
    made.refresh_from_db()
    assert made.check_password(password)
    assert made.paper_until > timezone.now() + timedelta(hours=71)
    with pytest.raises(CannotBe, match="shown once"):
        people.hand_over_password(made.pk, **act)


def test_an_account_that_was_used_or_opens_much_is_given_back_by_two(
    account_keeper, second_keeper, case_manager, supervisor, hand
):
    case_manager.last_login = timezone.now()
    case_manager.save()
    for worker in (case_manager, supervisor, second_keeper):
        with pytest.raises(CannotBe, match="two people"):
            people.hand_over_password(worker.pk, **hand(account_keeper))
    grant = takes_two.ask(
        "account_back",
        case_manager.pk,
        case_manager.memberships.get().unit_id,
        "lost",
        **hand(account_keeper),
    )
    told = takes_two.decide(grant.pk, give=True, **hand(second_keeper))
    case_manager.refresh_from_db()
    assert case_manager.check_password(told.password)
    assert not case_manager.authenticator_set.exists()
    assert Leaf.objects.filter(action="account_recovered").count() == 2


def test_nobody_asks_for_their_own_account(account_keeper, second_keeper, hand):
    unit = Keeper.objects.get(worker=account_keeper).unit
    with pytest.raises(CannotBe):
        takes_two.ask("account_back", account_keeper.pk, unit.pk, "lost", **hand(account_keeper))


def test_a_paper_that_lay_too_long_opens_nothing(case_manager, client):
    password = papers.write(case_manager, timezone.now() - papers.LASTS)
    answer = client.post("/accounts/login/", {"login": case_manager.login, "password": password})
    assert "The name or the password is not right." in answer.content.decode()
    password = papers.write(case_manager, timezone.now())
    answer = client.post("/accounts/login/", {"login": case_manager.login, "password": password})
    assert answer.status_code == 302


def test_with_a_password_on_paper_the_only_way_on_is_choosing_ones_own(case_manager, sign_in):
    password = papers.write(case_manager, timezone.now())
    client = sign_in(case_manager)
    for address in ("/", "/cases", "/reference", "/accounts/second-factor/", "/no/such/page"):
        assert client.get(address).headers["Location"] == "/accounts/password/change/"
    own = "a sentence that only I would think of"
    told = {"oldpassword": password, "password1": own, "password2": own}
    client.post("/accounts/password/change/", told)
    case_manager.refresh_from_db()
    assert case_manager.paper_until is None
    assert client.get("/cases").status_code == 200


def test_a_membership_that_ended_gives_no_second_person(
    account_keeper, second_keeper, case_manager, unit, hand
):
    Membership.objects.filter(worker=case_manager).update(until=timezone.now())
    with pytest.raises(Hidden):
        takes_two.ask(
            "supervision", case_manager.pk, unit.pk, "x", role="case_manager", **hand(account_keeper)
        )
