from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from safeconduct.vault import services as vault
from safeconduct.vault.models import CaseKey, CaseOpened

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    case_id = uuid4()
    vault.new_case_key(case_id)
    return case_id


def test_a_sealed_field_opens_for_who_asks_in_the_right_place(case):
    row = uuid4()
    sealed = vault.seal(case, row, "name", "Neang Sora")
    assert vault.open_sealed(case, row, "name", sealed, by=uuid4()) == "Neang Sora"
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(case, uuid4(), "name", sealed, by=uuid4())


def test_another_cases_key_does_not_open_it(case):
    other, row = uuid4(), uuid4()
    vault.new_case_key(other)
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(other, row, "name", vault.seal(case, row, "name", "Sora"), by=None)


def test_nothing_can_be_sealed_for_a_case_without_a_key():
    with pytest.raises(vault.CannotOpen):
        vault.seal(uuid4(), uuid4(), "name", "Sora")


def test_a_new_epoch_seals_anew_and_leaves_the_old_readable(case):
    row = uuid4()
    before = vault.seal(case, row, "name", "Sora")
    assert vault.new_epoch(case) == 2
    after = vault.seal(case, row, "name", "Sora")
    assert [vault.open_sealed(case, row, "name", sealed, by=None) for sealed in (before, after)] == [
        "Sora"
    ] * 2
    assert after[1:5] == (2).to_bytes(4)


def test_what_is_shredded_can_never_be_read_again(case):
    row = uuid4()
    sealed = vault.seal(case, row, "name", "Sora")
    assert vault.open_sealed(case, row, "name", sealed, by=uuid4()) == "Sora"  # now also in the cache
    assert vault.shred(case) == 1
    assert not CaseKey.objects.filter(case_id=case).exists()
    assert not CaseOpened.objects.filter(case_id=case).exists()
    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(case, row, "name", sealed, by=uuid4())


def test_a_wrapped_key_moved_to_another_case_does_not_unwrap(case):
    thief = uuid4()
    CaseKey.objects.create(case_id=thief, epoch=1, wrapped=CaseKey.objects.get(case_id=case).wrapped)
    with pytest.raises(vault.CannotOpen):
        vault.seal(thief, uuid4(), "name", "Sora")


def test_a_shelter_address_is_refused_until_it_can_be_sealed_to_people():
    with pytest.raises(vault.NotYetSealable, match="C4 is refused until it can be sealed to people"):
        vault.seal_to_people("12 Harbour Street", [])


@pytest.fixture
def three_an_hour(settings):
    settings.CASES_OPENED_PER_HOUR = 3


def _cases(count):
    cases = [uuid4() for _ in range(count)]
    for case_id in cases:
        vault.new_case_key(case_id)
    return cases


def test_the_budget_counts_different_cases_and_refuses_the_next(three_an_hour):
    worker, cases = uuid4(), _cases(4)
    for case_id in cases[:3] * 2:
        vault.open_case(case_id, by=worker)
    with pytest.raises(vault.BudgetSpent):
        vault.open_case(cases[3], by=worker)
    vault.open_case(cases[0], by=worker)  # one already open stays open
    vault.open_case(cases[3], by=uuid4())  # a colleague has their own budget


def test_the_budget_comes_back_after_an_hour(three_an_hour):
    worker, cases = uuid4(), _cases(4)
    for case_id in cases[:3]:
        vault.open_case(case_id, by=worker)
    CaseOpened.objects.update(at=timezone.now() - timedelta(minutes=61))
    vault.open_case(cases[3], by=worker)
    CaseOpened.objects.update(at=timezone.now() - timedelta(days=2))
    vault.open_case(cases[0], by=worker)
    assert CaseOpened.objects.count() == 1  # who opened what is not kept here; the log is for that
