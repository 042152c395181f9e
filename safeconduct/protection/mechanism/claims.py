"""Compensation, wages, restitution: its states and transitions (referral mechanism, region G)."""

from safeconduct.protection.mechanism.declared import (
    NEEDED_HERE,
    Owes,
    RegionTable,
    State,
    Transition,
    Watches,
)
from safeconduct.protection.words import Region, Role
from safeconduct.protection.words import gettext_noop as _

STATES = (
    State(
        "NOT_ASSESSED", _("Not yet looked at"), _("Nobody has worked out yet what was lost and who owes it.")
    ),
    State("ASSESSED", _("Losses worked out"), _("Sum worked out per head of loss and per route.")),
    State("FILED", _("Filed"), _("Criminal, civil, labour, state fund; here or abroad.")),
    State("AWARDED", _("Awarded"), _("A court or an authority granted a sum. It is not paid yet.")),
    State("RECOVERING", _("Being enforced"), _("Enforcement, frozen assets, employer or buyer liability.")),
    State("PAID", _("Paid"), _("Money in the person's own hands."), "stable"),
    State("REFUSED", _("Refused"), _("Appeal advice given."), "stable"),
    State("NOT_PURSUED", _("Not wished"), _("By the person's choice after advice."), "door-open"),
)

# Who files, waives or takes a claim up again changes which last days matter.
_DAYS_TO_FILE = Watches("limitation")

TRANSITIONS = (
    Transition(
        "claims.assess",
        title=_("Work out the losses"),
        sources=("NOT_ASSESSED", "NOT_PURSUED"),
        target="ASSESSED",
        by=(Role.LAWYER, Role.LABOUR_INSPECTOR),
        safeguards=("SG-JU-01", "SG-JU-02"),
        meaning=_("Sums per head of loss and per route, with the dates by which to act."),
        documents=("D36",),
        effects=(_DAYS_TO_FILE,),
    ),
    Transition(
        "claims.file",
        title=_("File the claim"),
        sources=("ASSESSED", "REFUSED"),
        target="FILED",
        by=(Role.LAWYER,),
        safeguards=("SG-JU-01", "SG-JU-02", "SG-DP-01"),
        meaning=_("Criminal, civil, labour or fund; here or abroad."),
        effects=(NEEDED_HERE, _DAYS_TO_FILE),
    ),
    Transition(
        "claims.waive",
        title=_("Note: no claim wished"),
        sources=("ASSESSED",),
        target="NOT_PURSUED",
        by=(Role.PERSON, Role.GUARDIAN),
        safeguards=("SG-JU-01", "SG-JU-02"),
        meaning=_("By the person’s choice after advice, never as a condition of return or release."),
        effects=(_DAYS_TO_FILE,),
    ),
    Transition(
        "claims.award",
        title=_("Note the award"),
        sources=("FILED",),
        target="AWARDED",
        by=(Role.COURT,),
        safeguards=("SG-JU-02",),
        meaning=_("A sum is awarded."),
    ),
    Transition(
        "claims.refuse",
        title=_("Note the refusal"),
        sources=("FILED",),
        target="REFUSED",
        by=(Role.COURT,),
        safeguards=("SG-JU-01",),
        meaning=_("The claim was refused. Advice about appeal is given."),
        effects=(Owes(_("Advise about appeal"), "SG-JU-01", Role.LAWYER, document="D36"),),
    ),
    Transition(
        "claims.enforce",
        title=_("Enforce the award"),
        sources=("AWARDED",),
        target="RECOVERING",
        by=(Role.LAWYER,),
        safeguards=("SG-JU-02",),
        meaning=_("Frozen assets, employer or buyer liability."),
    ),
    Transition(
        "claims.pay",
        title=_("Note the payment"),
        sources=("AWARDED", "RECOVERING"),
        target="PAID",
        by=(Role.COURT,),
        safeguards=("SG-JU-02", "SG-DP-05", "SG-JU-03"),
        meaning=_("The money is in the person’s own hands."),
    ),
)

TABLE = RegionTable(Region.CLAIMS, _("Compensation, wages, restitution"), "NOT_ASSESSED", STATES, TRANSITIONS)
