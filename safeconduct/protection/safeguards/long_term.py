"""The long run: money behind each line, hosts that were checked, a voice without fear, an end only when it holds."""

from safeconduct.protection.documents.closure import closure_criteria, ended_by_person
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, number, offered, word, words
from safeconduct.protection.safeguards.conditions import DEPARTURE, need
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check, Role
from safeconduct.protection.words import gettext_noop as _

SMALLEST_GROUP = 5  # answers in one figure about feedback, as the acceptance of SG-LT-03 asks

HOSTS = frozenset({"employer", "trainer", "host_family"})


@safeguard(
    "SG-LT-01",
    group="long_term",
    title=_("Long-term plan with money, owned by both countries"),
    rule=_(
        "The plan covers all fourteen areas of life after trafficking, has a named owner "
        "and funding source on each line, is agreed by origin and destination when the person "
        "moves, and includes trauma care without time limit."
    ),
    enforcement="require",
    legal_force="seed+soft",
    kind="obligation",
    due=Due(30, "days", "identification", "design default"),
    override=Override(
        True,
        roles=("programme head",),
        second_person=True,
        justification=_("Line unfunded: shown as unmet need in statistics"),
        review_working_days=5,
    ),
    children=_("Includes schooling, carer support, transition at 18."),
    seeds=(
        Seed("ASEM", "slide 2; slide 10, III.1, III.4; slide 11, III.8"),
        Seed("ASEM_KEY", "rec 3(c)"),
        Seed("RSIS", "reintegration accountabilities"),
    ),
    instruments=(
        Instrument("CETS197", "12", Check.READ),
        Instrument("CETS197", "16(5)", Check.READ_SECONDARY),
        Instrument("EU-ATD", "11(1)", Check.READ),
        Instrument("EU-ATD", "11(5)", Check.KNOWLEDGE),
        Instrument("ACTIP", "14 (national budget / trust fund)", Check.KNOWLEDGE),
        Instrument("NEXUS10", "plan and service monitoring", Check.READ_SECONDARY),
    ),
)
def plan_with_money(case: CaseFacts, act: Act) -> Answered:
    """Ask that each line of the plan has an owner, money and a start; in both countries when the person moves."""
    if act.name in DEPARTURE:
        return need(
            case,
            "plan_budget_both",
            because=_(
                "A line of the plan has no money in one of the countries. Name who pays before departure."
            ),
            holds=_("Each line of the plan has money in each country concerned."),
        )
    if act.name in {"assistance.commit_long_term", "assistance.step_down", "return.assurance_given"}:
        return need(
            case,
            "plan_lines_funded",
            because=_("Each line of the plan needs an owner, money and a start. Fill in what is missing."),
            holds=_("Each line of the plan has an owner, money and a start."),
        )
    return not_concerned()


@safeguard(
    "SG-LT-02",
    group="long_term",
    title=_("Employers, trainers and host families are vetted"),
    rule=_(
        "Check of owner links to the trafficker, licence, labour-inspection record, contract, "
        "wage, deductions, housing. First check-in after 2 weeks. The person's history is not "
        "told to the employer."
    ),
    enforcement="block",
    legal_force="seed",
    kind="obligation",
    due=Due(14, "days", "start of job", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Risk of re-exploitation."),
        review_working_days=None,
    ),
    children=_("Minimum-age and hazardous-work rules."),
    seeds=(
        Seed("ASEM", "slide 11, III.6-7"),
        Seed("ASEM_KEY", "rec 3(c), 7"),
        Seed("RSIS", "employer willing to hire or re-hire"),
    ),
    instruments=(Instrument("P029", "2", Check.KNOWLEDGE), Instrument("UNGP", "13, 17", Check.KNOWLEDGE)),
    acts=("place_worker", "share_data"),
)
def hosts_vetted(case: CaseFacts, act: Act) -> Answered:
    """Ask that employers, trainers and host families were checked, and tell them nothing of what happened.

    Evidence: `licence` of place_worker, the state of the recruiter's licence (only `active` stands); of share_data
    the `recipient_type` (`employer`, `trainer`, `host_family`) and the `fields` to send: a host gets `name` and
    `contact`, nothing else.
    """
    if act.name == "share_data":
        told = words(act, "fields") - {"name", "names", "contact"}
        if word(act, "recipient_type") in HOSTS and (told or not words(act, "fields")):
            return refused(
                _(
                    "An employer or host is told a name and a way to reach the person, and nothing of "
                    "what happened."
                ),
                final=True,
            )
        return not_concerned()
    if act.name not in {"assistance.commit_long_term", "place_worker"}:
        return not_concerned()
    if word(act, "licence") not in {"", "active"}:
        return refused(_("The recruiter's licence does not stand. Look for another place."))
    return need(
        case,
        "host_vetted",
        because=_(
            "Each employer, trainer and host family must have passed a check within twelve months. Check "
            "them, or write down that the plan has none."
        ),
        holds=_("Each employer, trainer and host family was checked."),
    )


