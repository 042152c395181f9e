"""Today: what I have to see to first, what others owe in the same cases apart from it."""

from uuid import uuid4

import pytest

from safeconduct.casework import services
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def shown(client, name):
    return {due.title for due in client.get("/").context[name]}


def opened_by(worker, now):
    case = services.open_case(by=worker, now=now, op_id=uuid4())
    told = {"by": worker, "now": now, "op_id": uuid4()}
    services.move(case.pk, "identification.self_report", role=Role.PERSON, **told)
    return case


def test_what_others_owe_stands_apart_from_what_i_owe(presumed, case_manager, now, sign_in):
    told = {"by": case_manager, "now": now, "op_id": uuid4()}
    services.move(presumed.pk, "child.doubt_or_child", role=Role.CASE_MANAGER, **told)
    client = sign_in(case_manager)
    mine = shown(client, "due_today") | shown(client, "soon")
    others = shown(client, "owed_by_others")
    assert "Assess safety and risk" in mine
    assert "Have a provisional guardian" in others
    assert not mine & others


def test_whoever_opened_a_case_only_follows_it_once_a_case_manager_leads(
    first_responder, case_manager, now, sign_in
):
    opened_by(first_responder, now)
    assert "Assess safety and risk" in shown(sign_in(first_responder), "owed_by_others")
    assert "Assess safety and risk" in shown(sign_in(case_manager), "due_today")


def test_where_nobody_else_leads_the_opener_sees_to_what_a_case_manager_owes(first_responder, now, sign_in):
    opened_by(first_responder, now)
    client = sign_in(first_responder)
    assert "Assess safety and risk" in shown(client, "due_today")
    assert "Assess safety and risk" not in shown(client, "owed_by_others")


def test_a_supervisor_sees_all_that_the_unit_owes_together(presumed, supervisor, sign_in):
    page = sign_in(supervisor).get("/", {"whose": "unit"})
    assert "Assess safety and risk" in {due.title for due in page.context["due_today"]}
    assert page.context["owed_by_others"] == []


def test_today_asks_the_database_a_fixed_number_of_questions(
    case_manager, now, sign_in, django_assert_max_num_queries
):
    for _number in range(4):
        opened_by(case_manager, now)
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get("/")


def test_the_lead_who_has_not_met_the_person_is_led_to_the_paper_that_says_so(
    presumed, case_manager, sign_in
):
    client = sign_in(case_manager)
    due = [*client.get("/").context["due_today"], *client.get("/").context["soon"]]
    meet = next(
        each for each in due if each.title == "As the one who leads, meet the person and write it down"
    )
    assert meet.href == f"/cases/{presumed.pk}/documents/new/D06"


def test_a_step_that_filing_takes_leads_to_its_paper(presumed, case_manager, sign_in):
    page = sign_in(case_manager).get(f"/cases/{presumed.pk}/steps/lifecycle.assign_lead")
    assert page.status_code == 409
    assert f"/cases/{presumed.pk}/documents/new/D06" in page.content.decode()
