"""The case page and the steps from it: where to begin, what was done, where to write down what is missing."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import reverse

from safeconduct.casework.models import Event
from safeconduct.casework.views.papers import NEWEST
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.sources import INSTRUMENTS, SPOKEN
from safeconduct.protection.words import Role
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Gap, Link, Refusal, TaskStatus

pytestmark = pytest.mark.django_db

CALL = "identification.open_identification"


def page_of(case):
    return reverse("case", args=[case.pk])


def step(case, event):
    return reverse("move", args=[case.pk, event])


def test_a_new_case_says_where_to_begin(case, case_manager, sign_in):
    page = sign_in(case_manager).get(page_of(case))
    first = page.context["first_steps"]
    assert [task.name for task in first[:2]] == ["Write the contact note", "Tell the person their rights"]
    assert first[2].href == reverse("screening", args=[case.pk])
    assert "Nothing is owed at this moment" not in page.content.decode()


def test_the_first_steps_go_once_the_person_is_presumed_a_victim(presumed, case_manager, sign_in):
    assert sign_in(case_manager).get(page_of(presumed)).context["first_steps"] == []


@pytest.mark.parametrize("stage", ["case", "presumed"])
def test_the_page_is_told_in_parts_that_exist_on_it(stage, request, case_manager, supervisor, sign_in):
    found = request.getfixturevalue(stage)
    for worker in (case_manager, supervisor):
        page = sign_in(worker).get(page_of(found))
        text = page.content.decode()
        assert all(f'id="{link.href[1:]}"' in text for link in page.context["parts"])


def test_after_a_step_the_next_page_says_what_was_done_once(presumed, case_manager, sign_in):
    client = sign_in(case_manager)
    answer = client.post(step(presumed, "asylum.voice_fear"), {"op_id": uuid4()})
    assert answer.url == page_of(presumed)
    assert (
        "Done: Note a fear of return. Now: Fear of return voiced." in client.get(answer.url).content.decode()
    )
    assert "Done:" not in client.get(answer.url).content.decode()
    assert "Fear" not in str(client.cookies)


def test_a_second_press_is_answered_like_the_first(presumed, case_manager, sign_in):
    client, key = sign_in(case_manager), uuid4()
    for _press in range(2):
        client.post(step(presumed, "asylum.voice_fear"), {"op_id": key})
    assert Event.objects.filter(case=presumed, event="asylum.voice_fear").count() == 1


def test_a_refusal_leads_to_where_the_missing_is_written_and_back_to_the_step(
    presumed, case_manager, sign_in
):
    here = step(presumed, CALL)
    page = sign_in(case_manager).get(here)
    missing = next(each for each in page.context["refusals"] if each.title == "Documents are missing").missing
    interview = next(each for each in missing if each.text == "Interview")
    assert interview.href.startswith(reverse("document_new", args=[presumed.pk, "D10"]))
    assert interview.href.endswith(here.replace("/", "%2F"))
    gaps = [gap for each in page.context["refusals"] for gap in each.missing if hasattr(gap, "papers")]
    assert any(gap.papers for gap in gaps)
    assert "Write it down in:" in page.content.decode()


def test_what_others_write_is_named_without_a_link():
    page = Template("{% load ui %}{% refusal refusals %}")
    asked = [
        Refusal("Missing", "Not yet.", missing=[Link("Interview", ""), Gap("the person's age"), "A word"])
    ]
    text = page.render(Context({"refusals": asked}))
    assert all(f"<li>{told}</li>" in text for told in ("Interview", "the person&#x27;s age", "A word"))
    assert "<a " not in text


def test_earlier_documents_are_one_press_away(case, case_manager, file, sign_in):
    for _number in range(NEWEST + 2):
        file("D34", {"step": "T0", "reached": "no"}, case_manager, Role.CASE_MANAGER)
    page = sign_in(case_manager).get(page_of(case))
    papers = page.context["papers"]
    assert (len(papers.newest), len(papers.earlier)) == (NEWEST, 2)
    assert "2 earlier documents" in page.content.decode()


def test_whoever_is_signed_in_finds_the_way_out(case_manager, sign_in):
    text = sign_in(case_manager).get("/").content.decode()
    assert f'href="{reverse("account_logout")}"' in text
    assert f'href="{reverse("mfa_index")}"' in text


@pytest.mark.parametrize("key", SAFEGUARDS)
def test_what_a_safeguard_rests_on_is_named_as_people_call_it(key):
    for each in SAFEGUARDS[key].instruments[:2]:
        assert len(SPOKEN[each.name]) < 55
        assert each.name in INSTRUMENTS


def test_a_draft_of_the_first_paper_is_work_in_progress(case, case_manager, sign_in):
    client = sign_in(case_manager)
    client.post(reverse("document_new", args=[case.pk, "D01"]), {"then": "later", "op_id": uuid4()})
    page = client.get(page_of(case))
    assert page.context["first_steps"][0].status == TaskStatus.IN_PROGRESS
    assert "Kept as a draft: Contact note." in page.content.decode()


def test_a_question_without_an_answer_is_named_in_the_summary(case, case_manager, sign_in):
    answer = sign_in(case_manager).post(reverse("document_new", args=[case.pk, "D01"]), {"op_id": uuid4()})
    assert f"“{isolated('When did you meet?')}” needs an answer." in answer.content.decode()


def test_the_story_says_that_a_paper_brought_a_step_about(presumed, case_manager, file, sign_in):
    met = {"lead_met_person": "yes", "leads_from": "2026-01-05T09:00:00Z"}
    file("D06", met, case_manager, Role.CASE_MANAGER)
    page = sign_in(case_manager).get(reverse("case", args=[presumed.pk])).content.decode()
    assert "itself, when this was filed: Lead and hand-over" in page
    assert "itself, after: Open first help" not in page


def test_a_step_that_does_not_exist_from_here_names_the_one_before_it(presumed, case_manager, sign_in):
    page = sign_in(case_manager).get(f"/cases/{presumed.pk}/steps/assistance.agree_plan").content.decode()
    assert "First: Move to first assistance" in page
    assert f"/cases/{presumed.pk}/steps/assistance.stabilise" in page
