"""Sound papers of stay and asylum (D12, D14, D15, D23)."""

from datetime import date, timedelta

from safeconduct.demo.sound.moment import Moment, Values
from safeconduct.protection import clocks

LONGER = timedelta(days=30)
WAYS = ("personal_situation", "cooperation", "humanitarian", "return")


def certificate(m: Moment) -> Values:
    """Certify at least what the person is owed; a certificate on file is only ever lengthened."""
    grounds = m.facts.reasonable_grounds_at or m.now
    until = clocks.reflection(m.facts.country, grounds, m.child).last_day
    before = m.said("D12", "reflection_until")
    if m.event == "stay.extend_reflection" and isinstance(before, str):
        until = max(until, date.fromisoformat(before) + LONGER)
    return {
        "number": "R-1",
        "reflection_from": m.day(),
        "reflection_until": until.isoformat(),
        "bar_printed": "yes",
        "reflection_certificate": "yes",
        "handed_over_on": m.day(),
    }


def ways_to_stay(m: Moment) -> Values:
    return {
        "options": [{"option": way, "open_to_person": "yes"} for way in WAYS],
        "options_legal_advice": "yes",
        "language": "es",
        "persons_choice": "personal_situation",
        "options_sheet_signed": "yes",
        "signed_on": m.day(),
    }


def permit(m: Moment) -> Values:
    match m.event:
        case "stay.settled_status":
            return {"outcome": "not_needed", "decided_on": m.day(), "status_proof_seen_by_two": "yes"}
        case "stay.refuse_stay":
            return {
                "outcome": "refused",
                "decided_on": m.day(),
                "stay_reasons_written": "yes",
                "remedy_until": m.day(30),
            }
        case "stay.lift_bar":
            return {
                "outcome": "refused",
                "decided_on": m.day(),
                "stay_reasons_written": "yes",
                "stay_refusal_final": "yes",
            }
        case "stay.apply_early":
            return {
                "permit_kind": "personal_situation",
                "permit_applied": "yes",
                "applied_on": m.day(),
                "outcome": "pending",
            }
    return {
        "permit_kind": "long_term" if m.event == "stay.grant_long_term" else "personal_situation",
        "outcome": "granted",
        "decided_on": m.day(),
        "permit_from": m.day(),
        "permit_until": m.day(365),
        "permit_work_stated": "yes",
        "work_allowed": "yes",
        "permit_study_stated": "yes",
        "study_allowed": "yes",
        "reentry_agreed": "yes",
    }


def asylum_referral(m: Moment) -> Values:
    return {
        "asylum_agreed": "yes",
        "asked_in_private": "yes",
        "referred_at": m.at(minutes=5),
        "guardian_agrees": "yes" if m.child else "not_asked",
    }
