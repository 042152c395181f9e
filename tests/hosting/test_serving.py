"""`safeconduct serve` as people use it: it comes up, answers, ends on Ctrl-C, and survives being killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def start(tmp_path, root, port):
    started = []
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SAFECONDUCT_")}
    environ |= {"SAFECONDUCT_VAR": str(tmp_path / "var"), "PYTHONPATH": str(root)}

    def serve():
        command = [sys.executable, "-m", "safeconduct", "serve", "--port", str(port)]
        process = subprocess.Popen(
            command, env=environ, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield serve
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()


def answers(port, path="/alive"):
    for _ in range(150):
        with suppress(OSError):
            return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
        time.sleep(0.1)
    return None


def processes_of(leader):
    """Return how many processes of the leader's session are left."""
    listed = subprocess.run(["ps", "-eo", "sid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return sum(1 for session, state in rows if session == str(leader.pid) and not state.startswith("Z"))


def test_it_answers_and_ends_cleanly_on_ctrl_c(start, port):
    server = start()
    assert answers(port) == b"alive\n"
    assert b"Sign in" in answers(port, "/accounts/login/")
    os.killpg(server.pid, signal.SIGINT)
    assert server.wait(timeout=15) == 0
    said = server.stderr.read()
    assert said.splitlines() == [f"Safe Conduct is at http://127.0.0.1:{port} (Ctrl-C ends it)"]
    assert processes_of(server) == 0


def test_a_killed_server_leaves_nothing_behind_and_starts_again(start, port):
    first = start()
    assert answers(port) == b"alive\n"
    first.kill()
    first.wait()
    start()
    assert answers(port) == b"alive\n"
    for _ in range(100):
        if processes_of(first) == 0:
            break
        time.sleep(0.1)
    assert processes_of(first) == 0


def test_a_second_server_at_the_same_place_is_refused_in_one_line(start, port):
    start()
    assert answers(port) == b"alive\n"
    second = start()
    assert second.wait(timeout=30) == 2
    assert second.stderr.read().count("\n") == 1
