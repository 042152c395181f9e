"""Return: the way in steps, and the departure gate as a checklist that is asked anew at every look.

Nothing here leads to travel while fear of return is open, and the wish can be taken back with one press.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework.access import Action
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.ages import age
from safeconduct.casework.views.asking import asker, readers_of, reads
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.frame import Asked, bar, now, opened, page, shown
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.gate import departure_gate
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.may import Decision
from safeconduct.protection.safeguards.conditions import DEPARTURE, NO_ASYLUM_OPEN
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as mark
from safeconduct.ui.shapes import Check, Task, TaskStatus
from safeconduct.ui.shapes import Standing as Stands

CLEAR, DEPART, WITHDRAW, STAY = (
    "return.clear_gate",
    "return.depart",
    "return.withdraw",
    "return.decide_to_stay",
)
RISK, OPTIONS = "D27", "D24"
# From here on the person draws nearer to leaving; none of it is offered while fear is open.
TOWARDS_LEAVING = DEPARTURE | {"return.request_return", "return.assurance_given", "return.send_verification"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of the way: what it is called, the state it ends in, the events that lead there."""

    name: str
    reaches: str
    events: tuple[str, ...]


WAY = (
    Stage(mark("Talk about every option"), "COUNSELLING", ("return.open_counselling",)),
    Stage(mark("Take up the person’s own written wish"), "REQUESTED", ("return.request_return",)),
    Stage(
        mark("Have identity and papers, without a mark"),
        "RISK_ASSESSMENT",
        ("return.skip_verification", "return.send_verification", "return.verification_answered"),
    ),
    Stage(
        mark("Assess the risk with both countries"), "ASSURANCE_SOUGHT", ("return.assess_risk_acceptable",)
    ),
    Stage(
        mark("Get the assurance, and somebody who receives"),
        "RECEIVING_ACCEPTED",
        ("return.assurance_given",),
    ),
    Stage(mark("Clear the departure gate"), "READY", (CLEAR,)),
    Stage(mark("Depart"), "IN_TRAVEL", (DEPART,)),
    Stage(mark("Arrive and be met"), "RECEIVED", ("return.arrive",)),
    Stage(mark("Agree on follow-up, or on none"), "MONITORING", ("return.agree_monitoring",)),
)
ORDER = (
    "NOT_CONSIDERED", "COUNSELLING", "REQUESTED", "VERIFICATION", "RISK_ASSESSMENT", "ASSURANCE_SOUGHT",
    "RECEIVING_ACCEPTED", "READY", "IN_TRAVEL", "RECEIVED", "MONITORING", "MONITORING_ENDED",
)  # fmt: skip
BEFORE_LEAVING = frozenset(ORDER[1 : ORDER.index("IN_TRAVEL")])


@page("GET")
def return_gate(request: Asked, case_id: UUID) -> HttpResponse:
    """Show where a return stands and what each of its tests says at this moment."""
    case = opened(request, case_id, Action.ACT)
    at = standing(case.case, now())
    ask, sees = asker(request, case, at), reads(request, case, RISK)
    fear = sees and fear_open(at)
    state = case.case.return_state
    gate = _gate(at, ask) if sees and state in BEFORE_LEAVING else []
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "state": words.state("return", state),
        "meaning": words.meaning("return", state),
        "started": state != "NOT_CONSIDERED",
        "alert": state == "ALERT",
        "fear": fear,
        "sees": sees,
        "readers": readers_of(RISK),
        "tasks": _way(case, ask, sees=sees, fear=fear),
        "gate": gate,
        "counts": _counts(gate),
        "at_departure": state == "READY",
        "take_back": _take_back(case, at),
        "options_href": reverse("document_new", args=[case_id, OPTIONS]),
        "case_id": case_id,
    }
    return shown(request, "casework/return_gate.html", context)


def fear_open(at: Standing) -> bool:
    """Tell whether a fear of return was voiced and not yet heard, or a claim to protection waits or is granted."""
    asylum = at.facts.state("asylum")
    unheard = at.facts.yes("fear_of_return") and asylum == "NOT_RAISED"
    return unheard or asylum not in NO_ASYLUM_OPEN


def _way(case: Opened, ask: Callable[[str], Decision], *, sees: bool, fear: bool) -> list[Task]:
    """List the stretches of the way, each with where it stands and what it waits for."""
    state = case.case.return_state
    place = ORDER.index(state) if state in ORDER else 0
    tasks: list[Task] = []
    for stage in WAY:
        if state != "ALERT" and place >= ORDER.index(stage.reaches):
            tasks.append(Task(_(stage.name), status=TaskStatus.COMPLETED))
        else:
            tasks.append(_stretch(stage, case, ask, tasks, sees=sees, fear=fear))
    return tasks


def _stretch(
    stage: Stage, case: Opened, ask: Callable[[str], Decision], before: list[Task], *, sees: bool, fear: bool
) -> Task:
    state = case.case.return_state
    name = _(stage.name)
    from_here = [each for each in stage.events if state in TRANSITIONS[each].sources]
    if not from_here:
        waits = before[-1].name if before else ""
        return Task(name, status=TaskStatus.CANNOT_START, waits_for=waits)
    if fear and TOWARDS_LEAVING & set(from_here):
        because = _("The person is afraid to go back. Nothing leads to travel while that is open.")
        return Task(name, status=TaskStatus.CANNOT_START, waits_for=because)
    decisions = [(each, ask(each)) for each in from_here]
    status = TaskStatus.IN_PROGRESS if state == "VERIFICATION" else TaskStatus.NOT_STARTED
    for event, decision in decisions:
        if decision.allowed:
            hint = words.event(event) if len(stage.events) > 1 else ""  # with one way only, it says the same
            return Task(name, reverse("move", args=[case.case.pk, event]), status, hint=hint)
    refusals = decisions[0][1].refusals
    waits = words.because(refusals[0]) if sees else _("What those who work on it still have to settle.")
    hint = _("Every test stands below.") if sees and DEPARTURE & set(from_here) else ""
    return Task(name, status=TaskStatus.CANNOT_START, waits_for=waits, hint=hint)


def _gate(at: Standing, ask: Callable[[str], Decision]) -> list[Check]:
    """Ask the tests of the gate now. Those for children are shown only where child rules apply."""
    event = DEPART if at.case.return_state == "READY" else CLEAR
    act = Act(event, Actor(Role.CASE_MANAGER))
    findings = [
        each
        for each in departure_gate(at.facts, act)
        if at.facts.child_mode or not each.safeguard.startswith("SG-CH-")
    ]
    aside = {each.safeguard for each in ask(event).overridden}
    return [
        replace(
            check,
            age=_("Set aside by two people")
            if finding.safeguard in aside
            else age(finding.safeguard, at.facts, act),
        )
        for check, finding in zip(words.checks(findings), findings, strict=True)
    ]


def _counts(gate: list[Check]) -> dict[str, int]:
    counted = {stands.value: 0 for stands in Stands}
    for check in gate:
        counted[check.standing] += 1
    return {**counted, "all": len(gate)}


def _take_back(case: Opened, at: Standing) -> dict[str, object] | None:
    """Return how the wish is taken back from here: with one press, by whoever hears it."""
    state = at.facts.state("return")
    event = next((each for each in (WITHDRAW, STAY) if state in TRANSITIONS[each].sources), None)
    if event is None:
        return None
    return {
        "href": reverse("move", args=[case.case.pk, event]),
        "title": words.event(event),
        "may": role_for(TRANSITIONS[event], case.related) is not None,
    }
