"""One door for events: it refuses with every reason, and does all or nothing."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from safeconduct.audit.models import Leaf
from safeconduct.casework import services
from safeconduct.casework.models import Case, Event, Task
from safeconduct.casework.services import NotAllowed
from safeconduct.casework.services.once import KeyUsedElsewhere
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def test_saying_it_happened_is_enough_to_be_protected(presumed):
    assert presumed.identification == "PRESUMED"
    assert presumed.stay == "REMOVAL_BARRED"
    assert presumed.assistance == "CRISIS"
    assert presumed.reasonable_grounds_at is not None


def test_a_presumption_owes_help_a_lawyer_and_a_hold_notice(presumed):
    owed = set(Task.objects.filter(case=presumed).values_list("safeguard", flat=True))
    assert {"SG-CM-01", "SG-ID-02", "SG-JU-01", "SG-PR-01", "SG-PR-07"} <= owed
    assert presumed.next_due_at == min(Task.objects.filter(case=presumed).values_list("due_at", flat=True))


def test_effects_name_the_event_that_caused_them(presumed):
    cause = Event.objects.get(case=presumed, event="identification.self_report")
    effects = set(Event.objects.filter(cause=cause).values_list("event", flat=True))
    assert effects == {"stay.bar_removal", "assistance.open_crisis"}


def test_what_an_effect_did_can_be_asked_for_again(presumed, take, case_manager):
    again = take("stay.bar_removal", case_manager, Role.CASE_MANAGER)
    assert again == Event.objects.get(case=presumed, event="stay.bar_removal")


def test_a_screening_is_refused_with_every_reason_at_once(take, first_responder, case, case_manager):
    services.assign(
        case.pk, first_responder, "contributor", Role.FIRST_RESPONDER,
        by=case_manager, reason="met the person", now=case.opened_at, op_id=uuid4(),
    )  # fmt: skip
    with pytest.raises(NotAllowed) as refused:
        take("identification.start_screening", first_responder, Role.FIRST_RESPONDER)
    named = {finding.safeguard for finding in refused.value.findings}
    assert {"documents", "SG-CM-03", "SG-CM-06"} <= named


def test_a_refused_step_changes_nothing_but_is_in_the_log(take, case_manager, presumed):
    before = Event.objects.count()
    with pytest.raises(NotAllowed):
        take("assistance.agree_plan", case_manager, Role.CASE_MANAGER)
    assert Event.objects.count() == before
    assert Leaf.objects.filter(action="assistance.agree_plan", outcome="refused").exists()


def test_sending_a_step_twice_does_it_once(take, case_manager, case):
    key = uuid4()
    first = take("identification.self_report", case_manager, Role.PERSON, op_id=key)
    second = take("identification.self_report", case_manager, Role.PERSON, op_id=key)
    assert first == second
    assert Event.objects.filter(case=case, event="identification.self_report").count() == 1


def test_a_key_of_another_write_is_refused(take, case_manager, case):
    key = uuid4()
    take("identification.self_report", case_manager, Role.PERSON, op_id=key)
    with pytest.raises(KeyUsedElsewhere):
        take("asylum.voice_fear", case_manager, Role.PERSON, op_id=key)


def test_nothing_is_kept_when_the_log_cannot_be_written(take, case_manager, case, monkeypatch):
    def broken(**_told):
        raise RuntimeError("the log is full")

    monkeypatch.setattr("safeconduct.audit.services.append", broken)
    with pytest.raises(RuntimeError):
        take("identification.self_report", case_manager, Role.PERSON)
    case.refresh_from_db()
    assert case.identification == "CONTACT"
    assert not Event.objects.filter(case=case).exists()


@pytest.mark.parametrize("table", ["casework_event", "casework_documentversion", "casework_operation"])
def test_the_database_itself_refuses_to_change_what_happened(table, presumed, file, case_manager):
    from django.db import connection

    file("D02", {"told_at": "2026-03-02T10:00:00+00:00"}, case_manager, Role.CASE_MANAGER)
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_state_is_what_the_events_made_it(presumed):
    case = Case.objects.get(pk=presumed.pk)
    replayed = {"identification": "CONTACT", "stay": "UNSET", "assistance": "NOT_STARTED"}
    for event in Event.objects.filter(case=case).order_by("position"):
        assert event.before == replayed.get(event.region, event.before)
        replayed[event.region] = event.after
    assert {region: case.states[region] for region in replayed} == replayed


def test_what_follows_from_a_step_is_done_by_the_system_and_names_who_caused_it(presumed, case_manager):
    barred = Event.objects.get(case=presumed, event="stay.bar_removal")
    assert (barred.role, barred.by) == ("system", case_manager)
    assert barred.cause is not None
