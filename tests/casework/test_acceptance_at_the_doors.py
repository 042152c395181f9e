"""What the experts ask of a safeguard, played through the doors of the case file."""

from datetime import timedelta
from uuid import uuid4

import pytest

from safeconduct.accounts.models import Training
from safeconduct.casework import services
from safeconduct.casework.facts import standing
from safeconduct.casework.models import Case, Event, Task
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
    grown = now + timedelta(days=1)
    as_child = {**AGREED, "purpose": "service", "guardian_agrees": "yes"}
    file("D09", as_child, case_manager, Role.CASE_MANAGER)
    assert facts_of(case, now).words("consented_purposes") == ("service",)
    take("child.turn_18", None, Role.SYSTEM, now=grown)
    assert facts_of(case, grown).words("consented_purposes") == ()
    said = {
        "recipient_type": "service",
        "recipient": "Harbour House",
        "purpose": "service",
        "fields": ["names"],
    }
    told = {"by": case_manager, "role": Role.CASE_MANAGER, "now": grown}
    with pytest.raises(services.NotAllowed) as caught:
        services.intend(case.pk, "share_data", said, op_id=uuid4(), **told)
    assert {finding.safeguard for finding in caught.value.findings} == {"SG-DP-01"}
    assert Task.objects.filter(case=case, document="D09", safeguard="SG-CH-08", done_at__isnull=True).exists()
    file("D09", {**AGREED, "purpose": "service"}, case_manager, Role.CASE_MANAGER, now=grown)
    assert services.intend(case.pk, "share_data", said, op_id=uuid4(), **told)


def test_what_a_partner_must_still_delete_stays_owed_past_18(stands, take, file, case_manager, case, now):
    stands(child="TRANSITION")
    back = {**AGREED, "purpose": "service", "withdrawn_on": "2026-01-01"}
    file("D09", back, case_manager, Role.CASE_MANAGER)
    take("child.turn_18", None, Role.SYSTEM, now=now + timedelta(days=1))
    assert facts_of(case, now).yes("recall_open")


def test_nothing_by_which_a_child_is_found_goes_to_an_uncleared_family(stands, case_manager, case, now):
    stands(child="GUARDIAN_ACTIVE")
    said = {
        "recipient_type": "family",
        "recipient": "An aunt",
        "purpose": "family_tracing",
        "fields": ["contact"],
    }
    told = {"by": case_manager, "role": Role.CASE_MANAGER, "now": now, "op_id": uuid4()}
    with pytest.raises(services.NotAllowed) as caught:
        services.intend(case.pk, "share_data", said, **told)
    assert {"SG-CH-06", "SG-DP-05"} <= {finding.safeguard for finding in caught.value.findings}


# What comes back into a closed case


@pytest.mark.parametrize(
    ("states", "event", "stays"),
    [
        ({"identification": "NO_INDICATORS"}, "identification.new_information", "PRESUMED"),
        ({"identification": "NOT_IDENTIFIED", "stay": "STAY_REFUSED"}, "identification.reopen", "IN_IDENTIFICATION"),
        ({"identification": "IDENTIFIED", "stay": "DEPARTED", "return_state": "MONITORING_ENDED"},
         "return.danger_sign", "IDENTIFIED"),
        ({"identification": "IDENTIFIED", "stay": "TEMPORARY_STAY", "assistance": "ENDED_AS_PLANNED"},
         "assistance.setback", "IDENTIFIED"),
    ],
)  # fmt: skip
def test_what_protects_again_opens_a_closed_case(stands, take, case_manager, case, states, event, stays):
    stands(lifecycle="CLOSED", **states)
    take(event, case_manager, Role.PERSON)
    case.refresh_from_db()
    assert (case.lifecycle, case.identification) == ("OPEN", stays)
    assert Task.objects.filter(case=case, settled_by="lifecycle.assign_lead", done_at__isnull=True).exists()


# What a paper says is due


@pytest.fixture
def owed(case):
    """Look up the one open task that rests on a safeguard."""
    return lambda safeguard: Task.objects.filter(case=case, safeguard=safeguard, done_at__isnull=True).first()


