"""Acts outside the steps: one table, words for each, exactly the safeguards that concern it, no guess on unknowns."""

from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.protection.acts import ACTS, IN_A_CASE, KIND_TITLES, may_act, no_door_asks, some_door_asks
from safeconduct.protection.acts.care import OF_THE_PERSON
from safeconduct.protection.acts.ways import stands_anyway
from safeconduct.protection.country import profile
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import FieldKind
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import START, TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.governance import NEVER_A_REASON
from safeconduct.protection.safeguards.protection import PRICE_OF_HELP, REASONS_TO_END
from safeconduct.protection.vocabulary import FACTS, Kind
from safeconduct.protection.words import DataClass, Role

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TRAINED = frozenset({"screening", "interview", "child", "case_management"})
# These protect or take nothing: with nothing known they are open (INV-15).
OPEN_WITHOUT_KNOWING = {"stop_interview", "rights_briefing", "correct_own_file"}


def case(states=MappingProxyType({}), **facts):
    known = {name: Fact(value, "D99 version 1", NOW) for name, value in facts.items()}
    return CaseFacts({**START, **states}, known, profile("XA"), NOW)


def act(name, role=None, **evidence):
    by = Actor(role or IN_A_CASE[name].by[0], "Somebody", "Harbour House", trained=TRAINED)
    return Act(name, by, None, MappingProxyType(evidence))


def refused(decision):
    return {finding.safeguard for finding in decision.refusals}


# The table


def test_every_act_that_a_safeguard_speaks_about_is_in_the_table_and_no_other():
    spoken_of = {name for each in SAFEGUARDS.values() for name in each.acts}
    assert spoken_of - set(TRANSITIONS) == set(ACTS)
    assert not set(ACTS) & set(TRANSITIONS)


@pytest.mark.parametrize("declared", ACTS.values(), ids=ACTS)
def test_an_act_is_said_in_plain_words(declared):
    assert declared.title[0].islower()
    assert "_" not in declared.title
    assert declared.kind in KIND_TITLES
    assert declared.safeguards
    assert bool(declared.meaning) == declared.in_a_case
    assert declared.meaning.endswith(".") or not declared.in_a_case


@pytest.mark.parametrize("declared", IN_A_CASE.values(), ids=IN_A_CASE)
def test_what_is_said_with_an_act_holds_codes_and_answers_only(declared):
    for field in declared.said:
        assert field.data_class in {DataClass.INTERNAL, DataClass.CASE_FACT}, field.name
        assert field.kind not in {FieldKind.TEXT, FieldKind.ROWS}, field.name
        codes = [choice.code for choice in field.choices]
        assert len(codes) == len(set(codes)), field.name
    names = {field.name for field in declared.said}
    assert not declared.planned or declared.planned in names
    assert not declared.uses or declared.uses in DOCUMENTS
    assert set(declared.settles) <= set(IN_A_CASE)
    assert {each.settled_by for each in declared.owes} <= {"", *IN_A_CASE}
    for owed in (*declared.owes, *([declared.alarm] if declared.alarm else [])):
        assert owed.safeguard in SAFEGUARDS


@pytest.mark.parametrize("declared", [each for each in ACTS.values() if each.steps], ids=lambda each: each.id)
def test_an_act_that_steps_carry_is_asked_by_them(declared):
    asked = {name for step in declared.steps for name in TRANSITIONS[step].safeguards}
    assert set(declared.safeguards) <= asked
    assert not declared.in_a_case


def test_a_door_asks_every_safeguard_about_every_act_but_those_of_later_work():
    unasked = {
        (each.id, name)
        for each in SAFEGUARDS.values()
        for name in each.acts
        if not some_door_asks(each, name)
    }
    assert {name for _safeguard, name in unasked} == {
        each.id for each in ACTS.values() if each.kind == "elsewhere" and not each.door
    }
    assert {each.id for each in SAFEGUARDS.values() if no_door_asks(each)} == {
        "SG-DP-08", "SG-GV-04", "SG-LB-01", "SG-LB-02", "SG-LB-03", "SG-LB-04", "SG-LB-05",
    }  # fmt: skip


