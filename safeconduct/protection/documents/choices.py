"""Answers that several document types offer, and those with codes in HTCDS 2.0 (IOM, CC BY 4.0)."""

from safeconduct.protection.documents.declared import Choice
from safeconduct.protection.words import gettext_noop as _

UNKNOWN = Choice("unknown", _("Not known"))
NOT_ASKED = Choice("not_asked", _("Not asked"))
DECLINED = Choice("declined", _("Does not want to say"))

AGES = (
    Choice("under_18", _("Under 18")),
    Choice("adult", _("18 or over")),
    Choice("unsure", _("Not sure; counts as under 18")),
)

LEVELS = (
    Choice("LOW", _("Low: nothing points to danger now")),
    Choice("MEDIUM", _("Medium: danger is possible and can be lessened")),
    Choice("HIGH", _("High: danger is likely or grave")),
)

ACTS = (
    Choice("recruitment", _("Recruited"), "Recruitment"),
    Choice("transportation", _("Transported"), "Transit"),
    Choice("transfer", _("Handed over to someone else")),
    Choice("harbouring", _("Housed or kept")),
    Choice("receipt", _("Taken in on arrival")),
)

MEANS = (
    Choice("threat", _("Threats")),
    Choice("force", _("Force")),
    Choice("coercion", _("Other pressure")),
    Choice("abduction", _("Taken away against their will")),
    Choice("fraud", _("Fraud, such as false papers or contracts")),
    Choice("deception", _("Lies or false promises")),
    Choice("abuse_of_power", _("Use of power over the person")),
    Choice("abuse_of_vulnerability", _("Use of a hard situation with no real way out")),
    Choice("payments_to_controller", _("Payment to someone who controls the person")),
)

# Purposes keep the codes of the treaties and of the widest national law, so that each law can pick its own.
PURPOSES = (
    Choice("exploitation_of_prostitution", _("Exploitation of prostitution"), "SexualExploitation"),
    Choice("other_sexual_exploitation", _("Other sexual exploitation"), "SexualExploitation"),
    Choice("forced_labour", _("Forced labour or services"), "ForcedLabour"),
    Choice("child_labour", _("Work that exploits a child"), "ChildLabour"),
    Choice("slavery", _("Slavery")),
    Choice("practices_similar_to_slavery", _("Debt bondage and other practices similar to slavery")),
    Choice("servitude", _("Servitude"), "Servitude"),
    Choice("organ_removal", _("Removal of organs"), "OrganRemoval"),
    Choice("forced_begging", _("Forced begging"), "ForcedBegging"),
    Choice("forced_criminality", _("Being made to break the law")),
    Choice("forced_marriage", _("Forced marriage"), "ForcedMarriage"),
    Choice("forced_military", _("Being made to fight for an armed group"), "ForcedMilitaryByNonStateActors"),
    Choice("illegal_adoption", _("Illegal adoption"), "ForcedAdoption"),
    Choice("surrogacy", _("Exploitation of surrogacy"), "Surrogacy"),
    Choice("other", _("Something else"), "Other"),
)

