"""The state of origin: what its authorities may never learn against the person's wish."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, word, words
from safeconduct.protection.safeguards.data_messages import TELLING_MARKS, TO_ORIGIN
from safeconduct.protection.safeguards.declared import (
    Answered,
    Due,
    Instrument,
    Seed,
    met,
    refused,
    safeguard,
)
from safeconduct.protection.words import Check, Region
from safeconduct.protection.words import gettext_noop as _

# After these, contact with the state of origin needs fresh consent, taken in writing with a lawyer (INV-05).
FEAR_WAS_VOICED = frozenset({"NOT_WISHED", "REFUSED_FINAL"})


@safeguard(
    "SG-DP-06",
    group="data",
    title=_("The home country learns nothing about asylum or trafficking against the person's wish"),
    rule=_(
        "While an asylum claim is possible or pending, no contact that reveals it. Travel "
        "papers are requested as for any national."
    ),
    enforcement="block",
    legal_force="binding",
    kind="prohibition",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False, roles=(), second_person=False, justification=_("Refugee-law core."), review_working_days=None
    ),
    children=_("Same; guardian and lawyer advise."),
    seeds=(Seed("ASEM_KEY", "rec 3(a)"), Seed("ASEM", "slide 9, II.2-3")),
    instruments=(
        Instrument("REF51", "33", Check.KNOWLEDGE),
        Instrument("UNHCR06", "procedural guidance", Check.KNOWLEDGE),
        Instrument("ACTIP", "14(3) (victim may object)", Check.READ),
        Instrument("UNTIP", "14 (saving clause)", Check.KNOWLEDGE),
    ),
    acts=("contact_consulate", "cross_border_transfer"),
)
def nothing_to_origin(case: CaseFacts, act: Act) -> Answered:
    """Shut every contact with the state of origin while asylum is possible or open, and after a no without a lawyer.

    Offered: `fields`, `message` (M02 to M08), and `to_origin`, false when the receiver is another state.
    """
    match act.name:
        case "asylum.voice_fear":
            return met(_("From now on nothing goes to the home country."))
        case "return.send_verification" | "contact_consulate":
            return _telling(act) or _may_contact(case)
        case "child.start_tracing":
            return _may_contact(case)
        case "cross_border_transfer" if _to_origin(act):
            return _telling(act) or _may_contact(case)
    return not_concerned()


def _to_origin(act: Act) -> bool:
    """Tell whether a message speaks to the state of origin; when nobody said to whom, it does."""
    return word(act, "message").upper() in TO_ORIGIN and act.evidence.get("to_origin") is not False


def _telling(act: Act) -> Answered | None:
    marks = words(act, "fields") & TELLING_MARKS
    if marks:
        return refused(
            _("This would tell the home country why the person is abroad. Take out: {marks}."),
            marks=sorted(marks),
        )
    return None


def _may_contact(case: CaseFacts) -> Answered:
    state = case.states.get(Region.ASYLUM) or case.word("asylum")
    if state == "NOT_RAISED":
        return _no_fear(case)
    if state in FEAR_WAS_VOICED:
        if case.yes("consent_with_lawyer"):
            return met(_("The person agreed in writing, with a lawyer, to this contact."))
        return refused(
            _(
                "Fear was voiced. The person must agree anew, in "
                "writing and with a lawyer, before any contact."
            ),
            missing=case.unknown("consent_with_lawyer"),
        )
    return refused(
        _("Asylum is open, granted or nobody knows. Nothing goes to the home country."),
        missing=() if state else ("asylum",),
    )


def _no_fear(case: CaseFacts) -> Answered:
    if case.yes("fear_of_return"):
        return refused(
            _("The person is afraid to go back. Write the fear down and speak with a lawyer first.")
        )
    if not case.yes("fear_asked") or not case.no("fear_of_return"):
        return refused(
            _("Ask first, in private, whether the person is afraid to go back. Until then no contact."),
            missing=case.unknown("fear_asked", "fear_of_return"),
        )
    return met(_("The person was asked and is not afraid to go back."))
