"""From an order to a release: read, rehearse, attack, pay, make, check, write. Whatever is refused leaves nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

import numpy as np

from safeconduct.observatory.disclosure import (
    bundle,
    check,
    ctdc,
    figures,
    reading,
    risk,
    utility,
    working_out,
)
from safeconduct.observatory.disclosure.attacks import LEAST_PEOPLE
from safeconduct.observatory.disclosure.budget import Step, rho_of, total
from safeconduct.observatory.disclosure.domain import Domain
from safeconduct.observatory.disclosure.figures import Figure, Published
from safeconduct.observatory.disclosure.ksynthetic import k_synthetic
from safeconduct.observatory.disclosure.ledger import Ledger, Request, Reservation
from safeconduct.observatory.disclosure.noise import Noise
from safeconduct.observatory.disclosure.order import Order
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, read_people
from safeconduct.observatory.disclosure.release import Release
from safeconduct.observatory.disclosure.risk import Finding, Mode, RiskReport
from safeconduct.observatory.disclosure.suppression import Axis, Cube, rounded
from safeconduct.observatory.disclosure.synthesis import Plan, synthesise

ENOUGH, MOST_HALVINGS = (
    1600,
    6,
)  # people attacked in rehearsals, and how often they are halved; design defaults

Tell = Callable[[str], None]


class NotSafe(ValueError):
    """The release gives people away, as `report` says. Nothing was written."""

    def __init__(self, report: RiskReport) -> None:
        self.report = report
        super().__init__(" ".join(f"{each.test}: {each.says}" for each in report.failed))


@dataclass(frozen=True)
class Made:
    """What an order was made into: records, counts, and the parameters that are told to readers."""

    records: PeopleTable | None
    figures: tuple[Figure, ...]
    parameters: Mapping[str, float | int | str]


def publish(
    order: Order, *, at: datetime, noise: Noise | None = None, tell: Tell = lambda _words: None
) -> Path:
    """Make a release and write it; return its folder. `noise` is for tests alone.

    Raises BadData, BadDomain, CannotWrite or OSError for what is wrong with the order or the people, BudgetRefused,
    BadBudget or LedgerDamaged when it cannot be paid, NotSafe when a test fails. Then nothing is written, and nothing
    spent unless the noise of the release itself had been drawn.
    """
    hidden = bundle.internal_folder(order.out)
    with bundle.place(order.out) as public, bundle.place(hidden) as internal:
        people = people_of(order.domain, order.input, person=order.person)
        earlier = [reading.read(folder) for folder in order.earlier]
        alone = check.not_mixed(order.population, order.covers, order.mode, earlier)
        if not alone.passed:
            raise NotSafe(RiskReport((alone,)))
        if order.mode is not Mode.TABLES and people.size < 2 * LEAST_PEOPLE:
            raise BadData(
                f"The file has {people.size} people. Records need {2 * LEAST_PEOPLE}; widen the period."
            )
        tell(f"{people.size} people read")
        if order.mode is Mode.NOISE:
            made, tests = _with_noise(order, people, at, noise, tell)
        else:
            made, tests = _without_noise(order, people, earlier, tell)
        release = _release(order, made, RiskReport(tests), at)
        bundle.fill(public, release)
        tell("files written")
        reports = {"risk": release.risk.internal(), "order": _order(order, at)}
        if made.records is not None:
            reports["utility"] = utility.report(made.records, people, order.tables)
        bundle.keep_internal(internal, reports)
    return order.out


def people_of(domain: Domain, path: Path, *, person: str | None = None) -> PeopleTable:
    """Read people; those in the CTDC layout also as other editions of it write them. Raises BadData or OSError."""
    if domain.names == ctdc.NAMES:
        return ctdc.read_into(domain, path, person=person)
    return read_people(path, domain, person=person)


def _with_noise(
    order: Order, people: PeopleTable, at: datetime, noise: Noise | None, tell: Tell
) -> tuple[Made, tuple[Finding, ...]]:
    """Attack a rehearsal first, and pay only then."""
    extra = tuple(table for table in order.tables if len(table) > 1)
    plan = Plan(rho_of(order.eps or 0.0, order.delta), order.care, extra)
    ledger = Ledger(order.ledger or Path(), order.ceiling)
    request = _request(order, plan.steps(order.domain), people.size)
    ledger.check(request)
    tests = _rehearsed(people, lambda half: synthesise(half, plan, lambda _steps: None, noise).records, tell)
    reservation = ledger.reserve(request, at=at)
    made = synthesise(people, plan, lambda _steps: ledger.spend(reservation, at=at), noise)
    tell("records made")
    parameters: dict[str, float | int | str] = {
        "eps": order.eps or 0.0,
        "delta": order.delta,
        "rho": _paid(made.steps, reservation),
        "care": order.care.name.lower(),
        "noise": "discrete Gaussian",
    }
    if order.ceiling.reason:
        parameters["reason"] = order.ceiling.reason
    told = Made(made.records, figures.with_noise(made.counts, order.domain), parameters)
    groups = risk.small_groups(made.records, people, order.k, Mode.NOISE)
    return told, (*tests, groups)


def _paid(steps: tuple[Step, ...], reservation: Reservation) -> float:
    """Return the rho that was spent, which is what was reserved."""
    if total(steps) > reservation.rho * (1 + 1e-9):
        raise RuntimeError("More was measured than was paid for.")
    return reservation.rho


def _request(order: Order, steps: tuple[Step, ...], people: int) -> Request:
    # Without a public size one digit of it serves, rounded up, which asks for a smaller delta.
    digit = 10 ** floor(log10(max(people, 2)))
    size = order.size or ceil(people / digit) * digit
    return Request(
        order.population, order.year, f"{order.title} {order.version}", order.owner, order.purpose, order.approvers,
        order.delta, size, steps,
    )  # fmt: skip


def _rehearsed(
    people: PeopleTable, make: Callable[[PeopleTable], PeopleTable], tell: Tell
) -> tuple[Finding, ...]:
    """Make records of random halves in the same way and attack them, the other halves being left out.

    Each half is in once and out once; few people are halved several times, so that chance alone fails nobody. These
    records are thrown away. Raises NotSafe, or BadData with fewer than 40 people.
    """
    draws, trials = np.random.default_rng(), []
    half = people.size // 2
    for _ in range(min(MOST_HALVINGS, ceil(ENOUGH / (2 * half)))):
        order = draws.permutation(people.size)
        one, other = (_some(people, chosen) for chosen in (order[:half], order[half : 2 * half]))
        trials += [(make(one), one, other), (make(other), other, one)]
    tests = risk.attacked(trials, draws)
    tell("rehearsals attacked")
    if any(test.passed is False for test in tests):
        raise NotSafe(RiskReport(tests))
    return tests


def _some(people: PeopleTable, chosen: np.ndarray[Any, np.dtype[np.int64]]) -> PeopleTable:
    return PeopleTable(people.domain, np.ascontiguousarray(people.codes[:, np.sort(chosen)]))


def _without_noise(
    order: Order, people: PeopleTable, earlier: list[reading.Folder], tell: Tell
) -> tuple[Made, tuple[Finding, ...]]:
    """Make records or tables by threshold, and test what can be worked out of them and earlier ones together."""
    made, tests = (
        _frequent(order, people, tell) if order.mode is Mode.K_SYNTHETIC else (_tables(order, people), ())
    )
    before = [
        each.published
        for each in earlier
        if each.mode is not Mode.NOISE and each.about[0] == order.population
    ]
    release = working_out.withheld(Published(made.figures, order.covers, order.version), before, order.k)
    made = replace(made, figures=release.figures)
    tests = (*tests, risk.hidden_cells(release, order.k), risk.differencing(release, before, order.k))
    tell("figures tested")
    if any(test.passed is False for test in tests):
        raise NotSafe(RiskReport(tests))
    return made, tests


def _frequent(order: Order, people: PeopleTable, tell: Tell) -> tuple[Made, tuple[Finding, ...]]:
    """Make records of frequent combinations, with the counts of each column and of the tables asked for."""
    tests = _rehearsed(people, lambda half: k_synthetic(half, k=order.k).records, tell)
    made = k_synthetic(people, k=order.k)
    tell("records made")
    groups = risk.small_groups(made.records, people, order.k, Mode.K_SYNTHETIC)
    wanted: set[tuple[int, ...]] = {(column,) for column in range(len(order.domain.columns))}
    wanted |= {tuple(sorted(order.domain.place(name) for name in table)) for table in order.tables}
    counted = figures.rounded_down(
        {columns: kept for columns, kept in made.kept.items() if columns in wanted}, order.domain, made.k
    )
    return Made(made.records, counted, {"k": made.k, "base": made.k, "longest": made.r}), (*tests, groups)


def _tables(order: Order, people: PeopleTable) -> Made:
    counted = (each for table in order.tables for each in _table(people, table, order.k))
    return Made(None, tuple(dict.fromkeys(counted)), {"k": order.k, "base": order.k})


def _table(people: PeopleTable, names: tuple[str, ...], k: int) -> tuple[Figure, ...]:
    places = [people.domain.place(name) for name in names]
    axes = tuple(Axis(name, people.domain.columns[at].codes) for name, at in zip(names, places, strict=True))
    return figures.by_threshold(rounded(Cube(axes, people.count(places)), k=k), k)


def _release(order: Order, made: Made, tests: RiskReport, at: datetime) -> Release:
    return Release(
        title=order.title,
        population=order.population,
        year=order.year,
        period=order.period,
        covers=order.covers,
        version=order.version,
        mode=order.mode,
        parameters=made.parameters,
        domain=order.domain,
        records=made.records,
        figures=made.figures,
        risk=tests,
        owner=order.owner,
        contact=order.contact or order.owner,
        licence=order.licence,
        made_on=at.date().isoformat(),
        earlier=tuple(bundle.earlier(folder) for folder in order.earlier),
    )


def _order(order: Order, at: datetime) -> dict[str, Any]:
    """Return who ordered and approved, for the publisher's own file."""
    return {
        "owner": order.owner,
        "purpose": order.purpose,
        "approvers": list(order.approvers),
        "at": at.isoformat(),
        "population": order.population,
        "year": order.year,
        "mode": order.mode.value,
    }
