"""`safeconduct disclose-check TABLE`: may a table of counts be published as it is?"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from safeconduct.cli.refusals import WrongUse


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("disclose-check", help="say whether a table of counts is safe as it is")
    parser.add_argument("table", metavar="TABLE", type=Path, help="a CSV file of counts, with its totals")
    parser.add_argument("--k", type=int, default=10, help="the fewest people that are shown (default: 10)")
    parser.add_argument(
        "--base", type=int, default=1, help="figures were rounded down to a multiple of this (default: 1)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print which small groups can be worked out; end with 1 when there is one."""
    from safeconduct.observatory.disclosure import figures, tabled, working_out
    from safeconduct.observatory.disclosure.people import BadData
    from safeconduct.observatory.disclosure.relations import Contradiction

    if args.k < 2 or args.base < 1:
        raise WrongUse("--k is 2 or more, --base 1 or more")
    try:
        told = tabled.read(_text(args.table), base=args.base)
        found = working_out.readable(working_out.relations([figures.Published(told, ())]), args.k)
        hide = tabled.to_hide(told, args.k) if found else ()
    except (BadData, Contradiction) as wrong:
        raise WrongUse(f"{args.table}: {wrong}") from None
    groups = [{"group": _name(sorted(each.atoms)), "least": each.low, "most": each.high} for each in found]
    answer = {"safe": not found, "k": args.k, "worked_out": groups, "hide": hide and list(hide)}
    print(json.dumps(answer, ensure_ascii=False, indent=2) if args.json else "\n".join(_lines(answer)))
    return 1 if found else 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise WrongUse(f"{path}: {wrong.strerror or 'cannot be read'}") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path}: not a text file in UTF-8") from None


def _name(atoms: list[str]) -> str:
    """Name a group by its finest cells."""
    return " + ".join(atom.strip("|").replace("|", ", ") for atom in atoms)


def _lines(answer: dict[str, Any]) -> Iterable[str]:
    if answer["safe"]:
        yield f"Safe: no group of fewer than {answer['k']} people can be worked out from this table."
        return
    yield f"Not safe: groups that may be fewer than {answer['k']} people can be worked out."
    for group in answer["worked_out"]:
        least, most = group["least"], group["most"]
        yield f"  {group['group']}: {least}" + (f" to {most}" if most != least else "")
    if answer["hide"]:
        yield "With exact totals, hide at least:"
        yield from (f"  {name}" for name in answer["hide"])
    yield "Simplest is to round every cell down to a multiple of k and to sum totals from the rounded cells."
