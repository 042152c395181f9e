"""One interview about what happened, and the interpreter in it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from safeconduct.protection.documents.declared import Choice, DocumentType, Filed, Proof, all_yes, given
from safeconduct.protection.documents.fields import (
    C1,
    asked,
    at_moment,
    line,
    number,
    on_day,
    one,
    rows,
    text,
)
from safeconduct.protection.documents.readers import DECIDERS, NEAREST
from safeconduct.protection.documents.readings import entries, filled, said, together, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

CONDITIONS = (
    asked("place_private", _("Is the place safe, private and calm?")),
    asked("needs_met", _("Has the person eaten, slept and seen a doctor if wished?")),
    asked("rested", _("Has the person had time to rest since getting out?")),
    asked("interviewer_trained", _("Is the interviewer trained for this?")),
    asked("support_person_offered", _("Could someone the person trusts be there?")),
    asked("breaks_agreed", _("Did you agree on breaks and on a sign to stop?")),
    asked("stop_told", _("Does the person know that stopping at any time has no consequence?")),
    asked("no_suspect_near", _("Is everyone who may be involved far away?")),
)

CHILD_CONDITIONS = (
    asked("guardian_present", _("Will the guardian or an adult chosen by the child be there?")),
    asked("child_friendly_room", _("Is the room made for children?")),
    asked("short_sessions", _("Are sessions short enough for this child?")),
)


def held(filed: Sequence[Filed]) -> tuple[Filed, ...]:
    """Return the interviews that took place; a note without a time is one that is planned."""
    return tuple(each for each in filed if filled(each.values.get("held_at")))


def interview_count(filed: Sequence[Filed], _now: datetime) -> object:
    return len(held(filed))


def account_on_file(filed: Sequence[Filed], _now: datetime) -> object:
    """Read true once an account was taken here or came from elsewhere (SG-CM-02)."""
    kept = any(
        filled(each.values.get("account")) or yes_or_no(each.values.get("account_on_file")) for each in filed
    )
    return True if kept or held(filed) else yes_or_no(filed[-1].values.get("account_on_file"))


def gap_stated(filed: Sequence[Filed], _now: datetime) -> object:
    newest = filed[-1].values
    return True if filled(newest.get("gap")) else yes_or_no(newest.get("gap_stated"))


def note_open(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether the newest paper is about an interview that has not been held: each has one of its own."""
    newest = filed[-1].values
    if filled(newest.get("held_at")):
        return False
    return None if yes_or_no(newest.get("interview_consent")) is None else True


def piece_kept(piece: Mapping[str, object]) -> bool | None:
    """Read whether one piece of evidence has its fingerprint and its chain."""
    chain = yes_or_no(piece.get("chain_kept"))
    return None if chain and not filled(piece.get("fingerprint")) else chain


