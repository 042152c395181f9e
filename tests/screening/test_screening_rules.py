"""What must hold for every account, whatever was said."""

from dataclasses import fields, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safeconduct.protection.finding import Verdict
from safeconduct.protection.screening import (
    Account,
    AgeStatus,
    Heard,
    Kind,
    NextStep,
    Recommendation,
    Said,
    SetName,
    Strength,
    may_change,
    screen,
)
from safeconduct.protection.screening.dimensions import Standing, standings, tally, weigh
from safeconduct.protection.screening.grounds import Ground
from safeconduct.protection.screening.indicators import IDS, MEANS_DIMENSIONS, SETS, UNVERIFIED
from safeconduct.protection.screening.questions import Turn
from safeconduct.protection.screening.regimes import ACTS, MEANS, PURPOSES

PRESENT, ABSENT, UNKNOWN, DECLINED = (
    Heard(Said.PRESENT),
    Heard(Said.ABSENT),
    Heard(Said.UNKNOWN),
    Heard(Said.DECLINED),
)
RANK = {"none": 0, "other_referral": 1, "ask_next": 1, "refer": 2}
SINGLE = (
    "commercial_sexual_use_of_child",
    "sexual_services_under_coercion",
    "worker_concern",
    "urgent_danger",
)
heard = st.sampled_from([PRESENT, ABSENT, UNKNOWN, DECLINED, Heard(Said.NOT_ASKED)])
# Mostly absent, so that the quiet corners of the rules are reached too.
quiet = st.one_of(st.just(ABSENT), st.just(ABSENT), st.just(ABSENT), heard)


def complete(codes: object, answer: Heard) -> dict[str, Heard]:
    return dict.fromkeys(sorted(codes), answer)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    base = draw(st.sampled_from([ABSENT, UNKNOWN]))
    kinds = draw(st.sampled_from([(Kind.LABOUR,), (Kind.SEXUAL,), tuple(Kind), ()]))
    few = st.dictionaries(st.sampled_from(sorted(IDS)), heard, max_size=8)
    return Account(
        draw(st.sampled_from(AgeStatus)),
        {kind: complete(IDS, base) | draw(few) for kind in kinds},
        acts=complete(ACTS, base) | draw(st.dictionaries(st.sampled_from(sorted(ACTS)), heard, max_size=2)),
        means=complete(MEANS, base)
        | draw(st.dictionaries(st.sampled_from(sorted(MEANS)), heard, max_size=2)),
        purposes=complete(PURPOSES, base)
        | draw(st.dictionaries(st.sampled_from(sorted(PURPOSES)), heard, max_size=1)),
        **{name: draw(quiet) for name in SINGLE},
    )


def everything(answer: Heard, age: AgeStatus = AgeStatus.ADULT, *kinds: Kind) -> Account:
    return Account(
        age,
        {kind: complete(IDS, answer) for kind in kinds or (Kind.LABOUR,)},
        complete(ACTS, answer),
        complete(MEANS, answer),
        complete(PURPOSES, answer),
        answer,
        answer,
        answer,
        answer,
    )


def places(account: Account) -> list[tuple[str, object, str]]:
    """Every single answer of an account, as (field, kind, code)."""
    found: list[tuple[str, object, str]] = [(name, None, "") for name in SINGLE]
    found += [(name, None, code) for name in ("acts", "means", "purposes") for code in getattr(account, name)]
    found += [("indicators", kind, code) for kind, answers in account.indicators.items() for code in answers]
    return found


def with_answer(account: Account, place: tuple[str, object, str], answer: Heard) -> Account:
    name, kind, code = place
    if name in SINGLE:
        return replace(account, **{name: answer})
    if name == "indicators":
        changed = {**account.indicators, kind: {**account.indicators[kind], code: answer}}
        return replace(account, indicators=changed)
    return replace(account, **{name: {**getattr(account, name), code: answer}})


@given(accounts(), st.data())
def test_one_more_present_answer_never_lowers_a_recommendation(account: Account, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(account)))
    more = with_answer(account, place, PRESENT)
    assert RANK[screen(more).recommendation] >= RANK[screen(account).recommendation]


@given(accounts(), st.data())
def test_one_more_absent_answer_never_raises_a_recommendation(account: Account, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(account)))
    less = with_answer(account, place, ABSENT)
    assert RANK[screen(less).recommendation] <= RANK[screen(account).recommendation]


