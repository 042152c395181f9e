"""Say findings, states and codes in the reader's language: the only place where rules become sentences."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import cast

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from safeconduct.casework.models import Case, DocumentVersion
from safeconduct.protection.acts import ACTS
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.choices import CONSENT_PURPOSES, PROFESSIONS
from safeconduct.protection.finding import Finding, Won
from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.mechanism.may import STATE
from safeconduct.protection.mechanism.ways import first_steps
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Instrument
from safeconduct.protection.safeguards.sources import SPOKEN
from safeconduct.protection.titles import ROLE_TITLES
from safeconduct.protection.vocabulary import FACTS
from safeconduct.protection.words import Region, Role, gettext_noop
from safeconduct.ui.bidi import isolated
from safeconduct.ui.shapes import Check, Gap, Link, Refusal, Tone
from safeconduct.ui.shapes import Standing as CheckStanding

WON_WORDS = {
    Won.ABSOLUTE: gettext_noop("A rule without exception"),
    Won.NATIONAL_LAW: gettext_noop("National law"),
    Won.TREATY_FLOOR: gettext_noop("Treaty"),
    Won.DESIGN_DEFAULT: gettext_noop("Design default"),
}
# Findings that come from the table itself, not from one of the 80 safeguards.
TABLE_TITLES = {
    "state": gettext_noop("Not from here"),
    "role": gettext_noop("Not for this role"),
    "evidence": gettext_noop("Say first what is meant"),
    "INV-08": gettext_noop("A guardian decides with the child"),
    "INV-11": gettext_noop("Three tasks, three people"),
}
PROFESSION = {each.code: each.label for each in PROFESSIONS}
RISK = {
    "HIGH": (gettext_noop("High danger"), Tone.DANGER),
    "MEDIUM": (gettext_noop("Some danger"), Tone.WAITING),
    "LOW": (gettext_noop("Little danger"), Tone.GOOD),
}


def region(name: str) -> str:
    return _(REGIONS[Region(name)].title)


def state(region: str, name: str) -> str:
    """Return the short title of a state."""
    table = REGIONS[Region(region)]
    return next((_(each.title) for each in table.states if each.id == name), name)


def agreement(version: DocumentVersion) -> str:
    """Return what an agreement is for and when it was written, for whoever may know that it exists."""
    purposes = {each.code: each.label for each in CONSENT_PURPOSES}
    purpose = purposes.get(str(version.coded.get("purpose")), "")
    return _("{purpose} (written down on {day})").format(
        purpose=_(purpose) if purpose else _("Something else"), day=day(version.filed_at)
    )


def meaning(region: str, name: str) -> str:
    table = REGIONS[Region(region)]
    return next((_(each.meaning) for each in table.states if each.id == name), "")


def role(name: str) -> str:
    return _(ROLE_TITLES[Role(name)])


def event(name: str) -> str:
    """Return what an event, or an act outside the steps, is called on a button."""
    if name in TRANSITIONS:
        return _(TRANSITIONS[name].title)
    return capfirst(_(ACTS[name].title))


def document(type_id: str) -> str:
    return _(DOCUMENTS[type_id].title) if type_id in DOCUMENTS else type_id


def fact(name: str) -> str:
    return _(FACTS[name].meaning) if name in FACTS else name


def risk(case: Case) -> tuple[str, Tone]:
    """Say the danger in words; not yet assessed is said as such."""
    words, tone = RISK.get(case.safety_level, (gettext_noop("Danger not yet assessed"), Tone.WAITING))
    return _(words), tone


def told(value: object) -> str:
    """Put one value of a finding in words: a role, a state, a document, a fact, a profession, a list of these."""
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(told(each) for each in value)
    if isinstance(value, Role):
        return role(value)
    text = str(value)
    if text in DOCUMENTS:
        return document(text)
    if text in FACTS:
        return fact(text)
    if text in PROFESSION:
        return _(PROFESSION[text])
    if isinstance(value, float):
        return formats.number_format(round(value, 1))
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return _state_anywhere(text)


def _state_anywhere(text: str) -> str:
    for table in REGIONS.values():
        for each in table.states:
            if each.id == text:
                return _(each.title)
    return _(text) if text else ""


def because(finding: Finding) -> str:
    """Return a finding's reason as a sentence with its values filled in."""
    gaps = {name: told(value) for name, value in finding.told.items()}
    return _(finding.because).format(**gaps)


