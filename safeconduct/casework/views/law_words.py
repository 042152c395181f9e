"""Codes of the rules in plain words, for the reference pages: how a safeguard acts, what it rests on, how sure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.protection.documents.declared import Field
from safeconduct.protection.safeguards.declared import Due
from safeconduct.protection.sourced import Confidence
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as mark
from safeconduct.ui.shapes import Tone

FAMILIES = {
    "identification": mark("Identification"),
    "case_management": mark("Leading a case and talking with the person"),
    "data": mark("What is written and who sees it"),
    "protection": mark("Safety, care and recovery"),
    "children": mark("Children"),
    "stay": mark("The right to stay"),
    "return": mark("Return"),
    "long_term": mark("The years after"),
    "justice": mark("Justice and claims"),
    "labour": mark("Work and recruitment"),
    "governance": mark("Departures, duties and figures"),
}
PHASES = {
    "identification": mark("Identification"),
    "all": mark("At any time"),
    "first assistance": mark("First help"),
    "assistance": mark("Help and plan"),
    "stay": mark("The right to stay"),
    "child": mark("Children"),
    "return": mark("Return"),
    "monitoring": mark("After a return"),
    "justice": mark("Justice and claims"),
    "closure": mark("Closing"),
}
ENFORCEMENT = {
    "block": mark("It stops a step until it is met."),
    "require": mark("It asks for something before a step goes on."),
    "deadline": mark("It sets a time in which something must be done."),
    "alert": mark("It raises an alarm."),
    "track": mark("It counts, and shows what is left undone."),
}
KINDS = {
    "obligation": mark("A duty of those who protect"),
    "prohibition": mark("Something that must never be done"),
    "entitlement": mark("Something the person can claim"),
}
FORCE = {
    "binding": mark("Binding treaty law"),
    "binding-regional": mark("Binding in its region; here it holds everywhere"),
    "binding+soft": mark("Binding in part, with guidelines beside it"),
    "binding+seed": mark("Binding in part, and asked for by expert meetings"),
    "soft": mark("Guidelines of international bodies"),
    "soft+seed": mark("Guidelines, and asked for by expert meetings"),
    "seed+soft": mark("Asked for by expert meetings, with guidelines beside it"),
    "seed": mark("Asked for by expert meetings"),
    "design+soft": mark("A decision of this system, with guidelines beside it"),
}
BASIS = {
    "binding": mark("a treaty sets it"),
    "binding-regional": mark("a regional treaty sets it; here it holds everywhere"),
    "jurisdiction": mark("national law sets it; this is used where the law is not known"),
    "design default": mark("design default: no law names a number, so this system does"),
    "no time limit": mark("no time limit"),
}
HOW_SURE: dict[str, tuple[str, Tone]] = {
    Check.READ: (mark("The text was read"), Tone.GOOD),
    Check.READ_SECONDARY: (mark("Read about, not in the text itself"), Tone.PLAIN),
    Check.KNOWLEDGE: (mark("From knowledge; check it before you quote it"), Tone.WAITING),
}
CONFIDENCE: dict[str, tuple[str, Tone]] = {
    Confidence.HIGH: (mark("Sure"), Tone.GOOD),
    Confidence.MEDIUM: (mark("Fairly sure"), Tone.PLAIN),
    Confidence.LOW: (mark("Not sure"), Tone.WAITING),
    Confidence.UNKNOWN: (mark("Not known, ask counsel"), Tone.WAITING),
}
# The moments from which safeguards count their time.
COUNTED_FROM = (
    mark("age 17.5"),
    mark("alert"),
    mark("arrival"),
    mark("arrival or registration"),
    mark("assurance requested"),
    mark("before end of reflection"),
    mark("between advice and signature"),
    mark("break-glass use"),
    mark("child mode on"),
    mark("complaint"),
    mark("consent given"),
    mark("credible allegation"),
    mark("decision served"),
    mark("encounter"),
    mark("end of first assistance"),
    mark("end of reporting period"),
    mark("fear expressed"),
    mark("financial year end"),
    mark("first contact"),
    mark("guardian appointed"),
    mark("identification"),
    mark("identification decision"),
    mark("last interview"),
    mark("last training"),
    mark("last update"),
    mark("lost contact"),
    mark("milestone"),
    mark("noticed missing"),
    mark("offence known"),
    mark("override"),
    mark("permit"),
    mark("planned arrival"),
    mark("purpose fulfilled"),
    mark("reasonable grounds"),
    mark("reasonable grounds written down"),
    mark("referral"),
    mark("request"),
    mark("request received"),
    mark("request sent"),
    mark("restriction"),
    mark("start of job"),
    mark("threat"),
    mark("validity"),
    mark("withdrawal"),
)
# Who may decide otherwise, as the safeguards name them.
DECIDERS = (
    mark("DPO"),
    mark("agency head"),
    mark("any on-call trained user"),
    mark("both unit heads"),
    mark("case manager"),
    mark("case manager + data-protection officer"),
    mark("case manager + lawyer"),
    mark("case manager + national focal point"),
    mark("chief prosecutor"),
    mark("child-protection authority"),
    mark("child-protection authority + independent reviewer"),
    mark("competent authority + reviewer"),
    mark("contracting authority"),
    mark("court order (external)"),
    mark("data protection officer + lawyer"),
    mark("duty prosecutor"),
    mark("duty supervisor"),
    mark("family judge"),
    mark("guardian"),
    mark("guardian + child-protection authority"),
    mark("head of protocol"),
    mark("identification lead"),
    mark("immigration authority"),
    mark("investigating prosecutor"),
    mark("judge (external order recorded)"),
    mark("licensing authority board"),
    mark("national coordinator"),
    mark("national focal point"),
    mark("national focal point + case manager"),
    mark("programme head"),
    mark("receiving case manager"),
    mark("receiving national coordinator"),
    mark("shelter head + independent reviewer"),
    mark("statistics custodian + DPO"),
    mark("the person"),
    mark("the person with lawyer"),
    mark("the person, freely, with legal advice"),
    mark("treating doctor"),
    mark("two agencies + independent lawyer"),
    mark("unit head"),
)
# Moments whose code is the name of a state are said in words.
_MOMENTS = {"PRESUMED": mark("the person being presumed a victim")}


def length(value: int, unit: str) -> str:
    """Say how long: the units of `protection.length`, in the reader's language."""
    match unit:
        case "hours":
            if value == 0:
                return _("at once")
            said = ngettext("{n} hour", "{n} hours", value)
        case "days":
            if value == 0:
                return _("the same day")
            said = ngettext("{n} day", "{n} days", value)
        case "working days":
            said = ngettext("{n} working day", "{n} working days", value)
        case "weeks":
            said = ngettext("{n} week", "{n} weeks", value)
        case "months":
            said = ngettext("{n} month", "{n} months", value)
        case _:
            raise ValueError(unit)
    return said.format(n=value)


