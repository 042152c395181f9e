"""`safeconduct run`: play the main job in front of the reader, then serve it at http://127.0.0.1:8000."""

import argparse
import os
import sys
from typing import Any

from safeconduct.cli.refusals import WrongUse
from safeconduct.cli.serve import port_number

ADDRESS, PORT = "127.0.0.1", 8000


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("run", help="play the main job, then serve it, until Ctrl-C")
    parser.add_argument("--once", action="store_true", help="only the story")
    parser.add_argument("--code", action="store_true", help="only a fresh second factor for the cast")
    parser.add_argument("--port", type=port_number, default=PORT, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play what is not there yet, tell the sign-ins, and serve unless told otherwise."""
    from django.core.exceptions import ImproperlyConfigured

    from safeconduct.demo.second_factor import code_now
    from safeconduct.hosting import server

    if args.code:
        print(code_now())
        return 0
    if os.environ.get("SAFECONDUCT_MODE") == "production":
        raise WrongUse("run plays invented people with a known password; in production use serve")
    try:
        if not args.once:
            server.check_port(ADDRESS, args.port)
        server.prepare()
    except (ImproperlyConfigured, server.NotReady) as refused:
        raise WrongUse(str(refused)) from refused
    promised = _tell()
    if args.once:
        print("To open these cases in the browser: ./run serve")
        return 0 if promised else 1
    print(f"Safe Conduct is at http://{ADDRESS}:{args.port} (Ctrl-C ends it)", flush=True)
    server.serve(ADDRESS, args.port)
    return 0


def _tell() -> bool:
    from django.utils import timezone

    from safeconduct.demo import cast, stories
    from safeconduct.demo.second_factor import TOTP_SECRET, code_now

    now = timezone.now()
    try:
        members = cast.gather(now.date(), sign_in=True)
    except cast.NotForProduction as refused:
        raise WrongUse(str(refused)) from refused
    told = stories.tell(members, now, _print)
    _print("")
    if told.refusals:
        _print(f"{told.refusals} refusals were explained on the way.")
        _print("")
    for line in stories.sign_ins(members, cast.PASSWORD, TOTP_SECRET, code_now()):
        _print(line)
    return told.as_promised


def _print(line: str) -> None:
    print(line)
    sys.stdout.flush()  # a story is read while it happens
