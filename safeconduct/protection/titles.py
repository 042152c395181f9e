"""Short words for roles, as a worker would say them."""

from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

ROLE_TITLES: dict[Role, str] = {
    Role.PERSON: _("The person"),
    Role.FIRST_RESPONDER: _("First responder"),
    Role.CASE_MANAGER: _("Case manager"),
    Role.RECEIVING_CASE_MANAGER: _("Receiving case manager"),
    Role.IDENTIFICATION_TEAM: _("Identification team"),
    Role.IDENTIFICATION_LEAD: _("Identification lead"),
    Role.FOCAL_POINT: _("National focal point"),
    Role.GUARDIAN: _("Guardian"),
    Role.ADVOCATE: _("Independent advocate"),
    Role.LAWYER: _("Lawyer"),
    Role.INTERPRETER: _("Interpreter"),
    Role.IMMIGRATION: _("Immigration authority"),
    Role.POLICE: _("Police"),
    Role.PROSECUTOR: _("Prosecution service"),
    Role.LABOUR_INSPECTOR: _("Labour inspectorate"),
    Role.ASYLUM_AUTHORITY: _("Asylum authority"),
    Role.SHELTER: _("Shelter"),
    Role.HEALTH: _("Health service"),
    Role.CONSULATE: _("Consulate"),
    Role.INTERNATIONAL_ORGANISATION: _("International organisation"),
    Role.REVIEWER: _("Second person outside the case"),
    Role.EMPLOYMENT: _("Employment service"),
    Role.RAPPORTEUR: _("National rapporteur"),
    Role.COURT: _("Court"),
    Role.SYSTEM: _("Safe Conduct, by itself"),
}
