"""Protection: safe, free, rested, helped without a price, and never sent back into danger."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.country import load_all
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

MARCH_1 = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_an_assessment_of_31_days_stops_a_move_until_renewed(case: Any, act: Any, ask: Any) -> None:
    move = act("place", place_kind="open_shelter", agreed=True)
    found = ask("SG-PR-01", case(safety_assessed=True, safety_assessment_age_d=30.5), move)
    assert not found.allowed
    assert found.told["age"] == 31
    assert ask("SG-PR-01", case(safety_assessed=True, safety_assessment_age_d=30), move).allowed


def test_the_first_safe_place_waits_for_no_assessment(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-PR-01", case(), act("place")).allowed
    assert not ask("SG-PR-01", case(place_kind="open_shelter"), act("place")).allowed


@pytest.mark.parametrize("event", ["assistance.open_crisis", "return.danger_sign", "child.found"])
def test_help_in_danger_waits_for_no_assessment(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-PR-01", case(), act(event)).allowed


@pytest.mark.parametrize("name", ["assistance.review_plan", "publish_information"])
def test_a_plan_is_not_reviewed_on_an_old_picture_of_danger(case: Any, act: Any, ask: Any, name: str) -> None:
    assert not ask("SG-PR-01", case(), act(name)).allowed
    assert ask("SG-PR-01", case(safety_assessment_age_d=3), act(name)).allowed


def test_a_period_of_two_weeks_for_no_complaint_is_refused_in_a_thirty_day_state(
    case: Any, act: Any, ask: Any
) -> None:
    early = case(now=MARCH_1 + timedelta(days=14), reasonable_grounds_at=MARCH_1, child=False)
    found = ask("SG-PR-02", early, act("end_reflection_early", Role.IMMIGRATION, reason_code="no_complaint"))
    assert not found.allowed
    assert not found.override.allowed


def test_a_certificate_shorter_than_the_floor_is_refused(case: Any, act: Any, ask: Any) -> None:
    grant = act("stay.grant_reflection", Role.IMMIGRATION)
    for until, allowed in (("2026-03-15", False), ("2027-03-31", True), (None, True)):
        granted = case(reasonable_grounds_at=MARCH_1, reflection_until=until, child=False)
        assert ask("SG-PR-02", granted, grant).allowed is allowed


def test_the_period_ends_when_it_has_passed_or_the_person_chooses(case: Any, act: Any, ask: Any) -> None:
    end = act("stay.end_reflection", Role.SYSTEM)
    during = {"now": MARCH_1 + timedelta(days=10), "reasonable_grounds_at": MARCH_1, "child": False}
    assert not ask("SG-PR-02", case(**during), end).allowed
    assert ask("SG-PR-02", case(**during, reflection_early_end="person_chose"), end).allowed
    after = {**during, "now": MARCH_1 + timedelta(days=800)}
    assert ask("SG-PR-02", case(**after), end).allowed
    longer = case(**after, reflection_until=(MARCH_1 + timedelta(days=900)).date())
    assert not ask("SG-PR-02", longer, end).allowed
    assert not ask("SG-PR-02", case(now=MARCH_1, child=False), end).allowed


def test_a_child_does_not_choose_the_end_of_the_period(case: Any, act: Any, ask: Any) -> None:
    facts = {"reasonable_grounds_at": MARCH_1, "now": MARCH_1, "reflection_early_end": "person_chose"}
    end = act("stay.end_reflection", Role.SYSTEM)
    assert not ask("SG-PR-02", case(**facts, child=True), end).allowed
    assert ask("SG-PR-02", case(**facts, child=False), end).allowed


def test_public_order_needs_individual_reasons_and_two_people(case: Any, act: Any, ask: Any) -> None:
    facts = {"reasonable_grounds_at": MARCH_1, "now": MARCH_1, "child": False}
    found = ask("SG-PR-02", case(**facts), act("end_reflection_early", reason_code="public_order_individual"))
    assert not found.allowed
    assert found.override.second_person


def test_an_extension_only_lengthens(case: Any, act: Any, ask: Any) -> None:
    running = case(reflection_until="2026-06-01")
    assert not ask("SG-PR-02", running, act("stay.extend_reflection", until="2026-05-01")).allowed
    assert ask("SG-PR-02", running, act("stay.extend_reflection", until="2026-07-01")).allowed


@pytest.mark.parametrize("event", ["criminal_case.report", "criminal_case.change_mind"])
def test_only_the_person_opens_talks_with_police(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-PR-02", case(), act(event, Role.PERSON)).allowed
    assert not ask("SG-PR-02", case(), act(event, Role.POLICE)).allowed


@given(country=st.sampled_from(sorted(load_all())), days=st.integers(0, 29), child=st.booleans())
def test_no_country_ends_the_period_before_thirty_days(country: str, days: int, child: bool) -> None:
    case = CaseFacts(
        {"stay": "REFLECTION"},
        {"child": Fact(child)},
        load_all()[country],
        MARCH_1 + timedelta(days=days),
        reasonable_grounds_at=MARCH_1,
    )
    ended = SAFEGUARDS["SG-PR-02"].ask(case, Act("stay.end_reflection", Actor(Role.SYSTEM)))
    removed = SAFEGUARDS["SG-PR-03"].ask(case, Act("execute_removal", Actor(Role.IMMIGRATION)))
    assert not ended.allowed
    assert not removed.allowed


@pytest.mark.parametrize("name", ["execute_removal", "execute_dublin_transfer"])
def test_a_transfer_in_the_reflection_period_is_refused(case: Any, act: Any, ask: Any, name: str) -> None:
    found = ask("SG-PR-03", case({"stay": "REFLECTION"}), act(name, Role.IMMIGRATION))
    assert not found.allowed
    assert not found.override.allowed
    assert ask("SG-PR-03", case({"stay": "REFLECTION"}), act("prepare_transfer", Role.IMMIGRATION)).allowed
    assert ask("SG-PR-03", case({"stay": "REFLECTION"}), act("stay.grant_reflection")).allowed


@pytest.mark.parametrize("state", ["CONTACT", "PRESUMED", "PAUSED", "IDENTIFIED", "NOT_IDENTIFIED"])
def test_a_person_who_may_have_been_trafficked_is_not_held(case: Any, act: Any, ask: Any, state: str) -> None:
    held = case({"identification": state}, child=False)
    assert not ask("SG-PR-04", held, act("detain", Role.POLICE, ground="stay")).override.allowed
    serious = ask("SG-PR-04", held, act("detain", Role.POLICE, ground="unrelated_serious_offence"))
    assert not serious.allowed
    assert serious.override.allowed
    assert not ask("SG-PR-04", held, act("place", place_kind="closed_shelter")).allowed
    assert ask("SG-PR-04", held, act("place", place_kind="open_shelter")).allowed


def test_a_child_is_not_held_even_for_a_serious_offence(case: Any, act: Any, ask: Any) -> None:
    detain = act("detain", Role.POLICE, ground="unrelated_serious_offence")
    found = ask("SG-PR-04", case({"identification": "NO_INDICATORS"}, child=True), detain)
    assert not found.allowed
    assert not found.override.allowed
    assert ask("SG-PR-04", case({"identification": "NO_INDICATORS"}, child=False), detain).allowed


def test_the_bar_on_removal_is_never_held_up(case: Any, act: Any, ask: Any) -> None:
    for safeguard in ("SG-PR-04", "SG-CH-05"):
        assert ask(safeguard, case(), act("stay.bar_removal", Role.SYSTEM)).allowed


def test_a_phone_ban_older_than_a_week_is_reviewed_first(case: Any, act: Any, ask: Any) -> None:
    stabilise = act("assistance.stabilise")
    agreed = {"shelter_agreed": True, "restriction_in_force": True}
    assert not ask("SG-PR-05", case(**agreed, restriction_age_d=8), stabilise).allowed
    assert not ask("SG-PR-05", case(**agreed), stabilise).allowed
    assert ask("SG-PR-05", case(**agreed, restriction_age_d=7), stabilise).allowed


def test_a_place_is_open_and_agreed(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-PR-05", case(), act("place", place_kind="open_shelter", agreed=True)).allowed
    assert not ask("SG-PR-05", case(), act("place", place_kind="open_shelter")).allowed
    assert not ask("SG-PR-05", case(), act("place", place_kind="closed_shelter", agreed=True)).allowed
    waiting = act("place", place_kind="open_shelter", agreed=True, reason_code="verification")
    assert not ask("SG-PR-05", case(), waiting).allowed


def test_first_assistance_is_not_behind_a_closed_door(case: Any, act: Any, ask: Any) -> None:
    facts = {"shelter_agreed": True}
    assert not ask(
        "SG-PR-05", case(**facts, place_kind="closed_shelter"), act("assistance.stabilise")
    ).allowed
    assert ask("SG-PR-05", case(**facts, place_kind="own"), act("assistance.stabilise")).allowed
    assert not ask("SG-PR-05", case(place_kind="open_shelter"), act("assistance.stabilise")).allowed


def test_an_adult_declines_help_freely_and_a_child_with_a_guardian(case: Any, act: Any, ask: Any) -> None:
    decline = act("assistance.decline", Role.PERSON)
    assert ask("SG-PR-05", case(child=False), decline).allowed
    assert not ask("SG-PR-05", case(child=True), decline).allowed
    assert ask("SG-PR-05", case(child=True, guardian_appointed=True, bia_done=True), decline).allowed


@pytest.mark.parametrize(
    "reason", ["no_testimony", "no_complaint", "declined_return", "left_programme", "rude", ""]
)
def test_counselling_does_not_stop_because_the_person_will_not_testify(
    case: Any, act: Any, ask: Any, reason: str
) -> None:
    found = ask("SG-PR-06", case(), act("refuse_service", reason_code=reason))
    assert not found.allowed
    assert not found.override.allowed


def test_a_service_ends_when_the_person_declines_it(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-PR-06", case(), act("refuse_service", reason_code="person_declined")).allowed


@pytest.mark.parametrize(
    "event",
    ["stay.grant_reflection", "stay.grant_temporary", "assistance.open_crisis", "criminal_case.decline"],
)
def test_help_and_stay_are_not_tied_to_cooperation(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-PR-06", case(), act(event)).allowed
    assert not ask("SG-PR-06", case(), act(event, condition="cooperation")).allowed


def test_the_first_days_are_over_when_each_part_of_help_was_offered(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-PR-07", case(package_offered=True), act("assistance.stabilise")).allowed
    assert ask("SG-PR-07", case(), act("assistance.stabilise")).missing == ("package_offered",)
    assert ask("SG-PR-07", case(), act("assistance.open_crisis")).allowed


def test_no_test_is_a_step_of_arrival_or_a_price_of_admission(case: Any, act: Any, ask: Any) -> None:
    arrive = act("return.arrive", Role.RECEIVING_CASE_MANAGER, required_tests=["hiv"])
    assert not ask("SG-PR-08", case(), arrive).allowed
    assert ask("SG-PR-08", case(), act("return.arrive", Role.RECEIVING_CASE_MANAGER)).allowed
    admission = act("medical_procedure", Role.HEALTH, purpose="admission_condition", consent=True)
    assert not ask("SG-PR-08", case(), admission).allowed


def test_an_examination_needs_consent_save_to_save_a_life_by_two_people(
    case: Any, act: Any, ask: Any
) -> None:
    assert ask("SG-PR-08", case(), act("medical_procedure", Role.HEALTH, consent=True)).allowed
    without = ask("SG-PR-08", case(), act("medical_procedure", Role.HEALTH))
    assert not without.allowed
    assert not without.override.allowed
    saving = ask("SG-PR-08", case(), act("medical_procedure", Role.HEALTH, life_saving=True))
    assert not saving.allowed
    assert saving.override.second_person


def test_health_care_at_admission_is_by_wish(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-PR-08", case(), act("assistance.stabilise")).allowed
    assert ask("SG-PR-08", case(health_help_by_wish_only=True), act("assistance.stabilise")).allowed


NO_LINK = {"nexus_assessed": True, "nexus_found": False, "nexus_shared_with_lawyer": True, "child": False}


@pytest.mark.parametrize("name", ["charges.continue", "refer_for_prosecution"])
def test_a_charge_for_a_false_passport_waits_for_the_assessment_of_the_link(
    case: Any, act: Any, ask: Any, name: str
) -> None:
    presumed = {"identification": "PRESUMED"}
    assert not ask("SG-PR-09", case(presumed, child=False), act(name, Role.PROSECUTOR)).allowed
    assert ask("SG-PR-09", case(presumed, **NO_LINK), act(name, Role.PROSECUTOR)).allowed
    linked = ask("SG-PR-09", case(presumed, **{**NO_LINK, "nexus_found": True}), act(name, Role.PROSECUTOR))
    assert not linked.allowed
    assert not linked.override.allowed
    child = ask("SG-PR-09", case(presumed, **{**NO_LINK, "child": True}), act(name, Role.PROSECUTOR))
    assert not child.allowed


@pytest.mark.parametrize("event", ["charges.allegation", "charges.screen", "charges.drop", "charges.vacate"])
def test_dropping_and_clearing_wait_for_nothing(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-PR-09", case(), act(event, Role.PROSECUTOR)).allowed


@pytest.mark.parametrize("state", ["FEAR_VOICED", "REFERRED", "IN_PROCEDURE", "PROTECTED"])
def test_nobody_leaves_while_asylum_is_open(case: Any, act: Any, ask: Any, state: str) -> None:
    found = ask("SG-PR-10", case({"asylum": state}, asylum=state), act("return.depart"))
    assert not found.allowed
    assert not found.override.allowed
    assert not ask("SG-PR-10", case({"asylum": state}, fear_asked=True), act("return.request_return")).allowed
    # whichever of fact and region says so
    assert not ask("SG-PR-10", case({"asylum": state}, asylum="NOT_RAISED"), act("return.depart")).allowed


ASKED = {"fear_asked": True, "fear_of_return": False}


@pytest.mark.parametrize(
    "event", ["return.request_return", "stay.refuse_stay", "identification.appeal_refused"]
)
def test_fear_of_return_is_asked_about_and_acted_on_first(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-PR-10", case(), act(event)).missing == ("fear_asked",)
    assert not ask("SG-PR-10", case(fear_asked=True, fear_of_return=True), act(event)).allowed
    assert not ask("SG-PR-10", case(fear_asked=True), act(event)).allowed
    not_wished = case({"asylum": "NOT_WISHED"}, fear_asked=True, fear_of_return=True)
    assert ask("SG-PR-10", not_wished, act(event)).allowed
    assert ask("SG-PR-10", case(**ASKED), act(event)).allowed


@pytest.mark.parametrize("name", ["execute_removal", "execute_dublin_transfer", "stay.lift_bar"])
def test_nobody_is_removed_or_loses_the_bar_in_a_danger_that_is_real_or_unknown(
    case: Any, act: Any, ask: Any, name: str
) -> None:
    for level in ("HIGH", None):
        assert not ask("SG-PR-10", case(**ASKED, risk_level=level), act(name, Role.IMMIGRATION)).allowed
        unheard = case(fear_asked=True, fear_of_return=None, risk_level="LOW")
        assert not ask("SG-PR-10", unheard, act(name, Role.IMMIGRATION)).allowed
    assert ask("SG-PR-10", case(**ASKED, risk_level="LOW"), act(name, Role.IMMIGRATION)).allowed


@pytest.mark.parametrize("event", ["asylum.voice_fear", "asylum.register", "asylum.refer"])
def test_asylum_opens_without_papers_unless_the_person_says_no(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    assert ask("SG-PR-10", case(), act(event, Role.LAWYER)).allowed
    assert not ask("SG-PR-10", case(asylum_agreed=False), act("asylum.refer", Role.LAWYER)).allowed


def test_a_plan_that_leaves_out_a_child_of_four_is_refused(case: Any, act: Any, ask: Any) -> None:
    agree = act("assistance.agree_plan")
    assert not ask("SG-PR-11", case(dependants_count=1), agree).allowed
    assert ask("SG-PR-11", case(dependants_count=1, plan_covers_dependants=True), agree).allowed
    assert ask("SG-PR-11", case(dependants_count=0), agree).allowed
    assert not ask("SG-PR-11", case(), agree).allowed


def test_dependants_are_asked_about_early_and_settled_before_departure(case: Any, act: Any, ask: Any) -> None:
    for event in ("assistance.stabilise", "return.assess_risk_acceptable"):
        assert not ask("SG-PR-11", case(), act(event)).allowed
        assert ask("SG-PR-11", case(dependants_listed=True), act(event)).allowed
    assert not ask("SG-PR-11", case(dependants_listed=True), act("return.depart")).allowed
    assert ask("SG-PR-11", case(dependants_settled=True), act("return.depart")).allowed


def test_no_mother_is_parted_from_her_child_for_a_bed(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-PR-11", case(), act("place", separates_dependants=True)).allowed
    assert ask("SG-PR-11", case(), act("place")).allowed


def test_a_stored_day_is_read_whatever_its_form(case: Any, act: Any, ask: Any) -> None:
    grant = act("stay.grant_reflection", Role.IMMIGRATION)
    for until in (
        "2026-03-05",
        date(2026, 3, 5),
        datetime(2026, 3, 5, tzinfo=UTC),
        "2026-03-05T10:00:00+00:00",
    ):
        assert not ask("SG-PR-02", case(reasonable_grounds_at=MARCH_1, reflection_until=until), grant).allowed
    assert ask("SG-PR-02", case(reasonable_grounds_at=MARCH_1, reflection_until="soon"), grant).allowed
