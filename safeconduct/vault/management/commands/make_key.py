"""`make_key FILE`: make the root key of a node that goes to work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from safeconduct.vault import keyfile


class Command(BaseCommand):
    help = "Make a root key in a file that must not exist yet. Keep a copy where the database is not."
    requires_system_checks: list[str] = []  # a node without a key has no database yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_also: Any) -> None:
        try:
            keyfile.make(file, "production")
        except FileExistsError as there:
            raise CommandError(_("{file} exists: a key is never overwritten.").format(file=file)) from there
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}.") from problem
        self.stdout.write(_("The key is in {file}. Name it in SAFECONDUCT_KEY_FILE.").format(file=file))
