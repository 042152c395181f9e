"""Stay: choices compared, proceedings waited for, work and study stated, a lawful way back."""

from typing import Any

import pytest

from safeconduct.protection.words import Role

NARROWS = ("stay.end_reflection", "stay.refuse_stay", "return.request_return", "return.clear_gate")
KEEPS_OPEN = (
    "stay.grant_temporary",
    "stay.grant_long_term",
    "return.open_counselling",
    "return.decide_to_stay",
    "return.assurance_refused",
)


@pytest.mark.parametrize("event", NARROWS)
def test_nothing_narrows_the_choice_before_the_options_were_compared(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    assert not ask("SG-ST-01", case(options_sheet_signed=False), act(event)).allowed
    assert ask("SG-ST-01", case(), act(event)).missing == ("options_sheet_signed",)
    assert ask("SG-ST-01", case(options_sheet_signed=True), act(event)).allowed


@pytest.mark.parametrize("event", KEEPS_OPEN)
def test_a_permit_or_a_talk_waits_for_no_sheet(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-ST-01", case(), act(event)).allowed


def test_the_person_applies_early_with_a_lawyers_advice(case: Any, act: Any, ask: Any) -> None:
    alone = act("stay.apply_early", Role.PERSON)
    unadvised = case(options_legal_advice=False)
    assert not ask("SG-ST-01", unadvised, alone).allowed
    assert ask("SG-ST-01", unadvised, act("stay.apply_early", Role.LAWYER)).allowed
    assert ask("SG-ST-01", case(), alone).allowed


def test_a_pending_wage_claim_holds_departure_until_taking_part_is_arranged(
    case: Any, act: Any, ask: Any
) -> None:
    depart = act("return.depart")
    assert not ask("SG-ST-02", case(proceedings_pending=True), depart).allowed
    assert not ask("SG-ST-02", case(proceedings_pending=True, informed_choice=True), depart).allowed
    arranged = {"informed_choice": True, "remote_or_return_trip_arranged": True}
    assert ask("SG-ST-02", case(proceedings_pending=True, **arranged), depart).allowed
    assert ask("SG-ST-02", case(proceedings_pending=False), depart).allowed
    assert not ask("SG-ST-02", case(), depart).allowed


def test_protection_from_removal_is_not_lifted_while_a_court_may_need_the_person(
    case: Any, act: Any, ask: Any
) -> None:
    lift = act("stay.lift_bar", Role.IMMIGRATION)
    assert not ask("SG-ST-02", case(proceedings_pending=True), lift).allowed
    assert not ask("SG-ST-02", case(), lift).allowed
    assert ask("SG-ST-02", case(proceedings_pending=False), lift).allowed


def test_a_trial_with_the_witness_abroad_needs_a_way_to_take_part(case: Any, act: Any, ask: Any) -> None:
    indict = act("criminal_case.indict", Role.PROSECUTOR)
    away = {"stay": "DEPARTED"}
    assert not ask("SG-ST-02", case(away), indict).allowed
    assert ask("SG-ST-02", case(away, remote_or_return_trip_arranged=True), indict).allowed
    assert ask("SG-ST-02", case({"stay": "TEMPORARY_STAY"}), indict).allowed


def test_a_permit_without_the_work_field_is_incomplete(case: Any, act: Any, ask: Any) -> None:
    grant = act("stay.grant_temporary", Role.IMMIGRATION)
    on_file = {"permit_kind": "personal_situation", "permit_study_stated": True}
    assert not ask("SG-ST-03", case(**on_file), grant).allowed
    assert ask("SG-ST-03", case(**on_file, permit_work_stated=True), grant).allowed
    assert ask("SG-ST-03", case(), grant).allowed


def test_nobody_is_banned_from_entry_for_having_been_trafficked(case: Any, act: Any, ask: Any) -> None:
    ban = act("set_entry_ban", Role.IMMIGRATION, reason="overstay while trafficked")
    for state in ("PRESUMED", "IDENTIFIED", "CONTACT", "NOT_IDENTIFIED"):
        assert not ask("SG-ST-04", case({"identification": state}), ban).allowed
    assert ask("SG-ST-04", case({"identification": "NO_INDICATORS"}), ban).allowed


def test_coming_back_for_a_job_needs_a_checked_employer_and_out_of_danger_nothing(
    case: Any, act: Any, ask: Any
) -> None:
    job = act("stay.return_to_country", Role.IMMIGRATION, reason="job")
    assert not ask("SG-ST-04", case(), job).allowed
    assert ask("SG-ST-04", case(host_vetted=True), job).allowed
    suspended = act("stay.return_to_country", Role.IMMIGRATION, reason="job", licence="suspended")
    assert not ask("SG-ST-04", case(host_vetted=True), suspended).allowed
    danger = act("stay.return_to_country", Role.IMMIGRATION, reason="danger")
    assert ask("SG-ST-04", case(), danger).allowed
    assert ask("SG-ST-04", case(), act("return.way_back", Role.FOCAL_POINT)).allowed
