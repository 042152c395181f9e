"""Every fact a rule may ask for: its name, what it holds, what it means, and which documents can prove it.

Units stand in the name: `_d` days, `_h` hours, `_months` months, counted to the moment of asking.
A fact whose documents are empty comes from events: the states of the ten regions, the lead, the overrides.
A test holds this table against the rules that read it and the documents that prove it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    YES_NO = "yes or no"
    NUMBER = "number"
    WORD = "code"
    WORDS = "codes"
    ROWS = "rows"  # several entries, each a mapping: consents, opinions, plan lines, contacts
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    kind: Kind
    meaning: str
    documents: tuple[str, ...] = ()


def _yes_no(name: str, meaning: str, *documents: str) -> Known:
    return Known(name, Kind.YES_NO, meaning, documents)


def _number(name: str, meaning: str, *documents: str) -> Known:
    return Known(name, Kind.NUMBER, meaning, documents)


def _word(name: str, meaning: str, *documents: str) -> Known:
    return Known(name, Kind.WORD, meaning, documents)


def _words(name: str, meaning: str, *documents: str) -> Known:
    return Known(name, Kind.WORDS, meaning, documents)


def _rows(name: str, meaning: str, *documents: str) -> Known:
    return Known(name, Kind.ROWS, meaning, documents)


def _day(name: str, meaning: str, *documents: str) -> Known:
    return Known(name, Kind.DAY, meaning, documents)


CONTACT = (
    _yes_no("safe_to_talk", "the person can talk now without danger", "D01"),
    _yes_no("private_place", "nobody else can hear", "D01"),
    _yes_no("companions_apart", "anyone who came along waits elsewhere", "D01"),
    _yes_no("interpreter_needed", "the person and the worker need an interpreter", "D01"),
    _yes_no("age_in_doubt", "under 18, or nobody is sure", "D01", "D03", "D20"),
    _yes_no("child", "the person is under 18 or treated so; from the child region", "D20"),
    _yes_no("rights_told", "rights were told", "D02"),
    _yes_no("rights_in_own_language", "rights were told in a language the person chose", "D02"),
    _yes_no("rights_understood", "the person said back in own words what the rights mean", "D02"),
    _number("rights_told_age_d", "days since rights were last told", "D02"),
    _yes_no("fear_asked", "fear of return was asked about, in private", "D02", "D24"),
    _yes_no("fear_of_return", "the person fears to go back", "D02", "D24"),
)

IDENTIFICATION = (
    _yes_no("screening_completed", "a screening was finished or stopped by the person", "D03"),
    _yes_no("credible_indicator", "at least one indicator is present", "D03", "D04"),
    _word("screening_recommendation", "refer, other_referral, ask_next or none", "D03"),
    _words("screening_variants", "which indicator sets were used", "D03"),
    _yes_no("reasonable_grounds", "reasonable grounds are written down", "D04"),
    _word("grounds_basis", "indicators, self_report, referral, new_information", "D04"),
    _yes_no("grounds_contradicted", "documents show the indicators to be false", "D04"),
    _yes_no("new_information", "something new was learned after a negative outcome", "D04"),
    _yes_no("hold_notice_sent", "immigration was told to hold, without reasons", "D05"),
    _yes_no("hold_notice_acknowledged", "immigration confirmed the hold", "D05"),
    _rows(
        "team_opinions", "profession, state_member, agency, opinion, conflict_declared of each member", "D13"
    ),
    _yes_no("act_shown", "an act of the definition was found", "D13"),
    _yes_no("means_shown", "a means of the definition was found", "D13"),
    _yes_no("purpose_shown", "a purpose of exploitation was found", "D13"),
    _words("decision_reason_codes", "the grounds the decision rests on", "D13"),
    _yes_no("decision_reasons_written", "the reasons are written", "D13"),
    _yes_no("decision_translated", "the person has the reasons in own language", "D13"),
    _yes_no("appeal_route_told", "where and until when to appeal was told", "D13"),
    _word("decision_outcome", "identified or not_identified", "D13"),
    _number("decision_served_d", "days since the decision was served", "D13"),
    _yes_no("foreign_decision_attested", "an authority of another state attests the identification", "D13"),
    _yes_no("foreign_attestation_forged", "the attestation was proved forged", "D13"),
    _yes_no("objects_to_origin_notice", "the person does not want the state of origin told", "D13"),
    _yes_no("appeal_over", "the time to appeal has run out or the last appeal was decided"),
)

CASE_MANAGEMENT = (
    _yes_no("lead_named", "one case manager leads in this country now"),
    _yes_no("lead_met_person", "the lead and the person have met", "D06"),
    _yes_no("handover_note", "a hand-over note is written", "D06"),
    _yes_no("person_told_of_handover", "the person was told and had a say", "D06"),
    _yes_no("next_lead_met_person", "the next lead and the person have met", "D06"),
    _yes_no("next_lead_named", "the next lead is named", "D06"),
    _number("lead_changes_year", "changes of lead in twelve months"),
    _yes_no("lead_changed_often", "more than two changes of lead in twelve months"),
    _yes_no("lead_within_cap", "the lead's caseload is within the cap"),
    _number("interview_count", "interviews about what happened", "D10"),
    _yes_no("account_on_file", "an account is on file", "D10"),
    _yes_no("gap_stated", "what the existing account leaves open is written down", "D10"),
    _yes_no("interview_consent", "the person agreed to this interview", "D10"),
    _yes_no("interview_note_open", "the newest paper on an interview is about one that has not begun", "D10"),
    _yes_no("interview_conditions_met", "the list of conditions for an interview is complete", "D10"),
    _yes_no("interviewer_choice_offered", "the person could choose interviewer and interpreter", "D10"),
    _yes_no("interview_recorded", "the interview was or will be recorded once for all", "D10"),
    _yes_no("child_interview_conditions", "guardian present, child-friendly room, short sessions", "D10"),
    _yes_no("interpreter_vetted", "the interpreter was vetted", "D11"),
    _yes_no("interpreter_conflict_free", "the interpreter has no tie to anyone involved", "D11"),
    _yes_no("interpreter_trained_with_children", "the interpreter is trained to work with children", "D11"),
    _yes_no("interpreter_declined", "the person wants no interpreter or another one", "D11"),
    _yes_no("plan_in_persons_words", "goals stand in the person's own words", "D16"),
    _yes_no("plan_agreed", "the person agreed to this version of the plan", "D16"),
    _rows("plan_lines", "what, owner, country, funding, starts, status of each line", "D16"),
    _yes_no("plan_lines_funded", "each line has owner, funding and start", "D16"),
    _yes_no("plan_budget_both", "each line has money in each country concerned", "D16"),
    _yes_no("plan_review_set", "the plan has a date for its next review", "D16"),
    _yes_no("plan_covers_dependants", "the plan covers those who depend on the person", "D16"),
    _yes_no("transition_planned", "the plan says what goes on after 18", "D16"),
)

DATA = (
    _rows(
        "consents",
        "purpose, recipient, fields, until, language, understood, guardian, withdrawn of each consent",
        "D09",
    ),
    _words("consented_purposes", "purposes with a consent in force now", "D09"),
    _yes_no("recall_open", "a receiver has yet to delete or lock what a withdrawn consent let go", "D09"),
    _yes_no("wish_on_file", "the person's present wish to pause or decline is written down", "D09"),
    _yes_no(
        "consent_with_lawyer",
        "consent to contact the state of origin was taken with a lawyer, in writing",
        "D09",
    ),
)

PROTECTION = (
    _yes_no("safety_assessed", "a safety assessment is on file", "D07"),
    _number("safety_assessment_age_d", "days since the safety assessment", "D07"),
    _word("safety_level", "LOW, MEDIUM or HIGH", "D07"),
    _yes_no("safety_plan_agreed", "a safety plan was agreed with the person", "D07"),
    _word(
        "place_kind",
        "own, family, open_shelter, closed_shelter, police_cell, immigration_detention, prison",
        "D07",
    ),
    _yes_no("in_custody", "the person is held", "D07"),
    _word("custody_ground", "stay, work, alleged_act, unrelated_serious_offence", "D07"),
    _yes_no("release_requested", "release was asked for", "D07"),
    _number("restriction_age_d", "days since a restriction inside the shelter was last reviewed", "D07"),
    _yes_no("restriction_in_force", "a restriction inside the shelter is in force", "D07"),
    _yes_no("needs_assessed", "needs were assessed", "D08"),
    _yes_no("shelter_agreed", "the person agreed to the shelter, or lives elsewhere", "D08"),
    _yes_no("package_offered", "each part of first help was offered or its gap written down", "D08"),
    _words("package_gaps", "parts of first help that could not be offered", "D08"),
    _yes_no("health_help_by_wish_only", "no test or treatment without consent", "D08"),
    _yes_no("dependants_listed", "who depends on the person was asked and written down", "D08"),
    _number("dependants_count", "how many people depend on the person", "D08"),
    _yes_no("dependants_settled", "the position of each dependant is settled", "D08", "D27"),
    _yes_no("reflection_certificate", "the certificate is in the person's hands", "D12"),
    _day("reflection_from", "first day of the reflection period", "D12"),
    _day("reflection_until", "last day of the reflection period", "D12"),
    _word(
        "reflection_early_end",
        "person_chose, public_order_individual, improper_claim_proved, or another ground",
        "D12",
    ),
    _yes_no("reflection_over", "the last day of the reflection period has passed"),
    _yes_no("nexus_assessed", "a link between the act and the trafficking was assessed", "D22"),
    _yes_no("nexus_found", "such a link was found", "D22"),
    _yes_no("nexus_shared_with_lawyer", "the assessment was shared with the person's lawyer", "D22"),
    _yes_no("asylum_agreed", "the person agreed to be referred for asylum", "D23"),
    _word("asylum", "state of the asylum region"),
)

CHILDREN = (
    _yes_no("guardian_appointed", "a guardian has accepted", "D17"),
    _yes_no("guardian_formal", "the guardian who acts was appointed formally", "D17"),
    _yes_no("guardian_conflict_free", "the guardian has no conflict of interest", "D17"),
    _yes_no("guardian_handover", "a guardian in the receiving country took over", "D17"),
    _yes_no("bia_done", "a best-interests assessment is on file", "D18"),
    _number("bia_age_d", "days since that assessment", "D18"),
    _yes_no("child_view_written", "the child's view, or why it could not be had, is written", "D18", "D19"),
    _yes_no("child_view_answered", "the child was told how the view counted", "D18", "D19"),
    _yes_no("learning_arranged", "school or learning is arranged", "D18"),
    _yes_no("tracing_decided", "somebody has decided whether to look for family", "D18"),
    _yes_no("tracing_in_interest", "looking for family is in the child's interest", "D18"),
    _yes_no("family_involvement_ruled_out", "family is shown to have no part in the trafficking", "D18"),
    _word("bid", "return, stay, reunification_here, third_country: what the panel determined", "D19"),
    _number("bid_professions", "professions on the panel", "D19"),
    _number("bid_options", "options the panel weighed", "D19"),
    _yes_no(
        "age_assessment_sound",
        "last resort, several professions, with consent, doubt left to the person",
        "D20",
    ),
    _yes_no("age_assessment_guardian_present", "a guardian was present at the age assessment", "D20"),
    _yes_no("age_appeal_told", "how to appeal the age decision was told", "D20"),
    _day("turns_18_on", "the day on which the person turns 18", "D20"),
    _yes_no("age_document_reliable", "a reliable identity document shows 18 or over", "D20"),
    _yes_no("care_safe", "the carer and the place of care were checked", "D18", "D19"),
)

STAY = (
    _number("options_count", "options on the stay sheet", "D14"),
    _yes_no("options_legal_advice", "a lawyer explained the options", "D14"),
    _yes_no("options_sheet_signed", "signed by the person; at least three options, with legal advice", "D14"),
    _yes_no("permit_applied", "an application is lodged", "D15"),
    _yes_no("permit_granted", "a permit is granted", "D15"),
    _word(
        "permit_kind",
        "personal_situation, cooperation, proceedings, toleration, long_term, protection",
        "D15",
    ),
    _yes_no("permit_work_stated", "the permit says whether work is allowed", "D15"),
    _yes_no("permit_study_stated", "the permit says whether study is allowed", "D15"),
    _day("permit_until", "last day of the permit", "D15"),
    _yes_no("status_proof_seen_by_two", "two people saw proof of nationality or residence", "D15"),
    _yes_no("stay_reasons_written", "a refusal has written reasons in the person's language", "D15"),
    _yes_no("stay_refusal_final", "no remedy against the refusal is left", "D15"),
    _yes_no("reentry_agreed", "lawful re-entry is agreed", "D15"),
)

RETURN = (
    _number("return_options_count", "options explained besides return and with it", "D24"),
    _yes_no("legal_advice_given", "a lawyer advised about return", "D24"),
    _yes_no("counsellor_independent", "the counsellor has no interest in the return", "D24"),
    _yes_no("return_declared", "the person declared the wish to return, in writing", "D25"),
    _number("hours_between_advice_and_signature", "hours from legal advice to signature", "D25"),
    _number("second_confirmation_age_h", "hours since the wish was confirmed a second time", "D25"),
    _yes_no("second_witness_differs", "another witness took the second confirmation", "D25"),
    _yes_no("withdrawn", "the person took the wish back", "D25"),
    _yes_no("verification_answered", "the state of origin answered", "D26"),
    _words("verification_fields", "fields sent to verify identity", "D26"),
    _word("travel_document", "valid, requested, none", "D26"),
    _yes_no("document_marked", "the travel document shows trafficking or deportation", "D26"),
    _word("risk_level", "LOW, MEDIUM or HIGH after return", "D27"),
    _number("risk_age_d", "days since the return risk was assessed", "D27"),
    _yes_no("risk_inputs_both_countries", "both countries gave their view of the risk", "D27"),
    _number("open_mitigations", "measures against a risk not yet done", "D27"),
    _yes_no("medium_risk_accepted", "an adult accepted an open mitigation in writing", "D27"),
    _number("assurance_items", "points the receiving side assures, of eight", "D28"),
    _number("assurance_age_d", "days since the assurance was signed", "D28"),
    _word("assurance_signer", "state, io, ngo", "D28"),
    _yes_no("receiving_lead_named", "the receiving case manager is named", "D29"),
    _yes_no("receiving_accepted", "the receiving case manager accepted", "D29"),
    _yes_no("intro_call_done", "the person and the receiving case manager have talked", "D29", "D31"),
    _yes_no(
        "contact_at_home_refused",
        "the person wants no contact at home; a safe-contact plan stands instead",
        "D29",
    ),
    _yes_no("travel_planned", "route, meeting point and fallback are planned", "D30"),
    _yes_no("escort_arranged", "an escort is arranged", "D30"),
    _number("hours_past_planned_arrival", "hours since the planned arrival; negative before it", "D30"),
    _yes_no("handover_copy_given", "the person has a copy of the hand-over file", "D31"),
    _yes_no("met_in_person", "the receiving case manager met the person", "D32"),
    _yes_no("person_confirms_arrival", "the person confirms having arrived", "D32"),
    _number("arrival_age_d", "days since arrival", "D32"),
    _yes_no(
        "arrival_free_of_questions", "no questioning, testing, confinement or publicity on arrival", "D32"
    ),
    _yes_no("monitoring_agreed", "the person agreed to follow-up: channel, who may ask, stop rule", "D33"),
    _yes_no("monitoring_declined", "the person wants no follow-up", "D33"),
    _rows("monitoring_contacts", "step, on, reached, safety, lowest, person_says, of each contact", "D34"),
    _number("contacts_done", "contacts in which the person was reached", "D34"),
    _number("contact_tries", "safe tries since the person was last reached", "D34"),
    _yes_no("contact_lost", "three safe tries failed since the person was last reached", "D34"),
    _number("months_without_contact", "months since the person was last reached", "D34"),
    _yes_no("monitoring_schedule_done", "each contact of the agreed schedule was made", "D34"),
    _yes_no("safety_low_twice", "danger was low at the last two contacts", "D34", "D07"),
    _yes_no("contact_free_text_sent", "a contact's free text left the case", "D34"),
    _yes_no("alert_open", "a danger alert is open", "D35"),
    _word("alert_kind", "danger, no_show, missing, retrafficking, setback, release", "D35"),
    _yes_no("alert_acknowledged", "somebody took the alert on", "D35"),
    _yes_no("alert_acted", "what was done about the alert is written", "D35"),
    _yes_no("joint_call_done", "both countries talked about the alert", "D35"),
    _yes_no("missing_reported", "the missing report is made", "D35"),
    _yes_no("made_safe", "the person is safe, says so, or was seen safe", "D35", "D07"),
)

JUSTICE = (
    _yes_no("lawyer_offered", "a lawyer was offered", "D21"),
    _yes_no("lawyer_destination", "a lawyer acts in this country", "D21"),
    _yes_no("lawyer_origin", "a lawyer acts in the other country", "D21"),
    _yes_no("lawyer_declined", "the person declined a lawyer after explanation", "D21"),
    _yes_no(
        "second_lawyer_refused_by_person", "the person declined a second lawyer after explanation", "D21"
    ),
    _yes_no("proceedings_pending", "a criminal case, a charge or a claim is running"),
    _yes_no("informed_choice", "the person, advised, chooses to go while proceedings run", "D37"),
    _yes_no("remote_or_return_trip_arranged", "taking part from afar or a return trip is arranged", "D37"),
    _yes_no("measures_planned", "special measures for hearings are planned", "D37"),
    _yes_no("testimony_by_choice", "the person chose whether to testify", "D37"),
    _yes_no("views_offered", "the person could tell the court own views", "D37"),
    _yes_no("threat_reported", "a threat was made", "D07", "D35"),
    _yes_no("threat_assessed", "the threat was assessed", "D07"),
    _word("claims", "filed, represented, none, waived_after_advice; filed comes from the region", "D36"),
    _yes_no("claims_assessed", "losses were worked out per head and route", "D36"),
    _yes_no("claim_advice_given", "a lawyer advised about claims", "D36"),
    _number("limitation_days_left", "days to the first limitation date", "D36"),
    _yes_no("safe_payment_channel", "money can reach the person safely", "D36"),
    _yes_no("payment_in_own_hands", "the person has the money", "D36"),
    _yes_no("evidence_chain_kept", "each piece of evidence has its fingerprint and its chain", "D10"),
)

LONG_TERM = (
    _yes_no("feedback_offered", "the person was asked how the help was", "D38"),
    _yes_no("complaint_open", "a complaint is open", "D38"),
    _number("complaint_age_d", "days since the oldest open complaint", "D38"),
    _yes_no("host_vetted", "employer, trainer or host family was vetted within twelve months", "D16"),
    _yes_no("closure_agreed", "the person agrees to close, or has died", "D39"),
    _yes_no("closure_by_person", "the person ends the case by own choice", "D39"),
    _yes_no("person_died", "the person has died", "D39"),
    _yes_no("closure_home_settled", "lawful stay or settled home, papers in hand", "D39"),
    _yes_no("closure_plan_settled", "each plan line done, handed over, or dropped by the person", "D39"),
    _yes_no("closure_reachable", "represented and safely reachable for proceedings", "D39"),
    _yes_no("closure_durable_reviewed_twice", "a child's durable solution was reviewed twice", "D39"),
    _yes_no("closure_numbers_given", "the person has both countries' numbers and knows the way back", "D39"),
    _yes_no("retention_planned", "what is kept, for what, until when", "D40", "D39"),
    _yes_no("deletion_date_set", "the day of deletion is set", "D40", "D39"),
)

FROM_EVENTS = (
    _rows("hands", "role, name and agency of everyone who has acted on the case"),
    _yes_no("override_open", "a departure from a safeguard waits or is not yet reviewed"),
    _yes_no("break_glass_open", "an emergency opening of the file is not yet reviewed"),
    _yes_no("remedies_used_up", "identification was refused and no appeal is left"),
)

FACTS: dict[str, Known] = {
    known.name: known
    for family in (
        CONTACT, IDENTIFICATION, CASE_MANAGEMENT, DATA, PROTECTION, CHILDREN, STAY, RETURN, JUSTICE, LONG_TERM,
        FROM_EVENTS,
    )
    for known in family
}  # fmt: skip
