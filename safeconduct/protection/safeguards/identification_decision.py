"""Identification: who decides, by which test, with which reasons, and with which way to appeal."""

from collections.abc import Mapping

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.safeguards.identification_grounds import (
    CRIMINAL_CASE,
    NEVER_A_GROUND,
    NOT_THE_TEST,
    grounds_of,
)
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _

TEAM = ("police", "social_worker", "lawyer", "ngo")
FEWEST_PROFESSIONS = 3  # SG-ID-03, design default


@safeguard(
    "SG-ID-03",
    group="identification",
    title=_("A team of several professions decides, never one agency alone"),
    rule=_(
        "The decision is taken by a team that includes at least one law-enforcement or border "
        "member, one social worker, one lawyer and one NGO member; labour inspectorate joins "
        "when the indicators are about work. No single agency decides alone."
    ),
    enforcement="require",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(
        30,
        "days",
        "reasonable grounds written down",
        "design default",
        "configure per jurisdiction; never shorter than the reflection period if that would rush disclosure",
    ),
    override=Override(
        True,
        roles=("national coordinator",),
        second_person=True,
        justification=_(
            "A positive decision may be taken by one competent authority when waiting would "
            "delay protection; a negative decision may never be"
        ),
        review_working_days=5,
    ),
    children=_(
        "Child-protection authority must be a member; guardian attends; decision records the child's views."
    ),
    seeds=(
        Seed("ASEM", "slide 5, I.2"),
        Seed("ASEM_KEY", "rec 2"),
        Seed("NANJING", "Session 1-2 (identification practice, specialised units)"),
    ),
    instruments=(
        Instrument("CETS197", "10(1)", Check.READ),
        Instrument("EU-ATD", "11(4)", Check.READ),
        Instrument("OSCE-NRM22", "multi-agency, 57 standards", Check.READ_SECONDARY),
        Instrument("ACTIP", "14(1) (may work with NGOs)", Check.READ),
    ),
)
def team(case: CaseFacts, act: Act) -> Answered:
    """Ask for opinions of several professions, one of them outside the state; for a no, of the whole team."""
    match act.name:
        case "identification.open_identification":
            return met(_("The team is called together: police or border, social work, law and an NGO."))
        case "identification.decide_identified":
            return _several_professions(case)
        case "identification.decide_not_identified":
            return _whole_team(case)
        case "decide_identification":
            positive = word(act, "outcome") == "identified"
            return _several_professions(case) if positive else _whole_team(case)
    return not_concerned()


def _opinions(case: CaseFacts) -> tuple[Mapping[str, object], ...]:
    """Return the opinions of members who declared their ties, or that they have none."""
    rows = case.value("team_opinions")
    if not isinstance(rows, list | tuple):
        return ()
    given = (row for row in rows if isinstance(row, Mapping) and row.get("opinion"))
    return tuple(row for row in given if row.get("conflict_declared") is True)


def _professions(case: CaseFacts) -> frozenset[str]:
    return frozenset(str(row["profession"]) for row in _opinions(case) if row.get("profession"))


def _outside_the_state(case: CaseFacts) -> bool:
    return any(row.get("state_member") is False for row in _opinions(case))


def _several_professions(case: CaseFacts, *, final: bool = False) -> Answered:
    professions = _professions(case)
    if len(professions) < FEWEST_PROFESSIONS:
        return refused(
            _("The opinions of {needed} professions are needed; there are {present}. Still open: {absent}."),
            missing=case.unknown("team_opinions"),
            final=final,
            needed=FEWEST_PROFESSIONS,
            present=len(professions),
            absent=[one for one in TEAM if one not in professions],
        )
    if not _outside_the_state(case):
        return refused(
            _("Nobody from outside the state has given an opinion. Ask an NGO to join."), final=final
        )
    return met(_("People of several professions gave their opinion, not only the state."))


