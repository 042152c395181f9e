"""Feedback, closure and retention; and what holds for every paper from justice to closure."""

from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.protection.documents import after_return, closing, justice, return_
from safeconduct.protection.documents.closing import D38, D39, D40
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.proofs import prove
from safeconduct.protection.words import DataClass, Role

NOW = datetime(2032, 6, 1, 12, tzinfo=UTC)
TYPES = {each.id: each for module in (justice, return_, after_return, closing) for each in module.TYPES}
IDS = ("D21", "D22", *(f"D{number}" for number in range(24, 41)))


def facts(document_type, *documents):
    filed = [
        Filed(document_type.id, number, 1, NOW - timedelta(days=30 - number), values)
        for number, values in enumerate(documents, start=1)
    ]
    proven = prove({document_type.id: document_type}, filed, NOW)
    return {name: fact.value for name, fact in proven.items()}


def complaint(standing, **more):
    return {"kind": "complaint", "standing": standing} | more


def test_feedback_offered_once_stays_offered():
    proven = facts(D38, {"kind": "feedback", "feedback_offered": "yes"}, complaint("answered"))
    assert proven["feedback_offered"] is True
    assert proven["complaint_open"] is False


def test_an_open_complaint_is_not_hidden_by_kind_words_later():
    proven = facts(D38, complaint("received", received_on="2032-05-01"), {"kind": "feedback"})
    assert proven["complaint_open"] is True
    assert proven["complaint_age_d"] == 31.5


def test_the_oldest_open_complaint_sets_the_clock():
    proven = facts(
        D38,
        complaint("answered", received_on="2032-01-01"),
        complaint("examined", received_on="2032-05-22"),
        complaint("received", received_on="2032-05-30"),
    )
    assert proven["complaint_age_d"] == 10.5


def test_a_complaint_taken_outside_is_open_until_it_is_answered_there():
    assert facts(D38, complaint("escalated_outside"))["complaint_open"] is True
    assert facts(D38, complaint("answered_outside"))["complaint_open"] is False


def test_nobody_who_may_be_meant_reads_feedback():
    assert not {Role.CASE_MANAGER, Role.RECEIVING_CASE_MANAGER, Role.SHELTER, Role.HEALTH} & set(D38.readers)


@pytest.mark.parametrize(
    ("ending", "agreed", "by_person", "died"),
    [
        ("agreed", True, False, False),
        ("own_choice", True, True, False),
        ("died", True, False, True),
        ("not_agreed", False, False, False),
        ("lost", None, False, False),
    ],
)
def test_why_a_case_can_close(ending, agreed, by_person, died):
    proven = facts(D39, {"ending": ending})
    assert proven.get("closure_agreed") is agreed
    assert proven["closure_by_person"] is by_person
    assert proven["person_died"] is died


def test_what_is_kept_has_a_purpose_and_an_end():
    kept = {"part": "claims", "purpose": "claim", "until": "2034-01-01"}
    assert facts(D40, {"kept": [kept]})["retention_planned"] is True
    assert facts(D40, {"kept": [kept, {"part": "health"}]})["retention_planned"] is False
    assert facts(D40, {"nothing_kept": "yes"})["retention_planned"] is True
    assert facts(D40, {}) == {}


def test_the_day_of_deletion_is_set_by_either_paper():
    assert facts(D39, {"deletion_on": "2034-01-01"})["deletion_date_set"] is True
    assert facts(D40, {"deletion_on": "2034-01-01"})["deletion_date_set"] is True


# What holds for each of the nineteen.


@pytest.mark.parametrize("type_id", IDS)
def test_neither_immigration_nor_police_nor_a_consulate_reads_here(type_id):
    assert not {Role.IMMIGRATION, Role.POLICE, Role.CONSULATE} & set(TYPES[type_id].readers)
    assert Role.PERSON in TYPES[type_id].readers


class Watched(dict):
    """Values that note which field was read."""

    def __init__(self, values, read):
        super().__init__(values)
        self.read = read

    def get(self, key, default=None):
        self.read.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.read.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("type_id", IDS)
def test_proofs_read_declared_coded_fields_only(type_id):
    document_type = TYPES[type_id]
    read = set()
    example = {field.name: field.choices[0].code for field in document_type.fields if field.choices}
    for values in ({}, example):
        facts(document_type, Watched(values, read), Watched(values, read))
    for name in read:
        assert document_type.named(name).data_class.value < DataClass.IDENTITY.value, name
