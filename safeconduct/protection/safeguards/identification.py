"""Identification: presume on reasonable grounds, keep the person here meanwhile, come back at any time."""

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
    CHANGED_ACCOUNT,
    HOW_SOMEONE_TELLS,
    grounds_of,
)
from safeconduct.protection.words import Check, Region
from safeconduct.protection.words import gettext_noop as _


@safeguard(
    "SG-ID-01",
    group="identification",
    title=_("Presume that the person was trafficked, on reasonable grounds"),
    rule=_(
        "Treat the person as a presumed victim at a low threshold. Presumed status opens "
        "every interim protection; proof to a criminal standard is never asked for at this "
        "stage."
    ),
    enforcement="require",
    legal_force="binding-regional",
    kind="obligation",
    due=Due(
        5,
        "working days",
        "first contact",
        "design default",
        (
            "UK practice target was 5 working days; Latvia decides on "
            "services in 3 working days. No treaty number."
        ),
    ),
    override=Override(
        True,
        roles=("identification lead",),
        second_person=True,
        justification=_(
            "Credible indicators shown to be false by documented evidence, never by the "
            "person's silence or inconsistency"
        ),
        review_working_days=5,
    ),
    children=_(
        "For anyone who may be under 18 the means element is irrelevant (UNTIP Art 3(c)); the "
        "act plus exploitative purpose is enough."
    ),
    seeds=(
        Seed("ASEM", "slide 5, I.1-I.2"),
        Seed("IOM", "slide 4 (remove from detention into protection)"),
        Seed("ASEM_KEY", "key message on identification; rec 2"),
    ),
    instruments=(
        Instrument("CETS197", "10(1)-(2), 13(1)", Check.READ),
        Instrument("EU-ATD", "11(2)", Check.READ),
        Instrument("ACTIP", "14(1)", Check.READ),
        Instrument("OHCHR02", "Guideline 2", Check.KNOWLEDGE),
        Instrument("OSCE-NRM22", "pillar 1", Check.READ_SECONDARY),
        Instrument("COMMIT16", "common indicators / guidelines", Check.READ_SECONDARY),
    ),
)
def presumption(case: CaseFacts, act: Act) -> Answered:
    """Open the presumption on any credible sign; close the screening only when there is none."""
    match act.name:
        case "identification.close_no_indicators":
            return _no_credible_indicator(case)
        case "identification.record_indicators" if case.no("credible_indicator"):
            return refused(
                _(
                    "The screening shows no indicator. If the person or a "
                    "partner says so, report that instead."
                )
            )
        case "identification.record_indicators":
            return met(_("There is reason to believe that the person was trafficked. That is enough."))
        case "identification.self_report" | "identification.partner_referral":
            return met(
                _("The word of the person or of a partner is enough to presume. No proof is asked for.")
            )
    return not_concerned()


def _no_credible_indicator(case: CaseFacts) -> Answered:
    if case.yes("credible_indicator"):
        # Only documents that contradict the indicators open the way to an override; silence never does.
        return refused(
            _(
                "At least one indicator is present. Record the "
                "indicators and presume that the person is a victim."
            ),
            final=not case.yes("grounds_contradicted"),
        )
    if not case.no("credible_indicator") or not case.yes("screening_completed"):
        return refused(
            _("The screening is not complete, so nobody can say that there are no signs. Complete it first."),
            missing=case.unknown("credible_indicator", "screening_completed"),
        )
    if case.word("screening_recommendation") == "refer":
        return refused(_("The screening recommends to refer the person. Record the indicators instead."))
    return met(_("The screening is complete and shows no indicator. The person can come back at any time."))


@safeguard(
    "SG-ID-02",
    group="identification",
    title=_("No removal until identification is finished"),
    rule=_(
        "No expulsion, deportation, transfer or push-back may be carried out while "
        "identification is unfinished."
    ),
    enforcement="block",
    legal_force="binding-regional",
    kind="prohibition",
    due=Due(
        24,
        "hours",
        "reasonable grounds written down",
        "design default",
        "hold notice must be issued; the bar itself is immediate",
    ),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_(
            "Absolute inside the system. A court order may be recorded as an external event, "
            "which raises an alert; the system never marks the removal as compliant."
        ),
        review_working_days=None,
    ),
    children=_(
        "Children: forced return also barred after identification unless a best-interests "
        "determination supports it (SG-CH-05)."
    ),
    seeds=(
        Seed("ASEM", "slide 7, I.7"),
        Seed("ASEM_KEY", "key message on children and forced return; rec 3(a)"),
        Seed("IOM", "slide 4"),
    ),
    instruments=(
        Instrument("CETS197", "10(2)", Check.READ),
        Instrument("UNTIP", "7, 8(2)", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Principle 7; Guideline 2", Check.KNOWLEDGE),
    ),
    acts=("execute_removal", "execute_dublin_transfer", "issue_removal_paper"),
)
def no_removal_meanwhile(case: CaseFacts, act: Act) -> Answered:
    """Refuse every removal until identification has ended with a final no, or found no sign at all.

    The paper that orders it is refused as well: it frightens people away from help, and somebody may act on it.
    """
    match act.name:
        case "stay.bar_removal":
            return met(_("Removal is barred from the moment there are reasonable grounds."))
        case "stay.lift_bar":
            return _bar_may_go(case)
        case "execute_removal" | "execute_dublin_transfer" | "issue_removal_paper":
            return _removal(case)
    return not_concerned()


