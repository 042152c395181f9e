"""A word in every confidential field is found nowhere: not in the database, a log, an error page or a mail."""

import logging
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from safeconduct.casework import services
from safeconduct.casework.services import open_case
from safeconduct.hosting.logs import Discreet
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.declared import Field, FieldKind
from safeconduct.protection.words import DataClass, Role

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "Zwischenfallkanarienvogel"
PARTS = ("Zwischenfall", "kanarienvogel")
DAY, MOMENT = "2026-03-02", "2026-03-02T10:00:00+00:00"


def a_value(field: Field) -> object:
    """Return a sound value; the canary wherever the field is confidential and takes text."""
    confidential = field.data_class is DataClass.IDENTITY
    match field.kind:
        case FieldKind.LINE | FieldKind.TEXT:
            return CANARY if confidential else "plain"
        case FieldKind.ANSWER:
            return "yes"
        case FieldKind.CHOICE:
            return field.choices[0].code
        case FieldKind.CHOICES:
            return [field.choices[0].code]
        case FieldKind.DAY:
            return DAY
        case FieldKind.MOMENT:
            return MOMENT
        case FieldKind.NUMBER:
            return 1
        case FieldKind.ROWS:
            columns = [column for column in field.columns if column.data_class is not DataClass.SEALED]
            return [{column.name: a_value(column) for column in columns}]


def everything_written(case_manager, now):
    """File each of the forty documents, full; ask for a departure; keep a draft. Returns how many fields held it."""
    case = open_case(by=case_manager, now=now, op_id=uuid4())
    planted = 0
    for document in DOCUMENTS.values():
        values = {
            field.name: a_value(field)
            for field in document.fields
            if field.data_class is not DataClass.SEALED
        }
        planted += str(values).count(CANARY)
        role = Role.CASE_MANAGER if Role.CASE_MANAGER in document.authors else document.authors[0]
        services.file_document(
            case.pk, document.id, values, by=case_manager, role=role, now=now, op_id=uuid4()
        )
        services.keep_draft(case, document.id, values, by=case_manager, now=now)
    return case, planted


@pytest.fixture(autouse=True)
def _any_role(monkeypatch):
    # The papers of all roles are filed by one worker here: who may is tested elsewhere.
    from safeconduct.casework.access import Actor

    monkeypatch.setattr(
        sys.modules["safeconduct.casework.services.file_document"],
        "acts_as",
        lambda worker, role, _now: Actor(role, worker.login, "Harbour House", "Town office"),
    )


def every_cell():
    """Read every column of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for cell in row:
                    yield table, bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()


def test_no_canary_in_the_database(case_manager, now):
    _case, planted = everything_written(case_manager, now)
    assert planted > 60
    found = {table for table, cell in every_cell() if any(part.encode() in cell for part in PARTS)}
    assert not found


def test_no_canary_in_the_database_file(case_manager, now):
    everything_written(case_manager, now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_current_wal_lsn()")
            assert cursor.fetchone()
        return
    name = Path(connection.settings_dict["NAME"])
    files = [name, *name.parent.glob(name.name + "-*")]
    assert any(b"casework_documentversion" in each.read_bytes() for each in files)
    for each in files:
        assert not any(part.encode() in each.read_bytes() for part in PARTS), each.name


def test_no_canary_in_logs_error_pages_or_mail(case_manager, now, sign_in, caplog, monkeypatch):
    case, _planted = everything_written(case_manager, now)

    def breaks(*_args, **_told):
        raise RuntimeError(CANARY)

    monkeypatch.setattr("safeconduct.casework.views.case.queries.timeline", breaks)
    client = sign_in(case_manager)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.get(reverse("timeline", args=[case.pk]))
        bad = client.post(
            reverse("document_new", args=[case.pk, "D01"]), {"place": CANARY, "met_at": "nonsense"}
        )
    assert answer.status_code == 500
    assert not any(part.encode() in answer.content for part in PARTS)
    assert bad.status_code < 500
    assert not mail.outbox
    # What is written down is what the product's own formatter makes of each message.
    formatter = Discreet()
    said = "\n".join(formatter.format(entry) for entry in caplog.records)
    assert "RuntimeError" in said
    assert CANARY not in said
