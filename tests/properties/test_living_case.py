"""Whatever people do, in whatever order: every invariant holds after every step, through the real doors."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any, ClassVar

import pytest
from django.db import transaction
from how_far import drawn
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from living_case import NOON, LivingCase, contrary, from_here, partly_unknown
from what_must_hold import CHECKS, WATCHERS, hold

from safeconduct.accounts.queries import RoleNotHeld
from safeconduct.casework import services
from safeconduct.casework.access import NoPart
from safeconduct.casework.models import Override
from safeconduct.casework.services import NotAllowed
from safeconduct.casework.services.assign import CannotAssign
from safeconduct.casework.services.file_document import NotForYou, NotSound
from safeconduct.casework.services.override import CannotOverride
from safeconduct.demo import driver, hands, sound
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.vault.services import NotYetSealable

pytestmark = pytest.mark.django_db

# From where the examples start. Each line is one person's way so far; `child`: the person is under eighteen.
STARTS = {
    "first contact": "",
    "presumed": """identification.self_report stay.grant_reflection lifecycle.assign_lead
        assistance.stabilise assistance.agree_plan""",
    "refused everywhere": """identification.self_report asylum.voice_fear asylum.decline
        identification.open_identification identification.decide_not_identified identification.appeal
        identification.appeal_refused stay.apply_early stay.refuse_stay stay.lift_bar""",
    "ready to go home": """identification.self_report lifecycle.assign_lead return.open_counselling
        return.request_return return.skip_verification return.assess_risk_acceptable
        return.assurance_given return.clear_gate""",
    "gone home": """identification.self_report lifecycle.assign_lead return.open_counselling
        return.request_return return.skip_verification return.assess_risk_acceptable
        return.assurance_given return.clear_gate return.depart""",
    "child": """identification.self_report child.doubt_or_child child.appoint_guardian
        child.assess_interests return.open_counselling return.request_return return.skip_verification
        return.assess_risk_acceptable return.assurance_given""",
    "about to close": """identification.self_report lifecycle.assign_lead criminal_case.inform
        criminal_case.report claims.assess lifecycle.propose_closure""",
}
EXAMPLES, STEPS = 8, 40
AGO = [timedelta(hours=1), timedelta(hours=30), timedelta(days=4), timedelta(days=20), timedelta(days=75)]
EVENTS, TYPES, ROLES = sorted(TRANSITIONS), sorted(DOCUMENTS), sorted(Role)
SAMPLE = Actor(Role.CASE_MANAGER, "amaru", "Harbour House", "Town office")
REFUSED_AT_THE_DOOR = (
    NoPart, RoleNotHeld, NotForYou, NotSound, NotYetSealable, CannotAssign, CannotOverride
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """One case of the cast; each rule is one thing that somebody might do. The database goes back afterwards."""

    begins: ClassVar[LivingCase]
    counted: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.case = self.begins.twin()
        self.case.watchers = list(WATCHERS)
        self.before = self.case.photo()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def tried(self, what: str, act: Any) -> bool:
        """Do one thing; whatever came of it, hold the case against every check. Return whether it was done."""
        try:
            act()
        except NotAllowed as refused:
            self.stays_as_it_was()
            name = refused.decision.transition.id
            assert self.now.leaves[name, "refused"] == self.before.leaves[name, "refused"] + 1, (
                "INV-12: a refusal without its leaf"
            )
            done = False
        except REFUSED_AT_THE_DOOR:
            self.stays_as_it_was()
            done = False
        else:
            done = True
        self.held(f"{what}, {'done' if done else 'refused'}")
        return done

    def stays_as_it_was(self) -> None:
        self.now = self.case.photo()
        assert self.now.kept() == self.before.kept(), "a refused act changed something"

    def held(self, what: str) -> None:
        self.now = self.case.look()
        hold(self.before, self.now)
        self.before = self.now
        self.counted[what] += 1

    def somebody(self, role: Role) -> Any:
        """Return who acts in a role and give them a part, so that the door is reached."""
        worker = self.case.worker(role)
        if worker is not None:
            known = len(self.case.here)
            self.case.bring(worker, Role.CASE_MANAGER if worker == self.case.manager else role)
            if len(self.case.here) > known:
                self.before = self.case.photo()
        return worker

    @rule(data=st.data(), seed=st.integers(0, 2**16))
    def file(self, data: Any, seed: int) -> None:
        """File any of the forty, sound, partly unknown, or saying the contrary."""
        type_id = data.draw(st.sampled_from(TYPES))
        event = data.draw(st.sampled_from(sorted(from_here(self.before.states))))
        how = data.draw(st.sampled_from(("sound", "partly unknown", "contrary")))
        fitting = (hands.writer(type_id, event), *DOCUMENTS[type_id].authors)
        role = data.draw(st.sampled_from(fitting))
        by, chance = self.somebody(role), Random(seed)
        self.tried(f"file {how}", lambda: self.paper(type_id, event, how, role, by, chance))

    def paper(self, type_id: str, event: str, how: str, role: Role, by: Any, chance: Random) -> None:
        values = sound.values(type_id, self.case.moment(event))
        if how == "partly unknown":
            values = partly_unknown(type_id, values, chance)
        elif how == "contrary":
            values = contrary(type_id, values, self.case.now, chance)
        self.case.send(
            services.file_document, self.case.case.pk, type_id, values, by=by, role=role,
            now=self.case.now, op_id=self.case.key(f"file {type_id}"),
            base=self.case._base(type_id) if chance.random() < 0.8 else None,
        )  # fmt: skip
        self.case.now += timedelta(minutes=2)

    @rule(data=st.data())
    def take_any(self, data: Any) -> None:
        """Take any of the 111 events in any role."""
        event, role = data.draw(st.sampled_from(EVENTS)), data.draw(st.sampled_from(ROLES))
        self.take(event, role, data.draw(st.booleans()))

    @rule(data=st.data())
    def take_fitting(self, data: Any) -> None:
        """Take an event that starts from here, in a role that may."""
        event = data.draw(st.sampled_from(sorted(from_here(self.before.states))))
        self.take(event, data.draw(st.sampled_from(TRANSITIONS[event].by)), data.draw(st.booleans()))

    def take(self, event: str, role: Role, four_eyes: bool) -> None:
        by = self.somebody(role)
        second = hands.second_person(self.case.cast, by) if four_eyes else None
        self.tried("take", lambda: self.case.take(event, role, by=by, second=second, evidence={}))

    @rule(data=st.data())
    def prepare(self, data: Any) -> None:
        """Do all that a careful worker does for a step, and take it. Seldom: it is many acts in one."""
        if data.draw(st.integers(0, 3)):
            return self.take_fitting(data)
        event = data.draw(st.sampled_from(sorted(from_here(self.before.states))))
        try:
            driver.go(self.case, event)
        except (driver.NoWay, NotAllowed, NoPart, LookupError):
            self.held("prepare a step that stays refused")
        else:
            self.held("prepare a step and take it")
        return None

    @rule(hours=st.sampled_from(AGO))
    def time_passes(self, hours: timedelta) -> None:
        self.case.now += hours
        services.let_time_pass(self.case.now)
        self.held("time passes")

    @precondition(lambda life: life.case.sent)
    @rule(data=st.data())
    def send_again(self, data: Any) -> None:
        """A letter that comes twice is answered with the first result."""
        door, told, named, first = self.case.sent[data.draw(st.integers(0, len(self.case.sent) - 1))]
        again = door(*told, **named)
        assert again.pk == first, "a resend must return the first result"
        self.stays_as_it_was()
        assert self.now.leaves == self.before.leaves
        self.held("send again")

    @rule(login=st.sampled_from(("ines", "tomas", "amaru")), end=st.sampled_from(("accept", "refuse", "")),
          often=st.integers(0, 3))  # fmt: skip
    def hand_over(self, login: str, end: str, often: int) -> None:
        """Offer the case to another lead, who takes it, or does not, or takes time."""
        if often:
            return self.offer(login)
        return self.hand_it_over(login, end)

    def offer(self, login: str) -> None:
        named = {"by": self.case.manager, "reason": "moves", "now": self.case.now}
        key, next_lead = self.case.key("offer"), self.case.cast.named(login)
        self.tried(
            "offer the lead",
            lambda: self.case.send(services.offer_lead, self.case.case.pk, next_lead, op_id=key, **named),
        )

    def hand_it_over(self, login: str, end: str) -> None:
        def act() -> None:
            case, next_lead = self.case, self.case.cast.named(login)
            case.send(
                services.offer_lead, case.case.pk, next_lead, by=case.manager, reason="moves", now=case.now,
                op_id=case.key("offer"),
            )  # fmt: skip
            for event in ("lifecycle.offer_transfer", *([f"lifecycle.{end}_transfer"] if end else [])):
                if case.state("lifecycle") in TRANSITIONS[event].sources:
                    driver.go(case, event)

        try:
            act()
        except (CannotAssign, driver.NoWay, NotAllowed, NoPart):
            self.held("hand-over, refused")
        else:
            self.held(f"hand-over, {end or 'offered'}")

    @rule(data=st.data())
    def depart_from_a_safeguard(self, data: Any) -> None:
        """Ask to set one refusal aside; somebody decides, perhaps somebody who may not."""
        event = data.draw(st.sampled_from(sorted(from_here(self.before.states))))
        role = data.draw(st.sampled_from(TRANSITIONS[event].by))
        by, asks = self.somebody(role), self.somebody(Role.CASE_MANAGER)
        decides = data.draw(st.sampled_from(("ximena", "andres", "amaru")))
        refusals = services.ask(self.case.at().case, event, by=by, role=role, now=self.case.now).refusals
        if not refusals:
            return
        safeguard = data.draw(st.sampled_from(sorted({finding.safeguard for finding in refusals})))
        if self.tried("ask for a departure", lambda: self.ask(safeguard, event, asks)):
            yes = data.draw(st.booleans()) or data.draw(st.booleans())
            self.tried("decide a departure", lambda: self.decide(decides, approve=yes))

    def ask(self, safeguard: str, event: str, by: Any) -> None:
        self.case.send(
            services.ask_override, self.case.case.pk, safeguard, event, by=by, role=Role.CASE_MANAGER,
            reason="There is no other way for this person.", days=10, now=self.case.now,
            op_id=self.case.key("ask"),
        )  # fmt: skip

    def decide(self, login: str, *, approve: bool) -> None:
        row = (
            Override.objects.filter(case=self.case.case, decided_at__isnull=True).order_by("asked_at").first()
        )
        by = self.case.cast.named(login)
        role = Role.CASE_MANAGER if login == "amaru" else Role.REVIEWER
        self.case.send(
            services.decide_override, row.pk, by=by, role=role, approve=approve, now=self.case.now,
            op_id=self.case.key("decide"),
        )  # fmt: skip

    def in_force(self) -> list[Any]:
        rows = self.before.overrides
        return [row["pk"] for row in rows if row["outcome"] == "in_force" and row["review"] is None]

    @precondition(lambda life: life.in_force())
    @rule(uphold=st.booleans(), login=st.sampled_from(("ximena", "andres", "renata")))
    def review_a_departure(self, uphold: bool, login: str) -> None:
        row = Override.objects.get(pk=self.in_force()[0])
        role = Role.IDENTIFICATION_LEAD if login == "renata" else Role.REVIEWER
        named = {"by": self.case.cast.named(login), "role": role, "uphold": uphold, "now": self.case.now}
        self.tried(
            "review a departure",
            lambda: self.case.send(services.review_override, row.pk, op_id=self.case.key("review"), **named),
        )

    @precondition(lambda life: life.consents())
    @rule(data=st.data())
    def take_consent_back(self, data: Any) -> None:
        """Withdraw one consent: nothing may leave afterwards that could not leave before."""
        current = self.consents()
        version = current[data.draw(st.integers(0, len(current) - 1))]
        shares = [self.share(each.coded) for each in current]
        could = [self.leaves(act) for act in shares]
        values = {**version.coded, "withdrawn_on": self.case.now.date().isoformat()}
        values.pop("own_words", None)

        named = {
            "by": self.somebody(Role.PERSON),
            "role": Role.PERSON,
            "now": self.case.now,
            "base": version.pk,
        }
        key = self.case.key("withdraw")
        self.tried(
            "take a consent back",
            lambda: self.case.send(
                services.file_document, self.case.case.pk, "D09", values, op_id=key, **named
            ),
        )
        can = [self.leaves(act) for act in shares]
        assert all(was or not now for was, now in zip(could, can, strict=True)), "taking back let more out"

    def consents(self) -> list[Any]:
        return [each for each in self.before.at.current if each.document.type_id == "D09"]

    def share(self, coded: Any) -> Act:
        told = {name: coded.get(name) for name in ("recipient", "purpose", "fields")}
        return Act("share_data", SAMPLE, evidence=told)

    def leaves(self, act: Act) -> bool:
        return all(SAFEGUARDS[name].ask(self.before.facts, act).allowed for name in ("SG-DP-01", "SG-DP-02"))


def live(cast: Any, start: str, examples: int = EXAMPLES) -> Counter[str]:
    """Play the way to a start once, then let many lives go on from there. Returns the steps by kind."""
    Life.counted = Counter()
    Life.begins = LivingCase(cast, NOON, seed=start, young=start == "child")
    for event in STARTS[start].split():
        driver.go(Life.begins, event)
    run_state_machine_as_test(Life, settings=drawn(examples, stateful_step_count=STEPS))
    return Life.counted


def test_every_invariant_holds_after_every_step_from_every_start(invented: Any, capsys: Any) -> None:
    counted: Counter[str] = Counter()
    for start in STARTS:
        with transaction.atomic():
            counted += live(invented, start)
            transaction.set_rollback(True)
    with capsys.disabled():
        print(f"\n{counted.total()} steps under {len(CHECKS) + len(WATCHERS)} checks")
        for what, number in sorted(counted.items()):
            print(f"  {number:5} {what}")
    assert counted.total() >= 2000
