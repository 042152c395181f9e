"""The identification team: each member speaks alone, dissent stays, nobody decides before the team has spoken."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.accounts.models import Agency, Membership, Unit
from safeconduct.casework import services
from safeconduct.casework.facts import standing
from safeconduct.casework.models import DocumentVersion
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

SAID = {
    "profession": "ngo",
    "conflict_declared": "yes",
    "opinion": "identified",
    "reasons": "Debt and a guard.",
}


@pytest.fixture
def weighed(case):
    """A case that is with the team. How it comes there is for the tests of the steps."""
    case.identification = "IN_IDENTIFICATION"
    case.save()
    return case


@pytest.fixture
def join(case, case_manager):
    """Make somebody of the cast a member of the team."""

    def joining(worker, agency=None):
        held = worker.memberships.first()
        unit = held.unit
        if agency:
            house, _ = Agency.objects.get_or_create(name=agency, defaults={"kind": "ngo"})
            unit, _ = Unit.objects.get_or_create(agency=house, name="Office", country="XA")
        since = timezone.now() - timedelta(days=1)
        Membership.objects.create(worker=worker, unit=unit, role="identification_team", since=since)
        services.assign(
            case.pk, worker, "team", Role.IDENTIFICATION_TEAM,
            by=case_manager, reason="team", now=timezone.now(), op_id=uuid4(),
        )  # fmt: skip
        return worker

    return joining


def at(case):
    return reverse("team", args=[case.pk])


def speak(client, case, **said):
    return client.post(at(case), {**SAID, "op_id": str(uuid4()), **said})


def test_a_member_files_an_own_opinion_with_agency_and_state_from_the_account(
    weighed, join, police_officer, sign_in
):
    join(police_officer)
    answer = speak(sign_in(police_officer), weighed, profession="police", state_member="no")
    assert answer.status_code == 302
    row = DocumentVersion.objects.get().coded["team_opinions"][0]
    assert (row["profession"], row["agency"], row["state_member"]) == ("police", "National Police", "yes")
    assert "Debt" not in str(row)


def test_sending_twice_files_one_opinion(weighed, join, lawyer, sign_in):
    client, key = sign_in(join(lawyer)), str(uuid4())
    for _again in range(2):
        assert speak(client, weighed, op_id=key).status_code == 302
    assert DocumentVersion.objects.count() == 1


def test_a_changed_opinion_is_a_new_version_and_the_old_one_is_kept(weighed, join, lawyer, sign_in):
    client = sign_in(join(lawyer))
    speak(client, weighed, opinion="undecided")
    speak(client, weighed)
    assert [each.version for each in DocumentVersion.objects.order_by("version")] == [1, 2]
    assert len(standing(weighed, timezone.now()).facts.value("team_opinions")) == 1


def test_the_opinions_of_the_others_are_shown_only_after_speaking(
    weighed, join, lawyer, police_officer, sign_in
):
    speak(sign_in(join(lawyer)), weighed, profession="lawyer")
    client = sign_in(join(police_officer))
    assert "Read the reasons" not in client.get(at(weighed)).content.decode()
    speak(client, weighed, profession="police", opinion="not_identified")
    text = client.get(at(weighed)).content.decode()
    assert text.count("Read the reasons") == 2


def test_dissent_is_kept_and_shown(weighed, join, lawyer, police_officer, guardian, case_manager, sign_in):
    speak(sign_in(join(lawyer)), weighed, profession="lawyer")
    speak(sign_in(join(guardian)), weighed, profession="guardian")
    speak(sign_in(join(police_officer)), weighed, profession="police", opinion="not_identified")
    text = sign_in(case_manager).get(at(weighed)).content.decode()
    assert "The members do not agree" in text
    assert "Not trafficked" in text


def test_who_is_still_missing_is_said_by_name_of_profession(weighed, join, lawyer, case_manager, sign_in):
    speak(sign_in(join(lawyer)), weighed, profession="lawyer")
    text = sign_in(case_manager).get(at(weighed)).content.decode()
    assert "there are 1" in text
    assert (
        text.count("Still missing") == 3
    )  # police, social work and an NGO; a lawyer outside the state spoke


def test_three_professions_with_one_outside_the_state_meet_the_rule_on_teams(
    weighed, join, lawyer, police_officer, first_responder, case_manager, sign_in
):
    speak(sign_in(join(lawyer)), weighed, profession="lawyer")
    speak(sign_in(join(police_officer)), weighed, profession="police")
    speak(sign_in(join(first_responder)), weighed, profession="ngo")
    asked = {each.safeguard: each for each in _decision(weighed).findings}
    assert asked["SG-ID-03"].allowed
    assert (
        "/steps/identification.decide_identified" in sign_in(case_manager).get(at(weighed)).content.decode()
    )


def _decision(case):
    from safeconduct.protection.facts import Act, Actor
    from safeconduct.protection.mechanism.may import may

    found = standing(case, timezone.now())
    act = Act("identification.decide_identified", Actor(Role.IDENTIFICATION_LEAD))
    return may(act.name, found.facts, act, filed=found.filed)


def test_an_opinion_without_declared_ties_is_kept_but_does_not_count(weighed, join, lawyer, sign_in):
    client = sign_in(join(lawyer))
    speak(client, weighed, conflict_declared="no")
    assert "Does not count yet" in client.get(at(weighed)).content.decode()


def test_what_was_typed_stays_when_an_answer_is_missing(weighed, join, lawyer, sign_in):
    answer = speak(sign_in(join(lawyer)), weighed, opinion="", reasons="Three facts and a doubt")
    text = answer.content.decode()
    assert "<title>Error: " in text
    assert "Three facts and a doubt" in text
    assert not DocumentVersion.objects.exists()


def test_nobody_speaks_before_the_team_is_called_or_without_a_seat(case, join, lawyer, case_manager, sign_in):
    assert speak(sign_in(join(lawyer)), case).status_code == 404
    assert speak(sign_in(case_manager), case).status_code == 404


def test_an_officer_with_a_part_learns_who_reads_opinions_not_what_they_say(
    weighed, join, lawyer, immigration_officer, case_manager, sign_in
):
    speak(sign_in(join(lawyer)), weighed)
    services.assign(
        weighed.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    text = sign_in(immigration_officer).get(at(weighed)).content.decode()
    assert "What the members hold is read by" in text
    assert "Read the reasons" not in text
    assert "What was asked, and why" not in text


def test_strangers_and_others_find_nothing(weighed, other_agency_worker, supervisor, sign_in, stranger):
    for worker in (other_agency_worker, supervisor):
        assert sign_in(worker).get(at(weighed)).status_code == 404
    assert stranger.get(at(weighed)).status_code == 302


def test_the_page_asks_a_fixed_number_of_questions(
    weighed, join, lawyer, police_officer, case_manager, sign_in, django_assert_max_num_queries
):
    speak(sign_in(join(lawyer)), weighed)
    speak(sign_in(join(police_officer)), weighed, profession="police")
    client = sign_in(case_manager)
    client.get(at(weighed))
    with django_assert_max_num_queries(25):
        client.get(at(weighed))
