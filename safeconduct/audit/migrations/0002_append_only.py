from django.db import migrations

from safeconduct.audit.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        forbid_changes("audit_leaf"),
        forbid_changes("audit_position"),
        forbid_changes("audit_checkpoint"),
    ]
