"""The invented cast: complete, made once, able to sign in, and never where real people are protected."""

from datetime import UTC, datetime

import pytest

from safeconduct.accounts.keeping.reach import reach_of
from safeconduct.accounts.models import Membership, Worker
from safeconduct.accounts.queries import roles_of, trained
from safeconduct.accounts.training import AREAS
from safeconduct.cli import run
from safeconduct.demo.cast import ABROAD, HERE, KEEPERS, MEMBERS, PASSWORD, NotForProduction, gather
from safeconduct.demo.second_factor import TOTP_SECRET, code_now
from safeconduct.protection.words import Role

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)

# Those who act from outside: what they do is noted by a worker of the case.
NO_ACCOUNT = {
    Role.PERSON,
    Role.COURT,
    Role.SYSTEM,
    Role.ASYLUM_AUTHORITY,
    Role.CONSULATE,
    Role.INTERNATIONAL_ORGANISATION,
    Role.INTERPRETER,
    Role.HEALTH,
}


@pytest.mark.django_db
def test_every_role_that_signs_in_is_held_by_somebody():
    gather(NOW.date(), sign_in=False)
    assert {Role(role) for role in Membership.objects.values_list("role", flat=True)} == set(
        Role
    ) - NO_ACCOUNT


@pytest.mark.django_db
def test_gathering_twice_makes_nobody_twice():
    first = gather(NOW.date(), sign_in=False)
    counts = Worker.objects.count(), Membership.objects.count()
    assert gather(NOW.date(), sign_in=False) == first
    assert (Worker.objects.count(), Membership.objects.count()) == counts
    assert counts == (len(MEMBERS) + len(KEEPERS), len(MEMBERS))


@pytest.mark.django_db
def test_two_people_keep_accounts_and_hold_no_role():
    cast = gather(NOW.date(), sign_in=False)
    for worker in cast.keepers.values():
        assert reach_of(worker, NOW).whole_node
        assert not roles_of(worker, NOW)


@pytest.mark.django_db
def test_everybody_has_all_training_in_stories_of_the_last_two_years():
    cast = gather(NOW.date(), sign_in=False)
    for worker in cast.workers.values():
        for days in (0, 300, 700):
            day = datetime.fromtimestamp(NOW.timestamp() - days * 86400, UTC)
            assert trained(worker, day.date()) == frozenset(AREAS)
            assert roles_of(worker, day)


@pytest.mark.django_db
def test_two_reviewers_sit_in_two_agencies_and_two_countries_take_part():
    reviewers = [each.place.agency for each in MEMBERS if each.role is Role.REVIEWER]
    assert len(set(reviewers)) == 2
    assert {each.place.country for each in MEMBERS} == {HERE, ABROAD}


@pytest.mark.django_db
def test_the_cast_signs_in_with_password_and_code(client):
    from django.urls import reverse

    gather(NOW.date(), sign_in=True)
    client.post(reverse("account_login"), {"login": "amaru", "password": PASSWORD})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert answer.status_code == 302
    assert "_auth_user_id" in client.session


def test_the_code_is_that_of_the_standard():
    # RFC 6238, appendix B: the secret 12345678901234567890, 59 seconds after 1970, last six digits
    assert TOTP_SECRET == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert code_now(at=59) == "287082"


@pytest.mark.django_db
def test_production_refuses_people_whose_password_everybody_knows(settings):
    settings.PRODUCTION = True
    with pytest.raises(NotForProduction):
        gather(NOW.date(), sign_in=True)
    assert not Worker.objects.exists()


def test_the_command_refuses_production_before_it_touches_anything(monkeypatch, capsys):
    monkeypatch.setenv("SAFECONDUCT_MODE", "production")
    assert run(["run", "--once"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1


def test_a_fresh_code_can_be_asked_for(capsys):
    assert run(["run", "--code"]) == 0
    assert len(capsys.readouterr().out.strip()) == 6
