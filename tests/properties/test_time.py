"""Neither a restart, the server's time zone, daylight saving nor late work makes a protection shorter."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from how_far import drawn
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.casework import services
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Case, Clock
from safeconduct.protection import clocks
from safeconduct.protection.counting import Kind
from safeconduct.protection.country import profile
from safeconduct.protection.words import Role

COUNTRIES = ("XA", "XB", "NO", "US", "AU", "ES", "KH", "MN", "DE", "VN")
SERVERS = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Havana", "Australia/Lord_Howe")
FLOOR = timedelta(days=30)  # CETS 197 Art 13(1)
# Days on which somewhere the clocks change, before and after; and the last hour of a year.
MOMENTS = [
    datetime(2026, 3, 7, 23, 30, tzinfo=UTC), datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2026, 9, 26, 12, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 10, 31, 23, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2028, 2, 1, 5, tzinfo=UTC),
]  # fmt: skip


def a_worker(login: str, role: Role, country: str) -> Any:
    from safeconduct.accounts.models import Agency, Membership, Training, Unit, Worker
    from safeconduct.accounts.training import AREAS

    worker = Worker.objects.create_worker(f"{login}_{country.lower()}", None, display_name=login.title())
    house = Agency.objects.get_or_create(name=f"{login} of {country}", defaults={"kind": "ngo"})[0]
    unit = Unit.objects.get_or_create(agency=house, name="Office", country=country)[0]
    Membership.objects.create(worker=worker, unit=unit, role=role, since=datetime(2025, 1, 1, tzinfo=UTC))
    for area in AREAS:
        for year in (2025, 2026, 2027, 2028):
            Training.held(worker, area, datetime(year, 1, 1, tzinfo=UTC).date())
    return worker


class Office:
    """A case manager and an immigration officer of one country, and a case that they see through."""

    def __init__(self, country: str, at: datetime) -> None:
        self.manager = a_worker("manager", Role.CASE_MANAGER, country)
        self.officer = a_worker("officer", Role.IMMIGRATION, country)
        self.case = services.open_case(by=self.manager, now=at, op_id=uuid4())
        services.assign(
            self.case.pk, self.officer, "contributor", Role.IMMIGRATION, by=self.manager,
            reason="decides on stay", now=at, op_id=uuid4(),
        )  # fmt: skip

    def take(self, event: str, by: Any, role: Role, now: datetime) -> None:
        services.move(self.case.pk, event, by=by, role=role, now=now, op_id=uuid4())

    def presume_and_grant(self, at: datetime, granted: datetime) -> Clock:
        self.take("identification.self_report", self.manager, Role.PERSON, at)
        self.take("stay.grant_reflection", self.officer, Role.IMMIGRATION, granted)
        return self.clock()

    def clock(self) -> Clock:
        return Clock.objects.get(case=self.case, name="reflection", ended_at__isnull=True)

    def stay(self) -> str:
        return Case.objects.get(pk=self.case.pk).stay


@contextmanager
def server_in(zone: str) -> Iterator[None]:
    """Let this process believe that it runs somewhere else."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        with timezone.override(zone):
            yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.django_db
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("at", MOMENTS[::2], ids=lambda at: at.date().isoformat())
def test_the_period_through_the_doors_lasts_thirty_full_days_at_least(country, at):
    office = Office(country, at)
    clock = office.presume_and_grant(at, at + timedelta(days=3))
    assert clock.due >= at + FLOOR
    assert clock.due == clocks.reflection(profile(country), at, child=False).due
    services.let_time_pass(clock.due - timedelta(seconds=1))
    assert office.stay() == "REFLECTION"


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["XA", "XB", "AU"])
def test_the_zone_of_the_server_changes_no_clock(country):
    from django.db import transaction

    due = set()
    for server in SERVERS:
        with server_in(server), transaction.atomic():
            clock = Office(country, MOMENTS[3]).presume_and_grant(MOMENTS[3], MOMENTS[3] + timedelta(hours=5))
            clock.refresh_from_db()
            due.add(clock.due)
            transaction.set_rollback(True)
    assert len(due) == 1, due


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["XA", "XB", "NO"])
def test_what_is_noted_late_makes_nothing_shorter(country):
    """An officer works without a connection: the certificate is granted in March and noted in April."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    office = Office(country, at)
    first = office.presume_and_grant(at, at + timedelta(days=2)).due
    for noted in (timedelta(days=20), timedelta(days=9), timedelta(days=1), timedelta(minutes=1)):
        office.take("stay.extend_reflection", office.officer, Role.IMMIGRATION, at + noted)
        assert office.clock().due >= first
    services.let_time_pass(at)  # a clock of the server that stands wrong
    services.let_time_pass(first - timedelta(minutes=1))
    assert office.stay() == "REFLECTION"


@pytest.mark.django_db
@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1), timedelta(days=200)])
def test_a_server_that_was_off_ends_nothing_that_is_not_explained_yet(late):
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    office = Office("XA", at)
    due = office.presume_and_grant(at, at).due
    services.let_time_pass(due + late)
    services.let_time_pass(due + late)
    assert office.stay() == "REFLECTION"  # nobody has explained the options yet, so the period goes on
    assert office.clock().due > due + late


@pytest.mark.django_db
def test_grounds_found_late_do_not_move_the_beginning_once_it_is_written():
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    office = Office("XA", at)
    office.take("identification.self_report", office.manager, Role.PERSON, at)
    office.take("asylum.voice_fear", office.manager, Role.CASE_MANAGER, at - timedelta(days=5))
    assert Case.objects.get(pk=office.case.pk).reasonable_grounds_at == at
    assert standing(office.case, at).facts.reasonable_grounds_at in {None, at}


NEW_PROCESS = """
import json, sys
from datetime import datetime
from safeconduct.protection import clocks
from safeconduct.protection.country import profile
asked = json.load(sys.stdin)
print(json.dumps([clocks.reflection(profile(cc), datetime.fromisoformat(at), child).due.isoformat()
                  for cc, at, child in asked]))
"""


@pytest.mark.parametrize("server", SERVERS)
def test_a_new_process_anywhere_counts_the_same(server):
    asked = [(cc, at.isoformat(), child) for cc in COUNTRIES for at in MOMENTS for child in (False, True)]
    here = [
        clocks.reflection(profile(cc), datetime.fromisoformat(at), child).due.isoformat()
        for cc, at, child in asked
    ]
    run = subprocess.run(
        [sys.executable, "-c", NEW_PROCESS], input=json.dumps(asked), capture_output=True, text=True, check=True,
        env={**os.environ, "TZ": server, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert json.loads(run.stdout) == here


instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@drawn(300)
@given(instants, st.sampled_from(COUNTRIES), st.booleans())
def test_no_start_in_no_country_gives_less_than_thirty_times_24_hours(at, country, child):
    clock = clocks.reflection(profile(country), at, child)
    assert clock.due >= at + FLOOR
    assert clock.due >= clocks.reflection(profile(country), at, child=False).due
    kept = clocks.Clock.from_text(clock.as_text())
    assert (kept, kept.kind) == (clock, Kind.PROTECTION)


@drawn(300)
@given(instants, st.timedeltas(timedelta(0), timedelta(days=3)), st.sampled_from(COUNTRIES))
def test_starting_later_never_ends_earlier(at, later, country):
    first, second = (clocks.reflection(profile(country), each, child=False) for each in (at, at + later))
    assert second.due >= first.due or profile(country).on(at) != profile(country).on(at + later)
