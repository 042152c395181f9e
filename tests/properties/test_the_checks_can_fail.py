"""A check that cannot fail shows nothing: each rule is broken once on purpose, and its check must see it.

These tests break the rules only for themselves, by putting something false in their place.
"""

import importlib
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from living_case import NOON, LivingCase
from test_living_case import SAMPLE
from what_must_hold import WATCHERS, hold

from safeconduct.casework import services
from safeconduct.demo import driver, hands
from safeconduct.protection.finding import Finding, Verdict
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.declared import Moves
from safeconduct.protection.mechanism.may import may as really_may
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

MAY = importlib.import_module("safeconduct.protection.mechanism.may")
DOOR = importlib.import_module("safeconduct.casework.services.move")
READY = """identification.self_report lifecycle.assign_lead return.open_counselling return.request_return
    return.skip_verification return.assess_risk_acceptable return.assurance_given return.clear_gate"""


@pytest.fixture
def living(invented: Any) -> Any:
    def way(events: str) -> LivingCase:
        case = LivingCase(invented, NOON, seed=events)
        for event in events.split():
            driver.go(case, event)
        case.watchers = list(WATCHERS)
        return case

    return way


def always_met(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Put guards in place that say yes to everything."""
    broken = dict(SAFEGUARDS)
    for name in names:
        yes = _Yes(name)
        broken[name] = yes  # type: ignore[assignment]
    monkeypatch.setattr(MAY, "SAFEGUARDS", MappingProxyType(broken))


class _Yes:
    def __init__(self, name: str) -> None:
        self.name = name

    def ask(self, _case: object, _act: object) -> Finding:
        return Finding(self.name, Verdict.MET, "")


def take(case: LivingCase, event: str, role: Role = Role.CASE_MANAGER) -> None:
    case.take(event, role, by=case.worker(role), second=hands.second_person(case.cast, None), evidence={})


@pytest.mark.parametrize(
    ("guard", "spoils"),
    [
        ("SG-RT-01", ("D25", {"withdrawn": "no", "second_confirmed_at": "2025-12-01T10:00:00+00:00"})),
        ("SG-RT-02", ("D27", {"level_here": "HIGH"})),
        ("SG-RT-04", ("D26", {"document_marked": "yes"})),
        ("SG-LT-01", ("D16", {"plan_budget_both": "no"})),
        ("SG-PR-11", ("D08", {"dependants_settled": "no"})),
    ],
)
def test_a_guard_that_always_says_yes_is_seen_at_departure(living, monkeypatch, guard, spoils):
    case = living(READY)
    case.file("D25", "return.depart")
    type_id, says = spoils
    case.file(type_id, "return.depart", says)
    assert case.state("return") == "READY"
    assert not services.ask(
        case.at().case, "return.depart", by=case.manager, role=Role.CASE_MANAGER, now=case.now
    ).allowed
    always_met(monkeypatch, guard)
    with pytest.raises(AssertionError, match=guard):
        take(case, "return.depart")


def test_a_table_that_forgets_to_bar_removal_is_seen(living, monkeypatch):
    case = living("")
    before = case.photo()
    bare = replace(
        TRANSITIONS["identification.self_report"],
        effects=tuple(
            each
            for each in TRANSITIONS["identification.self_report"].effects
            if not (isinstance(each, Moves) and "stay.bar_removal" in each.events)
        ),
    )
    monkeypatch.setitem(TRANSITIONS, "identification.self_report", bare)
    monkeypatch.setattr(DOOR, "broken", lambda *_states, **_told: ())  # the door's own check is off as well
    take(case, "identification.self_report", Role.PERSON)
    with pytest.raises(AssertionError, match="INV-02"):
        hold(before, case.photo())


def test_a_binding_step_without_a_guardian_is_seen(living, monkeypatch):
    case = living("identification.self_report child.doubt_or_child")
    monkeypatch.setattr(MAY, "with_guardian", lambda *_told: iter(()))
    case.file("D09", "assistance.decline")
    always_met(monkeypatch, *TRANSITIONS["assistance.decline"].safeguards)
    with pytest.raises(AssertionError, match="INV-08"):
        take(case, "assistance.decline", Role.PERSON)


def test_a_protection_that_is_cut_short_is_seen(living):
    from safeconduct.casework.models import Clock

    case = living("identification.self_report stay.grant_reflection")
    before = case.photo()
    clock = Clock.objects.get(case=case.case, name="reflection")
    clock.due -= timedelta(days=1)
    clock.save()
    with pytest.raises(AssertionError, match="Clock safety"):
        hold(before, case.photo())


def test_a_state_that_no_event_made_is_seen(living):
    case = living("identification.self_report")
    before = case.photo()
    case.case.refresh_from_db()
    case.case.claims = "PAID"
    case.case.save()
    with pytest.raises(AssertionError, match="No silent path"):
        hold(before, case.photo())


def test_a_second_lead_or_none_is_seen(living):
    from django.utils import timezone

    from safeconduct.casework.models import Assignment

    case = living("identification.self_report")
    before = case.photo()
    Assignment.objects.filter(case=case.case, kind="lead").update(until=timezone.now())
    with pytest.raises(AssertionError, match="INV-01"):
        hold(before, case.photo())


def test_a_task_that_is_due_too_late_is_seen(living):
    from safeconduct.casework.models import Task

    case = living("")
    before = case.photo()
    take(case, "identification.self_report", Role.PERSON)
    late = Task.objects.filter(case=case.case, safeguard="SG-PR-07").first()
    late.due_at += timedelta(days=30)
    late.save()
    with pytest.raises(AssertionError, match="Due times"):
        hold(before, case.photo())


def test_a_door_to_the_home_country_is_seen(living, monkeypatch):
    import what_must_hold

    case = living("identification.self_report asylum.voice_fear")
    broken = {**SAFEGUARDS, "SG-DP-06": _Yes("SG-DP-06")}
    monkeypatch.setattr(what_must_hold, "SAFEGUARDS", broken)
    taken = case.photo()
    with pytest.raises(AssertionError, match="INV-05"):
        hold(taken, taken)


def test_nothing_of_this_stays_broken():
    assert MAY.SAFEGUARDS is SAFEGUARDS
    assert MAY.may is really_may
    assert SAMPLE.role is Role.CASE_MANAGER
