"""Every transition and every state of the mechanism, reached through the real doors."""

from datetime import UTC, datetime
from typing import Any

import pytest

from safeconduct.protection.mechanism import REGIONS, START, TRANSITIONS

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)

# Each line is one person's way. `child` at the start of a name means that the person is under eighteen.
WAYS = {
    "stays for good": """
        identification.start_screening identification.record_indicators stay.grant_reflection
        stay.extend_reflection lifecycle.assign_lead assistance.stabilise criminal_case.inform
        criminal_case.report criminal_case.open_investigation criminal_case.indict claims.assess
        criminal_case.judge criminal_case.close_case assistance.agree_plan assistance.review_plan
        identification.pause identification.resume identification.decide_identified stay.apply_early
        stay.grant_temporary stay.renew stay.grant_long_term assistance.commit_long_term
        assistance.step_down assistance.finish assistance.setback claims.waive claims.assess claims.file
        claims.refuse claims.file claims.award claims.enforce claims.pay lifecycle.offer_transfer
        lifecycle.refuse_transfer lifecycle.offer_transfer lifecycle.accept_transfer
        lifecycle.lose_contact lifecycle.regain_contact lifecycle.propose_closure lifecycle.send_back
        lifecycle.propose_closure lifecycle.close lifecycle.reopen""",
    "refused everywhere, then heard": """
        identification.start_screening identification.close_no_indicators identification.new_information
        charges.allegation charges.screen charges.continue charges.drop charges.old_conviction_found
        charges.vacate asylum.voice_fear asylum.decline asylum.voice_fear asylum.refer asylum.register
        asylum.refuse_final identification.open_identification identification.decide_not_identified
        identification.appeal identification.appeal_refused stay.apply_early stay.refuse_stay
        stay.lift_bar stay.new_grounds identification.reopen identification.decide_not_identified
        identification.appeal identification.appeal_allowed""",
    "protected as a refugee": """
        identification.self_report asylum.voice_fear asylum.refer asylum.register asylum.grant
        criminal_case.inform criminal_case.decline criminal_case.change_mind assistance.decline""",
    "already home": """
        identification.partner_referral identification.recognise_foreign_decision stay.settled_status
        criminal_case.ex_officio""",
    "waits out the period": """
        identification.self_report stay.bar_removal assistance.open_crisis stay.grant_reflection
        stay.end_reflection""",
    "goes home and comes back": """
        identification.self_report stay.grant_reflection return.open_counselling return.decide_to_stay
        return.open_counselling return.request_return return.withdraw return.open_counselling
        return.request_return return.send_verification return.verification_answered
        return.assess_risk_high return.open_counselling return.request_return return.skip_verification
        return.assess_risk_acceptable return.assurance_refused return.open_counselling
        return.request_return return.skip_verification return.assess_risk_acceptable
        return.assurance_given return.clear_gate return.guard_expires return.assess_risk_acceptable
        return.assurance_given return.clear_gate return.depart stay.depart_voluntarily return.arrive
        return.agree_monitoring return.contact_done return.danger_sign return.made_safe_here
        return.schedule_done return.danger_sign return.way_back stay.return_to_country""",
    "does not arrive, then wants no calls": """
        return.open_counselling return.request_return return.skip_verification
        return.assess_risk_acceptable return.assurance_given return.clear_gate return.depart
        return.no_show return.made_safe_here""",
    "arrives and wants no calls": """
        return.open_counselling return.request_return return.skip_verification
        return.assess_risk_acceptable return.assurance_given return.clear_gate return.depart
        return.arrive return.decline_monitoring""",
    "child grows up here": """
        identification.self_report child.doubt_or_child child.appoint_guardian child.assess_interests
        child.start_tracing child.determine child.implement child.go_missing child.found
        child.assess_interests child.determine child.implement child.approach_18 child.turn_18""",
    "child goes home": """
        identification.self_report child.doubt_or_child child.appoint_guardian child.assess_interests
        return.open_counselling return.request_return return.skip_verification
        return.assess_risk_acceptable return.assurance_given return.clear_gate return.depart""",
    "grown up after all": """
        identification.self_report child.doubt_or_child child.proved_adult""",
}


def played(cast: Any, name: str) -> list[tuple[str, str, str]]:
    """Play one way and return event, state before and state after of all that happened."""
    from safeconduct.casework import queries
    from safeconduct.demo import driver
    from safeconduct.demo.journey import Journey

    journey = Journey(cast, NOON, seed=name, young=name.startswith("child"))
    for event in WAYS[name].split():
        step = driver.go(journey, event)
        target = TRANSITIONS[event].leads_to(step.state)
        assert step.state == target, (name, event)
    happened = queries.timeline(journey.at().case, shown=200)
    return [(each.event, each.before, each.after) for each in happened]


@pytest.mark.django_db
def test_each_of_the_111_transitions_and_88_states_is_reached_through_the_doors():
    from safeconduct.demo.cast import gather

    cast = gather(NOON.date(), sign_in=False)
    events: set[str] = set()
    states = set(START.items())
    for name in WAYS:
        for event, _before, after in played(cast, name):
            events.add(event)
            states.add((str(TRANSITIONS[event].region), after))
    every = {(str(region), state.id) for region, table in REGIONS.items() for state in table.states}
    assert (len(TRANSITIONS), len(every)) == (111, 88)
    assert set(TRANSITIONS) - events == set()
    assert every - states == set()
