"""Stay and protection from removal: its states and transitions (referral mechanism, section 7, region B)."""

from safeconduct.protection.counting import Kind
from safeconduct.protection.mechanism.declared import Owes, RegionTable, Runs, State, Transition
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State("UNSET", _("Not yet looked at"), _("No identification contact yet.")),
    State(
        "NO_STAY_QUESTION",
        _("Settled right to stay"),
        _("National, EU citizen with residence right, or settled. Other protections still apply."),
        "stable",
    ),
    State(
        "REMOVAL_BARRED",
        _("Removal barred"),
        _("Nobody may remove the person, from the moment of reasonable grounds on."),
    ),
    State(
        "REFLECTION",
        _("Recovery and reflection period"),
        _("Time to recover and decide, with a certificate and an end date."),
    ),
    State(
        "STAY_DECISION_PENDING",
        _("Decision on stay pending"),
        _("Period ended or person applied. Bar continues until a final answer."),
    ),
    State(
        "TEMPORARY_STAY",
        _("Temporary stay"),
        _("Temporary permit (personal situation, cooperation, proceedings, tolerated)."),
    ),
    State(
        "LONG_TERM_STAY",
        _("Long-term stay"),
        _("Long-term or permanent residence, resettlement, naturalisation path."),
        "stable",
    ),
    State(
        "STAY_REFUSED",
        _("Stay refused, bar kept"),
        _("Refused. Remedy with suspensive effect; bar continues during it."),
    ),
    State(
        "DEPARTED",
        _("Left by free choice"),
        _("Left by own choice, normally through the return region."),
        "stable",
    ),
    State(
        "BAR_LIFTED",
        _("Bar lifted"),
        _("Only after final negative decision on every route, by two people."),
        "stable",
    ),
)

