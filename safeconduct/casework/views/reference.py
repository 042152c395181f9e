"""The reference: safeguards, the mechanism, document types and countries, for anybody who is signed in. No case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework.views import law_words, words
from safeconduct.casework.views.frame import Asked, page, shown
from safeconduct.casework.views.reference_acts import acts_without_door
from safeconduct.protection.acts import no_door_asks
from safeconduct.protection.country import catalogue, load_all
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.ui.shapes import Link

FOUND = 12  # of each kind; more means that the words were too wide
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """One page that a search found: its kind in words, and a line of what it says."""

    kind: str
    title: str
    href: str
    text: str = ""
    code: str = ""


@page("GET")
def reference(request: Asked) -> HttpResponse:
    """Lead to every page of the reference, and find one by plain words.

    `family` and `phase` in the address open one list of rules or papers; all at once would be a heap.
    """
    text = request.GET.get("text", "").strip()[:LONGEST]
    context = {
        "text": text,
        "hits": search(text) if text else [],
        "families": _families(request.GET.get("family", "")),
        "regions": [
            (Link(_(table.title), reverse("mechanism", args=[region])), len(table.transitions))
            for region, table in REGIONS.items()
        ],
        "phases": _phases(request.GET.get("phase", "")),
        "unasked": [
            (each.id, Link(_(each.title), reverse("safeguard", args=[each.id])))
            for each in SAFEGUARDS.values()
            if no_door_asks(each)
        ],
        "unasked_acts": acts_without_door(),
        "countries": _countries(),
        "warning": _(catalogue().warning),
    }
    return shown(request, "casework/reference.html", context)


Part = tuple[str, str, int, list[tuple[str, Link]]]


def _families(chosen: str) -> list[Part]:
    """Return each family of safeguards: title, code, how many, and the rules of the chosen one."""
    parts = []
    for family, title in law_words.FAMILIES.items():
        rules = [each for each in SAFEGUARDS.values() if each.group == family]
        links = [(each.id, Link(_(each.title), reverse("safeguard", args=[each.id]))) for each in rules]
        parts.append((_(title), family, len(rules), links if family == chosen else []))
    return parts


def _phases(chosen: str) -> list[Part]:
    """Return each phase: title, code, how many papers, and the papers of the chosen one."""
    parts = []
    for phase, title in law_words.PHASES.items():
        types = [each for each in DOCUMENTS.values() if each.phase == phase]
        links = [(each.id, Link(_(each.title), reverse("document_type", args=[each.id]))) for each in types]
        parts.append((_(title), phase, len(types), links if phase == chosen else []))
    return parts


def _countries() -> list[tuple[str, Link]]:
    known = sorted(load_all().values(), key=lambda each: (each.invented, each.name))
    return [
        (
            each.iso2,
            Link(
                _("{name} (invented)").format(name=_(each.name)) if each.invented else _(each.name),
                reverse("country", args=[each.iso2]),
            ),
        )
        for each in known
    ]


def search(text: str) -> list[Hit]:
    """Find pages whose words hold every word of the text, the closest first; a few of each kind."""
    wanted = text.casefold().split()
    found: list[Hit] = []
    for hits in (_safeguard_hits(), _document_hits(), _country_hits(), _step_hits()):
        ranked = [(rank, hit) for hit in hits if (rank := _rank(hit, wanted)) is not None]
        ranked.sort(key=lambda pair: pair[0])
        found.extend(hit for _rank_of, hit in ranked[:FOUND])
    return found


def _rank(hit: Hit, wanted: list[str]) -> int | None:
    """Return 0 for words in the title, 1 for words elsewhere, None when a word is nowhere."""
    title = f"{hit.code} {hit.title}".casefold()
    whole = f"{title} {hit.text.casefold()}"
    if not all(word in whole for word in wanted):
        return None
    return 0 if all(word in title for word in wanted) else 1


def _safeguard_hits() -> Iterable[Hit]:
    for each in SAFEGUARDS.values():
        yield Hit(_("Safeguard"), _(each.title), reverse("safeguard", args=[each.id]), _(each.rule), each.id)


def _document_hits() -> Iterable[Hit]:
    for each in DOCUMENTS.values():
        yield Hit(
            _("Document"), _(each.title), reverse("document_type", args=[each.id]), _(each.purpose), each.id
        )


def _country_hits() -> Iterable[Hit]:
    for each in load_all().values():
        yield Hit(_("Country"), _(each.name), reverse("country", args=[each.iso2]), code=each.iso2)


def _step_hits() -> Iterable[Hit]:
    for each in TRANSITIONS.values():
        href = f"{reverse('mechanism', args=[each.region])}?step={each.event}#step"
        yield Hit(_("Step"), _(each.title), href, _(each.meaning))


@page("GET")
def document_type(request: Asked, id: str) -> HttpResponse:  # noqa: A002
    """Show one document type: what it is for, its fields, who writes and reads it, what it proves."""
    found = DOCUMENTS.get(id)
    if found is None:
        raise Http404
    context = {
        "type": found,
        "title": _(found.title),
        "purpose": _(found.purpose),
        "phase": _(law_words.PHASES[found.phase]),
        "authors": [words.role(each) for each in found.authors],
        "readers": [words.role(each) for each in found.readers],
        "fields": [law_words.field(each) for each in found.fields],
        "proves": [words.fact(each.fact) for each in found.proofs],
        "steps": [
            (_(each.title), f"{reverse('mechanism', args=[each.region])}?step={each.event}#step")
            for each in TRANSITIONS.values()
            if id in each.documents
        ],
    }
    return shown(request, "casework/reference_document.html", context)
