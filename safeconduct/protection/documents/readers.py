"""Circles of roles that read the same papers (referral mechanism 4.2; data-protection firewall SG-DP-07).

Immigration reads three types and the police few; a circle that holds neither is the rule here.
"""

from safeconduct.protection.words import Role

NEAREST = (Role.PERSON, Role.CASE_MANAGER, Role.GUARDIAN, Role.ADVOCATE, Role.LAWYER)
LEADS = (*NEAREST, Role.RECEIVING_CASE_MANAGER)
CARE = (*LEADS, Role.SHELTER, Role.INTERNATIONAL_ORGANISATION)
DECIDERS = (Role.IDENTIFICATION_TEAM, Role.IDENTIFICATION_LEAD)
IDENTIFYING = (*NEAREST, *DECIDERS, Role.REVIEWER)
