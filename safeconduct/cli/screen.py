"""`safeconduct screen FILE`: screen the cases of a file and explain each result.

Reads the format of the published cases; what only officials did afterwards, and what a court concluded, stay
unread. Expectations in the file are not judged here.
"""

import argparse
import json
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from safeconduct.cli.refusals import WrongUse, printed
from safeconduct.protection.screening.case_file import CaseAccount, NotACaseFile, read_cases
from safeconduct.protection.screening.elements import Elements, Proof, Shown
from safeconduct.protection.screening.indicators import RULESET, RULESET_VERSION
from safeconduct.protection.screening.questions import Question
from safeconduct.protection.screening.screen import Result, screen

SHOWN_QUESTIONS = 5
LONGEST_NUMBER = 4000  # digits; Python reads no number much longer


def add(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("screen", help="screen the cases of a file and explain each result")
    parser.add_argument("file", metavar="FILE", type=Path, help="a JSON file with a list of cases")
    parser.add_argument(
        "--unlisted",
        choices=("unknown", "absent"),
        default="unknown",
        help="what an answer means that the file does not list (default: unknown)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Screen every case of the file, or refuse the whole file before anything is printed."""
    document = read_json(args.file)
    try:
        cases = read_cases(document, unlisted_absent=args.unlisted == "absent")
    except NotACaseFile as wrong:
        raise WrongUse(f"{args.file}: {wrong}") from None
    results = [as_told(case, screen(case.account)) for case in cases]
    print(json.dumps(results, indent=2) if args.json else printed(_lines(results)))
    return 0


def read_json(path: Path) -> object:
    """Return a parsed JSON file; refuse what is unreadable, malformed, ambiguous or not a number."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise WrongUse(f"{path}: {wrong.strerror or 'cannot be read'}") from None
    except ValueError:
        raise WrongUse(f"{path}: not a text file in UTF-8") from None
    if not text.strip():
        raise WrongUse(f"{path}: the file is empty")
    try:
        parsed: object = json.loads(
            text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant, parse_int=_whole_number
        )
    except RecursionError:
        raise WrongUse(f"{path}: nested too deeply") from None
    except ValueError as wrong:
        raise WrongUse(f"{path}: not valid JSON: {wrong}") from None
    return parsed


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def as_told(case: CaseAccount, result: Result) -> dict[str, Any]:
    """Return one case's result as plain values, in the words and order that are printed."""
    reasons = [
        {"reason": one.because.format(**one.told), "evidence": [_proof(proof) for proof in one.evidence]}
        for one in result.because
    ]
    cautions = [{"reason": caution, "evidence": []} for caution in result.cautions]
    return {
        "id": case.id,
        "recommendation": result.recommendation.value,
        "next_step": result.next_step.value,
        "elements": _elements(result.elements),
        "dimensions": {dimension.value: standing.value for dimension, standing in result.dimensions.items()},
        "because": reasons + cautions,
        "ask_next": [_question(question) for question in result.ask_next],
    }


def _elements(found: Elements) -> dict[str, Any]:
    return {
        "act": _shown(found.act, needed=True),
        "means": _shown(found.means, needed=found.means_needed),
        "purpose": _shown(found.purpose, needed=True),
    }


def _shown(element: Shown, *, needed: bool) -> dict[str, Any]:
    evidence = [_proof(proof) for proof in element.evidence]
    return {"answer": element.answer.value, "needed": needed, "evidence": evidence}


def _proof(proof: Proof) -> dict[str, Any]:
    heard = proof.heard
    return {
        "code": str(proof.code),
        "label": proof.label,
        "strength": proof.strength.value if proof.strength else None,
        "dimension": proof.dimension.value if proof.dimension else None,
        "set": proof.set.value if proof.set else None,
        "fact": heard.fact if heard else "",
        "noted_by": heard.by if heard else "",
        "noted_at": heard.at.isoformat() if heard and heard.at else None,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": str(question.code),
        "label": question.label,
        "changes_the_result": "alone" if question.alone else "with others",
        "set": question.set.value if question.set else None,
        "strength": question.strength.value if question.strength else None,
    }


def _lines(results: Iterable[dict[str, Any]]) -> Iterable[str]:
    yield f"Rules {RULESET} {RULESET_VERSION}. A recommendation is not a decision; a worker can always refer."
    for result in results:
        yield ""
        yield result["id"]
        yield f"  recommendation  {result['recommendation']}"
        yield f"  next_step       {result['next_step']}"
        yield f"  elements        {_elements_line(result['elements'])}"
        yield from _wrapped("dimensions", ", ".join(f"{k} {v}" for k, v in result["dimensions"].items()))
        yield "  because"
        yield from _reason_lines(result["because"])
        yield from _question_lines(result["ask_next"])


def _reason_lines(reasons: list[dict[str, Any]]) -> Iterable[str]:
    """Tell each answer once in full; where another reason rests on it too, its code is enough."""
    told: set[str] = set()
    for reason in reasons:
        yield from textwrap.wrap(reason["reason"], 100, initial_indent="    - ", subsequent_indent="      ")
        yield from (f"        {_proof_line(one)}" for one in reason["evidence"] if one["code"] not in told)
        again = [one["code"] for one in reason["evidence"] if one["code"] in told]
        if again:
            text = "and, as above: " + ", ".join(again)
            yield from textwrap.wrap(text, 100, initial_indent=" " * 8, subsequent_indent=" " * 10)
        told.update(one["code"] for one in reason["evidence"])


def _wrapped(title: str, text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent=f"  {title:<16}", subsequent_indent=" " * 18)


def _elements_line(found: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} {element['answer']}" + ("" if element["needed"] else " (not needed)")
        for name, element in found.items()
    )


def _proof_line(proof: dict[str, Any]) -> str:
    weight = f" ({proof['strength']})" if proof["strength"] else ""
    fact = f": {proof['fact']}" if proof["fact"] else ""
    when = f" on {proof['noted_at']}" if proof["noted_at"] else ""
    by = f" [{proof['noted_by']}{when}]" if proof["noted_by"] else ""
    return f"{proof['code']}{weight} {proof['label']}{fact}{by}"


def _question_lines(questions: list[dict[str, Any]]) -> Iterable[str]:
    if not questions:
        return
    yield "  ask_next"
    for question in questions[:SHOWN_QUESTIONS]:
        how = question["changes_the_result"]
        yield f"    - {question['code']} {question['label']} (changes the result {how})"
    if len(questions) > SHOWN_QUESTIONS:
        yield f"    and {len(questions) - SHOWN_QUESTIONS} more; --json lists all"
