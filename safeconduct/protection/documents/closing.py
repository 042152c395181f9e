"""Feedback and complaints at any time; closure, and what is kept afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    given,
    moment,
    one_of,
)
from safeconduct.protection.documents.fields import C1, asked, line, number, on_day, one, rows, several, text
from safeconduct.protection.documents.open_matters import chosen, in_any
from safeconduct.protection.documents.readers import LEADS, NEAREST
from safeconduct.protection.documents.readings import entries, filled, said, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

ANSWERED = ("answered", "closed_by_person", "answered_outside")


def complaint_unanswered(document: Filed) -> bool:
    return chosen(document, "kind") == "complaint" and chosen(document, "standing") not in ANSWERED


def complaint_open(filed: Sequence[Filed], _now: datetime) -> object:
    said_what = [each for each in filed if chosen(each, "kind")]
    return any(map(complaint_unanswered, said_what)) if said_what else None


def complaint_age_d(filed: Sequence[Filed], now: datetime) -> object:
    """Count days since the oldest open complaint came in; without a day, since it was written down."""
    waiting = filter(complaint_unanswered, filed)
    came_in = [moment(each.values.get("received_on")) or each.at for each in waiting]
    return max(0.0, (now - min(came_in)) / timedelta(days=1)) if came_in else None


D38 = DocumentType(
    id="D38",
    title=_("Feedback or complaint"),
    purpose=_("Hear how the help was, or what went wrong, without any effect on the help."),
    phase="all",
    authors=(Role.PERSON, Role.GUARDIAN, Role.ADVOCATE, Role.LAWYER, Role.REVIEWER, Role.CASE_MANAGER,
             Role.RECEIVING_CASE_MANAGER),
    # Those it may be about see only the facts: that it was offered, that a complaint is open (SG-LT-03).
    readers=(Role.PERSON, Role.GUARDIAN, Role.ADVOCATE, Role.LAWYER, Role.REVIEWER),
    fields=(
        one("kind", _("What is this?"), (
            Choice("feedback", _("How the help was")),
            Choice("complaint", _("A complaint")),
        ), needed=True),
        asked("feedback_offered", _("Was the person asked how the help was?")),
        one("result", _("What came of it?"), (
            Choice("given", _("The person told us")),
            Choice("declined", _("The person did not want to")),
            Choice("later", _("The person wants to later")),
        ), _("Both are fine.")),
        asked("anonymous", _("Should it stay without a name?")),
        several("topics", _("What is it about?"), (
            Choice("respect", _("How people treated me")),
            Choice("information", _("What I was told")),
            Choice("choice", _("What I could decide")),
            Choice("safety", _("My safety")),
            Choice("housing", _("Where I live")),
            Choice("interpreter", _("The interpreter")),
            Choice("time", _("How long it took")),
            Choice("privacy", _("Who learned about me")),
            Choice("help", _("The help itself")),
            Choice("other", _("Something else")),
        )),
        one("rating", _("How was the help?"), (
            Choice("1", _("Bad")),
            Choice("2", _("Not good")),
            Choice("3", _("In between")),
            Choice("4", _("Good")),
            Choice("5", _("Very good")),
        )),
        text("words", _("What would you like to tell us?"), _("In your own words. It may stay empty.")),
        line("about", _("Which organisation or unit is it about?"), _("It will not handle the complaint.")),
        on_day("received_on", _("When did it come in?"), _("An answer is due within 30 days.")),
        one("standing", _("Where does the complaint stand?"), (
            Choice("received", _("Received")),
            Choice("acknowledged", _("Receipt confirmed")),
            Choice("examined", _("Being looked at")),
            Choice("answered", _("Answered")),
            Choice("closed_by_person", _("Closed by the person")),
            Choice("escalated_outside", _("Taken to an outside body")),
            Choice("answered_outside", _("Answered by the outside body")),
        )),
        text("answer", _("The answer"), _("Plain words. What changes because of it?")),
    ),
    proofs=(
        Proof("feedback_offered", in_any("feedback_offered")),
        Proof("complaint_open", complaint_open),
        Proof("complaint_age_d", complaint_age_d),
    ),
    many=True,
    source="SG-LT-03",
)  # fmt: skip

ENDINGS = (
    Choice("agreed", _("The person agrees that the case can close")),
    Choice("own_choice", _("The person ends it by their own choice")),
    Choice("lost", _("Contact was lost, and the agreed tries went on for twelve months")),
    Choice("died", _("The person has died")),
    Choice("not_agreed", _("The person does not agree")),
)


def closure_agreed(filed: Sequence[Filed], _now: datetime) -> object:
    """Read agreement; a lost contact is neither agreement nor refusal."""
    agreed = {"agreed": True, "own_choice": True, "died": True, "not_agreed": False}
    return agreed.get(chosen(filed[-1], "ending"))


D39 = DocumentType(
    id="D39",
    title=_("Closure checklist"),
    purpose=_("Show that nothing is left open for the person before the case is closed."),
    phase="closure",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.REVIEWER),
    readers=(*LEADS, Role.REVIEWER),
    fields=(
        one("ending", _("Why can the case close?"), ENDINGS, needed=True, htcds="cas_ReasonForCaseClosure"),
        asked("closure_home_settled", _("Does the person have lawful stay or a settled home, with papers?")),
        asked("closure_plan_settled", _("Is each line of the plan settled?"),
              _("Done, handed over and accepted, or dropped by the person.")),
        asked("closure_reachable", _("If proceedings go on, is the person represented and safe to reach?")),
        asked("closure_durable_reviewed_twice", _("Was the child's lasting solution reviewed twice?"),
              _("For a child.")),
        asked("closure_numbers_given",
              _("Does the person have numbers of help in both countries and know the way back?"),
              _("The case opens again at any time, with no new test.")),
        asked("retention_planned", _("Is it planned what is kept, for what, and until when?")),
        on_day("deletion_on", _("On which day will the rest be deleted?")),
        text("persons_words", _("What does the person want to say at the end?"),
             _("In the person's own words. It may stay empty.")),
        text("left_open", _("What is left open, by the person's own choice?"), _("Facts only. No opinions.")),
    ),
    proofs=(
        Proof("closure_agreed", closure_agreed),
        Proof("closure_by_person", one_of("ending", "own_choice")),
        Proof("person_died", one_of("ending", "died")),
        *said("closure_home_settled", "closure_plan_settled", "closure_reachable",
              "closure_durable_reviewed_twice", "closure_numbers_given", "retention_planned"),
        Proof("deletion_date_set", given("deletion_on")),
    ),
    source="SG-LT-04; referral mechanism, section 11",
)  # fmt: skip

KEPT = (
    Choice("claims", _("What a claim needs")),
    Choice("proceedings", _("What a court needs")),
    Choice("identification", _("The identification decision")),
    Choice("permit", _("Proof of stay")),
    Choice("health", _("The health summary")),
    Choice("contacts", _("How to reach the person")),
    Choice("coded", _("Coded facts without a name")),
)


def retention_planned(filed: Sequence[Filed], _now: datetime) -> object:
    """Each part that is kept has a purpose and a last day; or it is said that nothing is kept."""
    parts = entries(filed[-1], "kept")
    if yes_or_no(filed[-1].values.get("nothing_kept")) is True and not parts:
        return True
    return all(filled(row.get("purpose")) and filled(row.get("until")) for row in parts) if parts else None


D40 = DocumentType(
    id="D40",
    title=_("Retention plan and deletion certificate"),
    purpose=_("Say what is kept after closure, for whom and until when; later, that the rest is gone."),
    phase="closure",
    authors=(Role.REVIEWER, Role.CASE_MANAGER),
    readers=(*NEAREST, Role.REVIEWER),
    fields=(
        rows("kept", _("What is kept?"), (
            one("part", _("What?"), KEPT),
            one("purpose", _("For what?"), (
                Choice("claim", _("A claim that goes on")),
                Choice("proceedings", _("Proceedings that go on")),
                Choice("persons_wish", _("The person asked for it")),
                Choice("law", _("A law asks for it")),
                Choice("statistics", _("Statistics without a name")),
            )),
            one("reader", _("Who may still read it?"), (
                Choice("person", _("The person")),
                Choice("lawyer", _("The lawyer")),
                Choice("reviewer", _("The reviewer")),
                Choice("nobody", _("Nobody until it is asked for")),
            )),
            on_day("until", _("Until when?")),
        )),
        asked("nothing_kept", _("Is nothing kept?")),
        asked("copy_given", _("Was a copy of the file offered to the person?")),
        on_day("deletion_on", _("On which day will the rest be deleted?")),
        on_day("deleted_on", _("When was it deleted?"),
               _("Fill this in afterwards: it makes the certificate.")),
        several("deleted_where", _("Where was it deleted?"), (
            Choice("case_file", _("The case file")),
            Choice("key", _("The key that opens it")),
            Choice("search", _("Search tokens")),
            Choice("partners", _("Partners who confirmed")),
            Choice("paper", _("Paper")),
        )),
        number("purge_answers_open", _("How many partners have not confirmed yet?")),
        line("certified_by", _("Who certifies it?"), _("Your name or staff number."), C1),
    ),
    proofs=(
        Proof("retention_planned", retention_planned),
        Proof("deletion_date_set", given("deletion_on")),
    ),
    source="SG-DP-11; SG-LT-04",
)  # fmt: skip

TYPES = (D38, D39, D40)
