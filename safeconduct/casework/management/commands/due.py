"""`due` lets time pass: clocks that have run out do their event, and the log is sealed. Once, or again and again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from safeconduct.audit.again import again
from safeconduct.audit.seal import seal_tree
from safeconduct.casework.services import let_time_pass


class Command(BaseCommand):
    help = "Let time pass: do what is due, and seal the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, metavar="SECONDS", help="again and again, quietly")
        parser.add_argument(
            "--while", type=int, dest="server", metavar="PID", help="as long as it is our parent"
        )

    def handle(self, *_args: Any, every: float | None, server: int | None, **_also: Any) -> None:
        if every:
            again(_once, every, server)
            return
        happened = _once()
        told = ngettext("{count} thing was due.", "{count} things were due.", happened)
        self.stdout.write(told.format(count=happened))


def _once() -> int:
    happened = let_time_pass(timezone.now())
    seal_tree()
    return happened
