"""Events, versions and idempotency keys are never changed; a departure's decision and review are written once."""

from django.db import migrations

from safeconduct.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        forbid_changes("casework_event"),
        forbid_changes("casework_document"),
        forbid_changes("casework_documentversion"),
        forbid_changes("casework_operation"),
        forbid_changes(
            "casework_override",
            set_once=(
                "second_id", "second_role", "decided_at", "outcome", "review_due", "reviewed_by_id", "reviewed_at",
                "review",
            ),
        ),
    ]
