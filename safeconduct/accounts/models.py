"""Workers, agencies, units, roles held in them, training, absence, and who keeps all this.

No names of the persons protected are here, nor anything about a case.
"""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safeconduct.accounts.training import valid_until
from safeconduct.protection.words import Role


class AgencyKind(models.TextChoices):
    STATE = "state", _("State authority")
    NGO = "ngo", _("Non-governmental organisation")
    INTERNATIONAL = "international", _("International organisation")
    RED_CROSS = "red_cross", _("Red Cross or Red Crescent")
    COURT = "court", _("Court or tribunal")
    CONSULATE = "consulate", _("Embassy or consulate")
    HEALTH = "health", _("Health service")
    LEGAL = "legal", _("Legal aid or bar")
    EMPLOYMENT = "employment", _("Employment service or employer")


class Agency(models.Model):
    """An organisation that takes part in the referral mechanism."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=AgencyKind)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AgencyKind.values), name="agency_kind_is_known")
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """An office of an agency in one country; overrides need two people from two units (SG-GV-01)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    country = models.CharField(
        max_length=2
    )  # ISO 3166-1 alpha-2, or a user-assigned code for an invented country
    area = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name", "country"], name="unit_named_once"),
            models.CheckConstraint(condition=Q(country__regex=r"^[A-Z]{2}$"), name="unit_country_is_iso"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.name} ({self.country})"


class WorkerManager(BaseUserManager["Worker"]):
    def create_worker(self, login: str, password: str | None = None, **told: Any) -> "Worker":
        """Create an account. Without a password nobody can sign in until one is set in person."""
        worker = self.model(login=self.model.normalise_login(login), **told)
        worker.set_password(password)
        worker.save()
        return worker

    def get_by_natural_key(self, username: str | None) -> "Worker":
        return self.get(login=self.model.normalise_login(username or ""))


class Worker(AbstractBaseUser):
    """Somebody who works with cases and signs in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    login = models.CharField(max_length=150, unique=True)  # work e-mail or handle, lower case
    display_name = models.CharField(max_length=120)
    languages = models.JSONField(default=list)  # ISO 639 codes, the best first
    is_active = models.BooleanField(default=True)
    caseload_cap = models.PositiveSmallIntegerField(default=20)  # design default, SG-CM-01
    joined_at = models.DateTimeField(auto_now_add=True)
    # Until when a password handed over on paper opens the account; empty once the worker has chosen their own.
    paper_until = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "login"

    objects = WorkerManager()

    def __str__(self) -> str:
        return self.display_name

    @staticmethod
    def normalise_login(login: str) -> str:
        return login.strip().lower()


def _running(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def held_at(self, at: datetime) -> "MembershipQuerySet":
        return self.filter(_running(at))


class Membership(models.Model):
    """One role held by one worker in one unit, from one moment to another."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    supervises = models.BooleanField(default=False)  # sees the caseload of the unit
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="membership_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["worker", "unit", "role"],
                condition=Q(until__isnull=True),
                name="role_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.unit_id}"


class KeeperQuerySet(models.QuerySet["Keeper"]):
    def held_at(self, at: datetime) -> "KeeperQuerySet":
        return self.filter(_running(at))

    def in_service(self, at: datetime) -> "KeeperQuerySet":
        return self.held_at(at).filter(worker__is_active=True)


class Keeper(models.Model):
    """Somebody keeps the accounts of the agency of their unit, or of the whole node. It opens no case."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="keeps")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="keepers")
    whole_node = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = KeeperQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="keeping_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["worker"], condition=Q(until__isnull=True), name="keeps_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"keeps accounts from {self.unit_id}"


class Grant(models.Model):
    """What takes two people: asked for by one who keeps accounts, decided by another, for neither of themselves."""

    class What(models.TextChoices):
        ROLE = "role", _("A role")
        SUPERVISION = "supervision", _("Supervising a unit")
        KEEPING_AGENCY = "keeping_agency", _("Keeping the accounts of an agency")
        KEEPING_NODE = "keeping_node", _("Keeping the accounts of the whole node")
        ACCOUNT_BACK = "account_back", _("Giving an account back")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    what = models.CharField(max_length=20, choices=What)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField(null=True, blank=True)  # from when the role is held
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    second = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    given = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second__isnull=True, decided_at__isnull=True, given__isnull=True)
                | Q(second__isnull=False, decided_at__isnull=False, given__isnull=False),
                name="grant_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~(Q(second=F("asked_by")) | Q(second=F("worker"))),
                name="grant_takes_two_people",
            ),
            models.UniqueConstraint(
                fields=["what", "worker", "unit", "role"],
                condition=Q(decided_at__isnull=True),
                name="grant_asked_for_once",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(decided_at__isnull=True), name="grants_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.what} for {self.worker_id}"


class Operation(models.Model):
    """The idempotency key of a write about accounts, and what it led to."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=40)
    worker_id = models.UUIDField()
    result = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Training(models.Model):
    """Training a worker holds; it lapses after 24 months unless the certificate says sooner (SG-CM-05)."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="trainings")
    code = models.CharField(max_length=40)
    completed_on = models.DateField()
    valid_until = models.DateField()

    class Meta:
        ordering = ["code", "-completed_on"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "code", "completed_on"], name="training_counted_once"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("completed_on")), name="training_lapses_after_it_was_held"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def held(cls, worker: Worker, code: str, completed_on: date, until: date | None = None) -> "Training":
        """File a certificate. Its own end counts when it is sooner than the 24 months."""
        longest = valid_until(completed_on)
        return cls.objects.create(
            worker=worker, code=code, completed_on=completed_on, valid_until=min(until or longest, longest)
        )


class Absence(models.Model):
    """Days on which a worker is away, both included; the deputy acts meanwhile."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"


class SignInWait(models.Model):
    """How long the next attempt to sign in must wait, per name and network; a pseudonym, never the name."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures}"
