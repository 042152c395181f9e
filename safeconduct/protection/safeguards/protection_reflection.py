"""Protection, time: the recovery and reflection period, and no removal while it runs."""

from safeconduct.protection import clocks, counting
from safeconduct.protection.clocks import Clock
from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override, Won
from safeconduct.protection.safeguards.asked import not_concerned, word
from safeconduct.protection.safeguards.conditions import REMOVAL, day
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check, Role
from safeconduct.protection.words import gettext_noop as _

NARROW_GROUNDS = frozenset({"public_order_individual", "improper_claim_proved"})
"""The only grounds besides the person's own choice on which the period may end early (CETS 197 Art 13(3))."""

ASKED_BY_PERSON = frozenset({Role.PERSON, Role.GUARDIAN, Role.LAWYER})


@safeguard(
    "SG-PR-02",
    group="protection",
    title=_("Recovery and reflection period"),
    rule=_(
        "A period long enough to recover, escape control and decide about cooperating. It is "
        "offered, not applied for; starts on reasonable grounds; is not conditional on "
        "talking to police. It may end early only by the person's own active, free choice or "
        "on the narrow legal grounds, individually reasoned."
    ),
    enforcement="deadline",
    legal_force="binding-regional",
    kind="entitlement",
    due=Due(30, "days", "reasonable grounds", "binding-regional", "treaty floor; national law may give more"),
    override=Override(
        True,
        roles=("competent authority + reviewer",),
        second_person=True,
        justification=_("Public order or a claim proved improper only; an appeal suspends the effect"),
        review_working_days=5,
    ),
    children=_(
        "Longer in several states (Poland 4 instead of 3 months; Greece adds up to 2 months); "
        "Belgium gives unaccompanied children a 3-month document at once. Default: double the "
        "adult period."
    ),
    seeds=(Seed("ASEM", "slide 6, I.4"), Seed("ASEM_KEY", "key message on permits during proceedings")),
    instruments=(
        Instrument("CETS197", "13", Check.READ),
        Instrument("EU-RPD", "6", Check.READ_SECONDARY),
        Instrument("GRETA-RRP24", "whole note", Check.READ_SECONDARY),
        Instrument("OHCHR02", "Guideline 2, 4", Check.KNOWLEDGE),
        Instrument("CJEU C-66/21", "length and start set by national law", Check.READ_SECONDARY),
    ),
    acts=("end_reflection_early",),
)
def reflection_period(case: CaseFacts, act: Act) -> Answered:
    """Keep the period as long as the law that gives most, and let nothing but the person's choice end it early.

    Evidence: `until` of stay.extend_reflection, the new last day (ISO); `reason_code` of stay.end_reflection and
    end_reflection_early (`person_chose`, `public_order_individual`, `improper_claim_proved`).
    """
    match act.name:
        case "stay.grant_reflection":
            return _long_enough(case)
        case "stay.extend_reflection":
            return _only_longer(case, act)
        case "stay.end_reflection" | "end_reflection_early":
            return _may_end(case, act)
        case "stay.apply_early":
            return met(_("Applying early takes nothing away: the period goes on."))
        case "criminal_case.report" | "criminal_case.change_mind" if act.by.role not in ASKED_BY_PERSON:
            return refused(
                _("During this time only the person decides to speak with police. Wait until they ask.")
            )
        case _:
            return not_concerned()


def least_period(case: CaseFacts) -> Clock | None:
    """Return the shortest period that the person is owed; None while no moment of reasonable grounds is known."""
    if case.reasonable_grounds_at is None:
        return None
    return clocks.reflection(case.country, case.reasonable_grounds_at, case.child_mode)


def _long_enough(case: CaseFacts) -> Answered:
    until, owed = day(case.value("reflection_until")), least_period(case)
    if until is None or owed is None or until >= owed.last_day:
        return met(_("The period is offered, whatever the person decides about police."))
    return refused(
        _("The period must last until {least}; the certificate says {until}. Correct the certificate."),
        won=owed.won,
        final=True,
        least=owed.last_day,
        until=until,
    )


def _only_longer(case: CaseFacts, act: Act) -> Answered:
    present, proposed = day(case.value("reflection_until")), day(act.evidence.get("until"))
    if present is not None and proposed is not None and proposed <= present:
        return refused(
            _("The period can only be lengthened: it lasts until {present} now."), final=True, present=present
        )
    return _long_enough(case)


def _may_end(case: CaseFacts, act: Act) -> Answered:
    reason = word(act, "reason_code") or case.word("reflection_early_end")
    owed = least_period(case)
    if act.name == "stay.end_reflection" and owed is not None and _is_over(case, owed):
        return met(_("The whole period has passed."), won=owed.won)
    if reason == "person_chose" and not case.child_mode:
        return met(_("The person ends the period by their own free choice."))
    if reason in NARROW_GROUNDS:
        return refused(
            _(
                "Ending the period against the person's will needs individual reasons and two people, and "
                "an appeal suspends it."
            ),
            won=Won.TREATY_FLOOR,
        )
    if owed is None:
        return refused(
            _(
                "Nobody noted when reasonable grounds arose, so nobody can say that the period is over. "
                "Note it."
            ),
            missing=("reasonable_grounds",),
            final=True,
        )
    return refused(
        _(
            "The period lasts until {least}. Only the person's own choice, or narrow legal grounds, end "
            "it before."
        ),
        won=owed.won,
        final=True,
        least=max(owed.last_day, day(case.value("reflection_until")) or owed.last_day),
    )


def _is_over(case: CaseFacts, owed: Clock) -> bool:
    until = day(case.value("reflection_until"))
    today = counting.local_day(case.now, owed.zone)
    return clocks.is_over(owed, case.now) and (until is None or until < today)


@safeguard(
    "SG-PR-03",
    group="protection",
    title=_("No expulsion or transfer during reflection"),
    rule=_(
        "No expulsion measure is carried out. In the EU this includes carrying out a Dublin "
        "transfer; preparatory steps are allowed."
    ),
    enforcement="block",
    legal_force="binding-regional",
    kind="prohibition",
    due=Due(None, "", "", "no time limit", "whole period"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Follows from the recovery and reflection period and ends with it."),
        review_working_days=None,
    ),
    children=_("A child is never removed by force, at any time."),
    seeds=(
        Seed("ASEM", "slide 7, I.7"),
        Seed("ASEM_KEY", "key message: immediate deportation"),
        Seed("IOM", "slide 4"),
    ),
    instruments=(
        Instrument("CETS197", "13(1)", Check.READ),
        Instrument("EU-RPD", "6(2)", Check.READ_SECONDARY),
        Instrument("CJEU C-66/21", "20 Oct 2022", Check.READ_SECONDARY),
    ),
    acts=("execute_removal", "execute_dublin_transfer"),
)
def no_removal_in_reflection(case: CaseFacts, act: Act) -> Answered:
    """Refuse any removal or transfer while the period runs; preparing one is not carrying it out."""
    if act.name in {"stay.grant_reflection", "stay.end_reflection"}:
        return met(_("Nobody is removed while the period runs, and the bar goes on after it."))
    if act.name not in REMOVAL:
        return not_concerned()
    stay, owed = case.states.get("stay"), least_period(case)
    running = stay in {None, "REFLECTION"} or (owed is not None and not _is_over(case, owed))
    if running:
        return refused(_("The recovery and reflection period runs. Nobody is removed or transferred in it."))
    return not_concerned()
