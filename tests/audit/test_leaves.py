from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from safeconduct.audit.models import Leaf
from safeconduct.audit.services import OutsideTransaction, append, deny, one_act, pseudonym
from safeconduct.vault import services as vault


def leaf(**changed):
    told = {
        "actor": "w1",
        "role": "case_manager",
        "action": "case.read",
        "object_type": "case",
        "object_id": "c1",
    }
    return append(**told | changed)


def an_act_that_fails(*steps):
    with one_act():
        for step in steps:
            step()
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_leaf_apart_from_its_act_is_refused():
    with pytest.raises(OutsideTransaction):
        leaf()
    with transaction.atomic():
        leaf()
    assert Leaf.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_leaf_goes_back_with_its_act():
    with pytest.raises(ZeroDivisionError):
        an_act_that_fails(leaf)
    assert not Leaf.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_denial_outlives_the_rollback_of_its_act():
    denied = {
        "actor": "w1",
        "role": "police",
        "action": "case.read",
        "object_type": "case",
        "object_id": "c1",
    }
    with pytest.raises(ZeroDivisionError):
        an_act_that_fails(leaf, lambda: deny(**denied))
    kept = Leaf.objects.get()
    assert (kept.outcome, kept.role) == ("denied", "police")
    assert kept.request


@pytest.mark.django_db
def test_leaves_of_one_act_share_its_number_and_those_of_another_do_not():
    with one_act() as first:
        leaf()
        leaf()
    with one_act() as second:
        leaf()
    assert list(Leaf.objects.order_by("id").values_list("request", flat=True)) == [first, first, second]


@pytest.mark.django_db
def test_people_and_cases_are_pseudonyms():
    case, worker = uuid4(), uuid4()
    kept = leaf(actor=worker, object_id=case, case=case)
    assert kept.actor == pseudonym(worker) != str(worker)
    assert kept.case == kept.object == pseudonym(case)
    assert len(kept.actor) == 32


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["Case read", "", "read;drop", "x" * 81, "é"])
def test_words_of_the_log_come_from_the_code(word):
    with pytest.raises(ValueError, match="owned by the code"):
        leaf(action=word)


@pytest.mark.django_db
def test_an_outcome_is_one_of_four():
    with pytest.raises(IntegrityError), transaction.atomic():
        leaf(outcome="fine")


@pytest.mark.django_db
def test_detail_is_sealed_with_the_case_and_falls_silent_with_it():
    case = uuid4()
    vault.new_case_key(case)
    kept = leaf(case=case, detail={"name": "Neang Sora"})
    assert b"Sora" not in kept.detail
    opened = vault.open_sealed(case, kept.row_id, "detail", kept.detail, by=None, domain="audit")
    assert opened == '{"name":"Neang Sora"}'
    vault.shred(case)
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(case, kept.row_id, "detail", kept.detail, by=None, domain="audit")


@pytest.mark.django_db
def test_detail_without_a_case_is_refused():
    with pytest.raises(ValueError, match="name the case"):
        leaf(detail={"name": "Sora"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_leaf SET action = 'nothing'",
        "UPDATE audit_leaf SET actor = actor",
        "DELETE FROM audit_leaf",
        "INSERT OR REPLACE INTO audit_leaf SELECT * FROM audit_leaf",
        "TRUNCATE audit_leaf CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(statement):
    vendor = (
        "sqlite" if "REPLACE" in statement else "postgresql" if "TRUNCATE" in statement else connection.vendor
    )
    if vendor != connection.vendor:
        return  # the statement is no SQL of this engine
    leaf()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Leaf.objects.get().action == "case.read"
