"""The twelve criteria of closure (referral mechanism, section 11; SG-LT-04).

Closing takes protection away, so what nobody has established is not met. Alerts, complaints and reviews are
the exception: they exist only once somebody raised them, so none on file means none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.protection.documents.contacts import TRIES_BEFORE_LOST
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

LOST_MONTHS = 12  # since the person was last reached (SG-LT-04; design default)
SIGNED_AT = "lifecycle.close"  # the event that a second person signs

NO_CRIMINAL_CASE = frozenset({"NOT_INFORMED", "INFORMED", "NO_COMPLAINT_FOR_NOW"})
OPEN_CHARGES = frozenset({"ALLEGED", "REVIEW", "CONVICTED_EARLIER"})
SETTLED_CLAIMS = frozenset({"PAID", "REFUSED", "NOT_PURSUED"})
CLAIMS_LOOKED_AFTER = frozenset({"represented", "none", "waived_after_advice"})
NO_PLAN = frozenset({"NOT_STARTED", "DECLINED"})


class Standing(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the list: its number from 1 to 12, where it stands, and why, in a marked sentence.

    `missing` names facts that nobody has established and that could meet it.
    """

    number: int
    title: str
    standing: Standing
    because: str
    missing: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether this line stands in the way of closing no longer."""
        return self.standing is not Standing.NOT_MET


Said = tuple[Standing, str, tuple[str, ...]]


def closure_criteria(case: CaseFacts, act: Act | None) -> tuple[Criterion, ...]:
    """Return all twelve lines, in order. Without an act, the second signature counts as still to come."""
    lines: list[Criterion] = []
    for number, (title, judge) in enumerate(_LINES, start=1):
        standing, because, missing = judge(case, act)
        lines.append(Criterion(number, title, standing, because, missing))
    return tuple(lines)


def may_close(criteria: tuple[Criterion, ...]) -> bool:
    return all(each.holds for each in criteria)


def ended_by_person(case: CaseFacts) -> bool:
    """Tell whether the person ends the case before everything is settled.

    Such a case keeps its door-open note, is kept shorter, and is not counted as success. A child's case does
    not end this way.
    """
    return case.yes("closure_by_person") and not case.child_mode


def _met(because: str) -> Said:
    return Standing.MET, because, ()


def _not_met(case: CaseFacts, because: str, *facts: str) -> Said:
    return Standing.NOT_MET, because, case.unknown(*facts)


def _aside(because: str) -> Said:
    return Standing.NOT_APPLICABLE, because, ()


def _set_aside(case: CaseFacts) -> Said | None:
    """Return why a line about the person's life does not stand in the way, when that is so."""
    if case.yes("person_died"):
        return _aside(_("The person has died."))
    if ended_by_person(case):
        return _aside(_("The person ends the case by own choice. It is not counted as success."))
    return None