@safeguard(
    "SG-LT-03",
    group="long_term",
    title=_("The person's voice: feedback and complaint without fear"),
    rule=_(
        "Anonymous or named, spoken or written, in own language, collected by someone outside "
        "the service. Results change practice and are published in aggregate. Complaint "
        "answered in set time; no retaliation."
    ),
    enforcement="deadline",
    legal_force="seed",
    kind="entitlement",
    due=Due(30, "days", "complaint", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Offer is compulsory; answering is free."),
        review_working_days=None,
    ),
    children=_("Child-friendly tool; not through own carer."),
    seeds=(
        Seed("RSIS", "inclusive evaluation, venue to discuss concerns, outputs aid policy"),
        Seed("ASEM", "slide 10, III.3, III.5"),
        Seed("NANJING", "evaluation questionnaires (training)"),
    ),
    instruments=(
        Instrument("OHCHR02", "Guidelines 1, 3", Check.KNOWLEDGE),
        Instrument("IOM-SH23", "survivor survey", Check.READ_SECONDARY),
        Instrument("OSCE-NRM22", "survivor involvement", Check.READ_SECONDARY),
    ),
    acts=("query",),
)
def voice(case: CaseFacts, act: Act) -> Answered:
    """Ask that the person could say how the help was before a phase ends, and keep answers from those rated.

    Evidence of `query`: `about` (`feedback`), `identified` (true when single answers would be seen), `rates` (names
    of workers, units or agencies the answers rate), `count` (answers in the figure).
    """
    if act.name == "query":
        return _reading_feedback(act) if word(act, "about") == "feedback" else not_concerned()
    if act.name not in {"assistance.finish", "return.schedule_done", "lifecycle.propose_closure"}:
        return not_concerned()
    if act.by.role is Role.PERSON:
        return met(_("The person ends this and may speak at any time."))
    if case.yes("complaint_open"):
        return refused(_("A complaint waits for its answer. Answer it before this ends."))
    return need(
        case,
        "feedback_offered",
        because=_(
            "Ask the person how the help was, through somebody outside the service. Answering is free."
        ),
        holds=_("The person was asked how the help was."),
    )


def _reading_feedback(act: Act) -> Answered:
    own = {act.by.name.lower(), act.by.unit.lower(), act.by.agency.lower()} - {""}
    if offered(act, "identified") and (own & words(act, "rates") or not words(act, "rates")):
        return refused(
            _("Those whom the answers rate do not read single answers. Ask for the summary."), final=True
        )
    if not offered(act, "identified") and (number(act, "count") or 0) < SMALLEST_GROUP:
        return refused(
            _("A summary of fewer than {limit} answers would show who said what. Wait for more."),
            limit=SMALLEST_GROUP,
        )
    return met(_("Nobody rated can see who said what."))


@safeguard(
    "SG-LT-04",
    group="long_term",
    title=_("Closure only on criteria, then retention and deletion"),
    rule=_(
        "Closed when the person agrees, or contact is lost after the agreed tries and time, "
        "or death. Needs: safety LOW, lawful stay or home, plan lines done or handed over, "
        "proceedings finished or represented, no open alert, feedback offered, data schedule "
        "set. Reopening always possible. Data then minimised and later deleted, save what the "
        "person wants kept for claims."
    ),
    enforcement="block",
    legal_force="design+soft",
    kind="obligation",
    due=Due(12, "months", "lost contact", "design default", "before closing as lost"),
    override=Override(
        True,
        roles=("unit head",),
        second_person=True,
        justification=_("Item not met by the person's own choice"),
        review_working_days=5,
    ),
    children=_("Not before 18 plus transition plan done; longer retention for claims."),
    seeds=(Seed("RSIS", "policy pointer 3"), Seed("ASEM", "slide 9, II.4; slide 10, III.4")),
    instruments=(
        Instrument("GDPR", "5(1)(e)", Check.KNOWLEDGE),
        Instrument("NEXUS10", "outcome review", Check.READ_SECONDARY),
    ),
)
def closure(case: CaseFacts, act: Act) -> Answered:
    """Close only when the criteria hold and a second person says so; open again at any time."""
    match act.name:
        case "lifecycle.reopen" | "lifecycle.send_back":
            return met(_("A case can always be opened again."))
        case "assistance.finish":
            if act.by.role is Role.PERSON and not case.child_mode:
                return met(_("The person ends the help as planned."))
            return need(
                case,
                "closure_plan_settled",
                because=_("Each line of the plan must be done, handed over, or dropped by the person."),
                holds=_("Each line of the plan is settled."),
            )
        case "lifecycle.propose_closure":
            return _may_propose(case)
        case "lifecycle.close":
            return _may_close(case, act)
        case _:
            return not_concerned()


def _may_propose(case: CaseFacts) -> Answered:
    if case.yes("alert_open"):
        return refused(_("A danger alert is open. Closing waits until the person is safe."))
    wish = closure_criteria(case, None)[0]
    if wish.holds or ended_by_person(case):
        return met(_("Closing can be proposed. A second person checks the list."))
    return refused(wish.because, missing=wish.missing)


def _may_close(case: CaseFacts, act: Act) -> Answered:
    open_lines = [line for line in closure_criteria(case, act) if not line.holds]
    if not open_lines:
        return met(_("Each criterion of closure holds, and a second person signs."))
    return refused(
        open_lines[0].because,
        missing=tuple(dict.fromkeys(name for line in open_lines for name in line.missing)),
        criteria=tuple(line.number for line in open_lines),
    )
