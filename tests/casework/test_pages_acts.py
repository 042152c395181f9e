"""Before an act outside the steps, ask: the list, the page of one act, the refusal with its way on, the story."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from safeconduct.casework import services
from safeconduct.casework.models import Event, Override
from safeconduct.protection.acts import IN_A_CASE
from safeconduct.protection.documents.interview import CONDITIONS
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

NOTE = {"interview_consent": "yes", "account_on_file": "no", **{each.name: "yes" for each in CONDITIONS}}


@pytest.fixture
def ready(file, case_manager, now):
    """Papers that make an interview possible."""
    told = {"met_at": now.isoformat(), "interpreter_needed": "no"}
    file("D01", told, case_manager, Role.CASE_MANAGER)
    return file("D10", NOTE, case_manager, Role.CASE_MANAGER)


@pytest.fixture
def officer(case, case_manager, police_officer, now):
    told = {"by": case_manager, "reason": "a part", "now": now, "op_id": uuid4()}
    services.assign(case.pk, police_officer, "contributor", Role.POLICE, **told)
    return police_officer


def listed(case):
    return reverse("acts", args=[case.pk])


def page(case, act):
    return reverse("intend", args=[case.pk, act])


def day_in(days, now):
    at = now + timedelta(days=days)
    return {"at_day": str(at.day), "at_month": str(at.month), "at_year": str(at.year), "at_time": "10:00"}


def ask(client, case, act, key=None, **said):
    return client.post(page(case, act), {"op_id": key or str(uuid4()), **said})


def text(answer):
    return answer.content.decode()


# The list


def test_every_act_of_a_case_is_listed_with_how_it_stands(case, case_manager, sign_in):
    shown = text(sign_in(case_manager).get(listed(case)))
    for act in IN_A_CASE:
        assert page(case, act) in shown, act
    assert "Possible now" in shown
    assert "It depends on what you say" in shown
    assert "Not yet" in shown
    assert "Somebody else’s to do: Immigration authority, Police." in shown
    assert "schedule_interview</a>" not in shown


def test_the_case_page_leads_to_the_list(case, case_manager, sign_in):
    assert listed(case) in text(sign_in(case_manager).get(reverse("case", args=[case.pk])))


def test_list_and_page_ask_a_fixed_number_of_questions(
    case, ready, case_manager, sign_in, django_assert_max_num_queries
):
    client = sign_in(case_manager)
    for address in (listed(case), page(case, "schedule_interview")):
        with django_assert_max_num_queries(25):
            client.get(address)


@pytest.mark.parametrize("act", ["nothing", "licence_agency", "approve_plan", "identification.pause"])
def test_an_act_that_no_case_asks_is_not_found(act, case, case_manager, sign_in):
    assert sign_in(case_manager).get(page(case, act)).status_code == 404


def test_somebody_without_a_part_finds_nothing_and_a_stranger_signs_in(
    case, other_agency_worker, stranger, sign_in
):
    for address in (listed(case), page(case, "schedule_interview")):
        assert sign_in(other_agency_worker).get(address).status_code == 404
        assert sign_in(other_agency_worker).post(address).status_code in {404, 405}
        assert stranger.get(address).status_code == 302


# One act


@pytest.mark.parametrize("act", IN_A_CASE)
def test_each_act_says_what_it_means_and_what_it_asks(act, case, case_manager, sign_in):
    answer = sign_in(case_manager).get(page(case, act))
    assert answer.status_code == 200
    shown = text(answer)
    assert shown.count("<h1") == 1
    for field in IN_A_CASE[act].said if Role.CASE_MANAGER in IN_A_CASE[act].by else ():
        assert f'name="{field.name}' in shown
    assert "_" not in re.sub(r"<[^>]*>", "", shown.split("<main")[1].split("</main")[0])  # no code shows


def test_what_may_be_done_is_noted_and_stands_in_the_story(case, ready, case_manager, sign_in, now):
    client = sign_in(case_manager)
    answer = ask(client, case, "schedule_interview", purpose="account", **day_in(5, now))
    assert (answer.status_code, answer["Location"]) == (302, reverse("case", args=[case.pk]))
    assert "Arrange an interview: nothing stands against it." in text(client.get(answer["Location"]))
    for address in (reverse("case", args=[case.pk]), reverse("timeline", args=[case.pk])):
        shown = text(client.get(address))
        assert "Arrange an interview" in shown
        assert "Asked before it is done; nothing stood against it" in shown
    assert "Hold the interview as arranged" in text(client.get(reverse("case", args=[case.pk])))
    assert "Hold the interview as arranged" in text(client.get(reverse("today")))


def test_sending_twice_notes_it_once(case, ready, case_manager, sign_in, now):
    client, key = sign_in(case_manager), str(uuid4())
    for _again in range(2):
        answer = ask(client, case, "schedule_interview", key, purpose="account", **day_in(5, now))
        assert answer.status_code == 302
    assert Event.objects.filter(event="schedule_interview").count() == 1


def test_a_refusal_says_why_keeps_what_was_typed_and_shows_the_way_on(
    case, ready, case_manager, sign_in, now
):
    answer = ask(sign_in(case_manager), case, "schedule_interview", purpose="account", **day_in(1, now))
    assert answer.status_code == 409
    shown = text(answer)
    assert "This may not be done now" in shown
    assert "The person needs rest first" in shown
    assert 'value="account"' in shown
    assert 'value="10:00"' in shown
    assert "Ask two people to decide otherwise" in shown
    assert reverse("override_ask", args=[case.pk, "schedule_interview", "SG-CM-03"]) in shown
    assert reverse("document_new", args=[case.pk, "D10"]) in shown
    assert not Event.objects.filter(event="schedule_interview").exists()


def test_a_refusal_speaks_of_what_was_said_in_its_own_words(case, case_manager, sign_in):
    client = sign_in(case_manager)
    shown = text(ask(client, case, "contact_consulate", fields=["names", "asylum_claim"]))
    assert "Take out: That the person asks for asylum." in shown
    shown = text(ask(client, case, "refuse_service", reason_code="sex_work"))
    assert "Nobody loses protection over this: Sex work. Give the help." in shown


def test_the_list_says_only_what_stands_whatever_is_said(case, case_manager, sign_in):
    shown = text(sign_in(case_manager).get(listed(case)))
    assert "None days" not in shown
    assert "Ask first, in private, whether the person is afraid to go back." in shown


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_asked(case, ready, case_manager, sign_in):
    wrong = {"at_day": "40", "at_month": "1", "at_year": "2030", "at_time": "10:00"}
    answer = ask(sign_in(case_manager), case, "schedule_interview", purpose="account", **wrong)
    assert answer.status_code == 200
    shown = text(answer)
    assert "<title>Error: " in shown
    assert 'value="40"' in shown
    assert "needs an answer" in text(ask(sign_in(case_manager), case, "schedule_interview"))
    assert not Event.objects.filter(event="schedule_interview").exists()


def test_an_act_of_somebody_else_is_shown_without_a_form_and_cannot_be_sent(case, case_manager, sign_in):
    client = sign_in(case_manager)
    shown = text(client.get(page(case, "execute_removal")))
    assert "They ask for it themselves" in shown
    assert "Identification is not finished" in shown
    assert "Ask, and note it" not in shown
    assert "They ask for it themselves" in text(ask(client, case, "execute_removal"))


def test_a_tried_detention_is_told_to_the_case_manager(case, presumed, officer, case_manager, sign_in):
    answer = ask(sign_in(officer), case, "detain", ground="stay")
    assert answer.status_code == 409
    assert "The case manager was told" in text(answer)
    assert "Somebody meant to hold the person" in text(sign_in(case_manager).get(reverse("today")))


def test_what_the_person_says_is_noted_for_them(case, case_manager, sign_in):
    shown = text(sign_in(case_manager).get(page(case, "medical_procedure")))
    assert "You do this as: Case manager." in shown
    shown = text(sign_in(case_manager).get(page(case, "schedule_hearing")))
    assert "You note this for: Court." in shown


# A departure


def test_two_people_set_a_safeguard_aside_for_an_act_and_it_opens(
    case, ready, case_manager, reviewer, sign_in, now
):
    lead, second = sign_in(case_manager), sign_in(reviewer)
    asking = reverse("override_ask", args=[case.pk, "schedule_interview", "SG-CM-03"])
    soon = {"purpose": "account", **day_in(1, now)}
    shown = text(lead.get(asking, soon))
    assert "Arrange an interview" in shown
    assert page(case, "schedule_interview") in shown
    sent = {"reason": "Somebody else is in danger tonight.", "days": "2", "op_id": str(uuid4())}
    answer = lead.post(f"{asking}?purpose=account", sent)
    row = Override.objects.get()
    assert (answer.status_code, row.event, row.safeguard) == (302, "schedule_interview", "SG-CM-03")
    assert "Arrange an interview" in text(lead.get(answer["Location"]))
    assert "Arrange an interview" in text(second.get(reverse("today")))
    second.post(reverse("override", args=[row.pk]), {"say": "approve", "op_id": str(uuid4())})
    assert ask(lead, case, "schedule_interview", **soon).status_code == 302
    assert "some of it set aside by two people" in text(lead.get(reverse("case", args=[case.pk])))


def test_where_the_answer_depends_on_what_is_said_the_departure_does_too(
    case, presumed, case_manager, officer, sign_in
):
    client = sign_in(case_manager)
    asking = reverse("override_ask", args=[case.pk, "detain", "SG-PR-04"])
    assert client.get(asking, {"ground": "stay"}).status_code == 409
    assert client.get(asking, {"ground": "unrelated_serious_offence"}).status_code == 200


def test_a_safeguard_that_an_act_does_not_ask_cannot_be_set_aside_for_it(case, case_manager, sign_in):
    asking = reverse("override_ask", args=[case.pk, "schedule_interview", "SG-RT-01"])
    assert sign_in(case_manager).get(asking).status_code == 404
