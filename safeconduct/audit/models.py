"""The log's tables. Leaves and positions only grow; the database refuses anything else."""

from django.db import models
from django.db.models import Q

OUTCOMES = ("done", "refused", "denied", "failed")


class Leaf(models.Model):
    """One act or look: who (pseudonym), in which role, did what to what, why, and how it ended."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=32, blank=True)  # pseudonym; empty when nobody was signed in
    role = models.CharField(max_length=30, blank=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=40)
    object = models.CharField(max_length=32, blank=True)  # pseudonym
    case = models.CharField(max_length=32, blank=True)  # pseudonym of the case concerned
    purpose = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10)
    request = models.CharField(max_length=32, blank=True)
    row_id = models.UUIDField()  # what the sealed detail is bound to
    detail = models.BinaryField(null=True)  # sealed with the case key
    detail_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the sealed detail

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="audit_leaf_case"),
            models.Index(fields=["actor", "at"], name="audit_leaf_actor"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="audit_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(detail__isnull=True, detail_hash="")
                | (Q(detail__isnull=False) & ~Q(detail_hash="")),
                name="audit_detail_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.outcome}"


class Position(models.Model):
    """A committed leaf's place in the tree. `bound` ties the two with a key the database does not hold."""

    index = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="position")
    leaf_hash = models.BinaryField()
    bound = models.BinaryField()

    def __str__(self) -> str:
        return str(self.index)


class Checkpoint(models.Model):
    """The tree's root at a size, signed. `frontier` holds the roots of its full subtrees, to go on from."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    signature = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.size} leaves"
