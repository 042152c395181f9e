"""Sound papers of a return: from options to follow-up, and alerts (D24 to D35)."""

from collections.abc import Iterable
from datetime import date

from safeconduct.demo.sound.moment import Moment, Values
from safeconduct.protection.documents.monitoring import still_open

ASSURED = ("about_this_person", "place_to_live", "lead_named", "services_dated", "no_detention",
           "no_prosecution", "no_forced_shelter", "danger_contact", "monitoring_accepted")  # fmt: skip
IDENTITY = ["names", "date_of_birth", "place_of_birth", "document_type"]
ALERTS = {
    "return.no_show": "no_show",
    "child.go_missing": "missing",
    "child.found": "missing",
    "assistance.setback": "setback",
}
SETTLING = frozenset({"return.made_safe_here", "lifecycle.propose_closure", "lifecycle.close", "child.found"})


def options(m: Moment) -> Values:
    ways = ("stay_for_now", "stay_long", "third_country", "return_home")
    return {
        "options": [{"way": way, "explained": "yes", "support_told": "yes"} for way in ways],
        "legal_advice_given": "yes",
        "legal_advice_at": m.at(minutes=10),
        "counsellor_independent": "yes",
        "interpreter_used": "yes",
        "fear_asked": "yes",
        "fear_of_return": "no",
        "said_back": "yes",
    }


def declaration(m: Moment) -> Values:
    """Write the wish, or the same wish confirmed before another witness, or that it is taken back."""
    wish = m.event == "return.request_return"
    advice, signed = (None if wish else m.said("D25", name) for name in ("advice_at", "signed_at"))
    values: Values = {
        "return_declared": "yes",
        "guardian_agrees": "yes" if m.child else "not_asked",
        "advice_at": advice or m.said("D24", "legal_advice_at"),
        "signed_at": signed or m.at(minutes=5),
        "first_witness_role": "lawyer",
        "withdrawn": "no",
    }
    if m.event == "return.withdraw":
        return values | {"withdrawn": "yes", "withdrawn_at": m.at()}
    if m.at_the_gate:
        values |= {
            "second_confirmed_at": m.at(minutes=10),
            "second_witness_differs": "yes",
            "second_witness_role": "advocate",
        }
    return values


def verification(m: Moment) -> Values:
    if m.event == "return.send_verification":
        return {
            "message": "M03",
            "fields": IDENTITY,
            "sent_on": m.day(),
            "answer": "waiting",
            "travel_document": "requested",
        }
    asked = m.said("D26", "message") or "not_needed"
    answered = {"fields": IDENTITY, "answer": "confirmed", "answered_on": m.day()}
    return {
        "message": asked,
        **({} if asked == "not_needed" else answered),
        "travel_document": "valid",
        "document_until": m.day(700),
        "document_marked": "no",
    }


def risk(m: Moment) -> Values:
    level = "HIGH" if m.event == "return.assess_risk_high" else "LOW"
    return {
        "assessed_on": m.day(),
        "dangers": ["reach"] if level == "HIGH" else ["income"],
        "level_here": level,
        "level_there": "LOW",
        "measures": [{"danger": "income", "measure": "income", "due": m.day(7), "done": "yes"}],
        "dependants_settled": "yes",
    }


def assurance(m: Moment) -> Values:
    return {**dict.fromkeys(ASSURED, "yes"), "signed_on": m.day(), "assurance_signer": "state"}


def acceptance(m: Moment) -> Values:
    return {
        "receiving_lead_named": "yes",
        "organisation": "Olive Tree",
        "receiving_accepted": "yes",
        "accepted_on": m.day(),
        "intro_call_done": "yes",
        "contact_at_home_refused": "no",
        "appointments": [{"service": "housing", "on": m.day(10)}, {"service": "work", "on": m.day(14)}],
    }


