"""Acts that are no event of the mechanism go through a door of their own: asked, noted, or refused with reasons."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from safeconduct.accounts.models import Training
from safeconduct.audit.models import Leaf
from safeconduct.audit.services import pseudonym
from safeconduct.casework import services
from safeconduct.casework.access import NoPart
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Event, Task
from safeconduct.casework.services.file_document import NotSound
from safeconduct.casework.services.once import KeyUsedElsewhere
from safeconduct.casework.services.override import CannotOverride
from safeconduct.protection.acts import ACTS
from safeconduct.protection.documents.interview import CHILD_CONDITIONS, CONDITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

NOTE = {"interview_consent": "yes", "account_on_file": "no", **{each.name: "yes" for each in CONDITIONS}}
CHILD_NOTE = NOTE | {each.name: "yes" for each in CHILD_CONDITIONS}
GUARDIAN = {"guardian_appointed": "yes", "guardian_conflict_free": "yes"}
ONCE = {"purpose": "account", "asked_by_person": "yes"}


@pytest.fixture
def intend(case, now):
    """Ask for an act through the door."""

    def asking(act, by, role, *, said=(), **told):
        told.setdefault("now", now)
        told.setdefault("op_id", uuid4())
        return services.intend(case.pk, act, dict(said), by=by, role=role, **told)

    return asking


@pytest.fixture
def refused(intend):
    """Ask for an act that is refused; return the safeguards that say no."""

    def asking(*told, **more):
        with pytest.raises(services.NotAllowed) as caught:
            intend(*told, **more)
        return {finding.safeguard for finding in caught.value.findings}

    return asking


@pytest.fixture
def join(case, case_manager, now):
    """Give somebody a part in the case."""

    def joined(worker, role):
        told = {"by": case_manager, "reason": "a part", "now": now, "op_id": uuid4()}
        services.assign(case.pk, worker, "contributor", role, **told)
        return worker

    return joined


@pytest.fixture
def officer(join, police_officer):
    return join(police_officer, Role.POLICE)


@pytest.fixture
def understood(file, case_manager, now):
    """Nobody needs an interpreter."""
    told = {"met_at": now.isoformat(), "interpreter_needed": "no"}
    return file("D01", told, case_manager, Role.CASE_MANAGER)


@pytest.fixture
def planned(understood, file, case_manager):
    """The paper on a first interview: the person agrees, and every condition holds."""
    return file("D10", NOTE, case_manager, Role.CASE_MANAGER)


@pytest.fixture
def as_a_child(take, case, case_manager):
    take("child.doubt_or_child", case_manager, Role.CASE_MANAGER)
    case.refresh_from_db()


# An interview


def test_an_interview_is_arranged_for_a_day_on_which_a_task_waits(intend, planned, case, case_manager, now):
    day = now + timedelta(days=5)
    event = intend("schedule_interview", case_manager, Role.CASE_MANAGER,
                   said={"at": day.isoformat(), "purpose": "account"})  # fmt: skip
    assert (event.event, event.region, event.before, event.after) == ("schedule_interview", "", "", "")
    asked = {each["safeguard"] for each in event.findings}
    assert {"SG-CM-02", "SG-CM-03", "SG-CM-04", "SG-CM-05", "SG-CH-02", "SG-CH-04"} <= asked
    task = Task.objects.get(case=case, arises=event)
    assert (task.due_at, task.role, task.settled_by) == (day, Role.CASE_MANAGER, "start_interview")
    case.refresh_from_db()
    assert case.next_due_at <= day


def test_another_day_moves_the_task_and_beginning_settles_it(intend, planned, case, case_manager, now):
    for days in (4, 9):
        said = {"at": (now + timedelta(days=days)).isoformat(), "purpose": "account"}
        intend("schedule_interview", case_manager, Role.CASE_MANAGER, said=said)
    task = Task.objects.get(case=case, settled_by="start_interview")
    assert task.due_at == now + timedelta(days=9)
    intend("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE)
    task.refresh_from_db()
    assert task.done_by == case_manager
    write = Task.objects.get(case=case, document="D10", done_at__isnull=True)
    assert (write.due_at - now, write.safeguard) == (timedelta(hours=24), "SG-CM-02")


def test_an_untrained_first_responder_is_refused_and_a_trained_one_is_not(
    planned, intend, refused, join, first_responder
):
    join(first_responder, Role.FIRST_RESPONDER)
    held = list(Training.objects.filter(worker=first_responder, code="interview"))
    Training.objects.filter(worker=first_responder).delete()
    assert refused("start_interview", first_responder, Role.FIRST_RESPONDER, said=ONCE) == {"SG-CM-05"}
    Training.objects.bulk_create(held)
    assert intend("start_interview", first_responder, Role.FIRST_RESPONDER, said=ONCE)


def test_police_who_interview_need_the_training_too(planned, refused, officer):
    Training.objects.filter(worker=officer).delete()
    assert refused("start_interview", officer, Role.POLICE, said=ONCE) == {"SG-CM-05"}


def test_nobody_is_interviewed_in_the_first_three_days_unless_they_ask(
    planned, intend, refused, case_manager, now
):
    soon, later = (
        {"at": (now + timedelta(hours=hours)).isoformat(), "purpose": "account"} for hours in (71, 73)
    )
    assert refused("schedule_interview", case_manager, Role.CASE_MANAGER, said=soon) == {"SG-CM-03"}
    assert intend("schedule_interview", case_manager, Role.CASE_MANAGER, said=later)
    assert intend(
        "schedule_interview", case_manager, Role.CASE_MANAGER, said={**soon, "asked_by_person": "yes"}
    )


def test_without_an_answer_about_language_nobody_is_interviewed(file, refused, case_manager):
    file("D10", NOTE, case_manager, Role.CASE_MANAGER)
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CM-04"}


@pytest.mark.parametrize("lacking", [each.name for each in CONDITIONS])
def test_one_open_condition_stops_an_interview(lacking, understood, file, refused, case_manager):
    file("D10", {**NOTE, lacking: "not_asked"}, case_manager, Role.CASE_MANAGER)
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CM-03"}


def test_without_agreement_or_paper_nobody_is_interviewed(understood, file, refused, case_manager):
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CM-02", "SG-CM-03"}
    file("D10", {**NOTE, "interview_consent": "no"}, case_manager, Role.CASE_MANAGER)
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CM-02"}


def test_a_child_is_heard_only_with_guardian_and_conditions(
    planned, as_a_child, file, intend, refused, case_manager
):
    found = refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE)
    assert found == {"SG-CM-03", "SG-CH-02", "SG-CH-04"}
    file("D10", CHILD_NOTE, case_manager, Role.CASE_MANAGER)
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CH-02"}
    file("D17", GUARDIAN, case_manager, Role.CASE_MANAGER)
    assert intend("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE)


def test_whoever_hears_a_child_holds_the_childrens_certificate(
    understood, as_a_child, file, refused, case_manager
):
    file("D10", CHILD_NOTE, case_manager, Role.CASE_MANAGER)
    Training.objects.filter(worker=case_manager, code="child").delete()
    assert "SG-CM-05" in refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE)


def test_a_guardian_with_a_conflict_is_none(understood, as_a_child, file, refused, case_manager):
    file("D10", CHILD_NOTE, case_manager, Role.CASE_MANAGER)
    file("D17", {**GUARDIAN, "guardian_conflict_free": "no"}, case_manager, Role.CASE_MANAGER)
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CH-02"}


# Told once


@pytest.fixture
def told_once(planned, intend, case_manager):
    return intend("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE)


def facts_of(case, now):
    case.refresh_from_db()
    return standing(case, now).facts


def test_from_the_moment_an_interview_begins_it_counts_as_told(told_once, planned, case, now):
    facts = facts_of(case, now)
    assert facts.number("interview_count") == 1
    assert facts.yes("account_on_file")
    assert facts.no("interview_note_open")
    assert told_once.evidence["paper"] == str(planned.document_id)


def test_no_second_agency_interviews_on_the_paper_of_the_first(told_once, officer, refused):
    assert refused("schedule_interview", officer, Role.POLICE, said={"purpose": "evidence"}) >= {"SG-CM-02"}
    assert refused("start_interview", officer, Role.POLICE, said=ONCE) == {"SG-CM-02"}


def test_a_second_interview_needs_an_open_question_and_a_paper_of_its_own(
    told_once, file, refused, intend, officer, case_manager, case, now
):
    file(
        "D10", {**NOTE, "account_on_file": "no"}, officer, Role.POLICE
    )  # what happened counts, not what is claimed
    assert refused("start_interview", officer, Role.POLICE, said=ONCE) == {"SG-CM-02"}
    file("D10", {**NOTE, "gap_stated": "yes"}, officer, Role.POLICE)
    assert intend("start_interview", officer, Role.POLICE, said=ONCE)
    assert facts_of(case, now).number("interview_count") == 2


def test_writing_the_interview_down_counts_it_once_and_opens_no_other(
    told_once, planned, file, refused, case_manager, case, now
):
    told = {**NOTE, "gap_stated": "yes", "held_at": now.isoformat()}
    file("D10", told, case_manager, Role.CASE_MANAGER, base=planned.pk)
    assert facts_of(case, now).number("interview_count") == 1
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CM-02"}
    assert not Task.objects.filter(case=case, document="D10", done_at__isnull=True).exists()


def test_a_note_changed_afterwards_is_still_the_note_of_the_interview_that_began(
    told_once, planned, file, refused, case_manager
):
    file("D10", {**NOTE, "gap_stated": "yes"}, case_manager, Role.CASE_MANAGER, base=planned.pk)
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE) == {"SG-CM-02"}


def test_an_interview_that_is_only_on_paper_counts_beside_one_that_began(
    told_once, file, case_manager, case, now
):
    file("D10", {"held_at": now.isoformat()}, case_manager, Role.CASE_MANAGER)
    assert facts_of(case, now).number("interview_count") == 2


def test_anybody_near_the_person_calls_an_interview_off(intend, planned, officer, case_manager, case, now):
    said = {"at": (now + timedelta(days=5)).isoformat(), "purpose": "account"}
    intend("schedule_interview", case_manager, Role.CASE_MANAGER, said=said)
    intend("stop_interview", officer, Role.POLICE)
    assert not Task.objects.filter(settled_by="start_interview", done_at__isnull=True).exists()


# Other acts


def test_a_place_depends_on_what_kind_it_is(presumed, intend, refused, officer, case_manager):
    home = {"place_kind": "open_shelter", "separates_dependants": "no", "agreed": "yes"}
    assert intend("place", case_manager, Role.CASE_MANAGER, said=home)
    assert refused("place", case_manager, Role.CASE_MANAGER) >= {"evidence"}
    assert "SG-PR-04" in refused("place", officer, Role.POLICE, said={**home, "place_kind": "police_cell"})
    apart = {**home, "separates_dependants": "yes"}
    assert refused("place", case_manager, Role.CASE_MANAGER, said=apart) == {"SG-PR-11"}


def test_no_test_is_a_condition_and_none_goes_without_consent(intend, refused, case_manager):
    test = {"purpose": "care", "required": "no"}
    assert refused("medical_procedure", case_manager, Role.HEALTH, said=test) == {"SG-PR-08"}
    assert intend("medical_procedure", case_manager, Role.HEALTH, said={**test, "consent": "yes"})
    forced = {"purpose": "admission_condition", "consent": "yes"}
    assert refused("medical_procedure", case_manager, Role.HEALTH, said=forced) == {"SG-PR-08"}


@pytest.mark.parametrize(
    ("reason", "by"),
    [("sex_work", "SG-GV-05"), ("missed_step", "SG-CM-07"), ("verification_pending", "SG-ID-09"),
     ("no_cooperation", "SG-GV-05"), ("irregular_stay", "SG-GV-05")],
)  # fmt: skip
def test_help_is_not_refused_over_who_somebody_is_or_how_they_act(reason, by, intend, refused, case_manager):
    assert by in refused("refuse_service", case_manager, Role.CASE_MANAGER, said={"reason_code": reason})
    assert intend("refuse_service", case_manager, Role.CASE_MANAGER, said={"reason_code": "person_declined"})


def test_what_is_shared_stands_in_an_agreement(file, intend, refused, case_manager):
    told = {
        "recipient_type": "service",
        "recipient": "Harbour House",
        "purpose": "service",
        "fields": ["names"],
    }
    assert refused("share_data", case_manager, Role.CASE_MANAGER, said=told) >= {"SG-DP-01"}
    agreed = {"given": "yes", "understood": "yes", "until": "2099-01-01", "recipient": "Harbour House",
              "purpose": "service", "fields": ["names"]}  # fmt: skip
    file("D09", agreed, case_manager, Role.CASE_MANAGER)
    assert intend("share_data", case_manager, Role.CASE_MANAGER, said=told)
    more = {**told, "fields": ["names", "account"]}
    assert "SG-DP-01" in refused("share_data", case_manager, Role.CASE_MANAGER, said=more)
    against = {**told, "purpose": "removal"}
    assert "SG-DP-07" in refused("share_data", case_manager, Role.CASE_MANAGER, said=against)


# Acts of force


@pytest.fixture
def border(join, immigration_officer):
    return join(immigration_officer, Role.IMMIGRATION)


def test_a_removal_is_refused_reported_and_told_to_the_case_manager(presumed, refused, border, case, now):
    for _again in range(2):
        found = refused("execute_removal", border, Role.IMMIGRATION)
        assert {"SG-ID-02", "SG-PR-10"} <= found
    alarm = Task.objects.get(
        case=case, safeguard="SG-ID-02", role=Role.CASE_MANAGER, what__startswith="Somebody"
    )
    assert alarm.due_at - now == timedelta(hours=24)
    case.refresh_from_db()
    assert case.next_due_at <= alarm.due_at
    leaves = Leaf.objects.filter(action="execute_removal", outcome="refused", actor=pseudonym(border.pk))
    assert leaves.count() == 2
    assert not Event.objects.filter(event="execute_removal").exists()


def test_no_order_to_leave_is_written_for_whoever_was_or_may_have_been_trafficked(
    presumed, refused, border, case
):
    assert {"SG-ID-02", "SG-ID-07"} <= refused("issue_removal_paper", border, Role.IMMIGRATION)
    assert Task.objects.filter(case=case, what__startswith="Somebody meant to remove").count() == 1


def test_somebody_whose_act_it_is_not_raises_no_alarm(presumed, refused, case_manager, case):
    assert "role" in refused("execute_removal", case_manager, Role.CASE_MANAGER)
    assert not Task.objects.filter(case=case, what__startswith="Somebody").exists()


@pytest.mark.parametrize("ground", ["stay", "work", "alleged_act", "protection"])
def test_nobody_is_held_for_what_they_went_through(ground, presumed, refused, officer, case):
    found = refused("detain", officer, Role.POLICE, said={"ground": ground})
    assert "SG-PR-04" in found
    assert Task.objects.filter(case=case, safeguard="SG-PR-04", what__startswith="Somebody").count() == 1


def test_nobody_is_charged_before_a_screening(presumed, refused, officer):
    assert {"SG-ID-07", "SG-PR-09"} <= refused("refer_for_prosecution", officer, Role.POLICE)


# The door itself


def test_a_resend_is_answered_with_the_first_entry(planned, intend, case_manager):
    key = uuid4()
    first, second = (
        intend("start_interview", case_manager, Role.CASE_MANAGER, said=ONCE, op_id=key)
        for _again in range(2)
    )
    assert first == second
    assert Event.objects.filter(event="start_interview").count() == 1
    with pytest.raises(KeyUsedElsewhere):
        intend("stop_interview", case_manager, Role.CASE_MANAGER, op_id=key)


def test_somebody_without_a_part_asks_for_nothing(planned, intend, other_agency_worker):
    with pytest.raises(NoPart):
        intend("stop_interview", other_agency_worker, Role.CASE_MANAGER)


def test_an_act_that_no_case_asks_is_not_known_here(intend, case_manager):
    for act in ("licence_agency", "withdraw_consent", "approve_plan", "identification.pause", "nothing"):
        with pytest.raises(KeyError):
            intend(act, case_manager, Role.CASE_MANAGER)


@pytest.mark.parametrize("said", [{"at": "soon"}, {"purpose": "curiosity"}, {"strange": "yes"}])
def test_what_cannot_be_read_is_sent_back_and_nothing_is_noted(said, planned, intend, case_manager):
    with pytest.raises(NotSound):
        intend("schedule_interview", case_manager, Role.CASE_MANAGER, said=said)
    assert not Event.objects.filter(event="schedule_interview").exists()


def test_an_entry_moves_no_region_and_can_never_be_changed(told_once, case):
    before = dict(case.states)
    case.refresh_from_db()
    assert case.states == before
    assert case.events_count == told_once.position
    for change in (lambda: Event.objects.filter(pk=told_once.pk).update(event="x"), told_once.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Leaf.objects.filter(action="start_interview", outcome="done").count() == 1


# Departures


@pytest.fixture
def departed(case, case_manager, reviewer):
    """Two people from two agencies set a safeguard aside for one act."""

    def setting_aside(safeguard, act, **said):
        now = timezone.now()
        row = services.ask_override(
            case.pk, safeguard, act, by=case_manager, role=Role.CASE_MANAGER, reason="a reason", days=2,
            now=now, op_id=uuid4(), said=said,
        )  # fmt: skip
        return services.decide_override(
            row.pk, by=reviewer, role=Role.REVIEWER, approve=True, now=now, op_id=uuid4()
        )

    return setting_aside


def test_two_people_open_an_act_where_the_safeguard_lets_them(
    planned, departed, intend, refused, case_manager, case
):
    said = {"purpose": "account"}
    assert refused("start_interview", case_manager, Role.CASE_MANAGER, said=said) == {"SG-CM-03"}
    departed("SG-CM-03", "start_interview", **said)
    event = intend("start_interview", case_manager, Role.CASE_MANAGER, said=said, now=timezone.now())
    assert {"safeguard": "SG-CM-03", "overridden": True} in event.findings


def test_nobody_sets_aside_what_is_final(presumed, departed):
    with pytest.raises(CannotOverride):
        departed("SG-PR-04", "detain", ground="work")
    with pytest.raises(CannotOverride):
        departed("SG-ID-02", "execute_removal")
    assert departed("SG-PR-04", "detain", ground="unrelated_serious_offence")


def test_a_departure_is_itself_held_to_its_safeguards(presumed, departed, monkeypatch):
    asked = []
    for name in ACTS["override"].safeguards:
        plain = SAFEGUARDS[name]
        spied = replace(
            plain, answer=lambda case, act, rule=plain: asked.append(act) or rule.answer(case, act)
        )
        monkeypatch.setitem(SAFEGUARDS, name, spied)
    assert departed("SG-PR-04", "detain", ground="unrelated_serious_offence").outcome == "in_force"
    assert [act.name for act in asked] == ["override"] * len(ACTS["override"].safeguards)


@pytest.mark.parametrize("declared", [each for each in ACTS.values() if each.door], ids=lambda each: each.id)
def test_a_door_of_its_own_is_a_service_that_is_there(declared):
    assert callable(getattr(services, declared.door))
