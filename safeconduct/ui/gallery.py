"""What the gallery shows: every component in every state, with invented people and places."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from safeconduct.ui.fields import PartialDateField, ThreeValuedField
from safeconduct.ui.periods import time_left
from safeconduct.ui.shapes import (
    Bar,
    Check,
    Due,
    Entry,
    Link,
    Refusal,
    Row,
    Segment,
    Standing,
    Task,
    TaskStatus,
    Tone,
)
from safeconduct.ui.widgets import LargeText, Name

TODAY = date(2026, 2, 19)


class GalleryForm(forms.Form):
    call_name = forms.CharField(label="What should we call you?", widget=Name)
    first_contact = PartialDateField(
        label="When did you first meet the person?", help_text="Roughly is enough."
    )
    papers_kept = ThreeValuedField(
        label="Does someone else keep the person's papers?",
        help_text="Passport, identity card, work permit.",
        not_asked=True,
        not_said=True,
    )
    place = forms.ChoiceField(
        label="Where is the person now?", choices=[("", "Choose"), ("shelter", "In a shelter")]
    )
    needs = forms.MultipleChoiceField(
        label="What does the person need today?",
        choices=[("doctor", "A doctor"), ("bed", "A place to sleep"), ("call", "A call home")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label="What happened today?",
        help_text="Write what was said and seen. Leave out opinions and the names of others.",
        widget=LargeText,
    )
    agreed = forms.BooleanField(label="The person agreed to this note", help_text="Help never depends on it.")


class GalleryFilter(forms.Form):
    words = forms.CharField(label="Alias or case number", required=False)
    state = forms.ChoiceField(
        label="Stay", choices=[("", "Any"), ("recovery", "Recovery time")], required=False
    )


class GallerySignIn(forms.Form):
    login = forms.CharField(label="Name for signing in")
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


class GalleryQuestion(forms.Form):
    locked = ThreeValuedField(
        label="Can you leave the place where you work when you want to?",
        help_text="We ask because being locked in is a sign that someone needs protection.",
        not_said=True,
    )


def _lists() -> dict[str, Any]:
    return {
        "links": [
            Link("Today", "#today", current=True, count=3),
            Link("Caseload", "#caseload"),
            Link("Reference", "#reference"),
        ],
        "rows": [
            Row("Case manager", "Mara Lindqvist", href="#change", change="the case manager"),
            Row("First contact", "1 February 2026, at the harbour"),
            Row("Name in own script", "ម៉ារ៉ា", lang="km"),
            Row("Interpreter"),
        ],
        "tasks": [
            Task("Tell the person what recovery time is", "#1", TaskStatus.COMPLETED),
            Task("Ask about safety", "#2", TaskStatus.IN_PROGRESS, hint="Last opened yesterday"),
            Task("Meet the guardian", "#3"),
            Task("Prepare a return", "", TaskStatus.CANNOT_START, "the answer from the other country"),
        ],
        "dues": [
            Due("Ask again whether the shelter is safe", "#1", TODAY - timedelta(1), "Heron", "EL-2041-7"),
            Due("Find a guardian", "#2", TODAY, "Wren", "EL-2050-1", "about sixteen"),
            Due("Record the health appointment", "#3", TODAY + timedelta(1), "Heron", "EL-2041-7"),
            Due("Review risk", "#4", TODAY + timedelta(8), "Alder", "EL-1987-2"),
        ],
        "entries": [
            Entry(
                datetime(2026, 2, 18, 16, 20, tzinfo=UTC), "The shelter confirmed a room", "Mara Lindqvist"
            ),
            Entry(
                datetime(2026, 2, 11, 9, 5, tzinfo=UTC),
                "The person agreed to share with a lawyer",
                "Idris Penn",
                "Only what the lawyer needs for the wage claim, until 11 May.",
                "#consent",
                Tone.WAITING,
            ),
            Entry(date(2026, 2, 3), "A call from an unknown number", "Mara Lindqvist", tone=Tone.DANGER),
            Entry(date(2026, 2, 1), "First contact at the harbour", "Coast office", tone=Tone.QUIET),
        ],
    }


def _safeguards() -> dict[str, Any]:
    return {
        "refusals": [
            Refusal(
                "Nobody goes back into danger",
                "A return waits until the risk in the other country has been asked about and answered.",
                "Council of Europe Convention (CETS 197), Article 16",
                "SG-RT-02",
                ("An answer about the family's safety", "A plan for the first six weeks"),
                "Nobody. This rule is absolute.",
                "#safeguard",
            ),
            Refusal(
                "One lead in each country",
                "Name the case manager who takes over first.",
                who="Your supervisor",
            ),
        ],
        "checks": [
            Check(
                "The person was told in a language they understand",
                Standing.MET,
                "Told in Khmer on 2 February.",
                "CETS 197, Article 12(1)(d)",
                "SG-ID-09",
                "17 days old",
                "#1",
            ),
            Check("The risk in the other country was asked about", Standing.REFUSED, "Nobody has asked yet."),
            Check(
                "Someone meets the person on arrival", Standing.UNKNOWN, "No answer from the other country."
            ),
        ],
        "segments": [
            Segment("Identification", "Presumed victim", Tone.GOOD, "#identification"),
            Segment("Stay", "Recovery time runs", Tone.GOOD),
            Segment("Asylum", "Not asked for", Tone.QUIET),
            Segment("Assistance", "In a safe place", Tone.GOOD),
            Segment("Return", "Not prepared", Tone.QUIET),
            Segment("Criminal case", "Police want to speak to the person", Tone.WAITING),
            Segment("Claims", "Waits for a lawyer", Tone.WAITING),
            Segment("Charges", "Charged with illegal entry", Tone.DANGER),
            Segment("Child", "Adult", Tone.QUIET),
            Segment("Case", "Open", Tone.GOOD),
        ],
        **_bars(),
    }


def _bars() -> dict[str, Any]:
    return {
        "bar": Bar(
            alias="Heron",
            number="EL-2041-7",
            href="#case",
            risk="Risk: high",
            risk_tone=Tone.DANGER,
            time_left=str(time_left(TODAY + timedelta(12), TODAY)),
            next_action="Meet the guardian today",
            next_href="#next",
        ),
        "bar_withdrawn": Bar(
            alias="Wren",
            number="EL-2050-1",
            risk="Risk: not known",
            warning="Consent was withdrawn on 18 February.",
        ),
    }


def shown() -> dict[str, Any]:
    """Return everything the gallery page needs."""
    wrong = {"first_contact_day": "31", "first_contact_month": "2", "first_contact_year": "2025"}
    return {
        **_lists(),
        **_safeguards(),
        "today": TODAY,
        "days": [TODAY + timedelta(12), TODAY + timedelta(2), TODAY, TODAY - timedelta(3)],
        "tones": list(Tone),
        "one_page": Paginator(range(95), 10).page(3),
        "plain_form": GalleryForm(auto_id="plain_%s"),
        "wrong_form": GalleryForm(wrong, auto_id="wrong_%s"),
        "filters": GalleryFilter(auto_id="filter_%s"),
        "sign_in_form": GallerySignIn(auto_id="sign_in_%s"),
        "question_form": GalleryQuestion(auto_id="question_%s"),
    }