def evidence_chain_kept(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether that holds for each piece of every interview (SG-JU-05)."""
    answers = [piece_kept(piece) for each in filed for piece in entries(each, "evidence")]
    return together(answers) if answers else yes_or_no(filed[-1].values.get("evidence_chain_kept"))


INTERVIEW = DocumentType(
    id="D10",
    title=_("Interview"),
    purpose=_("Plan and hold one interview, so that nobody has to tell it again."),
    phase="identification",
    authors=(Role.CASE_MANAGER, Role.IDENTIFICATION_TEAM, Role.POLICE, Role.PROSECUTOR,
             Role.LABOUR_INSPECTOR),
    readers=(*NEAREST, *DECIDERS, Role.POLICE, Role.PROSECUTOR, Role.REVIEWER),
    fields=(
        at_moment("planned_at", _("When is the interview planned?")),
        line("interviewer", _("Who will talk with the person?"), _("Name or staff number.")),
        asked("interviewer_choice_offered", _("Could the person choose interviewer and interpreter?"),
              _("Also whether they are men or women.")),
        asked("interview_consent", _("Does the person agree to this interview?")),
        asked("account_on_file", _("Is there an account already?"), _("Read it before you plan.")),
        asked("gap_stated", _("Is it written what the account leaves open?")),
        text("gap", _("Which question does the account leave open?"),
             _("Only questions that a decision needs; leave out names of others.")),
        *CONDITIONS,
        *CHILD_CONDITIONS,
        asked("interview_recorded", _("Is it recorded, so that it need not be repeated?")),
        at_moment("held_at", _("When did it take place?"), _("Leave empty while it is planned.")),
        number("minutes", _("How many minutes did it last?")),
        rows("present", _("Who was there?"), (
            line("name", _("Name")),
            line("part", _("As what?"), data_class=C1),
        )),
        line("breaks", _("Which breaks were taken?")),
        one("stopped", _("Did it end early?"), (
            Choice("no", _("No")),
            Choice("person", _("The person stopped; no reason is asked")),
            Choice("worker", _("The worker stopped")),
        )),
        text("account", _("What did the person tell?"),
             _("In the person's words where it matters, and only what they wish to have kept. Leave out your"
               " opinion and full names of others.")),
        text("own_view", _("What does the person want and fear now?"),
             _("In the person's words; leave out names of others.")),
        rows("evidence", _("Pieces of evidence"), (
            line("piece", _("What is it?")),
            line("fingerprint", _("Fingerprint of the file (SHA-256) or seal number"), data_class=C1),
            at_moment("taken_at", _("When was it taken?")),
            line("kept_by", _("Who keeps it now?")),
            line("translator", _("Who translated it?")),
            asked("chain_kept", _("Is each hand-over of it written down?")),
        )),
        asked("evidence_chain_kept", _("Does each piece have its fingerprint and its chain?")),
    ),
    proofs=(
        Proof("interview_count", interview_count),
        Proof("account_on_file", account_on_file),
        Proof("gap_stated", gap_stated),
        Proof("interview_note_open", note_open),
        *said("interview_consent", "interviewer_choice_offered", "interview_recorded"),
        Proof("interview_conditions_met", all_yes(*(each.name for each in CONDITIONS))),
        Proof("child_interview_conditions", all_yes(*(each.name for each in CHILD_CONDITIONS))),
        Proof("evidence_chain_kept", evidence_chain_kept),
    ),
    many=True,
    source="SG-CM-02, SG-CM-03, SG-CH-04, SG-JU-05; WHO ethical and safety recommendations 2003",
)  # fmt: skip


def interpreter_vetted(filed: Sequence[Filed], now: datetime) -> object:
    """Read the answer given; a day of vetting says yes, and without either nothing is known."""
    answered = yes_or_no(filed[-1].values.get("interpreter_vetted"))
    return given("vetted_on")(filed, now) if answered is None else answered


INTERPRETER = DocumentType(
    id="D11",
    title=_("Interpreter"),
    purpose=_("Show that the interpreter is qualified, bound to silence and free of ties, and is wanted."),
    phase="identification",
    authors=(Role.INTERPRETER, Role.CASE_MANAGER, Role.FIRST_RESPONDER),
    readers=(Role.FIRST_RESPONDER, Role.INTERPRETER, *NEAREST, *DECIDERS, Role.REVIEWER),
    fields=(
        line("interpreter", _("Name or number of the interpreter")),
        line("language", _("Language and dialect"), htcds="prs_PrimaryLanguage"),
        asked("language_confirmed", _("Does the person understand the interpreter well?")),
        asked("interpreter_vetted", _("Was the interpreter vetted?")),
        on_day("vetted_on", _("When?")),
        asked("silence_signed", _("Did the interpreter sign to keep everything confidential?")),
        asked("interpreter_conflict_free", _("Is the interpreter free of any tie to people involved?"),
              _("No tie to a suspect, the family, the home community or the consulate; never a child,"
                " a relative or someone who lives in the same shelter.")),
        asked("interpreter_trained_with_children", _("Is the interpreter trained to work with children?")),
        asked("interpreter_declined", _("Does the person want no interpreter, or another one?"),
              _("No reason is needed.")),
        text("change_asked", _("What should change?"),
             _("What the person asks for; leave out names of others.")),
    ),
    proofs=(
        Proof("interpreter_vetted", interpreter_vetted),
        *said("interpreter_conflict_free", "interpreter_trained_with_children", "interpreter_declined"),
    ),
    many=True,
    check_answers=False,
    source="SG-CM-04",
)  # fmt: skip

TYPES = (INTERVIEW, INTERPRETER)