CONTROLS = (
    Choice("physical_threats", _("Threats against the person"), "PhysicalThreats"),
    Choice("threats_of_authorities", _("Threats to call the police or immigration"), "ThreatsLawEnforcement"),
    Choice("threats_to_family", _("Threats against family or children"), "ThreatensChildrenFamily"),
    Choice("debt", _("A debt that cannot be worked off"), "DebtBondage"),
    Choice("false_promises", _("False promises"), "FalsePromises"),
    Choice("violence", _("Violence"), "PhysicalAbuse"),
    Choice("sexual_violence", _("Sexual violence"), "SexualAbuse"),
    Choice("takes_earnings", _("Earnings taken"), "TakesEarnings"),
    Choice("no_money_of_own", _("No money of their own"), "RestrictsFinancialAccess"),
    Choice("no_medical_care", _("Kept from medical care"), "RestrictsMedicalCare"),
    Choice("necessities_withheld", _("Food, sleep or other necessities withheld"), "WithholdsNecessities"),
    Choice("psychological_pressure", _("Humiliation or pressure on the mind"), "PsychologicalAbuse"),
    Choice("substances", _("Drugs, alcohol or medicine given"), "PsychoactiveSubstance"),
    Choice("excessive_hours", _("Very long working hours"), "ExcessiveWorkingHours"),
    Choice("papers_withheld", _("Papers taken or kept"), "WithholdsDocuments"),
    Choice("movement_restricted", _("Not free to go out or leave")),
    Choice("isolation", _("Cut off from other people or from language")),
    Choice("oath_or_belief", _("An oath, a curse or a custom"), "Other"),
    Choice("images", _("Pictures or messages used as a threat"), "Other"),
    Choice("other", _("Something else"), "Other"),
)

# One consent, one purpose. Those of cross-border messages bear the message's id in `messages`.
CONSENT_PURPOSES = (
    Choice("case_file", _("Keep a file about my case")),
    Choice("service", _("Arrange a service for me")),
    Choice("referral", _("Refer me to another organisation")),
    Choice("identification", _("Decide formally whether I was trafficked")),
    Choice("interview", _("Talk once about what happened")),
    Choice("legal_advice", _("Let a lawyer know")),
    Choice("police_contact", _("Talk to the police")),
    Choice("health_examination", _("A medical examination")),
    Choice("forensic_examination", _("A medical examination for evidence")),
    Choice("asylum_referral", _("Refer me for asylum")),
    Choice("consular_contact", _("Contact my country's consulate")),
    Choice("identity_verification", _("Ask my country to confirm who I am")),
    Choice("travel_document", _("Ask for travel papers")),
    Choice("recognition_notice", _("Tell another country that I was identified")),
    Choice("origin_enquiry", _("Ask questions in my home country about the recruiter")),
    Choice("family_tracing", _("Look for my family")),
    Choice("family_contact", _("Tell my family something")),
    Choice("return_risk", _("Ask at home how safe a return would be")),
    Choice("assurance", _("Ask who would receive me and with what help")),
    Choice("case_transfer", _("Hand my plan to the next case manager")),
    Choice("travel_notice", _("Tell those who meet me when I travel")),
    Choice("monitoring", _("Stay in touch and report how I am")),
    Choice("danger_alert", _("Call for help when I am in danger")),
    Choice("proceedings", _("Take part in court proceedings")),
    Choice("compensation", _("Claim wages or compensation for me")),
    Choice("biometric_match", _("Compare DNA or fingerprints to find family")),
    Choice("employer", _("Contact an employer or a trainer")),
    Choice("statistics", _("Count my case in statistics without my name")),
    Choice("images", _("Take or use pictures of me")),
)

PROFESSIONS = (
    Choice("police", _("Police or border service")),
    Choice("social_worker", _("Social work")),
    Choice("lawyer", _("Law")),
    Choice("labour_inspector", _("Labour inspection")),
    Choice("ngo", _("Non-governmental organisation")),
    Choice("child_protection", _("Child protection")),
    Choice("guardian", _("Guardianship")),
    Choice("health", _("Medicine or nursing")),
    Choice("psychologist", _("Psychology")),
    Choice("teacher", _("Education")),
    Choice("origin_services", _("Child services of the country of origin")),
    Choice("other", _("Other")),
)

PACKAGE = (
    Choice("housing", _("Safe housing")),
    Choice("subsistence", _("Food, clothing and money for daily life")),
    Choice("emergency_care", _("Urgent medical care")),
    Choice("psychological_first_aid", _("Psychological first aid")),
    Choice("interpretation", _("Interpreter")),
    Choice("rights_counselling", _("Advice about rights")),
    Choice("proceedings_help", _("Help to be heard in proceedings")),
    Choice("school", _("School or learning for children")),
)
