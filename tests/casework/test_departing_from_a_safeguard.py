"""A departure from a safeguard takes two people from two agencies, a reason, an end, a review."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from safeconduct.casework import queries, services
from safeconduct.casework.models import Override
from safeconduct.casework.services.override import CannotOverride
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(presumed, case_manager, now):
    """The case manager asks to go on without a vetted interpreter."""
    return services.ask_override(
        presumed.pk, "SG-CM-03", "identification.open_identification", by=case_manager, role=Role.CASE_MANAGER,
        reason="One fact is missing and the person wants to tell it now.", days=3, now=now, op_id=uuid4(),
    )  # fmt: skip


def decide(row, by, role, now, *, approve=True):
    return services.decide_override(row.pk, by=by, role=role, approve=approve, now=now, op_id=uuid4())


def test_a_rule_without_exception_cannot_even_be_asked_about(presumed, case_manager, now):
    with pytest.raises(CannotOverride):
        services.ask_override(
            presumed.pk, "SG-RT-01", "return.open_counselling", by=case_manager, role=Role.CASE_MANAGER,
            reason="hurry", days=1, now=now, op_id=uuid4(),
        )  # fmt: skip


def test_a_reason_is_needed(presumed, case_manager, now):
    with pytest.raises(CannotOverride):
        services.ask_override(
            presumed.pk, "SG-CM-03", "identification.open_identification", by=case_manager,
            role=Role.CASE_MANAGER, reason="  ", days=1, now=now, op_id=uuid4(),
        )  # fmt: skip


def test_the_reason_is_sealed(asked):
    assert b"missing" not in bytes(asked.reason)


def test_nobody_decides_on_their_own_request(asked, case_manager, now):
    with pytest.raises(CannotOverride):
        decide(asked, case_manager, Role.CASE_MANAGER, now)


def test_a_colleague_of_the_same_agency_is_no_second_person(asked, supervisor, now):
    with pytest.raises(CannotOverride):
        decide(asked, supervisor, Role.CASE_MANAGER, now)


def test_a_second_person_elsewhere_decides_and_a_review_is_owed(asked, reviewer, now):
    row = decide(asked, reviewer, Role.REVIEWER, now)
    assert row.outcome == Override.Outcome.IN_FORCE
    assert now < row.review_due <= now + timedelta(days=11)


def test_the_database_refuses_one_person_twice(asked, case_manager, now):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Override.objects.filter(pk=asked.pk).update(
            second=case_manager, second_role="reviewer", decided_at=now, outcome="in_force"
        )


def test_what_was_decided_cannot_be_decided_again(asked, reviewer, now):
    decide(asked, reviewer, Role.REVIEWER, now)
    with pytest.raises(CannotOverride):
        decide(asked, reviewer, Role.REVIEWER, now, approve=False)


def test_a_third_person_reviews(asked, reviewer, identification_lead, case_manager, now):
    decide(asked, reviewer, Role.REVIEWER, now)
    for not_third in (reviewer, case_manager):
        with pytest.raises(CannotOverride):
            services.review_override(
                asked.pk, by=not_third, role=Role.REVIEWER, uphold=True, now=now, op_id=uuid4()
            )
    row = services.review_override(
        asked.pk, by=identification_lead, role=Role.IDENTIFICATION_LEAD, uphold=False, now=now, op_id=uuid4()
    )
    assert row.review == Override.Review.REVERSED


def test_departures_are_counted_in_public(asked, reviewer, now):
    decide(asked, reviewer, Role.REVIEWER, now)
    assert queries.overrides_counted("XA") == [{"safeguard": "SG-CM-03", "child_case": False, "number": 1}]


def test_it_opens_the_step_while_in_force_and_stops_when_reversed(
    asked, presumed, case_manager, reviewer, identification_lead, now
):
    def set_aside():
        decision = services.ask(
            presumed, "identification.open_identification", by=case_manager, role=Role.CASE_MANAGER, now=now
        )
        return {finding.safeguard for finding in decision.overridden}

    assert not set_aside()
    decide(asked, reviewer, Role.REVIEWER, now)
    assert set_aside() == {"SG-CM-03"}
    services.review_override(
        asked.pk, by=identification_lead, role=Role.IDENTIFICATION_LEAD, uphold=False, now=now, op_id=uuid4()
    )
    assert not set_aside()
