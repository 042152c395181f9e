"""`safeconduct release-check DIR`: look at a published folder as somebody who trusts none of it."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safeconduct.cli.refusals import WrongUse

if TYPE_CHECKING:
    from safeconduct.observatory.disclosure.domain import Domain
    from safeconduct.observatory.disclosure.people import PeopleTable
    from safeconduct.observatory.disclosure.risk import Finding

HOW = {True: "passed", False: "FAILED", None: "not judged"}


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("release-check", help="test a published folder, alone and against others")
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder of the release")
    parser.add_argument(
        "--earlier", metavar="DIR", type=Path, action="append", default=[], nargs="+",
        help="folders of earlier releases about the same population",
    )  # fmt: skip
    parser.add_argument("--people", metavar="FILE", type=Path, help="the people it was made from, as CSV")
    parser.add_argument("--controls", metavar="FILE", type=Path, help="people like them who were left out")
    parser.add_argument("--person", metavar="COLUMN", help="the column of both files that says who it is")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every test; end with 1 when one failed."""
    from safeconduct.observatory.disclosure import check, reading
    from safeconduct.observatory.disclosure.people import BadData

    if args.controls and not args.people:
        raise WrongUse("--controls needs --people")
    try:
        release = reading.read(args.folder)
        earlier = [reading.read(folder) for group in args.earlier for folder in group]
        people, controls = (
            _people(file, release.domain, args.person) for file in (args.people, args.controls)
        )
        findings = check.check(release, earlier, people, controls)
    except BadData as wrong:
        raise WrongUse(str(wrong)) from None
    print(check.as_json(findings) if args.json else "\n".join(_lines(findings)))
    return 1 if any(finding.passed is False for finding in findings) else 0


def _people(file: Path | None, domain: "Domain", person: str | None) -> "PeopleTable | None":
    from safeconduct.observatory.disclosure.people import BadData
    from safeconduct.observatory.disclosure.publishing import people_of

    if file is None:
        return None
    try:
        return people_of(domain, file, person=person)
    except OSError as wrong:
        raise WrongUse(f"{file}: {wrong.strerror or 'cannot be read'}") from None
    except BadData as wrong:
        raise WrongUse(f"{file}: {wrong}") from None


def _lines(findings: "Iterable[Finding]") -> Iterable[str]:
    failed = []
    for finding in findings:
        yield f"{HOW[finding.passed]:<11} {finding.test}: {finding.says}"
        failed += [finding.test] if finding.passed is False else []
    yield f"Not safe: {', '.join(failed)}." if failed else "Every test that was run was passed."
