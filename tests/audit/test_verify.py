import random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from safeconduct.audit.models import Checkpoint, Leaf, Position
from safeconduct.audit.seal import seal_tree
from safeconduct.audit.services import append
from safeconduct.audit.verify import verify
from safeconduct.cli import run

pytestmark = pytest.mark.django_db

COUNT = 24


@pytest.fixture
def log():
    """Twenty-four leaves, sealed in four passes of six."""
    for number in range(COUNT):
        append(actor="w1", role="", action="case.read", object_type="case", object_id=number)
        if number % 6 == 5:
            seal_tree()


@pytest.fixture
def intruder():
    """Somebody with the database in hand, who has switched its guards off."""

    def changes(*statements):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            else:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
                cursor.execute("PRAGMA defer_foreign_keys = ON")
            for statement in statements:
                cursor.execute(statement)

    yield changes
    # The rows of this test go with its transaction, before foreign keys are looked at.
    transaction.set_rollback(True)


def leaf_id(index):
    return Position.objects.values_list("leaf_id", flat=True).get(index=index)


def test_an_untouched_log_is_sound(log):
    found = verify()
    assert (found.sound, found.size, found.waiting) == (True, COUNT, 0)
    assert Checkpoint.objects.count() == 4


def test_an_empty_log_is_sound():
    assert verify().sound
    assert seal_tree().size == 0


def test_leaves_not_yet_sealed_are_counted_as_waiting(log):
    append(actor="w1", role="", action="case.read", object_type="case", object_id=1)
    assert (verify().sound, verify().waiting) == (True, 1)
    assert (seal_tree().placed, verify().waiting) == (1, 0)


def test_sealing_does_not_touch_a_leaf(log):
    before = list(Leaf.objects.order_by("id").values())
    seal_tree()
    assert list(Leaf.objects.order_by("id").values()) == before


@pytest.mark.parametrize(
    "change",
    ["actor = ''", "outcome = 'failed'", "at = '2020-01-01'", "purpose = 'x'", "request = 'y'", "role = 'z'"],
)
def test_a_changed_leaf_is_found_at_its_index(log, intruder, change):
    index = random.randrange(COUNT)
    intruder(f"UPDATE audit_leaf SET {change} WHERE id = {leaf_id(index)}")
    assert verify().first_bad == index


def test_a_leaf_changed_together_with_its_stored_hash_is_found(log, intruder):
    index = random.randrange(COUNT)
    other = '(SELECT leaf_hash FROM audit_position WHERE "index" = 0)'
    intruder(f'UPDATE audit_position SET leaf_hash = {other} WHERE "index" = {index or 1}')
    assert verify().first_bad == (index or 1)


def test_a_deleted_leaf_is_found_at_its_index(log, intruder):
    index = random.randrange(COUNT)
    intruder(f"DELETE FROM audit_leaf WHERE id = {leaf_id(index)}")
    found = verify()
    assert (found.first_bad, found.sound) == (index, False)


def test_swapped_leaves_are_found_at_the_first(log, intruder):
    first, second = sorted(random.sample(range(COUNT), 2))
    one, two = leaf_id(first), leaf_id(second)
    move = 'UPDATE audit_position SET leaf_id = {} WHERE "index" = {}'
    intruder(move.format(-1, first), move.format(one, second), move.format(two, first))
    assert verify().first_bad == first


def test_leaves_cut_off_at_the_end_are_found(log, intruder):
    intruder('DELETE FROM audit_position WHERE "index" >= 20')
    assert verify().first_bad == 20


def test_a_root_put_in_by_hand_is_found(log, intruder):
    last = "DELETE FROM audit_checkpoint WHERE size = 24"
    columns = "root, frontier, signature, at FROM audit_checkpoint WHERE size = 18"
    forged = f"INSERT INTO audit_checkpoint SELECT 24, {columns}"
    intruder(last, forged)
    assert verify().first_bad == 18


def test_the_command_names_the_first_bad_index(log, intruder, capsys):
    call_command("audit", "verify")
    assert "24 leaves hold" in capsys.readouterr().out
    intruder(f"DELETE FROM audit_leaf WHERE id = {leaf_id(7)}")
    with pytest.raises(CommandError, match="index 7"):
        call_command("audit", "verify")


def test_the_command_line_ends_with_0_when_the_log_holds_and_with_1_when_it_does_not(
    log, intruder, capsys, monkeypatch
):
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the rows are on this connection
    assert run(["manage", "audit", "verify"]) == 0
    intruder(f"DELETE FROM audit_leaf WHERE id = {leaf_id(7)}")
    assert run(["manage", "audit", "verify"]) == 1
    assert "does not hold at index 7" in capsys.readouterr().err


@pytest.mark.parametrize("call", [["audit", "look"], ["audit"], ["no_such_command"]])
def test_the_command_line_ends_with_2_when_the_call_is_wrong(call, capsys):
    assert run(["manage", *call]) == 2
    assert capsys.readouterr().err


def test_the_command_seals(capsys):
    append(actor="w1", role="", action="case.read", object_type="case", object_id=1)
    call_command("audit", "seal")
    assert "1 leaf placed" in capsys.readouterr().out
