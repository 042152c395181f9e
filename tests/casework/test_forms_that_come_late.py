"""A form sent after a sign-out: nothing is filed, and nothing that was typed is lost."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.casework.models import Draft

pytestmark = pytest.mark.django_db

OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def typed():
    return {"op_id": str(uuid4()), "goals": 'sleep, "and" my <wages>', "then": "later"}


@pytest.fixture
def address(case):
    return reverse("document_new", args=[case.pk, "D16"])


def test_whoever_was_signed_out_finds_what_was_typed_and_a_way_to_sign_in(address, typed):
    page = Client().post(address, typed, **OURS)
    assert page.status_code == 403
    assert 'value="sleep, &quot;and&quot; my &lt;wages&gt;"' in page.content.decode()
    assert reverse("account_login") in page.content.decode()
    assert not Draft.objects.exists()


def test_a_form_from_before_a_new_sign_in_is_asked_for_once_more(address, typed, case_manager, sign_in):
    client = sign_in(case_manager)
    client.handler.enforce_csrf_checks = True
    page = client.post(address, {**typed, "csrfmiddlewaretoken": "a" * 64}, **OURS)
    assert page.status_code == 403
    token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = client.post(address, {**typed, "csrfmiddlewaretoken": token}, **OURS)
    assert sent.status_code == 302
    assert Draft.objects.get().worker == case_manager


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "http://elsewhere.example"}, {"HTTP_ORIGIN": "null"}])
def test_what_another_site_sends_is_never_given_back(address, typed, origin, case_manager, sign_in):
    assert "sleep" not in Client().post(address, typed, **origin).content.decode()
    client = sign_in(case_manager)
    client.handler.enforce_csrf_checks = True
    page = client.post(address, typed, **origin)
    assert page.status_code == 403
    assert "sleep" not in page.content.decode()


def test_a_password_is_never_given_back():
    client = Client(enforce_csrf_checks=True)
    page = client.post(reverse("account_login"), {"login": "amaru", "password": "a secret sentence"}, **OURS)
    assert page.status_code == 403
    assert "a secret sentence" not in page.content.decode()
