"""Justice: a lawyer, the money owed, safety from revenge, a free voice, evidence kept apart."""

from typing import Any

import pytest

from safeconduct.protection.words import Role

OFFERED = ("assistance.agree_plan", "return.open_counselling", "criminal_case.inform", "criminal_case.report")


@pytest.mark.parametrize("event", OFFERED)
def test_a_lawyer_is_offered_before_anything_binds_the_person(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    found = ask("SG-JU-01", case(), act(event))
    assert not found.allowed
    assert found.missing == ("lawyer_offered",)
    for known in ("lawyer_offered", "lawyer_destination", "lawyer_declined"):
        assert ask("SG-JU-01", case(**{known: True}), act(event)).allowed
    assert ask("SG-JU-01", case(), act(event, Role.LAWYER)).allowed


@pytest.mark.parametrize("event", ["identification.appeal", "asylum.refer", "claims.refuse"])
def test_appealing_and_asking_for_asylum_wait_for_no_lawyer(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    assert ask("SG-JU-01", case(lawyer_offered=False), act(event)).allowed


@pytest.mark.parametrize("event", ["asylum.decline", "claims.waive"])
def test_giving_up_a_right_comes_after_a_lawyer(case: Any, act: Any, ask: Any, event: str) -> None:
    assert not ask("SG-JU-01", case(lawyer_offered=True), act(event, Role.PERSON)).allowed
    assert ask("SG-JU-01", case(lawyer_destination=True), act(event, Role.PERSON)).allowed
    assert ask("SG-JU-01", case(lawyer_declined=True), act(event, Role.PERSON)).allowed


def test_a_charge_is_looked_at_without_delay_but_not_with_the_lawyer_refused(
    case: Any, act: Any, ask: Any
) -> None:
    screen = act("charges.screen", Role.PROSECUTOR)
    assert ask("SG-JU-01", case(), screen).allowed
    assert not ask("SG-JU-01", case(lawyer_offered=False), screen).allowed


def test_a_pending_claim_needs_a_lawyer_at_home_or_the_persons_no(case: Any, act: Any, ask: Any) -> None:
    depart = act("return.depart")
    here = {"lawyer_destination": True, "claims": "filed", "proceedings_pending": True}
    assert not ask("SG-JU-01", case(**here), depart).allowed
    assert ask("SG-JU-01", case(**here, lawyer_origin=True), depart).allowed
    assert ask("SG-JU-01", case(**here, second_lawyer_refused_by_person=True), depart).allowed
    nothing = {"lawyer_destination": True, "claims": "none", "proceedings_pending": False}
    assert ask("SG-JU-01", case(**nothing), depart).allowed
    assert not ask("SG-JU-01", case(**{**nothing, "lawyer_destination": None}), depart).allowed


def test_departure_and_judgment_wait_until_the_money_owed_was_looked_at(
    case: Any, act: Any, ask: Any
) -> None:
    assert not ask("SG-JU-02", case(), act("return.depart")).allowed
    assert not ask("SG-JU-02", case(claims="open"), act("return.depart")).allowed
    assert ask("SG-JU-02", case(claims="waived_after_advice"), act("return.depart")).allowed
    judge = act("criminal_case.judge", Role.COURT)
    assert not ask("SG-JU-02", case(), judge).allowed
    assert ask("SG-JU-02", case(claims_assessed=True), judge).allowed


def test_a_claim_is_given_up_after_advice_and_never_as_a_price(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-JU-02", case(), act("claims.waive", Role.PERSON)).allowed
    assert ask("SG-JU-02", case(claim_advice_given=True), act("claims.waive", Role.PERSON)).allowed
    bought = act("claims.waive", Role.PERSON, condition="release")
    found = ask("SG-JU-02", case(claim_advice_given=True), bought)
    assert not found.allowed
    assert not found.override.allowed


def test_money_is_paid_when_it_is_in_the_persons_hands(case: Any, act: Any, ask: Any) -> None:
    pay = act("claims.pay", Role.COURT)
    assert not ask("SG-JU-02", case(safe_payment_channel=True), pay).allowed
    assert ask("SG-JU-02", case(safe_payment_channel=True, payment_in_own_hands=True), pay).allowed


@pytest.mark.parametrize("event", ["claims.assess", "claims.file", "claims.award", "claims.enforce"])
def test_going_after_the_money_is_never_held_up(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-JU-02", case(limitation_days_left=-3), act(event, Role.LAWYER)).allowed


@pytest.mark.parametrize("event", ["criminal_case.report", "claims.pay"])
def test_a_threat_is_assessed_before_the_person_steps_forward(
    case: Any, act: Any, ask: Any, event: str
) -> None:
    assert not ask("SG-JU-03", case(threat_reported=True), act(event)).allowed
    assert ask("SG-JU-03", case(threat_reported=True, threat_assessed=True), act(event)).allowed
    assert ask("SG-JU-03", case(), act(event)).allowed


@pytest.mark.parametrize(
    "event", ["criminal_case.ex_officio", "criminal_case.open_investigation", "criminal_case.indict"]
)
def test_the_state_looks_at_the_danger_before_it_acts(case: Any, act: Any, ask: Any, event: str) -> None:
    assert not ask("SG-JU-03", case(), act(event, Role.PROSECUTOR)).allowed
    assert not ask("SG-JU-03", case(threat_reported=True), act(event, Role.PROSECUTOR)).allowed
    assert ask("SG-JU-03", case(threat_reported=False), act(event, Role.PROSECUTOR)).allowed


def test_nobody_is_made_to_testify(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-JU-04", case(testimony_by_choice=True), act("compel_testimony")).allowed
    pressed = act("criminal_case.ex_officio", Role.PROSECUTOR, pressed=True)
    assert not ask("SG-JU-04", case(), pressed).allowed
    assert ask("SG-JU-04", case(), act("criminal_case.ex_officio", Role.PROSECUTOR)).allowed


@pytest.mark.parametrize("event", ["criminal_case.report", "criminal_case.change_mind"])
def test_only_the_person_reports(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-JU-04", case(), act(event, Role.PERSON)).allowed
    assert not ask("SG-JU-04", case(), act(event, Role.CASE_MANAGER)).allowed


@pytest.mark.parametrize("event", ["criminal_case.decline", "criminal_case.close_case"])
def test_saying_no_costs_nothing(case: Any, act: Any, ask: Any, event: str) -> None:
    assert ask("SG-JU-04", case(), act(event, Role.PERSON)).allowed


def test_a_hearing_waits_for_its_measures_and_a_judgment_for_the_persons_views(
    case: Any, act: Any, ask: Any
) -> None:
    assert not ask("SG-JU-04", case(), act("schedule_hearing", Role.COURT)).allowed
    assert ask("SG-JU-04", case(measures_planned=True), act("schedule_hearing", Role.COURT)).allowed
    indict = act("criminal_case.indict", Role.PROSECUTOR)
    assert not ask("SG-JU-04", case(measures_planned=True), indict).allowed
    assert ask("SG-JU-04", case(measures_planned=True, testimony_by_choice=True), indict).allowed
    assert not ask("SG-JU-04", case(), act("criminal_case.judge", Role.COURT)).allowed
    assert ask("SG-JU-04", case(views_offered=True), act("criminal_case.judge", Role.COURT)).allowed


def test_coming_back_to_testify_is_a_choice_with_measures(case: Any, act: Any, ask: Any) -> None:
    testify = act("stay.return_to_country", Role.IMMIGRATION, reason="testimony")
    assert not ask("SG-JU-04", case(), testify).allowed
    assert ask("SG-JU-04", case(testimony_by_choice=True, measures_planned=True), testify).allowed
    danger = act("stay.return_to_country", Role.IMMIGRATION, reason="danger")
    assert ask("SG-JU-04", case(), danger).allowed


def test_evidence_has_its_chain_before_an_investigation_opens(case: Any, act: Any, ask: Any) -> None:
    opened = act("criminal_case.open_investigation", Role.POLICE)
    assert not ask("SG-JU-05", case(account_on_file=True), opened).allowed
    assert ask("SG-JU-05", case(account_on_file=True, evidence_chain_kept=True), opened).allowed
    assert ask("SG-JU-05", case(account_on_file=False), opened).allowed


def test_a_request_for_the_full_file_gets_only_what_the_order_covers(case: Any, act: Any, ask: Any) -> None:
    chain = case(evidence_chain_kept=True)
    everything = act("disclose_file", Role.POLICE, parts=["evidence", "health"], order_covers=["evidence"])
    assert not ask("SG-JU-05", chain, everything).allowed
    evidence = act("disclose_file", Role.POLICE, parts=["evidence"], order_covers=["evidence"])
    assert ask("SG-JU-05", chain, evidence).allowed
    assert not ask("SG-JU-05", case(), evidence).allowed
    assert not ask("SG-JU-05", chain, act("disclose_file", Role.POLICE)).allowed
    assert not ask("SG-JU-05", chain, act("disclose_file", Role.POLICE, parts=["evidence"])).allowed
    agreed = act("disclose_file", Role.LAWYER, parts=["counselling"], consent_covers=["counselling"])
    assert ask("SG-JU-05", chain, agreed).allowed
