"""Sound papers of safety, help, plan and the child track (D07, D08, D16 to D20)."""

from safeconduct.demo.sound.moment import Moment, Values

CLOSING = frozenset({"lifecycle.propose_closure", "lifecycle.close"})
PACKAGE = ("housing", "subsistence", "emergency_care", "psychological_first_aid", "interpretation",
           "rights_counselling", "proceedings_help")  # fmt: skip


def safety(m: Moment) -> Values:
    return {
        "assessed_at": m.at(minutes=10),
        "safety_level": "LOW" if m.event in CLOSING else "MEDIUM",
        "safety_plan_agreed": "yes",
        "persons_view": "I sleep when somebody is in the house.",
        "place_kind": "own" if m.event in CLOSING else "open_shelter",
        "in_custody": "no",
        "release_requested": "not_asked",
        "restriction_in_force": "no",
        "threat_reported": "no",
        "threat_assessed": "yes",
        "made_safe": "yes",
    }


def needs(m: Moment) -> Values:
    return {
        "assessed_on": m.day(),
        "wishes": "A room of my own, a phone, and to see a doctor about my hand.",
        "offered": [*PACKAGE, "school"] if m.child else list(PACKAGE),
        "package_offered": "yes",
        "shelter": "agreed",
        "free_to_come_and_go": "yes",
        "health_help_by_wish_only": "yes",
        "dependants_listed": "yes",
        "children": 0,
    }


def plan(m: Moment) -> Values:
    status = "handed_over" if m.event in CLOSING | {"assistance.finish"} else "running"
    line = {
        "owner": "Harbour House",
        "country": m.facts.country.iso2,
        "funding": "State fund for assistance",
        "starts": m.day(),
        "funded_until": m.day(360),
        "status": status,
    }
    there = {**line, "country": m.other_country, "funding": "Fund of the receiving side"}
    lines = [{**line, "kind": "housing"}, {**line, "kind": "work"}]
    values: Values = {
        "goals": "A room of my own, work with papers, and my wages.",
        "plan_in_persons_words": "yes",
        "plan_lines": [*lines, {**there, "kind": "money"}] if m.returning else lines,
        "plan_budget_both": "yes",
        "plan_agreed": "yes",
        "next_review": m.day(90),
        "plan_covers_dependants": "yes",
        "hosts_involved": "no",
    }
    if m.child or m.region == "child":
        values |= {"transition_planned": "yes", "transition": "School goes on. The same room until June."}
    return values


def guardian(m: Moment) -> Values:
    values: Values = {
        "appointed_by": "Court of the town",
        "kind": "formal" if m.event == "keeping.up" else "provisional",
        "guardian_appointed": "yes",
        "accepted_on": m.day(),
        "guardian_conflict_free": "yes",
        "child_asked": "yes",
    }
    if m.returning:
        values |= {"guardian_handover": "yes"}
    return values


def interests(m: Moment) -> Values:
    return {
        "assessed_on": m.day(),
        "about": ["care", "health", "school"],
        "child_view": "I want to stay with the family on the hill, and to play football.",
        "child_view_written": "yes",
        "child_view_answered": "yes",
        "care_safe": "yes",
        "learning_arranged": "yes",
        "risk": "LOW",
        "tracing_in_interest": "yes",
        "family_involvement_ruled_out": "yes",
        "next_review": m.day(30),
    }


def determination(m: Moment) -> Values:
    outcome = "return" if m.returning else "stay"
    seats = ("child_protection", "lawyer", "psychologist", "guardian")
    return {
        "determined_on": m.day(),
        "panel": [
            {"profession": seat, "agency": f"Seat {n}", "vote": outcome} for n, seat in enumerate(seats)
        ],
        "options": [{"option": option} for option in ("return", "stay", "reunification_here")],
        "child_view": "I want to finish school here.",
        "child_view_written": "yes",
        "child_view_answered": "yes",
        "care_safe": "yes",
        "bid": outcome,
        "reviewed_on": m.day(),
    }


def age(m: Moment) -> Values:
    if m.event == "child.proved_adult":
        sound = ("age_assessment_sound", "last_resort", "several_professions", "consent", "doubt_left")
        return {
            "age": "adult",
            "doubt": "no",
            **dict.fromkeys(sound, "yes"),
            "age_assessment_guardian_present": "yes",
            "age_appeal_told": "yes",
        }
    nearly = m.event in {"child.approach_18", "child.turn_18"}
    values: Values = {"age": "under_18" if nearly else "unsure", "doubt": "no" if nearly else "yes"}
    if nearly:
        values["turns_18_on"] = m.said("D20", "turns_18_on") or m.day(120)
    return values
