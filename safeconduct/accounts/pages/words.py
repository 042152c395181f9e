"""Say roles, keeping and days in the reader's language."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils import formats, timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from safeconduct.accounts.frame import Kept
from safeconduct.accounts.keeping.finding import PAGE
from safeconduct.accounts.models import Grant, Keeper, Membership, Unit, Worker
from safeconduct.protection.titles import ROLE_TITLES
from safeconduct.protection.words import Role

Row = TypeVar("Row", bound=Model)


def role(name: str) -> str:
    return _(ROLE_TITLES[Role(name)])


def day(value: date | datetime) -> str:
    """Write a moment or a day as people write it here."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return formats.date_format(value, "DATE_FORMAT")


def moment(value: datetime) -> str:
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")


def language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return _(MORE_LANGUAGES.get(code, code))


def languages(worker: Worker) -> str:
    return ", ".join(language(code) for code in worker.languages)


# Languages that the framework has no name for, spoken where people are met or come from.
MORE_LANGUAGES = {
    "lo": "Lao",
    "tl": "Tagalog",
    "am": "Amharic",
    "ti": "Tigrinya",
    "so": "Somali",
    "yo": "Yoruba",
}


def keeping(row: Keeper) -> str:
    """Say how far somebody's keeping of accounts reaches."""
    if row.whole_node:
        return _("Keeps the accounts of the whole node")
    return _("Keeps the accounts of {agency}").format(agency=apart(row.unit.agency))


def places(held: list[Membership], kept: list[Keeper], here: Unit | None = None) -> str:
    """Say where somebody works and as what, in one line; on the page of a unit without naming it again."""
    told = [
        role(each.role)
        if each.unit_id == getattr(here, "pk", None)
        else f"{role(each.role)}, {apart(each.unit)}"
        for each in held
    ]
    return " · ".join([*told, *(keeping(each) for each in kept)])


def apart(name: object) -> str:
    """Keep a name in one piece, whichever way the sentence around it runs."""
    return f"\u2068{name}\u2069"


def grant(row: Grant) -> str:
    """Say what a second person is asked for."""
    gaps = {
        "role": apart(role(row.role)) if row.role else "",
        "unit": apart(row.unit),
        "agency": apart(row.unit.agency if row.unit else ""),
    }
    sentence = {
        Grant.What.ROLE: _("The role {role} in {unit}"),
        Grant.What.SUPERVISION: _("Supervising {unit}"),
        Grant.What.KEEPING_AGENCY: _("Keeping the accounts of {agency}"),
        Grant.What.KEEPING_NODE: _("Keeping the accounts of the whole node"),
        Grant.What.ACCOUNT_BACK: _("A new password and a new second factor"),
    }[Grant.What(row.what)]
    return sentence.format(**gaps)


def one_page(request: Kept, rows: QuerySet[Row]) -> Page[Row]:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def text_of(request: Kept) -> str:
    """Return what is looked for; control signs are left out, since no name has them."""
    typed = request.GET.get("find", "") or request.POST.get("find", "")
    return "".join(sign for sign in typed if sign.isprintable()).strip()[:60]


def uuid_of(request: Kept, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
