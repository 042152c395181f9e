"""Attacks succeed on records that give people away, and fail on records that do not."""

import numpy as np
import pytest

from safeconduct.observatory.disclosure import attacks
from safeconduct.observatory.disclosure.attacks import Arena
from safeconduct.observatory.disclosure.domain import Column, Domain
from safeconduct.observatory.disclosure.excess import difference
from safeconduct.observatory.disclosure.people import BadData, PeopleTable

SIZES = (6, 4, 9, 5, 3, 8, 2, 7)
DOMAIN = Domain(tuple(Column(f"c{n}", tuple(map(str, range(size)))) for n, size in enumerate(SIZES)))


def people(number, seed):
    draws = np.random.default_rng(seed)
    kind = draws.integers(5, size=number)
    columns = [
        np.where(draws.random(number) < 0.6, (kind * 3 + n) % size, draws.integers(size, size=number))
        for n, size in enumerate(SIZES)
    ]
    return PeopleTable(DOMAIN, np.array(columns, dtype=np.int16))


MEMBERS, CONTROLS, STRANGERS = people(400, 1), people(400, 2), people(400, 3)


def arena(records):
    return [Arena.of(records, MEMBERS, CONTROLS, np.random.default_rng(4))]


def draws():
    return np.random.default_rng(5)


def test_records_of_others_give_nobody_away():
    safe = arena(STRANGERS)
    told = [*attacks.singling_out(safe, draws()), attacks.linkability(safe, draws())]
    told += [*attacks.inference(safe, DOMAIN.names), attacks.copies(safe)]
    assert all(each.within(0.05) for each in told)
    assert attacks.membership(safe).auc <= 0.55


def test_copies_are_found_out_by_every_attack():
    weak = arena(MEMBERS)
    assert not all(each.within(0.05) for each in attacks.singling_out(weak, draws()))
    assert not attacks.linkability(weak, draws()).within(0.05)
    assert not attacks.inference(weak, DOMAIN.names)[0].within(0.05)
    assert not attacks.copies(weak).within(0.05)
    assert attacks.membership(weak).auc > 0.8


def test_without_controls_copies_still_show():
    copied = attacks.copies_without_controls(MEMBERS, MEMBERS, draws())
    assert copied.tells
    assert copied.nearer_to_copies
    assert not attacks.copies_without_controls(STRANGERS, MEMBERS, draws()).nearer_to_copies


def test_the_searches_say_what_plain_loops_say():
    some, records = MEMBERS.codes.T[:15].copy(), STRANGERS.codes.T[:60].copy()
    differs = (some[:, None, :] != records[None, :, :]).astype(int)
    near = attacks.searches.nearest(some, records)
    assert near.tolist() == differs.sum(axis=2).min(axis=1).tolist()
    asked = np.zeros((15, len(SIZES)), dtype=bool)
    asked[:, :2] = True
    found = attacks.searches.matches(records, some, asked)
    assert found.tolist() == (differs[:, :, :2].sum(axis=2) == 0).sum(axis=1).tolist()
    right = attacks.searches.guessed(some, records, max(SIZES))
    for person in range(15):
        for column in range(len(SIZES)):
            rest = np.delete(differs[person], column, axis=1).sum(axis=1)
            votes = np.bincount(records[rest == rest.min(), column])
            assert right[person, column] == (votes.argmax() == some[person, column])


def test_an_interval_covers_what_it_should():
    draws_of = np.random.default_rng(6)
    covered = 0
    for _ in range(300):
        told = difference(int(draws_of.binomial(80, 0.3)), 80, int(draws_of.binomial(80, 0.2)), 80)
        covered += told.low <= 0.1 <= told.high
    assert covered >= 0.92 * 300


def test_too_few_people_or_other_columns_are_refused():
    few = PeopleTable(DOMAIN, MEMBERS.codes[:, :10])
    with pytest.raises(BadData, match="at least 20"):
        Arena.of(STRANGERS, few, CONTROLS, draws())
    with pytest.raises(BadData, match="no records"):
        Arena.of(PeopleTable(DOMAIN, MEMBERS.codes[:, :0]), MEMBERS, CONTROLS, draws())
    other = PeopleTable(Domain(DOMAIN.columns[:1]), MEMBERS.codes[:1])
    with pytest.raises(BadData, match="same columns"):
        Arena.of(other, MEMBERS, CONTROLS, draws())
