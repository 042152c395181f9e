"""What must hold at every moment, whatever the order of events (invariants INV-01 to INV-15).

Those that a table or a safeguard already guarantees are stated where that is; here stand the ones that need
more than one region or one pair of hands.
"""

from collections.abc import Iterator, Mapping

from safeconduct.protection.documents.closure import ended_by_person
from safeconduct.protection.facts import NOT_A_CHILD, Act, CaseFacts
from safeconduct.protection.finding import Finding, Verdict, Won
from safeconduct.protection.mechanism.declared import Transition
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

UNDER_PROTECTION = frozenset({"PRESUMED", "PAUSED", "IN_IDENTIFICATION", "IDENTIFIED", "UNDER_APPEAL"})
NO_OPEN_CLAIM_TO_ASYLUM = frozenset({"NOT_RAISED", "NOT_WISHED", "REFUSED_FINAL"})

# INV-08: decisions that bind a child. Urgent care and safety are not among them.
NEEDS_GUARDIAN = frozenset(
    {
        "identification.decide_identified",
        "identification.decide_not_identified",
        "identification.pause",
        "stay.apply_early",
        "asylum.decline",
        "asylum.refer",
        "assistance.agree_plan",
        "assistance.decline",
        "return.request_return",
        "criminal_case.decline",
        "criminal_case.report",
        "claims.waive",
        "return.decline_monitoring",
    }
)

# INV-11: who signs the identification, who investigates and who decides on stay are three people.
_THREE_HANDS = frozenset({Role.IDENTIFICATION_LEAD, Role.POLICE, Role.IMMIGRATION})


def with_guardian(transition: Transition, case: CaseFacts, _act: Act) -> Iterator[Finding]:
    """INV-08: nothing that binds a child is decided without an active guardian."""
    if transition.id in NEEDS_GUARDIAN and case.child_mode and not case.yes("guardian_appointed"):
        yield Finding(
            "INV-08",
            Verdict.REFUSED,
            _("A child, or a person whose age is in doubt, decides this with a guardian. Appoint one first."),
            won=Won.ABSOLUTE,
            missing=case.unknown("guardian_appointed"),
        )


def separated_hands(_transition: Transition, case: CaseFacts, act: Act) -> Iterator[Finding]:
    """INV-11: whoever signs the identification has not investigated or decided on stay in the same case."""
    if act.by.role not in _THREE_HANDS or not act.by.name:
        return
    rows = case.value("hands")
    for row in rows if isinstance(rows, tuple | list) else ():
        other = row["role"]
        if row["name"] == act.by.name and other != act.by.role and other in _THREE_HANDS:
            yield Finding(
                "INV-11",
                Verdict.REFUSED,
                _("You have acted on this case as {role}. Somebody else must take this step."),
                {"role": other},
                Won.ABSOLUTE,
            )
            return


def services_stay_open(transition: Transition, case: CaseFacts, act: Act) -> Iterator[Finding]:
    """INV-10: help here goes on until the person is received and the first contact after that is made.

    What an adult ends by own choice, and a death, are no gap that somebody else leaves.
    """
    on_the_way = case.states.get("return") in {"IN_TRAVEL", "RECEIVED", "ALERT"}
    match transition.id:
        case "assistance.finish":
            own_choice = act.by.role is Role.PERSON and not case.child_mode
            followed = case.states.get("return") == "MONITORING" and not case.at_least("contacts_done", 1)
            early = (on_the_way or followed) and not own_choice
        case "lifecycle.close":
            early = on_the_way and not case.yes("person_died") and not ended_by_person(case)
        case _:
            return
    if early:
        yield Finding(
            "INV-10",
            Verdict.REFUSED,
            _(
                "The person is on the way, or nobody has heard since arrival that all is well. Help here stays."
            ),
            won=Won.ABSOLUTE,
            missing=case.unknown("contacts_done"),
        )


def broken(
    states: Mapping[str, str], *, remedies_used_up: bool, proceedings_pending: bool
) -> tuple[str, ...]:
    """Name the invariants that these states break. A sound case breaks none."""
    wrong = []
    if states["identification"] in UNDER_PROTECTION and states["stay"] in {"UNSET", "BAR_LIFTED"}:
        wrong.append("INV-02")
    if states["stay"] == "BAR_LIFTED" and not (
        states["identification"] == "NOT_IDENTIFIED"
        and remedies_used_up
        and states["asylum"] in NO_OPEN_CLAIM_TO_ASYLUM
        and states["child"] in NOT_A_CHILD
        and not proceedings_pending
    ):
        wrong.append("INV-03")
    return tuple(wrong)
