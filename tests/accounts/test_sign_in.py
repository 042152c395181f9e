"""Signing in the way people do: password, second factor, and what happens when either is wrong."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as as_configured
from django.test import Client
from django.utils import timezone

from safeconduct import settings as shipped
from safeconduct.accounts.models import SignInWait, Worker
from safeconduct.audit.models import Leaf

pytestmark = pytest.mark.django_db
PASSWORD = "a long and quiet sentence"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret=SECRET, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def give_password(client, login, password=PASSWORD):
    return client.post("/accounts/login/", {"login": login, "password": password})


def give_code(client, given):
    return client.post("/accounts/second-factor/authenticate/", {"code": given})


def signed_in(client):
    return "_auth_user_id" in client.session


def actions(outcome="done"):
    return list(Leaf.objects.filter(outcome=outcome).order_by("id").values_list("action", flat=True))


def test_password_and_code_open_the_door_and_leave_a_leaf(case_manager, stranger):
    assert give_password(stranger, case_manager.login).headers["Location"].endswith("/authenticate/")
    assert not signed_in(stranger)
    answer = give_code(stranger, code())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert signed_in(stranger)
    assert actions() == ["signed_in"]


def test_the_name_is_read_without_regard_to_case_and_spaces(case_manager, stranger):
    assert give_password(stranger, "  Case_Manager ").status_code == 302


def test_the_session_is_a_new_one_after_signing_in(case_manager, stranger):
    give_password(stranger, case_manager.login)
    before = stranger.session.session_key
    give_code(stranger, code())
    assert stranger.session.session_key != before


@pytest.mark.parametrize(("login", "password"), [("case_manager", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(case_manager, stranger, login, password):
    answer = give_password(stranger, login, password)
    assert answer.status_code == 200
    assert "The name or the password is not right." in answer.content.decode()
    assert actions("refused") == ["sign_in"]


def test_a_closed_account_does_not_open(case_manager, stranger):
    Worker.objects.update(is_active=False)
    give_password(stranger, case_manager.login)
    assert not signed_in(stranger)


def test_a_wrong_code_does_not_open(case_manager, stranger):
    give_password(stranger, case_manager.login)
    assert "The code is not right" in give_code(stranger, "000000").content.decode()
    assert not signed_in(stranger)
    assert "second_factor" in actions("refused")


def test_a_code_opens_once(case_manager, stranger):
    used = code()
    for client in (stranger, Client()):
        give_password(client, case_manager.login)
        give_code(client, used)
    assert not signed_in(client)


def test_guessing_passwords_waits_longer_and_longer_and_locks_nobody_out(case_manager, stranger):
    for _ in range(3):
        give_password(stranger, case_manager.login, "wrong")
    assert "Please wait 1 second" in give_password(stranger, case_manager.login).content.decode()
    SignInWait.objects.update(not_before=timezone.now())
    give_password(stranger, case_manager.login, "wrong")
    assert "Please wait 2 seconds" in give_password(stranger, case_manager.login).content.decode()
    SignInWait.objects.update(failures=500, not_before=timezone.now())
    give_password(stranger, case_manager.login, "wrong")
    longest = max(SignInWait.objects.values_list("not_before", flat=True)) - timezone.now()
    assert longest <= timedelta(minutes=5)
    name_waits = SignInWait.objects.get(key__startswith="name:").not_before - timezone.now()
    assert name_waits <= timedelta(seconds=20)  # a colleague elsewhere is delayed, not shut out


def test_guessing_codes_waits_too(case_manager, stranger):
    give_password(stranger, case_manager.login)
    for _ in range(3):
        give_code(stranger, "000000")
    assert "Please wait 1 second" in give_code(stranger, code()).content.decode()
    assert not signed_in(stranger)


def test_waiting_keeps_no_name(case_manager, stranger):
    give_password(stranger, case_manager.login, "wrong")
    assert not any("case_manager" in key for key in SignInWait.objects.values_list("key", flat=True))


def test_a_new_worker_is_led_to_a_second_factor_and_gets_recovery_codes(case_manager, stranger):
    Authenticator.objects.all().delete()
    give_password(stranger, case_manager.login)
    page = stranger.get("/accounts/second-factor/set-up/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    answer = stranger.post("/accounts/second-factor/set-up/", {"code": code(secret)}, follow=True)
    assert len(answer.context["unused_codes"]) == 10
    assert stranger.get("/accounts/second-factor/").status_code == 200
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored


def test_a_recovery_code_opens_once(case_manager, sign_in):
    client = sign_in(case_manager)
    client.post("/accounts/second-factor/codes/new/")
    recovery = client.get("/accounts/second-factor/codes/").context["unused_codes"][0]
    for expected in (True, False):
        other = Client()
        give_password(other, case_manager.login)
        give_code(other, recovery)
        assert signed_in(other) is expected


def test_changing_the_phone_closes_everything_until_the_new_one_is_set_up(case_manager, sign_in):
    client = sign_in(case_manager)
    client.post("/accounts/second-factor/remove/")
    assert client.get("/accounts/second-factor/").headers["Location"] == "/accounts/second-factor/set-up/"


def test_signing_out_is_a_post_that_makes_the_browser_forget(case_manager, sign_in):
    client = sign_in(case_manager)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in(client)
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not signed_in(client)
    assert actions()[-1] == "signed_out"


def test_a_form_from_elsewhere_signs_nobody_in(case_manager):
    assert give_password(Client(enforce_csrf_checks=True), case_manager.login).status_code == 403


def test_eight_hours_end_the_session_whatever_happens(case_manager, sign_in):
    client = sign_in(case_manager)
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp() - 8 * 3600 - 1
    session.save()
    client.get("/accounts/second-factor/")
    assert not signed_in(client)


def test_fifteen_minutes_idle_end_the_session(case_manager, sign_in):
    assert as_configured.SESSION_COOKIE_AGE == 15 * 60
    client = sign_in(case_manager)
    client.get("/accounts/second-factor/")
    client.session._get_session_from_db().__class__.objects.update(expire_date=timezone.now())
    answer = client.get("/accounts/second-factor/")
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("password", ["short", "passwordpassword", "case_manager 2026"])
def test_weak_new_passwords_are_refused(case_manager, sign_in, password):
    answer = sign_in(case_manager).post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert answer.status_code == 200
    case_manager.refresh_from_db()
    assert case_manager.check_password(PASSWORD)


def test_a_changed_password_ends_other_sessions(case_manager, sign_in):
    here, elsewhere = sign_in(case_manager), sign_in(case_manager)
    new = "rivers carry the moon home"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/accounts/second-factor/").status_code == 200
    assert elsewhere.get("/accounts/second-factor/").status_code == 302
    assert "password_changed" in actions()


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/code/", "social/login/"])
def test_there_is_no_sign_up_and_no_reset_by_mail(stranger, path):
    assert stranger.get(f"/accounts/{path}").status_code == 404


def test_passwords_are_kept_with_argon2id():
    assert shipped.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