@given(accounts(), st.data())
def test_a_settled_result_survives_every_answer_to_what_was_unknown(
    account: Account, data: st.DataObject
) -> None:
    before = screen(account).recommendation
    for place in places(account):
        if place[0] == "worker_concern":
            continue
        name, kind, code = place
        now = getattr(account, name)
        now = now[kind][code] if name == "indicators" else now if name in SINGLE else now[code]
        if now.said is not Said.ABSENT and now.said is not Said.PRESENT:
            account = with_answer(account, place, data.draw(st.sampled_from([PRESENT, ABSENT])))
    after = screen(account).recommendation
    if before is not Recommendation.ASK_NEXT:
        # A named but unfinished coercion refers on unknown and may be settled by what is then known.
        assert after is before or before is Recommendation.REFER


@given(accounts())
def test_an_adult_is_never_referred_more_easily_than_a_child(account: Account) -> None:
    adult = replace(account, age=AgeStatus.ADULT)
    if screen(adult).recommendation is Recommendation.REFER:
        for age in AgeStatus:
            assert screen(replace(account, age=age)).recommendation is Recommendation.REFER


@given(accounts())
def test_refusing_to_say_counts_as_not_knowing(account: Account) -> None:
    def silent(answers: dict[str, Heard]) -> dict[str, Heard]:
        return {code: DECLINED if one.said is Said.UNKNOWN else one for code, one in answers.items()}

    indicators = {kind: silent(answers) for kind, answers in account.indicators.items()}
    declined = replace(account, indicators=indicators)
    assert screen(declined).recommendation is screen(account).recommendation
    assert screen(declined).dimensions == screen(account).dimensions


@given(accounts())
def test_none_is_said_only_when_no_dimension_is_or_can_become_positive(account: Account) -> None:
    result = screen(account)
    if result.recommendation is Recommendation.NONE:
        assert set(result.dimensions.values()) == {Standing.NEGATIVE}
    if result.recommendation is Recommendation.OTHER_REFERRAL:
        assert {result.dimensions[d] for d in MEANS_DIMENSIONS} == {Standing.NEGATIVE}
        assert Standing.OPEN not in result.dimensions.values()


@given(accounts())
def test_every_result_has_a_reason_and_every_referral_a_ground(account: Account) -> None:
    result = screen(account)
    assert result.because
    assert bool(result.grounds) is (result.recommendation is Recommendation.REFER)
    assert bool(result.ask_next) <= (result.recommendation is Recommendation.ASK_NEXT)
    assert result.ruleset
    assert result.ruleset_version


@given(accounts())
def test_the_next_best_question_changes_the_result_when_it_alone_can(account: Account) -> None:
    result = screen(account)
    for question in result.ask_next:
        if question.alone and question.code in IDS:
            kind = question.set.kind
            answers = {**account.indicators.get(kind, {}), question.code: PRESENT}
            indicators = {**{one: {} for one in account.kinds}, **account.indicators, kind: answers}
            assert screen(replace(account, indicators=indicators)) != result
            if Standing.OPEN in [result.dimensions[d] for d in MEANS_DIMENSIONS]:
                after = screen(replace(account, indicators=indicators))
                assert after.recommendation is Recommendation.REFER
            break


@given(accounts())
def test_sexual_violence_and_threats_to_family_are_asked_last(account: Account) -> None:
    turns = [question.turn is Turn.LAST for question in screen(account).ask_next]
    assert turns == sorted(turns)


@given(accounts(), st.sampled_from(Recommendation), st.text(max_size=5))
def test_referring_is_always_open_and_lowering_asks_for_a_reason(
    account: Account, to: Recommendation, reason: str
) -> None:
    result = screen(account)
    assert may_change(result, Recommendation.REFER, reason="").verdict is Verdict.MET
    finding = may_change(result, to, reason=reason)
    lowered = RANK[to] < RANK[result.recommendation]
    assert finding.allowed is (not lowered or bool(reason.strip()))
    assert finding.because.format(**finding.told)


@settings(max_examples=20)
@given(accounts())
@example(everything(PRESENT, AgeStatus.ADULT, *Kind))
def test_a_result_that_used_a_sexual_set_says_that_it_awaits_comparison(account: Account) -> None:
    result = screen(account)
    used_sexual = {SetName.ADULT_SEXUAL, SetName.CHILD_SEXUAL} & set(result.sets)
    assert (UNVERIFIED in result.cautions) is bool(used_sexual)


def test_nothing_known_is_a_question_and_never_an_answer() -> None:
    for age in AgeStatus:
        result = screen(Account(age))
        assert result.recommendation is Recommendation.ASK_NEXT
        assert result.ask_next[0].alone
        assert result.ask_next[0].turn is Turn.NOW_AND_SAFETY


