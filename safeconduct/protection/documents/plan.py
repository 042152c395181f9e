"""The individual plan: goals in the person's words, and who does, pays and starts each line."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from safeconduct.protection.documents.declared import Choice, DocumentType, Filed, Proof, given
from safeconduct.protection.documents.fields import C1, C2, asked, line, on_day, one, rows, text
from safeconduct.protection.documents.readers import LEADS
from safeconduct.protection.documents.readings import day, entries, filled, said, together, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

VETTING_LASTS = timedelta(days=365)  # SG-LT-02: twelve months

LINE_PARTS = ("what", "owner", "country", "funding", "starts", "status")


def plan_lines(filed: Sequence[Filed], _now: datetime) -> object:
    """List the lines of the plan: what, owner, country, funding, starts, status."""
    return [{part: row.get(part) for part in LINE_PARTS} for row in entries(filed[-1], "plan_lines")] or None


def live(filed: Sequence[Filed]) -> tuple[Mapping[str, object], ...]:
    """Return lines that the person has not dropped."""
    return tuple(row for row in entries(filed[-1], "plan_lines") if row.get("status") != "dropped")


def plan_lines_funded(filed: Sequence[Filed], _now: datetime) -> object:
    """Read true when each line has owner, funding and start; a line without makes it false (SG-LT-01)."""
    lines = live(filed)
    if not lines:
        return None
    return all(filled(row.get(part)) for row in lines for part in ("owner", "funding", "starts"))


def plan_budget_both(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether there is money in each country concerned; a line without funding makes it false."""
    answered = yes_or_no(filed[-1].values.get("plan_budget_both"))
    return False if plan_lines_funded(filed, now) is False else answered


def vetted(host: Mapping[str, object], now: datetime) -> bool | None:
    """Read whether one host passed a check within the last twelve months."""
    passed, on = yes_or_no(host.get("passed")), day(host.get("vetted_on"))
    if passed is not True or on is None:
        return passed if passed is False else None
    return now.date() - on <= VETTING_LASTS


def host_vetted(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether each employer, trainer and host family was vetted; a plan without any needs none."""
    hosts = entries(filed[-1], "hosts")
    if hosts:
        return together([vetted(host, now) for host in hosts])
    return True if filed[-1].values.get("hosts_involved") == "no" else None


def plan_in_persons_words(filed: Sequence[Filed], _now: datetime) -> object:
    newest = filed[-1].values
    answered = yes_or_no(newest.get("plan_in_persons_words"))
    return True if answered is None and filled(newest.get("goals")) else answered


def transition_planned(filed: Sequence[Filed], _now: datetime) -> object:
    newest = filed[-1].values
    return True if filled(newest.get("transition")) else yes_or_no(newest.get("transition_planned"))


PLAN = DocumentType(
    id="D16",
    title=_("Individual plan"),
    purpose=_("Hold the person's goals, and for each line who does it, who pays and when it starts."),
    phase="assistance",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.PERSON),
    readers=(*LEADS, Role.SHELTER, Role.REVIEWER),
    fields=(
        text("goals", _("What do you want to reach?"),
             _("In the person's own words. Leave out what others think and names of others."),
             htcds="spl_Objectives"),
        asked("plan_in_persons_words", _("Do the goals stand in the person's own words?")),
        rows("plan_lines", _("Lines of the plan"), (
            line("what", _("What?"), htcds="spl_ActionPlan"),
            one("kind", _("Which kind of help?"), (
                Choice("housing", _("Housing")),
                Choice("health", _("Health"), "Health"),
                Choice("wellbeing", _("Talking, rest, company"), "SocialCare"),
                Choice("education", _("School or training"), "Education"),
                Choice("work", _("Work"), "Livelihood"),
                Choice("money", _("Money and debt"), "Financial"),
                Choice("legal", _("Law and papers"), "Legal"),
                Choice("rights", _("Rights at work"), "RightsBasedTraining"),
                Choice("safety", _("Safety")),
                Choice("family", _("Family and dependants"), "SocialCare"),
            ), htcds="spl_Type"),
            line("owner", _("Who does it?"), _("One organisation."), C2),
            line("country", _("In which country?"), _("Two letters."), C2),
            line("funding", _("Who pays?"), _("The budget line or the fund."), C2),
            on_day("starts", _("When does it start?")),
            on_day("funded_until", _("Until when is it paid?"), htcds="spl_PlannedEndDate"),
            one("status", _("How does it stand?"), (
                Choice("planned", _("Planned")),
                Choice("running", _("Running")),
                Choice("done", _("Done")),
                Choice("handed_over", _("Handed over and accepted")),
                Choice("dropped", _("Dropped by the person")),
            )),
        ), _("A step not reached has no consequence.")),
        asked("plan_budget_both", _("Is there money for each line in every country it concerns?")),
        asked("plan_agreed", _("Does the person agree to this plan?")),
        text("disagreement", _("What does the person see differently?"),
             _("It stands beside the worker's view. Leave out names of others.")),
        on_day("next_review", _("When do you look at it again?"), _("Within 90 days.")),
        asked("plan_covers_dependants", _("Does it cover everyone who depends on the person?")),
        asked("transition_planned", _("Is it planned what goes on after 18?"),
              _("For whoever turns 18 soon.")),
        text("transition", _("What goes on after 18?"),
             _("Home, stay, school, someone to turn to. Leave out opinions.")),
        asked("hosts_involved", _("Does the plan involve an employer, a trainer or a host family?")),
        rows("hosts", _("Employers, trainers and host families"), (
            line("name", _("Name")),
            one("kind", _("What is it?"), (
                Choice("employer", _("Employer")),
                Choice("trainer", _("Trainer or school")),
                Choice("family", _("Host family")),
            )),
            on_day("vetted_on", _("When was it checked?")),
            line("vetted_by", _("By whom?"), data_class=C1),
            asked("passed", _("Did it pass?"),
                  _("No tie to a suspect, licence, contract, wage, deductions, housing.")),
        ), _("They are never told the person's history.")),
    ),
    proofs=(
        Proof("plan_in_persons_words", plan_in_persons_words),
        *said("plan_agreed", "plan_covers_dependants"),
        Proof("plan_lines", plan_lines),
        Proof("plan_lines_funded", plan_lines_funded),
        Proof("plan_budget_both", plan_budget_both),
        Proof("plan_review_set", given("next_review")),
        Proof("transition_planned", transition_planned),
        Proof("host_vetted", host_vetted),
    ),
    source="SG-CM-07, SG-LT-01, SG-LT-02, SG-CH-08; HTCDS 2.0 support plan",
)  # fmt: skip

TYPES = (PLAN,)
