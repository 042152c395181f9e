"""`safeconduct serve`: open the product at http://127.0.0.1:8000 until Ctrl-C."""

import argparse
import sys
from typing import Any

from safeconduct.cli.refusals import WrongUse


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help="open the product in the browser, until Ctrl-C")
    parser.add_argument(
        "--address", default="127.0.0.1", help="where to listen (127.0.0.1: this machine only)"
    )
    parser.add_argument("--port", type=port_number, default=8000)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from django.core.exceptions import ImproperlyConfigured

    from safeconduct.hosting import server

    try:
        server.check_port(args.address, args.port)
        server.prepare()
        print(f"Safe Conduct is at http://{args.address}:{args.port} (Ctrl-C ends it)", file=sys.stderr)
        server.serve(args.address, args.port)
    except (ImproperlyConfigured, server.NotReady) as refused:
        raise WrongUse(str(refused)) from refused
    return 0


def port_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port: a number from 1 to 65535")
    return int(text)
