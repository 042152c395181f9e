"""Exactly one lead at every moment, and nobody near a case without a reason."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from safeconduct.casework import queries, services
from safeconduct.casework.access import Action, NoPart, can, relation, require_part
from safeconduct.casework.models import Assignment
from safeconduct.casework.services.assign import CannotAssign
from safeconduct.casework.services.assignments import lead_of
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def leads(case):
    return Assignment.objects.filter(case=case, kind="lead", until__isnull=True).count()


def test_from_the_first_instant_there_is_one_lead(case, case_manager):
    assert lead_of(case).worker == case_manager
    assert leads(case) == 1


def test_a_first_responder_opens_and_a_case_manager_leads(first_responder, case_manager, now):
    case = services.open_case(by=first_responder, now=now, op_id=uuid4())
    assert lead_of(case).worker == case_manager
    assert relation(first_responder, case, now).kinds == {"contributor"}


def test_opening_is_not_refused_when_no_case_manager_is_there(first_responder, now):
    case = services.open_case(by=first_responder, now=now, op_id=uuid4())
    assert lead_of(case).worker == first_responder


def test_the_database_refuses_a_second_lead(case, supervisor, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            case=case, worker=supervisor, kind="lead", role="case_manager", country=case.country,
            reason="x", since=now,
        )  # fmt: skip


def test_a_lead_is_not_taken_away_without_a_successor(case, case_manager, now):
    with pytest.raises(CannotAssign):
        services.withdraw_assignment(lead_of(case).pk, by=case_manager, now=now, op_id=uuid4())
    assert leads(case) == 1


def test_nobody_is_made_lead_past_the_hand_over(case, supervisor, case_manager, now):
    with pytest.raises(CannotAssign):
        services.assign(
            case.pk, supervisor, "lead", Role.CASE_MANAGER,
            by=case_manager, reason="x", now=now, op_id=uuid4(),
        )  # fmt: skip


def test_a_full_caseload_is_not_made_fuller(case, other_agency_worker, case_manager, now):
    other_agency_worker.caseload_cap = 0
    other_agency_worker.save()
    with pytest.raises(CannotAssign):
        services.offer_lead(case.pk, other_agency_worker, by=case_manager, reason="x", now=now, op_id=uuid4())


def test_whoever_has_no_part_sees_nothing(case, other_agency_worker, officer_abroad, police_officer, now):
    for worker in (other_agency_worker, officer_abroad, police_officer):
        assert not any(can(worker, action, case, now, document="D01") for action in Action)


def test_a_supervisor_sees_that_a_case_stands_but_not_its_content(case, supervisor, now):
    assert can(supervisor, Action.SEE, case, now)
    assert can(supervisor, Action.ASSIGN, case, now)
    assert not can(supervisor, Action.NAMES, case, now)
    assert not can(supervisor, Action.READ, case, now, document="D01")
    assert not can(supervisor, Action.ACT, case, now)


def test_the_immigration_authority_reads_flags_never_the_plan(case, immigration_officer, case_manager, now):
    services.assign(
        case.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=now, op_id=uuid4(),
    )  # fmt: skip
    assert can(immigration_officer, Action.READ, case, now, document="D05")
    for private in ("D07", "D08", "D10", "D16", "D18", "D23", "D34"):
        assert not can(immigration_officer, Action.READ, case, now, document=private)


def test_a_part_that_ended_gives_nothing(case, lawyer, case_manager, now):
    row = services.assign(
        case.pk, lawyer, "contributor", Role.LAWYER, by=case_manager, reason="advice", now=now, op_id=uuid4()
    )
    assert can(lawyer, Action.SEE, case, now)
    services.withdraw_assignment(row.pk, by=case_manager, now=now, op_id=uuid4())
    assert not can(lawyer, Action.SEE, case, now)


def test_a_closed_account_gives_nothing(case, case_manager, now):
    case_manager.is_active = False
    assert not can(case_manager, Action.SEE, case, now)


def test_the_doors_themselves_ask_who_comes(case, other_agency_worker, now):
    with pytest.raises(NoPart):
        services.move(
            case.pk,
            "identification.self_report",
            by=other_agency_worker,
            role=Role.PERSON,
            now=now,
            op_id=uuid4(),
        )
    with pytest.raises(NoPart):
        services.file_document(
            case.pk, "D02", {"told_at": now.isoformat()},
            by=other_agency_worker, role=Role.CASE_MANAGER, now=now, op_id=uuid4(),
        )  # fmt: skip


def test_only_the_lead_or_the_unit_opens_a_case_to_others(case, lawyer, other_agency_worker, supervisor, now):
    told = {"reason": "advice", "now": now, "op_id": uuid4()}
    with pytest.raises(NoPart):
        services.assign(case.pk, lawyer, "contributor", Role.LAWYER, by=other_agency_worker, **told)
    assert services.assign(case.pk, lawyer, "contributor", Role.LAWYER, by=supervisor, **told)


def test_a_part_ends_with_the_role_it_was_given_in(case, case_manager, police_officer, now):
    """Whoever no longer works in a role has no key to the cases of that role, though their account stays open."""
    told = {"by": case_manager, "reason": "safety", "now": now, "op_id": uuid4()}
    services.assign(case.pk, police_officer, "contributor", Role.POLICE, **told)
    assert queries.mine(police_officer, now).filter(pk=case.pk).exists()
    police_officer.memberships.update(until=now)
    assert not queries.mine(police_officer, now).exists()
    assert relation(police_officer, case, now).kinds == frozenset()
    with pytest.raises(NoPart):
        require_part(police_officer, case, now)
    with pytest.raises(queries.Hidden):
        queries.case_for(police_officer, case.pk, now)
