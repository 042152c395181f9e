"""A published folder, read back by somebody who trusts none of it."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from safeconduct.observatory.disclosure import bundle, figures
from safeconduct.observatory.disclosure.domain import BadDomain, Domain, from_mapping
from safeconduct.observatory.disclosure.figures import Figure, Published
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, from_rows
from safeconduct.observatory.disclosure.risk import Mode

MANIFEST_KEYS = ("version", "population", "year", "period", "covers", "mode", "parameters", "files")


@dataclass(frozen=True)
class Folder:
    """What a published folder says. `strange` is what is wrong with its records, if anything."""

    path: Path
    manifest: dict[str, Any]
    mode: Mode
    domain: Domain
    figures: tuple[Figure, ...]
    records: PeopleTable | None
    strange: str
    risk: list[dict[str, Any]]

    @property
    def parameters(self) -> dict[str, Any]:
        return dict(self.manifest["parameters"])

    @property
    def published(self) -> Published:
        return Published(
            self.figures, tuple(map(str, self.manifest["covers"])), str(self.manifest["version"])
        )

    @property
    def about(self) -> tuple[str, int]:
        """Return the population and the year, by which budgets are kept."""
        return str(self.manifest["population"]), int(self.manifest["year"])


def read(path: Path) -> Folder:
    """Read a published folder. Raises BadData when it is none, or lacks what every release has."""
    if not path.is_dir():
        raise BadData(f"{path} is no folder.")
    manifest = _object(path / bundle.MANIFEST, dict)
    missing = [key for key in MANIFEST_KEYS if key not in manifest]
    if missing:
        raise BadData(f"{path / bundle.MANIFEST} does not say {', '.join(missing)}.")
    try:
        mode = Mode(manifest["mode"])
        int(manifest["year"])
        shaped = isinstance(manifest["parameters"], dict) and isinstance(manifest["files"], dict)
        shaped = shaped and isinstance(manifest["covers"], list)
    except (ValueError, TypeError) as wrong:
        raise BadData(f"{path / bundle.MANIFEST}: {wrong}.") from wrong
    if not shaped:
        raise BadData(f"{path / bundle.MANIFEST}: parameters, files or covers are not what they should be.")
    try:
        domain = from_mapping(_object(path / bundle.DICTIONARY, dict).get("domain") or {})
    except BadDomain as wrong:
        raise BadData(f"{path / bundle.DICTIONARY}: {wrong}") from wrong
    counted = figures.read(_text(path / bundle.COUNTS))
    records, strange = _records(path / bundle.RECORDS, domain)
    return Folder(path, manifest, mode, domain, counted, records, strange, _object(path / bundle.RISK, list))


def _records(file: Path, domain: Domain) -> tuple[PeopleTable | None, str]:
    if not file.exists():
        return None, ""
    rows = csv.DictReader(StringIO(_text(file)), restkey="more than the header")
    try:
        return from_rows(rows, domain), ""
    except BadData as wrong:
        return None, str(wrong)
    except csv.Error as wrong:
        return None, f"records.csv is no CSV: {wrong}."


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as wrong:
        raise BadData(f"{file}: {wrong.strerror or 'cannot be read'}.") from wrong
    except UnicodeDecodeError as wrong:
        raise BadData(f"{file} is no text in UTF-8.") from wrong


def _object(file: Path, kind: type) -> Any:
    text = _text(file)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise BadData(f"{file} is no JSON.") from wrong
    if not isinstance(told, kind):
        raise BadData(f"{file} is not the file of a release.")
    return told
