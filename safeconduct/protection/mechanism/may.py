"""May this happen now? Every reason at once: shown on pages, enforced in services, kept in the log."""

from collections.abc import Collection
from dataclasses import dataclass

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Finding, Verdict, Won
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.declared import Transition
from safeconduct.protection.mechanism.invariants import separated_hands, with_guardian
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

STATE, ROLE, DOCUMENTS = "state", "role", "documents"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one event: every finding, and what was overridden by two people (GV-01)."""

    transition: Transition
    findings: tuple[Finding, ...]
    overridden: tuple[Finding, ...] = ()
    owed_documents: tuple[str, ...] = ()

    @property
    def refusals(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if not f.allowed and f not in self.overridden)

    @property
    def allowed(self) -> bool:
        return not self.refusals


def may(
    event: str,
    case: CaseFacts,
    act: Act,
    *,
    filed: Collection[str] = (),
    in_force: Collection[str] = (),
    follows: bool = False,
) -> Decision:
    """Ask the table and every safeguard about one event.

    `filed` names the document types on file, `in_force` the safeguards that two people have set aside for
    this event. `follows` tells that another event causes this one: then its papers are owed, not asked for,
    and it is in nobody's hands to refuse its role.
    Raises KeyError for an unknown event.
    """
    transition = TRANSITIONS[event]
    missing = tuple(document for document in transition.documents if document not in filed)
    owed = missing if transition.protects or follows else ()
    asked = [
        _state_fits(transition, case),
        None if follows else _role_fits(transition, act),
        *(_document_filed(each) for each in missing if each not in owed),
        *with_guardian(transition, case, act),
        *separated_hands(transition, case, act),
        *(SAFEGUARDS[name].ask(case, act) for name in transition.safeguards),
    ]
    findings = tuple(finding for finding in asked if finding is not None)
    overridden = tuple(
        f for f in findings if not f.allowed and f.override.allowed and f.safeguard in in_force
    )
    return Decision(transition, findings, overridden, owed)


def _state_fits(transition: Transition, case: CaseFacts) -> Finding | None:
    state = case.state(transition.region)
    if state in transition.sources:
        return None
    return Finding(
        STATE,
        Verdict.REFUSED,
        _("This step does not exist from here. The case stands at: {state}."),
        {"state": state, "region": transition.region, "from": transition.sources},
        Won.ABSOLUTE,
    )


def _role_fits(transition: Transition, act: Act) -> Finding | None:
    if act.by.role in transition.by:
        return None
    return Finding(
        ROLE,
        Verdict.REFUSED,
        _("This step belongs to somebody else: {roles}."),
        {"roles": transition.by, "role": act.by.role},
        Won.ABSOLUTE,
    )


def _document_filed(document: str) -> Finding:
    return Finding(
        DOCUMENTS,
        Verdict.REFUSED,
        _("A document is needed first: {document}."),
        {"document": document},
        Won.DESIGN_DEFAULT,
    )


def already_so(event: str, case: CaseFacts) -> bool:
    """Tell whether an effect has done this already, so that asking for it again is answered, not refused."""
    transition = TRANSITIONS[event]
    return (
        Role.SYSTEM in transition.by
        and case.state(transition.region) == transition.target
        and transition.target not in transition.sources
    )
