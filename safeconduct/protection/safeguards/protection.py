"""Protection, help: safety kept current, an open shelter, help that has no price."""

from safeconduct.protection.facts import Act, CaseFacts
from safeconduct.protection.finding import Override
from safeconduct.protection.safeguards.asked import not_concerned, offered, word, words
from safeconduct.protection.safeguards.conditions import CLOSED_PLACES, need, too_old
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

ASSESSMENT_VALID_D = 30  # design default of SG-PR-01

REVIEW_WITHIN_D = 7  # of a restriction in a shelter; design default of SG-PR-05

PRICE_OF_HELP = frozenset(
    {
        "no_complaint",
        "no_testimony",
        "names_nobody",
        "declined_return",
        "left_programme",
        "no_conversion",
        "cooperation",
    }
)
"""Reasons and conditions that would make help a price for something (CETS 197 Art 12(6))."""

REASONS_TO_END = frozenset({"person_declined", "goal_reached", "handed_over", "not_available"})
"""The only reasons for which a service may end."""


@safeguard(
    "SG-PR-01",
    group="protection",
    title=_("Immediate safety and risk assessment, kept current"),
    rule=_(
        "Assess danger from traffickers, self-harm, health emergency, dependants, family at "
        "home, digital tracking (phone, accounts). A safety plan exists before the person "
        "leaves the first safe place. Assessment expires."
    ),
    enforcement="deadline",
    legal_force="binding",
    kind="obligation",
    due=Due(24, "hours", "first contact", "design default"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("Cannot be skipped; an emergency form of 10 questions is allowed."),
        review_working_days=None,
    ),
    children=_("Child form: carer risk, grooming, going missing within 48 hours."),
    seeds=(
        Seed("IOM", "slides 5, 8 (safety and security)"),
        Seed("ASEM", "slide 9, II.2-3"),
        Seed("ASEM_KEY", "rec 5(a)"),
    ),
    instruments=(
        Instrument("CETS197", "12(2), 28", Check.READ),
        Instrument("UNTIP", "6(5)", Check.KNOWLEDGE),
        Instrument("ACTIP", "14(5)", Check.READ),
        Instrument("OSCE-NRM22", "adult and child assessment guides", Check.READ_SECONDARY),
    ),
    acts=("place", "publish_information"),
)
def safety_kept_current(case: CaseFacts, act: Act) -> Answered:
    """Ask for an assessment of at most 30 days before a move, publicity or a review; help never waits for it."""
    if act.name in {"assistance.open_crisis", "return.danger_sign", "child.found"}:
        return met(_("Help opens at once; danger is assessed within a day."))
    if act.name not in {"assistance.review_plan", "place", "publish_information"}:
        return not_concerned()
    if act.name == "place" and case.value("place_kind") is None and case.value("safety_assessed") is None:
        return met(_("The first safe place waits for no assessment."))
    stale = too_old(
        case,
        "safety_assessment_age_d",
        ASSESSMENT_VALID_D,
        unknown=_("Danger must have been assessed within the last {limit} days. Assess it first."),
        old=_(
            "The safety assessment is {age} days old; it may be at most {limit}. Assess danger again first."
        ),
    )
    return stale or met(_("Danger was assessed within the last month."))


