"""What must hold after every step, each as a named check: the invariants, and the properties beside them.

The conditions are written out here once more, from the referral mechanism's text and not from the code, so that
a fault in the code cannot hide in its own check.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta

from living_case import LivingCase, Photo

from safeconduct.accounts.training import AREAS
from safeconduct.protection.clocks import start
from safeconduct.protection.counting import Kind
from safeconduct.protection.deadline import Deadline
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import START, TRANSITIONS
from safeconduct.protection.mechanism.declared import Owes
from safeconduct.protection.mechanism.may import may
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Due
from safeconduct.protection.words import Role

Check = Callable[[Photo, Photo], None]
CHECKS: dict[str, Check] = {}

PROTECTED = {"PRESUMED", "PAUSED", "IN_IDENTIFICATION", "IDENTIFIED", "UNDER_APPEAL"}
ASYLUM_OPEN = {"FEAR_VOICED", "REFERRED", "IN_PROCEDURE", "PROTECTED"}
GROWN = {"ADULT_OR_UNKNOWN", "ADULT_CONTINUES"}
TO_ORIGIN = ("M02", "M03", "M04", "M05", "M06", "M07", "M08")
OF_OTHER_LENGTH = {
    effect.what: effect.own_length
    for each in TRANSITIONS.values()
    for effect in each.effects
    if isinstance(effect, Owes) and effect.own_length and effect.working_days
}
CORE = ("identification", "stay", "assistance")


def named(name: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        CHECKS[name] = check
        return check

    return keep


def hold(before: Photo, after: Photo) -> None:
    """Ask every check about one step. An AssertionError names the check that failed."""
    for name, check in CHECKS.items():
        try:
            check(before, after)
        except AssertionError as wrong:
            raise AssertionError(f"{name}: {wrong}") from wrong


@named("INV-01, no orphan: one lead in this country at every instant")
def one_lead(_before: Photo, after: Photo) -> None:
    leads = [row for row in after.people if row["kind"] == "lead" and row["until"] is None]
    assert len(leads) == 1, leads
    assert len({row["country"] for row in leads}) == len(leads)
    # Each former lead ended at the instant the next began.
    spans = sorted(
        (row["since"], row["until"]) for row in after.people if row["kind"] == "lead" and row["until"]
    )
    begins = [row["since"] for row in after.people if row["kind"] == "lead"]
    assert all(until in begins for _since, until in spans), spans


@named("INV-02: whoever is presumed, identified or heard is not removed")
def barred_from_removal(_before: Photo, after: Photo) -> None:
    states = after.states
    assert not (states["identification"] in PROTECTED and states["stay"] in {"UNSET", "BAR_LIFTED"}), states


@named("INV-03: the bar is lifted only after every last no")
def lifted_at_the_very_end(_before: Photo, after: Photo) -> None:
    states = after.states
    if states["stay"] != "BAR_LIFTED":
        return
    assert states["identification"] == "NOT_IDENTIFIED", states
    assert states["asylum"] in {"NOT_RAISED", "NOT_WISHED", "REFUSED_FINAL"}, states
    assert states["child"] in GROWN, states
    assert states["criminal_case"] not in {"REPORTED", "INVESTIGATION", "PROSECUTION"}, states
    assert states["charges"] not in {"ALLEGED", "REVIEW"}, states
    assert after.facts.yes("remedies_used_up"), "an appeal is left"


@named("INV-04: verification changes neither identification, stay nor help")
def verification_changes_nothing(before: Photo, after: Photo) -> None:
    asked = {"return.send_verification", "return.verification_answered", "return.skip_verification"}
    causes = {row["id"] for row in after.new_events(before) if row["event"] in asked}
    moved = [row["event"] for row in after.new_events(before) if row["cause_id"] in causes]
    assert not any(TRANSITIONS[event].region in CORE for event in moved), moved


@named("INV-05: nothing goes to the state of origin while asylum is open")
def nothing_to_origin(_before: Photo, after: Photo) -> None:
    asylum = after.states["asylum"]
    for message in TO_ORIGIN if asylum in ASYLUM_OPEN | {"NOT_WISHED", "REFUSED_FINAL"} else ():
        act = Act("cross_border_transfer", _somebody(Role.FOCAL_POINT), evidence={"message": message})
        finding = SAFEGUARDS["SG-DP-06"].ask(after.facts, act)
        if asylum in ASYLUM_OPEN:
            assert not finding.allowed and not finding.override.allowed, (message, asylum)
        elif finding.allowed:
            assert fresh_consent(after), (message, "an agreement from before the fear was voiced")


def fresh_consent(after: Photo) -> bool:
    """Tell whether some consent of a lawyer's table was filed after the fear was voiced last."""
    voiced = max(row["at"] for row in after.events if row["event"] == "asylum.voice_fear")
    return any(
        each.document.type_id == "D09" and each.filed_at >= voiced and each.coded.get("with_lawyer") == "yes"
        for each in after.at.current
    )


