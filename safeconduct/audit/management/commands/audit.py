"""`audit verify` computes the log again; `audit seal` gives leaves their places, once or again and again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.audit.again import again
from safeconduct.audit.seal import seal_tree
from safeconduct.audit.verify import verify


class Command(BaseCommand):
    help = "Verify the audit log, or seal what was written since the last time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "seal"])
        parser.add_argument("--every", type=float, metavar="SECONDS", help="seal again and again, quietly")
        parser.add_argument(
            "--while", type=int, dest="server", metavar="PID", help="as long as it is our parent"
        )

    def handle(self, *_args: Any, what: str, every: float | None, server: int | None, **_also: Any) -> None:
        if what == "verify":
            self._verify()
        elif every:
            again(seal_tree, every, server)
        else:
            self.stdout.write(_placed(seal_tree().placed))

    def _verify(self) -> None:
        found = verify()
        if not found.sound:
            told = _("The log does not hold at index {index}: {because}")
            raise CommandError(told.format(index=found.first_bad, because=_(found.because)))
        told = ngettext("{size} leaf holds.", "{size} leaves hold.", found.size)
        self.stdout.write(f"{told.format(size=found.size)} {_waiting(found.waiting)}".strip())


def _placed(count: int) -> str:
    return ngettext("{count} leaf placed.", "{count} leaves placed.", count).format(count=count)


def _waiting(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} waits to be sealed.", "{count} wait to be sealed.", count).format(count=count)
