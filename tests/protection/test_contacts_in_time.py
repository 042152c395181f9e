"""Contacts after a return: hours are hours, days and months end with the local day, and none is owed too late."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.country import load_all, profile
from safeconduct.protection.documents.monitoring import SCHEDULE
from safeconduct.protection.length import Unit

instants = st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
countries = st.sampled_from(sorted(load_all())).map(profile)
BY_ID = {step.id: step for step in SCHEDULE}


@given(instants, countries)
def test_seventy_two_hours_are_seventy_two_hours(arrived, country):
    assert BY_ID["T1"].due_at(arrived, country) - arrived == timedelta(hours=72)


@given(instants, countries, st.sampled_from([step for step in SCHEDULE if step.after.unit is not Unit.HOURS]))
def test_days_and_months_end_with_the_local_day_and_never_a_day_late(arrived, country, step):
    due = step.due_at(arrived, country)
    for name in country.zone_names:
        first = arrived.astimezone(ZoneInfo(name)).date()
        next_day = datetime.combine(step.due(first) + timedelta(days=1), time(), tzinfo=ZoneInfo(name))
        assert due <= next_day
    assert any(
        due.astimezone(ZoneInfo(name)) - timedelta(microseconds=1)
        >= datetime.combine(
            step.due(arrived.astimezone(ZoneInfo(name)).date()), time(), tzinfo=ZoneInfo(name)
        )
        for name in country.zone_names
    )


def test_two_weeks_after_a_late_arrival_end_with_that_day():
    country = profile("XA")
    zone = ZoneInfo(country.zone_names[0])
    arrived = datetime(2026, 3, 2, 23, 30, tzinfo=zone)
    due = BY_ID["T2"].due_at(arrived, country).astimezone(zone)
    assert due == datetime(2026, 3, 17, tzinfo=zone)


def test_a_contact_is_not_planned_from_a_moment_without_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        BY_ID["T1"].due_at(datetime(2026, 3, 2, 12), profile("XA"))  # noqa: DTZ001
