"""The risk report of a release: each test with its threshold, and whether it was passed.

What is published says passed or not. The measured figures look at the people themselves and stay with the publisher.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

import numpy as np

from safeconduct.observatory.disclosure import attacks, working_out
from safeconduct.observatory.disclosure.attacks import Arena
from safeconduct.observatory.disclosure.excess import Excess
from safeconduct.observatory.disclosure.figures import Published
from safeconduct.observatory.disclosure.people import BadData, PeopleTable
from safeconduct.observatory.disclosure.relations import Contradiction, Relation
from safeconduct.observatory.disclosure.utility import INTERNAL, small_combinations

MOST_EXCESS = 0.05  # thresholds of the disclosure methods, section 6
MOST_AUC = 0.55


class Mode(Enum):
    """By what a release protects: noise, records of frequent combinations only, or tables with hidden cells."""

    NOISE = "noise"
    K_SYNTHETIC = "k-synthetic"
    TABLES = "tables"


@dataclass(frozen=True)
class Finding:
    """One test. `passed` is None where it could not be run, or where the result is for the publisher alone."""

    test: str
    passed: bool | None
    threshold: str
    says: str
    measured: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RiskReport:
    """All tests of a release."""

    findings: tuple[Finding, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.passed is False)

    def public(self) -> list[dict[str, Any]]:
        """Return what may be published: no figure that looks at the people."""
        return [
            {"test": f.test, "threshold": f.threshold, "passed": f.passed, "says": f.says}
            for f in self.findings
        ]

    def internal(self) -> dict[str, Any]:
        """Return everything, for the publisher."""
        return {"internal": INTERNAL, "findings": [asdict(finding) for finding in self.findings]}


Trial = tuple[PeopleTable, PeopleTable, PeopleTable]


def attacked(trials: Sequence[Trial], draws: np.random.Generator | None = None) -> tuple[Finding, ...]:
    """Run every attack on trials: records, the people they were made from, people who were left out.

    Several trials are counted together. Raises BadData with fewer than 20 members or controls, or without a trial.
    """
    if not trials:
        raise BadData("There is nothing to attack.")
    draws = draws or np.random.default_rng()
    arenas = [Arena.of(*trial, draws) for trial in trials]
    return (
        _excess("singling out", attacks.singling_out(arenas, draws)),
        _excess("linkability", (attacks.linkability(arenas, draws),)),
        _excess("attribute inference", attacks.inference(arenas, trials[0][0].domain.names)),
        _membership(attacks.membership(arenas)),
        _excess("exact copies", (attacks.copies(arenas),)),
    )


def copied(records: PeopleTable, people: PeopleTable, draws: np.random.Generator | None = None) -> Finding:
    """Look for exact copies where nobody was left out. Raises BadData with fewer than 40 people."""
    found = attacks.copies_without_controls(records, people, draws or np.random.default_rng())
    threshold = "nearer to fresh people than to copies"
    if not found.tells:
        says = "With so few columns copies would not stand out. Give people who were left out."
        return Finding("exact copies", None, threshold, says, asdict(found))
    says = (
        "The records are nearer to copies of people than to fresh ones: they give people away."
        if found.nearer_to_copies
        else "The records hold hardly more copies than fresh people would."
    )
    return Finding("exact copies", not found.nearer_to_copies, threshold, says, asdict(found))


def _excess(test: str, told: Sequence[Excess]) -> Finding:
    passed = all(each.within(MOST_EXCESS) for each in told)
    says = (
        "People who are in are found hardly more often than people who are not."
        if passed
        else "People who are in are found more often than people who are not: the records give them away."
    )
    measured = {"tries": [{**asdict(each), "excess": each.excess} for each in told]}
    threshold = f"excess success at most {MOST_EXCESS:g}, or an interval that holds 0"
    return Finding(test, passed, threshold, says, measured)


def _membership(told: attacks.Membership) -> Finding:
    passed = told.auc <= MOST_AUC
    says = (
        "Nearness to a record does not tell who is in."
        if passed
        else "Nearness to a record tells who is in: the records follow the people too closely."
    )
    return Finding("membership", passed, f"area under the curve at most {MOST_AUC:g}", says, asdict(told))


def small_groups(records: PeopleTable, people: PeopleTable, k: int, mode: Mode) -> Finding:
    """Count combinations of up to three codes that describe fewer than k people.

    None may be in k-synthetic records. In records made with noise they are no people, and the count stays internal.
    """
    number = small_combinations(records, people, k)
    measured = {"combinations": number, "k": k}
    if mode is Mode.NOISE:
        says = "Counted for the publisher alone. With noise, a rare combination says nothing of anybody."
        return Finding("small combinations", None, "reported, not judged", says, measured)
    says = (
        "No combination of up to three codes describes so few people."
        if number == 0
        else "Combinations in the records describe fewer people than allowed."
    )
    return Finding("small combinations", number == 0, f"none below {k} people", says, measured)


def hidden_cells(release: Published, k: int) -> Finding:
    """Test that no hidden cell of one release can be told to within fewer than k possibilities."""
    return _linear("hidden cells", (release,), k)


def differencing(release: Published, earlier: Sequence[Published], k: int) -> Finding:
    """Test that all releases together, subtracted in any way, show no group of fewer than k people."""
    return _linear("differencing", (*earlier, release), k)


def _linear(test: str, releases: Sequence[Published], k: int) -> Finding:
    threshold = f"at least {k} possibilities for every group that may be smaller than {k}"
    try:
        found = [each for told in _families(releases) for each in working_out.readable(told, k)]
    except Contradiction:
        says = "The figures contradict each other. They cannot be about the same people; correct them."
        return Finding(test, False, threshold, says)
    except BadData as many:
        return Finding(test, False, threshold, str(many))
    says = f"{len(found)} small groups can be worked out." if found else "No small group can be worked out."
    groups = [{"group": sorted(each.atoms), "least": each.low, "most": each.high} for each in found]
    return Finding(test, not found, threshold, says, {"groups": groups})


def _families(releases: Sequence[Published]) -> list[tuple[Relation, ...]]:
    """Return all relations together; where they tell too many groups apart, those of each widest table."""
    try:
        return [working_out.relations(releases)]
    except BadData:
        tables = {figure.columns for release in releases for figure in release.figures}
        widest = [t for t in tables if not any(set(t) < set(other) for other in tables)]
        return [
            working_out.relations([_within(each, table) for each in releases]) for table in sorted(widest)
        ]


def _within(release: Published, table: tuple[str, ...]) -> Published:
    kept = tuple(figure for figure in release.figures if set(figure.columns) <= set(table))
    return Published(kept, release.covers, release.source)
