"""Where wrapped case keys live, and which cases each worker opened lately. No case facts are here."""

from django.db import models
from django.db.models import Q


class CaseKey(models.Model):
    """One case's key of one epoch, wrapped by the node's key. Deleting the row makes the case unreadable."""

    case_id = models.UUIDField()
    epoch = models.PositiveIntegerField(default=1)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_id", "epoch"], name="one_key_per_case_and_epoch"),
            models.CheckConstraint(condition=Q(epoch__gte=1), name="epochs_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"epoch {self.epoch}"


class CaseOpened(models.Model):
    """A worker opened the sealed fields of a case; what the hourly budget counts. Kept for a day."""

    worker_id = models.UUIDField()
    case_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker_id", "at"], name="vault_opened_by_worker")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
