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
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, ManagementUtility

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")
    try:
        ManagementUtility(["safeconduct manage", *args.rest]).execute()
    except (CommandError, ImproperlyConfigured) as refused:
        raise WrongUse(str(refused)) from refused
    return 0
