"""May this happen now? Every reason at once: shown on pages, enforced in services, kept in the log."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Finding, Verdict, Won
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.declared import Asked, Moves, Transition
from safeconduct.protection.mechanism.filing import ON_FILING
from safeconduct.protection.mechanism.invariants import separated_hands, services_stay_open, with_guardian
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

STATE, ROLE, DOCUMENTS = "state", "role", "documents"
# Events that another event or a filed document can bring about.
EFFECTS = frozenset(
    event
    for table in (*(each.effects for each in TRANSITIONS.values()), *ON_FILING.values())
    for effect in table
    if isinstance(effect, Moves)
    for event in effect.events
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one event or act: every finding, and what was overridden by two people (GV-01)."""

    transition: Asked
    findings: tuple[Finding, ...]
    overridden: tuple[Finding, ...] = ()
    owed_documents: tuple[str, ...] = ()

    @property
    def refusals(self) -> tuple[Finding, ...]:
        refused = [f for f in self.findings if f.verdict is Verdict.REFUSED]
        return tuple(f for f in refused if f not in self.overridden) if self.overridden else tuple(refused)

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
    findings = (
        [] if case.state(transition.region) in transition.sources else [_state_does_not_fit(transition, case)]
    )
    if not follows and act.by.role not in transition.by:
        findings.append(role_does_not_fit(transition, act))
    findings.extend(_document_filed(document) for document in missing if document not in owed)
    findings.extend(with_guardian(transition, case, act))
    findings.extend(separated_hands(transition, case, act))
    findings.extend(services_stay_open(transition, case, act))
    findings.extend([SAFEGUARDS[name].ask(case, act) for name in transition.safeguards])
    return weighed(transition, findings, in_force, owed)


def weighed(
    asked: Asked, findings: Iterable[Finding], in_force: Collection[str], owed: tuple[str, ...] = ()
) -> Decision:
    """Put findings together with what two people have set aside."""
    found = tuple(findings)
    overridden = tuple(f for f in found if f.safeguard in in_force and _set_aside(f)) if in_force else ()
    return Decision(asked, found, overridden, owed)


def _set_aside(finding: Finding) -> bool:
    """Two people can only set aside what refuses, and only where somebody may decide otherwise at all."""
    return not finding.allowed and finding.override.allowed


def _state_does_not_fit(transition: Transition, case: CaseFacts) -> Finding:
    state = case.state(transition.region)
    return Finding(
        STATE,
        Verdict.REFUSED,
        _("This step does not exist from here. The case stands at: {state}."),
        {"state": state, "region": transition.region, "from": transition.sources},
        Won.ABSOLUTE,
    )


def role_does_not_fit(asked: Asked, act: Act) -> Finding:
    return Finding(
        ROLE,
        Verdict.REFUSED,
        _("This step belongs to somebody else: {roles}."),
        {"roles": asked.by, "role": act.by.role},
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
        (Role.SYSTEM in transition.by or event in EFFECTS)
        and case.state(transition.region) == transition.target
        and transition.target not in transition.sources
    )
