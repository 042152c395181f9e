"""A country's page: what law and practice give on a day, each value with its source and how sure it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from safeconduct.casework.views import law_words, words
from safeconduct.casework.views.frame import Asked, now, page, shown
from safeconduct.protection import clocks
from safeconduct.protection.country import CountryProfile, UnknownCountry, catalogue, profile
from safeconduct.protection.national_law import Dated, Hotline, InForce, ReflectionPeriod, Spell, Treaty
from safeconduct.protection.safeguards.sources import SEEDS
from safeconduct.protection.sourced import Sourced
from safeconduct.protection.words import Answer
from safeconduct.protection.words import gettext_noop as mark

T = TypeVar("T")
WARNING = mark(
    "Working reference. Unknown never means none. Check each value with national counsel before real use; "
    "test-call every hotline number before it is shown to a person."
)
# What the words for confidence mean, as the source catalogue says.
MEANING = {
    "high": mark("read in an official or faithful copy, or undisputed"),
    "medium": mark("read in a secondary source or older text, or well known"),
    "low": mark("inferred or weakly remembered"),
    "unknown": mark("no value given"),
}
TREATIES = (
    (mark("UN trafficking protocol, 2000"), "un_protocol"),
    (mark("Council of Europe convention 197, 2005"), "coe_197"),
    (mark("ASEAN convention, 2015"), "actip"),
    (mark("Refugee convention, 1951"), "refugee_1951"),
)
UNION = (
    (mark("The Union itself and the UN trafficking protocol"), "eu_un_protocol"),
    (mark("Directive 2011/36/EU on trafficking"), "eu_directive_2011_36"),
    (mark("Directive 2004/81/EC on residence permits"), "eu_directive_2004_81"),
    (mark("The change of 2024"), "eu_amendment_2024_1712"),
    (mark("What the Court of Justice decided"), "eu_court_c_66_21"),
)
# Languages of states that Django has no name for.
_MORE_LANGUAGES = {
    "fil": mark("Filipino"),
    "lo": mark("Lao"),
    "mi": mark("Māori"),
    "mt": mark("Maltese"),
    "rm": mark("Romansh"),
    "st": mark("Sesotho"),
    "zh": mark("Chinese"),
}
CHANNELS = {
    "phone": mark("Telephone"),
    "sms": mark("Text message"),
    "chat": mark("Chat"),
    "email": mark("E-mail"),
    "web": mark("Web page"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One value as shown: what it is, the value in words, how sure, from where."""

    label: str
    value: str
    sure: str
    tone: str
    sources: list[str]
    note: str = ""
    quoted: bool = False  # the words of the source, in English


@dataclass(frozen=True, slots=True)
class Period:
    """The reflection period that counts here: for whom, how long, what decided, what national law leaves open."""

    who: str
    days: str
    won: str
    national: str
    gap: str


