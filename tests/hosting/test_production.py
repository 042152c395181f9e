"""A production node as the operator starts it: whole settings, in a process of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import RequestFactory

from safeconduct.hosting.headers import BehindProxy

ASKED = "DEBUG SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_NAME SECURE_SSL_REDIRECT ALLOWED_HOSTS"
SCRIPT = f"""
import json, django
django.setup()
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in "{ASKED}".split()}}))
"""


@pytest.fixture
def node(tmp_path, root):
    key = tmp_path / "root.key"
    call_command("make_key", key)
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAFECONDUCT_", "DJANGO_"))
    }
    return ours | {
        "PYTHONPATH": str(root),
        "DJANGO_SETTINGS_MODULE": "safeconduct.settings",
        "SAFECONDUCT_MODE": "production",
        "SAFECONDUCT_HOSTS": "node.example",
        "SAFECONDUCT_KEY_FILE": str(key),
        "SAFECONDUCT_VAR": str(tmp_path / "var"),
    }


def python(environ, *arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)


def test_a_production_node_is_closed_by_default(node):
    told = json.loads(python(node, "-c", SCRIPT).stdout)
    assert told == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "SECURE_SSL_REDIRECT": True,
        "ALLOWED_HOSTS": ["node.example"],
    }


def test_djangos_own_deployment_check_finds_nothing(node):
    checked = python(node, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_the_command_refuses_a_half_set_up_node_in_one_line(node):
    refused = python(node | {"SAFECONDUCT_HOSTS": ""}, "-m", "safeconduct", "serve", "--port", "1")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert python(node | {"SAFECONDUCT_DEBUG": "1"}, "-m", "safeconduct", "manage", "check").returncode == 2


def test_a_key_is_never_overwritten(tmp_path):
    call_command("make_key", tmp_path / "root.key")
    before = (tmp_path / "root.key").read_text()
    with pytest.raises(CommandError, match="never overwritten"):
        call_command("make_key", tmp_path / "root.key")
    assert (tmp_path / "root.key").read_text() == before
    with pytest.raises(CommandError):
        call_command("make_key", tmp_path / "no" / "such" / "folder")


@pytest.mark.parametrize(
    ("written", "taken"),
    [("", "127.0.0.1"), ("203.0.113.9", "203.0.113.9"), ("1.1.1.1, 203.0.113.9", "203.0.113.9")],
)
def test_behind_a_proxy_the_last_address_counts_since_the_proxy_wrote_it(written, taken):
    seen = []
    middleware = BehindProxy(lambda request: seen.append(request.META["REMOTE_ADDR"]) or HttpResponse())
    middleware(RequestFactory().get("/", headers={"X-Forwarded-For": written} if written else {}))
    assert seen == [taken]