def _bar_may_go(case: CaseFacts) -> Answered:
    if case.states.get(Region.IDENTIFICATION) != "NOT_IDENTIFIED":
        return refused(_("Identification has not ended with a refusal. The bar on removal stays."))
    if not _final(case):
        return refused(
            _("The person can still appeal. The bar on removal stays until no appeal is left."),
            missing=case.unknown("remedies_used_up"),
        )
    if not case.no("proceedings_pending"):
        return refused(
            _(
                "A court or an authority may need the person here. The "
                "bar stays until all proceedings have ended."
            ),
            missing=case.unknown("proceedings_pending"),
        )
    return met(_("Identification was refused, no appeal is left and no proceedings are running."))


def _removal(case: CaseFacts) -> Answered:
    state = case.states.get(Region.IDENTIFICATION)
    if state == "NO_INDICATORS":
        return met(_("The screening found no signs of trafficking."))
    if state == "NOT_IDENTIFIED" and _final(case):
        return met(_("Identification was refused and no appeal is left."))
    if state == "IDENTIFIED":
        return refused(_("The person was identified as a victim. Nobody may remove the person by force."))
    return refused(
        _("Identification is not finished. Nobody may remove the person, and this attempt is reported."),
        missing=case.unknown("remedies_used_up") if state == "NOT_IDENTIFIED" else (),
    )


def _final(case: CaseFacts) -> bool:
    return case.yes("remedies_used_up") or case.yes("appeal_over")


@safeguard(
    "SG-ID-04",
    group="identification",
    title=_("Identification is continuing and can be reopened"),
    rule=_(
        "Late, partial or changing disclosure is expected and cannot by itself support a "
        "negative outcome. Any agency or the person may reopen; earlier statements are kept "
        "but not used as a credibility test."
    ),
    enforcement="require",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(None, "", "", "no time limit", "no limitation period"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Reopening is a right of the person."),
        review_working_days=None,
    ),
    children=_("A child's changed account is never a ground for a negative decision."),
    seeds=(
        Seed("ASEM", "slide 5, I.1 (state of mind, distrust, loyalty to abuser)"),
        Seed("ASEM_KEY", "key message: identification is a continuing process"),
        Seed("NANJING", "Session 1-2 (fear, hostility, not seeing oneself as victim); Guizhou rec 1"),
    ),
    instruments=(
        Instrument("OHCHR02", "Guideline 2", Check.KNOWLEDGE),
        Instrument("GRETA-RRP24", "reasonable-grounds concept", Check.READ_SECONDARY),
        Instrument("UNHCR06", "assessment of testimony", Check.KNOWLEDGE),
    ),
    acts=("identification.decide_not_identified", "decide_identification"),
)
def never_closed_for_good(case: CaseFacts, act: Act) -> Answered:
    """Let anybody reopen; refuse a negative decision that rests only on how or when the person told."""
    match act.name:
        case (
            "identification.new_information"
            | "identification.reopen"
            | "stay.new_grounds"
            | "lifecycle.reopen"
        ):
            return met(_("Something new is always reason enough to look again. There is no time limit."))
        case "identification.decide_not_identified":
            return _not_only_how_it_was_told(case, act)
        case "decide_identification" if word(act, "outcome") != "identified":
            return _not_only_how_it_was_told(case, act)
    return not_concerned()


def _not_only_how_it_was_told(case: CaseFacts, act: Act) -> Answered:
    grounds = grounds_of(case, act)
    if case.child_mode and CHANGED_ACCOUNT in grounds:
        return refused(_("That a child's account changed is never a reason to refuse. Take it out."))
    if grounds and grounds <= HOW_SOMEONE_TELLS:
        return refused(
            _(
                "Telling late, in parts or in changing ways is "
                "expected. It cannot be the only reason to refuse."
            ),
            grounds=sorted(grounds),
        )
    return met(_("The decision does not rest on how or when the person told."))
