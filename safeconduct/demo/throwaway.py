"""A database that exists only for one command: nothing it holds is real, and nothing of it remains."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NODE_NAMES = ("SAFECONDUCT_MODE", "SAFECONDUCT_DEBUG", "SAFECONDUCT_KEY_FILE", "SAFECONDUCT_HOSTS")


@contextmanager
def database() -> Iterator[None]:
    """Set Django up on an empty, migrated database with keys of its own, and remove all of it afterwards.

    On SQLite it is a file in a folder of its own; where SAFECONDUCT_DATABASE names a PostgreSQL server it is a
    schema of its own beside the real one. Must come before anything else that sets Django up in this process.
    """
    server = os.environ.get("SAFECONDUCT_DATABASE", "")
    postgresql = server.startswith(("postgresql://", "postgres://"))
    with tempfile.TemporaryDirectory(prefix="safeconduct-") as folder:
        _point_at(Path(folder), server if postgresql else "")
        import django

        django.setup()
        from django.db import connections

        try:
            if postgresql:
                with _own_schema():
                    _migrate()
                    yield
            else:
                _migrate()
                yield
        finally:
            connections.close_all()


def _point_at(folder: Path, server: str) -> None:
    for name in NODE_NAMES:
        os.environ.pop(name, None)
    os.environ["SAFECONDUCT_VAR"] = str(folder)
    os.environ["SAFECONDUCT_DATABASE"] = server or str(folder / "throwaway.sqlite3")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")


@contextmanager
def _own_schema() -> Iterator[None]:
    from django.db import connection

    schema = f"throwaway_{secrets.token_hex(6)}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
    connection.close()
    before = connection.settings_dict["OPTIONS"].get("options", "")
    connection.settings_dict["OPTIONS"]["options"] = f"{before} -c search_path={schema}"
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
