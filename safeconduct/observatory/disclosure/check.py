"""A release looked at by somebody who trusts none of it: what is whole, what is promised, what can be worked out."""

import json
import re
from collections.abc import Iterator, Sequence
from math import floor, isclose

from safeconduct.observatory.disclosure import bundle, risk
from safeconduct.observatory.disclosure.budget import BadBudget, check_delta, eps_of, gaussian_sigma, rho_of
from safeconduct.observatory.disclosure.figures import BAND
from safeconduct.observatory.disclosure.ledger import ANNUAL_EPS
from safeconduct.observatory.disclosure.people import PeopleTable
from safeconduct.observatory.disclosure.reading import Folder
from safeconduct.observatory.disclosure.risk import Finding, Mode
from safeconduct.observatory.disclosure.suppression import K

LOOSE = 1e-6  # relative; figures of a budget are written with as many digits as they have
SEED = re.compile(r'"[^"]*(?:seed|random_state)[^"]*"\s*:', re.IGNORECASE)
NAMES_SOMEBODY = re.compile(
    r"(?:^|_|\b)(?:name|surname|first.?name|last.?name|birth.?date|date.?of.?birth|dob|phone|e-?mail|address|passport"
    r"|case.?(?:id|number)|person.?id|narrative|notes?|remarks?)(?:$|_|\b)",
    re.IGNORECASE,
)


def check(
    release: Folder,
    earlier: Sequence[Folder] = (),
    people: PeopleTable | None = None,
    controls: PeopleTable | None = None,
) -> tuple[Finding, ...]:
    """Return every test of a release, also against earlier ones, and against the people where they are given.

    `people` are those it was made from, `controls` others like them who were left out; without controls only exact
    copies and rare combinations can be looked for. Raises BadData when the people are not in the release's columns.
    """
    return tuple(_all(release, earlier, people, controls))


def _all(
    release: Folder, earlier: Sequence[Folder], people: PeopleTable | None, controls: PeopleTable | None
) -> Iterator[Finding]:
    yield whole(release)
    yield promise(release)
    yield no_seed(release)
    yield public_lists(release)
    yield own_report(release)
    yield budget(release, earlier)
    yield one_method(release, earlier)
    if release.mode is Mode.NOISE:
        yield carries_noise(release)
    else:
        k = least_people(release)
        yield risk.hidden_cells(release.published, k)
        before = [each.published for each in earlier if each.mode is not Mode.NOISE and _same(each, release)]
        yield risk.differencing(release.published, before, k)
    if people is not None and release.records is not None:
        yield risk.small_groups(release.records, people, least_people(release), release.mode)
        if controls is None:
            yield risk.copied(release.records, people)
        else:
            yield from risk.attacked([(release.records, people, controls)])


def least_people(release: Folder) -> int:
    """Return k of a release, never less than 2."""
    k = release.parameters.get("k", K)
    return max(2, k) if isinstance(k, int) else K


def _same(one: Folder, other: Folder) -> bool:
    return one.about[0] == other.about[0]


def whole(release: Folder) -> Finding:
    """Test that every file is the one that was approved, and that there is no other."""
    listed = release.manifest["files"]
    wrong = []
    there = {file.name for file in release.path.iterdir()} - {bundle.MANIFEST}
    for name in sorted(there | listed.keys()):
        if name not in there:
            wrong.append(f"{name} is missing")
        elif name not in listed:
            wrong.append(f"{name} is not in the manifest")
        elif not (release.path / name).is_file():
            wrong.append(f"{name} is no file")
        elif not isinstance(listed[name], dict) or bundle.digest(release.path / name) != listed[name].get(
            "sha256"
        ):
            wrong.append(f"{name} was changed")
    says = "; ".join(wrong) or "Every file is the one that was approved."
    return Finding("files", not wrong, "as in the manifest", says)


def promise(release: Folder) -> Finding:
    """Test that what is promised is a promise: eps and delta that hold together, or a k that protects."""
    told = release.parameters
    threshold = (
        f"eps at most {ANNUAL_EPS:g} unless a reason is given, delta at most 1/(n ln n); or k at least 2"
    )
    wrong = _noise(release) if release.mode is Mode.NOISE else ""
    if release.mode is not Mode.NOISE and not (isinstance(told.get("k"), int) and told["k"] >= 2):
        wrong = "It does not say below how many people nothing is shown, or fewer than 2."
    return Finding("promise", not wrong, threshold, wrong or "The parameters hold together.")


def _noise(release: Folder) -> str:
    told = release.parameters
    try:
        eps, delta, rho = (float(told[name]) for name in ("eps", "delta", "rho"))
        if release.records is not None and release.records.size:
            check_delta(delta, release.records.size)
        if not isclose(eps_of(rho, delta), eps, rel_tol=LOOSE):
            return f"rho {rho:g} and delta {delta:g} give eps {eps_of(rho, delta):g}, not {eps:g}."
    except (KeyError, TypeError, ValueError) as lacking:
        if isinstance(lacking, BadBudget):
            return str(lacking)
        return "It does not say eps, delta and rho, so it promises nothing."
    if eps > ANNUAL_EPS and not str(told.get("reason") or "").strip():
        return f"eps {eps:g} is above {ANNUAL_EPS:g}, and no reason is given."
    return ""


