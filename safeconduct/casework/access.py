"""Who may do what with a case: one decision function, default no.

Access rests on a running assignment. Neither an agency, a role nor the upkeep of the system implies it; whoever
supervises the unit of a case sees that it stands and what is due, never its sealed content.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeconduct.accounts.models import Membership, Worker
from safeconduct.accounts.queries import RoleNotHeld, actor_for, memberships_of, roles_of, supervised_units
from safeconduct.casework.models import Assignment, Case, Override, Task
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.facts import Actor
from safeconduct.protection.words import Role

# Those who hold no account here: a worker of the case notes what they did, as told or as written.
NOTED_FOR = frozenset(
    {
        Role.PERSON,
        Role.COURT,
        Role.ASYLUM_AUTHORITY,
        Role.CONSULATE,
        Role.INTERNATIONAL_ORGANISATION,
        Role.RECEIVING_CASE_MANAGER,
        Role.INTERPRETER,
        Role.HEALTH,
    }
)
DECIDING = frozenset({Role.REVIEWER, Role.IDENTIFICATION_LEAD, Role.FOCAL_POINT})
NOTING = frozenset({Role.CASE_MANAGER, Role.FIRST_RESPONDER})
TAKEN_BACK = frozenset(
    {"return.withdraw", "withdraw_consent"}
)  # by voice, to anybody: whoever hears it notes it (INV-14)
LEADING = frozenset({Assignment.Kind.LEAD, Assignment.Kind.DEPUTY})


class Action(StrEnum):
    SEE = "see"
    NAMES = "see_names"
    ACT = "act"
    READ = "read_document"
    FILE = "file_document"
    ASSIGN = "assign"
    ASK_OVERRIDE = "ask_override"
    DECIDE_OVERRIDE = "decide_override"
    REVIEW_OVERRIDE = "review_override"


@dataclass(frozen=True, slots=True)
class Relation:
    """How one worker stands to one case now."""

    kinds: frozenset[str]
    roles: frozenset[Role]
    supervises: bool

    @property
    def leads(self) -> bool:
        return bool(self.kinds & LEADING)


@dataclass(frozen=True, slots=True)
class Answer:
    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def parts_of(worker: Worker, now: datetime) -> QuerySet[Assignment]:
    """Return a worker's running parts, in roles that they still hold: a part ends with the role it was given in.

    Whoever opened a case sees to it like a case manager until one leads.
    """
    held = Membership.objects.held_at(now).filter(worker=worker)
    in_role = Exists(held.filter(role=OuterRef("role")))
    opened = Q(kind=Assignment.Kind.LEAD) & Exists(held.filter(role__in=NOTING | {Role.FOCAL_POINT}))
    return Assignment.objects.filter(in_role | opened, worker=worker, until__isnull=True)


def relation(worker: Worker, case: Case, now: datetime) -> Relation:
    """Look up, in at most two queries, what connects a worker with a case."""
    pairs = list(parts_of(worker, now).filter(case=case, since__lte=now).values_list("kind", "role"))
    kinds = frozenset(kind for kind, _ in pairs)
    # Whoever leads may already do all that supervising the unit would add.
    supervises = not kinds & LEADING and supervised_units(worker, now).filter(pk=case.unit_id).exists()
    return Relation(kinds, frozenset(Role(role) for _, role in pairs), supervises)


def can(
    worker: Worker,
    action: Action,
    case: Case,
    now: datetime,
    *,
    document: str = "",
    override: Override | None = None,
    related: Relation | None = None,
) -> Answer:
    """Decide one action of one worker on one case. Unknown and forbidden look alike to the one who asks."""
    if not worker.is_active:
        return Answer(False, "account closed")
    if override is not None:
        return _override(worker, action, override, case, now)
    to = related or relation(worker, case, now)
    match action:
        case Action.SEE:
            return Answer(bool(to.kinds) or to.supervises, "assigned, or supervises the unit")
        case Action.NAMES:
            return Answer(bool(to.kinds), "assigned")
        case Action.ACT:
            return Answer(bool(to.kinds), "assigned")
        case Action.ASSIGN:
            return Answer(to.leads or to.supervises, "leads, or supervises the unit")
        case Action.ASK_OVERRIDE:
            return Answer(to.leads, "leads")
        case Action.READ:
            return Answer(_reads(to, document), "its role reads this document")
        case Action.FILE:
            return Answer(bool(author_roles(to, document)), "its role writes this document")
        case _:
            return Answer(False, "nothing allows it")


def _override(worker: Worker, action: Action, override: Override, case: Case, now: datetime) -> Answer:
    """The second person sits in another agency of the same country and holds a role that may decide (GV-01)."""
    here = memberships_of(worker, now).filter(role__in=DECIDING, unit__country=case.country)
    deciding = {Role(role) for role in here.values_list("role", flat=True)}
    if not deciding or worker.pk == override.asked_by_id:
        return Answer(False, "not a second person")
    actor = actor_for(worker, min(deciding), now)
    if action is Action.REVIEW_OVERRIDE and worker.pk == override.second_id:
        return Answer(False, "reviewed by somebody else")
    known = {Action.DECIDE_OVERRIDE, Action.REVIEW_OVERRIDE, Action.SEE}
    return Answer(action in known and actor.agency != override.asked_agency, "a second person elsewhere")


def _reads(to: Relation, document: str) -> bool:
    readers = DOCUMENTS[document].readers if document in DOCUMENTS else ()
    return any(role in readers for role in to.roles)


def author_roles(to: Relation, document: str) -> list[Role]:
    """Return the roles in which somebody so related writes a document; empty when none."""
    if document not in DOCUMENTS:
        return []
    noted = NOTED_FOR if to.roles & NOTING else frozenset()
    return [role for role in DOCUMENTS[document].authors if role in to.roles or role in noted]


def author_role(to: Relation, document: str) -> Role:
    """Return the role in which this worker writes a document. Raises RoleNotHeld when there is none."""
    found = author_roles(to, document)
    if not found:
        raise RoleNotHeld(document)
    return found[0]


def may_settle(task: Task, to: Relation) -> bool:
    """Tell whether somebody so related may say that a task is done.

    What is for the supervisor is never for whoever leads: a reviewer of the case may stand in.
    """
    if not task.for_supervisor:
        return bool(to.kinds)
    reviews = Assignment.Kind.REVIEWER in to.kinds
    return (to.supervises or reviews) and not to.leads


class NoPart(Exception):
    """This worker has no running part in the case: nothing of it is theirs to change."""


def require_part(worker: Worker, case: Case, now: datetime) -> None:
    """Let only those with a running part change a case, whichever way they came to the door. Raises NoPart."""
    if not worker.is_active or not parts_of(worker, now).filter(case=case).exists():
        raise NoPart


def acts_as(worker: Worker, role: Role, now: datetime, event: str = "") -> Actor:
    """Return who acts: the worker in a role held, or somebody without account for whom the worker notes it.

    What the person may take back at any time, every worker notes. Raises RoleNotHeld.
    """
    if role not in NOTED_FOR:
        return actor_for(worker, role, now)
    held = roles_of(worker, now)
    noting = sorted(held if role is Role.PERSON and event in TAKEN_BACK else held & NOTING)
    if not noting:
        return actor_for(worker, role, now)
    noted = actor_for(worker, noting[0], now)
    return Actor(role, noted.name, noted.agency, noted.unit, noted.trained)
