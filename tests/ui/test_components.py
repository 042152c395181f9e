"""Components say in words what they show."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.ui.periods import due_words, time_left
from safeconduct.ui.shapes import (
    Bar,
    Check,
    Due,
    Entry,
    Refusal,
    Row,
    Segment,
    Standing,
    Task,
    TaskStatus,
    Tone,
)
from safeconduct.ui.sphere import arcs

TODAY = date(2026, 2, 19)


def write(source: str, **shown: object) -> str:
    return Template("{% load ui %}" + source).render(Context(shown))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "12 days left, until 3 March"),
        (1, "1 day left, until 20 February"),
        (0, "Ends today, 19 February"),
        (-1, "1 day late, since 18 February"),
        (-3, "3 days late, since 16 February"),
    ],
)
def test_a_clock_says_the_time_left_in_words_first(days, words):
    with translation.override("en"):
        assert str(time_left(TODAY + timedelta(days), TODAY)) == words


def test_a_day_in_another_year_carries_the_year():
    assert "2027" in time_left(date(2027, 1, 4), TODAY).day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-900, 900))
def test_only_a_day_that_has_passed_is_late(today, days):
    left = time_left(today + timedelta(days), today)
    assert (left.tone is Tone.DANGER) == (days < 0)
    assert (due_words(today + timedelta(days), today).tone is Tone.DANGER) == (days < 0)
    assert str(abs(days)) in left.words or days == 0


NOW = datetime(2026, 2, 19, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (2.9, "2 hours left, until 12:54"),
        (1, "1 hour left, until 11:00"),
        (0.5, "Less than an hour left, until 10:30"),
        (-0.5, "Less than an hour late, since 09:30"),
        (-3, "3 hours late, since 07:00"),
        (72, "3 days left, until 22 February"),
        (-48, "2 days late, since 17 February"),
    ],
)
def test_nearer_than_a_day_hours_are_counted_and_never_rounded_up(hours, words):
    assert str(time_left(NOW + timedelta(hours=hours), NOW)) == words


@given(st.floats(-2000, 2000))
def test_only_a_moment_that_has_passed_is_late(hours):
    until = NOW + timedelta(hours=hours)
    assert (time_left(until, NOW).tone is Tone.DANGER) == (until < NOW)
    assert (due_words(until, NOW).tone is Tone.DANGER) == (until < NOW)


def test_a_moment_tomorrow_is_due_tomorrow():
    assert due_words(NOW + timedelta(hours=20), NOW).words == "Due tomorrow"


def test_a_task_that_cannot_start_has_no_link_and_says_what_it_waits_for():
    task = Task("Prepare a return", "/return", TaskStatus.CANNOT_START, "the answer from abroad")
    written = write("{% task_list tasks %}", tasks=[task])
    assert "<a" not in written
    assert "Cannot start yet" in written
    assert "Waits for: the answer from abroad" in written


def test_a_task_that_can_start_is_a_link():
    assert '<a href="/meet">Meet</a>' in write("{% task_list tasks %}", tasks=[Task("Meet", "/meet")])


def test_what_is_not_given_is_said_and_change_says_what():
    written = write("{% summary rows %}", rows=[Row("Interpreter", "", "/change", "the interpreter")])
    assert "Not given" in written
    assert 'Change<span class="hidden"> the interpreter</span>' in written


def test_a_refusal_says_why_what_is_missing_and_who_can_decide():
    refusal = Refusal(
        "Not into danger", "It waits.", "CETS 197, 16", "SG-RT-02", ("An answer",), "Nobody", "/SG-RT-02"
    )
    written = write("{% refusal refusals %}", refusals=[refusal])
    for words in ("Not into danger", "It waits.", "CETS 197, 16", "SG-RT-02", "An answer", "Nobody"):
        assert words in written
    assert 'href="/SG-RT-02"' in written


def test_a_check_says_unknown_in_words_and_not_by_colour_alone():
    rows = [Check("Met", Standing.MET), Check("No", Standing.REFUSED), Check("Who knows", Standing.UNKNOWN)]
    written = write("{% checks rows %}", rows=rows)
    assert [words in written for words in ("In place", "Not yet", "Not known")] == [True] * 3


def test_what_is_late_says_so_and_since_when():
    written = write(
        "{% due_list dues today=today %}", dues=[Due("Call", "/call", TODAY - timedelta(2))], today=TODAY
    )
    assert "2 days late" in written
    assert "since 17 February" in written


def test_text_from_people_is_shown_and_never_run():
    poison = "<script>alert(1)</script>"
    entry = Entry(TODAY, poison, poison, poison)
    written = write(
        "{% timeline entries %}{% card title %}{{ title }}{% endcard %}"
        "{% notice title=title %}{{ title }}{% endnotice %}"
        "{% case_bar bar %}{% tag title %}{% button title %}{% name_reveal '/x' name=title %}",
        entries=[entry],
        title=poison,
        bar=Bar(poison, poison),
    )
    assert "<script>" not in written
    assert written.count("&lt;script&gt;") == 13


def test_a_sphere_says_each_part_in_words_and_draws_each():
    segments = [Segment(f"Part {place}", "Holds", Tone.GOOD) for place in range(10)]
    written = write("{% sphere segments words=False %}", segments=segments)
    assert written.count('<path class="arc arc-good"') == 10
    assert 'role="img"' in written
    assert all(f"Part {place}: Holds." in written for place in range(10))


def test_the_shape_of_a_segment_tells_its_tone_without_colour():
    tones = (Tone.GOOD, Tone.WAITING, Tone.DANGER, Tone.QUIET)
    assert len({arcs([Segment("Stay", "", tone)] * 3)[0].outline for tone in tones}) == len(tones)


def test_names_are_hidden_until_asked_for():
    assert "Show the name" in write("{% name_reveal '/name' %}")
    shown = write("{% name_reveal '/name' name='Neang Sora' %}")
    assert "Neang Sora" in shown
    assert "written down" in shown


def test_a_pager_keeps_the_filters():
    request = RequestFactory().get("/caseload", {"state": "recovery", "page": "2"})
    context = RequestContext(request, {"page": Paginator(range(30), 10).page(2)})
    written = Template("{% load ui %}{% pager page %}").render(context)
    assert "?state=recovery&amp;page=1" in written
    assert "?state=recovery&amp;page=3" in written
    assert "Page 2 of 3" in written


def test_large_numbers_are_grouped():
    assert "142 of 3,000 rows read" in write("{% progress 142 3000 'rows read' %}")


def test_a_passage_in_another_language_carries_its_direction():
    assert 'lang="ar" dir="rtl"' in write("{% passage 'ar' %}x{% endpassage %}")
