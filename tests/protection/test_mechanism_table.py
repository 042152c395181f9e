"""The referral mechanism is one table, and the table is sound."""

import pytest

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.mechanism import REGIONS, START, TRANSITIONS
from safeconduct.protection.mechanism.declared import SAME, Ends, Moves, Owes, Runs
from safeconduct.protection.mechanism.filing import ON_FILING
from safeconduct.protection.mechanism.invariants import NEEDS_GUARDIAN, broken
from safeconduct.protection.mechanism.return_ import DEPARTURE_GATE
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.vocabulary import FACTS
from safeconduct.protection.words import Region, Role

EVERY = sorted(TRANSITIONS)


def states_of(region):
    return {state.id for state in REGIONS[Region(region)].states}


def test_ten_regions_eighty_eight_states_a_hundred_and_eleven_transitions():
    assert len(REGIONS) == len(Region) == 10
    assert sum(len(table.states) for table in REGIONS.values()) == 88
    assert len(TRANSITIONS) == sum(len(table.transitions) for table in REGIONS.values()) == 111


@pytest.mark.parametrize("name", EVERY)
def test_each_transition_leads_from_states_to_a_state_of_its_region(name):
    transition = TRANSITIONS[name]
    states = states_of(transition.region)
    assert set(transition.sources) <= states
    assert transition.target in states | {SAME}
    assert transition.by
    assert transition.title
    assert transition.meaning
    assert set(transition.safeguards) <= set(SAFEGUARDS)
    assert set(transition.documents) <= set(DOCUMENTS)


@pytest.mark.parametrize("name", EVERY)
def test_each_effect_names_things_that_exist(name):
    for effect in TRANSITIONS[name].effects:
        match effect:
            case Moves():
                assert set(effect.events) <= set(TRANSITIONS)
                assert effect.when in {"", "child_mode", *FACTS}
            case Owes():
                assert effect.safeguard in SAFEGUARDS
                assert effect.document in {"", *DOCUMENTS}
                assert effect.settled_by in {"", *TRANSITIONS}
                assert effect.when in {"", "child_mode", *FACTS}
            case Runs():
                assert effect.safeguard in SAFEGUARDS
                assert effect.then in {"", *TRANSITIONS}


def test_what_ends_a_clock_ends_one_that_runs():
    every = [effect for each in TRANSITIONS.values() for effect in each.effects]
    every += [effect for effects in ON_FILING.values() for effect in effects]
    running = {effect.clock for effect in every if isinstance(effect, Runs)}
    assert {effect.clock for effect in every if isinstance(effect, Ends)} <= running


@pytest.mark.parametrize("region", list(Region))
def test_every_state_can_be_reached(region):
    reached = {START[region]}
    while True:
        further = {
            each.target
            for each in REGIONS[region].transitions
            if reached & set(each.sources) and each.target != SAME
        }
        if further <= reached:
            break
        reached |= further
    assert reached == states_of(region)


def test_nothing_takes_an_identification_away():
    assert not [each for each in TRANSITIONS.values() if "IDENTIFIED" in each.sources]


def test_what_the_system_does_by_itself_is_marked():
    for effects in [*(each.effects for each in TRANSITIONS.values()), *ON_FILING.values()]:
        for effect in effects:
            if isinstance(effect, Runs) and effect.then:
                assert Role.SYSTEM in TRANSITIONS[effect.then].by


def test_the_departure_gate_is_asked_twice():
    for name in ("return.clear_gate", "return.depart"):
        assert set(DEPARTURE_GATE) <= set(TRANSITIONS[name].safeguards)
    assert len(DEPARTURE_GATE) == 15


def test_no_help_looks_at_the_criminal_case():
    """INV-06: no rule asked by assistance reads the state of the criminal case."""
    for transition in REGIONS[Region.ASSISTANCE].transitions:
        for name in transition.safeguards:
            assert "CRIMINAL_CASE" not in SAFEGUARDS[name].answer.__code__.co_names


def test_what_binds_a_child_is_in_the_table():
    assert set(TRANSITIONS) >= NEEDS_GUARDIAN


def test_a_presumed_victim_without_a_bar_on_removal_is_a_broken_case():
    states = START | {"identification": "PRESUMED"}
    assert broken(states, remedies_used_up=False, proceedings_pending=False) == ("INV-02",)


@pytest.mark.parametrize(
    "changed", [{"identification": "UNDER_APPEAL"}, {"asylum": "IN_PROCEDURE"}, {"child": "CHILD_TREATED"}]
)
def test_a_lifted_bar_needs_every_route_to_be_closed(changed):
    states = START | {"stay": "BAR_LIFTED", "identification": "NOT_IDENTIFIED"}
    assert not broken(states, remedies_used_up=True, proceedings_pending=False)
    assert "INV-03" in broken(states | changed, remedies_used_up=True, proceedings_pending=False)
    assert "INV-03" in broken(states, remedies_used_up=False, proceedings_pending=False)
    assert "INV-03" in broken(states, remedies_used_up=True, proceedings_pending=True)


def test_the_meaning_of_a_state_says_more_than_its_title():
    for table in REGIONS.values():
        for each in table.states:
            assert not each.meaning.lower().startswith(each.title.lower()), each.id
