"""How days, months and working days are counted, and whom the calendar favours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.clocks import (
    Clock,
    Deadline,
    Kind,
    Unit,
    days,
    hours,
    months,
    start,
    working_days,
)
from safeconduct.protection.counting import end, is_working_day
from safeconduct.protection.country import CountryProfile, load_all, profile
from safeconduct.protection.length import Length
from safeconduct.protection.national_law import Holidays
from safeconduct.protection.sourced import Confidence, Sourced

ZONES = [
    "UTC", "America/Havana", "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Apia", "Pacific/Kiritimati", "America/Asuncion", "Europe/Vienna", "America/St_Johns",
]  # fmt: skip
ESTRELLA, MARAWAN = profile("XA"), profile("XB")

instants = st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
countries = st.sampled_from(sorted(load_all())).map(profile)
lengths = st.builds(Length, st.integers(0, 200), st.sampled_from(Unit))


def known(value):
    return Sourced(value, ("INVENTED",), Confidence.HIGH)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def duty(length: Length, begun: datetime, country: CountryProfile, zone: str = "") -> Clock:
    """The clock of a duty with a design default of this length."""
    deadline = Deadline.stated(
        length.value, length.unit, "contact", "design default", kind=Kind.DUTY, source="SG-ID-01"
    )
    return start(deadline, begun, country, safeguard="SG-ID-01", zone=zone)


# How days are counted


def test_a_day_ends_when_clocks_jump_over_midnight():
    # in Beirut 29 March 2026 began at 01:00, because midnight was skipped
    over, _ = end(days(1), at("2026-03-27T23:30", "Asia/Beirut"), MARAWAN, Kind.DUTY)
    assert over == at("2026-03-28T22:00")
    assert over.astimezone(ZoneInfo("Asia/Beirut")).hour == 1


@pytest.mark.parametrize("zone", ZONES)
@given(number=st.integers(0, 400), begun=instants)
def test_a_protection_of_days_lasts_as_many_full_days_and_ends_with_a_day(zone, number, begun):
    over, decided = end(days(number), begun, MARAWAN, Kind.PROTECTION, zone)
    local = over.astimezone(ZoneInfo(zone))
    assert decided == zone
    assert over - begun >= timedelta(days=number)
    assert (over - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() < local.date()


@given(number=st.integers(0, 2000), begun=instants, country=countries)
def test_hours_are_exact_whatever_the_clocks_do(number, begun, country):
    for kind in Kind:
        assert end(hours(number), begun, country, kind)[0] - begun == timedelta(hours=number)


@given(lengths, instants, countries)
def test_a_duty_never_ends_after_a_protection_of_the_same_length(length, begun, country):
    if length.value or length.unit is not Unit.WORKING_DAYS:
        assert end(length, begun, country, Kind.DUTY)[0] <= end(length, begun, country, Kind.PROTECTION)[0]


def test_a_month_without_that_day_ends_early_for_a_duty_and_late_for_a_protection():
    begun = at("2026-01-31T12:00")
    assert end(months(1), begun, MARAWAN, Kind.DUTY, "UTC")[0] == at("2026-03-01T00:00")  # end of 28 February
    assert end(months(1), begun, MARAWAN, Kind.PROTECTION, "UTC")[0] == at("2026-03-02T00:00")


def test_in_a_wide_country_a_duty_ends_first_and_a_protection_last():
    begun = at("2026-06-01T12:00")
    usa = profile("US")
    assert end(days(1), begun, usa, Kind.DUTY) == (at("2026-06-03T04:00"), "America/New_York")
    assert end(days(1), begun, usa, Kind.PROTECTION) == (at("2026-06-03T10:00"), "Pacific/Honolulu")
    assert end(days(1), begun, usa, Kind.PROTECTION, "America/Denver")[0] == at("2026-06-03T06:00")


# Working days


@given(st.integers(0, 60), instants, countries)
def test_a_duty_in_working_days_never_lands_on_a_day_without_work(number, begun, country):
    clock = duty(working_days(number), begun, country)
    assert is_working_day(clock.last_day, country, Kind.DUTY)


def test_the_working_week_of_the_country_is_used():
    thursday = at("2026-06-04T09:00", "Asia/Beirut")
    assert duty(working_days(1), thursday, MARAWAN).last_day == date(2026, 6, 7)  # Sunday
    friday = at("2026-06-05T09:00", "Europe/Vienna")
    assert duty(working_days(1), friday, profile("AT")).last_day == date(2026, 6, 8)


def test_known_holidays_are_left_out():
    eve = at("2026-04-30T12:00", "America/Havana")
    clock = duty(working_days(1), eve, ESTRELLA, "America/Havana")
    assert clock.last_day == date(2026, 5, 2)  # the first of May is a holiday, Saturday is worked


def test_unknown_holidays_make_a_duty_due_earlier_and_a_protection_last_longer():
    begun = at("2026-06-01T09:00", "Asia/Beirut")
    free = replace(MARAWAN, holidays=known(Holidays(frozenset(), frozenset(), frozenset({2026}))))
    for kind in Kind:
        unknown, without = (end(working_days(5), begun, one, kind)[0] for one in (MARAWAN, free))
        assert (unknown == without) is (kind is Kind.DUTY)
        assert unknown >= without
    assert (end(working_days(5), begun, MARAWAN, Kind.PROTECTION)[0] - begun).days >= 20  # 15 working days


def test_an_unknown_weekend_is_read_the_protective_way():
    nobody_knows = replace(MARAWAN, weekend=Sourced(None))
    friday, monday = date(2026, 6, 5), date(2026, 6, 8)
    assert is_working_day(friday, nobody_knows, Kind.DUTY)
    assert not is_working_day(friday, nobody_knows, Kind.PROTECTION)
    assert is_working_day(monday, nobody_knows, Kind.PROTECTION)
