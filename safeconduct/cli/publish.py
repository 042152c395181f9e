"""`safeconduct publish CONFIG`: make a release that exposes nobody, or say why not."""

import argparse
import json
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from safeconduct.cli.refusals import WrongUse, one_line


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("publish", help="make a release that exposes nobody, or say why not")
    parser.add_argument("config", metavar="CONFIG", type=Path, help="a TOML file that says what to publish")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Publish what the configuration orders. A rule that refuses ends with 1, a wrong order or file with 2."""
    from safeconduct.observatory.disclosure import order, publishing
    from safeconduct.observatory.disclosure.budget import BadBudget
    from safeconduct.observatory.disclosure.bundle import CannotWrite, internal_folder
    from safeconduct.observatory.disclosure.domain import BadDomain
    from safeconduct.observatory.disclosure.ledger import BudgetRefused, LedgerDamaged
    from safeconduct.observatory.disclosure.people import BadData

    told = _read(args.config)
    try:
        ordered = order.read(told, args.config.parent)
        folder = publishing.publish(ordered, at=datetime.now(UTC), tell=_progress)
    except (BudgetRefused, BadBudget, LedgerDamaged, publishing.NotSafe) as refused:
        return _refused(str(refused), as_json=args.json)
    except (order.BadOrder, BadData, BadDomain, CannotWrite) as wrong:
        raise WrongUse(f"{args.config}: {wrong}") from None
    except OSError as wrong:
        raise WrongUse(f"{wrong.filename or args.config}: {wrong.strerror or 'cannot be read'}") from None
    inside = internal_folder(folder)
    if args.json:
        print(json.dumps({"published": True, "folder": str(folder), "internal": str(inside)}, indent=2))
    else:
        print(
            f"Published in {folder}. What is for you alone is in {inside}: keep it where nobody else reads."
        )
    return 0


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise WrongUse(f"{path}: {wrong.strerror or 'cannot be read'}") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path}: not a text file in UTF-8") from None
    except tomllib.TOMLDecodeError as wrong:
        raise WrongUse(f"{path}: not valid TOML: {wrong}") from None


def _refused(why: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"published": False, "because": why}, ensure_ascii=False, indent=2))
    else:
        print(one_line(f"Not published: {why}"))
    return 1


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        print(words, file=sys.stderr)
