"""Starting the product: database brought up to date, static files in place, then one process that answers."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

DUE_EVERY = (
    "5"  # seconds between two looks at what is due, what the log has to seal, and what is to be estimated
)
BESIDE = ("due", "estimates_due")  # an estimate takes minutes: nothing else waits for it
SERVER = "SAFECONDUCT_SERVER"  # tells the processes we start whose end is theirs
LOOK_EVERY = 0.3  # seconds
THREADS = 4  # requests answered at the same time; more would wait for the two cores


class NotReady(Exception):
    """What the product stands on cannot be used as it is; the text is one line that says what."""


class PortTaken(NotReady):
    """Somebody else answers at this address already."""


def prepare() -> None:
    """Load the settings, bring the database up to date and collect the static files. Quick when all is done."""
    import django

    os.umask(0o077)  # the database and all else we write is for this user alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        if _migrations_wait():
            call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
    except DatabaseError as problem:
        raise NotReady(f"The database cannot be used: {_first_line(problem)}.") from problem
    except OSError as problem:
        raise NotReady(f"{problem.filename or 'A file'} cannot be written: {problem.strerror}.") from problem


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines() or [type(problem).__name__]
    return lines[0].rstrip(".")


def serve(address: str, port: int) -> None:
    """Answer until interrupted; meanwhile time passes, the log is sealed, estimates are run."""
    os.environ[SERVER] = str(os.getpid())
    beside = [_beside(command) for command in BESIDE]
    try:
        _answer(address, port)
    finally:
        for process in beside:
            process.terminate()
        for process in beside:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)


def _beside(name: str) -> "subprocess.Popen[bytes]":
    """Start a command that works beside the server, again and again, until the server ends."""
    command = [sys.executable, "-m", "django", name, "--every", DUE_EVERY, "--while", os.environ[SERVER]]
    # A group of its own: Ctrl-C is for us, and we end it.
    return subprocess.Popen(command, process_group=0)


def _answer(address: str, port: int) -> None:
    from django.db import connections
    from granian.constants import Interfaces
    from granian.server import Server

    connections.close_all()  # the process that answers opens its own
    Server(
        "safeconduct.hosting.server:application",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        workers_kill_timeout=5,
        log_enabled=False,
    ).serve()


def application() -> "WSGIHandler":
    """Make the application in the process that answers, which ends with the one that started it."""
    from django.core.wsgi import get_wsgi_application

    # A group of its own: on Ctrl-C the server ends us once; told twice at the same instant we could hang.
    os.setpgrp()
    threading.Thread(target=_end_with, args=[int(os.environ[SERVER])], daemon=True).start()
    return get_wsgi_application()


def _end_with(parent: int) -> None:
    # Otherwise a killed server would leave a child behind that answers and holds the port.
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)


def check_port(address: str, port: int) -> None:
    """Raise PortTaken when somebody else answers there, before anything is promised."""
    for last in (False, False, False, True):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as problem:
                if last:
                    why = f"{problem.strerror}. Is it running already? --port takes another."
                    raise PortTaken(f"{address}:{port} cannot be used: {why}") from problem
                time.sleep(LOOK_EVERY)  # one that was killed may be ending just now
            else:
                return


def _migrations_wait() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
