"""A country file with a mistake stops the node and says where the mistake stands."""

import copy
import tomllib
from datetime import date
from importlib import resources

import pytest

from safeconduct.protection.country import catalogue, parse, parse_catalogue
from safeconduct.protection.sourced import Confidence, ProfileError, Sourced

ESTRELLA = tomllib.loads((resources.files("safeconduct.countries") / "xa.toml").read_text(encoding="utf-8"))
GONE = object()


def broken(path, value):
    """The file of Estrella Norte with one place changed or taken out."""
    content = copy.deepcopy(ESTRELLA)
    *way, last = path
    table = content
    for step in way:
        table = table[step]
    if value is GONE:
        del table[last]
    else:
        table[last] = value
    return content


def reading(content):
    return parse(content, file="xa.toml", sources=catalogue().sources)


def test_the_unbroken_file_is_accepted():
    assert reading(ESTRELLA).name == "Estrella Norte"


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("iso2",), "xa", "xa.toml.iso2: expected 2 capital letters"),
        (("name",), 7, "xa.toml.name: expected words"),
        (("name",), GONE, "xa.toml.name: missing"),
        (("invented",), "yes", "xa.toml.invented: expected true or false"),
        (("groups",), "EU", "xa.toml.groups: expected a list of words"),
        (("discussed_in",), ["NOWHERE"], "xa.toml.discussed_in: 'NOWHERE' is not in the source catalogue"),
        (("refletcion",), [], "xa.toml.refletcion: unknown key"),
        (("timezones", "value"), ["Mars/Olympus"], "xa.toml.timezones.value: 'Mars/Olympus' is not an IANA"),
        (("timezones", "value"), [], "xa.toml.timezones.value: no time zone"),
        (("weekend", "value"), ["sontag"], "xa.toml.weekend.value: 'sontag' is not a weekday"),
        (
            ("weekend", "value"),
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            "xa.toml.weekend.value: a week needs a working day",
        ),
        (("holidays", "every_year"), ["31-01"], "xa.toml.holidays.every_year: '31-01' is not a day"),
        (
            ("holidays", "every_year"),
            ["1 May"],
            "xa.toml.holidays.every_year: '1 May' is not a month and day",
        ),
        (("holidays", "dated"), ["2026-04-03"], "xa.toml.holidays.dated: expected a list of dates"),
        (("holidays", "years"), [2026.0], "xa.toml.holidays.years: expected a list of whole numbers"),
        (("holidays", "confidence"), "sure", "xa.toml.holidays.confidence: 'sure' is not one of high"),
        (("holidays", "confidence"), GONE, "xa.toml.holidays.confidence: missing"),
        (("holidays", "source"), GONE, "xa.toml.holidays.source: missing: a known value needs a source"),
        (("holidays", "source"), ["HEARSAY"], "xa.toml.holidays.source: 'HEARSAY' is not in the source"),
        (("treaties", "actip", "party"), "no", "xa.toml.treaties.actip.party: expected true or false"),
        (("treaties", "coe_197", "since"), "2012-13", "xa.toml.treaties.coe_197.since: expected a date"),
        (("treaties", "coe_197"), [], "xa.toml.treaties.coe_197: expected a table, found list"),
        (("treaties", "palermo"), {}, "xa.toml.treaties.palermo: unknown key"),
        (("reflection", 0, "days_min"), -1, "xa.toml.reflection[1].days_min: below 0"),
        (("reflection", 0, "days_min"), "20", "xa.toml.reflection[1].days_min: expected a whole number"),
        (("reflection", 0, "days_min"), True, "xa.toml.reflection[1].days_min: expected a whole number"),
        (("reflection", 0, "days_max"), 19, "xa.toml.reflection[1].days_max: below days_min"),
        (("reflection", 0, "stated"), "3 moons", "xa.toml.reflection[1].stated: expected a length"),
        (("reflection", 0, "stated"), "-3 months", "xa.toml.reflection[1].stated: expected a length"),
        (("reflection", 0, "from"), date(2020, 1, 1), "xa.toml.reflection[1].from: the first version"),
        (("reflection", 1, "from"), GONE, "xa.toml.reflection[2].from: missing"),
        (("reflection", 1, "from"), "2026-07-01", "xa.toml.reflection[2].from: expected a date"),
        (("reflection", 1, "children", "rule"), GONE, "xa.toml.reflection[2].children.rule: missing"),
        (("reflection",), [], "xa.toml.reflection: empty"),
        (("permits",), [], "xa.toml.permits: empty"),
        (("permits", 1, "until"), date(2026, 6, 1), "xa.toml.permits[2].until: before it began"),
        (("permits", 1), {"confidence": "unknown"}, "xa.toml.permits: unknown stands alone"),
        (("permits", 0, "confidence"), "unknown", "xa.toml.permits[1].value: unknown key"),
        (("hotlines", 0, "channels"), [], "xa.toml.hotlines[1].channels: a hotline needs a channel"),
        (
            ("hotlines", 0, "channels", 1, "kind"),
            "pigeon",
            "xa.toml.hotlines[1].channels[2].kind: 'pigeon' is not one of phone",
        ),
        (("appeal_days",), GONE, "xa.toml.appeal_days: missing"),
    ],
)
def test_a_mistake_is_refused_with_its_exact_place(path, value, complaint):
    with pytest.raises(ProfileError) as refusal:
        reading(broken(path, value))
    assert str(refusal.value).startswith(complaint)


def test_versions_must_follow_each_other():
    content = copy.deepcopy(ESTRELLA)
    content["reflection"].append(dict(content["reflection"][1]))
    with pytest.raises(ProfileError, match=r"xa\.toml\.reflection\[3\]\.from: not later"):
        reading(content)


def test_the_source_catalogue_is_checked_too():
    with pytest.raises(ProfileError, match=r"_sources\.toml\.warning: missing"):
        parse_catalogue({"sources": {}, "confidence": {}, "general": {}})


def test_a_value_is_known_exactly_when_its_confidence_is():
    with pytest.raises(ValueError, match="together"):
        Sourced("yes")
    with pytest.raises(ValueError, match="together"):
        Sourced(None, ("K",), Confidence.HIGH)
    with pytest.raises(ValueError, match="source"):
        Sourced("yes", (), Confidence.HIGH)
    assert not Sourced[str](None).known
