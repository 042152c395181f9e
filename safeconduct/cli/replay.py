"""`safeconduct replay FILE`: play walks through the real doors, in a database that is thrown away.

Before each step it makes true, through the same doors, what the guards ask for, and says so. A step that is
expected to be refused is tried as the case stands.
"""

import argparse
import json
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safeconduct.cli.refusals import WrongUse, printed
from safeconduct.cli.screen import read_json

if TYPE_CHECKING:
    from safeconduct.demo.replay import PlayedStep, PlayedWalk


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("replay", help="play walks through the real doors and compare")
    parser.add_argument("file", metavar="FILE", type=Path, help="a JSON file with walks")
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play every walk of the file, or refuse the whole file before anything is played."""
    from safeconduct.demo.walks import NotWalks, read_walks

    try:
        walks = read_walks(read_json(args.file))
    except NotWalks as wrong:
        raise WrongUse(f"{args.file}: {wrong}") from None
    from safeconduct.demo.throwaway import database

    with database():
        from safeconduct.demo.replay import play

        played = play(walks)
        text = json.dumps([_told(one) for one in played], indent=2) if args.json else printed(_lines(played))
    print(text)
    return 0 if all(one.matches for one in played) else 1


def _told(one: "PlayedWalk") -> dict[str, Any]:
    return {
        "id": one.walk.id,
        "title": one.walk.title,
        "steps": [_step_told(step) for step in one.steps],
        "final": one.final,
        "expected_final": dict(one.walk.final),
        "beside": one.beside,
        "matches": one.matches,
    }


def _step_told(step: "PlayedStep") -> dict[str, Any]:
    return {
        "event": step.step.event,
        "expect": step.step.expect,
        "result": step.result,
        "state": step.state,
        "expected_state": step.step.state,
        "made_true": list(step.made_true),
        "by": step.who,
        "safeguards": list(step.safeguards),
        "because": list(step.because),
        "matches": step.matches,
    }


def _lines(played: "list[PlayedWalk]") -> Iterable[str]:
    for one in played:
        yield f"{one.walk.id}  {one.walk.title}".rstrip()
        for step in one.steps:
            yield from _step_lines(step)
        yield from _final_lines(one)
        yield ""
    held = sum(one.matches for one in played)
    yield f"{held} of {len(played)} as expected"


def _step_lines(step: "PlayedStep") -> Iterable[str]:
    for line in step.made_true:
        yield from _wrapped(f"made true: {line}", "    ")
    by = f", {step.who}" if step.who else ""
    yield from _wrapped(f"{step.step.event}: {step.result}, now {step.state}{by}", "  ")
    if step.findings:
        yield from _wrapped(f"refused by {', '.join(step.safeguards) or 'the table of steps'}", "    ")
    for because in step.because:
        yield from _wrapped(f"- {because}", "      ")
    if not step.matches:
        state = f" and {step.step.state}" if step.step.state else ""
        yield f"    NOT as expected: {step.step.expect}{state}"


def _final_lines(one: "PlayedWalk") -> Iterable[str]:
    yield from _wrapped(
        "final: " + ", ".join(f"{region} {state}" for region, state in one.final.items()), "  "
    )
    for region, how in sorted(one.beside.items()):
        text = f"{region} is {one.final[region]} and not {one.walk.final[region]}: {how}"
        yield from _wrapped(text, "    ")
    for region in one.differs:
        yield f"    NOT as expected: {region} {one.walk.final[region]}"
    yield "  as expected" if one.matches else "  NOT as expected"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, 110, initial_indent=indent, subsequent_indent=indent + "  ")
