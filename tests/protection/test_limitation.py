"""Alarms before a claim runs out of time: never later than 90, 30 and 7 days before the last day (SG-JU-02)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection import limitation
from safeconduct.protection.country import load_all, profile
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.limitation import ALARMS, FIND_OUT, PASSED, SAY_WHICH, Noted, waiting, watched
from safeconduct.protection.words import Role

NOW = datetime(2027, 5, 20, 9, 30, tzinfo=UTC)
XA = profile("XA")
NUMBER = {what: number for number, what in ALARMS}

instants = st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(2000, 1, 1), date(2037, 1, 1))
countries = st.sampled_from(sorted(load_all())).map(profile)


def paper(*rows, at=NOW, number=1):
    return Filed("D36", number, 1, at, {"losses": list(rows)})


def row(last=None, route="labour", standing="to_file"):
    told = {"head": "wages", "route": route, "standing": standing}
    return told if last is None else {**told, "limitation_day": str(last)}


def ask(*papers, noted=None, now=NOW, country=XA):
    return watched(papers, noted or Noted(), now, country, Role.LAWYER)


@given(days, instants, countries)
def test_no_alarm_is_later_than_its_days_before_the_last_day_begins(last, now, country):
    for each in ask(paper(row(last)), now=now, country=country):
        if each.what in NUMBER:
            begins = min(
                datetime.combine(last, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
                for zone in country.zone_names
            )
            assert each.due <= max(now, begins - timedelta(days=NUMBER[each.what]))
            assert each.due >= now


@given(days, instants, countries)
def test_a_claim_that_waits_always_has_something_owed(last, now, country):
    assert [each for each in ask(paper(row(last)), now=now, country=country) if not each.kept]
    assert [each for each in ask(paper(row()), now=now, country=country) if not each.kept]


@given(days, days, instants)
def test_an_earlier_last_day_never_makes_an_alarm_later(one, other, now):
    def due(last):
        return {each.what: each.due for each in ask(paper(row(last)), now=now) if each.what in NUMBER}

    early, late = due(min(one, other)), due(max(one, other))
    assert all(early[what] <= late[what] for what in NUMBER)


@given(st.lists(st.tuples(days, st.sampled_from(["labour", "civil", ""])), max_size=4), st.booleans())
def test_noting_a_filing_never_settles_what_came_after_it(claims, together):
    later = [paper(row(last, route), at=NOW + timedelta(hours=1), number=n) for n, (last, route) in
             enumerate(claims)]  # fmt: skip
    earlier = [paper(row(date(2028, 1, 1)))] if together else []
    noted = Noted(filed=NOW + timedelta(minutes=1))
    assert len(waiting([*earlier, *later], noted)) == len(later)


def test_one_claim_by_one_route_is_filed_once():
    both = paper(row(date(2028, 1, 1)), row(date(2028, 2, 1)))
    assert waiting([both], Noted(filed=NOW + timedelta(minutes=1))) == []
    assert [each.what for each in ask(both, noted=Noted(filed=NOW + timedelta(minutes=1)))] == []


def test_of_two_routes_or_of_unknown_ones_nobody_guesses_which_was_filed():
    noted = Noted(filed=NOW + timedelta(minutes=1))
    for several in (
        (row(date(2028, 1, 1)), row(date(2028, 2, 1), "civil")),
        (row(date(2028, 1, 1), ""), row(date(2028, 2, 1), "")),
    ):
        assert len(waiting([paper(*several)], noted)) == 2
        assert SAY_WHICH in {each.what for each in ask(paper(*several), noted=noted)}


def test_a_loss_whose_standing_nobody_gave_waits():
    assert waiting([paper({"head": "wages"})], Noted())
    for standing in ("filed", "awarded", "paid", "refused", "waived"):
        assert not ask(paper(row(date(2028, 1, 1), standing=standing)))


def test_a_day_that_is_no_day_is_unknown():
    assert [each.what for each in ask(paper({**row(), "limitation_day": "soon"}))] == [FIND_OUT]


def test_on_the_last_day_itself_there_is_still_an_alarm_and_on_the_next_it_is_said_that_it_passed():
    zone = ZoneInfo(XA.zone_names[-1])
    last = date(2027, 5, 20)
    noon = datetime.combine(last, time(12), tzinfo=zone)
    owed = [each for each in ask(paper(row(last)), now=noon) if not each.kept]
    assert [(NUMBER[each.what], each.due) for each in owed] == [(7, noon)]
    owed = [each for each in ask(paper(row(last)), now=noon + timedelta(days=1)) if not each.kept]
    assert [each.what for each in owed] == [PASSED]


def test_what_the_person_does_not_want_is_not_pursued_until_new_losses_are_written_down():
    waived = Noted(waived=NOW + timedelta(minutes=1))
    assert not ask(paper(row(date(2028, 1, 1))), noted=waived)
    assert ask(paper(row(date(2028, 1, 1)), at=NOW + timedelta(hours=1)), noted=waived)


def test_the_watch_is_named_as_the_table_names_it():
    from safeconduct.protection.mechanism.declared import Watches
    from safeconduct.protection.mechanism.filing import ON_FILING

    assert Watches(limitation.WATCH) in ON_FILING[limitation.PAPER]
