"""The unit: who supervises sees what is overdue, departures, people and their training. Nobody else sees it."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from safeconduct.accounts.models import Absence, Training
from safeconduct.casework import oversight, services
from safeconduct.casework.models import Override, Task
from safeconduct.casework.queries import units_supervised
from safeconduct.casework.views.training_asked import asked_of, refused_for_training
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db
UNIT = "/unit"


def member(supervisor, login):
    at = timezone.now()
    return next(
        each for each in oversight.members(units_supervised(supervisor, at), at) if each.worker.login == login
    )


def test_the_supervisor_sees_cases_people_and_what_is_due(supervisor, presumed, sign_in):
    page = sign_in(supervisor).get(UNIT)
    assert page.status_code == 200
    assert page.templates[0].name == "casework/unit.html"
    text = page.content.decode()
    assert presumed.number in text
    assert "Case manager" in text


@pytest.mark.parametrize(
    "name", ["case_manager", "other_agency_worker", "reviewer", "police_officer", "officer_abroad"]
)
def test_for_others_there_is_no_such_page(name, request, sign_in, case):
    assert sign_in(request.getfixturevalue(name)).get(UNIT).status_code == 404


def test_a_stranger_is_sent_to_sign_in(stranger):
    assert stranger.get(UNIT).status_code == 302


def test_cases_of_other_units_stay_out(supervisor, other_agency_worker, sign_in):
    elsewhere = services.open_case(by=other_agency_worker, now=timezone.now(), op_id=uuid4())
    assert elsewhere.number not in sign_in(supervisor).get(UNIT).content.decode()


def test_what_is_overdue_stands_under_its_safeguard_the_longest_first(supervisor, presumed, sign_in):
    assert "Nothing is overdue" in sign_in(supervisor).get(UNIT).content.decode()
    Task.objects.filter(safeguard="SG-PR-07").update(due_at=timezone.now() - timedelta(days=3))
    Task.objects.filter(safeguard="SG-PR-01").update(due_at=timezone.now() - timedelta(days=5))
    page = sign_in(supervisor).get(UNIT)
    assert [row["safeguard"] for row in page.context["overdue"]] == ["SG-PR-01", "SG-PR-07"]
    chosen = sign_in(supervisor).get(UNIT, {"overdue": "SG-PR-07"})
    assert [due.number for due in chosen.context["late"]] == [presumed.number]


def test_an_unknown_safeguard_in_the_address_shows_nothing_more(supervisor, presumed, sign_in):
    page = sign_in(supervisor).get(UNIT, {"overdue": "SG-XX-99", "from": "-1", "show": "nonsense"})
    assert page.status_code == 200
    assert page.context["late"] == []


def test_filters_and_words_stand_in_the_address(supervisor, presumed, sign_in):
    client = sign_in(supervisor)
    assert presumed.number in client.get(UNIT, {"show": "presumed"}).content.decode()
    assert presumed.number not in client.get(UNIT, {"show": "identified"}).content.decode()
    assert presumed.number not in client.get(UNIT, {"text": "nobody of that name"}).content.decode()


def departure(case, asked_by, **more):
    now = timezone.now()
    return Override.objects.create(
        case=case,
        safeguard="SG-CM-05",
        event="identification.start_screening",
        child_case=False,
        reason=b"sealed",
        asked_by=asked_by,
        asked_role=Role.CASE_MANAGER,
        asked_agency="Harbour House",
        asked_at=now,
        ends_at=more.pop("ends_at", now + timedelta(days=3)),
        **more,
    )


def test_departures_are_parted_into_waiting_in_force_and_to_look_at_again(
    supervisor, case, case_manager, reviewer, sign_in
):
    now = timezone.now()
    decided = {"second": reviewer, "decided_at": now, "outcome": Override.Outcome.IN_FORCE}
    waiting = departure(case, case_manager)
    running = departure(case, case_manager, **decided)
    over = departure(case, case_manager, ends_at=now - timedelta(days=1), **decided)
    departure(case, case_manager, **{**decided, "outcome": Override.Outcome.REFUSED})
    page = sign_in(supervisor).get(UNIT)
    shown = [[each["row"].pk for each in rows] for _title, rows in page.context["departures"]]
    assert shown == [[waiting.pk], [running.pk], [over.pk]]
    assert "sealed" not in page.content.decode().replace("sealed with the case", "").replace(
        "what is sealed", ""
    )


def test_lapsed_training_says_what_the_worker_is_refused(supervisor, case_manager):
    at = timezone.now()
    assert refused_for_training(member(supervisor, "case_manager"), at) == []
    Training.objects.filter(worker=case_manager, code="case_management").update(
        valid_until=at.date() - timedelta(days=1)
    )
    assert refused_for_training(member(supervisor, "case_manager"), at) == ["Leading a case"]


def test_without_the_certificate_for_children_only_children_are_refused(supervisor, case_manager):
    Training.objects.filter(worker=case_manager, code="child").delete()
    told = refused_for_training(member(supervisor, "case_manager"), timezone.now())
    assert told == ["Interviewing a child"]


def test_training_is_asked_only_of_those_who_do_the_work(supervisor):
    asked = asked_of(member(supervisor, "supervisor"), timezone.now())
    assert asked == {"interview", "case_management", "child"}


def test_training_shows_until_when_it_counts(supervisor, case_manager, sign_in):
    Training.objects.filter(worker=case_manager, code="interview").update(
        valid_until=timezone.now().date() - timedelta(days=2)
    )
    assert "Lapsed on" in sign_in(supervisor).get(UNIT).content.decode()


def test_training_that_lapses_soon_says_so_in_words(supervisor, case_manager, sign_in):
    Training.objects.filter(worker=case_manager, code="interview").update(
        valid_until=timezone.now().date() + timedelta(days=20)
    )
    assert "renew it soon" in sign_in(supervisor).get(UNIT).content.decode()


def test_days_away_and_a_caseload_over_the_cap_are_shown(supervisor, case_manager, case, sign_in):
    today = timezone.now().date()
    Absence.objects.create(worker=case_manager, first_day=today, last_day=today + timedelta(days=2))
    case_manager.caseload_cap = 0
    case_manager.save()
    text = sign_in(supervisor).get(UNIT).content.decode()
    assert "away from" in text
    assert "1 of at most 0: too many" in text


def test_the_page_takes_the_same_few_queries_however_many_cases(
    supervisor, case_manager, sign_in, django_assert_max_num_queries
):
    for _ in range(12):
        services.open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    client = sign_in(supervisor)
    with django_assert_max_num_queries(25):
        client.get(UNIT)


def test_no_link_of_the_page_leads_a_supervisor_to_a_page_that_is_closed_to_them(
    supervisor, presumed, case_manager, sign_in
):
    Task.objects.update(due_at=timezone.now() - timedelta(days=3))
    departure(presumed, case_manager)
    client = sign_in(supervisor)
    text = client.get(UNIT, {"overdue": Task.objects.first().safeguard}).content.decode()
    inside = text[text.index("<main") : text.index("</main>")]
    ways = set(re.findall(r'href="(/[^"#]*)', inside))
    assert any(way.startswith("/cases/") for way in ways)
    for way in ways:
        assert client.get(html.unescape(way)).status_code == 200, way
