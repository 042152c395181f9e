"""What the experts ask of a safeguard, played through the doors of the case file."""

from datetime import timedelta
from uuid import uuid4

import pytest

from safeconduct.casework import services
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Case, Task
from safeconduct.casework.services.override import CannotOverride
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

AGREED = {"given": "yes", "understood": "yes", "until": "2099-01-01", "recipient": "Harbour House",
          "fields": ["names"]}  # fmt: skip
SOUND = {"age": "adult", "last_resort": "yes", "several_professions": "yes", "consent": "yes",
         "doubt_left": "yes", "age_assessment_guardian_present": "yes", "age_appeal_told": "yes"}  # fmt: skip


@pytest.fixture
def stands(case):
    """Put regions of the case into states that took many steps to reach."""

    def placed(**states):
        Case.objects.filter(pk=case.pk).update(**states)
        case.refresh_from_db()
        return case

    return placed


@pytest.fixture
def join(case, case_manager, now):
    def joined(worker, role):
        told = {"by": case_manager, "reason": "a part", "now": now, "op_id": uuid4()}
        services.assign(case.pk, worker, "contributor", role, **told)
        return worker

    return joined


@pytest.fixture
def refused(take):
    """Take a step that is refused; return who says no."""

    def step(*told, **more):
        with pytest.raises(services.NotAllowed) as caught:
            take(*told, **more)
        return {finding.safeguard for finding in caught.value.findings}

    return step


def facts_of(case, now):
    case.refresh_from_db()
    return standing(case, now).facts


# Identification


def test_nobody_sets_the_team_aside_to_refuse_a_person(stands, join, identification_lead, case, now):
    stands(identification="IN_IDENTIFICATION", stay="REMOVAL_BARRED")
    join(identification_lead, Role.IDENTIFICATION_LEAD)
    told = {"by": identification_lead, "role": Role.IDENTIFICATION_LEAD, "reason": "waiting costs time",
            "days": 5, "now": now}  # fmt: skip
    with pytest.raises(CannotOverride):
        services.ask_override(
            case.pk, "SG-ID-03", "identification.decide_not_identified", op_id=uuid4(), **told
        )
    assert services.ask_override(
        case.pk, "SG-ID-03", "identification.decide_identified", op_id=uuid4(), **told
    )


# Children


def test_an_assessment_from_16_to_20_proves_no_adult(
    take, file, refused, join, identification_lead, case_manager, now
):
    take("child.doubt_or_child", case_manager, Role.CASE_MANAGER)
    file("D01", {"met_at": now.isoformat(), "interpreter_needed": "no"}, case_manager, Role.CASE_MANAGER)
    join(identification_lead, Role.IDENTIFICATION_LEAD)
    open_range = file("D20", {**SOUND, "age_range": "16 to 20"}, case_manager, Role.CASE_MANAGER)
    step = ("child.proved_adult", identification_lead, Role.IDENTIFICATION_LEAD)
    assert refused(*step) == {"SG-CH-01"}
    file("D20", {**SOUND, "age_range": "18.5 to 22"}, case_manager, Role.CASE_MANAGER, base=open_range.pk)
    assert take(*step)


def test_what_was_agreed_to_as_a_child_ends_at_18_and_is_asked_anew(
    stands, take, file, case_manager, case, now
):
    stands(child="TRANSITION")
    before = now - timedelta(days=1)
    as_child = {**AGREED, "purpose": "service", "guardian_agrees": "yes"}
    file("D09", as_child, case_manager, Role.CASE_MANAGER, now=before)
    assert facts_of(case, now).words("consented_purposes") == ("service",)
    take("child.turn_18", None, Role.SYSTEM)
    assert facts_of(case, now).words("consented_purposes") == ()
    said = {
        "recipient_type": "service",
        "recipient": "Harbour House",
        "purpose": "service",
        "fields": ["names"],
    }
    told = {"by": case_manager, "role": Role.CASE_MANAGER, "now": now}
    with pytest.raises(services.NotAllowed) as caught:
        services.intend(case.pk, "share_data", said, op_id=uuid4(), **told)
    assert {finding.safeguard for finding in caught.value.findings} == {"SG-DP-01"}
    assert Task.objects.filter(case=case, document="D09", safeguard="SG-CH-08", done_at__isnull=True).exists()
    file("D09", {**AGREED, "purpose": "service"}, case_manager, Role.CASE_MANAGER)
    assert services.intend(case.pk, "share_data", said, op_id=uuid4(), **told)


def test_what_a_partner_must_still_delete_stays_owed_past_18(stands, take, file, case_manager, case, now):
    stands(child="TRANSITION")
    back = {**AGREED, "purpose": "service", "withdrawn_on": "2026-01-01"}
    file("D09", back, case_manager, Role.CASE_MANAGER, now=now - timedelta(days=1))
    take("child.turn_18", None, Role.SYSTEM)
    assert facts_of(case, now).yes("recall_open")
