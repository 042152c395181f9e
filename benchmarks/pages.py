"""How long the server takes for the pages of every day, and whether ten times the cases make it slower.

    python benchmarks/pages.py SMALL LARGE     two folders (SAFECONDUCT_VAR) or two postgresql:// addresses,
                                               each filled by generate.py

Prints one line a figure: p50 and p95 in milliseconds and queries, large beside small, and their ratio.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import quantiles
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")
ROUNDS = 60


def measure() -> dict[str, dict[str, float]]:
    """Measure each page in this process: view, template and middleware, without the network."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    from safeconduct.accounts.models import Membership, Worker
    from safeconduct.casework.models import Assignment

    worker = Worker.objects.get(login="worker0")
    assert Membership.objects.filter(worker=worker, supervises=True).exists()
    cases = [str(each) for each in Assignment.objects.filter(worker=worker).values_list("case_id", flat=True)]
    client = _signed_in(worker)
    pages: dict[str, Callable[[int], str]] = {
        "today": lambda _n: "/",
        "today of the unit": lambda _n: "/?whose=unit",
        "caseload": lambda _n: "/cases",
        "caseload, filtered": lambda _n: "/cases?show=reflection&text=Quiet",
        "caseload of the unit, overdue": lambda _n: "/cases?whose=unit&show=overdue",
        "case page": lambda n: f"/cases/{cases[n % len(cases)]}",
        "case page, 300 events": lambda _n: f"/cases/{_longest(worker)}",
    }
    figures = {name: _timed(lambda n, at=at: client.get(at(n))) for name, at in pages.items()}
    figures["a move (undone)"] = _timed(lambda n: _move(cases[n % len(cases)]))
    return figures


def _signed_in(worker: Any) -> Any:
    from django.test import Client
    from django.utils import timezone

    client = Client()
    client.force_login(worker, backend="safeconduct.accounts.sign_in.WorkerBackend")
    session = client.session
    at = timezone.now().timestamp()
    session["account_authentication_methods"] = [
        {"method": "password", "at": at},
        {"method": "mfa", "at": at, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(worker.pk)
    session.save()
    return client


def _longest(worker: Any) -> str:
    from safeconduct.casework.models import Assignment, Case

    case = Case.objects.filter(events_count__gte=300).order_by("number").first()
    Assignment.objects.get_or_create(
        case=case, worker=worker, kind="contributor", role="case_manager",
        defaults={"country": "XA", "reason": "measured", "since": case.opened_at},
    )  # fmt: skip
    return str(case.pk)


def _move(case: str) -> None:
    """Let an event happen with all that follows, then undo it, so that the same can be measured again."""
    from django.db import transaction
    from django.utils import timezone

    from safeconduct.casework.services import move
    from safeconduct.protection.words import Role

    with transaction.atomic():
        move(case, "lifecycle.lose_contact", by=None, role=Role.SYSTEM, now=timezone.now(), op_id=uuid4())
        transaction.set_rollback(True)


def _timed(act: Callable[[int], Any], rounds: int = ROUNDS) -> dict[str, float]:
    from django.db import connection

    counted: list[int] = []
    times: list[float] = []
    for n in range(rounds):
        queries = 0

        def count(execute: Any, *told: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*told)

        with connection.execute_wrapper(count):
            begun = time.perf_counter()
            answer = act(n)
            times.append((time.perf_counter() - begun) * 1000)
        assert getattr(answer, "status_code", 200) == 200, answer.status_code
        counted.append(queries)
    cuts = quantiles(times[rounds // 6 :], n=20)  # the first ones warm up
    return {"p50": cuts[9], "p95": cuts[18], "queries": max(counted)}


def _in(folder: str) -> dict[str, dict[str, float]]:
    where = "SAFECONDUCT_DATABASE" if folder.startswith("postgresql:") else "SAFECONDUCT_VAR"
    environ = {**os.environ, where: folder, "SAFECONDUCT_CASES_PER_HOUR": "100000"}
    done = subprocess.run(
        [sys.executable, __file__, "--measure"], env=environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    figures: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the pages of two databases.")
    parser.add_argument("folders", nargs="*", metavar="SMALL LARGE")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.measure:
        print(json.dumps(measure()))
        return
    small, large = (_in(folder) for folder in told.folders)
    for name, few in small.items():
        many = large[name]
        print(
            f"{name}: p50 {many['p50']:.1f} ms, p95 {many['p95']:.1f} ms, {many['queries']:.0f} queries; "
            f"{many['p50'] / few['p50']:.2f} times the p50 of the small one ({few['p50']:.1f} ms)"
        )


if __name__ == "__main__":
    main()
