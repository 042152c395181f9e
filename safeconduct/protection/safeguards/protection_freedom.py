"""Protection, freedom: no cell, no punishment for what was forced, no return into danger."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word
from safeconduct.protection.safeguards.conditions import CLOSED_PLACES, DEPARTURE, NO_ASYLUM_OPEN, REMOVAL
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _


def _ruled_out(case: CaseFacts) -> bool:
    """Tell whether trafficking is ruled out for now: nothing credible, or refused with no appeal left."""
    state = case.states.get("identification")
    if state == "NOT_IDENTIFIED":
        return case.yes("remedies_used_up")
    return state == "NO_INDICATORS" and not case.yes("credible_indicator")


@safeguard(
    "SG-PR-04",
    group="protection",
    title=_("No detention of presumed or identified victims"),
    rule=_(
        "Release to suitable accommodation at once. Detention as 'protection' or to secure "
        "testimony is not accepted."
    ),
    enforcement="block",
    legal_force="binding+soft",
    kind="prohibition",
    due=Due(
        24,
        "hours",
        "PRESUMED",
        "design default",
        "ACTIP 14(8): not unreasonably hold before, during or after proceedings",
    ),
    override=Override(
        True,
        roles=("judge (external order recorded)",),
        second_person=True,
        justification=_("Unrelated serious offence; specialised support continues inside"),
        review_working_days=5,
    ),
    children=_("Never for children, and nobody can decide otherwise."),
    seeds=(
        Seed("IOM", "slide 4"),
        Seed("ASEM_KEY", "key message on children and detention; rec 5(c)"),
        Seed("ASEM", "slide 7, I.7; slide 9, II.1"),
    ),
    instruments=(
        Instrument("ACTIP", "14(8)", Check.READ),
        Instrument("OHCHR02", "Principle 7; Guidelines 2, 6", Check.KNOWLEDGE),
        Instrument("US-22USC7105", "(c)(1)", Check.READ),
        Instrument("CETS197", "10, 12 (by purpose)", Check.READ_SECONDARY),
    ),
    acts=("detain", "place"),
)
def no_detention(case: CaseFacts, act: Act) -> Answered:
    """Refuse to hold a person who was or may have been trafficked.

    Evidence: `ground` of detain (`unrelated_serious_offence` is the only one a judge may decide on), `place_kind`
    of place.
    """
    if act.name == "stay.bar_removal":
        return met(_("Protection from removal starts at once."))
    held = act.name == "detain" or (act.name == "place" and word(act, "place_kind") in CLOSED_PLACES)
    if not held or (_ruled_out(case) and not case.child_mode):
        return not_concerned()
    serious = word(act, "ground") == "unrelated_serious_offence"
    return refused(
        _(
            "A person who was or may have been trafficked is not held. Ask for release to a suitable "
            "place today."
        ),
        final=case.child_mode or not serious,
    )


@safeguard(
    "SG-PR-09",
    group="protection",
    title=_("No punishment for what the person was made to do"),
    rule=_(
        "The link with trafficking is assessed before any measure. Where the act was a direct "
        "result or was compelled, no prosecution, fine, entry ban or record follows; old "
        "records are reviewed and cleared."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(10, "working days", "offence known", "design default"),
    override=Override(
        True,
        roles=("chief prosecutor",),
        second_person=True,
        justification=_("No nexus after reasoned assessment shared with the person's lawyer"),
        review_working_days=5,
    ),
    children=_("A child is presumed to have been compelled."),
    seeds=(
        Seed("ASEM", "slide 3; slide 7, I.7; slide 8, I.12"),
        Seed("IOM", "slide 7"),
        Seed("ASEM_KEY", "key message on forced criminal activities; rec 5(c)"),
        Seed("RSIS", "conclusion"),
    ),
    instruments=(
        Instrument("CETS197", "26", Check.KNOWLEDGE),
        Instrument("EU-ATD", "8", Check.KNOWLEDGE),
        Instrument("ACTIP", "14(7) (shall consider)", Check.READ),
        Instrument("P029", "4(2)", Check.READ_SECONDARY),
        Instrument("OHCHR02", "Principle 7", Check.KNOWLEDGE),
    ),
    acts=("refer_for_prosecution",),
)
def no_punishment(case: CaseFacts, act: Act) -> Answered:
    """Ask that the link with trafficking was assessed before any charge goes on; none goes on where it was found."""
    if act.name not in {"charges.continue", "refer_for_prosecution"}:
        return not_concerned()
    if act.name == "refer_for_prosecution" and _ruled_out(case) and not case.child_mode:
        return not_concerned()
    if case.yes("nexus_found"):
        return refused(
            _("The act came from the trafficking. Drop the charge and clear the entries it left."), final=True
        )
    if not case.yes("nexus_assessed", "nexus_shared_with_lawyer") or not case.no("nexus_found"):
        return refused(
            _(
                "First assess whether the act came from the trafficking, and share the reasons with the "
                "lawyer."
            ),
            missing=case.unknown("nexus_assessed", "nexus_found", "nexus_shared_with_lawyer"),
            final=True,
        )
    if case.child_mode:
        return refused(
            _(
                "A child is presumed to have been compelled. Only the chief prosecutor and a second "
                "person can find otherwise."
            )
        )
    return met(_("A reasoned assessment, shared with the lawyer, found no link."))


@safeguard(
    "SG-PR-10",
    group="protection",
    title=_("Asylum, and no return into danger"),
    rule=_(
        "The person is told about asylum, can apply at any time and in parallel with "
        "trafficking protection, and is not returned anywhere the risk is real, including "
        "onward."
    ),
    enforcement="block",
    legal_force="binding",
    kind="obligation",
    due=Due(3, "working days", "fear expressed", "design default", "referral to asylum authority"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("No exception exists."),
        review_working_days=None,
    ),
    children=_("Persecution aimed at children counts; guardian and lawyer take part."),
    seeds=(
        Seed("ASEM_KEY", "rec 3(a); key message: return may not be an option"),
        Seed("ASEM", "slide 9, II.2; slide 11, III.6 (refugees who may be trafficked)"),
    ),
    instruments=(
        Instrument("REF51", "33", Check.KNOWLEDGE),
        Instrument("UNTIP", "14(1)", Check.KNOWLEDGE),
        Instrument("CETS197", "14(5), 40(4)", Check.READ_SECONDARY),
        Instrument("UNHCR06", "whole", Check.READ_SECONDARY),
        Instrument("EU-ATD", "11(6), 11a", Check.KNOWLEDGE),
        Instrument("GRETA-IP20", "entitlement to international protection", Check.READ_SECONDARY),
    ),
    acts=("execute_removal", "execute_dublin_transfer"),
)
def no_return_into_danger(case: CaseFacts, act: Act) -> Answered:
    """Keep asylum open beside everything else, and let nobody go back, or lose protection, into danger."""
    opens = {
        "asylum.voice_fear",
        "asylum.register",
        "asylum.decline",
        "asylum.refuse_final",
        "return.assess_risk_high",
    }
    if act.name in opens:
        return met(_("Asylum can be asked for at any time, beside every other protection."))
    if act.name == "asylum.refer":
        if case.no("asylum_agreed"):
            return refused(
                _("The person does not agree to be referred for asylum now. Ask again another day.")
            )
        return met(_("The person is referred for asylum."))
    if act.name in DEPARTURE:
        return _no_asylum_open(case, "asylum")
    if act.name in {"identification.appeal_refused", "stay.refuse_stay"}:
        return _fear_heard(case) or met(_("Fear of return was asked about and acted on."))
    if act.name not in REMOVAL | {"return.request_return", "stay.lift_bar"}:
        return not_concerned()
    if act.name != "return.request_return" and case.word("risk_level") not in {"LOW", "MEDIUM"}:
        return refused(
            _("Nobody is sent where the danger is real or unknown. Assess the risk of return first."),
            missing=case.unknown("risk_level"),
        )
    return _fear_heard(case) or _no_asylum_open(case)


def _asylum_states(case: CaseFacts, *needed: str) -> set[str | None]:
    """Return what facts and regions say about asylum; None for a needed fact that is unknown."""
    said: set[str | None] = {case.word("asylum"), case.states.get("asylum")} - {None}
    return said | {case.word(name) for name in needed} or {None}


def _no_asylum_open(case: CaseFacts, *needed: str) -> Answered:
    if _asylum_states(case, *needed) <= NO_ASYLUM_OPEN:
        return met(_("No claim to asylum is open."))
    return refused(
        _(
            "Asylum is asked for, granted or unknown. Nobody goes back meanwhile; talk with the person's "
            "lawyer."
        ),
        missing=case.unknown("asylum"),
    )


def _fear_heard(case: CaseFacts) -> Answered | None:
    if not case.yes("fear_asked"):
        return refused(
            _("Ask the person, in private, whether they fear to go back. Nobody has asked yet."),
            missing=case.unknown("fear_asked"),
        )
    if not case.no("fear_of_return") and "NOT_RAISED" in _asylum_states(case):
        return refused(
            _(
                "The person fears to go back, or has not said. Refer them for asylum, or note that they "
                "do not want it."
            ),
            missing=case.unknown("fear_of_return"),
        )
    return None
