"""The server is killed twenty times under writes: nothing acknowledged is lost, nothing is doubled."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import pytest

KILLS = 20
BETWEEN_KILLS = 0.35  # seconds of writing before each kill

# One worker with a session that has shown both factors, made in the database of the server.
CAST = textwrap.dedent("""
    import sys
    from safeconduct.hosting import server
    server.prepare()
    from django.utils import timezone
    from django.contrib.sessions.backends.db import SessionStore
    from safeconduct.accounts.models import Agency, Membership, Unit, Worker
    worker = Worker.objects.create_worker("case_manager", None, display_name="Case manager", caseload_cap=10000)
    unit = Unit.objects.create(
        agency=Agency.objects.create(name="Harbour House", kind="ngo"), name="Town", country="XA"
    )
    Membership.objects.create(worker=worker, unit=unit, role="case_manager", since=timezone.now())
    now = timezone.now().timestamp()
    session = SessionStore()
    session["_auth_user_id"] = str(worker.pk)
    session["_auth_user_backend"] = "safeconduct.accounts.sign_in.WorkerBackend"
    session["_auth_user_hash"] = worker.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now}, {"method": "mfa", "at": now, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(worker.pk)
    session.save()
    print(session.session_key)
""")
COUNT = textwrap.dedent("""
    import django
    django.setup()
    from safeconduct.casework.models import Assignment, Case, Operation
    from safeconduct.vault.models import CaseKey
    for case in Case.objects.all():
        print(case.pk)
    assert Assignment.objects.filter(kind="lead").count() == Case.objects.count()
    assert CaseKey.objects.count() == Case.objects.count()
    assert Operation.objects.filter(kind="open_case").count() == Case.objects.count()
""")


@pytest.fixture
def environ(tmp_path, root):
    """Describe a node of its own: on PostgreSQL a database of its own in the cluster of this run."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("SAFECONDUCT_")}
    told |= {
        "SAFECONDUCT_VAR": str(tmp_path / "var"),
        "PYTHONPATH": str(root),
        "DJANGO_SETTINGS_MODULE": "safeconduct.settings",
    }
    cluster = os.environ.get("SAFECONDUCT_DATABASE", "")
    if cluster.startswith("postgresql"):
        import psycopg

        name = f"killed_{uuid4().hex[:12]}"
        parts = urlsplit(cluster)
        with psycopg.connect(cluster, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        told["SAFECONDUCT_DATABASE"] = urlunsplit(parts._replace(path=f"/{name}"))
    return told


def python(code, environ):
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


class Node:
    """A server that can be killed and started again at the same port."""

    def __init__(self, environ):
        self.environ = environ
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = None

    def start(self):
        command = [sys.executable, "-m", "safeconduct", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.environ, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(300):
            with suppress(OSError):
                return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/alive", timeout=2).read()
            time.sleep(0.05)
        raise AssertionError("the server did not come up")

    def kill(self):
        """Kill every process of the server at once, as a power cut would."""
        listed = subprocess.run(["ps", "-eo", "pid=,sid="], capture_output=True, text=True, check=True).stdout
        for line in listed.splitlines():
            pid, session = line.split()
            if session == str(self.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
        self.process.wait()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def open_a_case(port, session, key):
    """Post one case; return its id when the server acknowledged it, None when nobody answered."""
    token = "a" * 32
    body = urlencode({"op_id": key, "csrfmiddlewaretoken": token}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/cases/new", body)
    request.add_header("Cookie", f"sessionid={session}; csrftoken={token}")
    try:
        answer = urllib.request.build_opener(NoRedirect).open(request, timeout=10)
    except urllib.error.HTTPError as refused:
        if refused.code == 302:
            return re.search(r"/cases/([0-9a-f-]{36})/", refused.headers["Location"]).group(1)
        assert refused.code >= 500, refused.code
        return None
    except OSError:
        return None
    raise AssertionError(answer.status)


def test_no_acknowledged_write_is_lost_or_doubled(environ):
    session = python(CAST, environ)[-1]
    node = Node(environ)
    acknowledged: dict[str, str] = {}
    doubts = 0
    try:
        for _ in range(KILLS):
            node.start()
            pending = str(uuid4())
            killer = threading.Timer(BETWEEN_KILLS + random.random() / 20, node.kill)
            killer.start()
            while (found := open_a_case(node.port, session, pending)) is not None:
                acknowledged[pending] = found
                pending = str(uuid4())
            doubts += 1
            killer.join()
            node.start()
            # What was in doubt is sent again with its own key; so is one that was acknowledged long ago.
            acknowledged[pending] = open_a_case(node.port, session, pending)
            again = next(iter(acknowledged))
            assert open_a_case(node.port, session, again) == acknowledged[again]
            node.kill()
    finally:
        if node.process is not None:
            node.kill()
    kept = python(COUNT, environ)
    assert len(acknowledged) >= KILLS
    assert sorted(kept) == sorted(acknowledged.values())
    assert doubts == KILLS
