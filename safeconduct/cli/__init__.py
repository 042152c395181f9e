"""The commands. Each module of `COMMANDS` has `add(subparsers)` and `run(args) -> int`.

Exit status: 0 done, 1 a rule refused or an expectation failed, 2 wrong use.
"""

import argparse
import os
import sys
from importlib import import_module
from typing import NoReturn

from safeconduct.cli.refusals import WrongUse, one_line, shortened

COMMANDS = (
    "screen",
    "gate",
    "replay",
    "country",
    "safeguard",
    "estimate",
    "publish",
    "release-check",
    "disclose-check",
    "run",
    "serve",
    "manage",
)


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, as every command does."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message} (see {self.prog} --help)")


def run(argv: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        args = _parser().parse_args(argv)
        status: int = args.run(args)
        sys.stdout.flush()
    except WrongUse as wrong:
        print(shortened(one_line(f"safeconduct: {wrong}")), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough; point what is left nowhere so that closing stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="safeconduct", description="Protection for people who were trafficked.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"safeconduct.cli.{name.replace('-', '_')}").add(subparsers)
    return parser
