"""`recover LOGIN --by LOGIN --witness LOGIN`: two officers give an account back in person."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from safeconduct.accounts.models import Worker
from safeconduct.accounts.services import NotTwoOfficers, recover_in_person


class Command(BaseCommand):
    help = "Give an account back in person: prints a password to hand over on paper."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login")
        parser.add_argument("--by", required=True, metavar="LOGIN")
        parser.add_argument("--witness", required=True, metavar="LOGIN")

    def handle(self, *_args: Any, login: str, by: str, witness: str, **_also: Any) -> None:
        worker, officer, second = (_worker(name) for name in (login, by, witness))
        try:
            password = recover_in_person(worker, by=officer, witness=second)
        except NotTwoOfficers as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(password)


def _worker(login: str) -> Worker:
    found = Worker.objects.filter(login=Worker.normalise_login(login)).first()
    if found is None:
        raise CommandError(_("Nobody signs in as {login}.").format(login=login), returncode=2)  # wrong use
    return found
