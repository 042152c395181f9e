"""Names that the code owns fit into the columns that keep them; SQLite would not say so, PostgreSQL would."""

import pytest

from safeconduct.casework import models
from safeconduct.protection import limitation
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.mechanism import REGIONS, TRANSITIONS
from safeconduct.protection.words import Role

EVENTS = list(TRANSITIONS)
STATES = [state.id for table in REGIONS.values() for state in table.states]


@pytest.mark.parametrize(
    ("model", "column", "names"),
    [
        (models.Event, "event", EVENTS),
        (models.Event, "before", STATES),
        (models.Event, "role", list(Role)),
        (models.Override, "event", EVENTS),
        (models.Task, "settled_by", EVENTS),
        (models.Clock, "then", EVENTS),
        (models.Operation, "kind", [f"move:{name}" for name in EVENTS]),
        (models.Operation, "kind", [f"file:{name}" for name in DOCUMENTS]),
        *((models.Case, models.column(str(region)), STATES) for region in REGIONS),
    ],
)
def test_every_name_fits(model, column, names):
    longest = max(names, key=len)
    assert len(longest) <= model._meta.get_field(column).max_length, longest


def test_every_sentence_of_a_task_fits():
    from safeconduct.protection.mechanism.declared import Owes
    from safeconduct.protection.mechanism.filing import ON_FILING

    tables = [each.effects for each in TRANSITIONS.values()] + list(ON_FILING.values())
    owed = [effect.what for table in tables for effect in table if isinstance(effect, Owes)]
    owed += [*(what for _number, what in limitation.ALARMS), limitation.PASSED, limitation.FIND_OUT]
    assert len(max(owed, key=len)) <= models.Task._meta.get_field("what").max_length