def test_reasons_that_nothing_may_rest_on_are_offered_so_that_they_are_refused_openly():
    offered = {choice.code for choice in OF_THE_PERSON}
    assert not offered & REASONS_TO_END
    assert (NEVER_A_REASON & offered) | (PRICE_OF_HELP & offered)
    for reason in offered - {"turned_18"}:
        assert not may_act(case(child=False), act("refuse_service", reason_code=reason)).allowed, reason
    assert not may_act(
        case({"child": "ADULT_CONTINUES"}), act("refuse_service", reason_code="turned_18")
    ).allowed


# Asking


@pytest.mark.parametrize("name", IN_A_CASE)
def test_exactly_the_safeguards_that_concern_an_act_are_asked(name):
    decision = may_act(case(), act(name))
    asked = [finding.safeguard for finding in decision.findings if finding.safeguard in SAFEGUARDS]
    assert asked == list(IN_A_CASE[name].safeguards)
    assert decision.transition is IN_A_CASE[name]


@pytest.mark.parametrize("name", IN_A_CASE)
def test_with_nothing_known_and_nothing_said_only_what_protects_is_open(name):
    assert may_act(case(), act(name)).allowed == (name in OPEN_WITHOUT_KNOWING)


@pytest.mark.parametrize("name", IN_A_CASE)
def test_somebody_whose_act_it_is_not_is_refused(name):
    assert "role" in refused(may_act(case(), act(name, Role.RAPPORTEUR)))


@pytest.mark.parametrize("name", [*sorted(set(ACTS) - set(IN_A_CASE)), "identification.pause", "nothing"])
def test_what_no_case_asks_is_not_answered_here(name):
    with pytest.raises(KeyError):
        may_act(case(), Act(name, Actor(Role.CASE_MANAGER)))


def test_what_has_to_be_said_is_asked_for_by_its_question():
    finding = may_act(case(), act("place")).findings[0]
    assert finding.safeguard == "evidence"
    assert "What kind of place is it?" in finding.told["questions"]
    assert not finding.override.allowed
    said = {"place_kind": "open_shelter", "separates_dependants": False, "agreed": True}
    assert may_act(case(child=False), act("place", **said)).allowed


def test_an_answer_that_is_neither_yes_nor_no_says_nothing():
    read = IN_A_CASE["place"].evidence(
        {"place_kind": "own", "separates_dependants": "not_asked", "agreed": "no"}
    )
    assert read == {"place_kind": "own", "agreed": False}
    at = IN_A_CASE["schedule_interview"].evidence({"at": "2026-03-09T10:00:00+07:00"})["at"]
    assert (at.tzinfo is not None, at.hour) == (True, 10)


def test_two_people_set_aside_one_safeguard_for_one_act_and_nothing_final():
    ready = {"interview_consent": True, "interview_note_open": True, "account_on_file": False,
             "interpreter_needed": False, "child": False}  # fmt: skip
    asked = act("start_interview", Role.CASE_MANAGER, purpose="account")
    assert refused(may_act(case(**ready), asked)) == {"SG-CM-03"}
    decision = may_act(case(**ready), asked, in_force={"SG-CM-03"})
    assert decision.allowed
    assert [finding.safeguard for finding in decision.overridden] == ["SG-CM-03"]
    held = act("detain", Role.POLICE, ground="work")
    assert not may_act(case(), held, in_force={"SG-PR-04", "SG-ID-07", "SG-CH-05"}).allowed


# What holds whatever is on file