@named("INV-09: whoever is presumed and held has somebody asking for release")
def release_is_asked_for(_before: Photo, after: Photo) -> None:
    if after.states["identification"] not in PROTECTED or not after.facts.yes("in_custody"):
        return
    asking = [row for row in after.tasks if row["safeguard"] == "SG-PR-04" and row["done_at"] is None]
    assert asking, "nobody is asked to get the person out"
    for ground in ("stay", "work", "alleged_act", ""):
        held = Act("detain", _somebody(Role.POLICE), evidence={"ground": ground})
        finding = SAFEGUARDS["SG-PR-04"].ask(after.facts, held)
        assert not finding.allowed and not finding.override.allowed, ground


@named("INV-11: signer, investigator and immigration officer are three people; an override has two agencies")
def separate_hands(_before: Photo, after: Photo) -> None:
    hands: dict[object, set[str]] = {}
    for row in after.events:
        if row["role"] in {"identification_lead", "police", "immigration"}:
            hands.setdefault(row["by_id"], set()).add(row["role"])
    assert all(len(roles) == 1 for roles in hands.values()), hands
    for row in after.overrides:
        assert row["second_id"] is None or row["second_id"] != row["asked_by_id"], row


@named("INV-12: every refusal and every departure is in the log")
def overrides_are_in_the_log(_before: Photo, after: Photo) -> None:
    decided = sum(1 for row in after.overrides if row["decided_at"] is not None)
    assert after.leaves["override.decided", "done"] == decided
    assert after.leaves["override.asked", "done"] == len(after.overrides)


@named("INV-13: how a criminal case or a charge goes changes no protection")
def justice_changes_nothing(before: Photo, after: Photo) -> None:
    against = {"criminal_case.decline", "criminal_case.close_case", "criminal_case.judge", "charges.continue",
               "charges.allegation", "charges.old_conviction_found"}  # fmt: skip
    new = after.new_events(before)
    causes = {row["id"] for row in new if row["event"] in against}
    worse = [row for row in new if row["cause_id"] in causes and row["region"] in CORE]
    assert all(row["after"] == "REMOVAL_BARRED" for row in worse), worse


@named("INV-14: the wish to return can be taken back until departure, and a consent at any time")
def can_always_be_taken_back(_before: Photo, after: Photo) -> None:
    underway = {
        "REQUESTED",
        "VERIFICATION",
        "RISK_ASSESSMENT",
        "ASSURANCE_SOUGHT",
        "RECEIVING_ACCEPTED",
        "READY",
    }
    if after.states["return"] in underway:
        answer = may("return.withdraw", after.facts, Act("return.withdraw", _somebody(Role.PERSON)))
        assert answer.allowed, [finding.safeguard for finding in answer.refusals]
    finding = SAFEGUARDS["SG-DP-02"].ask(after.facts, Act("withdraw_consent", _somebody(Role.PERSON)))
    assert finding.allowed


@named("No silent path: each state change has one event and one leaf, and the events rebuild the states")
def events_rebuild_the_states(_before: Photo, after: Photo) -> None:
    replayed = dict(START)
    for place, row in enumerate(after.events, 1):
        assert row["position"] == place
        assert row["before"] == replayed[row["region"]], (row["event"], row["before"], replayed)
        assert row["before"] in TRANSITIONS[row["event"]].sources, row["event"]
        assert row["after"] == TRANSITIONS[row["event"]].leads_to(row["before"])
        replayed[row["region"]] = row["after"]
    assert replayed == dict(after.states)
    assert after.events_count == len(after.events)
    written = Counter({name: n for (name, outcome), n in after.leaves.items() if outcome == "done"})
    for name, number in Counter(row["event"] for row in after.events).items():
        assert written[name] >= number, name


