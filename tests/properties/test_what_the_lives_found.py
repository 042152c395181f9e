"""Faults that the lives found, each told once more by itself, in the shortest way."""

from datetime import timedelta
from typing import Any

import pytest
from living_case import NOON, LivingCase

from safeconduct.casework import services
from safeconduct.casework.models import Clock, Task
from safeconduct.demo import driver
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.mechanism.may import may
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

FOCAL_POINT = Actor(Role.FOCAL_POINT, "marisol", "Office of the Focal Point", "Capital")


@pytest.fixture
def played(invented: Any) -> Any:
    def way(events: str) -> LivingCase:
        case = LivingCase(invented, NOON, seed=events)
        for event in events.split():
            driver.go(case, event)
        return case

    return way


def test_an_agreement_from_before_the_fear_was_voiced_opens_no_contact_with_the_home_country(played):
    case = played("identification.self_report")
    case.file("D09", "return.send_verification")
    for event in ("asylum.voice_fear", "asylum.decline"):
        driver.go(case, event)
    message = Act("cross_border_transfer", FOCAL_POINT, evidence={"message": "M03"})
    assert not SAFEGUARDS["SG-DP-06"].ask(case.at().facts, message).allowed
    case.file("D09", "return.send_verification")
    assert SAFEGUARDS["SG-DP-06"].ask(case.at().facts, message).allowed


BAR_LIFTED = """identification.self_report identification.open_identification
    identification.decide_not_identified identification.appeal identification.appeal_refused
    stay.apply_early stay.refuse_stay stay.lift_bar"""


@pytest.mark.parametrize(
    ("event", "role"),
    [
        ("asylum.voice_fear", Role.CASE_MANAGER),
        ("charges.allegation", Role.POLICE),
        ("criminal_case.ex_officio", Role.PROSECUTOR),
        ("child.doubt_or_child", Role.CASE_MANAGER),
        ("claims.file", Role.LAWYER),
    ],
)
def test_what_needs_the_person_here_bars_removal_again_after_the_bar_was_lifted(played, event, role):
    case = played(BAR_LIFTED)
    if event == "claims.file":
        driver.go(case, "claims.assess")
    driver.go(case, event)
    assert case.state("stay") == "REMOVAL_BARRED"


@pytest.mark.parametrize(
    ("type_id", "says"), [("D02", {"fear_asked": "yes", "fear_of_return": "yes"}), ("D01", {"age": "unsure"})]
)
def test_a_paper_that_tells_of_fear_or_doubt_about_age_bars_removal_again(played, type_id, says):
    case = played(BAR_LIFTED)
    case.file(type_id, "identification.reopen", says)
    assert case.state("stay") == "REMOVAL_BARRED"
    driver.go(case, "identification.reopen")  # and the case still moves


def test_a_paper_that_is_silent_about_custody_does_not_end_the_duty_to_ask_for_release(played):
    case = played("identification.self_report")
    case.file(
        "D07", "identification.self_report", {"place_kind": "immigration_detention", "in_custody": "yes"}
    )
    asking = Task.objects.filter(case=case.case, safeguard="SG-PR-04", done_at__isnull=True)
    assert asking.exists()
    silent = {"place_kind": "", "in_custody": "unknown"}
    case.file("D07", "identification.self_report", silent)
    assert asking.exists()
    case.file("D07", "identification.self_report")
    assert not asking.exists()


def test_help_here_does_not_end_while_the_person_travels(played):
    case = played("""identification.self_report lifecycle.assign_lead assistance.stabilise
        assistance.agree_plan assistance.step_down return.open_counselling return.request_return
        return.skip_verification return.assess_risk_acceptable return.assurance_given return.clear_gate
        return.depart""")
    case.file("D38", "assistance.finish")
    case.file("D39", "assistance.finish")
    case.file("D16", "assistance.finish")
    worker = Actor(Role.CASE_MANAGER, "amaru", "Harbour House", "Town office")
    at = case.at()
    answer = may("assistance.finish", at.facts, Act("assistance.finish", worker), filed=at.filed)
    assert "INV-10" in {finding.safeguard for finding in answer.refusals}


@pytest.mark.parametrize("login", ["olga", "pilar", "rosa", "vera", "dario"])
def test_anybody_with_a_part_in_the_case_can_note_that_the_wish_to_return_is_taken_back(played, login):
    case = played("identification.self_report return.open_counselling return.request_return")
    roles = {"olga": Role.LAWYER, "pilar": Role.GUARDIAN, "rosa": Role.SHELTER, "vera": Role.IMMIGRATION}
    worker = case.cast.named(login)
    case.bring(worker, roles.get(login, Role.POLICE))
    services.move(
        case.case.pk, "return.withdraw", by=worker, role=Role.PERSON, now=case.now + timedelta(hours=1),
        op_id=case.key("withdraw"),
    )  # fmt: skip
    assert case.state("return") == "WITHDRAWN"


def test_a_period_granted_before_the_grounds_were_found_counts_from_the_grounds(played):
    case = played("stay.bar_removal stay.grant_reflection")
    case.now += timedelta(days=20)
    driver.go(case, "identification.self_report")
    clock = Clock.objects.get(case=case.case, name="reflection", ended_at__isnull=True)
    case.case.refresh_from_db()
    assert clock.due >= case.case.reasonable_grounds_at + timedelta(days=30)


def test_a_presumption_starts_no_period_that_nobody_granted(played):
    case = played("identification.self_report")
    assert not Clock.objects.filter(case=case.case, name="reflection").exists()
