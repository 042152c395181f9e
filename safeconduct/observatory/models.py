"""Studies: a table of lists that somebody loaded, its run, and the sealed report. No case is here, and no name."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Study(models.Model):
    """One question of how many people there are: its lists, what they tell of, and the run over them.

    Lists and report are sealed with a key of the study's own: small counts tell of people.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting for its turn")
        RUNNING = "running", _("Being estimated")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped without a result")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    op_id = models.UUIDField(unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)  # of the unit in which the asker holds the role
    asked_at = models.DateTimeField()
    title = models.CharField(max_length=120)
    period = models.CharField(max_length=120)
    territory = models.CharField(max_length=120)
    definition = models.CharField(max_length=600)
    lists = models.BinaryField()

    seed = models.BigIntegerField()  # kept from the start, so that a run taken again gives the same figures
    most = models.PositiveIntegerField()  # simulated tables at most

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_by = models.UUIDField(null=True)  # the run under way; another one that took over has another
    alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    report = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running", "done", "failed"]), name="study_state_is_known"
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="study_done_within_total"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(report__isnull=False), name="study_done_has_report"
            ),
        ]
        indexes = [
            models.Index(fields=["country", "-asked_at"], name="studies_newest_first"),
            models.Index(
                fields=["asked_at"], condition=Q(state__in=["queued", "running"]), name="studies_to_run"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}
