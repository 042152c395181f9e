"""Children, and whoever may be one: the guardian, best interests, and age."""

import re
from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.choices import AGES, LEVELS, PROFESSIONS
from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    Reading,
    days_since,
    given,
    same,
)
from safeconduct.protection.documents.fields import C1, C2, asked, line, on_day, one, rows, several, text
from safeconduct.protection.documents.readers import LEADS
from safeconduct.protection.documents.readings import day_of, different, filled, said, together, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _


def guardian_appointed(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether a guardian has accepted and still acts."""
    newest = filed[-1].values
    if filled(newest.get("ended_on")):
        return False
    answered = yes_or_no(newest.get("guardian_appointed"))
    return True if answered is None and filled(newest.get("accepted_on")) else answered


def guardian_formal(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether the guardian who acts was appointed formally; unknown while nobody said of which kind."""
    kind = filed[-1].values.get("kind")
    return guardian_appointed(filed, now) if kind == "formal" else (False if kind == "provisional" else None)


def tracing_decided(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether anybody has said yes or no to looking for family; a later silence takes nothing back."""
    said_so = [yes_or_no(each.values.get("tracing_in_interest")) for each in filed]
    return True if any(each is not None for each in said_so) else None


GUARDIAN = DocumentType(
    id="D17",
    title=_("Guardian"),
    purpose=_("Show that a guardian has accepted, is independent, and who takes over after a move."),
    phase="child",
    authors=(Role.COURT, Role.FOCAL_POINT, Role.CASE_MANAGER, Role.GUARDIAN),
    readers=(*LEADS, Role.FOCAL_POINT, Role.IDENTIFICATION_LEAD, Role.SHELTER, Role.REVIEWER),
    fields=(
        line("guardian", _("Who is the guardian?"), _("Name or staff number.")),
        line("contact", _("How is the guardian reached?")),
        line("appointed_by", _("Which court or authority appointed the guardian?"), data_class=C1),
        one("kind", _("Which kind?"), (
            Choice("provisional", _("Provisional")),
            Choice("formal", _("Formal")),
        )),
        asked("guardian_appointed", _("Has the guardian accepted?")),
        on_day("accepted_on", _("When?")),
        asked("guardian_conflict_free", _("Is the guardian free of any conflict of interest?"),
              _("Not of the agency that decides, not of the shelter, no tie to anyone suspected.")),
        asked("child_asked", _("Was the child asked how it goes with the guardian?")),
        on_day("ended_on", _("When did it end?")),
        asked("guardian_handover", _("Has a guardian in the receiving country taken over?")),
        line("next_guardian", _("Who is the guardian there?"), _("Name and office.")),
    ),
    proofs=(
        Proof("guardian_appointed", guardian_appointed),
        Proof("guardian_formal", guardian_formal),
        *said("guardian_conflict_free", "guardian_handover"),
    ),
    source="SG-CH-02; CETS 197 Art 10(4)(a)",
)  # fmt: skip

VIEW_FIELDS = (
    text("child_view", _("What does the child say?"),
         _("In the child's words. Leave out your opinion and names of others.")),
    text("view_not_obtained", _("Why could the child not be asked?"),
         _("A reason about this child; no opinions.")),
    asked("child_view_written", _("Is the child's view, or why it could not be had, written down?")),
    asked("child_view_answered", _("Was the child told how the view counted?")),
)  # fmt: skip


def child_view_written(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether the child's view, or the reason why it could not be had, stands in the paper."""
    newest = filed[-1].values
    written = filled(newest.get("child_view")) or filled(newest.get("view_not_obtained"))
    return True if written else yes_or_no(newest.get("child_view_written"))


def done(answer_name: str, day_name: str) -> Reading:
    """Read the answer given; a day on which it was done says yes."""

    def read(filed: Sequence[Filed], now: datetime) -> object:
        answered = yes_or_no(filed[-1].values.get(answer_name))
        return given(day_name)(filed, now) if answered is None else answered

    return read


INTERESTS = DocumentType(
    id="D18",
    title=_("Best-interests assessment"),
    purpose=_("Weigh what is best for the child in the steps that cannot wait."),
    phase="child",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.GUARDIAN),
    readers=(*LEADS, Role.SHELTER, Role.REVIEWER),
    fields=(
        on_day("assessed_on", _("When was it assessed?"), needed=True),
        several("about", _("For which step?"), (
            Choice("care", _("Place and carer")),
            Choice("health", _("Health")),
            Choice("school", _("School")),
            Choice("contact", _("Contact with family")),
            Choice("tracing", _("Looking for family")),
            Choice("interview", _("Interview")),
            Choice("decline", _("Going without some help")),
        )),
        *VIEW_FIELDS,
        asked("care_safe", _("Were the carer and the place of care checked?")),
        asked("learning_arranged", _("Is school or learning arranged?")),
        one("risk", _("How great is the danger for the child?"), LEVELS),
        asked("tracing_in_interest", _("Is looking for family good for the child?")),
        asked("family_involvement_ruled_out", _("Is it shown that the family had no part in it?"),
              _("Until then nobody tells the family where the child is.")),
        text("conclusion", _("What is best for now, and why?"), _("Leave out opinions and names of others.")),
        on_day("next_review", _("When do you look again?")),
    ),
    proofs=(
        Proof("bia_done", given("assessed_on")),
        Proof("bia_age_d", days_since("assessed_on")),
        Proof("child_view_written", child_view_written),
        Proof("tracing_decided", tracing_decided),
        *said("child_view_answered", "learning_arranged", "tracing_in_interest",
              "family_involvement_ruled_out", "care_safe"),
    ),
    source="SG-CH-03, SG-CH-04, SG-CH-06, SG-CH-07; CRC Arts 3 and 12",
)  # fmt: skip

SOLUTIONS = (
    Choice("return", _("Going home to safe care")),
    Choice("stay", _("Staying here")),
    Choice("reunification_here", _("Family comes or is here")),
    Choice("third_country", _("Another country")),
)

DETERMINATION = DocumentType(
    id="D19",
    title=_("Best-interests determination"),
    purpose=_("Hold what a panel found best for the child in the long run, with every option weighed."),
    phase="child",
    authors=(Role.GUARDIAN, Role.IDENTIFICATION_TEAM, Role.CASE_MANAGER),
    readers=(*LEADS, Role.IDENTIFICATION_LEAD, Role.REVIEWER),
    fields=(
        on_day("determined_on", _("When did the panel decide?")),
        rows("panel", _("Who sat on the panel?"), (
            one("profession", _("Profession"), PROFESSIONS),
            line("agency", _("Agency"), data_class=C1),
            line("name", _("Name")),
            one("vote", _("For which option?"), SOLUTIONS),
        )),
        rows("options", _("Which options were weighed?"), (
            one("option", _("Option"), SOLUTIONS),
            text("for_it", _("What speaks for it?"), _("Facts; leave out names of others.")),
            text("against_it", _("What speaks against it?"), _("Facts; leave out names of others.")),
        )),
        line("origin_view", _("What did the child services of the home country say?"),
             _("In one sentence; leave out names.")),
        *VIEW_FIELDS,
        asked("care_safe", _("Were the carer and the place of care checked?")),
        one("bid", _("What is best for the child?"), SOLUTIONS),
        text("reasons", _("Why?"),
             _("How the options were weighed; leave out opinions and names of others.")),
        on_day("reviewed_on", _("When was the solution last reviewed?")),
    ),
    proofs=(
        Proof("bid", same("bid")),
        Proof("bid_professions", different("panel", "profession")),
        Proof("bid_options", different("options", "option")),
        Proof("child_view_written", child_view_written),
        *said("child_view_answered", "care_safe"),
    ),
    source="SG-CH-03; CRC Art 3; UNHCR best interests procedure guidelines",
)  # fmt: skip

SOUNDNESS = (
    asked("last_resort", _("Was everything else tried before?")),
    asked("several_professions", _("Did people of several professions assess it?")),
    asked("consent", _("Did the person agree to it, knowing that a no is not held against them?")),
    asked("doubt_left", _("Was every doubt left to the person, by the lower end of the range?")),
)


ADULT_AT = 18  # CRC Art 1, CETS 197 Art 4(d): everywhere, whatever national law says


def lowest_age(stated: object) -> float | None:
    """Read the lower end of a range of ages as somebody wrote it, such as `16 to 20`; None where no age stands."""
    ages = re.findall(r"\d+(?:[.,]\d+)?", stated) if isinstance(stated, str) else []
    return min((float(each.replace(",", ".")) for each in ages), default=None)


def age_assessment_sound(filed: Sequence[Filed], _now: datetime) -> object:
    """Read the four conditions together; without them, the answer given for the whole.

    An assessment that leaves an age below 18 open proves no adult, whatever is answered: its lower end counts.
    """
    newest = filed[-1].values
    lowest = lowest_age(newest.get("age_range"))
    if lowest is not None and lowest < ADULT_AT:
        return False
    answers = [yes_or_no(newest.get(each.name)) for each in SOUNDNESS]
    return yes_or_no(newest.get("age_assessment_sound")) if answers == [None] * 4 else together(answers)


def proved_adult(filed: Sequence[Filed], now: datetime) -> bool | None:
    """Tell whether an adult age is proved: by paper, by a sound assessment, or with nobody in doubt."""
    newest = filed[-1].values
    sound = together([
        age_assessment_sound(filed, now) is True or None,
        yes_or_no(newest.get("age_assessment_guardian_present")),
        yes_or_no(newest.get("age_appeal_told")),
    ])  # fmt: skip
    ways = (yes_or_no(newest.get("age_document_reliable")), sound, newest.get("doubt") == "no")
    return True if True in ways else None


def child(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether the person is treated as a child; an adult age that nothing proves leaves it unknown."""
    match filed[-1].values.get("age"):
        case "under_18" | "unsure":
            return True
        case "adult" if proved_adult(filed, now):
            return False
    return None


AGE = DocumentType(
    id="D20",
    title=_("Age"),
    purpose=_("Note what is known about age; in doubt the person is treated as a child."),
    phase="child",
    authors=(Role.CASE_MANAGER, Role.FIRST_RESPONDER, Role.IDENTIFICATION_LEAD, Role.GUARDIAN, Role.HEALTH),
    readers=(*LEADS, Role.FIRST_RESPONDER, Role.IDENTIFICATION_TEAM, Role.IDENTIFICATION_LEAD, Role.SHELTER,
             Role.REVIEWER),
    fields=(
        one("age", _("How old is the person?"), AGES, needed=True),
        line("born", _("When was the person born?"), _("About, or only the year, is an answer."),
             htcds="prs_Birthdate"),
        on_day("turns_18_on", _("When does the person turn 18?"),
               _("The last day of the month is enough. Support goes on after it.")),
        asked("doubt", _("Does anyone have a reason to think that the person is under 18?")),
        text("reason", _("Which reason, or what settled it?"),
             _("What was said or seen. Looks alone prove nothing. Leave out opinions.")),
        asked("age_document_reliable", _("Does a reliable paper show 18 or over?"),
              _("Papers made by traffickers often show a higher age.")),
        asked("age_assessment_sound", _("Was there an age assessment that meets every condition below?")),
        *SOUNDNESS,
        line("age_range", _("From which to which age does it say?"), _("Years."), C2),
        asked("age_assessment_guardian_present", _("Was a guardian there?")),
        asked("age_appeal_told", _("Was the person told how to appeal?")),
    ),
    proofs=(
        Proof("child", child),
        Proof("age_in_doubt", child),
        Proof("turns_18_on", day_of("turns_18_on")),
        Proof("age_assessment_sound", age_assessment_sound),
        *said("age_assessment_guardian_present", "age_appeal_told", "age_document_reliable"),
    ),
    source="CETS 197 Art 10(3); SG-CH-01",
)  # fmt: skip

TYPES = (GUARDIAN, INTERESTS, DETERMINATION, AGE)
