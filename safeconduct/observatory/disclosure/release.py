"""A release: everything that is about to be public, and nothing that is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.observatory.disclosure.domain import Domain
from safeconduct.observatory.disclosure.figures import Figure, Published
from safeconduct.observatory.disclosure.people import PeopleTable
from safeconduct.observatory.disclosure.risk import Mode, RiskReport


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that came before, by its version and the digest of its manifest."""

    version: str
    digest: str


@dataclass(frozen=True)
class Release:
    """What goes out. `covers` names the parts of the population that it is about, such as months."""

    title: str
    population: str
    year: int
    period: str
    covers: tuple[str, ...]
    version: str
    mode: Mode
    parameters: Mapping[str, float | int | str]
    domain: Domain
    records: PeopleTable | None
    figures: Sequence[Figure]
    risk: RiskReport
    owner: str
    contact: str
    licence: str
    made_on: str
    earlier: tuple[Earlier, ...] = ()
    unit: str = "people"

    @property
    def published(self) -> Published:
        return Published(tuple(self.figures), self.covers, self.version)
