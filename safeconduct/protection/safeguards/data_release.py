"""What may become public, be matched or be counted: never anything by which somebody can be found."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override, Verdict
from safeconduct.protection.safeguards.asked import not_concerned, number, offered, word, words
from safeconduct.protection.safeguards.conditions import need
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

# Coded and coarse: by none of these alone can somebody be found. Whatever is not listed here is held back.
CODED = frozenset(
    {
        "country",
        "region",
        "period",
        "year",
        "quarter",
        "sex",
        "age_band",
        "exploitation_type",
        "means",
        "purposes",
        "service_codes",
        "outcome_codes",
        "coded_counts",
        "count",
    }
)
SMALLEST_CELL = 10  # SG-DP-10, design default for public tables
SMALLEST_CELL_CHILDREN = 20  # SG-DP-10 asks for more where children are counted; design default


@safeguard(
    "SG-DP-03",
    group="data",
    title=_("Nobody can be recognised by the public or by the accused"),
    rule=_(
        "No name, image, voice, address, school, unusual detail or small-cell combination is "
        "published. Training and simulation use invented cases."
    ),
    enforcement="block",
    legal_force="binding",
    kind="obligation",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        True,
        roles=("the person, freely, with legal advice",),
        second_person=True,
        justification=_("Person's own wish to speak publicly, withdrawable, with risk advice"),
        review_working_days=5,
    ),
    children=_(
        "Never identify a child victim publicly except exceptionally to trace family or "
        "protect the child (CETS197 11(2))."
    ),
    seeds=(
        Seed("ASEM", "slide 8, I.10"),
        Seed("ASEM_KEY", "rec 2(a)"),
        Seed("NANJING", "final session (pretend cases)"),
    ),
    instruments=(
        Instrument("UNTIP", "6(1)", Check.READ),
        Instrument("CETS197", "11, 30", Check.KNOWLEDGE),
        Instrument("ACTIP", "14(6)", Check.READ),
        Instrument("MN-2012", "10.1", Check.READ),
    ),
    acts=("publish_information",),
)
def nobody_recognised(case: CaseFacts, act: Act) -> Answered:
    """Refuse to publish anything by which a person could be recognised. For a child nobody can decide otherwise.

    Offered: `fields` that would be public, `smallest_group` (people who share all of them), `invented`, true for
    a training case made up from nothing.
    """
    if act.name != "publish_information":
        return not_concerned()
    if offered(act, "invented"):
        return met(_("The person in it is invented."))
    fields, group = words(act, "fields"), number(act, "smallest_group")
    risky = sorted(fields - CODED)
    if not fields or risky:
        return refused(
            _("By these details somebody could be recognised: {risky}. Take them out."),
            final=case.child_mode,
            risky=risky,
        )
    if group is None or group < SMALLEST_CELL:
        return refused(
            _("Fewer than {limit} people share these details, or nobody counted. Make them coarser."),
            final=case.child_mode,
            limit=SMALLEST_CELL,
            risky=sorted(fields),
        )
    return met(_("Nobody can be recognised by this."))


@safeguard(
    "SG-DP-09",
    group="data",
    title=_("DNA and fingerprints only to find family or prove identity, freely, and deleted after"),
    rule=_(
        "Only to prove identity or find family, with consent for exactly that. Samples bear numbers, "
        "are compared apart from case files, never searched for crime, and deleted after the match or "
        "when the person says so. A match is a lead: a parent is not therefore safe."
    ),
    enforcement="block",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(30, "days", "purpose fulfilled", "design default", "delete profile"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("No override for crime search."),
        review_working_days=None,
    ),
    children=_(
        "Guardian consent plus BIA; relatives' reference samples given freely; trafficked-by- "
        "parent check before disclosure."
    ),
    seeds=(
        Seed("NANJING", "Session 1 (nation-wide DNA database for trafficked children)"),
        Seed("ASEM_KEY", "key message on family-tracing systems; rec 9 (Interpol databases)"),
    ),
    instruments=(
        Instrument("GDPR", "9", Check.KNOWLEDGE),
        Instrument("CRC", "8, 16", Check.KNOWLEDGE),
        Instrument("CN-NAP2021", "DNA database for missing children", Check.READ_SECONDARY),
    ),
    acts=("match_biometric", "release_match"),
)
def biometrics(case: CaseFacts, act: Act) -> Answered:
    """Let DNA, fingerprints or faces be compared only to find family or prove identity, freely, under a number.

    Offered: `purpose` (family_match, identity), `under_number`, true when the sample bears no name; with
    child.start_tracing `biometric`, when it is meant.
    """
    match act.name:
        case "child.start_tracing" if not offered(act, "biometric"):
            return met(_("No DNA and no fingerprints are used."))
        case "child.start_tracing":
            return _free_and_safe(case, act)
        case "match_biometric" if word(act, "purpose") not in {"family_match", "identity"}:
            return refused(
                _(
                    "DNA and fingerprints are compared only to find family "
                    "or to prove identity, never for crime."
                )
            )
        case "match_biometric":
            return _free_and_safe(case, act)
        case "release_match":
            return _safe_to_tell(case)
    return not_concerned()


def _free_and_safe(case: CaseFacts, act: Act) -> Answered:
    if "biometric_match" not in case.words("consented_purposes"):
        return refused(
            _("The person has not agreed to this comparison. Ask; help does not depend on it."),
            missing=case.unknown("consented_purposes"),
        )
    if case.child_mode and not case.yes("guardian_appointed", "bia_done"):
        return refused(
            _("For a child a guardian agrees and the best interests are assessed first."),
            missing=case.unknown("guardian_appointed", "bia_done"),
        )
    if not offered(act, "under_number"):
        return refused(_("The sample must bear a number, not a name, and lie apart from the case."))
    return met(_("The comparison is free, separate and for this purpose only."))


def _safe_to_tell(case: CaseFacts) -> Answered:
    facts = ("safety_assessed", "family_involvement_ruled_out") if case.child_mode else ("safety_assessed",)
    return need(
        case,
        *facts,
        because=_("A match does not prove that family is safe. Check that first, then tell both sides."),
        holds=_("Safety was checked, so both sides may hear of a possible match."),
    )


@safeguard(
    "SG-DP-10",
    group="data",
    title=_("Only figures without faces leave"),
    rule=_(
        "Figures follow shared definitions, small cells are left out and counts "
        "rounded. Single rows leave only after a review, and somebody tries to "
        "find people in the figures before they are published."
    ),
    enforcement="block",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(None, "", "", "design default", "k >= 10 suggested for public tables"),
    override=Override(
        True,
        roles=("statistics custodian + DPO",),
        second_person=True,
        justification=_("Secure-room research with agreement"),
        review_working_days=5,
    ),
    children=_("Larger k for child tables."),
    seeds=(Seed("ASEM", "slide 4 (National Observatory)"), Seed("ASEM_KEY", "key message on data; rec 9")),
    instruments=(
        Instrument("EU-ATD", "19a", Check.KNOWLEDGE),
        Instrument("GDPR", "89", Check.KNOWLEDGE),
        Instrument("OHCHR02", "Guideline 3", Check.KNOWLEDGE),
    ),
    acts=("export_statistics", "cross_border_transfer"),
)
def figures_without_faces(_case: CaseFacts, act: Act) -> Answered:
    """Let only coded figures leave, so large that no cell and no difference of two tables shows a few people.

    Offered: `fields`, `smallest_cell`, `smallest_difference` (the smallest cell that tables published side by side
    let somebody compute), `rows` (true when single rows would leave), `children` (true when only children are
    counted); with lifecycle.close `fields`, what stays for statistics.
    """
    match act.name:
        case "lifecycle.close":
            return _coded_only(act)
        case "export_statistics":
            return _large_enough(act)
        case "cross_border_transfer" if word(act, "message") == "m15":
            return _large_enough(act)
    return not_concerned()


def _coded_only(act: Act) -> Answered:
    telling = sorted(words(act, "fields") - CODED)
    if telling:
        return refused(_("Only coded facts may leave a closed case. Take out: {telling}."), telling=telling)
    return met(_("Only coded facts leave the closed case."))


def _large_enough(act: Act) -> Answered:
    if act.evidence.get("rows") is not False:
        return refused(_("Single rows leave only after a review. Send a table of counts instead."))
    coded = _coded_only(act)
    if coded.verdict is Verdict.REFUSED:
        return coded
    limit = SMALLEST_CELL if act.evidence.get("children") is False else SMALLEST_CELL_CHILDREN
    cell, difference = number(act, "smallest_cell"), number(act, "smallest_difference")
    if cell is None or difference is None or min(cell, difference) < limit:
        return refused(
            _("A cell, or the difference of two tables, shows fewer than {limit} people, or nobody checked."),
            limit=limit,
        )
    return met(_("No cell and no difference shows fewer than {limit} people."), limit=limit)
