"""Who leads, what the person agreed to, and the plan in the person's own words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from safeconduct.protection.documents.choices import CONSENT_PURPOSES
from safeconduct.protection.documents.declared import Choice, DocumentType, Filed, Proof
from safeconduct.protection.documents.fields import C1, C2, asked, at_moment, line, on_day, one, several, text
from safeconduct.protection.documents.readers import LEADS
from safeconduct.protection.documents.readings import codes, day, filled, last_said, said, together, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _


def handover_note(filed: Sequence[Filed], _now: datetime) -> object:
    newest = filed[-1].values
    return True if filled(newest.get("note")) else yes_or_no(newest.get("handover_note"))


LEAD = DocumentType(
    id="D06",
    title=_("Lead and hand-over"),
    purpose=_("Show who leads the case, since when, and that the person has met whoever comes next."),
    phase="all",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.FOCAL_POINT),
    readers=(*LEADS, Role.FOCAL_POINT, Role.IDENTIFICATION_LEAD, Role.REVIEWER),
    fields=(
        line("lead", _("Who leads?"), _("Name or staff number."), htcds="cas_CaseOwner"),
        line("agency", _("For which agency?"), data_class=C1),
        at_moment("leads_from", _("From when?")),
        at_moment("leads_until", _("Until when?"), _("Leave empty while it goes on.")),
        asked("lead_met_person", _("Have the lead and the person met?")),
        asked("persons_choice_asked", _("Was the person asked whom they would like?")),
        asked("next_lead_named", _("Is the next lead named?")),
        line("next_lead", _("Who comes next?"), _("Name or staff number.")),
        one("change_reason", _("Why does the lead change?"), (
            Choice("person_asked", _("The person asks for it")),
            Choice("moves", _("The person moves")),
            Choice("leaves", _("The lead leaves or is away")),
            Choice("too_many", _("The lead has too many cases")),
            Choice("conflict", _("The lead has a tie to someone involved")),
        )),
        asked("person_told_of_handover", _("Was the person told, with a say in it?")),
        asked("next_lead_met_person", _("Have the next lead and the person met?"),
              _("Before the present lead leaves.")),
        asked("handover_note", _("Is a hand-over note written?")),
        text("note", _("What must the next lead know?"),
             _("Where things stand, what was promised, what comes next; no account, no opinions.")),
    ),
    proofs=(
        Proof("lead_met_person", last_said("lead_met_person")),
        Proof("handover_note", handover_note),
        *said("person_told_of_handover", "next_lead_met_person", "next_lead_named"),
    ),
    many=True,
    source="SG-CM-01; referral mechanism, section 7 J",
)  # fmt: skip

# Purposes that make the state of origin, or somebody in it, learn of the person (SG-DP-06).
REACHES_ORIGIN = (
    "consular_contact", "identity_verification", "travel_document", "recognition_notice", "origin_enquiry",
    "family_tracing", "return_risk", "assurance", "case_transfer",
)  # fmt: skip


def in_force(consent: Mapping[str, object], now: datetime) -> bool:
    """Tell whether a consent holds at this moment.

    It was given and understood, has an end that has not passed (the last day counts in full), and was not
    taken back. A consent without an end is a blanket one and holds for nothing (SG-DP-01).
    """
    until, withdrawn = day(consent.get("until")), filled(consent.get("withdrawn_on"))
    agreed = consent.get("given") == "yes" and consent.get("understood") == "yes"
    return agreed and not withdrawn and until is not None and now.date() <= until


def lapsed(filed: Filed) -> Filed:
    """Return a paper on an agreement as one that was never given: it opens nothing, and its recall stays open."""
    left = {name: value for name, value in filed.values.items() if name != "given"}
    return replace(filed, values=left)


def reaches_origin(filed: Filed) -> bool:
    """Tell whether a paper is an agreement by which somebody in the state of origin may learn of the person."""
    return filed.type_id == "D09" and filed.values.get("purpose") in REACHES_ORIGIN


def consents(filed: Sequence[Filed], now: datetime) -> object:
    """List each consent: what for, to whom, which fields, until when, and whether it holds now."""
    told = [
        {
            "purpose": each.values.get("purpose"),
            "recipient": each.values.get("recipient"),
            "fields": codes(each.values.get("fields")),
            "until": each.values.get("until"),
            "language": each.values.get("language"),
            "understood": yes_or_no(each.values.get("understood")),
            "given": yes_or_no(each.values.get("given")),
            "guardian": yes_or_no(each.values.get("guardian_agrees")),
            "withdrawn": filled(each.values.get("withdrawn_on")),
            "in_force": in_force(each.values, now),
        }
        for each in filed
        if filled(each.values.get("purpose"))
    ]
    return told or None


def consented_purposes(filed: Sequence[Filed], now: datetime) -> object:
    """List purposes with a consent that holds now; an empty list once every consent has ended."""
    purposes = [each.values.get("purpose") for each in filed if in_force(each.values, now)]
    return sorted({each for each in purposes if isinstance(each, str) and each})


def recall_open(filed: Sequence[Filed], _now: datetime) -> object:
    """Tell whether a receiver has yet to confirm that what was shared is deleted or locked (SG-DP-02)."""
    taken_back = [each.values for each in filed if filled(each.values.get("withdrawn_on"))]
    if not taken_back:
        return None
    return any(yes_or_no(values.get("recall_confirmed")) is not True for values in taken_back)


def wish_on_file(filed: Sequence[Filed], _now: datetime) -> object:
    """Read whether the person's last written wish to pause, decline or stop still stands."""
    wishes = [each for each in filed if filled(each.values.get("wish"))]
    return wishes[-1].values.get("wish") != "none" if wishes else None


