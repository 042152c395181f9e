"""Fill a database with cases that look like life: 12 events each, one in a thousand with 300.

    python benchmarks/generate.py --cases 10000 --seed 1

Rows are written in bulk, past the doors, because a hundred thousand lives through the doors take hours; the shapes
are those that the doors write. Cases, offices and workers grow together: forty cases to a case manager, a thousand
to an office. Invented data only, the same for the same seed.
"""

import argparse
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")

START = datetime(2026, 1, 1, tzinfo=UTC)
PER_WORKER, PER_UNIT, BATCH = 40, 1000, 2000
LONG_STORY, STORY = 300, 12

# The beginning that most cases share; after it a case waits, is reviewed and followed up.
WAY = (
    ("identification.start_screening", "identification", "CONTACT", "SCREENING"),
    ("identification.record_indicators", "identification", "SCREENING", "PRESUMED"),
    ("stay.bar_removal", "stay", "UNSET", "REMOVAL_BARRED"),
    ("assistance.open_crisis", "assistance", "NOT_STARTED", "CRISIS"),
    ("lifecycle.assign_lead", "lifecycle", "OPEN", "LED"),
    ("stay.grant_reflection", "stay", "REMOVAL_BARRED", "REFLECTION"),
    ("assistance.stabilise", "assistance", "CRISIS", "FIRST_ASSISTANCE"),
    ("criminal_case.inform", "criminal_case", "NOT_INFORMED", "INFORMED"),
    ("assistance.agree_plan", "assistance", "FIRST_ASSISTANCE", "PLAN_ACTIVE"),
    ("identification.open_identification", "identification", "PRESUMED", "IN_IDENTIFICATION"),
)
REVIEW = ("assistance.review_plan", "assistance", "PLAN_ACTIVE", "PLAN_ACTIVE")
PAPERS: dict[str, dict[str, Any]] = {
    "D01": {
        "met_at": "2026-01-01T09:00:00+00:00",
        "safe_to_talk": "yes",
        "private_place": "yes",
        "age": "adult",
    },
    "D02": {"told_at": "2026-01-01T09:10:00+00:00", "rights_told": "yes", "rights_understood": "yes"},
    "D04": {"reasonable_grounds": "yes"},
    "D07": {"assessed_at": "2026-01-02T09:00:00+00:00", "safety_level": "LOW"},
    "D16": {"plan_agreed": "yes"},
}


def fill(cases: int, seed: int) -> None:
    """Write the cases with their offices, people, events, documents, tasks and clocks."""
    chance = random.Random(seed)
    units = _units(max(cases // PER_UNIT, 1))
    workers = _workers(units, max(cases // PER_WORKER, 1))
    for first in range(0, cases, BATCH):
        numbers = range(first, min(first + BATCH, cases))
        _write([_story(chance, number, workers) for number in numbers])
        if sys.stderr.isatty():
            print(f"\r{numbers[-1] + 1} of {cases}", end="", file=sys.stderr)


def _units(count: int) -> list[Any]:
    from safeconduct.accounts.models import Agency, Unit

    agency, _ = Agency.objects.get_or_create(name="Harbour House", defaults={"kind": "ngo"})
    return Unit.objects.bulk_create(
        Unit(agency=agency, name=f"Office {n}", country="XA") for n in range(count)
    )


def _workers(units: list[Any], count: int) -> list[tuple[Any, Any]]:
    from safeconduct.accounts.models import Membership, Worker

    made = Worker.objects.bulk_create(
        Worker(login=f"worker{n}", display_name=f"Worker {n}", password="!") for n in range(count)
    )
    pairs = [(worker, units[n % len(units)]) for n, worker in enumerate(made)]
    Membership.objects.bulk_create(
        Membership(worker=worker, unit=unit, role="case_manager", since=START, supervises=n < len(units))
        for n, (worker, unit) in enumerate(pairs)
    )
    return pairs


def _story(chance: random.Random, number: int, workers: list[Any]) -> dict[str, Any]:
    """Make one case in memory, with everything that belongs to it."""
    from safeconduct.casework.models import Assignment, Case, Document, DocumentVersion, Event, Task

    worker, unit = workers[number % len(workers)]
    opened = START + timedelta(minutes=chance.randrange(400_000))
    length = LONG_STORY if number % 1000 == 999 else STORY
    steps = [*WAY[: min(length, len(WAY))], *[REVIEW] * (length - len(WAY))]
    case = Case(
        id=_uuid(chance), number=f"XA-{number:08d}", alias=f"Quiet Harbour {number}", country="XA", unit=unit,
        opened_at=opened, first_contact_at=opened, reasonable_grounds_at=opened, identification="IN_IDENTIFICATION",
        stay="REFLECTION", assistance="PLAN_ACTIVE", criminal_case="INFORMED", lifecycle="LED",
        safety_level="LOW", events_count=len(steps),
        next_due_at=opened + timedelta(days=chance.randrange(1, 400)),
    )  # fmt: skip
    events = [
        Event(
            id=_uuid(chance), case=case, position=place, event=event, region=region, before=before, after=after,
            at=opened + timedelta(days=place), by=worker, role="case_manager",
        )
        for place, (event, region, before, after) in enumerate(steps, 1)
    ]  # fmt: skip
    documents = [Document(id=_uuid(chance), case=case, type_id=each, number=1) for each in PAPERS]
    return {
        "cases": [case],
        "assignments": [
            Assignment(
                case=case, worker=worker, kind="lead", role="case_manager", country="XA", reason="opened",
                since=opened,
            )
        ],
        "events": events,
        "documents": documents,
        "versions": [
            DocumentVersion(
                id=_uuid(chance), document=each, version=1, filed_at=opened, by=worker, role="case_manager",
                coded=PAPERS[each.type_id],
            )
            for each in documents
        ],
        "tasks": [
            Task(
                id=_uuid(chance), case=case, what="Assess safety and risk", safeguard="SG-PR-01", role="case_manager",
                unit=unit, document="D07", since=opened, due_at=case.next_due_at + timedelta(days=n),
                won="design default",
            )
            for n in range(2)
        ],
    }  # fmt: skip


def _uuid(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _write(stories: list[dict[str, Any]]) -> None:
    from django.db import transaction

    from safeconduct.casework.models import Assignment, Case, Document, DocumentVersion, Event, Task
    from safeconduct.vault import services as vault

    models = {
        "cases": Case, "assignments": Assignment, "events": Event, "documents": Document,
        "versions": DocumentVersion, "tasks": Task,
    }  # fmt: skip
    with transaction.atomic():
        for name, model in models.items():
            model.objects.bulk_create([row for story in stories for row in story[name]], batch_size=500)
        for story in stories:
            vault.new_case_key(story["cases"][0].pk)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Fill the database of SAFECONDUCT_VAR or SAFECONDUCT_DATABASE."
    )
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    from safeconduct.hosting.server import prepare

    prepare()
    fill(told.cases, told.seed)
