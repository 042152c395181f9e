"""Tables that only grow: the database itself refuses to change or delete, on SQLite and on PostgreSQL.

Use in a migration, after the table exists:

    operations = [
        forbid_changes("casework_event"),
        forbid_changes("casework_override", set_once=("decided_at",)),
    ]

SQLite rebuilds a table when a later migration alters it, which drops its triggers: name the table again.
"""

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

REFUSE = """
CREATE OR REPLACE FUNCTION safeconduct_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def forbid_changes(table: str, *, set_once: Sequence[str] = ()) -> migrations.RunPython:
    """Return the operation that makes the table append-only.

    Columns named in `set_once` may go from NULL to a value, once; all else of the row stays as written.
    """

    def guard(_apps: Any, schema_editor: Editor) -> None:
        for statement in statements(schema_editor, table, set_once):
            schema_editor.execute(statement, params=None)

    def unguard(_apps: Any, schema_editor: Editor) -> None:
        for statement in _drop(schema_editor, table):
            schema_editor.execute(statement, params=None)

    return migrations.RunPython(guard, unguard)


def statements(schema_editor: Editor, table: str, set_once: Sequence[str] = ()) -> list[str]:
    """Return the SQL that guards the table on the engine at hand."""
    named = schema_editor.quote_name(table)
    changed = _changed(schema_editor, table, set_once)
    if schema_editor.connection.vendor == "postgresql":
        when = f"WHEN ({changed})"
        call = "EXECUTE FUNCTION safeconduct_append_only()"
        guards = [
            f"CREATE TRIGGER append_only_update BEFORE UPDATE ON {named} FOR EACH ROW {when} {call}",
            f"CREATE TRIGGER append_only_delete BEFORE DELETE ON {named} FOR EACH ROW {call}",
            f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {named} FOR EACH STATEMENT {call}",
        ]
        return [REFUSE, *_drop(schema_editor, table), *guards]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    update, delete = _names(schema_editor, table)
    return [
        *_drop(schema_editor, table),
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {named} WHEN {changed} {refuse}",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {named} {refuse}",
    ]


def _changed(schema_editor: Editor, table: str, set_once: Sequence[str]) -> str:
    """Return the condition under which an update is refused: always, or unless it only sets what was NULL."""
    connection = schema_editor.connection
    if not set_once:
        return "1 = 1"
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    unknown = set(set_once) - set(columns)
    if unknown:
        raise ValueError(f"{table} has no column {min(unknown)}")
    same = "IS NOT DISTINCT FROM" if connection.vendor == "postgresql" else "IS"
    kept = []
    for column in columns:
        name = schema_editor.quote_name(column)
        unchanged = f"NEW.{name} {same} OLD.{name}"
        kept.append(f"(OLD.{name} IS NULL OR {unchanged})" if column in set_once else unchanged)
    return f"NOT ({' AND '.join(kept)})"


def _names(schema_editor: Editor, table: str) -> tuple[str, str]:
    quote = schema_editor.quote_name
    return quote(f"{table}_append_only_update"), quote(f"{table}_append_only_delete")


def _drop(schema_editor: Editor, table: str) -> list[str]:
    if schema_editor.connection.vendor == "postgresql":
        named = schema_editor.quote_name(table)
        kinds = ("update", "delete", "truncate")
        return [f"DROP TRIGGER IF EXISTS append_only_{kind} ON {named}" for kind in kinds]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _names(schema_editor, table)]