def title(finding: Finding) -> str:
    safeguard = SAFEGUARDS.get(finding.safeguard)
    if safeguard is not None:
        return _(safeguard.title)
    return _(TABLE_TITLES.get(finding.safeguard, finding.safeguard))


def source(finding: Finding) -> str:
    """Say what the finding rests on: the kind of rule that won and the instruments behind it."""
    safeguard = SAFEGUARDS.get(finding.safeguard)
    named = "; ".join(_instrument(each) for each in safeguard.instruments[:2]) if safeguard else ""
    won = _(WON_WORDS[finding.won])
    return f"{won}: {named}" if named else won


def _instrument(each: Instrument) -> str:
    return f"{_(SPOKEN[each.name])} {isolated(each.article)}"


def who(finding: Finding) -> str:
    """Say who can decide otherwise, and with what; or that nobody can."""
    if not finding.override.allowed:
        return _("Nobody can decide otherwise.")
    roles = ", ".join(_(each) for each in finding.override.roles)
    if finding.override.second_person:
        return _(
            "Two people from two agencies can decide otherwise ({roles}), with a written reason."
        ).format(roles=roles)
    return _("{roles} can decide otherwise, with a written reason.").format(roles=roles)


def refusals(
    findings: Iterable[Finding],
    write: Callable[[str], str] = lambda _type_id: "",
    step: Callable[[str], str] = lambda _event: "",
) -> list[Refusal]:
    """Put refusals in words; documents that are missing are named together.

    `write` gives the address where the reader writes a document, empty for one that is not theirs to write;
    `step` the address of a step.
    """
    asked = list(findings)
    wanted = [str(each.told["document"]) for each in asked if each.safeguard == "documents"]
    papers = [Link(document(each), write(each)) for each in wanted]
    together = [
        Refusal(_("Documents are missing"), _("This step rests on what is written first."), missing=papers)
    ]
    return (together if papers else []) + [
        Refusal(
            title=title(each),
            reason=because(each),
            source=source(each) if each.safeguard != STATE else "",
            safeguard=each.safeguard if each.safeguard in SAFEGUARDS else "",
            missing=_before(each, step)
            or [
                Gap(fact(name), _where(FACTS[name].documents if name in FACTS else (), write))
                for name in each.missing
            ],
            who=who(each) if each.safeguard in SAFEGUARDS else "",
            href=_page(each.safeguard),
        )
        for each in asked
        if each.safeguard != "documents"
    ]


def _before(finding: Finding, step: Callable[[str], str]) -> list[Link]:
    """Name the steps that come before one which does not exist from here."""
    if finding.safeguard != STATE:
        return []
    table = REGIONS[Region(str(finding.told["region"]))]
    towards = frozenset(str(each) for each in cast("Iterable[object]", finding.told["from"]))
    first = first_steps(table.transitions, str(finding.told["state"]), towards)
    return [Link(_("First: {step}").format(step=event(each.id)), step(each.id)) for each in first]


def _where(types: Iterable[str], write: Callable[[str], str]) -> list[Link]:
    return [Link(document(each), href) for each in types if (href := write(each))]


def checks(findings: Iterable[Finding]) -> list[Check]:
    return [
        Check(
            title=title(each),
            standing=_standing(each),
            reason=because(each),
            source=source(each),
            safeguard=each.safeguard if each.safeguard in SAFEGUARDS else "",
            href=_page(each.safeguard),
        )
        for each in findings
    ]


def _standing(finding: Finding) -> CheckStanding:
    if finding.allowed:
        return CheckStanding.MET
    return CheckStanding.UNKNOWN if finding.missing else CheckStanding.REFUSED


def _page(safeguard: str) -> str:
    return reverse("safeguard", args=[safeguard]) if safeguard in SAFEGUARDS else ""


def moment(at: datetime) -> str:
    """Write a day with its time as people write it here."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day(value: object) -> str:
    """Write a moment or a day as people write it here."""
    if hasattr(value, "astimezone"):
        value = timezone.localtime(value)  # type: ignore[arg-type]
    return formats.date_format(value, "DATE_FORMAT")  # type: ignore[arg-type]
