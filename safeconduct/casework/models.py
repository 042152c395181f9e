"""The case file: a case is its documents and its events. Events and document versions only grow."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safeconduct.protection.facts import NOT_A_CHILD
from safeconduct.protection.mechanism import START


class Case(models.Model):
    """One person's way in one country. The state of each region is what its events made it.

    Personal data stands in documents, sealed; here are only codes, moments and the working alias.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(max_length=16, unique=True)
    alias = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="cases")
    opened_at = models.DateTimeField()
    first_contact_at = models.DateTimeField()
    reasonable_grounds_at = models.DateTimeField(null=True, blank=True)

    identification = models.CharField(max_length=30, default=START["identification"])
    stay = models.CharField(max_length=30, default=START["stay"])
    asylum = models.CharField(max_length=30, default=START["asylum"])
    assistance = models.CharField(max_length=30, default=START["assistance"])
    return_state = models.CharField(max_length=30, default=START["return"])
    criminal_case = models.CharField(max_length=30, default=START["criminal_case"])
    claims = models.CharField(max_length=30, default=START["claims"])
    charges = models.CharField(max_length=30, default=START["charges"])
    child = models.CharField(max_length=30, default=START["child"])
    lifecycle = models.CharField(max_length=30, default=START["lifecycle"])

    # Kept beside the case so that lists need no look at documents; written by the two doors only.
    next_due_at = models.DateTimeField(null=True, blank=True)
    safety_level = models.CharField(max_length=10, blank=True)
    consent_withdrawn = models.BooleanField(default=False)
    events_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(events_count__gte=0), name="case_counts_events")]
        indexes = [
            models.Index(fields=["unit", "lifecycle", "next_due_at", "id"], name="caseload_of_unit"),
            models.Index(fields=["unit", "opened_at"], name="new_cases_of_unit"),
            models.Index(fields=["country", "lifecycle", "next_due_at", "id"], name="caseload_of_country"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def states(self) -> dict[str, str]:
        return {region: getattr(self, column(region)) for region in START}

    @property
    def child_mode(self) -> bool:
        return self.child not in NOT_A_CHILD


def column(region: str) -> str:
    """Name the column that holds a region's state; `return` is a word of the language."""
    return "return_state" if region == "return" else region


class Assignment(models.Model):
    """Who has to do with a case, as what, since when and why. Access rests on these rows alone."""

    class Kind(models.TextChoices):
        LEAD = "lead"
        DEPUTY = "deputy"
        NEXT_LEAD = "next_lead"
        CONTRIBUTOR = "contributor"
        TEAM = "team"  # identification team
        REVIEWER = "reviewer"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=12, choices=Kind)
    role = models.CharField(max_length=30)
    country = models.CharField(max_length=2)
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # INV-01: never two leads of one case in one country.
            models.UniqueConstraint(
                fields=["case", "country"],
                condition=Q(kind="lead", until__isnull=True),
                name="one_lead_per_country",
            ),
            models.UniqueConstraint(
                fields=["case", "worker", "kind", "role"],
                condition=Q(until__isnull=True),
                name="assigned_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="assignment_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["worker", "until", "case"], name="cases_of_worker")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class Event(models.Model):
    """One transition that happened, or an act that was asked outside of them. Never changed, never deleted.

    An act belongs to no region: `region`, `before` and `after` are empty, and the case stands as it stood.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    position = models.PositiveIntegerField()  # 1, 2, 3 ... within the case
    event = models.CharField(max_length=60)
    region = models.CharField(max_length=20)
    before = models.CharField(max_length=30)
    after = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=30)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cause = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="effects")
    evidence = models.JSONField(default=dict)  # codes only
    findings = models.JSONField(default=list)  # safeguard ids that were asked, and what was overridden

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="events_in_one_line"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(role="system"), name="no_anonymous_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} of {self.case_id}"


class Document(models.Model):
    """One document of a case; what it says stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    type_id = models.CharField(max_length=3)
    number = models.PositiveIntegerField()  # 1, 2, 3 ... among documents of this type in this case

    class Meta:
        ordering = ["case", "type_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "type_id", "number"], name="document_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.type_id} {self.number} of {self.case_id}"


class DocumentVersion(models.Model):
    """One version as filed. Coded facts are readable by rules; the rest is sealed with the key of the case.

    `base` is the version it was written from. Two versions on one base stand side by side until a third,
    which names both (`base` and `settles`), settles them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    settles = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    coded = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["document", "version"]
        constraints = [models.UniqueConstraint(fields=["document", "version"], name="version_numbered_once")]

    def __str__(self) -> str:
        return f"version {self.version} of {self.document_id}"


class Draft(models.Model):
    """What somebody has typed and not yet filed, kept as typed, sealed, theirs alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="drafts")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    type_id = models.CharField(max_length=3)
    base = models.ForeignKey(
        DocumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    typed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "kept_at"], name="drafts_of_worker")]

    def __str__(self) -> str:
        return f"draft {self.type_id} of {self.case_id}"


