"""What the properties share: modules of this folder, and the invented cast."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def invented(db: None) -> Any:
    """The invented cast, at work for years and trained until late in 2027."""
    from safeconduct.demo.cast import gather

    return gather(date(2026, 11, 1), sign_in=False)
