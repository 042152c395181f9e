"""The field's own words, as small frozen types that every rule shares."""

from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Mark a sentence for translators and return it unchanged; it is translated where it is shown."""
    return text


class Answer(StrEnum):
    """What is known about one question. Unknown is a value, never a gap."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class DataClass(StrEnum):
    """How confidential a field is."""

    PUBLIC = "C0"
    INTERNAL = "C1"
    CASE_FACT = "C2"
    IDENTITY = "C3"  # identity and contact of any person, health, statements: sealed with the case key
    SEALED = "C4"  # shelter address, new identity, witness protection: sealed to named people


class Region(StrEnum):
    """The ten parts of protection that run side by side for one person in one country."""

    IDENTIFICATION = "identification"
    STAY = "stay"
    ASYLUM = "asylum"
    ASSISTANCE = "assistance"
    RETURN = "return"
    CRIMINAL_CASE = "criminal_case"
    CLAIMS = "claims"
    CHARGES = "charges"
    CHILD = "child"
    LIFECYCLE = "lifecycle"


class Role(StrEnum):
    """Who may act in the referral mechanism (Safe Conduct referral mechanism, section 4)."""

    PERSON = "person"
    FIRST_RESPONDER = "first_responder"
    CASE_MANAGER = "case_manager"
    RECEIVING_CASE_MANAGER = "recv_case_manager"
    IDENTIFICATION_TEAM = "identification_team"
    IDENTIFICATION_LEAD = "identification_lead"
    FOCAL_POINT = "nfp"
    GUARDIAN = "guardian"
    ADVOCATE = "advocate"
    LAWYER = "lawyer"
    INTERPRETER = "interpreter"
    IMMIGRATION = "immigration"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    LABOUR_INSPECTOR = "labour_inspector"
    ASYLUM_AUTHORITY = "asylum_authority"
    SHELTER = "shelter"
    HEALTH = "health"
    CONSULATE = "consulate"
    INTERNATIONAL_ORGANISATION = "io"
    REVIEWER = "reviewer"
    EMPLOYMENT = "employment"
    RAPPORTEUR = "rapporteur"
    COURT = "court"  # acts from outside: its decisions are recorded, it holds no account
    SYSTEM = "system"  # a clock that ran out or an effect of another event


class Check(StrEnum):
    """How sure the project is of a citation."""

    READ = "read"
    READ_SECONDARY = "read-secondary"
    KNOWLEDGE = "knowledge"
