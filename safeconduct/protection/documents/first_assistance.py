"""First help: how safe the person is, and what the person needs."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.choices import LEVELS, PACKAGE
from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    answer,
    days_since,
    given,
    one_of,
    same,
)
from safeconduct.protection.documents.fields import (
    C1,
    C2,
    C3,
    C4,
    asked,
    at_moment,
    line,
    number,
    on_day,
    one,
    rows,
    several,
    text,
)
from safeconduct.protection.documents.readers import CARE
from safeconduct.protection.documents.readings import (
    codes,
    each_row,
    entries,
    filled,
    last_said,
    said,
    yes_or_no,
)
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

PLACES = (
    Choice("own", _("Own home")),
    Choice("family", _("With family or friends")),
    Choice("open_shelter", _("Open shelter")),
    Choice("closed_shelter", _("Closed shelter")),
    Choice("police_cell", _("Police cell")),
    Choice("immigration_detention", _("Immigration detention")),
    Choice("prison", _("Prison")),
    Choice("street", _("No home")),
    Choice("exploiter", _("A place the suspects control")),
)
HELD = ("closed_shelter", "police_cell", "immigration_detention", "prison")

DANGERS = (
    Choice("place_known", _("Suspects know where the person is")),
    Choice("threats", _("Recent threats")),
    Choice("weapons", _("Weapons")),
    Choice("phone_tracked", _("Telephone or accounts may be watched")),
    Choice("injury", _("Injury or urgent illness")),
    Choice("self_harm", _("Thoughts of self-harm")),
    Choice("pregnancy", _("Pregnancy")),
    Choice("withdrawal", _("Withdrawal from drugs or alcohol")),
    Choice("debt", _("Debt or oath still demanded")),
    Choice("no_income", _("No shelter or income")),
    Choice("children_held", _("Children or relatives held or threatened")),
    Choice("others_left", _("Others are still in the same place")),
    Choice("officials", _("Suspects have ties to officials")),
    Choice("removal", _("A removal or a court date is near")),
    Choice("images", _("Pictures used as a threat")),
    Choice("carer", _("Danger from a carer or by grooming")),
    Choice("may_go_missing", _("Risk of going missing within 48 hours")),
)


def in_custody(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether the person is held: the place decides before the answer given.

    An assessment that is silent about it leaves the duty to ask for release where it was.
    """
    for each in reversed(filed):
        if each.values.get("place_kind") in HELD:
            return True
        said_so = yes_or_no(each.values.get("in_custody"))
        if said_so is not None:
            return said_so
    return None


