"""Workers, agencies, units, the roles people hold in them, the training they have, and when they are away.

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

    USERNAME_FIELD = "login"

    objects = WorkerManager()

    def __str__(self) -> str:
        return self.display_name

    @staticmethod
    def normalise_login(login: str) -> str:
        return login.strip().lower()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def held_at(self, at: datetime) -> "MembershipQuerySet":
        return self.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))


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