YES_NO = sorted(name for name, known in FACTS.items() if known.kind is Kind.YES_NO and name != "child")
answers = st.fixed_dictionaries({}, optional=dict.fromkeys(YES_NO, st.booleans()))
few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def value_of(field):
    match field.kind:
        case FieldKind.ANSWER:
            return st.sampled_from(["yes", "no", "unknown"])
        case FieldKind.CHOICE:
            return st.sampled_from([choice.code for choice in field.choices])
        case FieldKind.CHOICES:
            return st.lists(st.sampled_from([choice.code for choice in field.choices]), max_size=3)
        case FieldKind.NUMBER:
            return st.integers(0, 400)
        case FieldKind.MOMENT:
            return st.just("2026-03-20T10:00:00+00:00")
        case _:
            return st.just("Harbour House")


@st.composite
def asked_acts(draw):
    declared = IN_A_CASE[draw(st.sampled_from(sorted(IN_A_CASE)))]
    said = draw(st.fixed_dictionaries({}, optional={each.name: value_of(each) for each in declared.said}))
    return act(declared.id, draw(st.sampled_from(declared.by)), **declared.evidence(said))


@few
@given(asked_acts(), answers, st.booleans())
def test_who_the_person_is_changes_no_answer(asked, facts, child):
    plain = may_act(case(child=child, **facts), asked)
    for who in (
        {"sex": "m", "nationality": "XB", "route": "sea", "work": "scam", "cooperates": False},
        {"sex": "f", "nationality": "XA", "route": "air", "work": "care", "cooperates": True},
    ):
        assert may_act(case(child=child, **facts, **who), asked) == plain


@few
@given(asked_acts(), answers)
def test_being_a_child_opens_no_act_that_is_shut_for_an_adult(asked, facts):
    if may_act(case(child=True, **facts), asked).allowed:
        assert may_act(case(child=False, **facts), asked).allowed


@few
@given(asked_acts(), answers, st.booleans())
def test_saying_nothing_opens_no_act_that_is_shut(asked, facts, child):
    at = case(child=child, **facts)
    silent = may_act(at, Act(asked.name, asked.by))
    if silent.allowed and asked.name not in OPEN_WITHOUT_KNOWING:
        needed = [field for field in IN_A_CASE[asked.name].said if field.needed]
        assert not needed


@few
@given(asked_acts(), answers, st.booleans())
def test_what_stands_anyway_refuses_every_way_of_saying_it(asked, facts, child):
    at = case(child=child, **facts)
    anyway = {finding.safeguard for finding in stands_anyway(IN_A_CASE[asked.name], at, asked)}
    assert anyway <= refused(may_act(at, asked))


def test_before_anything_is_said_only_what_stands_anyway_is_told():
    told = {"child": False}
    assert not stands_anyway(IN_A_CASE["refuse_service"], case(**told), act("refuse_service"))
    assert not stands_anyway(IN_A_CASE["postpone_own_copy"], case(**told), act("postpone_own_copy"))
    against = stands_anyway(IN_A_CASE["schedule_interview"], case(**told), act("schedule_interview"))
    assert {finding.safeguard for finding in against} == {"SG-CM-02", "SG-CM-03", "SG-CM-04"}
    held = stands_anyway(IN_A_CASE["detain"], case(screening_completed=True), act("detain"))
    assert {finding.safeguard for finding in held} == {"SG-CH-05", "SG-PR-04"}


def test_once_screened_nobody_under_protection_and_no_child_gets_an_order_to_leave():
    told = {"screening_completed": True, "credible_indicator": False}
    for state in ("PRESUMED", "PAUSED", "IN_IDENTIFICATION", "IDENTIFIED", "UNDER_APPEAL", "NOT_IDENTIFIED"):
        at = case({"identification": state}, child=False, **told)
        assert refused(may_act(at, act("issue_removal_paper"))) == {"SG-ID-02"}, state
    nothing_found = {"identification": "NO_INDICATORS"}
    assert may_act(case(nothing_found, child=False, **told), act("issue_removal_paper")).allowed
    assert refused(may_act(case(nothing_found, child=True, **told), act("issue_removal_paper"))) == {
        "SG-CH-05"
    }
