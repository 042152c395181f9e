"""From screening to the decision: what was seen, what it was taken for, and who was told to wait."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.choices import (
    ACTS,
    AGES,
    CONTROLS,
    DECLINED,
    MEANS,
    NOT_ASKED,
    PROFESSIONS,
    PURPOSES,
    UNKNOWN,
)
from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    Reading,
    answer,
    days_since,
    given,
    one_of,
    same,
)
from safeconduct.protection.documents.fields import (
    C1,
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
from safeconduct.protection.documents.readers import DECIDERS, IDENTIFYING, NEAREST
from safeconduct.protection.documents.readings import codes, entries, filled, last_said, said, yes_or_no
from safeconduct.protection.documents.reasons import DECISION_REASONS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

SEEN = (Choice("present", _("Yes")), Choice("absent", _("No")), UNKNOWN, NOT_ASKED, DECLINED)

RECOMMENDATIONS = (
    Choice("refer", _("Refer to identification, with all protection")),
    Choice("other_referral", _("Refer to another service")),
    Choice("ask_next", _("Ask more before anything is concluded")),
    Choice("none", _("Nothing credible now; the door stays open")),
)


def credible_indicator(filed: Sequence[Filed], _now: datetime) -> object:
    """Read true when one indicator is present.

    False needs a screening that came to an end and a recommendation that nothing more could change;
    a worker's concern keeps the answer open (SG-ID-01).
    """
    newest = filed[-1].values
    if any(row.get("answer") == "present" for row in entries(filed[-1], "indicators")):
        return True
    closed = newest.get("recommendation") in ("none", "other_referral") and newest.get("ended") == "finished"
    return False if closed and newest.get("worker_concern") != "yes" else None


SCREENING = DocumentType(
    id="D03",
    title=_("Screening"),
    purpose=_("Note signs of exploitation and control as far as the person wishes to talk."),
    phase="identification",
    authors=(Role.FIRST_RESPONDER, Role.CASE_MANAGER, Role.POLICE, Role.LABOUR_INSPECTOR, Role.HEALTH,
             Role.SHELTER),
    readers=(Role.FIRST_RESPONDER, *IDENTIFYING),
    fields=(
        asked("safe_now", _("Is the person safe while you talk?"), _("Stop and help first if not.")),
        asked("consent_to_talk", _("Does the person agree to a few questions?"),
              _("Help does not depend on the answer. Each question may be left out.")),
        one("age", _("How old is the person?"), AGES, _("If nobody is sure, child rules apply.")),
        number("age_then", _("How old was the person when it began?"),
               _("About is enough. Child rules apply to the time before 18."),
               htcds="vic_AgeWhenTrafficked"),
        rows("indicators", _("What did the person say, or what was seen?"), (
            line("id", _("Sign"), data_class=C1, needed=True),
            one("answer", _("Is it so?"), SEEN, needed=True),
            one("source", _("How do you know?"), (
                Choice("person", _("The person said so")),
                Choice("seen", _("Seen by a worker")),
                Choice("document", _("A document shows it")),
                Choice("other", _("Someone else said so")),
            )),
            text("note", _("In the person's words"), _("Leave out opinions and names of others.")),
        )),
        several("acts", _("What was done?"), ACTS, htcds="hte_Type"),
        several("means", _("How was it brought about?"), MEANS, _("Leave this out for a child.")),
        several("purposes", _("What for?"), PURPOSES, htcds="vic_TypeOfExploitation"),
        several("controls", _("What kept the person from leaving?"), CONTROLS, htcds="vic_MethodsOfControl"),
        several("screening_variants", _("Which sets of questions were used?"), (
            Choice("adult_labour", _("Work, adults")),
            Choice("child_labour", _("Work, children")),
            Choice("adult_sexual", _("Sexual exploitation, adults; not yet checked against the source")),
            Choice("child_sexual", _("Sexual exploitation, children; not yet checked against the source")),
            Choice("forced_criminality", _("Being made to break the law")),
            Choice("forced_marriage", _("Forced marriage")),
            Choice("begging", _("Begging")),
            Choice("organ_removal", _("Organs")),
        )),
        asked("worker_concern", _("Are you concerned, whatever the answers say?"),
              _("Your concern alone is enough to refer.")),
        text("concern", _("What concerns you?"),
             _("What you saw or heard; leave out judgements of character.")),
        one("ended", _("How did the screening end?"), (
            Choice("finished", _("All was asked that was needed")),
            Choice("stopped", _("The person stopped")),
            Choice("interrupted", _("It was interrupted and goes on later")),
        )),
        one("recommendation", _("What do the rules suggest?"), RECOMMENDATIONS,
            _("Filled in when the screening is filed. A lower step than suggested needs a reason.")),
        text("departure_reason", _("Why do you choose another step?"),
             _("Reasons only; leave out names of others.")),
        line("rules_version", _("Version of the rules"), data_class=C1),
    ),
    proofs=(
        Proof("screening_completed", one_of("ended", "finished", "stopped")),
        Proof("credible_indicator", credible_indicator),
        Proof("screening_recommendation", same("recommendation")),
        Proof("screening_variants", same("screening_variants")),
        Proof("age_in_doubt", one_of("age", "under_18", "unsure")),
    ),
    source="identification, sections 2, 4.2 and 5; SG-ID-01, SG-ID-05, SG-ID-06",
)  # fmt: skip


def sign_on_file(filed: Sequence[Filed], _now: datetime) -> object:
    """Read true when the grounds name a sign; a self-report or a referral needs none."""
    named = filed[-1].values.get("basis") == "indicators" or bool(entries(filed[-1], "indicators"))
    return True if named else None


def something_new(filed: Sequence[Filed], _now: datetime) -> object:
    """Read what the worker answered; new information as the basis answers it too."""
    newest = filed[-1].values
    return True if newest.get("basis") == "new_information" else yes_or_no(newest.get("new_information"))


REASONABLE_GROUNDS = DocumentType(
    id="D04",
    title=_("Reasonable grounds"),
    purpose=_("Write down why the person may have been trafficked; protection starts from this moment."),
    phase="identification",
    authors=(Role.CASE_MANAGER, Role.FIRST_RESPONDER, Role.IDENTIFICATION_LEAD, Role.FOCAL_POINT,
             Role.LAWYER),
    readers=(Role.FIRST_RESPONDER, Role.FOCAL_POINT, *IDENTIFYING),
    fields=(
        at_moment("grounds_at", _("Since when are there reasonable grounds?"),
                  _("The periods of protection count from here.")),
        one("basis", _("What do they rest on?"), (
            Choice("indicators", _("Signs seen or told")),
            Choice("self_report", _("The person says so")),
            Choice("referral", _("A partner's referral")),
            Choice("new_information", _("Something new was learned")),
        ), _("The person's own word is enough."), needed=True),
        rows("indicators", _("Which signs?"), (
            line("id", _("Sign"), data_class=C1),
            line("source", _("Where from?"), _("A role or a document; leave out names.")),
        )),
        text("grounds", _("What points to trafficking?"),
             _("A few sentences. Leave out opinions, the full account and names of others.")),
        line("referred_by", _("Which organisation referred the person?"), htcds="cas_ReferringOrganisation"),
        asked("referrer_is_party", _("Does the referring organisation stay part of the case?")),
        asked("new_information", _("Was something new learned after an earlier answer?")),
        text("what_is_new", _("What is new?"),
             _("Telling late or telling more is expected and is never held against the person.")),
        asked("grounds_contradicted", _("Do documents show that the signs were false?"),
              _("A missing or changed detail is not a contradiction.")),
        text("contradiction", _("Which documents show it?"), _("Name the documents; leave out opinions.")),
    ),
    proofs=(
        Proof("reasonable_grounds", given("basis")),
        Proof("grounds_basis", same("basis")),
        Proof("credible_indicator", sign_on_file),
        Proof("grounds_contradicted", answer("grounds_contradicted")),
        Proof("new_information", something_new),
    ),
    source="CETS 197 Art 10(2); SG-ID-01, SG-ID-04; referral mechanism, section 5",
)  # fmt: skip

HOLD_NOTICE = DocumentType(
    id="D05",
    title=_("Hold notice"),
    purpose=_("Tell immigration to wait with any removal; it gives no reasons."),
    phase="identification",
    authors=(Role.CASE_MANAGER, Role.FOCAL_POINT),
    readers=(*NEAREST, Role.FOCAL_POINT, Role.IMMIGRATION, Role.IDENTIFICATION_LEAD, Role.REVIEWER),
    fields=(
        line("reference", _("Reference for this notice"), _("A number. Never the person's name."), C1),
        line("identity", _("Whose removal must wait?"),
             _("Name or file number that immigration itself uses; nothing else about the person."),
             htcds="prs_IdentityNumber"),
        line("sent_to", _("Which office received it?"), data_class=C1),
        at_moment("sent_at", _("When was it sent?")),
        at_moment("acknowledged_at", _("When did the office confirm it?")),
        line("acknowledged_by", _("Who confirmed it?")),
    ),
    proofs=(
        Proof("hold_notice_sent", given("sent_at")),
        Proof("hold_notice_acknowledged", given("acknowledged_at")),
    ),
    source="CETS 197 Art 10(2); SG-ID-02, SG-DP-07",
)  # fmt: skip


def team_opinions(filed: Sequence[Filed], _now: datetime) -> object:
    """Read who gave which opinion, yes and no as true and false; names and reasons stay behind.

    Each member files a paper of their own, so the rows of all of them count, the newest of a profession in an
    agency. A decision ends the round: what was said before an earlier decision counts no more.
    """
    told: dict[tuple[object, object], dict[str, object]] = {}
    for document in _this_round(filed):
        for row in entries(document, "team_opinions"):
            who = (row.get("profession"), row.get("agency"))
            told.pop(who, None)
            told[who] = {
                "profession": row.get("profession"),
                "agency": row.get("agency"),
                "state_member": yes_or_no(row.get("state_member")),
                "opinion": row.get("opinion"),
                "conflict_declared": yes_or_no(row.get("conflict_declared")),
            }
    return list(told.values()) or None


def _this_round(filed: Sequence[Filed]) -> Sequence[Filed]:
    """Return the papers since the last decision; once that one is the newest, since the one before it."""
    decided = [place for place, each in enumerate(filed[:-1]) if filled(each.values.get("decision_outcome"))]
    return filed[decided[-1] + 1 :] if decided else filed


def element(question: str, found: str) -> Reading:
    """Read whether an element of the definition was found; a chosen code of it says yes."""

    def read(filed: Sequence[Filed], _now: datetime) -> object:
        said_so = yes_or_no(filed[-1].values.get(question))
        return True if said_so is None and codes(filed[-1].values.get(found)) else said_so

    return read


def reasons_written(filed: Sequence[Filed], _now: datetime) -> object:
    newest = filed[-1].values
    return True if filled(newest.get("reasons")) else yes_or_no(newest.get("decision_reasons_written"))


IDENTIFICATION_DECISION = DocumentType(
    id="D13",
    title=_("Identification decision"),
    purpose=_("Hold each member's opinion, the decision with its reasons, and the way to appeal."),
    phase="identification",
    authors=(Role.IDENTIFICATION_LEAD, Role.IDENTIFICATION_TEAM, Role.REVIEWER, Role.FOCAL_POINT),
    readers=(*NEAREST, *DECIDERS, Role.RECEIVING_CASE_MANAGER, Role.FOCAL_POINT, Role.REVIEWER),
    fields=(
        rows("team_opinions", _("Opinions of the team"), (
            one("profession", _("Profession"), PROFESSIONS),
            line("agency", _("Agency"), data_class=C1),
            asked("state_member", _("Does this member work for the state?")),
            line("name", _("Name")),
            one("opinion", _("Opinion"), (
                Choice("identified", _("Trafficked")),
                Choice("not_identified", _("Not trafficked")),
                Choice("undecided", _("Cannot say yet")),
            )),
            text("reasons", _("Reasons"), _("What the opinion rests on; leave out names of others.")),
            asked("conflict_declared", _("Did the member declare any tie to people in the case, or none?")),
        )),
        asked("act_shown", _("Was an act found?")),
        several("acts", _("Which?"), ACTS),
        asked("means_shown", _("Was a means found?"), _("Not needed for anyone under 18.")),
        several("means", _("Which?"), MEANS),
        asked("purpose_shown", _("Was a purpose of exploitation found?")),
        several("purposes", _("Which?"), PURPOSES, htcds="vic_TypeOfExploitation"),
        several("controls", _("Which ways of control were seen?"), CONTROLS, htcds="vic_MethodsOfControl"),
        several("decision_reason_codes", _("What does the decision rest on?"), DECISION_REASONS),
        asked("decision_reasons_written", _("Are the reasons written?")),
        text("reasons", _("Reasons of the decision"),
             _("Facts and how they were weighed. Leave out health details and names of others.")),
        one("decision_outcome", _("Decision"), (
            Choice("identified", _("Identified as trafficked"), "ActualVictimOfTrafficking"),
            Choice("not_identified", _("Not identified; protection stays during the appeal"),
                   "NotAVictimOfTrafficking"),
        ), htcds="vic_TraffickingStatus"),
        on_day("decided_on", _("When was it decided?")),
        line("authority", _("Which authority decided?"), data_class=C1,
             htcds="vic_TraffickingStatusDecisionMakingOrg"),
        asked("decision_translated", _("Does the person have the reasons in their own language?")),
        on_day("served_on", _("When did the person receive it?")),
        asked("appeal_route_told", _("Was the person told where and until when to appeal?")),
        on_day("appeal_until", _("Last day to appeal")),
        asked("objects_to_origin_notice", _("Does the person want the home country not to be told?"),
              _("When in doubt, do not tell.")),
        asked("foreign_decision_attested",
              _("Does an authority of another state confirm the identification?")),
        line("foreign_authority", _("Which authority and country?"), data_class=C1),
        on_day("foreign_decided_on", _("When did it decide?")),
        asked("foreign_attestation_forged", _("Was that confirmation proved to be forged?")),
    ),
    proofs=(
        Proof("team_opinions", team_opinions),
        Proof("act_shown", element("act_shown", "acts")),
        Proof("means_shown", element("means_shown", "means")),
        Proof("purpose_shown", element("purpose_shown", "purposes")),
        Proof("decision_reason_codes", same("decision_reason_codes")),
        Proof("decision_reasons_written", reasons_written),
        *said("decision_translated", "appeal_route_told", "foreign_decision_attested",
              "foreign_attestation_forged"),
        Proof("decision_outcome", same("decision_outcome")),
        Proof("decision_served_d", days_since("served_on")),
        Proof("objects_to_origin_notice", last_said("objects_to_origin_notice")),
    ),
    many=True,
    source="SG-ID-03, SG-ID-05, SG-ID-10, SG-ID-11; UNTIP Art 3; ACTIP Art 14",
)  # fmt: skip

TYPES = (SCREENING, REASONABLE_GROUNDS, HOLD_NOTICE, IDENTIFICATION_DECISION)
