"""Forms: every label, hint and error is tied to its input; nothing typed is lost; unknown is an answer."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.ui.dates import PartialDate
from safeconduct.ui.fields import PartialDateField, ThreeValuedField
from safeconduct.ui.widgets import LargeText


class NoteForm(forms.Form):
    met = PartialDateField(label="When did you meet?", help_text="Roughly.")
    papers = ThreeValuedField(label="Does someone keep the papers?", not_asked=True, not_said=True)
    note = forms.CharField(label="What happened?", help_text="What was said and seen.", widget=LargeText)
    agreed = forms.BooleanField(label="The person agreed", required=False)


def answered(**told: str) -> NoteForm:
    data = QueryDict(mutable=True)
    data.update({"met_year": "2019", "papers": "yes", "note": "All well"} | told)
    return NoteForm(data)


def test_the_products_form_renderer_is_ours():
    assert 'class="field' in str(NoteForm())


def test_hint_and_error_are_tied_to_the_input():
    written = str(answered(note=""))
    described = re.search(r'<textarea[^>]*aria-describedby="([^"]+)"', written)
    assert described
    assert described[1].split() == ["id_note_helptext", "id_note_error"]
    assert all(f'id="{name}"' in written for name in described[1].split())
    assert 'aria-invalid="true"' in written


def test_the_summary_leads_to_each_field_and_takes_the_focus():
    written = str(NoteForm(QueryDict("")))
    summary = written[written.index('class="error-summary"') :]
    assert 'tabindex="-1" autofocus' in summary
    for target in re.findall(r'<a href="#([^"]+)">', summary):
        assert re.search(rf'<(?:input|textarea)[^>]*id="{target}"', written), target
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_met_0", "id_papers_0", "id_note"]


def test_the_same_words_stand_in_the_summary_and_at_the_field():
    assert str(answered(note="")).count("“\u2068What happened?\u2069” needs an answer.") == 2


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(answered())


def test_the_title_says_that_there_is_an_error():
    assert re.search(r"<title>Error:", render_to_string("ui/question_page.html", {"form": answered(note="")}))
    assert "<title>Error:" not in render_to_string("ui/question_page.html", {"form": answered()})


def test_the_question_is_the_heading():
    assert re.search(
        r"<legend><h1>When did you meet\?</h1></legend>",
        render_to_string("ui/question_page.html", {"form": NoteForm()}),
    )


def test_nothing_typed_is_cleared_because_another_answer_was_wrong():
    written = str(answered(met_year="next", met_day="31", note="All well"))
    assert 'value="31"' in written
    assert 'value="next"' in written
    assert "All well" in written


def test_every_box_has_a_label():
    written = str(NoteForm())
    for control in re.findall(r'<(?:input|textarea|select)[^>]*\sid="([^"]+)"', written):
        assert f'for="{control}"' in written, control


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ({"met_day": "7", "met_month": "3"}, "2019-03-07"),
        ({"met_month": "3"}, "2019-03"),
        ({}, "2019"),
        ({"met_about": "on"}, "2019~"),
        ({"met_year": "٢٠١٩", "met_month": "٣"}, "2019-03"),
    ],
)
def test_a_date_may_be_known_in_part(typed, known):
    form = answered(**typed)
    assert form.is_valid(), form.errors
    assert str(form.cleaned_data["met"]) == known


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"met_year": "", "met_month": "3"}, "Enter the year with four numbers"),
        ({"met_year": "19"}, "Enter the year with four numbers"),
        ({"met_month": "13"}, "a number from 1 to 12"),
        ({"met_month": "2", "met_day": "30"}, "a day that this month has"),
        ({"met_day": "4"}, "a day that this month has"),
        ({"met_month": "May"}, "a number from 1 to 12"),
    ],
)
def test_a_date_that_cannot_be_says_what_to_enter(typed, words):
    form = answered(**typed)
    assert not form.is_valid()
    assert words in str(form.errors["met"])


def test_a_date_that_is_not_asked_for_may_stay_empty():
    class Asked(forms.Form):
        born = PartialDateField(required=False)

    form = Asked(QueryDict(""))
    assert form.is_valid()
    assert form.cleaned_data["born"] is None


@given(st.dates(), st.integers(1, 3), st.booleans())
def test_a_date_is_read_back_as_it_was_written(day, parts, about):
    known = PartialDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None, about)
    assert PartialDate.parse(str(known)) == known


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text):
    try:
        assert str(PartialDate.parse(text)) == text or not text.isascii()
    except ValueError as wrong:
        assert str(wrong) in ("form", "year", "month", "day")


@pytest.mark.parametrize("answer", ["yes", "no", "unknown", "not_asked", "not_said"])
def test_not_knowing_and_not_saying_are_answers(answer):
    form = answered(papers=answer)
    assert form.is_valid()
    assert form.cleaned_data["papers"] == answer


def test_an_answer_that_was_not_offered_is_refused():
    assert not answered(papers="perhaps").is_valid()


def test_an_initial_date_fills_the_boxes():
    written = str(NoteForm(initial={"met": PartialDate(2019, 3)}))
    assert re.search(r'name="met_month" value="3"', written)
    assert re.search(r'name="met_year" value="2019"', written)
