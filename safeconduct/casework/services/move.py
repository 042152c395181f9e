"""The door for every event of the mechanism."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import actor_for
from safeconduct.audit import services as audit
from safeconduct.casework.access import acts_as, require_part
from safeconduct.casework.facts import Standing, after, standing
from safeconduct.casework.models import Case, Event, Task, column
from safeconduct.casework.services import assignments, effects
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.declared import Effect, Transition
from safeconduct.protection.mechanism.invariants import UNDER_PROTECTION, broken
from safeconduct.protection.mechanism.may import Decision, already_so, may
from safeconduct.protection.words import Role

NOTHING: Mapping[str, object] = MappingProxyType({})
SYSTEM = Actor(Role.SYSTEM)


class NotAllowed(Exception):
    """The mechanism or a safeguard refuses; every reason is in `findings`."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.findings: tuple[Finding, ...] = decision.refusals
        super().__init__(", ".join(finding.safeguard for finding in self.findings))


@dataclass(frozen=True)
class Step:
    """One act on its way through the door."""

    by: Worker | None
    act: Act
    now: datetime
    second: Worker | None = None
    follows: bool = False  # caused by another event or by a document, so the table answers for it
    cause: Event | None = None


def ask(
    case: Case,
    event: str,
    *,
    by: Worker | None,
    role: Role,
    now: datetime,
    evidence: Mapping[str, object] = NOTHING,
    second: Worker | None = None,
    at: Standing | None = None,
) -> Decision:
    """Ask whether an event may happen, without doing it. Pages ask this before they offer.

    `by` None asks for the system.
    """
    act = _act(event, by, role, now, evidence, second)
    return _decide(at or standing(case, now), act)


def asked_by(worker: Worker, at: Standing, now: datetime) -> Callable[[str, Role], Decision]:
    """Return a question that many events can be put to at the cost of one: for pages that list steps.

    The worker is looked up once, for whatever role is asked about; the door looks again when a step is taken.
    Raises RoleNotHeld.
    """
    somebody = actor_for(worker, at=now)

    def ask_one(event: str, role: Role) -> Decision:
        act = Act(event, replace(somebody, role=role))
        return _decide(at, act)

    return ask_one


def move(
    case_id: UUID,
    event: str,
    *,
    by: Worker | None,
    role: Role,
    now: datetime,
    op_id: UUID,
    evidence: Mapping[str, object] = NOTHING,
    second: Worker | None = None,
) -> Event:
    """Let an event happen: event, effects, clocks, tasks and audit leaf in one transaction.

    `by` is the worker who does or notes it, None only for the system; `role` is in whose name.
    Raises NotAllowed with every reason, NoPart, KeyError for an unknown event, KeyUsedElsewhere.
    """
    try:
        with transaction.atomic():
            return _move(case_id, Step(by, _act(event, by, role, now, evidence, second), now, second), op_id)
    except NotAllowed as refused:
        # After the rollback, so that the refusal itself is kept (INV-12).
        note_refusal(case_id, by, role, refused.decision)
        raise


def _move(case_id: UUID, step: Step, op_id: UUID) -> Event:
    case = Case.objects.select_for_update().get(pk=case_id)
    kind = f"move:{step.act.name}"
    done = first_result(op_id, kind, step.by)
    if done is not None:
        return Event.objects.get(pk=done)
    if step.by is not None:
        require_part(step.by, case, step.now)
    at = standing(case, step.now)
    result = _already(at, step.act.name) or _happen(at, step)[0]
    remember(op_id, kind, step.by, result.pk, step.now)
    return result


def _act(
    event: str,
    by: Worker | None,
    role: Role,
    now: datetime,
    evidence: Mapping[str, object],
    second: Worker | None,
) -> Act:
    actor = SYSTEM if by is None else acts_as(by, role, now, event)
    return Act(event, actor, actor_for(second, at=now) if second else None, evidence)


def _already(at: Standing, event: str) -> Event | None:
    """Answer with the effect that did this before; asking twice is not an error."""
    if not already_so(event, at.facts):
        return None
    return Event.objects.filter(case=at.case, event=event).order_by("-position").first()


def _decide(at: Standing, act: Act, *, follows: bool = False) -> Decision:
    return may(act.name, at.facts, act, filed=at.filed, in_force=at.in_force(act.name), follows=follows)


