"""A region of the mechanism: its picture, and the same as a table in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from safeconduct.casework.views import words
from safeconduct.casework.views.frame import Asked, page, shown
from safeconduct.protection.mechanism import REGIONS
from safeconduct.protection.mechanism.declared import (
    SAME,
    Effect,
    Ends,
    Lifts,
    Moves,
    Owes,
    RegionTable,
    Runs,
    Schedules,
    Transition,
    Watches,
)
from safeconduct.protection.mechanism.layout import BOX_HEIGHT, BOX_WIDTH, Arrow, Stub, picture
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.words import Region
from safeconduct.ui.shapes import Link

LINE, LINES = 19, 3  # letters that fit in a line of a box, and lines
LEADING = 18
FEW = 3  # states named in a line of the table


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box with its title broken into lines, each with where it is written."""

    x: float
    y: float
    kind: str
    lines: list[tuple[float, str]]


@page("GET")
def mechanism(request: Asked, region: str) -> HttpResponse:
    """Show one region of the mechanism to anybody who is signed in; `step` in the address is told in full."""
    if region not in set(Region):
        raise Http404
    table, chosen = REGIONS[Region(region)], request.GET.get("step", "")
    context = {
        "title": _(table.title),
        "picture": _picture(table),
        "states": [
            {
                "title": _(each.title),
                "meaning": _(each.meaning),
                "start": each.id == table.initial,
                "ways": _ways(table, each.id),
            }
            for each in table.states
        ],
        "steps": [_line(table, number, each) for number, each in enumerate(table.transitions, start=1)],
        "chosen": next((_step(table, each) for each in table.transitions if each.event == chosen), None),
        "regions": [
            Link(_(each.title), reverse("mechanism", args=[other]), other == region)
            for other, each in REGIONS.items()
        ],
    }
    return shown(request, "casework/reference_mechanism.html", context)


def _picture(table: RegionTable) -> dict[str, object]:
    laid = picture(table)
    number = {each.event: str(at) for at, each in enumerate(table.transitions, start=1)}
    states = {each.id: each for each in table.states}
    boxes = []
    for box in laid.boxes:
        state = states[box.state]
        kind = "start" if box.state == table.initial else state.kind
        boxes.append(
            Drawn(box.x - BOX_WIDTH / 2, box.y - BOX_HEIGHT / 2, kind, _lines(_(state.title), box.y))
        )
    return {
        "width": round(laid.width),
        "height": round(laid.height),
        "boxes": [(each, each.x + BOX_WIDTH / 2) for each in boxes],
        "box_width": BOX_WIDTH,
        "box_height": BOX_HEIGHT,
        "arrows": [(each, _numbers(each, number)) for each in laid.arrows],
        "from_many": [(each, _numbers(each, number)) for each in laid.from_many],
        "staying": [(each, _numbers(each, number)) for each in laid.staying],
    }


def _numbers(mark: Arrow | Stub, number: dict[str, str]) -> str:
    return ", ".join(number[event] for event in mark.steps)


def _lines(title: str, middle: float) -> list[tuple[float, str]]:
    """Break a title into lines that fit a box; what does not fit is cut, the table has it whole."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], Truncator(" ".join(lines[LINES - 1 :])).chars(LINE)]
    first = middle - (len(lines) - 1) * LEADING / 2 + 5
    return [(first + at * LEADING, line) for at, line in enumerate(lines)]


def _ways(table: RegionTable, state: str) -> list[dict[str, object]]:
    """List the steps that lead on from a state: what a phone shows instead of the picture."""
    return [
        {
            "number": number,
            "event": step.event,
            "title": _(step.title),
            "to": words.state(table.region, step.target) if step.target not in {SAME, state} else "",
        }
        for number, step in enumerate(table.transitions, start=1)
        if state in step.sources
    ]


def _line(table: RegionTable, number: int, step: Transition) -> dict[str, object]:
    """One line of the table: short, with codes; the step itself tells the rest."""
    return {
        "number": number,
        "event": step.event,
        "title": _(step.title),
        "from": [words.state(table.region, each) for each in step.sources[:FEW]],
        "more": max(len(step.sources) - FEW, 0),
        "to": words.state(table.region, step.target) if step.target != SAME else "",
        "who": ", ".join(words.role(each) for each in step.by),
        "safeguards": step.safeguards,
        "papers": step.documents,
    }


def _step(table: RegionTable, step: Transition) -> dict[str, object]:
    return {
        "title": _(step.title),
        "meaning": _(step.meaning),
        "from": [words.state(table.region, each) for each in step.sources],
        "to": words.state(table.region, step.target) if step.target != SAME else "",
        "who": [words.role(each) for each in step.by],
        "safeguards": [(each, _(SAFEGUARDS[each].title)) for each in step.safeguards],
        "papers": [(each, words.document(each)) for each in step.documents],
        "protects": step.protects,
        "follows": [said for effect in step.effects for said in _follows(effect)],
    }


def _follows(effect: Effect) -> Iterator[str]:
    """Say what a step brings about, in words."""
    match effect:
        case Moves(events):
            yield _("Another step follows by itself: {step}").format(
                step=" / ".join(words.event(each) for each in events)
            )
        case Owes(what, _safeguard, to):
            yield _("{role} owes: {what}").format(role=words.role(to), what=_(what))
        case Runs(_clock, safeguard):
            yield _("A time starts to run: {what}").format(what=_(SAFEGUARDS[safeguard].title))
        case Ends():
            yield _("A time has done its work and ends.")
        case Schedules():
            yield _("The next contact of the follow-up is owed.")
        case Lifts():
            yield _("What was owed for this reason is owed no longer.")
        case Watches():
            yield _("What a date on paper asks for is owed at its own time.")
