import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from safeconduct.accounts.services import NotTwoOfficers, recover_in_person
from safeconduct.audit.models import Leaf

pytestmark = pytest.mark.django_db


def test_two_officers_give_an_account_back(case_manager, supervisor, reviewer, sign_in):
    still_open = sign_in(case_manager)
    password = recover_in_person(case_manager, by=supervisor, witness=reviewer)
    case_manager.refresh_from_db()
    assert case_manager.check_password(password)
    assert len(password) == 20
    assert not Authenticator.objects.filter(user=case_manager).exists()
    assert still_open.get("/accounts/second-factor/").headers["Location"].startswith("/accounts/login/")
    assert Leaf.objects.filter(action="account_recovered").count() == 2


def test_nobody_does_it_alone_or_for_themselves(case_manager, supervisor, reviewer):
    for by, witness in ((supervisor, supervisor), (case_manager, supervisor), (supervisor, case_manager)):
        with pytest.raises(NotTwoOfficers):
            recover_in_person(case_manager, by=by, witness=witness)
    reviewer.is_active = False
    with pytest.raises(NotTwoOfficers):
        recover_in_person(case_manager, by=supervisor, witness=reviewer)
    assert case_manager.check_password("a long and quiet sentence")


def test_the_command_prints_the_password_and_nothing_else(case_manager, supervisor, reviewer, capsys):
    call_command("recover", "case_manager", by="supervisor", witness="reviewer")
    case_manager.refresh_from_db()
    assert case_manager.check_password(capsys.readouterr().out.strip())


@pytest.mark.parametrize(
    ("login", "by", "status"), [("nobody", "supervisor", 2), ("case_manager", "reviewer", 1)]
)
def test_the_command_refuses_in_one_line(case_manager, supervisor, reviewer, login, by, status):
    with pytest.raises(CommandError) as refused:
        call_command("recover", login, by=by, witness="reviewer")
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == status  # 1 a rule refused, 2 wrong use
