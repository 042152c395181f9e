"""What follows when a document is filed, whoever files it: the other half of the table of effects."""

from collections.abc import Iterable

from safeconduct.protection.counting import Kind
from safeconduct.protection.mechanism.declared import Effect, Moves, Owes, Runs, Watches
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

_DOUBT = Moves(("child.doubt_or_child",), when="age_in_doubt")
_FEAR = Moves(("asylum.voice_fear",), when="fear_of_return")

# What somebody met is owed whatever they say, from first contact on; it ends with the first answer.
ON_OPENING: tuple[Effect, ...] = (
    Owes(_("Tell the person their rights"), "SG-CM-06", Role.CASE_MANAGER, document="D02"),
    Owes(
        _("Say whether there are reasonable grounds"),
        "SG-ID-01",
        Role.CASE_MANAGER,
        settled_by="identification.record_indicators",
    ),
)

ON_FILING: dict[str, tuple[Effect, ...]] = {
    "D01": (_DOUBT,),
    "D02": (_FEAR,),
    "D03": (_DOUBT,),
    "D06": (Moves(("lifecycle.assign_lead",), when="lead_met_person"),),
    "D07": (
        Owes(_("Ask for release"), "SG-PR-04", Role.CASE_MANAGER, document="D07", when="in_custody"),
        Watches("retaliation"),
        Watches("restriction"),
    ),
    "D09": (
        Owes(
            _(
                "Tell whoever received it that the person took it back; have them confirm it is deleted or locked"
            ),
            "SG-DP-02",
            Role.CASE_MANAGER,
            when="recall_open",
        ),
    ),
    "D13": (Runs("appeal", "SG-ID-11", Kind.PROTECTION),),
    "D20": (_DOUBT, Runs("nearly 18", "SG-CH-08", Kind.DUTY, then="child.approach_18")),
    "D24": (_FEAR,),
    "D26": (Watches("travel papers"),),
    "D27": (Runs("risk assessment", "SG-RT-02", Kind.DUTY, then="return.guard_expires"),),
    "D28": (Runs("assurance", "SG-RT-03", Kind.DUTY, then="return.guard_expires"),),
    # Three safe tries on different days (referral mechanism, section 10.1; design default).
    "D34": (Moves(("lifecycle.lose_contact",), when="contact_lost"),),
    "D35": (Watches("retaliation"),),
    "D36": (Watches("limitation"),),
    "D37": (Watches("hearing"),),
    "D38": (Watches("complaint"),),
}


def papers_that_move(event: str) -> tuple[str, ...]:
    """Return the documents whose filing takes a step by itself, so that nobody has to take it."""
    return tuple(type_id for type_id, effects in ON_FILING.items() if moves(effects, event))


def moves(effects: Iterable[Effect], event: str) -> bool:
    """Tell whether one of some effects takes a step."""
    return any(isinstance(each, Moves) and event in each.events for each in effects)
