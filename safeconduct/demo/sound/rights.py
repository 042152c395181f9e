"""Sound papers of lawyers, charges, claims, voice and closing (D21, D22, D36 to D40)."""

from safeconduct.demo.sound.moment import Moment, Values


def lawyer(m: Moment) -> Values:
    return {
        "country_role": "this_country",
        "country": m.facts.country.name,
        "mandate": "acting",
        "offered_on": m.day(),
        "free_of_charge": "yes",
        "independent": "yes",
        "own_language": "yes",
        "covers": ["stay", "criminal_case", "wages", "compensation", "return"],
        "mandate_until": m.day(720),
        "works_with_other_lawyer": "yes",
    }


def lawyer_there(m: Moment) -> Values:
    return lawyer(m) | {"country_role": "other_country", "country": m.other_country}


def charge(m: Moment) -> Values:
    """Note the link between an act and the trafficking; none was found only where a charge goes on."""
    going_on = m.event == "charges.continue"
    outcome = {"charges.continue": "continues", "charges.drop": "not_charged", "charges.vacate": "set_aside"}
    values: Values = {
        "acts": ["theft"] if going_on else ["overstay"],
        "known_on": m.day(),
        "nexus_assessed": "yes",
        "link": "none" if going_on else "compelled",
        "nexus_shared_with_lawyer": "yes",
    }
    if m.event in outcome:
        values |= {"outcome": outcome[m.event], "outcome_on": m.day()}
    return values


def claim(m: Moment) -> Values:
    """Work the losses out where a claim is meant; else note that a lawyer looked and found none."""
    if m.region not in {"claims", "criminal_case"}:
        return {"no_loss": "yes", "claim_advice_given": "yes"}
    paid = m.event == "claims.pay"
    loss = {
        "head": "wages",
        "sum": 4200,
        "currency": "USD",
        "route": "labour",
        "limitation_day": m.day(700),
        "standing": "paid" if paid else "to_file",
    }
    return {
        "losses": [loss],
        "claim_advice_given": "yes",
        "safe_payment_channel": "yes",
        "payment_in_own_hands": "yes" if paid else "no",
    }


def views(_m: Moment) -> Values:
    return {
        "proceedings": "criminal",
        "views_offered": "yes",
        "testimony_by_choice": "yes",
        "measures_planned": "yes",
        "measures": ["recorded", "video", "companion"],
        "informed_choice": "yes",
        "remote_or_return_trip_arranged": "yes",
    }


def voice(m: Moment) -> Values:
    return {
        "kind": "feedback",
        "feedback_offered": "yes",
        "result": "given",
        "rating": "4",
        "received_on": m.day(),
        "standing": "answered",
    }


def checklist(m: Moment) -> Values:
    settled = ("closure_home_settled", "closure_plan_settled", "closure_reachable",
               "closure_durable_reviewed_twice", "closure_numbers_given", "retention_planned")  # fmt: skip
    return {"ending": "agreed", **dict.fromkeys(settled, "yes"), "deletion_on": m.day(730)}


def retention(m: Moment) -> Values:
    kept = {"part": "coded", "purpose": "statistics", "reader": "nobody", "until": m.day(730)}
    return {"kept": [kept], "copy_given": "yes", "deletion_on": m.day(730)}
