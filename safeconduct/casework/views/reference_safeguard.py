"""A safeguard's own page: the rule in plain words, its time, who may decide otherwise, sources, where it is asked."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework.views import law_words, words
from safeconduct.casework.views.frame import Asked, page, shown
from safeconduct.casework.views.reference_acts import asked_elsewhere, asked_in_a_case, not_yet_asked
from safeconduct.protection.acts import no_door_asks
from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.mechanism.declared import Owes, Runs, Transition
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Safeguard
from safeconduct.protection.safeguards.sources import INSTRUMENTS, SEEDS
from safeconduct.ui.shapes import Link, Row


@page("GET")
def safeguard(request: Asked, id: str) -> HttpResponse:  # noqa: A002
    """Show one safeguard to anybody who is signed in."""
    found = SAFEGUARDS.get(id)
    if found is None:
        raise Http404
    family = [each for each in SAFEGUARDS.values() if each.group == found.group]
    context = {
        "safeguard": found,
        "title": _(found.title),
        "rule": _(found.rule),
        "rows": _rows(found),
        "otherwise": _otherwise(found),
        "children": _(found.children) if found.children else "",
        "instruments": _instruments(found),
        "meetings": [(SEEDS[each.title], each.place) for each in found.seeds],
        "asked": _asked(found),
        "owed": _owed(found),
        "unasked": no_door_asks(found),
        "in_a_case": asked_in_a_case(found),
        "elsewhere": asked_elsewhere(found),
        "not_yet": not_yet_asked(found),
        "family": _(law_words.FAMILIES[found.group]),
        "siblings": [
            Link(_(each.title), reverse("safeguard", args=[each.id]), each.id == found.id) for each in family
        ],
    }
    return shown(request, "casework/reference_safeguard.html", context)


def _rows(found: Safeguard) -> list[Row]:
    basis = _(law_words.BASIS[found.due.basis])
    rows = [
        Row(_("What it is"), _(law_words.KINDS[found.kind])),
        Row(_("How it acts"), _(law_words.ENFORCEMENT[found.enforcement])),
        Row(_("Legal force"), _(law_words.FORCE[found.legal_force])),
        Row(_("Time limit"), law_words.due(found.due)),
    ]
    if found.due.value is not None:
        rows.append(Row(_("Where the time comes from"), basis))
    if found.due.note:
        rows.append(Row(_("Note on the time"), found.due.note, lang="en"))
    return rows


def _otherwise(found: Safeguard) -> list[Row]:
    """Say who can decide otherwise and with what; empty when nobody can."""
    override = found.override
    if not override.allowed:
        return []
    people = _("Two people from two agencies") if override.second_person else _("One person")
    rows = [
        Row(_("Who"), ", ".join(_(each) for each in override.roles)),
        Row(_("How many"), people),
        Row(_("Only when"), _(override.justification) if override.justification else ""),
    ]
    if override.review_working_days:
        within = law_words.length(override.review_working_days, "working days")
        rows.append(Row(_("Looked at again"), _("within {length}").format(length=within)))
    return rows


def _instruments(found: Safeguard) -> list[dict[str, object]]:
    told: list[dict[str, object]] = []
    for each in found.instruments:
        sure, tone = law_words.HOW_SURE[each.check]
        told.append(
            {"name": INSTRUMENTS[each.name], "article": each.article, "sure": _(sure), "tone": tone.value}
        )
    return told


def _asked(found: Safeguard) -> list[tuple[str, str, list[Transition]]]:
    """Return the steps that ask the rule, region by region: title, address, steps."""
    told = []
    for region, table in REGIONS.items():
        steps = [each for each in table.transitions if found.id in each.safeguards]
        if steps:
            told.append((_(table.title), reverse("mechanism", args=[region]), steps))
    return told


def _owed(found: Safeguard) -> list[str]:
    """Say what the steps of a case leave owed, or start to count, in the name of this safeguard."""
    effects = [effect for step in TRANSITIONS.values() for effect in step.effects]
    owed = [_(each.what) for each in effects if isinstance(each, Owes) and each.safeguard == found.id]
    runs = [each for each in effects if isinstance(each, Runs) and each.safeguard == found.id]
    clocks = [_("A time starts to run: {what}").format(what=words.told(each.clock)) for each in runs]
    return list(dict.fromkeys(owed + clocks))
