"""What the environment says about this node, read once and checked before anything else starts.

Every name begins with SAFECONDUCT_. Development needs none of them; production names what it cannot guess.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from safeconduct.vault import keyfile

MODES = ("development", "production")
POSTGRESQL_OPTIONS = frozenset({"sslmode", "sslrootcert", "passfile"})
DEVELOPMENT_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Environment:
    """The node's own choices, already checked."""

    production: bool
    debug: bool
    var: Path
    key_file: Path
    root_key: keyfile.RootKey
    hosts: tuple[str, ...]
    database: dict[str, Any]
    budget_per_hour: int
    behind_proxy: bool


def read(environ: Mapping[str, str], base: Path) -> Environment:
    """Return what the environment says, or refuse to start with one sentence that says what to do."""
    mode = environ.get("SAFECONDUCT_MODE", "development")
    if mode not in MODES:
        raise ImproperlyConfigured("SAFECONDUCT_MODE is either development or production.")
    production = mode == "production"
    debug = environ.get("SAFECONDUCT_DEBUG", "") == "1"
    if production and debug:
        raise ImproperlyConfigured(
            "Debug pages show what people told us: production runs without SAFECONDUCT_DEBUG."
        )
    var = Path(environ.get("SAFECONDUCT_VAR") or base / "var")
    make_private_folder(var)
    key_file = _key_file(environ, var, production)
    return Environment(
        production=production,
        debug=debug,
        var=var,
        key_file=key_file,
        root_key=_root_key(key_file, production),
        hosts=_hosts(environ, production),
        database=database(environ.get("SAFECONDUCT_DATABASE", ""), var),
        budget_per_hour=_whole_number(environ, "SAFECONDUCT_CASES_PER_HOUR", 60),
        behind_proxy=environ.get("SAFECONDUCT_BEHIND_PROXY", "") == "1",
    )


def make_private_folder(path: Path) -> None:
    """Make the folder for files that are this node's alone."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"The folder {path} cannot be made: {problem.strerror}.") from problem


def _key_file(environ: Mapping[str, str], var: Path, production: bool) -> Path:
    named = environ.get("SAFECONDUCT_KEY_FILE", "")
    if named:
        return Path(named)
    if production:
        raise ImproperlyConfigured(
            "Production needs SAFECONDUCT_KEY_FILE, the file that holds this node's root key."
        )
    path = var / "development.key"
    if not path.exists():
        try:
            with suppress(FileExistsError):  # another process of this node was faster
                keyfile.make(path, "development")
        except OSError as problem:
            raise ImproperlyConfigured(f"Nothing can be written in {var}: {problem.strerror}.") from problem
    return path


def _root_key(path: Path, production: bool) -> keyfile.RootKey:
    try:
        root = keyfile.read(path)
    except keyfile.KeyFileRefused as refused:
        raise ImproperlyConfigured(str(refused)) from refused
    if production and root.for_development:
        raise ImproperlyConfigured(f"The key in {path} was made for development: make one for this node.")
    return root


def _hosts(environ: Mapping[str, str], production: bool) -> tuple[str, ...]:
    hosts = tuple(name for name in environ.get("SAFECONDUCT_HOSTS", "").split(",") if name)
    if not production:
        return hosts or DEVELOPMENT_HOSTS
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured(
            "Production needs SAFECONDUCT_HOSTS, the names it answers to, without wildcards."
        )
    return hosts


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    given = environ.get(name, str(default))
    if not given.isdigit() or int(given) < 1:
        raise ImproperlyConfigured(f"{name} is a whole number of at least 1.")
    return int(given)


def database(address: str, var: Path) -> dict[str, Any]:
    """Return Django's description of a database from a file path or a postgresql:// address."""
    if address.startswith(("postgresql://", "postgres://")):
        return _postgresql(urlsplit(address))
    if "://" in address:
        raise ImproperlyConfigured("SAFECONDUCT_DATABASE is a file path or begins with postgresql://.")
    return _sqlite(Path(address or var / "safeconduct.sqlite3"))


def _sqlite(path: Path) -> dict[str, Any]:
    make_private_folder(path.parent)
    pragmas = (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",  # an acknowledged write survives a power cut
        "PRAGMA secure_delete=ON",  # a shredded case key leaves no copy in the file
        "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE meets the append-only triggers too
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": ";".join(pragmas)},
    }


def _postgresql(address: SplitResult) -> dict[str, Any]:
    told = dict(parse_qsl(address.query))
    socket_folder = told.pop("host", "")
    unknown = set(told) - POSTGRESQL_OPTIONS
    if unknown:
        raise ImproperlyConfigured(f"SAFECONDUCT_DATABASE has an unknown option: {min(unknown)}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": socket_folder or address.hostname or "",
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**told, "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=30s"},
    }


def here(base: Path) -> Environment:
    """Read the environment of this process."""
    return read(os.environ, base)
