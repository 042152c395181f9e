"""What the code must look like whoever writes it: sizes, names, and nothing that only works on one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "safeconduct"
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
BANNED_MODULES = {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager", "tools", "lib"}
APP_FILES = {"apps.py", "models.py", "urls.py"}
LOCKS = {"requirements.lock", "requirements-dev.lock"}

# A path of one machine, or the address of a place to download from. Written in pieces, so as not to be found here.
ONE_MACHINE = re.compile(
    "|".join(
        (
            r"/(?:home|Users|work|root)/[A-Za-z0-9_.-]+",
            r"[A-Z]:\\Users",
            "py" + r"pi\.org",
            "files" + r"\.python" + "hosted",
            "index" + "-url",
            "registry" + r"\.npm",
        )
    )
)
SHOWN_AS_TEXT = {".py", ".toml", ".lock", ".md", ".html", ".css", ".js", ".svg", ".json", ".txt", ".po", ""}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def product_code():
    return [path for path in PRODUCT.rglob("*.py") if "migrations" not in path.parts]


def name(path):
    return path.relative_to(ROOT).as_posix()


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_one_sitting():
    long = {name(path): len(path.read_text().splitlines()) for path in product_code()}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page():
    long = {f"{name(path)}:{of}": lines for path in product_code() for of, lines in functions(path)}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def test_modules_are_named_for_what_they_hold():
    named = {path.stem for path in product_code()} | {path.parent.name for path in product_code()}
    assert named & BANNED_MODULES == set()


def test_every_app_has_the_same_files():
    for apps in PRODUCT.glob("*/apps.py"):
        files = {path.name for path in apps.parent.glob("*.py")}
        models = apps.parent / "migrations"
        assert not models.exists() or "models.py" in files, name(apps.parent)
        assert "views.py" not in files or "urls.py" in files, name(apps.parent)


def test_tests_have_names_of_their_own():
    seen = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        assert path.name not in seen, f"{name(path)} and {name(seen[path.name])}"
        seen[path.name] = path
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_no_tracked_file_names_one_machine_or_a_place_to_download_from():
    found = {}
    for path in tracked():
        if path.suffix in SHOWN_AS_TEXT:
            hits = ONE_MACHINE.findall(path.read_text(errors="replace"))
            if hits:
                found[name(path)] = hits[:3]
    assert found == {}


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_every_locked_package_is_pinned_with_a_hash(lock):
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text())
    packages = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert packages
    assert [entry.splitlines()[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_pages_carry_no_script_or_style_of_their_own():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    pages = [path for path in PRODUCT.rglob("*.html") if "templates" in path.parts]
    assert pages
    assert [name(path) for path in pages if inline.search(path.read_text())] == []
