"""What names, countries and languages may look like, for pages and commands alike."""

import re
import unicodedata
from collections.abc import Iterable

from django.conf import settings

from safeconduct.accounts.keeping.reach import CannotBe
from safeconduct.accounts.models import AgencyKind, Worker
from safeconduct.protection.country import load_all
from safeconduct.protection.words import Role
from safeconduct.protection.words import gettext_noop as _

SIGN_IN_NAME = re.compile(r"[\w.@+-]{2,150}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
# These act from outside, and a worker notes what they did; the system is nobody (docs/decisions/0007).
HOLDS_NO_ACCOUNT = frozenset(
    {
        Role.PERSON,
        Role.COURT,
        Role.ASYLUM_AUTHORITY,
        Role.CONSULATE,
        Role.INTERNATIONAL_ORGANISATION,
        Role.INTERPRETER,
        Role.HEALTH,
        Role.SYSTEM,
    }
)
ROLES = tuple(role for role in Role if role not in HOLDS_NO_ACCOUNT)


def name(text: str) -> str:
    """Return a name without signs that do not print, at most 120 long. Raises CannotBe."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if not clean or len(clean) > 120 or not clean.isprintable():
        raise CannotBe(_("A name has one to 120 letters, all of which print."))
    return clean


def sign_in_name(text: str) -> str:
    """Return a name to sign in with that nobody has yet. Raises CannotBe."""
    login = Worker.normalise_login(unicodedata.normalize("NFKC", text))
    if not SIGN_IN_NAME.fullmatch(login):
        raise CannotBe(
            _("A name to sign in with has two to 150 letters, digits or the signs . @ + - _ and no space.")
        )
    if Worker.objects.filter(login=login).exists():
        raise CannotBe(_("Somebody signs in as {login} already."), login=login)
    return login


def kind(text: str) -> str:
    if text not in AgencyKind.values:
        raise CannotBe(_("There is no such kind of agency: {kind}."), kind=text[:40])
    return text


def country(code: str) -> str:
    """Return the code of a country that the node knows. Raises CannotBe."""
    if code not in countries():
        raise CannotBe(_("No country here has the code {code}."), code=code[:10])
    return code


def countries() -> dict[str, str]:
    """Return code and name of each country a unit may be in; invented ones are for practice alone."""
    found = load_all().values()
    return {
        each.iso2: each.name
        for each in sorted(found, key=lambda one: one.name)
        if not (each.invented and settings.PRODUCTION)
    }


def languages(codes: Iterable[str]) -> list[str]:
    """Return language codes, each once, the best first."""
    return [code for code in dict.fromkeys(codes) if LANGUAGE.fullmatch(code)]
