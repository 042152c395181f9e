"""One door for documents: checked, parted in coded and sealed, versioned, never overwritten."""

import json
from uuid import uuid4

import pytest

from safeconduct.casework.facts import standing
from safeconduct.casework.models import DocumentVersion, Task
from safeconduct.casework.services.file_document import NotForYou, NotSound
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import FieldKind
from safeconduct.protection.words import DataClass, Role
from safeconduct.vault import services as vault

pytestmark = pytest.mark.django_db

MOMENT = "2026-03-02T10:00:00+00:00"
NEEDED = {"D01": {"met_at": MOMENT}, "D02": {"told_at": MOMENT}, "D07": {"assessed_at": MOMENT}}


@pytest.fixture(name="file")
def file_with_what_is_needed(file):
    """File a document with the few fields that the procedure cannot do without."""

    def filing(type_id, values, by, role, **told):
        return file(type_id, {**NEEDED.get(type_id, {}), **values}, by, role, **told)

    return filing


def a_field(type_id, data_class, kind=FieldKind.LINE):
    return next(
        field.name for field in DOCUMENTS[type_id].fields
        if field.data_class is data_class and field.kind in {kind, FieldKind.TEXT}
    )  # fmt: skip


def test_what_is_confidential_is_sealed_and_leaves_only_a_mark(file, case_manager):
    name = a_field("D01", DataClass.IDENTITY)
    version = file("D01", {name: "by the old bridge", "safe_to_talk": "yes"}, case_manager, Role.CASE_MANAGER)
    assert version.coded[name] == "(sealed)"
    assert "old bridge" not in json.dumps(version.coded)
    assert b"old bridge" not in bytes(version.sealed)
    text = vault.open_sealed(
        version.document.case_id, version.pk, "fields", bytes(version.sealed), by=case_manager
    )
    assert json.loads(text)[name] == "by the old bridge"


def test_what_may_only_be_sealed_to_people_is_refused_and_nothing_is_kept(file, case_manager):
    type_id, name = next(
        (each.id, field.name) for each in DOCUMENTS.values() for field in each.fields
        if field.data_class is DataClass.SEALED and field.kind in {FieldKind.LINE, FieldKind.TEXT}
    )  # fmt: skip
    with pytest.raises((vault.NotYetSealable, NotForYou)):
        file(type_id, {name: "a word"}, case_manager, DOCUMENTS[type_id].authors[0])
    assert not DocumentVersion.objects.exists()


def test_a_document_that_is_not_sound_comes_back_with_every_problem(file, case_manager):
    with pytest.raises(NotSound) as refused:
        file("D01", {"safe_to_talk": "maybe", "no_such_field": "x"}, case_manager, Role.CASE_MANAGER)
    assert {problem.field for problem in refused.value.problems} >= {"safe_to_talk", "no_such_field"}


def test_a_role_that_does_not_write_a_document_is_refused(file, case_manager):
    with pytest.raises(NotForYou):
        file("D12", {}, case_manager, Role.POLICE)


def test_a_new_version_stands_beside_the_old_one(file, case_manager, case, now):
    first = file("D02", {"rights_understood": "no"}, case_manager, Role.CASE_MANAGER)
    second = file("D02", {"rights_understood": "yes"}, case_manager, Role.CASE_MANAGER, base=first.pk)
    assert (second.document, second.version) == (first.document, 2)
    assert DocumentVersion.objects.filter(document=first.document).count() == 2


def test_two_versions_on_one_base_are_unknown_to_the_rules_until_settled(file, case_manager, case, now):
    base = file("D07", {"safety_level": "LOW"}, case_manager, Role.CASE_MANAGER)
    mine = file("D07", {"safety_level": "LOW"}, case_manager, Role.CASE_MANAGER, base=base.pk)
    theirs = file("D07", {"safety_level": "HIGH"}, case_manager, Role.CASE_MANAGER, base=base.pk)
    assert standing(case, now).facts.value("safety_level") is None
    file("D07", {"safety_level": "HIGH"}, case_manager, Role.CASE_MANAGER, base=mine.pk, settles=theirs.pk)
    assert standing(case, now).facts.value("safety_level") == "HIGH"


def test_sending_a_document_twice_files_it_once(file, case_manager):
    key = uuid4()
    first = file("D02", {"rights_understood": "yes"}, case_manager, Role.CASE_MANAGER, op_id=key)
    assert file("D02", {"rights_understood": "yes"}, case_manager, Role.CASE_MANAGER, op_id=key) == first
    assert DocumentVersion.objects.count() == 1


def test_filing_settles_the_task_that_asked_for_it(presumed, file, case_manager):
    waiting = Task.objects.filter(case=presumed, document="D07", done_at__isnull=True)
    assert waiting.exists()
    file("D07", {"safety_level": "LOW"}, case_manager, Role.CASE_MANAGER)
    assert not waiting.exists()


def test_a_fear_of_return_on_paper_freezes_messages_at_once(presumed, file, case_manager):
    file("D02", {"fear_of_return": "yes"}, case_manager, Role.CASE_MANAGER)
    presumed.refresh_from_db()
    assert presumed.asylum == "FEAR_VOICED"


def test_doubt_about_age_turns_child_rules_on(case, file, case_manager):
    file("D01", {"age": "unsure"}, case_manager, Role.CASE_MANAGER)
    case.refresh_from_db()
    assert case.child == "CHILD_TREATED"


def test_writing_that_the_lead_met_the_person_confirms_the_lead(presumed, file, case_manager):
    file("D06", {"lead_met_person": "yes", **_d06_needed()}, case_manager, Role.CASE_MANAGER)
    presumed.refresh_from_db()
    assert presumed.lifecycle == "LED"
    assert not Task.objects.filter(case=presumed, settled_by="lifecycle.assign_lead", done_at=None).exists()


def _d06_needed():
    return {
        field.name: "2026-03-02" if field.kind is FieldKind.DAY else MOMENT
        for field in DOCUMENTS["D06"].fields
        if field.needed
    }
