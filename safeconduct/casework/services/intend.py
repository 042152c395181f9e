"""The door for acts that are no event of the mechanism: somebody means to do one, and asks before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import actor_for
from safeconduct.audit import services as audit
from safeconduct.casework.access import NOTED_FOR, acts_as, require_part
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.interviews import PAPER
from safeconduct.casework.models import Case, Event, Task
from safeconduct.casework.services import effects
from safeconduct.casework.services.file_document import NotSound
from safeconduct.casework.services.move import NOTHING, NotAllowed, asked_of, note_refusal
from safeconduct.casework.services.once import first_result, remember
from safeconduct.protection.acts import IN_A_CASE, ActType, may_act
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.checked import check
from safeconduct.protection.documents.declared import Field
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.mechanism.declared import Owes
from safeconduct.protection.mechanism.may import Decision
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role

Said = Mapping[str, object]


@dataclass(frozen=True)
class Intention:
    """One act on its way through the door, with what is said with it as typed and as the rules read it."""

    declared: ActType
    by: Worker
    act: Act
    said: Said
    now: datetime


def ask_act(
    case: Case,
    act_id: str,
    said: Said = NOTHING,
    *,
    by: Worker,
    role: Role,
    now: datetime,
    at: Standing | None = None,
) -> Decision:
    """Ask whether an act may be done, without noting it. Raises KeyError for an act that no case asks."""
    return _decide(at or standing(case, now), _intention(act_id, said, by, role, now).act)


def acting(worker: Worker, now: datetime) -> Callable[[Role], Actor]:
    """Return who would act, in whatever role is asked about, at the cost of one look: for pages that list acts."""
    somebody = actor_for(worker, at=now)
    return lambda role: replace(somebody, role=role)


def intend(
    case_id: UUID, act_id: str, said: Said = NOTHING, *, by: Worker, role: Role, now: datetime, op_id: UUID
) -> Event:
    """Ask for an act that somebody means to do; note it in the story when nothing stands against it.

    The entry belongs to no region and moves none. `said` holds the declared fields as a paper would.
    Raises NotAllowed with every reason (the refusal is kept), NotSound, NoPart, RoleNotHeld, KeyUsedElsewhere,
    and KeyError for an act that no case asks.
    """
    wanted = _intention(act_id, said, by, role, now)
    try:
        with transaction.atomic():
            return _intend(case_id, wanted, op_id)
    except NotAllowed as refused:
        # After the rollback, so that the refusal and the alarm it gives stay (INV-12, SG-ID-02).
        note_refusal(case_id, by, role, refused.decision)
        _alarm(case_id, wanted, refused)
        raise


def _intention(act_id: str, said: Said, by: Worker, role: Role, now: datetime) -> Intention:
    declared = IN_A_CASE[act_id]
    problems = check(replace(declared.form, fields=_not_needed(declared)), said)
    if problems:
        raise NotSound(problems)
    return Intention(
        declared, by, Act(act_id, acts_as(by, role, now, act_id), None, declared.evidence(said)), said, now
    )


def _not_needed(declared: ActType) -> tuple[Field, ...]:
    """What was not said is for the rules to refuse, with all other reasons beside it."""
    return tuple(replace(field, needed=False) for field in declared.said)


def _decide(at: Standing, act: Act) -> Decision:
    return may_act(at.facts, act, in_force=at.in_force(act.name))


def _intend(case_id: UUID, wanted: Intention, op_id: UUID) -> Event:
    case = Case.objects.select_for_update().get(pk=case_id)
    kind = f"intend:{wanted.declared.id}"
    done = first_result(op_id, kind, wanted.by)
    if done is not None:
        return Event.objects.get(pk=done)
    require_part(wanted.by, case, wanted.now)
    at = standing(case, wanted.now)
    decision = _decide(at, wanted.act)
    if not decision.allowed:
        raise NotAllowed(decision)
    event = _write(at, wanted, decision)
    _tasks(event, at, wanted)
    remember(op_id, kind, wanted.by, event.pk, wanted.now)
    return event


def _write(at: Standing, wanted: Intention, decision: Decision) -> Event:
    case = at.case
    case.events_count += 1
    event = Event.objects.create(
        case=case,
        position=case.events_count,
        event=wanted.declared.id,
        at=wanted.now,
        by=wanted.by,
        role=wanted.act.by.role,
        evidence={**wanted.said, **_used_up(at, wanted.declared)},
        findings=asked_of(decision),
    )
    audit.append(
        actor=wanted.by,
        role=wanted.act.by.role,
        action=wanted.declared.id,
        object_type="case",
        object_id=case.pk,
        case=case.pk,
        detail={"event": str(event.pk)},
    )
    return event


def _used_up(at: Standing, declared: ActType) -> dict[str, object]:
    """Name the newest paper of the type that this act uses up."""
    papers = [str(each.document_id) for each in at.current if each.document.type_id == declared.uses]
    return {PAPER: papers[-1]} if papers else {}


def _tasks(event: Event, at: Standing, wanted: Intention) -> None:
    """Settle what waited for this act, and owe what it leaves: at the moment said, where it is planned."""
    case, declared = at.case, wanted.declared
    waiting = Task.objects.filter(case=case, settled_by__in=declared.settles, done_at__isnull=True)
    waiting.update(done_at=wanted.now, done_by=wanted.by)
    owed = [_theirs(each, wanted.act.by.role) for each in declared.owes]
    planned = wanted.act.evidence.get(declared.planned)
    if isinstance(planned, datetime):
        for each in owed:
            effects.owe_at(each, event, at, wanted.now, planned)
    else:
        effects.owe(owed, event, at, wanted.now)
    effects.refresh_due(case)
    case.save(update_fields=["events_count", "next_due_at"])


def _theirs(owes: Owes, role: Role) -> Owes:
    """What follows an act is owed by whoever acts, or by the case manager where they cannot do it here."""
    writes = not owes.document or role in DOCUMENTS[owes.document].authors
    return replace(owes, to=role) if writes and role not in NOTED_FOR else owes


def _alarm(case_id: UUID, wanted: Intention, refused: NotAllowed) -> None:
    """Let somebody make sure that what was tried does not happen: once, while it has not been seen to."""
    alarm = wanted.declared.alarm
    tried = wanted.act.by.role in wanted.declared.by
    if alarm is None or not tried or not any(f.safeguard in SAFEGUARDS for f in refused.findings):
        return
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        effects.owe((alarm,), None, standing(case, wanted.now), wanted.now)
        effects.refresh_due(case)
        case.save(update_fields=["next_due_at"])
