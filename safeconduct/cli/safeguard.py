"""`safeconduct safeguard ID`: one safeguard in plain words, with its deadline, its sources and where it is asked."""

import argparse
import textwrap
from collections.abc import Iterable
from typing import Any

from safeconduct.cli.refusals import WrongUse
from safeconduct.protection.acts import ACTS, IN_A_CASE, no_door_asks, some_door_asks
from safeconduct.protection.finding import Override
from safeconduct.protection.mechanism import TRANSITIONS
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.declared import Due, Safeguard
from safeconduct.protection.safeguards.sources import INSTRUMENTS, SEEDS
from safeconduct.protection.words import Check

WIDTH = 100
HOW_SURE = {
    Check.READ: "the text was read",
    Check.READ_SECONDARY: "read about, not in the text itself",
    Check.KNOWLEDGE: "from knowledge, to be checked before it is quoted",
}


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("safeguard", help="show one safeguard in plain words")
    parser.add_argument("id", metavar="ID", help="such as SG-RT-01; `list` names all of them")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one safeguard, or the list of all."""
    if args.id == "list":
        print("\n".join(f"{each.id}  {each.title}" for each in SAFEGUARDS.values()))
        return 0
    found = SAFEGUARDS.get(args.id.upper())
    if found is None:
        raise WrongUse(f"there is no safeguard {args.id!r} (`safeconduct safeguard list` names all)")
    print("\n".join(lines(found)))
    return 0


def lines(safeguard: Safeguard) -> Iterable[str]:
    """Tell one safeguard, line by line."""
    yield f"{safeguard.id}  {safeguard.title}"
    yield from textwrap.wrap(safeguard.rule, WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield ""
    yield from _named(
        "Kind", f"{safeguard.kind}, {safeguard.legal_force}; it acts by: {safeguard.enforcement}"
    )
    yield from _named("Time limit", _due(safeguard.due))
    yield from _named("Who may decide otherwise", _override(safeguard.override))
    yield from _named("Children", safeguard.children or "the same rule")
    yield "Sources"
    for each in safeguard.instruments:
        text = f"{INSTRUMENTS.get(each.name, each.name)}, {each.article}: {HOW_SURE[each.check]}"
        yield from textwrap.wrap(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")
    for seed in safeguard.seeds:
        text = f"{SEEDS.get(seed.title, seed.title)}, {seed.place}"
        yield from textwrap.wrap(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")
    yield "Where it is asked"
    yield from _asked(safeguard)


def _asked(safeguard: Safeguard) -> Iterable[str]:
    steps = [step for step in TRANSITIONS.values() if safeguard.id in step.safeguards]
    for step in steps:
        yield f"  - {step.id}: {step.title}"
    for act in safeguard.acts:
        if act in ACTS:
            yield f"  - {_before(safeguard, act)}: {ACTS[act].title}"
        elif not some_door_asks(safeguard, act):
            yield f"  - no door asks it yet: {TRANSITIONS[act].title}"
    if no_door_asks(safeguard):
        yield "  not yet asked by any door"


def _before(safeguard: Safeguard, act: str) -> str:
    if act in IN_A_CASE:
        return "in each case, before somebody does this"
    return "where it is done" if some_door_asks(safeguard, act) else "no door asks it yet"


def _named(name: str, text: str) -> Iterable[str]:
    yield from textwrap.wrap(f"{name}: {text}", WIDTH, subsequent_indent="  ")


def _due(due: Due) -> str:
    note = f" ({due.note})" if due.note else ""
    if due.value is None:
        return f"none of its own{note}"
    return f"{due.value} {due.unit} (counted from: {due.counted_from}); basis: {due.basis}{note}"


def _override(override: Override) -> str:
    if not override.allowed:
        return "nobody"
    roles = ", ".join(override.roles) or "no role is named"
    second = "; two people from two agencies" if override.second_person else ""
    why = f"; only when: {override.justification}" if override.justification else ""
    days = override.review_working_days
    review = f"; reviewed within {days} working days" if days else ""
    return f"{roles}{second}{why}{review}"
