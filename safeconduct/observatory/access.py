"""Who may work with estimates: whoever holds the role of national rapporteur, for the country of that role."""

from datetime import datetime

from safeconduct.accounts.models import Worker
from safeconduct.accounts.queries import memberships_of
from safeconduct.protection.words import Role

ROLE = Role.RAPPORTEUR


class Hidden(Exception):
    """There is no such page for this worker: unknown and forbidden look alike."""


def countries_of(worker: Worker, now: datetime) -> list[str]:
    """Return the countries for which a worker is national rapporteur at the moment; the longest held first."""
    if not worker.is_active:
        return []
    held = memberships_of(worker, now).filter(role=ROLE).values_list("unit__country", flat=True)
    return list(dict.fromkeys(held))


def require(worker: Worker, now: datetime) -> list[str]:
    """Return the countries. Raises Hidden when there is none."""
    countries = countries_of(worker, now)
    if not countries:
        raise Hidden
    return countries
