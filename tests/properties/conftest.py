"""Where the properties find what they share, and how many steps they took."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

sys.path.insert(0, str(Path(__file__).parent))

# The same cases on every machine and every day: a red build is a fault, never bad luck. To search further:
# SAFECONDUCT_SEARCH=wide, which draws anew each time, takes ten times as long, and shortens what it finds.
WIDE = os.environ.get("SAFECONDUCT_SEARCH") == "wide"
settings.register_profile(
    "properties",
    derandomize=not WIDE,
    deadline=None,
    database=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=tuple(Phase) if WIDE else (Phase.explicit, Phase.generate),
    suppress_health_check=[*HealthCheck],
)


@pytest.fixture(autouse=True)
def _same_everywhere():
    before = settings.get_current_profile_name()
    settings.load_profile("properties")
    yield
    settings.load_profile(before)


@pytest.fixture
def invented(db):
    """The invented cast, at work for three years and trained for another."""
    from datetime import date

    from safeconduct.demo.cast import gather

    return gather(date(2026, 11, 1), sign_in=False)