def test_a_phone_ban_waits_for_its_review_a_week_at_most(file, owed, case_manager, now):
    told = {"assessed_at": now.isoformat(), "restriction_in_force": "yes", "restriction": "No telephone."}
    file("D07", told | {"restriction_reviewed_on": f"{now - timedelta(days=8):%Y-%m-%d}"},
         case_manager, Role.CASE_MANAGER)  # fmt: skip
    assert owed("SG-PR-05").due_at < now
    file("D07", told, case_manager, Role.CASE_MANAGER)
    assert owed("SG-PR-05").due_at < now  # writing it down once more is no review
    file("D07", told | {"restriction_reviewed_on": f"{now:%Y-%m-%d}"}, case_manager, Role.CASE_MANAGER)
    assert now < owed("SG-PR-05").due_at <= now + timedelta(days=7)
    file(
        "D07", {"assessed_at": now.isoformat(), "restriction_in_force": "no"}, case_manager, Role.CASE_MANAGER
    )
    assert owed("SG-PR-05") is None


def test_a_complaint_is_answered_within_thirty_days_of_coming_in(file, owed, case_manager, now):
    came_in = now - timedelta(days=31)
    told = {"kind": "complaint", "received_on": f"{came_in:%Y-%m-%d}"}
    paper = file("D38", told, case_manager, Role.CASE_MANAGER)
    late = owed("SG-LT-03")
    assert (late.due_at < now, late.role) == (True, Role.REVIEWER)
    file("D38", {"kind": "feedback", "feedback_offered": "yes"}, case_manager, Role.CASE_MANAGER)
    assert owed("SG-LT-03") == late
    file("D38", told | {"standing": "answered"}, case_manager, Role.CASE_MANAGER, base=paper.pk)
    assert owed("SG-LT-03") is None


def test_a_hearing_without_measures_is_told_seven_days_before(file, owed, case_manager, now):
    at = (now + timedelta(days=20)).replace(second=0, microsecond=0)
    paper = file("D37", {"hearing_at": at.isoformat()}, case_manager, Role.CASE_MANAGER)
    assert owed("SG-JU-04").due_at == at - timedelta(days=7)
    sooner = (now + timedelta(days=3)).replace(second=0, microsecond=0)
    moved = file("D37", {"hearing_at": sooner.isoformat()}, case_manager, Role.CASE_MANAGER, base=paper.pk)
    assert owed("SG-JU-04").due_at == now
    planned = {"hearing_at": sooner.isoformat(), "measures_planned": "yes"}
    file("D37", planned, case_manager, Role.CASE_MANAGER, base=moved.pk)
    assert owed("SG-JU-04") is None


def test_travel_papers_are_chased_by_the_focal_point_after_thirty_days(
    stands, take, file, owed, case_manager, now
):
    stands(return_state="REQUESTED", identification="IDENTIFIED", stay="TEMPORARY_STAY")
    asked = now - timedelta(days=31)
    wish = {"event": "return.request_return", "at": asked, "role": "person", "by": case_manager}
    Event.objects.create(case=stands(), position=900, evidence={}, findings=[], **wish)
    told = {"message": "M03", "sent_on": f"{asked:%Y-%m-%d}"}
    file("D26", told, case_manager, Role.CASE_MANAGER)
    late = owed("SG-RT-04")
    assert (late.due_at < now, late.role) == (True, Role.FOCAL_POINT)
    take("return.withdraw", case_manager, Role.PERSON)
    assert owed("SG-RT-04") is None


# What is owed, and until when


def hours_to(case, safeguard, start):
    """Return the hours from a moment to the first thing owed under a safeguard."""
    task = (
        Task.objects.filter(case=case, safeguard=safeguard, done_at__isnull=True).order_by("due_at").first()
    )
    return (task.due_at - start) / timedelta(hours=1)


def test_rights_and_an_answer_are_owed_from_first_contact(case_manager, now):
    met = now - timedelta(hours=30)
    case = services.open_case(by=case_manager, now=now, op_id=uuid4(), first_contact_at=met)
    assert hours_to(case, "SG-CM-06", met) == 24  # overdue when the case is opened
    assert 5 * 24 <= hours_to(case, "SG-ID-01", met) <= 9 * 24
    assert case.next_due_at == met + timedelta(hours=24)