TRANSITIONS = (
    Transition(
        "stay.bar_removal",
        title=_("Bar removal"),
        sources=("UNSET", "DEPARTED"),
        target="REMOVAL_BARRED",
        by=(Role.SYSTEM, Role.CASE_MANAGER),
        safeguards=("SG-ID-02", "SG-PR-04", "SG-CH-05"),
        meaning=_("Nobody may remove the person from now on. Immigration gets a flag, never the reasons."),
        documents=("D05",),
        effects=(
            Owes(_("Send the hold notice to immigration"), "SG-ID-02", Role.CASE_MANAGER, document="D05"),
        ),
        protects=True,
    ),
    Transition(
        "stay.settled_status",
        title=_("Note a settled right to stay"),
        sources=("UNSET", "REMOVAL_BARRED"),
        target="NO_STAY_QUESTION",
        by=(Role.CASE_MANAGER,),
        safeguards=("SG-DP-07", "SG-GV-01", "SG-GV-05"),
        meaning=_(
            "A national, or someone with a settled right to live here. Two people have seen the "
            "proof. All other protection goes on."
        ),
        documents=("D15",),
    ),
    Transition(
        "stay.grant_reflection",
        title=_("Grant the recovery and reflection period"),
        sources=("REMOVAL_BARRED",),
        target="REFLECTION",
        by=(Role.IMMIGRATION, Role.IDENTIFICATION_LEAD),
        safeguards=("SG-PR-02", "SG-PR-03", "SG-PR-06"),
        meaning=_("Time to recover and decide in peace. The certificate is in the person’s hands."),
        documents=("D12",),
        effects=(
            Runs("reflection", "SG-PR-02", Kind.PROTECTION, then="stay.end_reflection"),
            Owes(_("Explain every option to stay, with a lawyer"), "SG-ST-01", Role.LAWYER, document="D14"),
        ),
        protects=True,
    ),
    Transition(
        "stay.extend_reflection",
        title=_("Extend the reflection period"),
        sources=("REFLECTION",),
        target="REFLECTION",
        by=(Role.CASE_MANAGER, Role.IMMIGRATION),
        safeguards=("SG-PR-02",),
        meaning=_("The period can only grow longer."),
        documents=("D12",),
        effects=(Runs("reflection", "SG-PR-02", Kind.PROTECTION, then="stay.end_reflection"),),
        protects=True,
    ),
    Transition(
        "stay.end_reflection",
        title=_("End of the reflection period"),
        sources=("REFLECTION",),
        target="STAY_DECISION_PENDING",
        by=(Role.SYSTEM,),
        safeguards=("SG-ST-01", "SG-PR-02", "SG-PR-03"),
        meaning=_(
            "The period has run out and the options are explained. The bar on removal goes on "
            "until a final answer."
        ),
        documents=("D14",),
    ),
    Transition(
        "stay.apply_early",
        title=_("Apply to stay before the period ends"),
        sources=("REMOVAL_BARRED", "REFLECTION"),
        target="STAY_DECISION_PENDING",
        by=(Role.PERSON, Role.LAWYER, Role.GUARDIAN),
        safeguards=("SG-ST-01", "SG-PR-02"),
        meaning=_("The person applies now. Nothing that came with the reflection period is lost."),
        documents=("D15",),
        protects=True,
    ),
    Transition(
        "stay.grant_temporary",
        title=_("Grant temporary stay"),
        sources=("STAY_DECISION_PENDING", "STAY_REFUSED"),
        target="TEMPORARY_STAY",
        by=(Role.IMMIGRATION,),
        safeguards=("SG-ST-01", "SG-ST-02", "SG-ST-03", "SG-PR-06"),
        meaning=_(
            "A permit on one of the routes: personal situation, cooperation, proceedings or toleration."
        ),
        documents=("D15",),
        effects=(
            Owes(
                _("Look at work and training with the person"), "SG-ST-03", Role.CASE_MANAGER, document="D16"
            ),
        ),
        protects=True,
    ),
    Transition(
        "stay.renew",
        title=_("Renew the permit"),
        sources=("TEMPORARY_STAY",),
        target="TEMPORARY_STAY",
        by=(Role.IMMIGRATION,),
        safeguards=("SG-ST-02",),
        meaning=_("The permit is renewed before it ends."),
        documents=("D15",),
        protects=True,
    ),
    Transition(
        "stay.grant_long_term",
        title=_("Grant long-term stay"),
        sources=("TEMPORARY_STAY", "STAY_DECISION_PENDING"),
        target="LONG_TERM_STAY",
        by=(Role.IMMIGRATION,),
        safeguards=("SG-ST-01", "SG-ST-03"),
        meaning=_("Long-term or permanent residence, resettlement or the way to citizenship."),
        documents=("D15",),
        effects=(
            Owes(
                _("Look at work and training with the person"), "SG-ST-03", Role.CASE_MANAGER, document="D16"
            ),
        ),
        protects=True,
    ),
    Transition(
        "stay.refuse_stay",
        title=_("Refuse stay"),
        sources=("STAY_DECISION_PENDING", "TEMPORARY_STAY"),
        target="STAY_REFUSED",
        by=(Role.IMMIGRATION,),
        safeguards=("SG-ST-01", "SG-PR-10", "SG-ID-11", "SG-GV-02"),
        meaning=_("A refusal with written reasons. The lawyer is told and the bar on removal stays."),
        documents=("D15",),
        effects=(Owes(_("Tell the lawyer of the refusal"), "SG-ID-11", Role.IMMIGRATION, document="D15"),),
    ),
    Transition(
        "stay.lift_bar",
        title=_("Lift the bar on removal"),
        sources=("STAY_REFUSED",),
        target="BAR_LIFTED",
        by=(Role.IMMIGRATION, Role.REVIEWER),
        safeguards=("SG-ID-02", "SG-PR-10", "SG-CH-05", "SG-GV-01", "SG-GV-02"),
        meaning=_("Only after a final negative answer on every route, by two people from two agencies."),
        documents=("D15",),
    ),
    Transition(
        "stay.depart_voluntarily",
        title=_("Note the departure"),
        sources=(
            "REMOVAL_BARRED",
            "REFLECTION",
            "STAY_DECISION_PENDING",
            "TEMPORARY_STAY",
            "LONG_TERM_STAY",
            "STAY_REFUSED",
            "NO_STAY_QUESTION",
        ),
        target="DEPARTED",
        by=(Role.SYSTEM,),
        safeguards=("SG-RT-01",),
        meaning=_("Follows from a departure by free choice, never on its own."),
        documents=("D30",),
    ),
    Transition(
        "stay.new_grounds",
        title=_("Bar removal again on new grounds"),
        sources=("BAR_LIFTED",),
        target="REMOVAL_BARRED",
        by=(Role.CASE_MANAGER, Role.PERSON),
        safeguards=("SG-ID-04",),
        meaning=_("Something new was learned. Removal is barred again."),
        documents=("D05",),
        effects=(
            Owes(_("Send the hold notice to immigration"), "SG-ID-02", Role.CASE_MANAGER, document="D05"),
        ),
        protects=True,
    ),
    Transition(
        "stay.return_to_country",
        title=_("Come back lawfully"),
        sources=("DEPARTED",),
        target="TEMPORARY_STAY",
        by=(Role.IMMIGRATION,),
        safeguards=("SG-ST-04", "SG-JU-04"),
        meaning=_("Lawful return to this country: a job, testimony, or danger elsewhere."),
        documents=("D15",),
        protects=True,
    ),
)

TABLE = RegionTable(Region.STAY, _("Stay and protection from removal"), "UNSET", STATES, TRANSITIONS)