def _whole_team(case: CaseFacts) -> Answered:
    """A refusal never rests on fewer people, whoever agrees to it: only a yes may be taken with a smaller team."""
    wanted = (*TEAM, "child_protection") if case.child_mode else TEAM
    absent = [one for one in wanted if one not in _professions(case)]
    if absent:
        return refused(
            _(
                "One agency alone may not refuse. Opinions with a "
                "declaration of ties are still needed from: {absent}."
            ),
            missing=case.unknown("team_opinions"),
            final=True,
            absent=absent,
        )
    return _several_professions(case, final=True)


@safeguard(
    "SG-ID-05",
    group="identification",
    title=_("The right test: exploitation and control, not travel or agreement"),
    rule=_(
        "The form asks apart what was done, how, and for what purpose. Agreement does not count "
        "once any means is shown. The way of travel, lawful entry, marriage, pay or a first yes "
        "never speak against it. Someone can be smuggled and trafficked."
    ),
    enforcement="require",
    legal_force="binding",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("It is the definition."),
        review_working_days=None,
    ),
    children=_(
        "Under 18 by international standard even where national law uses a lower age "
        "(Myanmar's 2005 law called only under-16s 'child'); means not needed."
    ),
    seeds=(
        Seed("ASEM_KEY", "rec 5(b)"),
        Seed(
            "NANJING",
            "Session 1 (consent and deception, marriage migration, control methods, smuggling distinction)",
        ),
        Seed("RSIS", "policy pointer 1"),
    ),
    instruments=(
        Instrument("UNTIP", "3(a)-(d)", Check.KNOWLEDGE),
        Instrument("CETS197", "4", Check.KNOWLEDGE),
        Instrument("EU-ATD", "2", Check.KNOWLEDGE),
        Instrument("ACTIP", "2", Check.KNOWLEDGE),
    ),
    acts=("identification.decide_not_identified", "decide_identification"),
)
def right_test(case: CaseFacts, act: Act) -> Answered:
    """Test act, means and purpose, never consent or travel.

    Under 18 no means is needed (UN Trafficking Protocol, Art 3(c)): the one place where being a child makes a
    decision easier, because the decision protects.
    """
    match act.name:
        case "identification.record_indicators":
            return met(
                _("Act, means and purpose are noted apart. What is still unknown may stay open for now.")
            )
        case "identification.decide_identified":
            return _definition_shown(case)
        case "identification.decide_not_identified":
            return _no_wrong_test(case, act)
        case "decide_identification":
            positive = word(act, "outcome") == "identified"
            return _definition_shown(case) if positive else _no_wrong_test(case, act)
    return not_concerned()


def _definition_shown(case: CaseFacts) -> Answered:
    parts = _elements(case)
    if case.yes(*parts):
        return met(_("What was done, how, and for what purpose are written down."))
    return refused(
        _("What was done, how (for adults), and for what purpose must each be written down first."),
        missing=case.unknown(*parts),
        open=[part for part in parts if not case.yes(part)],
    )


def _elements(case: CaseFacts) -> tuple[str, ...]:
    return (
        ("act_shown", "purpose_shown") if case.child_mode else ("act_shown", "means_shown", "purpose_shown")
    )


def _no_wrong_test(case: CaseFacts, act: Act) -> Answered:
    wrong = grounds_of(case, act) & NOT_THE_TEST
    if wrong:
        return refused(
            _("Agreement, travel, marriage or pay do not decide. Ask instead how the person was controlled."),
            grounds=sorted(wrong),
        )
    if case.child_mode and "no_means" in grounds_of(case, act):
        return refused(
            _("For a child, or when the age is in doubt, it does not matter how it was brought about.")
        )
    unasked = case.unknown(*_elements(case))
    if unasked:
        return refused(
            _("What was done, how (for adults), and for what purpose must each be written down first."),
            missing=unasked,
            open=list(unasked),
        )
    return met(_("The decision rests on the definition."))


