"""`begin …`: the first start. Makes an agency, a unit and two people who keep accounts, or nothing at all."""

from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from safeconduct.accounts.keeping.begin import Office, begin
from safeconduct.accounts.keeping.reach import CannotBe
from safeconduct.accounts.models import AgencyKind

WRONG_USE = 2


class Command(BaseCommand):
    help = "Make the first agency, its unit and two people who keep accounts; prints a password for each."

    def create_parser(self, prog_name: str, subcommand: str, **told: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **told)

        def refuse(message: str) -> NoReturn:
            raise CommandError(f"{message} (see manage begin --help)", returncode=WRONG_USE)

        parser.error = refuse  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agency", required=True, metavar="NAME")
        parser.add_argument("--kind", required=True, metavar="KIND", help=", ".join(AgencyKind.values))
        parser.add_argument("--unit", required=True, metavar="NAME")
        parser.add_argument("--country", required=True, metavar="CC", help="two letters, such as KH")
        parser.add_argument("--area", default="", metavar="NAME")
        parser.add_argument(
            "--keeper", required=True, action="append", nargs=2, metavar=("LOGIN", "NAME"), help="twice"
        )

    def handle(self, *_args: Any, keeper: list[list[str]], **told: Any) -> None:
        office = Office(**{name: told[name] for name in ("agency", "kind", "unit", "country", "area")})
        try:
            begun = begin(office, [(login, name) for login, name in keeper], timezone.now())
        except CannotBe as refused:
            raise CommandError(refused.words, returncode=WRONG_USE) from refused
        self.stdout.write(_("{unit} is there, and these keep accounts:").format(unit=begun.unit))
        for worker, password in begun.keepers:
            self.stdout.write(f"{worker.login}\t{password}")
        until = formats.date_format(begun.until, "DATETIME_FORMAT")
        paper = _("Hand each password over on paper, in person. It opens the account until {until} UTC.")
        self.stdout.write(paper.format(until=until))
