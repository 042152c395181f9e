"""Which step comes first, when another one does not exist from here."""

import pytest

from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.mechanism.ways import first_steps


def first(region, here, event):
    steps = first_steps(REGIONS[region].transitions, here, frozenset(TRANSITIONS[event].sources))
    return {each.id for each in steps}


@pytest.mark.parametrize(
    ("region", "here", "event", "steps"),
    [
        ("assistance", "CRISIS", "assistance.agree_plan", {"assistance.stabilise"}),
        ("return", "NOT_CONSIDERED", "return.depart", {"return.open_counselling"}),
        ("lifecycle", "OPEN", "lifecycle.close", {"lifecycle.assign_lead"}),
    ],
)
def test_the_nearest_way_is_named(region, here, event, steps):
    assert first(region, here, event) == steps


def test_no_way_is_invented():
    assert first("criminal_case", "NO_COMPLAINT_FOR_NOW", "criminal_case.inform") == set()
    assert first("assistance", "FIRST_ASSISTANCE", "assistance.agree_plan") == set()


def test_from_each_state_a_named_step_can_be_taken_and_leads_nearer():
    for region, table in REGIONS.items():
        for state in table.states:
            for each in table.transitions:
                for step in first_steps(table.transitions, state.id, frozenset(each.sources)):
                    assert step.region == region
                    assert state.id in step.sources
