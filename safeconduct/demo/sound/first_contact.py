"""Sound papers of contact, screening and decision (D01 to D06, D09 to D11, D13)."""

from safeconduct.demo.sound.moment import Moment, Values

LANGUAGE = "the language of the coast"
FOR_WHAT = {
    "identification.open_identification": "identification",
    "asylum.refer": "asylum_referral",
    "return.send_verification": "identity_verification",
    "return.agree_monitoring": "monitoring",
    "claims.file": "compensation",
    "lifecycle.offer_transfer": "case_transfer",
    "child.start_tracing": "family_tracing",
}
WISHES = {
    "identification.pause": "pause_identification",
    "identification.resume": "none",
    "assistance.decline": "decline_help",
}
AGAINST = frozenset({"identification.decide_not_identified", "identification.appeal_refused"})


def contact_note(m: Moment) -> Values:
    return {
        "met_at": m.at(minutes=30),
        "how_met": "outreach",
        "safe_to_talk": "yes",
        "private_place": "yes",
        "companions_apart": "yes",
        "language": LANGUAGE,
        "interpreter_needed": "yes",
        "age": "unsure" if m.young else "adult",
        "note": "Wants to sit near the door. Tea, no sugar.",
    }


def rights_told(m: Moment) -> Values:
    return {
        "rights_told": "yes",
        "told_at": m.at(minutes=20),
        "topics": ["identification", "help", "stay", "asylum", "lawyer", "data", "complaint"],
        "language": LANGUAGE,
        "rights_in_own_language": "yes",
        "form": ["spoken", "child"] if m.child else ["spoken"],
        "rights_understood": "yes",
        "fear_asked": "yes",
        "fear_of_return": "no",
        "guardian_told": "yes" if m.child else "not_asked",
    }


def screening(m: Moment) -> Values:
    none = m.event == "identification.close_no_indicators"
    answer = "absent" if none else "present"
    asked = ["child_labour", "adult_labour"] if m.child else ["adult_labour", "adult_sexual"]
    return {
        "safe_now": "yes",
        "consent_to_talk": "yes",
        "age": "unsure" if m.young else "adult",
        "indicators": [{"id": id_, "answer": answer, "source": "person"} for id_ in ("DR01", "EX05")],
        "screening_variants": asked,
        "worker_concern": "no" if none else "yes",
        "ended": "finished",
        "recommendation": "none" if none else "refer",
    }


def reasonable_grounds(m: Moment) -> Values:
    basis = {
        "identification.self_report": "self_report",
        "identification.partner_referral": "referral",
        "identification.new_information": "new_information",
        "identification.reopen": "new_information",
    }.get(m.event, "indicators")
    return {
        "grounds_at": m.at(minutes=5),
        "basis": basis,
        "new_information": "yes" if basis == "new_information" else "no",
        "grounds_contradicted": "no",
        "referrer_is_party": "yes" if basis == "referral" else "not_asked",
    }


def hold_notice(m: Moment) -> Values:
    return {"reference": "H-1", "sent_to": "Migration Office", "sent_at": m.at(minutes=5)}


def lead(m: Moment) -> Values:
    values: Values = {
        "agency": "Harbour House",
        "leads_from": m.at(hours=1),
        "lead_met_person": "yes",
        "persons_choice_asked": "yes",
    }
    if m.event in {"lifecycle.offer_transfer", "lifecycle.accept_transfer"}:
        values |= {
            "next_lead_named": "yes",
            "change_reason": "moves",
            "person_told_of_handover": "yes",
            "next_lead_met_person": "yes" if m.event == "lifecycle.accept_transfer" else "no",
            "handover_note": "yes",
        }
    return values


def consent(m: Moment) -> Values:
    """Write down a consent for the step at hand, or a wish where the step is about one."""
    if m.event in WISHES:
        return {"wish": WISHES[m.event], "given_at": m.at(minutes=5), "own_words": "That is how I want it."}
    return {
        "purpose": FOR_WHAT.get(m.event, "case_file"),
        "recipient": "Harbour House",
        "fields": ["names", "birth", "papers", "contact"],
        "until": m.day(90),
        "language": "es",
        "read_aloud": "yes",
        "understood": "yes",
        "told_help_stays": "yes",
        "given": "yes",
        "in_writing": "yes",
        "with_lawyer": "yes",
        "guardian_agrees": "yes" if m.child else "not_asked",
        "given_at": m.at(minutes=5),
    }


def interview(m: Moment) -> Values:
    met = ("place_private", "needs_met", "rested", "interviewer_trained", "support_person_offered",
           "breaks_agreed", "stop_told", "no_suspect_near")  # fmt: skip
    for_a_child = ("guardian_present", "child_friendly_room", "short_sessions")
    investigated = m.event == "criminal_case.open_investigation"
    return {
        "planned_at": m.at(hours=3),
        "interviewer_choice_offered": "yes",
        "interview_consent": "yes",
        "account_on_file": "yes" if investigated else "no",
        "gap_stated": "yes",
        "gap": "Which days were paid.",
        **dict.fromkeys(met, "yes"),
        **(dict.fromkeys(for_a_child, "yes") if m.child else {}),
        "interview_recorded": "yes",
        "stopped": "no",
        "evidence_chain_kept": "yes",
    }


def interpreter(m: Moment) -> Values:
    return {
        "language": LANGUAGE,
        "language_confirmed": "yes",
        "interpreter_vetted": "yes",
        "vetted_on": m.day(-30),
        "silence_signed": "yes",
        "interpreter_conflict_free": "yes",
        "interpreter_trained_with_children": "yes",
        "interpreter_declined": "no",
    }


def decision(m: Moment) -> Values:
    """Write what the one who signs writes. A member's opinion decides nothing by itself."""
    if m.event == "opinion":
        return {}
    if m.event == "identification.recognise_foreign_decision":
        return {
            "decision_outcome": "identified",
            "decision_reason_codes": ["foreign_decision"],
            "foreign_decision_attested": "yes",
            "foreign_decided_on": m.day(-40),
            "foreign_attestation_forged": "no",
            "objects_to_origin_notice": "no",
        }
    against = m.event in AGAINST
    return {
        "act_shown": "yes",
        "means_shown": "no" if against else "yes",
        "purpose_shown": "no" if against else "yes",
        "decision_reason_codes": ["no_purpose"] if against else ["elements_shown"],
        "decision_reasons_written": "yes",
        "reasons": "The reasons follow the definition, point by point.",
        "decision_outcome": "not_identified" if against else "identified",
        "decided_on": m.day(),
        "decision_translated": "yes",
        "served_on": m.day(),
        "appeal_route_told": "yes",
        "objects_to_origin_notice": "no",
    }
