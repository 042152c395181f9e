"""Return, once the person wants it: assurance, acceptance, the journey and the hand-over."""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.protection.documents.declared import (
    Choice,
    DocumentType,
    Filed,
    Proof,
    all_yes,
    hours_since,
    one_of,
    same,
)
from safeconduct.protection.documents.fields import (
    C1,
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
from safeconduct.protection.documents.open_matters import days_ago
from safeconduct.protection.documents.readers import LEADS
from safeconduct.protection.documents.readings import last_said, said, yes_or_no
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

SEALED_TO = _("Sealed to the people you name.")
JOURNEY = (*LEADS, Role.INTERNATIONAL_ORGANISATION, Role.REVIEWER)
RECEIVING = (Role.RECEIVING_CASE_MANAGER, Role.FOCAL_POINT, Role.CASE_MANAGER,
             Role.INTERNATIONAL_ORGANISATION)  # fmt: skip

ASSURED = (
    asked("place_to_live", _("Is there a place to live?")),
    asked("lead_named", _("Is a case manager named?")),
    asked("services_dated", _("Do the services have a first day?")),
    asked("no_detention", _("Is it promised that the person stays free on arrival?")),
    asked("no_prosecution", _("Is it promised not to charge the person for what they were made to do?")),
    asked("no_forced_shelter", _("Is any shelter open, and the person's own choice?")),
    asked("danger_contact", _("Is there someone to call in danger, at any hour?")),
    asked("monitoring_accepted", _("Do they agree to follow-up as the person wishes it?")),
)


def assurance_items(filed: Sequence[Filed], _now: datetime) -> object:
    """Count the points assured for this very person; a general statement assures none (SG-RT-03)."""
    values = filed[-1].values
    if yes_or_no(values.get("about_this_person")) is False:
        return 0
    return sum(yes_or_no(values.get(point.name)) is True for point in ASSURED)


D28 = DocumentType(
    id="D28",
    title=_("Assurance"),
    purpose=_("Hold what the receiving side promises this person, point by point."),
    phase="return",
    authors=RECEIVING,
    readers=(*JOURNEY, Role.FOCAL_POINT),
    fields=(
        asked("about_this_person", _("Is it about this person, not about returns in general?")),
        *ASSURED,
        on_day("signed_on", _("When was it signed?"), _("It holds for 60 days."), needed=True),
        one("assurance_signer", _("Who signed?"), (
            Choice("state", _("An authority of the state")),
            Choice("io", _("An international organisation")),
            Choice("ngo", _("A vetted non-governmental organisation")),
        )),
        line("signed_by", _("Name and office")),
        text("checked", _("How was it checked?"), _("Who was asked, what was seen. No names of family.")),
        line("safe_address", _("Where will the person live?"), SEALED_TO, C4),
        asked("child_care_named", _("Are the carer and the school named?"), _("For a child.")),
    ),
    proofs=(
        Proof("assurance_items", assurance_items),
        Proof("assurance_age_d", days_ago("signed_on")),
        Proof("assurance_signer", same("assurance_signer")),
    ),
    source="SG-RT-03; ASEM seminar on human rights and trafficking, working group II (Montreux 2015)",
)  # fmt: skip

D29 = DocumentType(
    id="D29",
    title=_("Receiving acceptance"),
    purpose=_("Show that one named case manager over there takes over, and has talked with the person."),
    phase="return",
    authors=RECEIVING,
    readers=(*LEADS, Role.FOCAL_POINT, Role.REVIEWER),
    fields=(
        asked("receiving_lead_named", _("Is one case manager named over there?")),
        line("lead", _("Name of that case manager"), htcds="cas_ReferredPrimaryCaseWorker"),
        line("organisation", _("Organisation"), data_class=C1, htcds="cas_ReferredOrganisation"),
        line("contact", _("How to reach them")),
        asked("receiving_accepted", _("Did they accept?")),
        on_day("accepted_on", _("When?")),
        asked("intro_call_done", _("Have they and the person talked with each other?")),
        asked("contact_at_home_refused", _("Does the person want no contact at home?"),
              _("Then a plan for safe contact stands in its place.")),
        text("safe_contact_plan", _("Plan for safe contact"),
             _("Whom the person can call, and when. Leave out names of family.")),
        rows("appointments", _("First appointments"), (
            one("service", _("What for?"), (
                Choice("housing", _("Housing")),
                Choice("health", _("Health")),
                Choice("counselling", _("Counselling")),
                Choice("school", _("School or training")),
                Choice("work", _("Work")),
                Choice("legal", _("Lawyer")),
                Choice("money", _("Money for the start")),
                Choice("papers", _("Papers")),
            )),
            on_day("on", _("When?")),
        )),
    ),
    proofs=(
        *said("receiving_lead_named", "receiving_accepted"),
        Proof("intro_call_done", last_said("intro_call_done")),
        Proof("contact_at_home_refused", last_said("contact_at_home_refused")),
    ),
    source="SG-RT-05",
)  # fmt: skip

D30 = DocumentType(
    id="D30",
    title=_("Travel plan"),
    purpose=_("Plan the way so that the person is met, and know what to do if not."),
    phase="return",
    authors=(Role.CASE_MANAGER, Role.INTERNATIONAL_ORGANISATION, Role.RECEIVING_CASE_MANAGER),
    readers=JOURNEY,
    fields=(
        asked("route_planned", _("Is the route planned with the person?")),
        text("route", _("Route"), _("Carrier, stops, border point.")),
        at_moment("planned_arrival", _("When should the person arrive?"),
                  _("Without news 24 hours later, an alert opens on both sides.")),
        asked("meeting_planned", _("Is it clear who meets the person, and where?")),
        line("meeting_point", _("Where do they meet?")),
        line("met_by", _("Who meets the person?"), _("Name and signs to recognise.")),
        line("code_word", _("Code word"), SEALED_TO, C4),
        asked("fallback_planned", _("Does the person know what to do if nobody is there?")),
        text("fallback", _("If nobody is there"), _("Numbers, a safe place to wait, money for it.")),
        one("escort", _("Does somebody travel along?"), (
            Choice("arranged", _("Yes, it is arranged")),
            Choice("not_wished", _("The person prefers to travel alone")),
            Choice("to_arrange", _("Not arranged yet")),
        ), _("A child never travels alone.")),
        line("escort_name", _("Who travels along?")),
        several("takes", _("What does the person take along?"), (
            Choice("phone", _("A telephone that works there")),
            Choice("money", _("Money for the first days")),
            Choice("clothes", _("Clothes")),
            Choice("medicine", _("Medicine and a sealed health summary")),
            Choice("papers", _("Papers, unmarked")),
            Choice("numbers", _("Numbers of help in both countries, safe to carry")),
        )),
    ),
    proofs=(
        Proof("travel_planned", all_yes("route_planned", "meeting_planned", "fallback_planned")),
        Proof("escort_arranged", one_of("escort", "arranged")),
        Proof("hours_past_planned_arrival", hours_since("planned_arrival")),
    ),
    source="SG-RT-05; referral mechanism, message M10",
)  # fmt: skip

D31 = DocumentType(
    id="D31",
    title=_("Hand-over file"),
    purpose=_("List what goes to the next case manager, each part agreed with the person, who has a copy."),
    phase="return",
    authors=(Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER),
    readers=LEADS,
    fields=(
        several("parts", _("Which parts does the person agree to hand over?"), (
            Choice("plan", _("The plan")),
            Choice("safety_plan", _("The safety plan")),
            Choice("goals", _("Goals agreed with the person")),
            Choice("languages", _("Languages")),
            Choice("address_and_reach", _("How to address and reach the person")),
            Choice("lawyers", _("How to reach the lawyers")),
            Choice("annexes", _("List of sealed annexes")),
        ), _("Never an interview, a police file, a diagnosis or anything about others.")),
        one("reason", _("Why is the case handed over?"), (
            Choice("moves", _("The person moves"), "MigrationOrChangeOfLocation"),
            Choice("services", _("Other services are needed"), "AdditionalServicesRequired"),
            Choice("other", _("Another reason"), "Other"),
        ), htcds="cas_ReasonForOutgoingReferral"),
        on_day("handed_over_on", _("When?"), _("At least seven days before the journey."),
               htcds="cas_OutgoingReferralDate"),
        line("how_to_address", _("How does the person want to be called?")),
        line("how_to_reach", _("How is it safe to reach the person?")),
        text("summary", _("What should the next case manager know?"),
             _("What the person wants known. Leave out opinions, diagnoses and names of others."),
             htcds="cas_OutgoingReferralDetails"),
        one("health_summary", _("Health summary"), (
            Choice("carried", _("Sealed, carried by the person")),
            Choice("clinician", _("From clinician to clinician")),
            Choice("none", _("None, as the person wishes")),
        )),
        asked("handover_copy_given", _("Does the person have a copy?"),
              _("On paper, on a telephone, or kept with someone trusted: as is safe.")),
        asked("intro_call_done", _("Have the person and the next case manager talked with each other?")),
    ),
    proofs=(
        *said("handover_copy_given"),
        Proof("intro_call_done", last_said("intro_call_done")),
    ),
    source="Referral mechanism, message M09; SG-DP-04; SG-DP-11",
)  # fmt: skip

TYPES = (D28, D29, D30, D31)
