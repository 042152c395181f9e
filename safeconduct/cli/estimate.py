"""`safeconduct estimate FILE`: how many people there are in all, seen and unseen, from overlapping lists."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safeconduct.cli.refusals import WrongUse

if TYPE_CHECKING:
    from safeconduct.observatory.estimation import Report

LANGUAGES = ("en", "ar", "km")
FROM_RIGHT = ("ar",)
FILES = ("estimate.json", "estimate.html", "estimate.pdf", "estimate.csv")


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("estimate", help="estimate how many people nobody has met, from lists")
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="CSV: a column a list (0 or 1), and “count” or one row a person",
    )
    parser.add_argument(
        "--methods", metavar="NAMES", help="names with commas between; “all” for every method"
    )
    parser.add_argument(
        "--seed", type=int, help="the same seed gives the same figures (default: drawn, and printed)"
    )
    parser.add_argument("--most", type=int, help="simulated tables at most (default 100000)")
    parser.add_argument("--processes", type=int, default=1, help="how many to use; the figures stay the same")
    parser.add_argument("--no-checks", action="store_true", help="leave out sensitivity and known numbers")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the report (default: en)")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="write " + ", ".join(FILES) + " into this folder"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Estimate and print; exit 1 when the lists allow no estimate. Nothing is written before all is computed."""
    from safeconduct.observatory.estimation import BadTable, UnknownMethod, estimate, read_csv
    from safeconduct.observatory.estimation.report_json import as_text

    _check(args)
    try:
        table = read_csv(args.file)
    except OSError as wrong:
        raise WrongUse(f"{args.file}: {wrong.strerror or 'cannot be read'}") from None
    except BadTable as wrong:
        raise WrongUse(f"{args.file}: {wrong}") from None
    told = {"seed": args.seed, "processes": args.processes, "checks": not args.no_checks, "told": _progress()}
    if args.most is not None:
        told["most"] = args.most
    try:
        report = estimate(table, methods=_methods(args.methods), **told)
    except UnknownMethod as wrong:
        raise WrongUse(str(wrong)) from None
    _clear_progress()
    if args.out:
        _write(report, args.out, args.language)
    print(as_text(report) if args.json else _text(report))
    return 0 if report.headline.estimable else 1


def _check(args: argparse.Namespace) -> None:
    if args.seed is not None and args.seed < 0:
        raise WrongUse("--seed is a whole number, 0 or more")
    if args.most is not None and not 400 <= args.most <= 1_000_000:
        raise WrongUse("--most is between 400 and 1000000 simulated tables")
    if not 1 <= args.processes <= 64:
        raise WrongUse("--processes is between 1 and 64")
    if args.out and args.out.exists() and (not args.out.is_dir() or any(args.out.iterdir())):
        raise WrongUse(f"{args.out}: is there already and not an empty folder; nothing is overwritten")


def _methods(text: str | None) -> tuple[str, ...]:
    from safeconduct.observatory.estimation import EVERY, STANDARD

    if text is None:
        return STANDARD
    if text == "all":
        return EVERY
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _progress() -> Callable[[str, int, int], None] | None:
    """Show what is under way, where somebody watches."""
    if not sys.stderr.isatty():
        return None

    def told(name: str, done: int, of: int) -> None:
        share = f" {100 * done // of} %" if of > 1 else ""
        print(f"\r\x1b[K{name}{share}", end="", file=sys.stderr, flush=True)

    return told


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _write(report: "Report", folder: Path, language: str) -> None:
    """Write the report in every form; all are made before the first is written."""
    from safeconduct.observatory import html, pdf
    from safeconduct.observatory.estimation.report_csv import as_csv
    from safeconduct.observatory.estimation.report_json import as_text
    from safeconduct.observatory.estimation.report_words import page

    told = page(report, say=_speaking(language), lang=language, rtl=language in FROM_RIGHT)
    made = (as_text(report).encode(), html.page(told).encode(), pdf.pdf(told), as_csv(report).encode())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in zip(FILES, made, strict=True):
            (folder / name).write_bytes(content)
    except OSError as wrong:
        raise WrongUse(f"{folder}: {wrong.strerror or 'cannot be written'}") from None


def _speaking(language: str) -> Callable[[str], str]:
    """Return how one marked sentence is said in a language."""
    import os

    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.settings")
    django.setup()

    def say(words: str) -> str:
        with translation.override(language):
            return translation.gettext(words)

    return say


def _text(report: "Report") -> str:
    from safeconduct.observatory.estimation.assumptions import ASSUMPTIONS

    table, headline = report.table, report.headline
    lines = [
        *table.told,
        f"{table.seen:,} people on {table.size} lists, {table.overlapping:,} on two or more.",
    ]
    if headline.estimable:
        lines.append(
            f"Estimate: between {headline.low:,} and {headline.high:,} people in all ({headline.basis}, 95 %)."
        )
    else:
        lines.append(f"Not estimable. {headline.reason}")
    lines += ["", f"{'method':<16}{'figure':>10}  95 % range"]
    for each in report.estimates:
        point = "-" if each.point is None else f"{each.point:,.0f}"
        outer = f"{each.ci95.low:,.0f} to {each.ci95.high:,.0f}" if each.ci95 else each.reason
        lines.append(f"{each.name:<16}{point:>10}  {outer}" + "".join(f" [{flag}]" for flag in each.flags))
    lines += [f"Disagreement: {'; '.join(report.disagreement)}."] if report.disagreement else []
    lines += ["", "This stands on:", *(f"  - {each}" for each in ASSUMPTIONS)]
    lines += ["", f"seed {report.seed}, up to {report.most:,} simulated tables, {report.seconds:.0f} s"]
    return "\n".join(lines)