class Task(models.Model):
    """Something somebody owes the person, stored when it arises, with its due time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=200)  # a sentence of the mechanism, translated where it is shown
    safeguard = models.CharField(max_length=10)
    role = models.CharField(max_length=30)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=3, blank=True)
    settled_by = models.CharField(max_length=60, blank=True)
    # What it watches, such as a last day to file: then neither the paper nor the event alone settles it.
    about = models.CharField(max_length=80, blank=True)
    shown_by = models.CharField(
        max_length=60, blank=True
    )  # the fact that settles it, whatever else the paper says
    for_supervisor = models.BooleanField(default=False)  # never settled by whoever leads
    arises = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )  # empty when a document gave rise to it
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    won = models.CharField(max_length=20)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["case", "done_at", "due_at"], name="tasks_of_case"),
            models.Index(
                fields=["unit", "due_at"], condition=Q(done_at__isnull=True), name="open_tasks_of_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Clock(models.Model):
    """A period that runs: reflection, validity of a risk assessment, the time to appeal.

    `then` is the event that the system does when it is over. A protection may only be made longer.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    name = models.CharField(max_length=40)
    safeguard = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)  # duty or protection
    starts = models.DateTimeField()
    due = models.DateTimeField()
    won = models.CharField(max_length=20)
    gap = models.CharField(max_length=200, blank=True)
    then = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name"], condition=Q(ended_at__isnull=True), name="one_clock_of_a_name"
            ),
            models.CheckConstraint(condition=Q(due__gte=F("starts")), name="clock_runs_forward"),
        ]
        indexes = [
            models.Index(
                fields=["due"], condition=Q(ended_at__isnull=True) & ~Q(then=""), name="clocks_running_out"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"


class Override(models.Model):
    """A departure from a safeguard: asked by one person, decided by another from another agency (GV-01, GV-02)."""

    class Outcome(models.TextChoices):
        IN_FORCE = "in_force"
        REFUSED = "refused"

    class Review(models.TextChoices):
        UPHELD = "upheld"
        REVERSED = "reversed"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="overrides")
    safeguard = models.CharField(max_length=10)
    event = models.CharField(max_length=60)
    child_case = models.BooleanField()
    reason = models.BinaryField()  # sealed with the key of the case
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_role = models.CharField(max_length=30)
    asked_agency = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second_role = models.CharField(max_length=30, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, null=True, blank=True)
    review_due = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review = models.CharField(max_length=10, choices=Review, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome__isnull=True, second__isnull=True)
                | Q(decided_at__isnull=False, outcome__isnull=False, second__isnull=False),
                name="decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("asked_by")), name="two_people_override"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.safeguard} for {self.event}"


class Operation(models.Model):
    """The idempotency key of a write, and what it led to: a resend is answered with the first result."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=80)  # `move:` and the name of an event, or `file:` and a type
    worker_id = models.UUIDField(null=True)
    result = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