def test_telling_the_rights_and_presuming_settle_what_first_contact_owed(
    case, file, take, owed, case_manager, now
):
    told = {"told_at": now.isoformat(), "rights_understood": "yes"}
    file("D02", told, case_manager, Role.CASE_MANAGER)
    assert owed("SG-CM-06") is None
    take("identification.self_report", case_manager, Role.PERSON)
    assert owed("SG-ID-01") is None


@pytest.mark.parametrize(
    ("safeguard", "hours"),
    [("SG-CM-01", 24), ("SG-ID-02", 24), ("SG-PR-01", 24), ("SG-PR-07", 24), ("SG-JU-01", 72)],
)
def test_a_presumption_owes_each_thing_within_its_own_time(presumed, safeguard, hours, now):
    assert hours_to(presumed, safeguard, now) == hours


def test_a_partner_who_refers_hears_within_a_day(case, take, case_manager, now):
    take("identification.partner_referral", case_manager, Role.CASE_MANAGER)
    assert hours_to(case, "SG-GV-03", now) == 24


def test_whoever_is_held_is_asked_free_within_a_day(presumed, file, case_manager, now):
    cell = {"assessed_at": now.isoformat(), "place_kind": "police_cell"}
    file("D07", cell, case_manager, Role.CASE_MANAGER)
    assert hours_to(presumed, "SG-PR-04", now) == 24


def test_fear_is_acted_on_within_three_working_days(presumed, take, case_manager, now):
    take("asylum.voice_fear", case_manager, Role.PERSON)
    assert 3 * 24 <= hours_to(presumed, "SG-PR-10", now) <= 7 * 24


def test_a_late_answer_on_identity_changes_nothing_for_the_person(stands, take, case, case_manager, now):
    stands(
        identification="IDENTIFIED",
        stay="TEMPORARY_STAY",
        assistance="PLAN_ACTIVE",
        return_state="VERIFICATION",
    )
    before = dict(case.states)
    services.let_time_pass(now + timedelta(days=15))
    case.refresh_from_db()
    assert case.states == before


# Safety, and who may act


def test_an_assessment_of_31_days_holds_a_move_until_it_is_made_anew(presumed, file, case_manager, now):
    later = now + timedelta(days=31)
    place = {"place_kind": "open_shelter", "agreed": "yes", "separates_dependants": "no"}
    told = {"by": case_manager, "role": Role.CASE_MANAGER, "now": later}
    file(
        "D07", {"assessed_at": now.isoformat(), "place_kind": "open_shelter"}, case_manager, Role.CASE_MANAGER
    )
    with pytest.raises(services.NotAllowed) as caught:
        services.intend(presumed.pk, "place", place, op_id=uuid4(), **told)
    assert {finding.safeguard for finding in caught.value.findings} == {"SG-PR-01"}
    file("D07", {"assessed_at": later.isoformat()}, case_manager, Role.CASE_MANAGER, now=later)
    assert services.intend(presumed.pk, "place", place, op_id=uuid4(), **told)


def test_training_that_lapsed_stops_the_worker_and_names_the_deputy(
    case, file, join, first_responder, case_manager, take, now
):
    join(first_responder, Role.FIRST_RESPONDER)
    met = {"met_at": now.isoformat(), "safe_to_talk": "yes", "private_place": "yes", "companions_apart": "yes",
           "interpreter_needed": "no", "age": "adult"}  # fmt: skip
    rights = {"told_at": now.isoformat(), "rights_in_own_language": "yes", "rights_understood": "yes"}
    for paper, values in (("D01", met), ("D02", rights)):
        file(paper, values, first_responder, Role.FIRST_RESPONDER)
    Training.objects.filter(worker=first_responder).delete()
    Training.held(first_responder, "screening", now.date() - timedelta(days=25 * 31))
    with pytest.raises(services.NotAllowed) as caught:
        take("identification.start_screening", first_responder, Role.FIRST_RESPONDER)
    (finding,) = caught.value.findings
    assert (finding.safeguard, "deputy" in finding.because) == ("SG-CM-05", True)
    Training.held(first_responder, "screening", now.date())
    assert take("identification.start_screening", first_responder, Role.FIRST_RESPONDER)
