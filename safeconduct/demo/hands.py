"""Whose hands do a step or write a paper in a played journey."""

from safeconduct.accounts.models import Worker
from safeconduct.casework.access import NOTED_FOR
from safeconduct.demo.cast import Cast
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.words import Role

# Who writes a paper when several may. A type that is not listed is written by the case manager.
WRITES = {
    "D01": Role.FIRST_RESPONDER,
    "D02": Role.FIRST_RESPONDER,
    "D03": Role.FIRST_RESPONDER,
    "D12": Role.IMMIGRATION,
    "D13": Role.IDENTIFICATION_LEAD,
    "D14": Role.LAWYER,
    "D15": Role.IMMIGRATION,
    "D17": Role.COURT,
    "D19": Role.GUARDIAN,
    "D21": Role.LAWYER,
    "D22": Role.PROSECUTOR,
    "D23": Role.LAWYER,
    "D25": Role.PERSON,
    "D26": Role.FOCAL_POINT,
    "D28": Role.RECEIVING_CASE_MANAGER,
    "D29": Role.RECEIVING_CASE_MANAGER,
    "D32": Role.RECEIVING_CASE_MANAGER,
    "D33": Role.RECEIVING_CASE_MANAGER,
    "D34": Role.RECEIVING_CASE_MANAGER,
    "D36": Role.LAWYER,
    "D37": Role.LAWYER,
    "D38": Role.PERSON,
    "D40": Role.REVIEWER,
}
# Where the step decides who writes.
WRITES_FOR = {
    ("D15", "stay.settled_status"): Role.CASE_MANAGER,
    ("D15", "stay.apply_early"): Role.PERSON,
    ("D13", "identification.appeal_allowed"): Role.REVIEWER,
    ("D13", "identification.appeal_refused"): Role.REVIEWER,
    ("D20", "child.proved_adult"): Role.IDENTIFICATION_LEAD,
    ("D22", "charges.vacate"): Role.LAWYER,
    ("D34", "lifecycle.lose_contact"): Role.CASE_MANAGER,
}
FIRST_DAYS = frozenset({"identification", "lifecycle"})


def writer(type_id: str, event: str) -> Role:
    """Return the role in which a paper is written for a step."""
    chosen = WRITES_FOR.get((type_id, event)) or WRITES.get(type_id, Role.CASE_MANAGER)
    later = chosen is Role.FIRST_RESPONDER and event.partition(".")[0] not in FIRST_DAYS
    role = Role.CASE_MANAGER if later else chosen
    return role if role in DOCUMENTS[type_id].authors else DOCUMENTS[type_id].authors[0]


def doer(event: str, *, child: bool, without: frozenset[Role] = frozenset()) -> Role:
    """Return the role that takes a step: the first of those who may, a child's guardian before the child."""
    may = [role for role in TRANSITIONS[event].by if role not in without]
    if child and Role.GUARDIAN in may:
        return Role.GUARDIAN
    grown = [role for role in may if role is not Role.GUARDIAN] or may
    return next((role for role in grown if role is not Role.SYSTEM), grown[0])


def worker(cast: Cast, role: Role, manager: Worker) -> Worker | None:
    """Return who acts in a role: somebody with an account, or the case manager who notes it; None for the system."""
    if role is Role.SYSTEM:
        return None
    if role is Role.CASE_MANAGER:
        return manager
    found = cast.member(role)
    return manager if found is None and role in NOTED_FOR else found


def second_person(cast: Cast, first: Worker | None) -> Worker:
    """Return a reviewer from another agency than the first person."""
    one, other = cast.named("ximena"), cast.named("andres")
    return other if first == one else one
