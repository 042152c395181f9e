import io
import logging

import pytest
from django.db import connection
from django.test import Client
from django.urls import path

from safeconduct.hosting.logs import Discreet

pytestmark = pytest.mark.django_db


def test_every_answer_forbids_the_browser_what_our_pages_never_need(stranger):
    answer = stranger.get("/accounts/login/")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    for name in ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "X-Content-Type-Options"):
        assert answer.headers[name] in {"same-origin", "nosniff"}
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_missing_page_carries_the_headers_too(stranger):
    answer = stranger.get("/no/such/page")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_sign_of_life_tells_nothing_else(stranger):
    assert stranger.get("/alive").content == b"alive\n"
    assert stranger.post("/alive").status_code == 405


def test_the_language_is_kept_in_a_cookie(stranger):
    answer = stranger.post("/language", {"language": "km", "next": "/accounts/login/"})
    assert answer.status_code == 302
    assert stranger.cookies["language"]["httponly"]
    assert b'lang="km"' in stranger.get("/accounts/login/").content


def test_logs_name_the_place_and_never_a_value():
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    logger = logging.getLogger("django.request.of_this_test")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        int("Neang Sora")
    except ValueError:
        logger.exception("could not read %s", "Neang Sora")
    logger.warning("Not Found: %s", "/case/Sora")
    assert "Sora" not in written.getvalue()
    assert "ValueError at test_logs_name_the_place_and_never_a_value" in written.getvalue()


def test_the_database_is_set_up_as_we_say():
    if connection.vendor == "postgresql":
        asked, wanted = ("SHOW fsync", "SHOW server_encoding"), ["on", "UTF8"]
    else:
        asked = ("PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA foreign_keys", "PRAGMA secure_delete")
        wanted = ["wal", 2, 1, 1]
    with connection.cursor() as cursor:
        assert [cursor.execute(question).fetchone()[0] for question in asked] == wanted


def fails_with_what_was_typed(request):
    raise ValueError(request.POST["name"])


urlpatterns = [path("fails", fails_with_what_was_typed)]


def test_an_error_page_shows_nothing_of_what_was_typed(settings):
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).post("/fails", {"name": "Neang Sora"})
    assert answer.status_code == 500
    assert b"Sora" not in answer.content
    assert b"Traceback" not in answer.content
    assert answer.headers["Cache-Control"] == "no-store"
