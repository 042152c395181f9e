"""Other methods behind the same door: AIM, the most exact and the slowest (McKenna and others 2022).

AIM comes with the library's extra “mbi”, which is not part of a usual installation.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from math import isfinite
from typing import Any

import numpy as np
import opendp.prelude as dp

from safeconduct.observatory.disclosure.budget import Step, total
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, contradicting
from safeconduct.observatory.disclosure.synthesis import Pay

NEEDED = ("mbi", "polars", "pandas")
HOW = "Install them with: pip install 'opendp[mbi]' pandas."


class NotInstalled(ImportError):
    """A method was asked for that needs more than the usual installation. The message says what to install."""


@dataclass(frozen=True)
class AimSynthetic:
    """Records made by AIM, and what they cost."""

    records: PeopleTable
    steps: tuple[Step, ...]

    @property
    def rho(self) -> float:
        return total(self.steps)


def aim_available() -> bool:
    """Tell whether the extra is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def aim_synthesise(people: PeopleTable, rho: float, pay: Pay, *, rounds: int | None = None) -> AimSynthetic:
    """Make records with AIM. `pay` is called once before the first look; see `synthesise`.

    Raises NotInstalled or BadData before anything is paid. Records that nobody can be are left out afterwards, which
    costs nothing. Wide files take many minutes; fewer `rounds` take less and are less exact.
    """
    if not aim_available():
        raise NotInstalled(f"AIM needs the packages {', '.join(NEEDED)}. {HOW}")
    if people.size == 0:
        raise BadData("There is nobody in it. Nothing can be published about nobody.")
    if not (isfinite(rho) and rho > 0):
        raise ValueError("A release needs a rho above zero.")
    steps = (Step("AIM", rho),)
    pay(steps)
    return AimSynthetic(_made(people, rho, rounds), steps)


def _made(people: PeopleTable, rho: float, rounds: int | None) -> PeopleTable:
    dp.enable_features("contrib")
    names = people.domain.names
    frame = import_module("polars").LazyFrame(
        {name: people.codes[column].astype("int64") for column, name in enumerate(names)}
    )
    context = dp.Context.compositor(
        data=frame, privacy_unit=dp.unit_of(contributions=1), privacy_loss=dp.loss_of(rho=rho)
    )
    keys = {name: list(range(size)) for name, size in zip(names, people.domain.sizes, strict=True)}
    algorithm = import_module("opendp.extras.mbi").AIM(rounds=rounds)
    table = context.query(rho=rho).select(*names).contingency_table(keys=keys, algorithm=algorithm).release()
    return _read(table.synthesize(), people)


def _read(frame: Any, people: PeopleTable) -> PeopleTable:
    """Turn places of codes back into codes; leave out records with a value of no list, and what nobody can be."""
    told = np.array([frame[name].to_numpy() for name in people.domain.names], dtype=np.float64)
    codes = told[:, np.isfinite(told).all(axis=0)].astype(np.int16)
    return PeopleTable(people.domain, np.ascontiguousarray(codes[:, ~contradicting(people.domain, codes)]))
