"""Data: nothing leaves without consent, nothing against the person, and figures without faces."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.safeguards.data_messages import CARRIES, TO_ORIGIN
from safeconduct.protection.words import Role

ADULT = {"child": False, "interpreter_needed": False, "rights_understood": True}
HARBOUR = {
    "purpose": "service",
    "recipient": "Lantern Network",
    "fields": ["names", "needs"],
    "in_force": True,
    "withdrawn": False,
}
TO_LANTERN = {"recipient": "Lantern Network", "purpose": "service"}
UNAFRAID = {"fear_asked": True, "fear_of_return": False}


def test_consent_for_two_fields_to_one_receiver_is_no_more_than_that(case: Any, act: Any, ask: Any) -> None:
    agreed = case(consents=[HARBOUR], **ADULT)
    assert ask("SG-DP-01", agreed, act("share_data", fields=["names", "needs"], **TO_LANTERN)).allowed
    assert not ask("SG-DP-01", agreed, act("share_data", fields=["names", "health"], **TO_LANTERN)).allowed
    elsewhere = {**TO_LANTERN, "recipient": "Harbour House"}
    assert not ask("SG-DP-01", agreed, act("share_data", fields=["names"], **elsewhere)).allowed
    other_purpose = {**TO_LANTERN, "purpose": "images"}
    assert not ask("SG-DP-01", agreed, act("share_data", fields=["names"], **other_purpose)).allowed


def test_nothing_leaves_when_nobody_says_what(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-DP-01", case(consents=[HARBOUR], **ADULT), act("share_data", **TO_LANTERN)).allowed
    assert not ask("SG-DP-01", case(**ADULT), act("share_data", fields=["names"], **TO_LANTERN)).allowed


def test_an_ended_consent_covers_nothing(case: Any, act: Any, ask: Any) -> None:
    ended = case(consents=[{**HARBOUR, "in_force": False}], **ADULT)
    assert not ask("SG-DP-01", ended, act("share_data", fields=["names"], **TO_LANTERN)).allowed


def test_a_void_consent_covers_nothing(case: Any, act: Any, ask: Any) -> None:
    share = act("share_data", fields=["names"], **TO_LANTERN)
    assert not ask(
        "SG-DP-01", case(consents=[HARBOUR], **{**ADULT, "rights_understood": False}), share
    ).allowed
    tied = {**ADULT, "interpreter_needed": True, "interpreter_conflict_free": False}
    assert not ask("SG-DP-01", case(consents=[HARBOUR], **tied), share).allowed


def test_a_child_agrees_together_with_a_guardian(case: Any, act: Any, ask: Any) -> None:
    share = act("share_data", fields=["names"], **TO_LANTERN)
    child = {**ADULT, "child": True, "consents": [HARBOUR]}
    assert not ask("SG-DP-01", case(**child), share).allowed
    assert not ask("SG-DP-01", case(guardian_appointed=True, **child), share).allowed
    both = {**child, "consents": [{**HARBOUR, "guardian": True}]}
    assert ask("SG-DP-01", case(guardian_appointed=True, **both), share).allowed


def test_a_guardian_who_says_no_or_was_not_asked_holds_up_what_only_the_child_agreed_to(
    case: Any, act: Any, ask: Any
) -> None:
    of_the_child = {
        "child": True, "guardian_appointed": True, "rights_understood": True,
        "consented_purposes": ["compensation"],
    }  # fmt: skip
    for said in (False, None):
        row = {"purpose": "compensation", "in_force": True, "guardian": said}
        assert not ask("SG-DP-01", case(consents=[row], **of_the_child), act("claims.file")).allowed
    agreed = {"purpose": "compensation", "in_force": True, "guardian": True}
    assert ask("SG-DP-01", case(consents=[agreed], **of_the_child), act("claims.file")).allowed
    ended = {**agreed, "in_force": False}
    assert not ask("SG-DP-01", case(consents=[ended], **of_the_child), act("claims.file")).allowed


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("identification.open_identification", "identification"),
        ("asylum.refer", "asylum_referral"),
        ("return.send_verification", "identity_verification"),
        ("return.agree_monitoring", "monitoring"),
        ("claims.file", "compensation"),
        ("lifecycle.offer_transfer", "case_transfer"),
    ],
)
def test_steps_that_share_need_their_own_consent(
    case: Any, act: Any, ask: Any, name: str, purpose: str
) -> None:
    assert ask("SG-DP-01", case(consented_purposes=[purpose], **ADULT), act(name)).allowed
    assert not ask("SG-DP-01", case(consented_purposes=["images"], **ADULT), act(name)).allowed
    assert ask("SG-DP-01", case(**ADULT), act(name)).missing == ("consented_purposes",)


def test_what_the_person_asks_for_or_signed_needs_no_second_paper(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-01", case(**ADULT), act("lifecycle.offer_transfer", Role.PERSON)).allowed
    assert ask("SG-DP-01", case(monitoring_agreed=True, **ADULT), act("return.agree_monitoring")).allowed
    assert ask("SG-DP-01", case(asylum_agreed=True, **ADULT), act("asylum.refer")).allowed


def test_messages_about_nobody_need_no_consent(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-01", case(), act("cross_border_transfer", message="M01")).allowed
    assert not ask("SG-DP-01", case(), act("cross_border_transfer", message="M04")).allowed
    assert ask(
        "SG-DP-01", case(objects_to_origin_notice=False), act("cross_border_transfer", message="M04")
    ).allowed
    assert ask("SG-DP-01", case(monitoring_agreed=True), act("cross_border_transfer", message="M12")).allowed


def test_a_waiting_message_is_dropped_when_consent_is_taken_back(case: Any, act: Any, ask: Any) -> None:
    taken_back = {**HARBOUR, "in_force": False, "withdrawn": True}
    send = act("cross_border_transfer", fields=["names"], **TO_LANTERN)
    assert not ask("SG-DP-02", case(consents=[taken_back]), send).allowed
    assert ask("SG-DP-02", case(consents=[taken_back, HARBOUR]), send).allowed


def test_taking_consent_back_is_always_open(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-02", case(), act("return.withdraw", Role.PERSON)).allowed
    assert ask("SG-DP-02", case(), act("withdraw_consent", Role.PERSON)).allowed


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "purpose": st.sampled_from(["service", "images"]),
                "recipient": st.sampled_from(["Lantern Network", "Harbour House"]),
                "fields": st.lists(st.sampled_from(["names", "needs", "health"])),
                "in_force": st.booleans(),
                "withdrawn": st.booleans(),
            }
        ),
        max_size=4,
    ),
    sent=st.lists(st.sampled_from(["names", "needs", "health"]), max_size=3),
    kept=st.integers(0, 4),
)
def test_fewer_consents_never_let_more_out(
    rules: Any, rows: list[dict[str, object]], sent: list[str], kept: int
) -> None:
    share = rules.act("share_data", fields=sent, **TO_LANTERN)
    with_all = rules.case(consents=rows, **ADULT)
    with_fewer = rules.case(consents=rows[:kept], **ADULT)
    if rules.ask("SG-DP-01", with_fewer, share).allowed:
        assert rules.ask("SG-DP-01", with_all, share).allowed


def test_a_bulletin_with_village_and_date_shows_what_is_risky(case: Any, act: Any, ask: Any) -> None:
    finding = ask(
        "SG-DP-03",
        case(child=False),
        act("publish_information", fields=["age", "village", "date_of_event", "country"]),
    )
    assert not finding.allowed
    assert finding.told["risky"] == ["age", "date_of_event", "village"]
    assert finding.override.allowed


def test_coarse_facts_that_many_share_may_be_published(case: Any, act: Any, ask: Any) -> None:
    coarse = {"fields": ["country", "year"]}
    assert ask("SG-DP-03", case(), act("publish_information", smallest_group=10, **coarse)).allowed
    assert not ask("SG-DP-03", case(), act("publish_information", smallest_group=9, **coarse)).allowed
    assert not ask("SG-DP-03", case(), act("publish_information", **coarse)).allowed
    assert ask("SG-DP-03", case(), act("publish_information", invented=True)).allowed


def test_nobody_can_let_a_child_be_recognised(case: Any, act: Any, ask: Any) -> None:
    finding = ask("SG-DP-03", case(child=True), act("publish_information", fields=["names"]))
    assert not finding.allowed
    assert not finding.override.allowed


def test_a_hand_over_never_carries_the_shelter(case: Any, act: Any, ask: Any) -> None:
    handover = {"message": "M09"}
    assert ask("SG-DP-04", case(), act("cross_border_transfer", fields=["plan"], **handover)).allowed
    finding = ask(
        "SG-DP-04", case(), act("cross_border_transfer", fields=["plan", "shelter_address"], **handover)
    )
    assert not finding.allowed
    assert finding.told["extra"] == ["shelter_address"]
    assert not ask("SG-DP-04", case(), act("cross_border_transfer", fields=["plan"], message="M99")).allowed


@pytest.mark.parametrize("message", sorted(CARRIES))
@pytest.mark.parametrize("field", ["account", "health", "asylum_claim", "charges", "shelter_address", "dna"])
def test_no_message_carries_what_never_crosses_a_border(
    case: Any, act: Any, ask: Any, message: str, field: str
) -> None:
    send = act("cross_border_transfer", message=message, fields=[field])
    assert not ask("SG-DP-04", case(), send).allowed


def test_free_text_of_a_contact_stays_in_the_case(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-04", case(), act("return.contact_done")).allowed
    assert not ask("SG-DP-04", case(contact_free_text_sent=True), act("return.contact_done")).allowed
    assert ask("SG-DP-04", case(verification_fields=["names"]), act("return.send_verification")).allowed
    assert not ask("SG-DP-04", case(verification_fields=["account"]), act("return.send_verification")).allowed
    assert not ask("SG-DP-04", case(), act("return.send_verification")).allowed


def test_family_is_told_only_what_the_person_wishes(case: Any, act: Any, ask: Any) -> None:
    to_family = {
        "recipient": "Family",
        "recipient_type": "family",
        "purpose": "family_contact",
        "fields": ["names"],
    }
    wish = {"purpose": "family_contact", "recipient": "Family", "fields": ["names"], "in_force": True}
    assert not ask("SG-DP-05", case(child=False), act("share_data", **to_family)).allowed
    assert ask("SG-DP-05", case(child=False, consents=[wish]), act("share_data", **to_family)).allowed
    assert not ask("SG-DP-05", case(child=True, consents=[wish]), act("share_data", **to_family)).allowed


def test_a_visit_to_trace_family_uses_neutral_words(case: Any, act: Any, ask: Any) -> None:
    name = "child.start_tracing"
    assert ask("SG-DP-05", case(), act(name, script="We ask about people who moved away.")).allowed
    assert not ask("SG-DP-05", case(), act(name, script="Your son was trafficked.")).allowed


def test_money_goes_a_way_that_nobody_sees(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-05", case(safe_payment_channel=True), act("claims.pay", Role.COURT)).allowed
    assert not ask("SG-DP-05", case(), act("claims.pay", Role.COURT)).allowed


@pytest.mark.parametrize("state", ["FEAR_VOICED", "REFERRED", "IN_PROCEDURE", "PROTECTED"])
@pytest.mark.parametrize("name", ["contact_consulate", "return.send_verification", "child.start_tracing"])
def test_open_asylum_shuts_every_contact_with_the_home_country(
    case: Any, act: Any, ask: Any, state: str, name: str
) -> None:
    asking = case({"asylum": state}, consent_with_lawyer=True, **UNAFRAID)
    assert not ask("SG-DP-06", asking, act(name)).allowed


@pytest.mark.parametrize("message", sorted(TO_ORIGIN))
def test_open_asylum_stops_every_message_home(case: Any, act: Any, ask: Any, message: str) -> None:
    asking = case({"asylum": "FEAR_VOICED"})
    assert not ask("SG-DP-06", asking, act("cross_border_transfer", message=message)).allowed
    assert ask("SG-DP-06", asking, act("cross_border_transfer", message=message, to_origin=False)).allowed


@pytest.mark.parametrize("state", ["NOT_WISHED", "REFUSED_FINAL"])
def test_after_fear_was_voiced_a_lawyer_stands_by(case: Any, act: Any, ask: Any, state: str) -> None:
    name = "return.send_verification"
    assert not ask("SG-DP-06", case({"asylum": state}, **UNAFRAID), act(name)).allowed
    assert ask("SG-DP-06", case({"asylum": state}, consent_with_lawyer=True), act(name)).allowed


def test_nobody_writes_home_before_asking_about_fear(case: Any, act: Any, ask: Any) -> None:
    name = "contact_consulate"
    assert ask("SG-DP-06", case(**UNAFRAID), act(name)).allowed
    assert ask("SG-DP-06", case(), act(name)).missing == ("fear_asked", "fear_of_return")
    assert not ask("SG-DP-06", case(fear_asked=True, fear_of_return=True), act(name)).allowed
    assert not ask("SG-DP-06", case(**UNAFRAID), act(name, fields=["names", "asylum"])).allowed


def test_fear_can_be_voiced_at_any_time(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-06", case(), act("asylum.voice_fear", Role.PERSON)).allowed


@pytest.mark.parametrize("purpose", ["removal", "detention", "charge_victim", "work_permit_sanction", None])
def test_a_border_officer_learns_nothing(case: Any, act: Any, ask: Any, purpose: str | None) -> None:
    finding = ask("SG-DP-07", case(), act("query", "immigration", purpose=purpose))
    assert not finding.allowed
    assert finding.because == "Nothing is held for this purpose."


def test_help_may_ask_and_enforcement_may_not_use_the_answer(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-07", case(), act("query", purpose="protection")).allowed
    assert ask("SG-DP-07", case(), act("criminal_case.ex_officio", "prosecutor")).allowed
    assert not ask(
        "SG-DP-07", case(), act("criminal_case.ex_officio", "police", purpose="charge_victim")
    ).allowed
    assert not ask("SG-DP-07", case(), act("share_data", purpose="removal")).allowed


def test_only_the_team_reads_and_emergencies_are_reviewed(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-08", case(), act("read", on_team=True)).allowed
    assert not ask("SG-DP-08", case(), act("read")).allowed
    assert ask("SG-DP-08", case(), act("break_glass", reason="risk to life")).allowed
    assert not ask("SG-DP-08", case(), act("break_glass")).allowed
    waiting = act("break_glass", reason="risk to life", own_review_overdue=True)
    assert not ask("SG-DP-08", case(), waiting).allowed


def test_a_profile_for_family_never_searches_crime(case: Any, act: Any, ask: Any) -> None:
    agreed = case(child=False, consented_purposes=["biometric_match"])
    assert ask("SG-DP-09", agreed, act("match_biometric", purpose="family_match", under_number=True)).allowed
    assert not ask(
        "SG-DP-09", agreed, act("match_biometric", purpose="crime_scene", under_number=True)
    ).allowed
    assert not ask("SG-DP-09", agreed, act("match_biometric", purpose="family_match")).allowed
    assert not ask("SG-DP-09", case(), act("match_biometric", purpose="identity", under_number=True)).allowed


def test_a_match_is_told_after_the_safety_check(case: Any, act: Any, ask: Any) -> None:
    assert not ask("SG-DP-09", case(child=False), act("release_match")).allowed
    assert ask("SG-DP-09", case(child=False, safety_assessed=True), act("release_match")).allowed
    assert not ask("SG-DP-09", case(child=True, safety_assessed=True), act("release_match")).allowed


def test_tracing_without_dna_is_not_held_up(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-09", case(), act("child.start_tracing")).allowed
    assert not ask("SG-DP-09", case(), act("child.start_tracing", biometric=True)).allowed


def test_two_overlapping_tables_show_no_small_cell(case: Any, act: Any, ask: Any) -> None:
    table = {"fields": ["country", "year"], "rows": False, "children": False, "smallest_cell": 14}
    assert ask("SG-DP-10", case(), act("export_statistics", smallest_difference=10, **table)).allowed
    assert not ask("SG-DP-10", case(), act("export_statistics", smallest_difference=3, **table)).allowed
    assert not ask("SG-DP-10", case(), act("export_statistics", **table)).allowed


def test_tables_of_children_are_coarser_and_rows_stay(case: Any, act: Any, ask: Any) -> None:
    large = {"fields": ["country"], "smallest_cell": 15, "smallest_difference": 15, "rows": False}
    assert not ask("SG-DP-10", case(), act("export_statistics", children=True, **large)).allowed
    assert ask("SG-DP-10", case(), act("export_statistics", children=False, **large)).allowed
    rows = {**large, "rows": True, "children": False}
    assert not ask("SG-DP-10", case(), act("export_statistics", **rows)).allowed
    names = {**large, "fields": ["names"], "children": False}
    assert not ask("SG-DP-10", case(), act("cross_border_transfer", message="M15", **names)).allowed


def test_a_closed_case_leaves_coded_facts_only(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-10", case(), act("lifecycle.close", "reviewer")).allowed
    assert ask("SG-DP-10", case(), act("lifecycle.close", "reviewer", fields=["age_band"])).allowed
    assert not ask("SG-DP-10", case(), act("lifecycle.close", "reviewer", fields=["names"])).allowed


def test_one_gets_ones_own_file_safely_and_within_a_month(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-11", case(), act("give_own_copy", safe_channel=True, others_removed=True)).allowed
    assert not ask("SG-DP-11", case(), act("give_own_copy", others_removed=True)).allowed
    assert not ask("SG-DP-11", case(), act("give_own_copy", safe_channel=True)).allowed
    assert ask("SG-DP-11", case(), act("postpone_own_copy", days_waiting=10)).allowed
    assert not ask("SG-DP-11", case(), act("postpone_own_copy", days_waiting=30)).allowed
    assert ask("SG-DP-11", case(), act("child.turn_18", Role.SYSTEM)).allowed


def test_a_correction_stands_beside_the_original(case: Any, act: Any, ask: Any) -> None:
    assert ask("SG-DP-11", case(), act("correct_own_file")).allowed
    assert not ask("SG-DP-11", case(), act("correct_own_file", replaces_original=True)).allowed
