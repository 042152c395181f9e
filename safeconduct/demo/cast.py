"""The cast: invented agencies, units and workers of Estrella Norte (XA) and Marawan (XB).

They exist for practice alone. Everybody knows their password, so a node in production refuses them.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction

from safeconduct.accounts.models import Agency, AgencyKind, Keeper, Membership, Training, Unit, Worker
from safeconduct.accounts.training import AREAS
from safeconduct.demo.second_factor import TOTP_SECRET
from safeconduct.protection.words import Role

HERE, ABROAD = "XA", "XB"
PASSWORD = "the tide comes in slowly"  # noqa: S105 - everybody may know it: development only
TRAINED_EVERY = timedelta(days=365)


class NotForProduction(Exception):
    """Invented workers with a known password have no place where real people are protected."""


@dataclass(frozen=True, slots=True)
class Place:
    """An agency with the unit where somebody works."""

    agency: str
    kind: AgencyKind
    unit: str
    country: str = HERE


@dataclass(frozen=True, slots=True)
class Member:
    """One invented worker. `profession` is theirs in the identification team."""

    login: str
    name: str
    role: Role
    place: Place
    supervises: bool = False
    profession: str = ""


_HOUSE = Place("Harbour House", AgencyKind.NGO, "Town office")
_COAST = Place("Harbour House", AgencyKind.NGO, "Coast office")
_LANTERN = Place("Lantern Network", AgencyKind.NGO, "Hotline")
_FOCAL = Place("Office of the Focal Point", AgencyKind.STATE, "Capital")
_BOARD = Place("Identification Board", AgencyKind.STATE, "Secretariat")
_SOCIAL = Place("Social Service", AgencyKind.STATE, "Town")
_LEGAL = Place("Legal Aid", AgencyKind.LEGAL, "Town")
_POLICE = Place("National Police", AgencyKind.STATE, "Unit against trafficking")
_OMBUDS = Place("Ombuds Office", AgencyKind.STATE, "Review")
_RED_CROSS = Place("Red Cross", AgencyKind.RED_CROSS, "Review")

MEMBERS = (
    Member("amaru", "Amaru Vela", Role.CASE_MANAGER, _HOUSE),
    Member("ines", "Inés Corral", Role.CASE_MANAGER, _HOUSE, supervises=True),
    Member("tomas", "Tomás Rey", Role.CASE_MANAGER, _COAST),
    Member("lucia", "Lucía Prado", Role.FIRST_RESPONDER, _LANTERN),
    Member("marisol", "Marisol Duarte", Role.FOCAL_POINT, _FOCAL),
    Member("renata", "Renata Solís", Role.IDENTIFICATION_LEAD, _BOARD),
    Member("police_team", "Bruno Alba", Role.IDENTIFICATION_TEAM, _POLICE, profession="police"),
    Member("social_team", "Noa Ferrer", Role.IDENTIFICATION_TEAM, _SOCIAL, profession="social_worker"),
    Member("law_team", "Iván Quiroga", Role.IDENTIFICATION_TEAM, _LEGAL, profession="lawyer"),
    Member("ngo_team", "Dalia Montes", Role.IDENTIFICATION_TEAM, _LANTERN, profession="ngo"),
    Member("child_team", "Sol Arce", Role.IDENTIFICATION_TEAM, _SOCIAL, profession="child_protection"),
    Member("olga", "Olga Nieve", Role.LAWYER, _LEGAL),
    Member("pilar", "Pilar Ocampo", Role.GUARDIAN, Place("Guardians’ Office", AgencyKind.STATE, "Town")),
    Member("felix", "Félix Amaya", Role.ADVOCATE, Place("Advocates’ Circle", AgencyKind.NGO, "Town")),
    Member("vera", "Vera Campos", Role.IMMIGRATION, Place("Migration Office", AgencyKind.STATE, "Permits")),
    Member("dario", "Darío Luna", Role.POLICE, _POLICE),
    Member("elena", "Elena Bosque", Role.PROSECUTOR,
           Place("Prosecution Service", AgencyKind.STATE, "Capital")),
    Member("hugo", "Hugo Salinas", Role.LABOUR_INSPECTOR,
           Place("Labour Inspectorate", AgencyKind.STATE, "Coast")),
    Member("rosa", "Rosa Ibarra", Role.SHELTER, Place("Open Door", AgencyKind.NGO, "House by the park")),
    Member("ximena", "Ximena Paz", Role.REVIEWER, _OMBUDS),
    Member("andres", "Andrés Mora", Role.REVIEWER, _RED_CROSS),
    Member("carmen", "Carmen Rubio", Role.EMPLOYMENT,
           Place("Employment Service", AgencyKind.EMPLOYMENT, "Town")),
    Member("leon", "León Ayala", Role.RAPPORTEUR, Place("National Rapporteur", AgencyKind.STATE, "Capital")),
    Member("hana", "Hana Sarhan", Role.FOCAL_POINT,
           Place("Bureau of Cooperation", AgencyKind.STATE, "Capital", ABROAD)),
    Member("sami", "Sami Khoury", Role.RECEIVING_CASE_MANAGER,
           Place("Olive Tree", AgencyKind.NGO, "Coast", ABROAD)),
)  # fmt: skip


# They keep the accounts of the whole node, hold no role, and see no case.
KEEPERS = (("mona", "Mona Vale"), ("teo", "Teo Lund"))


@dataclass(frozen=True)
class Cast:
    """The workers, found by login or by role, and those who keep accounts."""

    workers: dict[str, Worker]
    keepers: dict[str, Worker] = field(default_factory=dict)

    def named(self, login: str) -> Worker:
        return {**self.workers, **self.keepers}[login]

    def member(self, role: Role, country: str = HERE) -> Worker | None:
        """Return the first of the cast who holds a role in a country; None when nobody has an account."""
        found = (each for each in MEMBERS if each.role is role and each.place.country == country)
        first = next(found, None)
        return None if first is None else self.workers[first.login]

    def team(self) -> list[tuple[Member, Worker]]:
        return [(each, self.workers[each.login]) for each in MEMBERS if each.profession]


def gather(today: date, *, sign_in: bool) -> Cast:
    """Make the cast, or find it as it is; `sign_in` lets its members sign in.

    They have worked and been trained for three years, so that stories of the past find them at work.
    Raises NotForProduction.
    """
    if settings.PRODUCTION:
        raise NotForProduction("The invented cast is for practice; this node is in production.")
    with transaction.atomic():
        return Cast(
            {member.login: _worker(member, today, sign_in=sign_in) for member in MEMBERS},
            {login: _keeper(login, name, today, sign_in=sign_in) for login, name in KEEPERS},
        )


def _worker(member: Member, today: date, *, sign_in: bool) -> Worker:
    found = Worker.objects.filter(login=member.login).first()
    if found is not None:
        return found
    worker = Worker.objects.create_worker(
        member.login, PASSWORD if sign_in else None, display_name=member.name, languages=["en", "es"]
    )
    since = _at_work_since(worker, today)
    Membership.objects.create(
        worker=worker, unit=_unit(member.place), role=member.role, supervises=member.supervises, since=since
    )
    for area in AREAS:
        for years in range(4):
            Training.held(worker, area, (since + years * TRAINED_EVERY).date())
    if sign_in:
        _second_factor(worker)
    return worker


def _keeper(login: str, name: str, today: date, *, sign_in: bool) -> Worker:
    found = Worker.objects.filter(login=login).first()
    if found is not None:
        return found
    worker = Worker.objects.create_worker(
        login, PASSWORD if sign_in else None, display_name=name, languages=["en", "es"]
    )
    since = _at_work_since(worker, today)
    Keeper.objects.create(worker=worker, unit=_unit(_FOCAL), whole_node=True, since=since)
    if sign_in:
        _second_factor(worker)
    return worker


def _at_work_since(worker: Worker, today: date) -> datetime:
    """Let somebody have worked here for three years, and have signed in."""
    since = datetime.combine(today, time(), UTC) - 3 * TRAINED_EVERY
    worker.last_login = since
    worker.save(update_fields=["last_login"])
    return since


def _unit(place: Place) -> Unit:
    agency, _ = Agency.objects.get_or_create(name=place.agency, defaults={"kind": place.kind})
    return Unit.objects.get_or_create(agency=agency, name=place.unit, country=place.country)[0]


def _second_factor(worker: Worker) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(worker, TOTP_SECRET)
