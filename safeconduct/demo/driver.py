"""Make true what the guards of a step ask for, through the doors, and tell each thing that was done."""

from dataclasses import dataclass, field
from datetime import timedelta

from safeconduct.accounts.models import Worker
from safeconduct.casework import services
from safeconduct.casework.services import NotAllowed
from safeconduct.casework.views import words
from safeconduct.demo import hands, remedies
from safeconduct.demo.journey import Journey
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.may import STATE, already_so
from safeconduct.protection.words import Role

# Steps that a paper tells of each time they are taken, whether or not an older one is on file.
WRITTEN_EACH_TIME = {
    "assistance.review_plan": ("D16",),
    "assistance.commit_long_term": ("D16",),
    "assistance.step_down": ("D16",),
    "assistance.decline": ("D09",),
    "assistance.setback": ("D35",),
    "child.approach_18": ("D20", "D16"),
    "child.found": ("D07", "D35"),
    "child.go_missing": ("D35",),
    "child.proved_adult": ("D20",),
    "claims.pay": ("D36",),
    "identification.pause": ("D09",),
    "identification.resume": ("D09",),
    "identification.reopen": ("D04",),
    "identification.new_information": ("D04",),
    "lifecycle.accept_transfer": ("D06",),
    "return.assess_risk_acceptable": ("D27",),
    "return.assess_risk_high": ("D27",),
    "return.contact_done": ("D34",),
    "return.danger_sign": ("D35",),
    "return.verification_answered": ("D26",),
    "return.withdraw": ("D25",),
    "stay.apply_early": ("D15",),
    "stay.extend_reflection": ("D12",),
    "stay.grant_temporary": ("D15",),
    "stay.grant_long_term": ("D15",),
    "stay.lift_bar": ("D15",),
    "stay.refuse_stay": ("D15",),
    "stay.renew": ("D15",),
    "stay.return_to_country": ("D15",),
    "stay.settled_status": ("D15",),
    "charges.continue": ("D22",),
    "charges.drop": ("D22",),
    "charges.vacate": ("D22",),
}
SIGNED_EACH_TIME = frozenset(
    {
        "identification.appeal_allowed",
        "identification.appeal_refused",
        "identification.decide_identified",
        "identification.decide_not_identified",
        "identification.recognise_foreign_decision",
    }
)


class NoWay(Exception):
    """Nothing that anybody could do makes this step possible from here. `told` is what was tried."""

    def __init__(self, event: str, findings: tuple[Finding, ...], told: list[str]) -> None:
        self.findings, self.told = findings, told
        reasons = "; ".join(f"{each.safeguard}: {words.because(each)}" for each in findings)
        super().__init__(f"{event} stays refused. {reasons}")


@dataclass
class Step:
    """One step as it was played: how it ended, and what was made true for it."""

    event: str
    state: str
    who: str = ""
    made_true: list[str] = field(default_factory=list)
    refused: tuple[Finding, ...] = ()


def go(journey: Journey, event: str) -> Step:
    """Make true what an event needs, then let it happen. Raises NoWay when no progress is possible."""
    step = Step(event, "")
    role = hands.doer(event, child=journey.moment(event).child)
    second = make_true(journey, event, role, step.made_true)
    step.who = _happen(journey, event, role, second, step.made_true)
    step.state = journey.state(TRANSITIONS[event].region)
    return step


def attempt(journey: Journey, event: str, *, role: Role | None = None) -> Step:
    """Try an event as the case stands. A refusal is an ordinary outcome."""
    role = role or hands.doer(event, child=journey.moment(event).child)
    step = Step(event, "")
    try:
        step.who = journey.move(event, role)
    except NotAllowed as refused:
        step.refused = refused.findings
    step.state = journey.state(TRANSITIONS[event].region)
    return step


def make_true(journey: Journey, event: str, role: Role, told: list[str]) -> Worker | None:
    """Do what the findings ask for until none refuses. Returns the second person, where one is needed."""
    if already_so(event, journey.at().facts):
        return None
    _write_what_it_tells(journey, event, told)
    second: Worker | None = None
    tried: set[tuple[str, str]] = set()
    while findings := _open(journey, event, role, second):
        finding = _next(findings, tried)
        if finding is None:
            raise NoWay(event, findings, told)
        tried.add(_name(finding))
        told.extend(remedies.remedy(journey, event, finding))
        if finding.safeguard == "SG-GV-01":
            second = hands.second_person(journey.cast, journey.worker(role))
    return second


def _next(findings: tuple[Finding, ...], tried: set[tuple[str, str]]) -> Finding | None:
    """Choose what to do next: papers before time, and nothing twice for the same reason."""
    if any(each.safeguard == STATE for each in findings):
        return None
    ahead = [each for each in findings if _name(each) not in tried]
    return min(ahead, key=lambda each: each.safeguard in remedies.TAKES_TIME, default=None)


def _name(finding: Finding) -> tuple[str, str]:
    return finding.safeguard, f"{finding.because} {finding.told.get('document', '')}"


def _open(journey: Journey, event: str, role: Role, second: Worker | None) -> tuple[Finding, ...]:
    if already_so(event, journey.at().facts):
        return ()
    return journey.ask(event, role, second).refusals


def _write_what_it_tells(journey: Journey, event: str, told: list[str]) -> None:
    """File the papers of the step itself: those the table names and nobody wrote, and those written each time."""
    if event == "lifecycle.lose_contact":
        for _ in range(3):
            told.append(journey.file("D34", event))
            journey.wait(timedelta(days=1))
        return
    told.extend(journey.file(type_id, event) for type_id in WRITTEN_EACH_TIME.get(event, ()))
    if event in SIGNED_EACH_TIME:
        decides = event.startswith("identification.decide_")
        told.extend([*(journey.opinions(event) if decides else []), journey.sign(event)])
    step = TRANSITIONS[event]
    if step.protects and step.by != (Role.SYSTEM,):
        on_file = journey.at().filed
        told.extend(journey.file(each, event) for each in step.documents if each not in on_file)


def _happen(journey: Journey, event: str, role: Role, second: Worker | None, told: list[str]) -> str:
    if role is not Role.SYSTEM or already_so(event, journey.at().facts):
        return journey.move(event, role, second=second)
    before = journey.at().case.events_count
    due = journey.clock_for(event)
    if due is not None:
        if due > journey.now:
            told.append(f"time passed until {due.date()}")
        journey.wait_until(due)
        services.let_time_pass(journey.now)
    if journey.at().case.events_count > before:
        return "by itself, when its time came"
    return journey.move(event, role)
