"""Tables that papers print, and small ones worked by hand."""

import json
from pathlib import Path

import pytest

from safeconduct.observatory.estimation.table import from_counts, read_csv

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def published():
    """Read a published table by its name."""
    return lambda name: read_csv(DATA / f"{name}.csv")


@pytest.fixture(scope="session")
def figures():
    """Read what was published or converged for each table."""
    return json.loads((DATA / "figures.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def three():
    return from_counts(
        "123",
        {
            ("1",): 30,
            ("2",): 20,
            ("3",): 40,
            ("1", "2"): 12,
            ("1", "3"): 8,
            ("2", "3"): 5,
            ("1", "2", "3"): 3,
        },
    )


@pytest.fixture(scope="session")
def sparse():
    """Give a table in which only two of the lists share anybody."""
    return from_counts("123", {("1",): 25, ("2",): 18, ("3",): 12, ("1", "2"): 4})


@pytest.fixture(scope="session")
def apart():
    """Give a table in which A and B never share anybody."""
    return from_counts(
        "ABCD",
        {
            ("A",): 50, ("B",): 40, ("C",): 60, ("D",): 30,
            ("A", "C"): 9, ("A", "D"): 6, ("B", "C"): 11, ("A", "C", "D"): 2,
        },
    )  # fmt: skip
