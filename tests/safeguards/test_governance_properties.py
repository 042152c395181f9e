"""What must hold for every rule of these families, whatever is on file."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.protection.facts import Actor
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Safeguard
from safeconduct.protection.vocabulary import CASE_MANAGEMENT, CONTACT, DATA, IDENTIFICATION, Kind
from safeconduct.protection.words import Role

FAMILIES = ("SG-ID", "SG-CM", "SG-DP", "SG-LB", "SG-GV")
OURS = {name: rule for name, rule in SAFEGUARDS.items() if name[:5] in FAMILIES}
ASKED = [
    (name, event)
    for name, rule in OURS.items()
    for event in (*(each.id for each in TRANSITIONS.values() if name in each.safeguards), *rule.acts)
]
READ_ELSEWHERE = (
    "guardian_appointed", "bia_done", "family_involvement_ruled_out", "proceedings_pending", "remedies_used_up",
    "monitoring_agreed", "asylum_agreed", "safe_payment_channel", "status_proof_seen_by_two", "safety_assessed",
    "stay_reasons_written",
)  # fmt: skip
OWN_GROUPS = (*CONTACT, *IDENTIFICATION, *CASE_MANAGEMENT, *DATA)
YES_NO = sorted(
    {known.name for known in OWN_GROUPS if known.kind is Kind.YES_NO} - {"child"} | set(READ_ELSEWHERE)
)
# An adult is identified only when a means was shown as well; a child is not (UN Trafficking Protocol, Art 3(c)).
EASIER_FOR_A_CHILD = {("SG-ID-05", "identification.decide_identified"), ("SG-ID-05", "decide_identification")}
# These steps protect, so that only a known no stops them (INV-15).
UNKNOWN_OPENS = {
    ("SG-ID-01", "identification.record_indicators"),
    ("SG-CM-03", "identification.start_screening"),
    ("SG-CM-04", "identification.start_screening"),
    ("SG-CM-04", "rights_briefing"),
}
# Known, these spoil what is otherwise in order; there is nothing to prove while nobody has seen a sign of them.
SPOILS = {
    "age_in_doubt",
    "contact_free_text_sent",
    "foreign_attestation_forged",
    "foreign_decision_attested",
    "interpreter_conflict_free",
    "interpreter_declined",
    "rights_in_own_language",
    "rights_understood",
    "wish_on_file",
}

answers = st.fixed_dictionaries({}, optional=dict.fromkeys(YES_NO, st.booleans()))
some_words = st.fixed_dictionaries(
    {},
    optional={
        "consented_purposes": st.lists(st.sampled_from(["identification", "monitoring", "origin_enquiry"])),
        "decision_reason_codes": st.lists(
            st.sampled_from(["no_means", "no_act", "consented", "nationality"])
        ),
        "screening_variants": st.lists(st.sampled_from(["adult_labour", "child_labour"])),
        "verification_fields": st.lists(st.sampled_from(["names", "account"])),
    },
)
asked = st.sampled_from(ASKED)


def test_each_safeguard_of_these_families_is_declared_once_with_its_sources() -> None:
    assert len(OURS) == 39
    assert all(rule.seeds and rule.instruments and rule.children for rule in OURS.values())


@pytest.mark.parametrize("rule", OURS.values(), ids=OURS)
def test_a_rule_says_plainly_that_an_act_does_not_concern_it(rules: Any, rule: Safeguard) -> None:
    assert rule.ask(rules.case(), rules.act("water_the_plants")).because == "This rule does not apply here."


@pytest.mark.parametrize(("name", "event"), ASKED)
def test_a_rule_has_its_own_answer_for_every_step_that_asks_it(rules: Any, name: str, event: str) -> None:
    finding = rules.ask(name, rules.case(), rules.act(event))
    needs_more = event in OURS[name].acts  # outside the mechanism, what is offered decides whether it applies
    assert needs_more or finding.because != "This rule does not apply here."


@given(asked, answers, some_words)
def test_being_a_child_never_opens_what_is_shut_for_an_adult(
    rules: Any, at: tuple[str, str], facts: dict[str, bool], codes: dict[str, list[str]]
) -> None:
    name, event = at
    step = rules.act(event)
    as_child = rules.ask(name, rules.case(child=True, **facts, **codes), step)
    as_adult = rules.ask(name, rules.case(child=False, **facts, **codes), step)
    if as_child.allowed and at not in EASIER_FOR_A_CHILD:
        assert as_adult.allowed


@given(asked, answers, some_words, st.sets(st.sampled_from(sorted(set(YES_NO) - SPOILS)), max_size=30))
def test_knowing_less_never_opens_a_step_that_could_harm(
    rules: Any, at: tuple[str, str], facts: dict[str, bool], codes: dict[str, list[str]], forgotten: set[str]
) -> None:
    name, event = at
    step = rules.act(event)
    known = rules.ask(name, rules.case(child=False, **facts, **codes), step)
    less = {fact: value for fact, value in facts.items() if fact not in forgotten}
    if not known.allowed and at not in UNKNOWN_OPENS:
        assert not rules.ask(name, rules.case(child=False, **less, **codes), step).allowed


@given(asked, answers, some_words)
def test_no_rule_reads_who_the_person_is(
    rules: Any, at: tuple[str, str], facts: dict[str, bool], codes: dict[str, list[str]]
) -> None:
    name, event = at
    step = rules.act(event)
    plain = rules.ask(name, rules.case(**facts, **codes), step)
    told = {"sex": "m", "nationality": "XB", "route": "sea", "migration_status": "none", "work": "scam"}
    assert rules.ask(name, rules.case(**told, **facts, **codes), step) == plain


AGREED = [
    "identification", "asylum_referral", "identity_verification", "monitoring", "compensation", "case_transfer",
]  # fmt: skip
IN_ORDER: dict[str, Any] = {
    **dict.fromkeys(YES_NO, True),
    **dict.fromkeys(
        (
            "age_in_doubt", "contact_free_text_sent", "fear_of_return", "foreign_attestation_forged",
            "interpreter_declined", "objects_to_origin_notice", "wish_on_file", "proceedings_pending",
        ),
        False,
    ),
    "screening_variants": ["adult_labour", "child_labour"],
    "verification_fields": ["names"],
    "decision_reason_codes": ["no_purpose"],
    "team_opinions": [
        {"profession": one, "state_member": one == "police", "opinion": "identified", "conflict_declared": True}
        for one in ("police", "social_worker", "lawyer", "ngo", "child_protection")
    ],
    "consented_purposes": AGREED,
    "consents": [{"purpose": each, "in_force": True, "guardian": True} for each in AGREED],
}  # fmt: skip
# What is in order for one step is not for another: a screening closes without indicators, a bar after a final no.
OTHERWISE: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "identification.close_no_indicators": ({}, {"credible_indicator": False}),
    "stay.lift_bar": ({"identification": "NOT_IDENTIFIED"}, {}),
}


@pytest.mark.parametrize("child", [False, True])
@pytest.mark.parametrize(("name", "event"), [at for at in ASKED if at[1] in TRANSITIONS])
def test_with_everything_in_order_no_step_is_held_up(
    rules: Any, name: str, event: str, *, child: bool
) -> None:
    states, facts = OTHERWISE.get(event, ({}, {}))
    reviewer = Actor(Role.REVIEWER, name="Reviewer", agency="Protection Authority")
    step = rules.act(event, trained={"screening", "child", "interview"}, second=reviewer)
    finding = rules.ask(name, rules.case(states, **{**IN_ORDER, **facts, "child": child}), step)
    assert finding.allowed, (finding.because, finding.missing)