def _agreed(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("person_died"):
        return _met(_("The person has died."))
    if case.yes("closure_agreed"):
        return _met(_("The person agrees."))
    if case.no("closure_agreed"):
        return _not_met(case, _("The person does not agree."))
    if case.at_least("months_without_contact", LOST_MONTHS) and case.at_least(
        "contact_tries", TRIES_BEFORE_LOST
    ):
        return _met(_("Contact was lost, and twelve months of safe tries are on file."))
    because = _("Ask the person, or go on with safe tries until twelve months have passed.")
    return _not_met(case, because, "closure_agreed")


def _safe_twice(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("safety_low_twice"):
        return _met(_("Danger was low at the last two contacts."))
    because = _("Danger has to be low at two contacts in a row.")
    return _set_aside(case) or _not_met(case, because, "safety_low_twice")


def _home(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("closure_home_settled"):
        return _met(_("Stay or home is settled, papers are in hand."))
    because = _("Settle lawful stay or a home, and papers, first.")
    return _set_aside(case) or _not_met(case, because, "closure_home_settled")


def _plan(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("closure_plan_settled"):
        return _met(_("Each line of the plan is done, handed over or dropped by the person."))
    no_plan = case.state(Region.ASSISTANCE) in NO_PLAN and case.value("plan_lines") is None
    if no_plan and not case.no("closure_plan_settled"):
        return _aside(_("No plan was made."))
    because = _("Settle each line of the plan: done, handed over, or dropped by the person.")
    return _set_aside(case) or _not_met(case, because, "closure_plan_settled")


def _proceedings(case: CaseFacts, _act: Act | None) -> Said:
    criminal_case = case.state(Region.CRIMINAL_CASE)
    charged = case.state(Region.CHARGES) in OPEN_CHARGES
    if criminal_case in NO_CRIMINAL_CASE and not charged:
        return _aside(_("No criminal case and no charge is running."))
    if criminal_case == "ENDED" and not charged:
        return _met(_("The criminal case has ended."))
    if case.yes("closure_reachable"):
        return _met(_("The person is represented and can be reached safely."))
    because = _("A case or a charge is running: see that the person is represented and safe to reach.")
    return _set_aside(case) or _not_met(case, because, "closure_reachable")


def _claims(case: CaseFacts, _act: Act | None) -> Said:
    if case.state(Region.CLAIMS) in SETTLED_CLAIMS or case.word("claims") in CLAIMS_LOOKED_AFTER:
        return _met(_("Claims are settled or in a lawyer's hands."))
    if case.state(Region.CLAIMS) != "NOT_ASSESSED" and case.yes("closure_reachable"):
        return _met(_("The person is represented and can be reached safely."))
    because = _("Have claims looked at, paid, refused for good, waived after advice, or represented.")
    if ended_by_person(case):
        return _set_aside(case) or _not_met(case, because)
    # After a death claims go on for the heirs (referral mechanism, section 13).
    return _not_met(case, because, "claims", "closure_reachable")


def _nothing_open(case: CaseFacts, _act: Act | None) -> Said:
    in_alarm = case.state(Region.RETURN) == "ALERT" or case.states.get(Region.CHILD) == "MISSING"
    if in_alarm or case.yes("alert_open"):
        return _not_met(case, _("An alert is open."))
    if case.yes("complaint_open"):
        return _not_met(case, _("A complaint is open."))
    if case.yes("override_open"):
        return _not_met(case, _("A departure from a safeguard waits for its review."))
    if case.yes("break_glass_open"):
        return _not_met(case, _("An emergency opening of the file waits for its review."))
    return _met(_("No alert, complaint or review is open."))


def _child(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("person_died"):
        return _aside(_("The person has died."))
    if case.states.get(Region.CHILD) == "ADULT_CONTINUES":
        if case.yes("transition_planned"):
            return _met(_("The person is 18, and what goes on after 18 is planned."))
        return _not_met(case, _("Plan what goes on after 18."), "transition_planned")
    if not case.child_mode:
        return _aside(_("The person is an adult."))
    if case.yes("closure_durable_reviewed_twice"):
        return _met(_("The lasting solution was reviewed twice."))
    because = _("Wait for 18 with a plan for after, or review the lasting solution twice.")
    return _not_met(case, because, "closure_durable_reviewed_twice")


def _feedback(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("feedback_offered"):
        return _met(_("The person was asked how the help was."))
    if case.yes("person_died"):
        return _aside(_("The person has died."))
    return _not_met(case, _("Ask the person how the help was. Declining is fine."), "feedback_offered")


def _retention(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("retention_planned", "deletion_date_set"):
        return _met(_("What is kept is planned, and the day of deletion is set."))
    because = _("Plan what is kept, for what and until when, and set the day of deletion.")
    return _not_met(case, because, "retention_planned", "deletion_date_set")


def _second_person(case: CaseFacts, act: Act | None) -> Said:
    """Judge the signature itself; that the two come from two units is for SG-GV-01."""
    if act is not None and act.name != SIGNED_AT:
        return _aside(_("A second person signs when the case is closed."))
    if act is None:
        return _not_met(case, _("A second person outside the case line has to sign."))
    signers = [each for each in (act.by, act.second) if each is not None]
    if len(signers) == 2 and signers[0].name == signers[1].name:
        return _not_met(case, _("The second person has to be somebody else."))
    if any(each.role is Role.REVIEWER for each in signers):
        return _met(_("A second person outside the case line signs."))
    return _not_met(case, _("A second person outside the case line has to sign."))


def _numbers(case: CaseFacts, _act: Act | None) -> Said:
    if case.yes("closure_numbers_given"):
        return _met(_("The person has the numbers of both countries and knows the way back."))
    if case.yes("person_died"):
        return _aside(_("The person has died."))
    because = _("Give the numbers of both countries, and say that the case can open again at any time.")
    return _not_met(case, because, "closure_numbers_given")


_LINES: tuple[tuple[str, Callable[[CaseFacts, Act | None], Said]], ...] = (
    (_("The person agrees, has died, or could not be reached for twelve months"), _agreed),
    (_("Danger is low at two contacts in a row"), _safe_twice),
    (_("Lawful stay or a settled home; papers in hand"), _home),
    (_("Each line of the plan is settled"), _plan),
    (_("Criminal case ended, or the person is represented and safe to reach"), _proceedings),
    (_("Claims paid, refused for good, waived after advice, or represented"), _claims),
    (_("No open alert, complaint or review"), _nothing_open),
    (_("Child: 18 with a plan for after, or a lasting solution reviewed twice"), _child),
    (_("Feedback was offered"), _feedback),
    (_("It is planned what is kept, and when the rest is deleted"), _retention),
    (_("A second person outside the case line signs"), _second_person),
    (_("The person has both countries' numbers and knows the way back"), _numbers),
)
