"""After a return: arrival, the agreement to stay in touch, each contact, and alerts at any time."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents import contacts, monitoring
from safeconduct.protection.documents.choices import LEVELS
from safeconduct.protection.documents.declared import Choice, DocumentType, Filed, Proof, Reading
from safeconduct.protection.documents.fields import (
    C4,
    asked,
    at_moment,
    line,
    on_day,
    one,
    rows,
    several,
    text,
)
from safeconduct.protection.documents.open_matters import chosen, days_ago, in_any, in_each, open_or_newest
from safeconduct.protection.documents.readers import LEADS
from safeconduct.protection.documents.readings import codes, said, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

RECEIVING = (Role.RECEIVING_CASE_MANAGER, Role.CASE_MANAGER, Role.INTERNATIONAL_ORGANISATION)
OWN_WORDS = _("In the person's own words. Leave out names of family and places.")
SEALED_TO = _("Sealed to the people you name.")

ON_ARRIVAL = ("questioned", "tested", "confined", "made_public")


def free_of_questions(filed: Sequence[Filed], _now: datetime) -> object:
    """Read true when each of the four did not happen, false when one did."""
    answers = [yes_or_no(filed[-1].values.get(name)) for name in ON_ARRIVAL]
    if True in answers:
        return False
    return None if None in answers else True


D32 = DocumentType(
    id="D32",
    title=_("Arrival confirmation"),
    purpose=_("Confirm, by both sides, that the person arrived and was met in peace."),
    phase="return",
    authors=(*RECEIVING, Role.PERSON),
    readers=(*LEADS, Role.INTERNATIONAL_ORGANISATION),
    fields=(
        at_moment("arrived_at", _("When did the person arrive?"), needed=True),
        asked("met_in_person", _("Did the receiving case manager meet the person?")),
        asked("person_confirms_arrival", _("Does the person confirm it?"),
              _("In person, by telephone or with the code word.")),
        asked("questioned", _("Was the person questioned by officials about what happened?")),
        asked("tested", _("Was a medical test asked for?")),
        asked("confined", _("Was the person kept somewhere?")),
        asked("made_public", _("Were press, cameras or family brought in against the person's wish?")),
        asked("has_phone", _("Does the person have a telephone that works?")),
        asked("has_money", _("Does the person have money for the first days?")),
        asked("safe_tonight", _("Does the person have a safe bed tonight?")),
        text("persons_words", _("How does the person feel on arrival?"), OWN_WORDS),
    ),
    proofs=(
        *said("met_in_person", "person_confirms_arrival"),
        Proof("arrival_age_d", days_ago("arrived_at")),
        Proof("arrival_free_of_questions", free_of_questions),
    ),
    source="SG-RT-05; SG-RT-06",
)  # fmt: skip

CHANNELS = (
    Choice("call", _("Telephone call")),
    Choice("message", _("Message")),
    Choice("online", _("Through the survivor's own page")),
    Choice("in_person", _("In person, where the person chooses")),
    Choice("trusted", _("Through somebody the person trusts")),
)


def monitoring_agreed(filed: Sequence[Filed], _now: datetime) -> object:
    """Agreement needs more than a yes: a channel, who may ask, and that the person can stop at any time."""
    newest = filed[-1]
    if chosen(newest, "wish") in ("declined", "not_now"):
        return False
    complete = chosen(newest, "channel") and codes(newest.values.get("who_may_ask"))
    told = yes_or_no(newest.values.get("stop_rule_told")) is True
    return True if chosen(newest, "wish") == "agreed" and complete and told else None


def monitoring_declined(filed: Sequence[Filed], _now: datetime) -> object:
    wish = chosen(filed[-1], "wish")
    return wish == "declined" if wish in ("agreed", "declined") else None


D33 = DocumentType(
    id="D33",
    title=_("Monitoring agreement"),
    purpose=_("Agree whether and how to stay in touch, as the person wants it."),
    phase="monitoring",
    authors=(*RECEIVING, Role.PERSON),
    readers=(*LEADS, Role.INTERNATIONAL_ORGANISATION),
    fields=(
        one("wish", _("Do you want us to stay in touch?"), (
            Choice("agreed", _("Yes")),
            Choice("not_now", _("Not now")),
            Choice("declined", _("No")),
        ), _("Help does not depend on the answer."), needed=True),
        one("channel", _("How should we ask?"), CHANNELS),
        line("number", _("Number or name to use")),
        line("hours", _("When is it safe?")),
        line("if_someone_else_answers", _("What should we say if somebody else answers?")),
        line("code_word", _("Which word tells us that you are not free to talk?"), SEALED_TO, C4),
        several("who_may_ask", _("Who may ask?"), (
            Choice("recv_case_manager", _("The case manager there")),
            Choice("case_manager", _("The case manager here")),
            Choice("guardian", _("The guardian")),
            Choice("io", _("An international organisation")),
            Choice("trusted", _("Somebody the person trusts")),
        )),
        line("trusted_person", _("Whom may we ask if we cannot reach you?"),
             _("Somebody you choose, or nobody.")),
        asked("stop_rule_told", _("Does the person know that they can stop at any time, without a reason?")),
        asked("alert_agreed", _("May we call for help if you seem to be in danger?")),
        asked("alert_path_tried", _("Did you try out together how to call for help?")),
        asked("numbers_given", _("Does the person have numbers of help in both countries?")),
        asked("longer", _("Is the longer schedule of two years agreed?"),
              _("For a child, when age is in doubt, and when risk is high.")),
    ),
    proofs=(
        Proof("monitoring_agreed", monitoring_agreed),
        Proof("monitoring_declined", monitoring_declined),
    ),
    source="SG-RT-07; referral mechanism, section 10",
)  # fmt: skip

STEPS = (*(Choice(step.id, step.when) for step in monitoring.SCHEDULE), Choice("extra", _("In between")))
DOMAINS = tuple(Choice(domain.id, domain.title) for domain in monitoring.DOMAINS)
MARKS = tuple(Choice(str(mark), meaning) for mark, meaning in monitoring.SCALE)

D34 = DocumentType(
    id="D34",
    title=_("Monitoring notes"),
    purpose=_("Note one contact after return: the person's own view first, then yours, side by side."),
    phase="monitoring",
    authors=(*RECEIVING, Role.PERSON, Role.GUARDIAN),
    readers=(*LEADS, Role.INTERNATIONAL_ORGANISATION),
    fields=(
        one("step", _("Which contact is this?"), STEPS, needed=True),
        at_moment("on", _("When?")),
        asked("reached", _("Did you reach the person?"),
              _("If not, try again on two other days before asking the person they trust."), needed=True),
        asked("safe_to_talk", _("Was it safe to talk?"), _("Ask this first. If not, agree on another time.")),
        one("channel", _("How?"), CHANNELS),
        asked("person_says", _("Does the person say that life is going as they want?")),
        text("persons_view", _("What does the person say?"), OWN_WORDS),
        rows("marks", _("How is life going?"), (
            one("domain", _("Part of life"), DOMAINS),
            one("own", _("The person's mark"), MARKS),
            one("worker", _("Your mark"), MARKS),
        ), _("Leave out what you did not ask or the person did not wish to say.")),
        one("danger", _("How great is the danger now?"), LEVELS),
        asked("recruiter_contact", _("Has anyone from the recruiting side made contact?")),
        asked("carer_changed", _("Has a child's carer changed without notice?")),
        several("services", _("Which services came?"), (
            Choice("housing", _("Housing")),
            Choice("money", _("Money or goods")),
            Choice("health", _("Health")),
            Choice("counselling", _("Counselling")),
            Choice("school", _("School or training")),
            Choice("work", _("Work")),
            Choice("legal", _("Lawyer")),
            Choice("papers", _("Papers")),
            Choice("children", _("Help for children")),
        )),
        asked("go_on", _("Does the person want us to go on?")),
        asked("starts_anew", _("Does the schedule start anew with this contact?"),
              _("After a danger, once the person is safe: 72 hours, two weeks and so on.")),
        asked("longer", _("Does the longer schedule of two years apply?"),
              _("For a child, when age is in doubt, and when risk is high. Not known counts as yes.")),
        text("note", _("What else matters for the plan?"), _("Facts only. No names of family, no places.")),
        asked("free_text_sent", _("Was any of this text sent outside the case?"),
              _("Only coded answers may go to the other country.")),
    ),
    proofs=(
        Proof("monitoring_contacts", contacts.every_contact),
        Proof("contacts_done", contacts.done),
        Proof("contact_tries", contacts.tries),
        Proof("contact_lost", contacts.lost),
        Proof("months_without_contact", contacts.months_without),
        Proof("monitoring_schedule_done", contacts.schedule_done),
        Proof("safety_low_twice", contacts.safety_low_twice),
        Proof("contact_free_text_sent", in_any("free_text_sent")),
    ),
    many=True,
    source="SG-RT-07; referral mechanism, section 10",
)  # fmt: skip

KINDS = (
    Choice("danger", _("Danger or a threat")),
    Choice("no_show", _("Did not arrive")),
    Choice("missing", _("Missing")),
    Choice("retrafficking", _("Signs of being trafficked again")),
    Choice("setback", _("A setback: help is needed again")),
    Choice("release", _("The accused is free or will be")),
)

RELEASE, STOOD_DOWN = "release", "stood_down"
SETTLED = ("safe", STOOD_DOWN)
TOLD = (
    Choice("told", _("Yes")),
    Choice("not_wished", _("The person does not wish to know")),
    Choice("not_yet", _("Not yet")),
)


def release_told(document: Filed) -> bool:
    return chosen(document, "release_told") in ("told", "not_wished")


def alert_unsettled(document: Filed) -> bool:
    """An alert waits until somebody is safe; one about a release, until the person knows of it."""
    told = chosen(document, "kind") == RELEASE and release_told(document)
    return chosen(document, "standing") not in SETTLED and not told


def _of_the_person(filed: Sequence[Filed]) -> list[Filed]:
    """Leave out notices of a release: they warn, and say nothing of how the person is."""
    return [each for each in filed if chosen(each, "kind") != RELEASE]


def alert_open(filed: Sequence[Filed], _now: datetime) -> object:
    """An alert that says what it is about is open until it is settled."""
    raised = [each for each in filed if chosen(each, "kind")]
    return any(map(alert_unsettled, raised)) if raised else None


def alert_kind(filed: Sequence[Filed], _now: datetime) -> object:
    return chosen(open_or_newest(filed, alert_unsettled)[-1], "kind") or None


def in_each_alert(name: str) -> Reading:
    def read(filed: Sequence[Filed], now: datetime) -> object:
        alerts = _of_the_person(filed)
        return in_each(name, alert_unsettled)(alerts, now) if alerts else None

    return read


def missing_reported(filed: Sequence[Filed], _now: datetime) -> object:
    """Read the reports of alerts about a missing person; other alerts need none."""
    about = [each for each in filed if chosen(each, "kind") in ("missing", "no_show")]
    return in_each("missing_reported", alert_unsettled)(about, _now) if about else None


def made_safe(filed: Sequence[Filed], _now: datetime) -> object:
    """One open alert means not safe yet. An alert stood down for a reason does not show safety by itself."""
    alerts = _of_the_person(filed)
    if not alerts:
        return None
    if alert_open(alerts, _now):
        return False
    return True if chosen(alerts[-1], "standing") == "safe" else None


D35 = DocumentType(
    id="D35",
    title=_("Alert record"),
    purpose=_("Follow one danger from the first sign until the person is safe."),
    phase="all",
    authors=(*RECEIVING, Role.PERSON, Role.GUARDIAN, Role.SHELTER, Role.FOCAL_POINT, Role.FIRST_RESPONDER,
             Role.LAWYER, Role.ADVOCATE),
    readers=(*LEADS, Role.FOCAL_POINT, Role.SHELTER, Role.INTERNATIONAL_ORGANISATION, Role.REVIEWER),
    fields=(
        one("kind", _("What is it about?"), KINDS, needed=True),
        at_moment("raised_at", _("When was it noticed?")),
        one("raised_by", _("Who noticed?"), (
            Choice("person", _("The person")),
            Choice("worker", _("A worker")),
            Choice("carer", _("A carer or relative")),
            Choice("clock", _("No news when it was due")),
            Choice("other", _("Somebody else")),
        )),
        asked("threat_reported", _("Was a threat made?")),
        at_moment("release_at", _("When is or was the accused set free?"),
                  _("Also after an escape. Leave empty if nobody knows.")),
        one("release_told", _("Does the person know that the accused is free or will be?"), TOLD),
        text("what_is_known", _("What is known?"), _("Facts only. No opinions, no story of the past.")),
        asked("alert_acknowledged", _("Has somebody taken it on?"),
              _("Within one hour for a child, within 24 hours for an adult.")),
        at_moment("acknowledged_at", _("Since when?")),
        asked("joint_call_done", _("Have both case managers talked?"), _("On the same day.")),
        asked("missing_reported", _("Is the missing report made?"), _("Within one hour for a child.")),
        asked("alert_acted", _("Is it written down what was done?")),
        text("done", _("What was done?"), _("Steps taken, by whom, when. No names of others.")),
        line("safe_place", _("Where is the person safe now?"), SEALED_TO, C4),
        one("standing", _("Where does it stand?"), (
            Choice("raised", _("Raised")),
            Choice("acknowledged", _("Taken on")),
            Choice("acted", _("Acted on")),
            Choice("safe", _("The person is safe, says so, or was seen safe")),
            Choice("stood_down", _("Stood down, with a reason")),
        )),
        line("reason", _("Why was it stood down?")),
        on_day("settled_on", _("When was it settled?")),
    ),
    proofs=(
        Proof("alert_open", alert_open),
        Proof("alert_kind", alert_kind),
        Proof("alert_acknowledged", in_each_alert("alert_acknowledged")),
        Proof("alert_acted", in_each_alert("alert_acted")),
        Proof("joint_call_done", in_each_alert("joint_call_done")),
        Proof("missing_reported", missing_reported),
        Proof("made_safe", made_safe),
        Proof("threat_reported", in_any("threat_reported")),
    ),
    many=True,
    source="SG-RT-08; SG-CH-09; SG-JU-03",
)  # fmt: skip

TYPES = (D32, D33, D34, D35)
