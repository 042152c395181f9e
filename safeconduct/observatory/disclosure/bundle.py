"""A release as a folder: written whole or not at all, never over another, with a digest of each file.

What looks at the people themselves goes to a folder of its own beside it, which is never published.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from safeconduct.observatory import html, pdf
from safeconduct.observatory.disclosure import crosswalk, ctdc, figures
from safeconduct.observatory.disclosure.ctdc import write_rows
from safeconduct.observatory.disclosure.domain import Column
from safeconduct.observatory.disclosure.page import METHOD, guarantee, page
from safeconduct.observatory.disclosure.release import Earlier, Release

MANIFEST = "manifest.json"
RECORDS, COUNTS, DICTIONARY, RISK = "records.csv", "counts.csv", "datapackage.json", "risk.json"
PAGE, PAPER = "index.html", "release.pdf"
INTERNAL = "-internal"  # end of the name of the folder beside a release that is not published


class CannotWrite(ValueError):
    """There is no room for the release where it is wanted. The message says why."""


@contextmanager
def place(folder: Path) -> Iterator[Path]:
    """Open a folder that becomes `folder` when all is done, and vanishes when it is not.

    Ask for it before anything is spent. Raises CannotWrite when something stands there already, or nothing can.
    """
    if folder.exists() or folder.is_symlink():
        raise CannotWrite(
            f"{folder} is there already. A release is never written over; give it another name."
        )
    if not folder.parent.is_dir():
        raise CannotWrite(f"{folder.parent} is no folder. Make it first.")
    try:
        draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as wrong:
        raise CannotWrite(f"{folder.parent} cannot be written to: {wrong.strerror}.") from wrong
    try:
        yield draft
        _flush(draft)
        if folder.exists():
            raise CannotWrite(f"{folder} was made by somebody else in the meantime.")
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def internal_folder(folder: Path) -> Path:
    """Return where the internal reports of a release go: beside it, never in it."""
    return folder.with_name(folder.name + INTERNAL)


def fill(draft: Path, release: Release) -> None:
    """Write every public file of a release, the manifest last."""
    texts: dict[str, str] = {}
    if release.records is not None:
        rows = StringIO()
        write_rows(rows, release.records.domain.names, release.records.rows())
        texts[RECORDS] = rows.getvalue()
    texts[COUNTS] = figures.write(release.figures)
    texts[DICTIONARY] = _json(dictionary(release))
    texts[RISK] = _json(release.risk.public())
    told = page(release)
    texts[PAGE] = html.page(told)
    draft.chmod(0o755)
    for name, text in texts.items():
        (draft / name).write_text(text, encoding="utf-8")
    (draft / PAPER).write_bytes(pdf.pdf(told))
    (draft / MANIFEST).write_text(_json(manifest(draft, release)), encoding="utf-8")


def manifest(draft: Path, release: Release) -> dict[str, Any]:
    """Return what a release is, and the digest of each file of it."""
    listed = {
        file.name: {"sha256": digest(file), "bytes": file.stat().st_size} for file in sorted(draft.iterdir())
    }
    return {
        "title": release.title,
        "version": release.version,
        "made_on": release.made_on,
        "population": release.population,
        "year": release.year,
        "period": release.period,
        "covers": list(release.covers),
        "mode": release.mode.value,
        "parameters": dict(release.parameters),
        "guarantee": guarantee(release),
        "domain": release.domain.digest,
        "earlier": [{"version": each.version, "manifest": each.digest} for each in release.earlier],
        "files": listed,
    }


def dictionary(release: Release) -> dict[str, Any]:
    """Return the data dictionary, as a Frictionless data package."""
    resources = []
    if release.records is not None:
        fields = [_field(column) for column in release.domain.columns]
        resources.append(
            _resource("records", RECORDS, fields, "Synthetic records. None of them is a person.")
        )
    wide = max((len(figure.columns) for figure in release.figures), default=0)
    pairs = [
        {"name": f"{part}_{n}", "type": "string", "description": words}
        for n in range(1, wide + 1)
        for part, words in (("column", "a column of the people, blank in totals"), ("code", "its value"))
    ]
    numbers = [
        {"name": "people", "type": "integer", "description": "people; blank where hidden"},
        {"name": "least", "type": "integer", "description": "the fewest people it may stand for"},
        {"name": "most", "type": "integer", "description": "the most people it may stand for"},
    ]
    resources.append(_resource("counts", COUNTS, [*pairs, *numbers], "Counts of people, protected."))
    return {
        "profile": "tabular-data-package",
        "name": "".join(c if c.isascii() and c.isalnum() else "-" for c in release.title.lower()),
        "title": release.title,
        "description": f"{METHOD[release.mode]} {guarantee(release)}",
        "version": release.version,
        "created": release.made_on,
        "licenses": [{"name": release.licence}],
        "contributors": [{"title": release.owner, "role": "publisher", "email": release.contact}],
        "resources": resources,
        "domain": release.domain.as_mapping(),
    }


def _resource(name: str, path: str, fields: list[dict[str, Any]], description: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "type": "string",
        "constraints": {"enum": [code for code in column.codes if code]},
    }
    if column.not_recorded is not None:
        told["description"] = f"“{column.not_recorded}” means not recorded."
    if column.source:
        told["title"] = f"{column.name} ({column.source})"
    sources = {
        standard: listed
        for standard in crosswalk.STANDARDS
        if (listed := crosswalk.codes_of(standard, column.name))
    }
    if column.name in ctdc.NAMES and sources:
        told["comesFrom"] = sources
    return told


def keep_internal(draft: Path, reports: Mapping[str, Any]) -> None:
    """Write the internal reports, for the publisher's eyes alone."""
    draft.chmod(0o700)
    for name, report in reports.items():
        file = draft / f"{name}.internal.json"
        file.write_text(_json(report), encoding="utf-8")
        file.chmod(0o600)


def digest(file: Path) -> str:
    """Return the SHA-256 digest of a file."""
    return sha256(file.read_bytes()).hexdigest()


def earlier(folder: Path) -> Earlier:
    """Name a release that came before."""
    file = folder / MANIFEST
    return Earlier(str(json.loads(file.read_text(encoding="utf-8"))["version"]), digest(file))


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _flush(draft: Path) -> None:
    """Make sure that a release which is there is there whole, whatever happens to the machine."""
    for file in draft.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
