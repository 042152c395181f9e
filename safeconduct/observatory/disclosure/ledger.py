"""Who spent how much of the privacy of a population, for what, and who agreed: a file that is only ever added to.

A release is first reserved and counts from then on; it is spent before the first noise is drawn. If the machine stops
between the two, the reservation still counts until somebody takes it back, so nothing ever gets out unpaid.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from json import JSONDecodeError, dumps, loads
from math import isfinite
from pathlib import Path
from typing import Any

from safeconduct.observatory.disclosure.budget import Step, check_delta, eps_of, rho_of, total

ANNUAL_EPS, RELEASE_EPS = 4.0, 2.0  # design defaults of the disclosure methods, section 4
ROUNDING = 1e-9  # relative; sums of costs are not exact
START = "0" * 64
RESERVED, SPENT, TAKEN_BACK = "reserved", "spent", "taken back"

Entry = dict[str, Any]


class BudgetRefused(ValueError):
    """The release may not be made. The message says why and what to do. Nothing was spent."""


class LedgerDamaged(ValueError):
    """Lines of the ledger were changed or lost, so nobody can say what is left. Nothing may be released."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How much eps one population may lose in a year, and in one release. Above 4 a reason must be written down."""

    annual: float = ANNUAL_EPS
    release: float = RELEASE_EPS
    reason: str = ""

    def __post_init__(self) -> None:
        if not (isfinite(self.annual) and isfinite(self.release) and self.annual > 0 and self.release > 0):
            raise BudgetRefused("The ceilings must be numbers above zero.")
        if max(self.annual, self.release) > ANNUAL_EPS and not self.reason.strip():
            raise BudgetRefused(f"A ceiling above eps {ANNUAL_EPS:g} needs a written reason.")


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants to release, and all that it costs. `people` is the publicly known size, for delta."""

    population: str
    year: int
    release: str
    owner: str
    purpose: str
    approvers: tuple[str, ...]
    delta: float
    people: int
    steps: tuple[Step, ...]

    @property
    def rho(self) -> float:
        return total(self.steps)

    @property
    def eps(self) -> float:
        return eps_of(self.rho, self.delta)


@dataclass(frozen=True, slots=True)
class Reservation:
    """A request that was granted, by the number of its line."""

    number: int
    rho: float


class Ledger:
    """The ledger in one file of JSON lines, each holding the digest of the one before."""

    def __init__(self, path: Path | str, ceiling: Ceiling | None = None) -> None:
        self.path = Path(path)
        self.ceiling = ceiling or Ceiling()

    def entries(self) -> tuple[Entry, ...]:
        """Return all lines in order. Raises LedgerDamaged when one was changed or is missing."""
        if not self.path.exists():
            return ()
        # a last line without its end was never finished, so nobody was told that it counts
        return tuple(_checked_chain(self.path.read_text(encoding="utf-8").split("\n")[:-1]))

    @property
    def head(self) -> str:
        """Return the digest of the last line: kept elsewhere, it shows whether lines were cut off the end."""
        entries = self.entries()
        return str(entries[-1]["digest"]) if entries else START

    def used(self, population: str, year: int) -> float:
        """Return the rho reserved or spent for a population in a year."""
        return _sum(_about(self.entries(), population, year))

    def left(self, population: str, year: int, delta: float) -> float:
        """Return the eps that one more release could cost this year by the annual ceiling alone."""
        return eps_of(max(0.0, rho_of(self.ceiling.annual, delta) - self.used(population, year)), delta)

    def check(self, request: Request) -> None:
        """Raise what `reserve` would raise now. Nothing is written either way."""
        _check_words(request)
        check_delta(request.delta, request.people)
        self._check_ceilings(request, self.entries())

    def reserve(self, request: Request, *, at: datetime) -> Reservation:
        """Set the cost of a release aside.

        Raises BudgetRefused, BadBudget or LedgerDamaged; then nothing is written.
        """
        _check_words(request)
        check_delta(request.delta, request.people)
        with self._locked():
            entries = self.entries()
            self._check_ceilings(request, entries)
            number = self._add(entries, RESERVED, at, _written(request, self.ceiling))
        return Reservation(number, request.rho)

    def spend(self, reservation: Reservation, *, at: datetime) -> None:
        """Count a reservation as spent for ever. Call this before the first noise is drawn."""
        with self._locked():
            entries = self.entries()
            self._check_open(reservation, entries)
            self._add(entries, SPENT, at, {"reservation": reservation.number})

    def paying(self, request: Request, now: Callable[[], datetime]) -> Callable[[tuple[Step, ...]], None]:
        """Return what a synthesis calls with its steps before it looks at anybody: they are reserved, then spent.

        The steps of `request` itself are replaced. The call raises what `reserve` raises; then nobody is looked at.
        """

        def pay(steps: tuple[Step, ...]) -> None:
            self.spend(self.reserve(replace(request, steps=steps), at=now()), at=now())

        return pay

    def take_back(self, reservation: Reservation, *, by: str, reason: str, at: datetime) -> None:
        """Give back what was reserved and never spent. Raises BudgetRefused once noise may have been drawn."""
        if not by.strip() or not reason.strip():
            raise BudgetRefused("Say who takes the reservation back, and why.")
        with self._locked():
            entries = self.entries()
            self._check_open(reservation, entries)
            self._add(
                entries, TAKEN_BACK, at, {"reservation": reservation.number, "by": by, "reason": reason}
            )

    def _check_ceilings(self, request: Request, entries: Sequence[Entry]) -> None:
        room = 1 + ROUNDING
        earlier = list(_about(entries, request.population, request.year))
        tried = _sum(entry for entry in earlier if entry["release"] == request.release)
        once = eps_of(tried + request.rho, request.delta)
        if once > self.ceiling.release * room:
            raise BudgetRefused(
                f"This release costs eps {once:.2f}, earlier tries included; one release may cost "
                f"{self.ceiling.release:g}. Measure less, or add more noise."
            )
        taken = _sum(earlier)
        delta = min([request.delta, *(float(entry["delta"]) for entry in earlier)])
        after = eps_of(taken + request.rho, delta)
        if after > self.ceiling.annual * room:
            raise BudgetRefused(
                f"With this release {request.population} would have lost eps {after:.2f} in {request.year}; "
                f"the ceiling is {self.ceiling.annual:g}. Release less, or wait for the next year."
            )

    def _check_open(self, reservation: Reservation, entries: Sequence[Entry]) -> None:
        if reservation.number not in {e["number"] for e in entries if e["kind"] == RESERVED}:
            raise BudgetRefused(f"Line {reservation.number} of the ledger reserves nothing.")
        if reservation.number in {e.get("reservation") for e in entries}:
            raise BudgetRefused(
                f"The reservation of line {reservation.number} was spent or taken back before."
            )

    def _add(self, entries: Sequence[Entry], kind: str, at: datetime, told: Entry) -> int:
        number = len(entries) + 1
        before = entries[-1]["digest"] if entries else START
        entry = {"number": number, "kind": kind, "at": at.isoformat(), **told, "before": before}
        line = dumps({**entry, "digest": _digest(entry)}, ensure_ascii=False, sort_keys=True) + "\n"
        with self.path.open("a+b") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        return number

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(self.path.suffix + ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _check_words(request: Request) -> None:
    told = {
        "the population": request.population,
        "a name of the release": request.release,
        "an owner": request.owner,
        "a purpose": request.purpose,
    }
    missing = [name for name, word in told.items() if not word.strip()]
    if missing:
        raise BudgetRefused(f"A release needs {', '.join(missing)}.")
    approvers = {name.strip().casefold() for name in request.approvers} - {""}
    if len(approvers) < 2:
        raise BudgetRefused("Two different people must approve a release.")
    if not request.steps or any(not (isfinite(step.rho) and step.rho > 0) for step in request.steps):
        raise BudgetRefused("Each look at the people must say what it costs, above zero.")


def _written(request: Request, ceiling: Ceiling) -> Entry:
    steps = [
        {"name": s.name, "rho": s.rho, "sigma": s.sigma, "sensitivity": s.sensitivity} for s in request.steps
    ]
    return {
        "population": request.population,
        "year": request.year,
        "release": request.release,
        "owner": request.owner,
        "purpose": request.purpose,
        "approvers": list(request.approvers),
        "delta": request.delta,
        "people": request.people,
        "steps": steps,
        "rho": request.rho,
        "ceiling": {"annual": ceiling.annual, "release": ceiling.release, "reason": ceiling.reason},
    }


def _about(entries: Sequence[Entry], population: str, year: int) -> Iterator[Entry]:
    """Return the reservations of a population in a year that still count."""
    back = {entry["reservation"] for entry in entries if entry["kind"] == TAKEN_BACK}
    for entry in entries:
        same = entry["kind"] == RESERVED and entry["number"] not in back
        if same and entry["population"] == population and entry["year"] == year:
            yield entry


def _sum(reservations: Iterable[Entry]) -> float:
    return sum(float(entry["rho"]) for entry in reservations)


def _digest(entry: Entry) -> str:
    return sha256(dumps(entry, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _checked_chain(lines: Sequence[str]) -> Iterator[Entry]:
    before = START
    for number, line in enumerate(lines, start=1):
        try:
            entry = loads(line)
            digest = entry.pop("digest")
            whole = entry["number"] == number and entry["before"] == before and _digest(entry) == digest
        except (JSONDecodeError, KeyError, AttributeError, TypeError) as broken:
            raise LedgerDamaged(
                f"Line {number} of the ledger cannot be read. Restore it from a copy."
            ) from broken
        if not whole:
            raise LedgerDamaged(f"Line {number} of the ledger was changed. Restore it from a copy.")
        before = digest
        yield {**entry, "digest": digest}
