"""Which source decides a deadline, when it ends, and who may not shorten it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.clocks import (
    REFLECTION,
    Clock,
    Deadline,
    Kind,
    Standing,
    Unit,
    days,
    days_left,
    earlier_duty,
    extend,
    extend_by,
    hours,
    is_over,
    later_protection,
    months,
    reflection,
    standing,
    start,
    start_before,
)
from safeconduct.protection.country import CountryProfile, load_all, profile
from safeconduct.protection.finding import Won
from safeconduct.protection.length import Length
from safeconduct.protection.national_law import ChildrenPeriod, Dated, ReflectionPeriod, Version
from safeconduct.protection.sourced import Confidence, Sourced

ZONES = [
    "UTC", "America/Havana", "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Pacific/Apia", "Pacific/Kiritimati", "America/Asuncion", "Europe/Vienna", "America/St_Johns",
]  # fmt: skip
ESTRELLA, MARAWAN = profile("XA"), profile("XB")

instants = st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
countries = st.sampled_from(sorted(load_all())).map(profile)
lengths = st.builds(Length, st.integers(0, 200), st.sampled_from(Unit))
short_lengths = st.builds(Length, st.integers(0, 30), st.sampled_from(Unit))


def known(value):
    return Sourced(value, ("INVENTED",), Confidence.HIGH)


def under(law: ReflectionPeriod | None, *, zones: tuple[str, ...] = ("Asia/Beirut",)) -> CountryProfile:
    """Marawan with another reflection law and other time zones."""
    given_law = Sourced(None) if law is None else known(law)
    laws = replace(MARAWAN.laws, reflection=Dated((Version(None, given_law),)))
    return replace(MARAWAN, laws=laws, timezones=known(zones))


@st.composite
def profiles(draw):
    number = st.none() | st.integers(0, 200)
    children = draw(number)
    law = ReflectionPeriod(
        kind="reflection",
        days_min=draw(number),
        stated=draw(st.none() | st.builds(months, st.integers(0, 6))),
        children=known(ChildrenPeriod("rule", () if children is None else (days(children),))),
    )
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True))
    return under(draw(st.none() | st.just(law)), zones=tuple(zones))


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def duty(length: Length | None, basis: str = "design default") -> Deadline:
    return Deadline.stated(
        length and length.value,
        length.unit if length else "hours",
        "contact",
        basis,
        kind=Kind.DUTY,
        source="SG",
    )


# Reflection


@given(profiles(), instants, st.booleans())
def test_reflection_is_never_shorter_than_thirty_days_in_any_country_zone_or_season(country, begun, child):
    clock = reflection(country, begun, child)
    assert clock.due - begun >= timedelta(days=30)
    for zone in country.zone_names:
        assert clock.due.astimezone(ZoneInfo(zone)).date() > begun.astimezone(
            ZoneInfo(zone)
        ).date() + timedelta(29)


@given(countries, instants, st.booleans())
def test_reflection_is_never_shorter_than_thirty_days_in_the_countries_we_ship(country, begun, child):
    clock = reflection(country, begun, child)
    assert clock.due - begun >= timedelta(days=30)
    assert clock.floor == REFLECTION.length == days(30)


@given(profiles(), instants)
def test_a_child_never_gets_less_than_an_adult(country, begun):
    assert reflection(country, begun, child=True).due >= reflection(country, begun, child=False).due


@given(st.integers(0, 300), st.integers(0, 100), instants, st.booleans(), st.sampled_from(ZONES))
def test_more_days_in_national_law_never_shorten_the_period(given_days, more, begun, child, zone):
    less_law = under(ReflectionPeriod("reflection", days_min=given_days), zones=(zone,))
    more_law = under(ReflectionPeriod("reflection", days_min=given_days + more), zones=(zone,))
    assert reflection(more_law, begun, child).due >= reflection(less_law, begun, child).due


@given(profiles(), instants, st.booleans())
def test_no_national_law_gives_less_than_no_law_at_all(country, begun, child):
    if not (
        child and country.on(begun).reflection.known
    ):  # a national rule for children replaces the doubling
        silent = under(None, zones=country.zone_names)
        assert reflection(country, begun, child).due >= reflection(silent, begun, child).due


def test_where_national_law_gives_less_the_floor_holds_and_the_gap_is_shown():
    clock = reflection(ESTRELLA, at("2026-03-01T10:00"), child=False)
    assert (clock.won, clock.national, clock.gap) == (Won.TREATY_FLOOR, days(20), days(10))
    assert clock.last_day == date(2026, 3, 31)


def test_where_national_law_gives_more_it_decides():
    clock = reflection(profile("BE"), at("2026-03-01T10:00"), child=False)
    assert (clock.won, clock.national, clock.gap) == (Won.NATIONAL_LAW, days(45), None)
    assert clock.last_day == date(2026, 4, 15)


def test_three_months_are_calendar_months_when_that_is_longer_than_ninety_days():
    assert reflection(profile("DE"), at("2026-03-01T10:00"), child=False).last_day == date(2026, 6, 1)
    assert reflection(profile("DE"), at("2025-11-30T10:00"), child=False).last_day == date(2026, 3, 1)


def test_children_get_their_own_national_rule_or_else_twice_the_adult_period():
    poland = reflection(profile("PL"), at("2026-03-01T10:00"), child=True)
    assert (poland.won, poland.last_day) == (Won.NATIONAL_LAW, date(2026, 7, 1))
    france = reflection(profile("FR"), at("2026-03-01T10:00"), child=True)
    assert (france.won, france.last_day, france.gap) == (Won.DESIGN_DEFAULT, date(2026, 4, 30), days(30))


def test_where_nothing_is_known_the_floor_holds_and_no_gap_is_invented():
    clock = reflection(profile("JP"), at("2026-03-01T10:00"), child=False)
    assert (clock.won, clock.national, clock.gap) == (Won.TREATY_FLOOR, None, None)


def test_a_ceiling_shorter_than_the_period_is_shown_as_gap_but_does_not_cap_it():
    thailand = reflection(profile("TH"), at("2026-03-01T10:00"), child=True)
    assert (thailand.national, thailand.gap) == (None, days(15))
    assert thailand.last_day == date(2026, 4, 30)


def test_the_law_of_the_day_of_reasonable_grounds_applies_and_a_later_law_can_only_add():
    begun = at("2026-06-20T10:00")
    old = reflection(ESTRELLA, begun, child=False)
    new = reflection(ESTRELLA, at("2026-07-01T10:00"), child=False)
    assert old.last_day == date(2026, 7, 20)
    assert new.last_day == date(2026, 8, 15)
    assert later_protection(old, new) == later_protection(new, old) == new


# Which source wins


def test_an_absolute_rule_decides_alone():
    clock = start(duty(hours(24)), at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-PR-04",
                  national=hours(1), absolute=hours(12))  # fmt: skip
    assert (clock.won, clock.due) == (Won.ABSOLUTE, at("2026-03-01T22:00"))


def test_for_a_duty_the_shorter_of_national_law_and_floor_decides():
    binding = duty(days(30), "binding-regional")
    laxer = start(binding, at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-DP-11", national=days(40))
    assert (laxer.won, laxer.gap) == (Won.TREATY_FLOOR, days(10))
    stricter = start(binding, at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-DP-11", national=days(7))
    assert (stricter.won, stricter.gap, stricter.last_day) == (Won.NATIONAL_LAW, None, date(2026, 3, 8))


def test_the_design_default_decides_only_where_no_law_speaks():
    default = duty(hours(24))
    alone = start(default, at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-CM-01")
    assert (alone.won, alone.due) == (Won.DESIGN_DEFAULT, at("2026-03-02T10:00"))
    assert (
        start(default, alone.starts, ESTRELLA, safeguard="SG-CM-01", national=hours(2)).won
        is Won.NATIONAL_LAW
    )


def test_a_gap_between_hours_is_shown_in_hours():
    binding = duty(hours(24), "binding")
    clock = start(binding, at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-CM-01", national=hours(72))
    assert clock.gap == hours(48)


def test_a_rule_without_time_limit_has_no_clock():
    with pytest.raises(ValueError, match="SG-ID-04 has no time limit"):
        start(duty(None, "no time limit"), at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-ID-04")


def test_words_nobody_declared_are_refused():
    with pytest.raises(ValueError, match="fortnights"):
        Deadline.stated(1, "fortnights", "contact", "design default", kind=Kind.DUTY, source="SG")
    with pytest.raises(ValueError, match="custom"):
        Deadline.stated(1, "days", "contact", "custom", kind=Kind.DUTY, source="SG")


# Changing, comparing, asking


@given(profiles(), instants, st.booleans(), short_lengths)
def test_an_extension_never_shortens(country, begun, child, length):
    clock = reflection(country, begun, child)
    longer = extend_by(clock, length, country)
    assert longer.due >= clock.due
    assert longer.starts == clock.starts
    if length.unit is Unit.DAYS:
        assert longer.last_day >= clock.last_day + timedelta(days=length.value)


def test_a_protection_is_not_cut_short_and_a_duty_is_not_put_off():
    protection = reflection(ESTRELLA, at("2026-03-01T10:00"), child=False)
    with pytest.raises(ValueError, match="only be lengthened"):
        extend(protection, at("2026-03-15T00:00"))  # the end an authority sets for "no complaint made"
    assert extend(protection, at("2026-06-01T00:00")).due == at("2026-06-01T00:00")
    with pytest.raises(ValueError, match="duty is not lengthened"):
        extend(
            start(duty(hours(1)), at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-CH-09"),
            at("2027-01-01T00:00"),
        )


@given(instants, lengths, lengths, countries)
def test_the_shorter_of_two_duties_and_the_longer_of_two_protections_hold(begun, one, other, country):
    first, second = (start(duty(length), begun, country, safeguard="SG") for length in (one, other))
    assert earlier_duty(first, second).due == min(first.due, second.due)
    first, second = (replace(clock, kind=Kind.PROTECTION) for clock in (first, second))
    assert later_protection(first, second).due == max(first.due, second.due)


def test_a_duty_and_a_protection_are_not_compared():
    protection = reflection(ESTRELLA, at("2026-03-01T10:00"), child=False)
    task = start(duty(hours(1)), at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-CH-09")
    for compare in (earlier_duty, later_protection):
        with pytest.raises(ValueError, match="only two"):
            compare(protection, task)


def test_days_left_are_local_days_and_the_state_is_a_word():
    clock = reflection(MARAWAN, at("2026-03-01T10:00", "Asia/Beirut"), child=False)
    assert clock.last_day == date(2026, 5, 1)
    assert days_left(clock, at("2026-03-01T23:59", "Asia/Beirut")) == 61
    assert standing(clock, at("2026-03-01T10:00")) is Standing.RUNNING
    last_minute = at("2026-05-01T23:59", "Asia/Beirut")
    assert (days_left(clock, last_minute), standing(clock, last_minute)) == (0, Standing.LAST_DAY)
    after = at("2026-05-02T00:00", "Asia/Beirut")
    assert is_over(clock, after)
    assert not is_over(clock, last_minute)
    assert (days_left(clock, after), standing(clock, after)) == (-1, Standing.ENDED)


def test_a_duty_not_done_in_time_is_overdue():
    clock = start(duty(hours(24)), at("2026-03-01T10:00"), ESTRELLA, safeguard="SG-CM-01")
    assert standing(clock, at("2026-03-02T09:59")) is Standing.LAST_DAY
    assert standing(clock, at("2026-03-02T10:00")) is Standing.OVERDUE


def test_a_duty_counted_backwards_ends_ten_days_before_reflection_does():
    period = reflection(profile("FR"), at("2026-09-28T10:00"), child=False)
    assert period.last_day == date(2026, 10, 28)  # three days after clocks went back
    sheet = start_before(duty(days(10)), period.due, period.starts, profile("FR"), safeguard="SG-ST-01")
    assert period.last_day - sheet.last_day == timedelta(days=10)
    late = start_before(duty(days(40)), period.due, period.starts, profile("FR"), safeguard="SG-ST-01")
    assert late.due == late.starts
    assert standing(late, late.starts) is Standing.OVERDUE
    with pytest.raises(ValueError, match="backwards"):
        start_before(duty(months(1)), period.due, period.starts, profile("FR"), safeguard="SG-ST-01")


@given(lengths, instants, countries, st.sampled_from(Kind), st.none() | lengths, st.none() | lengths)
def test_a_clock_written_down_and_read_again_is_the_same(length, begun, country, kind, national, floor):
    deadline = Deadline.stated(length.value, length.unit, "contact", "design default", kind=kind, source="SG")
    clock = start(deadline, begun, country, safeguard="SG-ID-01", national=national, floor=floor)
    text = clock.as_text()
    assert all(isinstance(value, str) for value in text.values())
    assert Clock.from_text(text) == clock


@given(instants, profiles(), st.sampled_from(ZONES), st.booleans())
def test_the_zone_of_whoever_writes_the_instant_changes_nothing(begun, country, zone, child):
    elsewhere = begun.astimezone(ZoneInfo(zone))
    assert reflection(country, elsewhere, child) == reflection(country, begun, child)


def test_an_instant_without_time_zone_is_refused_everywhere():
    naive = datetime(2026, 3, 1, 10)  # noqa: DTZ001 - naive on purpose
    clock = reflection(ESTRELLA, at("2026-03-01T10:00"), child=False)
    for ask in (
        lambda: reflection(ESTRELLA, naive, child=False),
        lambda: start(duty(hours(1)), naive, ESTRELLA, safeguard="SG"),
        lambda: start_before(duty(days(1)), naive, clock.starts, ESTRELLA, safeguard="SG"),
        lambda: extend(clock, naive),
        lambda: days_left(clock, naive),
        lambda: is_over(clock, naive),
        lambda: standing(clock, naive),
        lambda: replace(clock, due=naive),
        lambda: Clock.from_text({**clock.as_text(), "due": "2026-03-01T10:00:00"}),
    ):
        with pytest.raises(ValueError, match="time zone"):
            ask()


def test_a_length_below_zero_or_in_no_unit_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        days(-1)
    for text in ("thirty days", "30", "30 moons", "-1 days", "", "²  days"):
        with pytest.raises(ValueError, match=r"not a length|not a valid Unit"):
            Length.parse(text)


def test_a_clock_cannot_end_before_it_starts():
    clock = reflection(ESTRELLA, at("2026-03-01T10:00"), child=False)
    with pytest.raises(ValueError, match="before it starts"):
        replace(clock, due=clock.starts - timedelta(days=1))