@named("What happened stays: no event is changed or lost")
def only_grows(before: Photo, after: Photo) -> None:
    assert after.events[: len(before.events)] == before.events
    assert after.papers >= before.papers
    assert not before.leaves - after.leaves


@named("Clock safety: a protection never ends earlier than it was said to")
def protections_only_grow(before: Photo, after: Photo) -> None:
    now = {row["id"]: row for row in after.clocks}
    for row in before.clocks:
        if row["kind"] == Kind.PROTECTION:
            assert now[row["id"]]["due"] >= row["due"], row["name"]
    for row in after.clocks:
        running = row["ended_at"] is None and after.states["stay"] == "REFLECTION"
        if row["name"] == "reflection" and running and after.facts.reasonable_grounds_at:
            assert row["due"] >= after.facts.reasonable_grounds_at + timedelta(days=30), row


@named("A period of reflection that the system ends has run its length")
def reflection_runs_its_length(before: Photo, after: Photo) -> None:
    for row in after.new_events(before):
        if row["event"] == "stay.end_reflection":
            assert after.facts.reasonable_grounds_at is not None
            assert row["at"] >= after.facts.reasonable_grounds_at + timedelta(days=30)
            due = [clock["due"] for clock in before.clocks if clock["name"] == "reflection"]
            assert row["at"] >= min(due, default=row["at"])


@named("Due times: no task is due later than its safeguard states")
def due_in_time(before: Photo, after: Photo) -> None:
    known = {row["id"] for row in before.tasks}
    for row in after.tasks:
        if row["id"] in known:
            continue
        due = SAFEGUARDS[row["safeguard"]].due
        if row["what"] in OF_OTHER_LENGTH:
            value, unit = OF_OTHER_LENGTH[row["what"]]
            due = Due(value, unit, due.counted_from, "design default")
        if due.value is None or row["settled_by"] == "return.contact_done" or row["about"]:
            continue  # no time limit of its own; the follow-up and what watches a date have schedules of their own
        deadline = Deadline.stated(
            due.value, due.unit, due.counted_from, due.basis, kind=Kind.DUTY, source=row["safeguard"]
        )
        latest = start(deadline, row["since"], after.facts.country, safeguard=row["safeguard"]).due
        assert row["due_at"] <= latest, (row["what"], row["due_at"], latest)
        if due.unit == "hours":
            assert row["due_at"] <= row["since"] + timedelta(hours=due.value), row["what"]
        elif due.unit == "days":
            assert row["due_at"] <= row["since"] + timedelta(days=due.value + 1), row["what"]


@named("The next due time stands beside the case")
def next_due_is_kept(_before: Photo, after: Photo) -> None:
    due = [row["due_at"] for row in after.tasks if row["done_at"] is None]
    assert after.at.case.next_due_at == min(due, default=None)


@named("Decisions are monotonic for children: child mode turns no refusal into a yes")
def no_easier_for_a_child(_before: Photo, after: Photo) -> None:
    if after.states["child"] != "ADULT_OR_UNKNOWN":
        return
    child = as_child(after.facts)
    for name, each in TRANSITIONS.items():
        if str(each.region) == "child":
            continue  # the child's own region is about exactly this
        act = Act(name, _somebody(each.by[0]))
        grown = may(name, after.facts, act, filed=after.at.filed)
        if not grown.allowed:
            assert not may(name, child, act, filed=after.at.filed).allowed, name


def as_child(facts: CaseFacts) -> CaseFacts:
    """Return the same facts with child rules on and everything else as it is."""
    known = {**facts.facts, "child": Fact(value=True)}
    return CaseFacts(
        states={**facts.states, "child": "CHILD_TREATED"},
        facts=known,
        country=facts.country,
        now=facts.now,
        reasonable_grounds_at=facts.reasonable_grounds_at,
        first_contact_at=facts.first_contact_at,
    )


def _somebody(role: Role) -> Actor:
    return Actor(role, "somebody", "Some agency", "Some unit", frozenset(AREAS))


# What is held against each accepted event at the instant it happens, with the facts as they were.

BINDS_A_CHILD = frozenset(
    {
        "identification.decide_identified", "identification.decide_not_identified", "stay.apply_early",
        "return.request_return", "asylum.decline", "assistance.decline", "criminal_case.decline",
        "return.decline_monitoring", "claims.waive", "identification.pause",
    }
)  # fmt: skip


