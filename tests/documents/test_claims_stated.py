"""What a claim assessment says before any claim is filed: looked at and none, or not wanted after advice."""

from datetime import UTC, datetime

import pytest

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.proofs import prove

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LOSS = {"head": "wages", "route": "labour"}


def stated(**values):
    facts = prove(DOCUMENTS, [Filed("D36", 1, 1, NOW, values)], NOW)
    return facts["claims"].value if "claims" in facts else None


def test_a_lawyer_who_looked_and_found_no_loss_settles_the_question():
    assert stated(no_loss="yes", claim_advice_given="yes") == "none"


def test_losses_that_the_person_does_not_want_count_as_waived_only_after_advice():
    waived = [{**LOSS, "standing": "waived"}]
    assert stated(losses=waived, claim_advice_given="yes") == "waived_after_advice"
    assert stated(losses=waived, claim_advice_given="no") is None


@pytest.mark.parametrize(
    "values",
    [
        {"no_loss": "yes"},
        {"no_loss": "unknown", "claim_advice_given": "yes"},
        {"losses": [LOSS], "claim_advice_given": "yes"},
        {"losses": [{**LOSS, "standing": "waived"}, LOSS], "claim_advice_given": "yes"},
        {"losses": [LOSS], "no_loss": "yes", "claim_advice_given": "yes"},
    ],
)
def test_anything_less_leaves_it_unknown(values):
    assert stated(**values) is None
