"""`estimates_due` runs the studies that wait, one at a time, apart from the server and the clocks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from safeconduct.audit.again import again
from safeconduct.observatory.running import run_next


class Command(BaseCommand):
    help = "Run the estimates that wait for their turn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="again and again, quietly")
        parser.add_argument(
            "--while", type=int, dest="server", metavar="PID", help="as long as it is our parent"
        )

    def handle(self, *_args: Any, every: float | None, server: int | None, **_also: Any) -> None:
        if every:
            again(run_next, every, server)
            return
        ran = 0
        while run_next():
            ran += 1
        told = ngettext("{count} estimate was run.", "{count} estimates were run.", ran)
        self.stdout.write(told.format(count=ran))
