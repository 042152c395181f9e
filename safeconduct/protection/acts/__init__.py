"""Every act outside the steps of a case that a safeguard speaks about, and the question whether it may be done."""

from collections.abc import Collection

from safeconduct.protection.acts.care import CARE
from safeconduct.protection.acts.declared import ActKind, ActType
from safeconduct.protection.acts.elsewhere import ELSEWHERE
from safeconduct.protection.acts.family import FAMILY
from safeconduct.protection.acts.freedom import COURT, FREEDOM
from safeconduct.protection.acts.talking import TALKING
from safeconduct.protection.acts.telling import OWN_FILE, TELLING
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Finding, Verdict, Won
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.mechanism.may import Decision, role_does_not_fit, weighed
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Safeguard
from safeconduct.protection.words import gettext_noop as _

__all__ = [
    "ACTS",
    "IN_A_CASE",
    "KIND_TITLES",
    "ActKind",
    "ActType",
    "may_act",
    "no_door_asks",
    "some_door_asks",
]

ACTS: dict[str, ActType] = {
    each.id: each for each in (*TALKING, *CARE, *FREEDOM, *COURT, *TELLING, *FAMILY, *OWN_FILE, *ELSEWHERE)
}
IN_A_CASE: dict[str, ActType] = {each.id: each for each in ACTS.values() if each.in_a_case}

KIND_TITLES: dict[ActKind, str] = {
    ActKind.TALK: _("Talking with the person"),
    ActKind.CARE: _("Help, home and health"),
    ActKind.TELLING: _("What others learn"),
    ActKind.FAMILY: _("Family"),
    ActKind.OWN_FILE: _("The person’s own file"),
    ActKind.FREEDOM: _("Freedom and removal"),
    ActKind.COURT: _("Courts and charges"),
    ActKind.ELSEWHERE: _("Outside of cases"),
}


def may_act(case: CaseFacts, act: Act, *, in_force: Collection[str] = ()) -> Decision:
    """Ask exactly the safeguards that concern an act which is no event of the mechanism.

    What has to be said with it and was not is refused first (INV-15): nobody may guess what kind of place or
    reason is meant. `in_force` names the safeguards that two people have set aside for this act.
    Raises KeyError for an act that no case asks.
    """
    declared = IN_A_CASE[act.name]
    findings = [] if act.by.role in declared.by else [role_does_not_fit(declared, act)]
    unsaid = tuple(
        field.label
        for field in declared.said
        if field.needed and act.evidence.get(field.name) in (None, "", [])
    )
    if unsaid:
        findings.append(_say_first(unsaid))
    findings += [SAFEGUARDS[name].ask(case, act) for name in declared.safeguards]
    return weighed(declared, findings, in_force)


def some_door_asks(safeguard: Safeguard, act: str) -> bool:
    """Tell whether a door asks this safeguard about this act: the act's own, or a step that it is done by."""
    if act in TRANSITIONS:
        return safeguard.id in TRANSITIONS[act].safeguards
    declared = ACTS[act]
    by_steps = any(safeguard.id in TRANSITIONS[step].safeguards for step in declared.steps)
    return declared.in_a_case or declared.door != "" or by_steps


def no_door_asks(safeguard: Safeguard) -> bool:
    """Tell whether no door asks this safeguard at all, about no step and no act."""
    in_steps = any(safeguard.id in step.safeguards for step in TRANSITIONS.values())
    return not in_steps and not any(some_door_asks(safeguard, act) for act in safeguard.acts)


def _say_first(unsaid: tuple[str, ...]) -> Finding:
    return Finding(
        "evidence",
        Verdict.REFUSED,
        _("The answer depends on what you say: {questions}"),
        {"questions": unsaid},
        Won.DESIGN_DEFAULT,
    )