def _happen(at: Standing, step: Step) -> tuple[Event, Standing]:
    """Do one event with all that follows; return it, and how the case stands then. Raises NotAllowed."""
    transition = TRANSITIONS[step.act.name]
    decision = _decide(at, step.act, follows=step.follows)
    if not decision.allowed:
        raise NotAllowed(decision)
    event = _write(at.case, transition, step, decision)
    assignments.after(event, at.case, step.now)
    _settle_tasks(at.case, transition, step)
    changed = after(at, event, step.now)
    effects.owe(transition.effects, event, changed, step.now, step.by)
    effects.owe_papers(decision.owed_documents, event, changed, step.now)
    stands = follow(transition.effects, changed, event, step)
    if not step.follows:
        _finish(stands)
    return event, stands


def follow(table: tuple[Effect, ...], at: Standing, cause: Event | None, step: Step) -> Standing:
    """Let the events that the table declares follow, each the first of its choices that exists from here."""
    stands = at
    for choices in effects.follow(table, at.facts):
        possible = (TRANSITIONS[name] for name in choices)
        chosen = next((each for each in possible if at.case.states[each.region] in each.sources), None)
        if chosen is not None:
            # What an effect does is done by the system; who caused it stands beside it.
            act = Act(chosen.id, SYSTEM, step.act.second, step.act.evidence)
            _event, stands = _happen(stands, Step(step.by, act, step.now, step.second, True, cause))
    return stands


def follow_paper(table: tuple[Effect, ...], at: Standing, last: Event | None, step: Step) -> None:
    """Let events follow a document. One that is refused waits for its own step; the document is filed anyway."""
    for effect in table:
        try:
            with transaction.atomic():
                follow((effect,), at, last, step)
        except NotAllowed:
            at.case.refresh_from_db()


def note_refusal(case_id: UUID, by: Worker | None, role: Role, decision: Decision) -> None:
    """Keep in the log what was refused and by which safeguards. For doors only, after the rollback."""
    audit.deny(
        actor=by,
        role=role,
        action=decision.transition.id,
        object_type="case",
        object_id=case_id,
        outcome="refused",
        case=case_id,
        detail={"safeguards": [finding.safeguard for finding in decision.refusals]},
    )


def _write(case: Case, transition: Transition, step: Step, decision: Decision) -> Event:
    before = case.states[transition.region]
    after = transition.leads_to(before)
    setattr(case, column(transition.region), after)
    case.events_count += 1
    if case.reasonable_grounds_at is None and case.identification in UNDER_PROTECTION:
        case.reasonable_grounds_at = step.now
    case.save()
    event = Event.objects.create(
        case=case,
        position=case.events_count,
        event=transition.id,
        region=transition.region,
        before=before,
        after=after,
        at=step.now,
        by=step.by,
        role=step.act.by.role,
        second=step.second,
        cause=step.cause,
        evidence={name: value for name, value in step.act.evidence.items() if not name.startswith("_")},
        findings=asked_of(decision),
    )
    audit.append(
        actor=step.by,
        role=step.act.by.role,
        action=transition.id,
        object_type="case",
        object_id=case.pk,
        case=case.pk,
        detail={"event": str(event.pk), "before": before, "after": after},
    )
    return event


def asked_of(decision: Decision) -> list[dict[str, object]]:
    """Return what an event keeps of a decision: which safeguards were asked, and which two people set aside."""
    return [{"safeguard": f.safeguard, "overridden": f in decision.overridden} for f in decision.findings]


def _settle_tasks(case: Case, transition: Transition, step: Step) -> None:
    settled = (transition.id, *transition.also_settles)
    waiting = Task.objects.filter(case=case, settled_by__in=settled, about="", done_at__isnull=True)
    waiting.update(done_at=step.now, done_by=step.by)


def _finish(at: Standing) -> None:
    """Hold the case against the invariants once all effects are done; a broken one undoes the whole act."""
    case, facts = at.case, at.facts
    wrong = broken(
        case.states,
        remedies_used_up=facts.yes("remedies_used_up"),
        proceedings_pending=not facts.no("proceedings_pending"),
    )
    if wrong:
        raise BrokenInvariant(", ".join(wrong))
    effects.refresh_due(case)
    case.save(update_fields=["next_due_at"])


class BrokenInvariant(Exception):
    """The table let through what must never be. Nothing was written; this is a fault of ours, not of the worker."""