@safeguard(
    "SG-ID-11",
    group="identification",
    title=_("Written reasons, appeal, and no link to the criminal case"),
    rule=_(
        "The person gets written reasons in a language understood and can appeal to people "
        "who did not decide first. Protection continues during appeal. Identification does "
        "not depend on a complaint, an arrest, a charge or a conviction."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="entitlement",
    due=Due(
        30, "days", "decision served", "jurisdiction", "Ireland's 2024 Act gives 30 days; use as default"
    ),
    override=Override(
        False, roles=(), second_person=False, justification=_("Fair-hearing right."), review_working_days=None
    ),
    children=_("Guardian and lawyer served as well; time limit runs only once a guardian exists."),
    seeds=(Seed("ASEM", "slide 8, I.12"), Seed("ASEM_KEY", "key message on access to justice")),
    instruments=(
        Instrument("EU-ATD", "11(3)", Check.READ),
        Instrument("CETS197", "12(6)", Check.READ_SECONDARY),
        Instrument("IE-2024", "ss. 33-34", Check.READ_SECONDARY),
    ),
    acts=("decide_identification",),
)
def reasons_and_appeal(case: CaseFacts, act: Act) -> Answered:
    """Ask for reasons that the person can read before a refusal counts; keep every way to appeal open."""
    match act.name:
        case "identification.decide_not_identified":
            return _fair_refusal(case, act)
        case "decide_identification" if word(act, "outcome") != "identified":
            return _fair_refusal(case, act)
        case "identification.appeal" | "identification.appeal_allowed":
            return met(_("The person can appeal, and protection goes on meanwhile."))
        case "identification.appeal_refused":
            return _fair_review(case, act)
        case "stay.refuse_stay" if not case.yes("stay_reasons_written"):
            return refused(
                _("The refusal needs written reasons in a language the person understands."),
                missing=case.unknown("stay_reasons_written"),
            )
        case "stay.refuse_stay":
            return met(_("The person has the reasons in writing."))
        case "criminal_case.close_case":
            return met(_("The end of the criminal case changes nothing in identification, stay or help."))
    return not_concerned()


def _readable(case: CaseFacts, *facts: str) -> Answered | None:
    if case.yes(*facts):
        return None
    return refused(
        _("The person needs written reasons, in an own language, and where and until when to appeal."),
        missing=case.unknown(*facts),
        open=[fact for fact in facts if not case.yes(fact)],
    )


def _fair_refusal(case: CaseFacts, act: Act) -> Answered:
    unreadable = _readable(case, "decision_reasons_written", "decision_translated", "appeal_route_told")
    if unreadable:
        return unreadable
    grounds = grounds_of(case, act)
    if not grounds:
        return refused(_("No reason is given for the refusal."), missing=("decision_reason_codes",))
    if grounds & CRIMINAL_CASE:
        return refused(
            _(
                "Identification does not depend on a complaint, a "
                "charge or a conviction. Take that reason out."
            ),
            grounds=sorted(grounds & CRIMINAL_CASE),
        )
    if grounds <= NEVER_A_GROUND:
        return refused(
            _("None of the reasons given can carry a refusal: {grounds}."), grounds=sorted(grounds)
        )
    if case.child_mode and not case.yes("guardian_appointed"):
        return refused(
            _("A child's decision is served on a guardian too. Appoint one first."),
            missing=case.unknown("guardian_appointed"),
        )
    return met(_("The person has the reasons in writing and knows how to appeal."))


def _fair_review(case: CaseFacts, act: Act) -> Answered:
    decided_first = {str(row["agency"]) for row in _opinions(case) if row.get("agency")}
    if act.by.agency and act.by.agency in decided_first:
        return refused(_("Who decided first may not decide the appeal. Somebody from elsewhere must review."))
    return _readable(case, "decision_reasons_written", "decision_translated") or met(
        _("Somebody else looked again and gave written reasons.")
    )
