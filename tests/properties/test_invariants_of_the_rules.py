"""The invariants that concern what a rule may look at: shown by changing just that, and seeing no answer change."""

from random import Random

from generated import facts, outcomes, with_facts, with_state
from how_far import drawn
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.facts import Fact
from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.mechanism.declared import Moves
from safeconduct.protection.mechanism.filing import ON_FILING
from safeconduct.protection.vocabulary import FACTS
from safeconduct.protection.words import Region

CORE = {"identification", "stay", "assistance"}
DRAWN = drawn(200)
seeds = st.integers(0, 2**32)


def of_core(asked: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {name: refused for name, refused in asked.items() if TRANSITIONS[name].region in CORE}


@DRAWN
@given(seeds)
def test_inv_04_no_answer_about_protection_reads_how_far_a_verification_is(seed):
    chance = Random(seed)
    case = facts(chance)
    verification = {"verification_answered", "verification_fields", "travel_document", "document_marked"}
    assert verification == {name for name, known in FACTS.items() if "D26" in known.documents}
    other = with_facts(case, dict.fromkeys(verification))
    for state in ("REQUESTED", "VERIFICATION", "NOT_CONSIDERED"):
        elsewhere = with_state(other, Region.RETURN, state)
        same = with_state(case, Region.RETURN, "NOT_CONSIDERED")
        settled = {
            "assistance.finish"
        }  # help goes on while a person travels (INV-10); that is no verification
        left, right = of_core(outcomes(same)), of_core(outcomes(elsewhere))
        assert {name: left[name] for name in left if name not in settled} == {
            name: right[name] for name in right if name not in settled
        }


def test_inv_04_no_step_or_paper_of_verification_moves_a_protection():
    effects = [*ON_FILING.get("D26", ())]
    for event in ("send_verification", "verification_answered", "skip_verification"):
        effects.extend(TRANSITIONS[f"return.{event}"].effects)
    moved = {event for effect in effects if isinstance(effect, Moves) for event in effect.events}
    assert not {event for event in moved if event.split(".")[0] in CORE}


@DRAWN
@given(seeds, st.sampled_from([state.id for state in REGIONS[Region.CRIMINAL_CASE].states]))
def test_inv_06_no_answer_about_help_reads_how_the_criminal_case_stands(seed, state):
    case = facts(Random(seed))
    other = with_state(case, Region.CRIMINAL_CASE, state)
    before, after = outcomes(case), outcomes(other)
    for name in (each for each in before if each.startswith("assistance.")):
        assert before[name] == after[name], name


def test_inv_13_no_event_against_the_person_or_closing_a_case_moves_a_protection_down():
    for name, each in TRANSITIONS.items():
        if str(each.region) in {"criminal_case", "charges"}:
            moved = {event for effect in each.effects if isinstance(effect, Moves) for event in effect.events}
            assert moved <= {"stay.new_grounds"}, name  # which bars removal again


@DRAWN
@given(seeds)
def test_inv_15_not_knowing_opens_nothing_that_could_harm_and_shuts_nothing_that_protects(seed):
    chance = Random(seed)
    case = facts(chance, known=0.95)
    forgotten = {name: None for name in case.facts if chance.random() < 0.3 and name not in CERTAIN}
    before, after = outcomes(case), outcomes(with_facts(case, forgotten))
    for name, each in TRANSITIONS.items():
        if name in COULD_HARM:
            assert not before[name] or after[name], (name, before[name], sorted(forgotten))
        if each.protects and name in OPENS_AT_ONCE and not before[name]:
            assert not after[name], (name, after[name])


# What the doors always know: it comes from events, not from papers; and no complaint is open before one is filed.
# A wish is taken back by a step as well, which leaves the state of a return that could go on. What nobody asks of
# a paper is no fact that is missing: lifting the bar asks for no assessment of risk, removal itself does.
CERTAIN = {
    "child", "asylum", "proceedings_pending", "appeal_over", "remedies_used_up", "lead_named", "withdrawn",
    "risk_level", "screening_recommendation", "document_marked", "travel_document", "interpreter_declined",
    "break_glass_open", "complaint_open",
}  # fmt: skip
COULD_HARM = {
    "return.clear_gate", "return.depart", "stay.lift_bar", "stay.refuse_stay", "lifecycle.close",
    "identification.decide_not_identified", "identification.close_no_indicators", "charges.continue",
    "return.send_verification", "return.assess_risk_acceptable", "child.proved_adult", "child.start_tracing",
}  # fmt: skip
OPENS_AT_ONCE = {
    "identification.self_report", "identification.record_indicators", "identification.partner_referral",
    "stay.bar_removal", "assistance.open_crisis", "asylum.voice_fear", "child.doubt_or_child",
    "stay.new_grounds", "identification.reopen", "return.withdraw", "lifecycle.reopen", "child.go_missing",
}  # fmt: skip


@DRAWN
@given(seeds)
def test_child_mode_turns_no_refusal_into_a_yes(seed):
    grown = with_state(facts(Random(seed)), Region.CHILD, "ADULT_OR_UNKNOWN")
    child = with_state(grown, Region.CHILD, "CHILD_TREATED")
    before, after = outcomes(grown), outcomes(child)
    for name in before:
        if not name.startswith("child.") and not after[name]:
            assert not before[name], (name, before[name])


@DRAWN
@given(seeds)
def test_a_paper_more_never_makes_a_step_harder_than_the_same_paper_owed(seed):
    case = facts(Random(seed))
    with_all, with_none = outcomes(case), outcomes(case, frozenset())
    assert all(with_all[name] <= with_none[name] for name in with_all)


@DRAWN
@given(seeds)
def test_whoever_departs_passes_all_fifteen_tests(seed):
    from what_must_hold import departure_tests

    case = with_state(facts(Random(seed)), Region.RETURN, "READY")
    case = with_facts(case, {name: Fact(value) for name, value in GOING_HOME.items()})
    chance = Random(seed + 1)
    spoiled = {name: None for name in GOING_HOME if chance.random() < 0.03}
    case = with_facts(case, spoiled)
    refused = outcomes(case)["return.depart"]
    failed = {name for name, holds in departure_tests(case).items() if not holds}
    assert failed <= refused, sorted(failed - refused)


GOING_HOME: dict[str, object] = {
    "legal_advice_given": True, "hours_between_advice_and_signature": 80, "second_confirmation_age_h": 3,
    "second_witness_differs": True, "withdrawn": False, "risk_inputs_both_countries": True, "risk_age_d": 2,
    "risk_level": "LOW", "open_mitigations": 0, "assurance_items": 8, "assurance_age_d": 5,
    "travel_document": "valid", "document_marked": False, "receiving_lead_named": True,
    "receiving_accepted": True, "intro_call_done": True, "options_sheet_signed": True, "informed_choice": True,
    "remote_or_return_trip_arranged": True, "dependants_settled": True, "lawyer_destination": True,
    "lawyer_origin": True, "claims": "filed", "plan_budget_both": True, "guardian_handover": True,
    "bid": "return",
}  # fmt: skip
assert GOING_HOME.keys() <= FACTS.keys()