def test_everything_absent_is_nothing_now_and_says_that_it_decides_nothing() -> None:
    result = screen(everything(ABSENT))
    assert (result.recommendation, result.next_step) == (Recommendation.NONE, NextStep.NONE_NOW)
    assert "not a decision" in result.because[0].because


def test_a_person_who_does_not_want_to_say_more_is_not_asked_again() -> None:
    result = screen(everything(DECLINED))
    assert (result.recommendation, result.ask_next) == (Recommendation.ASK_NEXT, ())
    assert result.next_step is NextStep.FULL_ASSESSMENT


def test_the_workers_concern_is_enough() -> None:
    result = screen(replace(everything(ABSENT), worker_concern=PRESENT))
    assert (result.recommendation, result.grounds) == (Recommendation.REFER, (Ground.WORKER_CONCERN,))


def test_danger_now_comes_before_everything_and_lowers_nothing() -> None:
    calm, danger = everything(ABSENT), replace(everything(ABSENT), urgent_danger=PRESENT)
    assert screen(danger).next_step is NextStep.URGENT_SAFETY
    assert screen(danger).recommendation is screen(calm).recommendation


@pytest.mark.parametrize(
    "id_",
    [id_ for id_, one in SETS[SetName.ADULT_LABOUR].indicators.items() if one.strength is Strength.STRONG],
)
def test_one_strong_indicator_of_means_refers_and_one_of_conditions_does_not(id_: str) -> None:
    account = with_answer(everything(ABSENT), ("indicators", Kind.LABOUR, id_), PRESENT)
    wanted = Recommendation.OTHER_REFERRAL if id_.startswith("EX") else Recommendation.REFER
    assert screen(account).recommendation is wanted


def test_poor_conditions_without_means_are_for_labour_rights() -> None:
    account = everything(ABSENT)
    for id_ in ("EX01", "EX04", "EX05"):
        account = with_answer(account, ("indicators", Kind.LABOUR, id_), PRESENT)
    result = screen(account)
    assert (result.recommendation, result.next_step) == (
        Recommendation.OTHER_REFERRAL,
        NextStep.LABOUR_RIGHTS,
    )


@pytest.mark.parametrize("age", [age for age in AgeStatus if age is not AgeStatus.ADULT])
def test_one_sign_of_exploitation_refers_whoever_may_be_a_child(age: AgeStatus) -> None:
    account = Account(age, {Kind.LABOUR: {"EX04": PRESENT}})
    assert screen(account).grounds == (Ground.CHILD_SIGN,)
    assert screen(replace(account, age=AgeStatus.ADULT)).recommendation is Recommendation.ASK_NEXT


def test_a_childs_lesser_sign_goes_to_child_protection_when_nobody_is_known_to_keep_the_child() -> None:
    account = with_answer(everything(ABSENT, AgeStatus.CHILD), ("indicators", Kind.LABOUR, "EX04"), PRESENT)
    result = screen(account)
    assert (result.recommendation, result.next_step) == (
        Recommendation.OTHER_REFERRAL,
        NextStep.CHILD_PROTECTION,
    )


@pytest.mark.parametrize("name", ["commercial_sexual_use_of_child", "sexual_services_under_coercion"])
def test_exploitation_in_itself_waits_for_no_other_sign(name: str) -> None:
    for age in AgeStatus:
        account = replace(everything(ABSENT, age), **{name: PRESENT})
        assert screen(account).recommendation is Recommendation.REFER


@pytest.mark.parametrize("purpose", [*PURPOSES, "ritual_killing"])
def test_purposes_that_the_sets_cover_badly_carry_a_referral_by_themselves(purpose: str) -> None:
    told = {"acts": {"recruitment": PRESENT}, "purposes": {purpose: PRESENT}}
    adult = replace(everything(ABSENT), means={"deception": PRESENT}, **told)
    assert screen(adult).next_step is NextStep.REFER_TO_IDENTIFICATION
    child = replace(everything(ABSENT, AgeStatus.CHILD), **told)
    assert screen(child).next_step is NextStep.REFER_TO_IDENTIFICATION


def test_an_account_has_no_place_for_who_the_person_is() -> None:
    assert {field.name for field in fields(Account)} == {
        "age",
        "indicators",
        "acts",
        "means",
        "purposes",
        *SINGLE,
    }


def test_a_line_that_the_childs_list_leaves_out_still_counts_when_it_was_said() -> None:
    child = Account(AgeStatus.CHILD, {Kind.LABOUR: {"RV01": PRESENT, "RV02": PRESENT, "RV11": PRESENT}})
    assert standings(tally(weigh(child)))["recruitment_vulnerability"] is Standing.POSITIVE
    assert len(weigh(Account(AgeStatus.CHILD, {Kind.LABOUR: {}}))) == 65
