"""What each message between countries may carry (referral mechanism, section 6.1). Anything else stops it."""

_IDENTITY = frozenset(
    {
        "names",
        "former_names",
        "date_of_birth",
        "place_of_birth",
        "parents_names",
        "document_type",
        "document_number",
        "photo",
        "reference",
    }
)

CARRIES: dict[str, frozenset[str]] = {
    "M01": frozenset({"country", "region", "sex", "age_band", "exploitation_type", "languages", "question"}),
    "M02": _IDENTITY,
    "M03": _IDENTITY | {"biometric_photo"},
    "M04": frozenset({"reference", "name_or_code", "decision_date", "decision_authority", "validity"}),
    "M05": frozenset({"reference", "recruiter", "agency", "dates", "routes", "payment_trail"}),
    "M06": frozenset(
        {
            "reference",
            "names",
            "photo_tracing_team",
            "last_known_home",
            "relatives_names",
            "message_of_person",
        }
    ),
    "M07": frozenset({"reference", "home_area", "dependants", "threat_codes", "service_codes"}),
    "M08": frozenset(
        {
            "reference",
            "services_wanted",
            "service_dates",
            "carer",
            "school",
            "special_transport",
            "danger_contact",
        }
    ),
    "M09": frozenset(
        {
            "reference",
            "plan",
            "safety_plan",
            "outcome_goals",
            "languages",
            "how_to_address",
            "how_to_reach",
            "lawyer_contacts",
            "sealed_annexes",
        }
    ),
    "M10": frozenset({"reference", "travel_point", "arrival_time", "signs", "escort_name", "code_word"}),
    "M11": frozenset(
        {"reference", "date", "contact_made", "domain_scores", "service_codes", "wish_to_continue"}
    ),
    "M12": frozenset({"reference", "danger_codes", "action_asked", "contact"}),
    "M13": frozenset({"reference", "court", "file_number", "lawyer", "next_date", "measures_asked"}),
    "M14": frozenset({"reference", "claim_heads", "sums", "proof_list", "payment_route"}),
    "M15": frozenset({"coded_counts"}),
    "M16": frozenset({"agency", "licence", "directors_published", "breach_kind", "count_band", "status"}),
}

# M02 to M08 speak to the state of origin about one person; while asylum is open none may leave (INV-05).
TO_ORIGIN = frozenset({"M02", "M03", "M04", "M05", "M06", "M07", "M08"})

# Marks that would tell an authority of the origin why someone is abroad.
TELLING_MARKS = frozenset(
    {
        "victim",
        "trafficking",
        "trafficking_status",
        "asylum",
        "asylum_claim",
        "fear_of_return",
        "exploitation_type",
    }
)

# Messages that carry nothing about one person, so that nobody's consent is asked for.
ABOUT_NOBODY = frozenset({"M01", "M15", "M16"})

# What a message calls by its exact name, a consent names as a part of the file.
PART_OF = {
    "former_names": "names",
    "name_or_code": "names",
    "date_of_birth": "birth",
    "place_of_birth": "birth",
    "document_type": "papers",
    "document_number": "papers",
    "biometric_photo": "photo",
    "photo_tracing_team": "photo",
    "decision_date": "decision",
    "decision_authority": "decision",
    "validity": "decision",
    "agency": "recruiter",
    "dates": "recruiter",
    "routes": "recruiter",
    "payment_trail": "recruiter",
    "last_known_home": "home_area",
    "threat_codes": "threats",
    "service_codes": "needs",
    "services_wanted": "needs",
    "service_dates": "needs",
    "carer": "needs",
    "school": "needs",
    "special_transport": "needs",
    "outcome_goals": "plan",
    "how_to_address": "contact",
    "how_to_reach": "contact",
    "danger_contact": "contact",
    "travel_point": "travel",
    "arrival_time": "travel",
    "signs": "travel",
    "escort_name": "travel",
    "code_word": "travel",
    "date": "contact_done",
    "contact_made": "contact_done",
    "domain_scores": "contact_done",
    "wish_to_continue": "contact_done",
    "claim_heads": "losses",
    "sums": "losses",
    "proof_list": "losses",
    "payment_route": "losses",
}