class OnDay(forms.Form):
    on = forms.DateField(
        label=lazy("What holds on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


@page("GET")
def country(request: Asked, iso2: str) -> HttpResponse:
    """Show one country on a day (`on` in the address; today without it)."""
    try:
        found = profile(iso2.upper())
    except UnknownCountry as unknown:
        raise Http404 from unknown
    today = now().astimezone(found.timezone).date()
    form = OnDay(request.GET if "on" in request.GET else {"on": today.isoformat()})
    day = (form.cleaned_data["on"] if form.is_valid() else None) or today
    law = found.on(day)
    context = {
        "country": found,
        "day": day,
        "form": form,
        "clear": reverse("country", args=[found.iso2]) if day != today else "",
        "warning": _(WARNING),
        "meetings": [SEEDS[key] for key in found.discussed_in if key in SEEDS],
        "periods": list(_periods(found, day)),
        "reflection": list(_reflection(law)),
        "stay": _several(_("Permit to stay"), law.permits, str),
        "authority": list(_authority(law)),
        "children": list(_children(law)),
        "hotlines": [_hotline(each) for each in law.hotlines],
        "later": list(_later(found, day)),
        "treaties": [told(_(title), getattr(found.treaties, name), _treaty) for title, name in TREATIES],
        "groups": ", ".join(found.groups),
        "shared": list(_shared(found)),
        "calendar": list(_calendar(found)),
        "notes": [told("", each, str, quoted=True) for each in found.notes],
        "how_sure": [(_(word), _(MEANING[each])) for each, (word, _tone) in law_words.CONFIDENCE.items()],
    }
    return shown(request, "casework/reference_country.html", context)


def told(label: str, value: Sourced[T], say: Callable[[T], str], *, quoted: bool = False) -> Told:
    """Put one sourced value in words; unknown is said as unknown, never left out."""
    sure, tone = law_words.CONFIDENCE[value.confidence]
    return Told(
        label=label,
        value="" if value.value is None else say(value.value),
        sure=_(sure),
        tone=tone.value,
        sources=[catalogue().sources[key] for key in value.source],
        note=value.note,
        quoted=quoted,
    )


def _several(label: str, values: Iterable[Sourced[T]], say: Callable[[T], str]) -> list[Told]:
    return [told(label, each, say, quoted=True) for each in values] or [told(label, Sourced[str](None), str)]


def _periods(found: CountryProfile, day: date) -> Iterator[Period]:
    """Count the reflection period of somebody presumed a victim at noon of that day, adult and child."""
    noon = datetime.combine(day, time(12), tzinfo=found.timezone)
    for child, who in ((False, _("An adult")), (True, _("A child, or somebody whose age is in doubt"))):
        clock = clocks.reflection(found, noon, child)
        national = law_words.length(clock.national.value, clock.national.unit) if clock.national else ""
        yield Period(
            who=who,
            days=law_words.length((clock.last_day - day).days, "days"),
            won=_(words.WON_WORDS[clock.won]),
            national=national,
            gap=law_words.length(clock.gap.value, clock.gap.unit) if clock.gap else "",
        )


def _reflection(law: InForce) -> Iterator[Told]:
    yield told(_("What national law or practice states"), law.reflection, _stated, quoted=True)
    period = law.reflection.value
    if period is not None:
        yield told(_("What it states for children"), period.children, lambda one: one.rule, quoted=True)


def _stated(period: ReflectionPeriod) -> str:
    sure = [law_words.length(each.value, each.unit) for each in period.lengths[-1:]]
    said = [period.kind, *(_("at least {length}").format(length=each) for each in sure)]
    if period.days_max is not None:
        said.append(_("at most {length}").format(length=law_words.length(period.days_max, "days")))
    if period.extendable is not Answer.UNKNOWN:
        said.append(_("can be extended") if period.extendable is Answer.YES else _("cannot be extended"))
    if period.starts:
        said.append(_("counted from: {moment}").format(moment=period.starts))
    return "; ".join(said)


def _authority(law: InForce) -> Iterator[Told]:
    yield told(_("Who identifies"), law.identification_authority, str, quoted=True)
    yield told(_("Referral mechanism"), law.referral_mechanism, str, quoted=True)
    yield told(_("Time to appeal against “not identified”"), law.appeal_days, _in_days)


def _children(law: InForce) -> Iterator[Told]:
    yield told(_("What national law adds for children"), law.children, str, quoted=True)
    yield told(_("Age at which national childhood ends"), law.child_under, formats.number_format)


def _shared(found: CountryProfile) -> Iterator[Told]:
    """Say what holds for every member of the European Union, where the country is one."""
    if found.eu_member:
        for title, key in UNION:
            yield told(_(title), catalogue().general[key], str, quoted=True)


def _in_days(value: int) -> str:
    return law_words.length(value, "days")


def _treaty(treaty: Treaty) -> str:
    if not treaty.party:
        return _("Not a party")
    if not treaty.since:
        return _("Party")
    try:
        since = formats.date_format(date.fromisoformat(treaty.since), "DATE_FORMAT")
    except ValueError:  # only the year, or the month, is known
        since = treaty.since
    return _("Party since {day}").format(day=since)


def _hotline(value: Sourced[Hotline]) -> dict[str, object]:
    """A number for staff. One that nobody has test-called says so."""
    hotline = value.value
    if hotline is None:  # spells hold known values only
        raise ValueError("a hotline without a number")
    return {
        "told": told(_("Hotline"), value, lambda one: one.name or _("Number without a name"), quoted=True),
        "channels": [(_(CHANNELS[kind]), to) for kind, to in hotline.channels],
        "hours": hotline.hours,
        "languages": _languages(hotline.languages),
        "tested": hotline.tested,
    }


def _calendar(found: CountryProfile) -> Iterator[Told]:
    yield told(_("Time zones, the capital’s first"), found.timezones, ", ".join)
    yield told(_("Weekend"), found.weekend, _weekdays)
    yield told(
        _("Public holidays"),
        found.holidays,
        lambda known: _("{yearly} every year, {dated} by date; complete for {years}").format(
            yearly=len(known.yearly),
            dated=len(known.dated),
            years=", ".join(str(each) for each in sorted(known.years)) or "–",
        ),
    )
    yield told(_("Languages of the state"), found.languages, _languages)


def _languages(codes: Iterable[str]) -> str:
    """Name languages in the reader's; a code that has no name there stays a code."""
    named = []
    for code in codes:
        try:
            named.append(str(get_language_info(code)["name_translated"]))
        except KeyError:
            named.append(_(_MORE_LANGUAGES.get(code, code)))
    return ", ".join(named)


def _weekdays(numbers: frozenset[int]) -> str:
    monday = date(2024, 1, 1)
    return ", ".join(
        formats.date_format(monday.replace(day=monday.day + each), "l") for each in sorted(numbers)
    ) or _("no day")


def _later(found: CountryProfile, day: date) -> Iterator[tuple[date, Told]]:
    """Return what changes after the day, the next first."""
    laws = found.laws
    dated: tuple[tuple[str, Dated[Sourced[Any]], Callable[[Any], str]], ...] = (
        (_("Recovery and reflection period"), laws.reflection, _stated),
        (_("Who identifies"), laws.identification_authority, str),
        (_("Referral mechanism"), laws.referral_mechanism, str),
        (_("What national law adds for children"), laws.children, str),
        (_("Age at which national childhood ends"), laws.child_under, str),
        (_("Time to appeal against “not identified”"), laws.appeal_days, _in_days),
    )
    changes = [
        (version.since, told(label, version.what, say, quoted=True))
        for label, each, say in dated
        for version in each.versions
        if version.since is not None and version.since > day
    ]
    changes += _begins_or_ends(_("Permit to stay"), laws.permits, str, day)
    changes += _begins_or_ends(_("Hotline"), laws.hotlines, lambda one: one.name or _("Hotline"), day)
    yield from sorted(changes, key=lambda pair: pair[0])


def _begins_or_ends(
    label: str, spells: Iterable[Spell[Sourced[T]]], say: Callable[[T], str], day: date
) -> list[tuple[date, Told]]:
    changes = []
    for each in spells:
        if each.since is not None and each.since > day:
            starts = _("{what}: begins").format(what=label)
            changes.append((each.since, told(starts, each.what, say, quoted=True)))
        if each.until is not None and each.until >= day:
            ends = _("{what}: last day").format(what=label)
            changes.append((each.until, told(ends, each.what, say, quoted=True)))
    return changes