def low_twice(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether the last two assessments both say low; one low assessment alone shows nothing yet."""
    levels = [each.values.get("safety_level") for each in filed if filled(each.values.get("safety_level"))]
    if not levels:
        return None
    if levels[-1] != "LOW":
        return False
    return levels[-2] == "LOW" if len(levels) > 1 else None


SAFETY = DocumentType(
    id="D07",
    title=_("Safety assessment"),
    purpose=_("Say together with the person how great the danger is and what lessens it."),
    phase="first assistance",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.FIRST_RESPONDER, Role.SHELTER),
    readers=CARE,
    fields=(
        at_moment("assessed_at", _("When did you assess it?"), needed=True),
        several("dangers", _("What is dangerous now?"), DANGERS, data_class=C3),
        text("danger_note", _("What must whoever helps know?"),
             _("Facts about the danger; leave out the account, opinions and names of others.")),
        one("safety_level", _("How great is the danger?"), LEVELS, _("How likely it is and how bad.")),
        text("persons_view", _("How safe does the person feel?"),
             _("In the person's words, beside your level. Leave out names of others.")),
        rows("measures", _("What lessens the danger?"), (
            line("what", _("What?")),
            line("who", _("Who sees to it?"), data_class=C1),
            on_day("by", _("By when?")),
            asked("done", _("Done?")),
        )),
        asked("safety_plan_agreed", _("Did the person agree to a safety plan?")),
        one("place_kind", _("Where does the person stay?"), PLACES),
        line("safe_address", _("Address"), _("Only if someone must have it; few people can open it."), C4),
        asked("in_custody", _("Is the person held there?")),
        one("custody_ground", _("For what reason?"), (
            Choice("stay", _("Stay without permission")),
            Choice("work", _("Work without permission")),
            Choice("alleged_act", _("An act that may be linked to the trafficking")),
            Choice("unrelated_serious_offence", _("A serious offence that has no link to it")),
        )),
        asked("release_requested", _("Was release asked for?")),
        at_moment("release_requested_at", _("When?")),
        asked("restriction_in_force", _("Is anything restricted inside the shelter?"),
              _("Going out, telephone, visitors, money, work or school.")),
        text("restriction", _("What, and why for this person?"),
             _("A reason about this person only; waiting for a trial is none. Leave out opinions.")),
        on_day("restriction_reviewed_on", _("When was the restriction last reviewed?")),
        asked("threat_reported", _("Was a threat made?"), _("Against the person, family or helpers.")),
        asked("threat_assessed", _("Was the threat assessed?")),
        several("threat_measures", _("What was done about it?"), (
            Choice("moved", _("Moved to another place")),
            Choice("reported", _("Reported, with the person's agreement")),
            Choice("court_measures", _("Measures of the court asked for")),
            Choice("family_safe", _("Family warned or moved")),
            Choice("release_notice", _("Notice of the suspect's release asked for")),
            Choice("staff_safe", _("Helpers protected")),
        )),
        asked("made_safe", _("After an alert: is the person safe now?"), _("Says so, or was seen safe.")),
    ),
    proofs=(
        Proof("safety_assessed", given("assessed_at")),
        Proof("safety_assessment_age_d", days_since("assessed_at")),
        Proof("safety_level", same("safety_level")),
        *said("safety_plan_agreed", "release_requested", "restriction_in_force"),
        Proof("place_kind", same("place_kind")),
        Proof("in_custody", in_custody),
        Proof("custody_ground", same("custody_ground")),
        Proof("restriction_age_d", days_since("restriction_reviewed_on")),
        Proof("threat_reported", last_said("threat_reported")),
        Proof("threat_assessed", last_said("threat_assessed")),
        Proof("safety_low_twice", low_twice),
        Proof("made_safe", answer("made_safe")),
    ),
    many=True,
    source="SG-PR-01, SG-PR-04, SG-PR-05, SG-JU-03; identification, section 4.6",
)  # fmt: skip

# CETS 197 Art 12(1); the school part is for children and does not hold up an adult's first help.
FOR_EVERYONE = frozenset(part.code for part in PACKAGE) - {"school"}


def package_offered(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether each part of first help was offered or is named as a gap."""
    named = set(codes(filed[-1].values.get("offered"))) | set(codes(filed[-1].values.get("package_gaps")))
    return named >= FOR_EVERYONE if named else yes_or_no(filed[-1].values.get("package_offered"))


def package_gaps(filed: Sequence[Filed], now: datetime) -> object:
    """List parts that could not be offered; none is an answer once the whole was gone through."""
    gaps = list(codes(filed[-1].values.get("package_gaps")))
    return gaps if gaps or package_offered(filed, now) is not None else None


def dependants_listed(filed: Sequence[Filed], _now: datetime) -> object:
    newest = filed[-1]
    return True if entries(newest, "dependants") else yes_or_no(newest.values.get("dependants_listed"))


def dependants_count(filed: Sequence[Filed], now: datetime) -> object:
    """Count those listed; zero needs an answer that the question was asked."""
    return len(entries(filed[-1], "dependants")) if dependants_listed(filed, now) else None


def dependants_settled(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether each dependant's position is settled; with nobody to look after, it is."""
    if entries(filed[-1], "dependants"):
        return each_row("dependants", "settled")(filed, now)
    answered = yes_or_no(filed[-1].values.get("dependants_settled"))
    return True if answered is None and dependants_listed(filed, now) else answered


NEEDS = DocumentType(
    id="D08",
    title=_("Needs"),
    purpose=_("Note what the person wants first, and that each part of first help was offered."),
    phase="first assistance",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.SHELTER, Role.HEALTH),
    readers=(*CARE, Role.HEALTH),
    fields=(
        on_day("assessed_on", _("When did you talk about it?"), needed=True),
        text("wishes", _("What would help you most now?"),
             _("In the person's words. Leave out opinions and names of others.")),
        several("offered", _("Which parts of first help were offered?"), PACKAGE),
        asked("package_offered", _("Was each part offered, or its gap written down?")),
        several("package_gaps", _("Which could not be offered?"), PACKAGE),
        text("gap_plan", _("What is done about the gaps?"), _("Who provides it and when; no opinions.")),
        several("accepted", _("Which does the person want?"), PACKAGE, _("A no closes nothing.")),
        one("shelter", _("Does the person agree to the shelter?"), (
            Choice("agreed", _("Yes")),
            Choice("elsewhere", _("The person lives elsewhere")),
            Choice("not_agreed", _("No")),
        )),
        asked("free_to_come_and_go", _("Is the person free to come and go?")),
        asked("urgent_health", _("Does the person want to see a doctor soon?"),
              _("A wish, not a result; results stay with the doctor."), C3),
        asked("health_help_by_wish_only", _("Did every test and treatment wait for the person's yes?"),
              _("Also on admission to a shelter.")),
        text("health_wishes", _("Which care does the person want?"),
             _("Wishes only; leave out diagnoses, results and opinions.")),
        line("accessibility", _("What does the person need to take part?"),
             _("Ramp, sign language, glasses, quiet, child care.")),
        asked("dependants_listed", _("Did you ask who depends on the person?")),
        number("children", _("How many children does the person have?"), htcds="prs_NumberOfChildren"),
        rows("dependants", _("Who depends on the person?"), (
            line("name", _("What do you call them?")),
            one("age", _("Age"), (
                Choice("child", _("Under 18")),
                Choice("adult", _("18 or over")),
            )),
            line("where", _("In which country?"), data_class=C2),
            asked("safe", _("Are they safe?")),
            asked("settled", _("Is their position settled?"), _("Care, papers, stay, school.")),
        )),
        asked("dependants_settled", _("Is the position of each of them settled?")),
    ),
    proofs=(
        Proof("needs_assessed", given("assessed_on")),
        Proof("shelter_agreed", one_of("shelter", "agreed", "elsewhere")),
        Proof("package_offered", package_offered),
        Proof("package_gaps", package_gaps),
        *said("health_help_by_wish_only"),
        Proof("dependants_listed", dependants_listed),
        Proof("dependants_count", dependants_count),
        Proof("dependants_settled", dependants_settled),
    ),
    source="SG-PR-05, SG-PR-07, SG-PR-08, SG-PR-11; CETS 197 Art 12(1)",
)  # fmt: skip

TYPES = (SAFETY, NEEDS)
