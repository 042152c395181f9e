import pytest
from django.core.exceptions import ImproperlyConfigured

from safeconduct.hosting import environment
from safeconduct.vault import keyfile


@pytest.fixture
def production(tmp_path):
    key_file = tmp_path / "root.key"
    keyfile.make(key_file, "production")
    return {
        "SAFECONDUCT_MODE": "production",
        "SAFECONDUCT_VAR": str(tmp_path / "var"),
        "SAFECONDUCT_KEY_FILE": str(key_file),
        "SAFECONDUCT_HOSTS": "node.example",
    }


def test_development_needs_nothing_and_keeps_its_files_private(tmp_path):
    node = environment.read({}, tmp_path)
    assert not node.production
    assert not node.debug
    assert node.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert node.key_file.stat().st_mode & 0o777 == 0o600
    assert environment.read({}, tmp_path).root_key == node.root_key


def test_production_starts_when_everything_is_said(production, tmp_path):
    node = environment.read(production, tmp_path)
    assert node.production
    assert node.hosts == ("node.example",)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"SAFECONDUCT_MODE": "prod"}, "either development or production"),
        ({"SAFECONDUCT_DEBUG": "1"}, "without SAFECONDUCT_DEBUG"),
        ({"SAFECONDUCT_KEY_FILE": ""}, "needs SAFECONDUCT_KEY_FILE"),
        ({"SAFECONDUCT_KEY_FILE": "/nowhere/root.key"}, "cannot be read"),
        ({"SAFECONDUCT_HOSTS": ""}, "needs SAFECONDUCT_HOSTS"),
        ({"SAFECONDUCT_HOSTS": "node.example,*"}, "without wildcards"),
        ({"SAFECONDUCT_DATABASE": "mysql://x"}, "begins with postgresql://"),
        ({"SAFECONDUCT_DATABASE": "postgresql://h/n?options=-c"}, "unknown option: options"),
        ({"SAFECONDUCT_CASES_PER_HOUR": "many"}, "whole number"),
    ],
)
def test_production_refuses_to_start_and_says_why_in_one_sentence(production, tmp_path, changed, told):
    with pytest.raises(ImproperlyConfigured, match=told) as refused:
        environment.read(production | changed, tmp_path)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_production_refuses_a_key_that_others_can_read(production, tmp_path):
    (tmp_path / "root.key").chmod(0o644)
    with pytest.raises(ImproperlyConfigured, match="open to other users"):
        environment.read(production, tmp_path)


def test_production_refuses_a_key_made_for_development(production, tmp_path):
    development = environment.read({}, tmp_path).key_file
    with pytest.raises(ImproperlyConfigured, match="made for development"):
        environment.read(production | {"SAFECONDUCT_KEY_FILE": str(development)}, tmp_path)


def test_sqlite_loses_no_acknowledged_write(tmp_path):
    described = environment.database("", tmp_path)
    assert described["NAME"] == tmp_path / "safeconduct.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in described["OPTIONS"]["init_command"]
    assert "journal_mode=WAL" in described["OPTIONS"]["init_command"]


def test_postgresql_is_read_from_its_address(tmp_path):
    described = environment.database(
        "postgresql://ana:p%40ss@db.example:5433/cases?sslmode=require", tmp_path
    )
    kept = {name: described[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert kept == {"USER": "ana", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433", "NAME": "cases"}
    assert described["OPTIONS"]["sslmode"] == "require"
    socket = environment.database("postgresql://ana@/cases?host=/run/pg&passfile=/etc/pass", tmp_path)
    assert (socket["HOST"], socket["OPTIONS"]["passfile"]) == ("/run/pg", "/etc/pass")


def test_a_place_that_cannot_be_written_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    for var in (tmp_path / "file", tmp_path / "file" / "var"):
        with pytest.raises(ImproperlyConfigured, match="cannot be made"):
            environment.read({"SAFECONDUCT_VAR": str(var)}, tmp_path)