def travel(m: Moment) -> Values:
    return {
        "route_planned": "yes",
        "planned_arrival": m.at(hours=-12),
        "meeting_planned": "yes",
        "fallback_planned": "yes",
        "escort": "arranged" if m.child else "not_wished",
        "takes": ["phone", "money", "papers", "numbers"],
    }


def handover(m: Moment) -> Values:
    moving = m.returning
    return {
        "parts": ["plan", "safety_plan", "goals", "languages"],
        "reason": "moves" if moving else "services",
        "handed_over_on": m.day(),
        "health_summary": "carried",
        "handover_copy_given": "yes",
        "intro_call_done": "yes",
    }


def arrival(m: Moment) -> Values:
    quiet = dict.fromkeys(("questioned", "tested", "confined", "made_public"), "no")
    well = dict.fromkeys(("has_phone", "has_money", "safe_tonight"), "yes")
    return {
        "arrived_at": m.at(hours=1),
        "met_in_person": "yes",
        "person_confirms_arrival": "yes",
        **quiet,
        **well,
    }


def follow_up(m: Moment) -> Values:
    if m.event == "return.decline_monitoring":
        return {"wish": "declined", "numbers_given": "yes"}
    return {
        "wish": "agreed",
        "channel": "message",
        "who_may_ask": ["recv_case_manager", "case_manager"],
        "stop_rule_told": "yes",
        "alert_agreed": "yes",
        "alert_path_tried": "yes",
        "numbers_given": "yes",
    }


def contact(m: Moment) -> Values:
    """Note the next contact of the schedule, or a try in which nobody was reached."""
    if m.event == "lifecycle.lose_contact":
        return {"step": "extra", "on": m.at(), "reached": "no", "channel": "message"}
    ahead = still_open(_steps_reached(m), longer=m.child)
    marks = [{"domain": domain, "own": "4", "worker": "4"} for domain in ("O01", "O05", "O08")]
    return {
        "step": ahead[0].id if ahead else "extra",
        "on": m.at(),
        "reached": "yes",
        "safe_to_talk": "yes",
        "channel": "message",
        "person_says": "yes",
        "marks": marks,
        "danger": "LOW",
        "recruiter_contact": "no",
        "services": ["housing", "work"],
        "go_on": "yes",
        "starts_anew": "yes" if _first_after_alert(m) else "no",
        "longer": "yes" if m.child else "no",
        "free_text_sent": "no",
    }


def _rows(m: Moment) -> Iterable[dict[str, object]]:
    rows = m.facts.value("monitoring_contacts")
    return [dict(row) for row in rows] if isinstance(rows, list | tuple) else []


def _steps_reached(m: Moment) -> list[str]:
    reached = [row for row in _rows(m) if row.get("reached") is True]
    starts = [place for place, row in enumerate(reached) if row.get("starts_anew") is True]
    return [str(row["step"]) for row in (reached[starts[-1] :] if starts else reached)]


def _first_after_alert(m: Moment) -> bool:
    """Tell whether the schedule starts anew: an alert was settled and nobody has been reached since."""
    settled = m.said("D35", "settled_on")
    if not isinstance(settled, str):
        return False
    days = [str(row.get("on")) for row in _rows(m) if row.get("reached") is True]
    return not days or date.fromisoformat(max(days)) < date.fromisoformat(settled)


def alert(m: Moment) -> Values:
    """Raise an alert, take it on, or settle it, as the step asks."""
    values: Values = {
        "kind": m.said("D35", "kind") if m.event in SETTLING else ALERTS.get(m.event, "danger"),
        "raised_at": m.at(minutes=30),
        "raised_by": "person",
        "alert_acknowledged": "yes",
        "acknowledged_at": m.at(minutes=10),
        "joint_call_done": "yes",
        "missing_reported": "yes",
        "standing": "acknowledged",
    }
    values["kind"] = values["kind"] or "danger"
    if m.event in SETTLING:
        values |= {"alert_acted": "yes", "standing": "safe", "settled_on": m.day()}
    return values