def due(limit: Due) -> str:
    """Say a safeguard's time limit and from when it counts."""
    if limit.value is None:
        return _("No time limit of its own")
    counted_from = _(_MOMENTS.get(limit.counted_from, limit.counted_from)) if limit.counted_from else ""
    said = length(limit.value, limit.unit)
    return (
        _("{length}, counted from: {moment}").format(length=said, moment=counted_from)
        if counted_from
        else said
    )


FIELD_KINDS = {
    "line": mark("One line"),
    "text": mark("In own words"),
    "answer": mark("Yes, no, or not known"),
    "choice": mark("One of a list"),
    "choices": mark("Any of a list"),
    "day": mark("A day"),
    "moment": mark("A day and a time"),
    "number": mark("A number"),
    "rows": mark("Several entries"),
}
CLASSES: dict[str, tuple[str, Tone]] = {
    "C0": (mark("Public"), Tone.QUIET),
    "C1": (mark("Internal"), Tone.QUIET),
    "C2": (mark("Case fact"), Tone.PLAIN),
    "C3": (mark("Sealed with the case"), Tone.GOOD),
    "C4": (mark("Sealed to named people"), Tone.DANGER),
}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field of a document type, as the reference shows it."""

    label: str
    help: str
    kind: str
    sealed: str
    tone: str
    needed: bool
    choices: list[str]
    columns: "list[FieldTold]"


def field(each: Field) -> FieldTold:
    """Say what a field asks, how it is answered and who will be able to read it."""
    sealed, tone = CLASSES[each.data_class]
    return FieldTold(
        label=_(each.label),
        help=_(each.help) if each.help else "",
        kind=_(FIELD_KINDS[each.kind]),
        sealed=_(sealed),
        tone=tone.value,
        needed=each.needed,
        choices=[_(choice.label) for choice in each.choices],
        columns=[field(column) for column in each.columns],
    )
