"""What the rule on training (SG-CM-05) refuses a worker today: the rule itself is asked, step by step."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from safeconduct.accounts.training import AREAS
from safeconduct.casework.oversight import Member
from safeconduct.protection.country import load_all
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import START, TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as mark

RULE = "SG-CM-05"
SCREENING, INTERVIEW, LEADING = "identification.start_screening", "start_interview", "lifecycle.assign_lead"
# What is asked for each role that does it as part of its work: words, act, and whether the person is a child.
_ASKED = (
    (mark("Starting a screening"), SCREENING, False),
    (mark("Screening a child"), SCREENING, True),
    (mark("Interviewing"), INTERVIEW, False),
    (mark("Interviewing a child"), INTERVIEW, True),
    (mark("Leading a case"), LEADING, False),
)
_DOING: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        SCREENING: frozenset(TRANSITIONS[SCREENING].by),
        INTERVIEW: frozenset(
            {
                Role.CASE_MANAGER,
                Role.FIRST_RESPONDER,
                Role.IDENTIFICATION_LEAD,
                Role.IDENTIFICATION_TEAM,
                Role.POLICE,
                Role.PROSECUTOR,
            }
        ),
        LEADING: frozenset({Role.CASE_MANAGER}),
    }
)


def refused_for_training(member: Member, now: datetime) -> list[str]:
    """Name what the rule refuses this worker today, in words marked for translation.

    Somebody who may not do a thing at all is not told once more that they may not do it with a child.
    """
    held = frozenset(code for code in member.training if member.valid(code, now.date()))
    refused = {(act, child) for _what, act, child in _ASKED if _refused(member, act, held, now, child=child)}
    return [
        what
        for what, act, child in _ASKED
        if (act, child) in refused and not (child and (act, False) in refused)
    ]


def asked_of(member: Member, now: datetime) -> frozenset[str]:
    """Return the codes of training without which the rule refuses this worker something."""
    every = frozenset(AREAS)
    return frozenset(
        code
        for code in AREAS
        for _what, act, child in _ASKED
        if _refused(member, act, every - {code}, now, child=child)
    )


def _roles(member: Member) -> list[Role]:
    return [Role(role) for role in member.roles]


def _refused(member: Member, act: str, held: frozenset[str], now: datetime, *, child: bool) -> bool:
    doing = [role for role in _roles(member) if role in _DOING[act]]
    return bool(doing) and not any(_allowed(role, act, held, now, child=child) for role in doing)


def _allowed(role: Role, act: str, held: frozenset[str], now: datetime, *, child: bool) -> bool:
    evidence = {"lead_trained": sorted(held)} if act == LEADING else {}
    asked = Act(act, Actor(role, trained=held), evidence=evidence)
    return SAFEGUARDS[RULE].ask(_somebody(child, now), asked).allowed


def _somebody(child: bool, now: datetime) -> CaseFacts:
    """A case of which nothing is known but whether the person is a child. The rule reads no country."""
    states = {**START, "child": "CHILD_TREATED" if child else START["child"]}
    return CaseFacts(states, {"child": Fact(child)}, next(iter(load_all().values())), now)
