"""`safeconduct manage …`: the operator's commands, such as `manage audit verify` and `manage recover`."""

import argparse
import os
from typing import Any

from safeconduct.cli.refusals import WrongUse


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("manage", help="the operator's commands: audit verify, recover, migrate")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="COMMAND")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, ManagementUtility, get_commands
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")
    try:
        django.setup()
        asked = args.rest[0] if args.rest else "help"
        if not asked.startswith("-") and asked not in {*get_commands(), "help"}:
            raise WrongUse(f"there is no command {asked} (see safeconduct manage help)")
        utility = ManagementUtility(["safeconduct manage", *args.rest])
        if asked != "help" and not asked.startswith("-"):
            # Asked by the program, a command refuses a wrong call in one line; on its own it prints its usage.
            utility.fetch_command(asked).create_parser("safeconduct manage", asked).parse_args(args.rest[1:])
        utility.execute()
    except (CommandError, ImproperlyConfigured) as refused:
        raise WrongUse(str(refused)) from refused
    except DatabaseError as problem:
        raise WrongUse(f"the database cannot be used: {' '.join(str(problem).split())}") from problem
    except SystemExit as ended:  # a command that refused says so with 1, a call that was wrong with 2
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 0
