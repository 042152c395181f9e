"""Screening, page by page: safe first, one question at a time, stop at any time, a result that explains itself."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.casework import services
from safeconduct.casework.models import Case, DocumentVersion, Draft
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

SAFE = {
    "met_at": "2026-11-03T14:30:00+00:00",
    "safe_to_talk": "yes",
    "private_place": "yes",
    "companions_apart": "yes",
    "interpreter_needed": "no",
    "age": "adult",
}
TOLD = {
    "rights_told": "yes",
    "told_at": "2026-11-03T14:40:00+00:00",
    "rights_in_own_language": "yes",
    "rights_understood": "yes",
}


@pytest.fixture
def met(first_responder, case_manager):
    """A case that a first responder has opened; the case manager leads it."""
    return services.open_case(by=first_responder, lead=case_manager, now=timezone.now(), op_id=uuid4())


@pytest.fixture
def ready(met, first_responder):
    """Contact note and rights are on file, and the screening has begun."""
    for type_id, values in (("D01", SAFE), ("D02", TOLD)):
        _file(met, type_id, values, first_responder)
    told = {"by": first_responder, "role": Role.FIRST_RESPONDER, "now": timezone.now(), "op_id": uuid4()}
    services.move(met.pk, "identification.start_screening", **told)
    return met


def _file(case, type_id, values, by, role=Role.FIRST_RESPONDER):
    return services.file_document(
        case.pk, type_id, values, by=by, role=role, now=timezone.now(), op_id=uuid4()
    )


class Walk:
    """Goes from page to page as the buttons lead."""

    def __init__(self, client, case):
        self.client, self.case = client, case
        self.at = reverse("screening", args=[case.pk])

    def to(self, step):
        return reverse("screening", args=[self.case.pk, step])

    def say(self, **answers):
        answered = self.client.post(self.at, {"op_id": str(uuid4()), **answers})
        assert answered.status_code == 302, answered.content.decode()
        self.at = answered.url
        return self

    def through_the_gates(self, age="adult"):
        self.say().say(safe_now="yes").say(consent_to_talk="yes").say(age=age)
        return self.say(age_then="") if age == "adult" else self

    @property
    def step(self):
        return self.at.rsplit("/", 1)[-1]

    @property
    def text(self):
        return self.client.get(self.at).content.decode()


@pytest.fixture
def walk(ready, first_responder, sign_in):
    return Walk(sign_in(first_responder), ready)


# --- before anything is asked ---------------------------------------------------------------------


def test_without_contact_note_and_rights_the_page_leads_there(met, first_responder, sign_in):
    page = sign_in(first_responder).get(reverse("screening", args=[met.pk])).content.decode()
    here = reverse("screening", args=[met.pk])
    assert f"{reverse('document_new', args=[met.pk, 'D01'])}?next={here}" in page
    assert "Tell the person their rights" in page
    assert "Start the screening" not in page


def test_where_it_is_not_safe_to_talk_the_screening_does_not_start(met, first_responder, sign_in):
    _file(met, "D01", {**SAFE, "private_place": "unknown"}, first_responder)
    _file(met, "D02", TOLD, first_responder)
    client, here = sign_in(first_responder), reverse("screening", args=[met.pk])
    assert "Find such a place first" in client.get(here).content.decode()
    assert client.post(here).status_code == 409
    met.refresh_from_db()
    assert met.identification == "CONTACT"


def test_starting_takes_the_step_of_the_mechanism(met, first_responder, sign_in):
    _file(met, "D01", SAFE, first_responder)
    _file(met, "D02", TOLD, first_responder)
    walk = Walk(sign_in(first_responder), met)
    assert walk.say().step == "safe"
    met.refresh_from_db()
    assert met.identification == "SCREENING"


def test_whose_step_it_is_stands_on_the_page(met, case_manager, sign_in):
    page = sign_in(case_manager).get(reverse("screening", args=[met.pk])).content.decode()
    assert "First responder" in page
    assert "Start the screening" not in page


def test_danger_stops_the_questions(walk):
    walk.say().say(safe_now="no")
    assert walk.step == "unsafe"
    assert "call the emergency number" in walk.text


def test_a_no_to_talking_is_accepted(walk):
    walk.say().say(safe_now="yes").say(consent_to_talk="no")
    assert "never counts against the person" in walk.text
    assert walk.say(then="later").at == reverse("case", args=[walk.case.pk])


def test_nothing_is_asked_twice_of_what_the_contact_note_says(walk):
    walk.say().say(safe_now="yes").say(consent_to_talk="yes")
    page = walk.text
    assert 'value="adult"' in page
    assert "checked" in page[page.index('value="adult"') : page.index('value="unsure"')]


@pytest.mark.parametrize("age", ["under_18", "unsure"])
def test_before_a_guardian_is_there_nothing_is_asked_but_much_can_be_noted(walk, age):
    walk.through_the_gates(age)
    assert walk.step == "guardian"
    walk.say(then="noting")
    assert "Do not ask the child" in walk.text


# --- questions ------------------------------------------------------------------------------------


def test_the_first_questions_are_about_the_present_and_the_hardest_come_last(walk):
    walk.through_the_gates()
    assert "the present situation and safety" in walk.text
    asked = []
    while walk.step != "result":
        asked.append(walk.step)
        walk.say(answer="not_asked")
    assert asked[0].startswith("CD")
    assert {"CD13", "CR08", "sexual_services_under_coercion"} <= set(asked[-8:])
    assert len(asked) == len(set(asked)), "no question comes twice"


def test_an_answer_is_needed_but_any_will_do(walk):
    walk.through_the_gates()
    shown = walk.client.post(walk.at, {"note": "Looks at the door"})
    text = shown.content.decode()
    assert "<title>Error: " in text
    assert "Looks at the door" in text
    first = walk.step
    assert walk.say(answer="declined").step != first


def test_back_leads_to_the_question_before_with_its_answer(walk):
    walk.through_the_gates()
    first = walk.step
    walk.say(answer="unknown", note="Could not tell")
    page = walk.text
    assert walk.to(first) in page
    again = walk.client.get(walk.to(first)).content.decode()
    assert "Could not tell" in again
    walk.at = walk.to(first)
    walk.say(answer="absent")
    assert walk.step not in {first, "result"}


def test_another_device_goes_on_where_it_stopped(walk, sign_in, first_responder):
    walk.through_the_gates().say(answer="absent")
    there = walk.step
    other = Walk(sign_in(first_responder), walk.case)
    assert "Go on with the screening" in other.text
    assert other.say().step == there


def test_the_next_question_is_the_one_that_could_change_the_result(walk):
    walk.through_the_gates()
    walk.say(answer="present")
    assert walk.step == "result", "one strong sign of control is enough; nothing more needs to be asked"


def test_which_act_is_asked_with_the_act(walk):
    walk.through_the_gates()
    walk.at = walk.to("purpose")
    shown = walk.client.post(walk.at, {"answer": "present"})
    assert "Choose at least one below" in shown.content.decode()
    walk.say(answer="present", codes=["forced_labour"])
    assert "Forced labour or services" in walk.text


def test_what_is_noted_is_sealed_at_once(walk):
    walk.through_the_gates().say(answer="unknown", note="Canarybird")
    assert b"Canarybird" not in bytes(Draft.objects.get().typed)


def test_stopping_keeps_everything_and_counts_against_nobody(walk):
    walk.through_the_gates().say(answer="unknown").say(answer="absent", then="stop")
    assert walk.step == "stop"
    assert "never counts against the person" in walk.text
    walk.say(then="stopped")
    assert walk.step == "result"
    walk.say(then="file")
    filed = DocumentVersion.objects.get(document__type_id="D03")
    assert filed.coded["ended"] == "stopped"
    assert filed.coded["recommendation"] == "ask_next"
    assert [row["answer"] for row in filed.coded["indicators"]] == ["unknown", "absent"]


# --- the result -----------------------------------------------------------------------------------


def test_the_result_explains_itself(walk, first_responder):
    walk.through_the_gates().say(answer="present", source="person", note="They hold my papers")
    page = walk.text
    assert "Refer to identification" in page
    assert "One strong sign" in page
    assert "They hold my papers" in page
    assert str(first_responder) in page
    assert "no number, no verdict" in page
    assert "Nobody has compared them yet" in page


def test_filing_and_presuming_is_one_act_and_happens_once(walk):
    walk.through_the_gates().say(answer="present", source="seen")
    op_id = str(uuid4())
    for _again in range(2):
        answered = walk.client.post(walk.at, {"then": "presume", "op_id": op_id})
        assert answered.status_code == 302
    case = Case.objects.get(pk=walk.case.pk)
    assert case.identification == "PRESUMED"
    filed = DocumentVersion.objects.filter(document__type_id__in=("D03", "D04"))
    assert sorted(filed.values_list("document__type_id", flat=True)) == ["D03", "D04"]
    assert filed.get(document__type_id="D03").coded["recommendation"] == "refer"
    assert filed.get(document__type_id="D04").coded["basis"] == "indicators"
    assert not Draft.objects.exists()


def test_for_a_child_one_sign_of_exploitation_is_enough_and_child_rules_begin(walk):
    walk.through_the_gates("unsure").say(then="noting")
    walk.at = walk.to("EX02")
    walk.say(answer="present", source="seen")
    page = walk.text
    assert "Refer to identification" in page
    assert "no means is needed" in page
    walk.say(then="presume")
    case = Case.objects.get(pk=walk.case.pk)
    assert case.identification == "PRESUMED"
    assert case.child_mode


def test_a_concern_alone_refers(walk):
    walk.through_the_gates()
    walk.at = walk.to("concern")
    walk.say(concern="Bruises, and someone waits outside")
    assert "Refer to identification" in walk.text
    walk.say(then="presume")
    filed = DocumentVersion.objects.get(document__type_id="D03")
    assert filed.coded["worker_concern"] == "yes"
    assert filed.coded["concern"] == "(sealed)"
    assert Case.objects.get(pk=walk.case.pk).identification == "PRESUMED"


def test_going_lower_needs_a_reason_and_the_rules_keep_their_say(walk):
    walk.through_the_gates().say(answer="present")
    refused = walk.client.post(walk.at, {"then": "other", "step": "none", "reason": " "})
    assert "needs a reason" in refused.content.decode()
    assert not DocumentVersion.objects.filter(document__type_id="D03").exists()
    walk.say(then="other", step="none", reason="The papers were found in the person's own bag")
    filed = DocumentVersion.objects.get(document__type_id="D03")
    assert filed.coded["recommendation"] == "refer"
    assert filed.coded["departure_reason"] == "(sealed)"
    assert Case.objects.get(pk=walk.case.pk).identification == "SCREENING"


def test_referring_needs_no_reason(walk):
    walk.through_the_gates().say(answer="unknown", then="stop").say(then="stopped")
    walk.say(then="other", step="refer", reason="")
    assert "Refer to identification" in walk.text


def test_asking_more_goes_on_after_a_referral_is_clear(walk):
    walk.through_the_gates().say(answer="present").say(then="more")
    assert walk.step != "result"
    assert "See the result" in walk.text


def test_a_second_screening_begins_from_the_first(walk):
    walk.through_the_gates().say(answer="unknown", then="stop").say(then="stopped").say(then="file")
    again = Walk(walk.client, walk.case).say().say(safe_now="yes").say(consent_to_talk="yes").say(age_then="")
    again.say(answer="absent", then="stop").say(then="stopped").say(then="file")
    second = DocumentVersion.objects.get(document__type_id="D03", version=2)
    assert second.base.version == 1
    assert len(second.coded["indicators"]) == 2


def test_the_whole_form_shows_what_was_screened_and_the_rules_fill_in_their_part(walk):
    walk.through_the_gates().say(answer="unknown", note="Could not tell")
    whole = reverse("document_new", args=[walk.case.pk, "D03"]) + "?form=whole"
    assert "Could not tell" in walk.client.get(whole).content.decode()
    typed = {
        "indicators-rows": "1",
        "indicators-0-id": "CD01",
        "indicators-0-answer": "present",
        "age": "adult",
    }
    checked = walk.client.post(whole, {**typed, "ended": "finished", "recommendation": "none"})
    walk.client.post(checked.url)
    assert DocumentVersion.objects.get(document__type_id="D03").coded["recommendation"] == "refer"


# --- who is let in, and how heavy it is -----------------------------------------------------------


def test_others_meet_a_closed_door(walk, other_agency_worker, stranger, sign_in):
    paths = [walk.at, walk.to("safe"), walk.to("CD01"), walk.to("result")]
    assert {sign_in(other_agency_worker).get(path).status_code for path in paths} == {404}
    assert {stranger.get(path).status_code for path in paths} == {302}
    assert walk.client.get(walk.to("no-such-question")).status_code == 404


def test_each_page_is_light_and_asks_little_of_the_database(walk, django_assert_max_num_queries):
    walk.through_the_gates()
    steps = ["safe", "age", walk.step, "purpose", "stop", "concern"]
    walk.say(answer="present")
    for step in (*steps, "result"):
        with django_assert_max_num_queries(25):
            page = walk.client.get(walk.to(step))
        assert len(page.content) < 30_000, step