def consent_with_lawyer(filed: Sequence[Filed], now: datetime) -> object:
    """Read whether every consent in force that reaches the state of origin was written and with a lawyer."""
    reaching = [
        each.values
        for each in filed
        if each.values.get("purpose") in REACHES_ORIGIN and in_force(each.values, now)
    ]
    answers = [
        together([yes_or_no(values.get("with_lawyer")), yes_or_no(values.get("in_writing"))])
        for values in reaching
    ]
    return together(answers) if answers else None


SHAREABLE = (
    Choice("names", _("Names")),
    Choice("birth", _("Date and place of birth")),
    Choice("papers", _("Papers and their numbers")),
    Choice("photo", _("Picture")),
    Choice("contact", _("How to reach me")),
    Choice("languages", _("Languages")),
    Choice("dependants", _("People who depend on me")),
    Choice("home_area", _("Home area")),
    Choice("needs", _("Services I want")),
    Choice("plan", _("My plan")),
    Choice("safety_plan", _("My safety plan")),
    Choice("threats", _("Kinds of threat, in codes")),
    Choice("decision", _("That I was identified")),
    Choice("recruiter", _("Facts about the recruiter")),
    Choice("account", _("My account")),
    Choice("health", _("Health summary, from clinician to clinician")),
    Choice("losses", _("Wages and losses")),
    Choice("travel", _("Travel dates and meeting point")),
    Choice("contact_done", _("Whether you reached me and how I am, in codes")),
)

CONSENT = DocumentType(
    id="D09",
    title=_("Consent or wish"),
    purpose=_("Hold one agreement for one purpose and one receiver, or the person's wish to pause or stop."),
    phase="all",
    authors=(Role.PERSON, Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.FIRST_RESPONDER, Role.GUARDIAN,
             Role.LAWYER),
    readers=(*LEADS, Role.FIRST_RESPONDER, Role.FOCAL_POINT, Role.REVIEWER),
    fields=(
        one("purpose", _("What for?"), CONSENT_PURPOSES),
        line("recipient", _("Who will see it?"), _("One organisation or one office."), C2),
        several("fields", _("What will they see?"), SHAREABLE),
        on_day("until", _("Until when?"), _("Ninety days if nothing else is wished.")),
        line("language", _("In which language did you talk about it?"), data_class=C2,
             htcds="prs_PrimaryLanguage"),
        asked("read_aloud", _("Was it read aloud?")),
        asked("understood", _("Did the person say in own words what it means?")),
        asked("told_help_stays", _("Does the person know that help does not depend on it?")),
        one("given", _("What does the person say?"), (
            Choice("yes", _("Yes")),
            Choice("no", _("No")),
            Choice("not_now", _("Not now")),
        ), htcds="con_Consent"),
        asked("in_writing", _("Is it in writing?")),
        asked("with_lawyer", _("Did a lawyer explain it first?"),
              _("Needed when somebody in the home country would learn of the person after fear was voiced.")),
        asked("guardian_agrees", _("Does the guardian agree as well?"),
              _("For a child. A relative who may be involved does not count.")),
        at_moment("given_at", _("When was it said?")),
        on_day("withdrawn_on", _("When was it taken back?"), _("No reason is needed; it ends at once.")),
        asked("recall_confirmed", _("Did whoever received it confirm that it is deleted or locked?"),
              _("Yes as well when nothing was shared. What stands in a court file cannot be called back; say so.")),
        one("wish", _("Which wish is it, if it is no consent?"), (
            Choice("pause_identification", _("Pause the formal identification")),
            Choice("decline_help", _("No help for now")),
            Choice("pause_contact", _("No contact for now")),
            Choice("stop", _("Stop and end the case")),
            Choice("none", _("The earlier wish no longer stands")),
        )),
        text("own_words", _("In the person's own words"),
             _("Only what the person wishes to have kept; leave out opinions and names of others.")),
    ),
    proofs=(
        Proof("consents", consents),
        Proof("consented_purposes", consented_purposes),
        Proof("recall_open", recall_open),
        Proof("wish_on_file", wish_on_file),
        Proof("consent_with_lawyer", consent_with_lawyer),
    ),
    many=True,
    source="SG-DP-01, SG-DP-02; identification, section 4.3",
)  # fmt: skip

TYPES = (LEAD, CONSENT)