@safeguard(
    "SG-PR-05",
    group="protection",
    title=_("Shelter is voluntary and open; rights inside are reviewed"),
    rule=_(
        "Written consent to stay, freedom to come and go, phone, visitors, money, work or "
        "school, complaint box. Any restriction is individual, short, reasoned and reviewed. "
        "Waiting for verification or trial is not a reason to hold."
    ),
    enforcement="deadline",
    legal_force="soft+seed",
    kind="obligation",
    due=Due(7, "days", "restriction", "design default"),
    override=Override(
        True,
        roles=("shelter head + independent reviewer",),
        second_person=True,
        justification=_("Specific, present danger agreed with the person; max 7 days"),
        review_working_days=5,
    ),
    children=_("Placement decision by child-protection authority; never a closed centre; sibling contact."),
    seeds=(
        Seed("ASEM", "slide 9, II.1"),
        Seed("IOM", "slide 8 (voluntary shelter)"),
        Seed("NANJING", "Session 2 (temporary shelter problems)"),
    ),
    instruments=(
        Instrument("OHCHR02", "Guideline 6", Check.KNOWLEDGE),
        Instrument("UNTIP", "6(3)(a)", Check.KNOWLEDGE),
        Instrument("CETS197", "12(1)(a)", Check.READ),
        Instrument("CETS197", "12(7)", Check.KNOWLEDGE),
        Instrument("IOM07", "chapter 4", Check.READ_SECONDARY),
    ),
    acts=("place",),
)
def open_shelter(case: CaseFacts, act: Act) -> Answered:
    """Ask for the person's agreement to a place, an open door, and a fresh look at any restriction.

    Evidence of `place`: `place_kind`, `agreed` (true when the person agreed in writing), `reason_code`
    (`verification` or `trial` are refused as reasons to hold).
    """
    if act.name == "place":
        return _may_place(act)
    if act.name == "assistance.decline" and case.child_mode:
        return need(
            case,
            "guardian_appointed",
            "bia_done",
            because=_(
                "For a child, a guardian and a look at the child's best interests come before help ends."
            ),
            holds=_("Guardian and best interests were heard."),
        )
    if act.name == "assistance.decline":
        return met(_("The person may leave and do without help at any time."))
    if act.name != "assistance.stabilise":
        return not_concerned()
    if case.word("place_kind") in CLOSED_PLACES:
        return refused(_("The person lives behind a closed door. Find an open place first."))
    if case.yes("restriction_in_force"):
        unreviewed = too_old(
            case,
            "restriction_age_d",
            REVIEW_WITHIN_D,
            unknown=_("A restriction holds in the shelter and nobody noted a review. Review it or lift it."),
            old=_(
                "The restriction in the shelter was reviewed {age} days ago; at most {limit}. Review it "
                "or lift it."
            ),
        )
        if unreviewed:
            return unreviewed
    return need(
        case,
        "shelter_agreed",
        because=_("The person must have agreed to the shelter, or live elsewhere. Ask the person."),
        holds=_("The person agreed to the place, and the door is open."),
    )


def _may_place(act: Act) -> Answered:
    if word(act, "reason_code") in {"verification", "trial"}:
        return refused(_("Waiting for papers or for a trial is no reason to hold anybody."), final=True)
    if word(act, "place_kind") in CLOSED_PLACES:
        return refused(
            _("A shelter has an open door. Choose an open place, or let the person live elsewhere.")
        )
    if not offered(act, "agreed"):
        return refused(_("The person has not agreed to this place in writing. Ask the person."))
    return met(_("The person agreed to an open place."))


@safeguard(
    "SG-PR-06",
    group="protection",
    title=_("Help does not depend on cooperation"),
    rule=_(
        "No service is refused, cut or delayed because the person will not complain, testify, "
        "name others, convert, return or join a programme."
    ),
    enforcement="block",
    legal_force="binding-regional",
    kind="prohibition",
    due=Due(None, "", "", "no time limit"),
    override=Override(
        False,
        roles=(),
        second_person=False,
        justification=_("A treaty rule in Europe; here it holds everywhere."),
        review_working_days=None,
    ),
    children=_("Same; also not dependent on a parent's cooperation."),
    seeds=(
        Seed("ASEM", "slide 6, I.4; slide 10, III.5"),
        Seed("RSIS", "protection secondary to prosecution; voluntary cooperation"),
    ),
    instruments=(
        Instrument("CETS197", "12(6)", Check.READ_SECONDARY),
        Instrument("EU-ATD", "11(3)", Check.READ),
        Instrument("MN-2012", "9.3", Check.READ),
        Instrument("OHCHR02", "Principle 8", Check.KNOWLEDGE),
    ),
    acts=("refuse_service",),
)
def help_has_no_price(case: CaseFacts, act: Act) -> Answered:
    """Refuse to end help, or to grant anything, for the price of cooperating.

    Evidence: `reason_code` of refuse_service (one of `REASONS_TO_END`); `condition`, what a grant would be tied to.
    """
    del case  # whatever the case says, help has no price
    if words(act, "condition") & PRICE_OF_HELP:
        return refused(
            _("Nothing here depends on cooperating, testifying, returning or joining a programme.")
        )
    if act.name != "refuse_service":
        return met(_("Help goes on, whatever the person decides."))
    if word(act, "reason_code") in PRICE_OF_HELP:
        return refused(
            _("This is no reason to end help. Help does not depend on what the person does for others.")
        )
    if word(act, "reason_code") not in REASONS_TO_END:
        return refused(
            _(
                "Help ends only when the person declines it, it is done, handed over, or cannot be had. "
                "Say which."
            )
        )
    return met(_("Help ends for a reason that is the person's own."))
