"""The packaged countries: complete, sourced, and honest about what is not known."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import resources

import pytest

from safeconduct.protection.country import CountryProfile, UnknownCountry, catalogue, load_all, profile
from safeconduct.protection.length import days, months
from safeconduct.protection.sourced import Confidence
from safeconduct.protection.words import Answer

REAL = {
    "AT", "AU", "BD", "BE", "BG", "BN", "CH", "CN", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR",
    "GB", "GR", "HR", "HU", "ID", "IE", "IN", "IT", "JP", "KH", "KR", "KZ", "LA", "LS", "LT", "LU",
    "LV", "MM", "MN", "MT", "MY", "NL", "NO", "NZ", "PH", "PK", "PL", "PT", "RO", "RU", "SE", "SG",
    "SI", "SK", "TH", "US", "VN",
}  # fmt: skip
INVENTED = {"XA", "XB"}

# (surely granted days, ceiling, confidence) copied from the sources; countries left out are not known
REFLECTION = {
    "AT": (30, None, "medium"), "AU": (90, None, "high"), "BE": (45, 45, "high"), "BG": (30, None, "low"),
    "CH": (30, None, "high"), "CY": (30, None, "low"), "DE": (90, None, "high"), "DK": (30, 120, "high"),
    "EE": (30, 60, "low"), "ES": (90, None, "medium"), "FI": (30, 180, "medium"), "FR": (30, 30, "high"),
    "GB": (30, None, "high"), "GR": (90, 150, "medium"), "HR": (60, None, "low"), "HU": (30, None, "low"),
    "IE": (60, 60, "high"), "LT": (30, None, "low"), "LU": (90, None, "medium"), "LV": (30, None, "low"),
    "MT": (60, None, "low"), "MY": (21, None, "medium"), "NL": (None, 90, "high"), "NO": (180, 180, "high"),
    "PL": (90, 90, "high"), "PT": (30, 60, "medium"), "RO": (90, None, "medium"), "SE": (30, 30, "high"),
    "SI": (90, None, "medium"), "SK": (90, None, "medium"), "TH": (None, 45, "low"),
}  # fmt: skip
DAY = date(2026, 6, 1)


def tables(value: object, place: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Every table that states a value, with its place."""
    if isinstance(value, dict):
        if "kind" in value and "to" in value:  # a channel belongs to its hotline
            return
        if place.count("/") > 0 and not place.endswith("treaties"):
            yield place, value
        for key, inner in value.items():
            yield from tables(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from tables(inner, f"{place}[{at}]")


def raw_files() -> list[tuple[str, dict[str, object]]]:
    folder = resources.files("safeconduct.countries")
    files = [
        file for file in folder.iterdir() if file.name.endswith(".toml") and file.name != "_sources.toml"
    ]
    return [(file.name, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]


def test_fifty_three_real_countries_and_two_invented_ones_are_there():
    assert set(load_all()) == REAL | INVENTED
    assert {code for code, one in load_all().items() if one.invented} == INVENTED


@pytest.mark.parametrize(
    ("name", "content"), raw_files(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_every_value_has_a_source_and_says_how_sure_it_is(name, content):
    sources = catalogue().sources
    stated = list(tables(content, name))
    assert len(stated) >= 16
    for place, table in stated:
        assert table["confidence"] in set(Confidence), place
        if table["confidence"] != "unknown":
            assert table["source"], place
        else:
            assert not {"value", "party", "days_min", "channels"} & set(table), place
        assert set(table.get("source", ())) <= set(sources), place


@pytest.mark.parametrize("code", sorted(REAL))
def test_reflection_periods_are_those_of_the_sources(code):
    law = profile(code).on(DAY).reflection
    if code not in REFLECTION:
        assert law.value is None
        assert law.confidence is Confidence.UNKNOWN
        return
    assert law.value is not None
    assert (law.value.days_min, law.value.days_max, str(law.confidence)) == REFLECTION[code]


@pytest.mark.parametrize(
    ("code", "lengths"), [("BE", (months(3),)), ("PL", (months(4),)), ("HR", (days(90),)), ("GR", ())]
)
def test_national_rules_for_children_are_kept(code, lengths):
    law = profile(code).on(DAY).reflection.value
    assert law is not None
    assert law.children.value is not None
    assert law.children.value.lengths == lengths


def test_treaty_membership_is_kept():
    austria, viet_nam, usa = profile("AT").treaties, profile("VN").treaties, profile("US").treaties
    assert austria.un_protocol.value is not None
    assert (austria.un_protocol.value.party, austria.un_protocol.value.since) == (True, "2005-09-15")
    assert (
        sum(1 for one in load_all().values() if one.treaties.coe_197.value.party and not one.invented) == 30
    )
    assert viet_nam.actip.value is not None
    assert viet_nam.actip.value.since == "2017-01-05"
    assert usa.refugee_1951.value is not None
    assert usa.refugee_1951.value.party is False
    assert profile("TH").treaties.actip.value.since == "2016-07"  # only the month is known


def test_appeal_time_is_known_for_ireland_alone_and_never_guessed_elsewhere():
    known = {code for code, one in load_all().items() if one.on(DAY).appeal_days.known and not one.invented}
    assert known == {"IE"}
    assert profile("IE").on(DAY).appeal_days.value == 30


def test_no_real_hotline_counts_as_test_called():
    lines = [line.value for one in load_all().values() if not one.invented for line in one.on(DAY).hotlines]
    assert len(lines) == 27
    assert all(line.tested is None for line in lines)


def test_the_law_of_a_day_is_the_version_in_force_that_day():
    australia = profile("AU")
    assert australia.on(date(2023, 6, 30)).reflection.value.days_min == 45
    assert australia.on(date(2023, 7, 1)).reflection.value.days_min == 90


def test_an_instant_means_its_day_in_the_capital():
    estrella = profile("XA")
    before_midnight_there = datetime(2026, 7, 1, 3, 59, tzinfo=UTC)
    after = datetime(2026, 7, 1, 4, 0, tzinfo=UTC)
    assert estrella.on(before_midnight_there).reflection.value.days_min == 20
    assert estrella.on(after).reflection.value.days_min == 45
    assert [one.value[:11] for one in estrella.on(before_midnight_there).permits] == ["cooperation"]
    assert [one.value[:10] for one in estrella.on(after).permits] == ["permit for"]
    with pytest.raises(ValueError, match="time zone"):
        estrella.on(datetime(2026, 7, 1, 4, 0))  # noqa: DTZ001 - naive on purpose


def test_the_invented_countries_hold_the_odd_cases():
    estrella, marawan = profile("XA"), profile("XB")
    assert marawan.weekend.value == frozenset({4, 5})
    assert estrella.on(DAY).reflection.value.days_min < 30
    assert estrella.on(DAY).child_under.value < 18
    assert len(estrella.on(DAY).hotlines[0].value.channels) == 4
    assert marawan.treaties.actip.value.party
    assert not marawan.treaties.refugee_1951.known
    assert not marawan.on(DAY).identification_authority.known
    assert marawan.on(DAY).permits == ()
    assert not marawan.on(date(2024, 3, 30)).reflection.known


def test_unlisted_years_of_holidays_are_unknown_and_listed_ones_are_not():
    holidays = profile("XA").holidays.value
    assert holidays.is_holiday(date(2026, 4, 3)) is Answer.YES
    assert holidays.is_holiday(date(2026, 4, 4)) is Answer.NO
    assert holidays.is_holiday(date(2031, 4, 4)) is Answer.UNKNOWN
    assert holidays.is_holiday(date(2031, 5, 1)) is Answer.YES


def test_a_country_that_is_not_there_is_refused_by_name():
    with pytest.raises(UnknownCountry, match="ZZ"):
        profile("ZZ")
    with pytest.raises(UnknownCountry):
        profile("at")


def test_what_holds_beyond_one_country_is_sourced():
    general = catalogue().general
    assert "Denmark" in general["eu_directive_2011_36"].value
    assert all(one.known and one.source for one in general.values())
    assert set(catalogue().confidence) == set(Confidence)
    assert "test-call" in catalogue().warning


def test_files_are_read_once():
    assert load_all() is load_all()
    assert isinstance(profile("AT"), CountryProfile)
