"""International protection: its states and transitions (referral mechanism, section 7, region C)."""

from safeconduct.protection.mechanism.declared import NEEDED_HERE, Owes, RegionTable, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State("NOT_RAISED", _("No fear voiced"), _("A fear can be voiced at any time.")),
    State("FEAR_VOICED", _("Fear of return voiced"), _("Said by the person, or visible from the file.")),
    State("REFERRED", _("Referred"), _("Sent to asylum authority or UNHCR with the person's agreement.")),
    State("IN_PROCEDURE", _("In procedure"), _("Being decided.")),
    State("PROTECTED", _("Protected"), _("Refugee, subsidiary or complementary protection."), "stable"),
    State(
        "REFUSED_FINAL", _("Finally refused"), _("Ways to stay that rest on the trafficking go on."), "stable"
    ),
    State(
        "NOT_WISHED",
        _("Not wished"),
        _("Person informed and does not want it; may change mind."),
        "door-open",
    ),
)

TRANSITIONS = (
    Transition(
        "asylum.voice_fear",
        title=_("Note a fear of return"),
        sources=("NOT_RAISED", "NOT_WISHED", "REFUSED_FINAL"),
        target="FEAR_VOICED",
        by=(Role.PERSON, Role.CASE_MANAGER, Role.LAWYER),
        safeguards=("SG-PR-10", "SG-DP-06"),
        meaning=_("The person fears to go back. Every message to the state of origin is frozen at once."),
        effects=(
            NEEDED_HERE,
            Owes(
                _("Refer to the asylum authority, or note that the person does not wish it"),
                "SG-PR-10",
                Role.LAWYER,
                document="D23",
                settled_by="asylum.refer",
            ),
        ),
        protects=True,
    ),
    Transition(
        "asylum.refer",
        title=_("Refer to the asylum authority"),
        sources=("FEAR_VOICED",),
        target="REFERRED",
        by=(Role.LAWYER, Role.CASE_MANAGER),
        safeguards=("SG-PR-10", "SG-DP-01", "SG-JU-01"),
        meaning=_("With the person’s agreement, behind a firewall."),
        documents=("D23",),
    ),
    Transition(
        "asylum.decline",
        title=_("Note: no asylum claim wished"),
        sources=("FEAR_VOICED",),
        target="NOT_WISHED",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-PR-10", "SG-JU-01"),
        meaning=_(
            "The person, advised by a lawyer, does not want to claim asylum. They may change their mind."
        ),
        also_settles=("asylum.refer",),
    ),
    Transition(
        "asylum.register",
        title=_("Claim registered"),
        sources=("REFERRED",),
        target="IN_PROCEDURE",
        by=(Role.ASYLUM_AUTHORITY,),
        safeguards=("SG-PR-10",),
        meaning=_("The asylum authority has registered the claim."),
        protects=True,
    ),
    Transition(
        "asylum.grant",
        title=_("International protection granted"),
        sources=("IN_PROCEDURE",),
        target="PROTECTED",
        by=(Role.ASYLUM_AUTHORITY,),
        safeguards=(),
        meaning=_("The person is protected. The way to a return through this case is shut."),
        protects=True,
    ),
    Transition(
        "asylum.refuse_final",
        title=_("Final refusal of asylum"),
        sources=("IN_PROCEDURE",),
        target="REFUSED_FINAL",
        by=(Role.ASYLUM_AUTHORITY,),
        safeguards=("SG-PR-10",),
        meaning=_("The asylum claim ended without protection. The trafficking routes to stay go on."),
    ),
)

TABLE = RegionTable(Region.ASYLUM, _("International protection"), "NOT_RAISED", STATES, TRANSITIONS)
