from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", verbosity=0, database=schema_editor.connection.alias)


def drop(apps, schema_editor):
    schema_editor.execute('DROP TABLE "accounts_short_memory"')


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