def no_seed(release: Folder) -> Finding:
    """Test that no file tells from where random numbers start: with it, noise can be taken off again."""
    found = [
        file.name
        for file in sorted(release.path.glob("*.json"))
        if SEED.search(file.read_text(encoding="utf-8"))
    ]
    says = f"{', '.join(found)} gives a seed away." if found else "No seed is given away."
    return Finding("no seed", not found, "no seed in any file", says)


def public_lists(release: Folder) -> Finding:
    """Test that records hold nothing but codes of public lists, and no column that names somebody."""
    naming = [name for name in release.domain.names if NAMES_SOMEBODY.search(name)]
    wrong = release.strange or (f"{', '.join(naming)} would say who somebody is." if naming else "")
    if not wrong and release.mode is not Mode.TABLES and release.records is None:
        wrong = "There are no records."
    known = {column.name: set(column.codes) for column in release.domain.columns}
    strange = sorted(
        {name for f in release.figures for name, code in zip(f.columns, f.codes, strict=True)
         if code not in known.get(name, ())}
    )  # fmt: skip
    if not wrong and strange:
        wrong = f"counts.csv has codes of {', '.join(strange)} that are in no list."
    return Finding(
        "public lists", not wrong, "only codes of the lists", wrong or "Only codes of public lists."
    )


def own_report(release: Folder) -> Finding:
    """Test that the release's own risk report has the tests that its kind needs, all passed."""
    passed = {str(each.get("test")): each.get("passed") for each in release.risk if isinstance(each, dict)}
    attacks = ("singling out", "linkability", "attribute inference", "membership", "exact copies")
    needed = {
        Mode.NOISE: attacks,
        Mode.K_SYNTHETIC: (*attacks, "small combinations", "hidden cells", "differencing"),
        Mode.TABLES: ("hidden cells", "differencing"),
    }[release.mode]
    missing = [test for test in needed if test not in passed]
    failed = [test for test, how in passed.items() if how is False or (how is None and test in needed)]
    says = "; ".join(
        [f"{test} was not run" for test in missing] + [f"{test} was not passed" for test in failed]
    )
    return Finding("risk report", not says, "every test run and passed", says or "Every test was passed.")


def budget(release: Folder, earlier: Sequence[Folder]) -> Finding:
    """Test that all releases of one year about one population together stay below the ceiling."""
    threshold = f"eps at most {ANNUAL_EPS:g} a year for one population"
    spent = [each for each in (*earlier, release) if each.mode is Mode.NOISE and each.about == release.about]
    if release.mode is not Mode.NOISE:
        return Finding("budget", True, threshold, "No noise was drawn, so nothing of the budget was spent.")
    try:
        delta = min(float(each.parameters["delta"]) for each in spent)
        eps = eps_of(sum(float(each.parameters["rho"]) for each in spent), delta)
        room = rho_of(ANNUAL_EPS, delta) * (1 + LOOSE)
    except (KeyError, TypeError, ValueError):
        return Finding("budget", False, threshold, "A release does not say what it cost.")
    reason = all(str(each.parameters.get("reason") or "").strip() for each in spent)
    passed = sum(float(each.parameters["rho"]) for each in spent) <= room or reason
    return Finding("budget", passed, threshold, f"Together they cost eps {eps:.2f} in {release.about[1]}.")


def one_method(release: Folder, earlier: Sequence[Folder]) -> Finding:
    """Test that no figures without noise stand beside noisy ones of the same people, nor k-synthetic ones twice."""
    return not_mixed(release.about[0], release.published.covers, release.mode, earlier)


def not_mixed(population: str, covers: Sequence[str], mode: Mode, earlier: Sequence[Folder]) -> Finding:
    """Test the same before a release is made."""
    same = [
        each for each in earlier if each.about[0] == population and set(covers) & set(each.published.covers)
    ]
    mixed = [each for each in same if (each.mode is Mode.NOISE) != (mode is Mode.NOISE)]
    again = [each for each in same if Mode.K_SYNTHETIC in {each.mode, mode}]
    says = "Nothing else about these people is released by another method."
    if mixed:
        says = (
            f"Version {mixed[0].published.source} is about the same people, by a method that this one undoes."
        )
    elif again:
        says = (
            f"Version {again[0].published.source} is about these people too: such records protect only once."
        )
    return Finding("one method", not (mixed or again), "one method for the same people", says)


def carries_noise(release: Folder) -> Finding:
    """Test that every count says how noisy it is, and is at least as noisy as the promise needs.

    Were all of rho spent on one count, its noise would still be 1 / sqrt(2 rho).
    """
    try:
        least = floor(BAND * gaussian_sigma(float(release.parameters["rho"])))
    except (KeyError, TypeError, ValueError):
        return Finding("protected counts", False, "noise in every count", "It does not say what it cost.")
    bare = [
        f for f in release.figures if f.people is None or f.most is None or f.most - f.people < max(1, least)
    ]
    says = f"The count of {bare[0].name} shows too little noise." if bare else "Every count carries noise."
    return Finding("protected counts", not bare and bool(release.figures), "noise in every count", says)


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings as one JSON object; what was measured stays out."""
    told = [{"test": f.test, "passed": f.passed, "threshold": f.threshold, "says": f.says} for f in findings]
    failed = [f.test for f in findings if f.passed is False]
    return json.dumps({"passed": not failed, "failed": failed, "tests": told}, ensure_ascii=False, indent=2)
