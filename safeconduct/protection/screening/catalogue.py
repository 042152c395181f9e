"""The lines of the ILO and European Commission indicators (2009), in our own words, with their strengths.

One row for each line: id, key, strengths, label. The four letters are the strength in the sets for adults in
labour, children in labour, adults in sexual and children in sexual exploitation, in this order:
s strong, m medium, w weak, - not in that set. The letters of an id name its dimension.

Source: ILO and European Commission, Operational indicators of trafficking in human beings, 2009
(WCMS_105023), read through a public transcription of both labour sets; the strengths of both sexual sets are
from memory.
"""

from safeconduct.protection.words import gettext_noop as _

ROWS: tuple[tuple[str, str, str, str], ...] = (
    # Deceptive recruitment
    ("DR01", "job_identity", "ssss", _("Misled about what the work is, where it is, or who it is for")),
    (
        "DR02",
        "work_conditions",
        "mmmm",
        _("Misled about the conditions in which the work (or sexual service) is done"),
    ),
    ("DR03", "contract", "mmmm", _("Misled about what the contract says or whether it is lawful")),
    ("DR04", "family_reunification", "mmmm", _("Misled about being joined with family members")),
    ("DR05", "housing_living", "mmmm", _("Misled about accommodation and living conditions")),
    ("DR06", "papers_status", "mmmm", _("Misled about documents or about getting a lawful migration status")),
    (
        "DR07",
        "travel_recruitment_terms",
        "mmmm",
        _("Misled about travel arrangements or the terms of recruitment"),
    ),
    ("DR08", "earnings", "mmmm", _("Misled about pay or earnings")),
    ("DR09", "marriage_adoption", "mmmm", _("Misled by a promise of marriage or adoption")),
    ("DR10", "education", "wsws", _("Misled about the chance to study")),
    # Coercive recruitment
    (
        "CR01",
        "abduction_sale_forced_union",
        "msss",
        _("Taken away, sold, or put into a forced marriage or forced adoption"),
    ),
    ("CR02", "documents_taken", "mmmm", _("Identity or travel papers taken")),
    ("CR03", "debt_bondage", "msms", _("Bound by a debt from the recruitment stage")),
    ("CR04", "isolation_confinement_watch", "mmmm", _("Kept apart, locked in or watched")),
    ("CR05", "threat_authorities", "mmmm", _("Threatened with being reported to the authorities")),
    ("CR06", "threat_violence", "msss", _("Threatened with violence")),
    ("CR07", "threat_expose", "mmmm", _("Threatened with exposure to family, community or public")),
    ("CR08", "violence_family", "mmmm", _("Violence, or the threat of it, against family")),
    ("CR09", "violence", "ssss", _("Violence used on the person")),
    ("CR10", "money_withheld", "mmmm", _("Money kept back")),
    # Recruitment by abuse of vulnerability
    ("RV01", "family_difficulty_abused", "mmmm", _("Advantage taken of a difficult family situation")),
    ("RV02", "irregular_status_abused", "mmmm", _("Advantage taken of irregular migration status")),
    (
        "RV03",
        "low_education_language_abused",
        "mmmm",
        _("Advantage taken of little schooling or not knowing the language"),
    ),
    ("RV04", "lack_of_information_abused", "mmmm", _("Advantage taken of not being informed")),
    (
        "RV05",
        "under_recruiter_control",
        "mmmm",
        _("Recruiter already had control or authority over the person"),
    ),
    (
        "RV06",
        "beliefs_abused",
        "wmwm",
        _("Advantage taken of cultural or religious beliefs (for example an oath or ritual)"),
    ),
    (
        "RV07",
        "general_context",
        "wmwm",
        _("Conflict, disaster, political or economic collapse in the area of origin"),
    ),
    (
        "RV08",
        "past_difficulties",
        "mmmm",
        _("Earlier hardship such as a failed migration or earlier exploitation"),
    ),
    ("RV09", "travel_difficulty", "mmmm", _("Could not arrange travel alone")),
    ("RV10", "economic_need", "mmmm", _("Economic need")),
    ("RV11", "false_info_law", "m-m-", _("Told untruths about the law or how authorities behave")),
    ("RV12", "false_info_migration", "mmmm", _("Told untruths about how well migration goes")),
    ("RV13", "family_circumstances", "mmmm", _("Family circumstances (dependants, pressure from relatives)")),
    (
        "RV14",
        "personal_circumstances",
        "mmmm",
        _("Personal circumstances (illness, disability, homelessness, addiction, youth)"),
    ),
    ("RV15", "emotional_dependency", "mmmm", _("Emotional or psychological dependency on the recruiter")),
    (
        "RV16",
        "authorities_relationship",
        "mmmm",
        _("Relationship with authorities or legal status used as leverage"),
    ),
    # Exploitation (conditions of work)
    ("EX01", "excessive_hours", "ssms", _("Excessive days or hours")),
    ("EX02", "bad_living", "mmmm", _("Bad living conditions")),
    ("EX03", "hazardous", "mmms", _("Hazardous work")),
    ("EX04", "low_or_no_pay", "mmmm", _("Little or no pay")),
    ("EX05", "law_or_contract_breached", "mmmm", _("Labour law or the signed contract not respected")),
    ("EX06", "no_social_protection", "m-w-", _("No social protection (contract, insurance and the like)")),
    ("EX07", "very_bad_work_conditions", "mmmm", _("Very bad working conditions")),
    ("EX08", "pay_manipulated", "mmmm", _("Pay manipulated (fines, deductions, paid to someone else)")),
    ("EX09", "no_education", "wmwm", _("No access to schooling")),
    # Coercion at destination
    ("CD01", "documents_taken", "ssss", _("Identity or travel papers taken or held")),
    ("CD02", "debt_bondage", "ssss", _("Bound by a debt")),
    ("CD03", "isolation_confinement_watch", "ssss", _("Kept apart, locked in or watched")),
    ("CD04", "violence", "ssss", _("Violence used on the person")),
    ("CD05", "forced_illicit", "msms", _("Made to take part in unlawful or criminal activity")),
    ("CD06", "forced_tasks_clients", "msss", _("Made to do tasks or accept clients against their will")),
    ("CD07", "forced_against_peers", "mmmm", _("Made to act against others in the same position")),
    ("CD08", "forced_lie", "mmmm", _("Made to lie to authorities, family or others")),
    ("CD09", "threat_authorities", "mmmm", _("Threatened with being reported to the authorities")),
    ("CD10", "threat_worse_conditions", "mmmm", _("Threatened with even worse conditions")),
    ("CD11", "threat_violence", "msss", _("Threatened with violence")),
    ("CD12", "strong_influence", "msss", _("Under the strong influence of the exploiter")),
    ("CD13", "violence_family", "mmmm", _("Violence, or the threat of it, against family")),
    ("CD14", "wages_withheld", "mmmm", _("Wages kept back so that the person keeps working")),
    ("CD15", "threat_expose", "wmmm", _("Threatened with exposure to family, community or public")),
    # Abuse of vulnerability at destination
    ("DV01", "dependency", "mmmm", _("Depends on the exploiter for daily life")),
    ("DV02", "unknown_area", "mmmm", _("Hard to get by in an unfamiliar place or language")),
    ("DV03", "economic_need", "mmmm", _("Economic need")),
    ("DV04", "family_circumstances", "mmmm", _("Family circumstances")),
    ("DV05", "legal_status", "mmmm", _("Legal status or relationship with authorities used as leverage")),
    ("DV06", "past_difficulties", "wmwm", _("Earlier hardship")),
    (
        "DV07",
        "personal_characteristics",
        "wmwm",
        _("Personal characteristics (for example belonging to a marginalised group)"),
    ),
)