def watch_guardian(
    event: str, _role: Role, facts: CaseFacts, states: Mapping[str, str], _world: LivingCase
) -> None:
    """INV-08: nothing that binds a child happens without an active guardian."""
    if event in BINDS_A_CHILD and (states["child"] not in GROWN or facts.value("child") is not False):
        assert facts.value("guardian_appointed") is True, f"INV-08: {event} without a guardian"


def watch_services(
    event: str, role: Role, _facts: CaseFacts, states: Mapping[str, str], world: LivingCase
) -> None:
    """INV-10: help here stays open until the person is received and the contact of 72 hours is made."""
    if event not in {"assistance.finish", "lifecycle.close"} or role is Role.PERSON:
        return
    happened = [row["event"] for row in world.photo().events]
    if "return.depart" not in happened or states["return"] in {"NOT_CONSIDERED", "WITHDRAWN", "COUNSELLING"}:
        return
    since = happened[len(happened) - 1 - happened[::-1].index("return.depart") :]
    ended_by_wish = "return.decline_monitoring" in since or world.at().facts.yes("closure_by_person")
    assert states["return"] != "IN_TRAVEL", f"INV-10: {event} while the person travels"
    assert ended_by_wish or "return.contact_done" in since, f"INV-10: {event} before the first contact"


def departure_tests(facts: CaseFacts) -> dict[str, bool]:
    """Ask the fifteen tests of section 8 of the referral mechanism from the facts alone; a missing fact is false."""
    value, number = facts.value, facts.number

    def true(name: str) -> bool:
        return value(name) is True

    def within(name: str, limit: float) -> bool:
        known = number(name)
        return known is not None and known <= limit

    grown = value("child") is False and facts.states["child"] in GROWN
    low = value("risk_level") == "LOW"
    nothing_runs = value("claims") == "none" and value("proceedings_pending") is False
    return {
        "SG-RT-01": true("legal_advice_given")
        and facts.at_least("hours_between_advice_and_signature", 72)
        and within("second_confirmation_age_h", 24)
        and true("second_witness_differs")
        and not true("withdrawn"),
        "SG-RT-02": true("risk_inputs_both_countries")
        and within("risk_age_d", 30)
        and (low or (value("risk_level") == "MEDIUM" and number("open_mitigations") == 0)),
        "SG-RT-03": facts.at_least("assurance_items", 8) and within("assurance_age_d", 60),
        "SG-RT-04": value("travel_document") == "valid" and value("document_marked") is False,
        "SG-RT-05": true("receiving_lead_named") and true("receiving_accepted") and true("intro_call_done"),
        "SG-ST-01": true("options_sheet_signed"),
        "SG-ST-02": value("proceedings_pending") is False
        or (true("informed_choice") and true("remote_or_return_trip_arranged")),
        "SG-PR-10": facts.states["asylum"] in {"NOT_RAISED", "NOT_WISHED", "REFUSED_FINAL"},
        "SG-PR-11": true("dependants_settled"),
        "SG-JU-01": true("lawyer_destination")
        and (true("lawyer_origin") or true("second_lawyer_refused_by_person") or nothing_runs),
        "SG-JU-02": value("claims") in {"filed", "represented", "none", "waived_after_advice"},
        "SG-LT-01": true("plan_budget_both"),
        "SG-CH-02": grown or true("guardian_handover"),
        "SG-CH-03": grown or value("bid") == "return",
        "SG-CH-05": grown or (value("bid") == "return" and low),
    }


NOBODY_MAY_SET_ASIDE = {"SG-RT-01", "SG-PR-10"}


def watch_departure(
    event: str, _role: Role, facts: CaseFacts, _states: Mapping[str, str], world: LivingCase
) -> None:
    """The departure gate: nobody leaves unless all fifteen tests hold at that instant.

    A test that two people of two agencies have set aside is named in the event itself.
    """
    if event not in {"return.depart", "return.clear_gate"}:
        return
    failed = {name for name, holds in departure_tests(facts).items() if not holds}
    last = [row for row in world.photo().events if row["event"] == event][-1]
    set_aside = {each["safeguard"] for each in last["findings"] if each["overridden"]}
    assert failed <= set_aside, f"{event} though {sorted(failed - set_aside)} do not hold"
    assert not failed & NOBODY_MAY_SET_ASIDE, f"{event} though nobody may set aside {sorted(failed)}"


WATCHERS = (watch_guardian, watch_services, watch_departure)
