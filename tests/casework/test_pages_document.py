"""A document's pages: write it, lose nothing, check it, file it, read it, compare it, settle two."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.audit.models import Leaf
from safeconduct.casework import services
from safeconduct.casework.forms import DocumentForm, typed_from
from safeconduct.casework.forms.document_form import COMPUTED
from safeconduct.casework.models import Document, DocumentVersion, Draft
from safeconduct.casework.services.draft import typed_in
from safeconduct.protection.country import profile
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.checked import check
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db

MET = {"met_at_day": "3", "met_at_month": "11", "met_at_year": "2026", "met_at_time": "14:30"}


def new(case, type_id, **query):
    return reverse("document_new", args=[case.pk, type_id], query=query or None)


def file(case, type_id, values, by, role=Role.CASE_MANAGER, **more):
    told = {"by": by, "role": role, "now": timezone.now(), "op_id": uuid4(), **more}
    return services.file_document(case.pk, type_id, values, **told)


# --- writing --------------------------------------------------------------------------------------


def test_a_contact_note_is_filed_from_the_form_with_the_offset_of_the_country(case, case_manager, sign_in):
    answers = {**MET, "call_name": "Sunny", "safe_to_talk": "not_said", "urgent": ["bed", "food"]}
    answered = sign_in(case_manager).post(new(case, "D01"), answers)
    assert answered.url == reverse("case", args=[case.pk])
    version = DocumentVersion.objects.get()
    assert version.coded["met_at"].startswith("2026-11-03T14:30:00")
    assert version.coded["met_at"][-6] in "+-"
    assert version.coded["safe_to_talk"] == "declined"
    assert version.coded["call_name"] == "(sealed)"


def test_filing_leads_back_to_where_somebody_came_from_but_never_elsewhere(case, case_manager, sign_in):
    client = sign_in(case_manager)
    assert client.post(new(case, "D01"), {**MET, "next": "/cases"}).url == "/cases"
    elsewhere = client.post(new(case, "D01"), {**MET, "next": "https://elsewhere.example/"})
    assert elsewhere.url == reverse("case", args=[case.pk])


def test_a_wrong_answer_is_named_at_its_field_and_everything_typed_stays(case, case_manager, sign_in):
    typed = {**MET, "met_at_month": "13", "note": "Sleeps badly, wants tea", "call_name": "Sunny"}
    shown = sign_in(case_manager).post(new(case, "D01"), typed)
    text = shown.content.decode()
    assert "<title>Error: " in text
    assert '<a href="#id_met_at_0">Enter day, month, year and time.</a>' in text
    assert 'value="13"' in text
    assert "Sleeps badly, wants tea" in text
    assert not DocumentVersion.objects.exists()
    assert typed_in(Draft.objects.get(), case_manager)["note"] == ["Sleeps badly, wants tea"]


def test_a_draft_waits_for_its_writer_alone(case, case_manager, first_responder, sign_in):
    services.assign(
        case.pk, first_responder, "contributor", Role.FIRST_RESPONDER,
        by=case_manager, reason="met the person", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    client = sign_in(case_manager)
    kept = client.post(new(case, "D01"), {"call_name": "Sunny", "then": "later"})
    assert kept.url == reverse("case", args=[case.pk])
    assert "Sunny" in client.get(new(case, "D01")).content.decode()
    assert "Sunny" not in sign_in(first_responder).get(new(case, "D01")).content.decode()
    draft = Draft.objects.get()
    assert sign_in(first_responder).post(reverse("draft_drop", args=[case.pk, draft.pk])).status_code == 404
    client.post(reverse("draft_drop", args=[case.pk, draft.pk]))
    assert not Draft.objects.exists()


def test_a_draft_is_found_again_after_somebody_else_has_filed(case, case_manager, first_responder, sign_in):
    base = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    client = sign_in(case_manager)
    client.post(new(case, "D04"), {"base": str(base.pk), "grounds": "And a debt", "then": "later"})
    file(
        case,
        "D04",
        {"basis": "self_report"},
        brought_in(case, first_responder),
        Role.FIRST_RESPONDER,
        base=base.pk,
    )
    page = client.get(new(case, "D04")).content.decode()
    assert "And a debt" in page
    assert str(base.pk) in page


def brought_in(case, worker):
    lead = case.assignments.get(kind="lead").worker
    told = {"by": lead, "reason": "helps", "now": timezone.now(), "op_id": uuid4()}
    services.assign(case.pk, worker, "contributor", Role.FIRST_RESPONDER, **told)
    return worker


def test_what_is_typed_is_found_nowhere_in_the_open(case, case_manager, sign_in):
    sign_in(case_manager).post(new(case, "D01"), {"call_name": "Canarybird", "then": "later"})
    assert b"Canarybird" not in bytes(Draft.objects.get().typed)


def test_another_entry_is_added_and_nothing_is_lost(case, case_manager, sign_in):
    client = sign_in(case_manager)
    typed = {
        "indicators-rows": "1",
        "indicators-0-id": "CD01",
        "grounds": "Papers held",
        "then": "more:indicators",
    }
    added = client.post(new(case, "D04"), typed)
    assert added.url.endswith("#rows-indicators")
    text = client.get(new(case, "D04")).content.decode()
    assert 'name="indicators-1-id"' in text
    assert "Papers held" in text
    assert '<option value="CD01" selected>Identity or travel papers taken or held</option>' in text


def test_an_entry_that_lacks_an_answer_says_so_at_that_entry(case, case_manager, sign_in):
    typed = {
        "indicators-rows": "2",
        "indicators-0-id": "CD01",
        "indicators-0-answer": "present",
        "indicators-1-id": "CD02",
    }
    shown = sign_in(case_manager).post(new(case, "D03", form="whole"), typed)
    assert "#id_indicators-1-answer" in shown.content.decode()
    assert "#id_indicators-0-answer" not in shown.content.decode()


def test_answers_are_shown_back_before_others_see_them(case, case_manager, sign_in):
    client = sign_in(case_manager)
    typed = {"basis": "self_report", "grounds": "The person said so"}
    checked = client.post(new(case, "D04"), typed)
    page = client.get(checked.url).content.decode()
    assert "The person says so" in page
    assert "The person said so" in page
    assert "Identification lead" in page, "who will see it"
    assert "#id_grounds" in page, "a way to change each answer"
    assert not DocumentVersion.objects.exists()
    op_id = str(uuid4())
    for _again in range(2):
        assert client.post(checked.url, {"op_id": op_id}).url == reverse("case", args=[case.pk])
    assert DocumentVersion.objects.count() == 1
    assert not Draft.objects.exists()


def test_pressing_twice_files_one_contact_note(case, case_manager, sign_in):
    client, op_id = sign_in(case_manager), str(uuid4())
    for _again in range(2):
        assert client.post(new(case, "D01"), {**MET, "op_id": op_id}).status_code == 302
    assert DocumentVersion.objects.count() == 1


def test_a_shelter_address_is_not_asked_for_and_not_kept(case, case_manager, sign_in):
    client = sign_in(case_manager)
    page = client.get(new(case, "D07")).content.decode()
    field = page[page.index('name="safe_address"') :][:200]
    assert "disabled" in field
    assert "Keep it on paper" in page
    refused = client.post(new(case, "D07"), {"safe_address": "12 Hidden Lane"})
    assert refused.status_code == 409
    assert "Hidden Lane" not in refused.content.decode()
    assert "safe_address" not in typed_in(Draft.objects.get(), case_manager)


@pytest.mark.parametrize("type_id", sorted(DOCUMENTS))
def test_every_declaration_becomes_a_form_that_gives_back_what_it_was_given(type_id):
    zone = profile("XA").timezone
    values = _filled(DOCUMENTS[type_id])
    assert check(DOCUMENTS[type_id], values) == ()
    form = DocumentForm(DOCUMENTS[type_id], typed_from(DOCUMENTS[type_id], values, zone), zone)
    assert form.is_valid(), form.errors
    assert form.values == values


def _filled(document):
    """Give each field that may be kept here a sound value."""

    def one(field):
        match field.kind:
            case "answer":
                return "declined"
            case "choice":
                return field.choices[-1].code
            case "choices":
                return [choice.code for choice in field.choices]
            case "day":
                return "2026-02-03"
            case "moment":
                return timezone.datetime(2026, 2, 3, 4, 5, tzinfo=profile("XA").timezone).isoformat()
            case "number":
                return 7
            case "rows":
                return [{c.name: one(c) for c in field.columns if c.data_class != "C4"} for _ in range(2)]
        return "Some words"

    computed = COMPUTED.get(document.id, ())
    asked = [each for each in document.fields if each.data_class != "C4" and each.name not in computed]
    return {field.name: one(field) for field in asked}


# --- reading --------------------------------------------------------------------------------------


def test_a_document_is_read_in_words_and_the_reading_is_written_down(case, case_manager, sign_in):
    version = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    page = (
        sign_in(case_manager).get(reverse("document", args=[case.pk, version.document_id])).content.decode()
    )
    assert "Signs seen or told" in page
    assert "Papers held" in page
    assert "indicators" not in page.split("<main")[1].split("</main>")[0]
    assert Leaf.objects.filter(action="document.read").count() == 1


def test_a_colleague_whose_role_does_not_read_it_sees_that_it_stands_and_nothing_of_it(
    case, case_manager, immigration_officer, sign_in
):
    services.assign(
        case.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="holds the removal file", now=timezone.now(), op_id=uuid4(),
    )  # fmt: skip
    version = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    client = sign_in(immigration_officer)
    page = client.get(reverse("document", args=[case.pk, version.document_id])).content.decode()
    assert "Reasonable grounds" in page
    assert "not for your role" in page
    assert "Papers held" not in page
    assert "Signs seen or told" not in page
    assert not Leaf.objects.filter(action="document.read").exists()
    assert client.get(new(case, "D04", base=version.pk)).status_code == 409


def test_a_new_version_starts_from_the_last_and_shows_what_it_changed(case, case_manager, sign_in):
    first = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    client = sign_in(case_manager)
    page = client.get(new(case, "D04")).content.decode()
    assert "Papers held" in page
    assert str(first.pk) in page
    checked = client.post(
        new(case, "D04"), {"base": str(first.pk), "basis": "indicators", "grounds": "And a debt"}
    )
    client.post(checked.url)
    second = DocumentVersion.objects.get(version=2)
    assert second.base == first
    changed = client.get(reverse("document_version", args=[case.pk, second.document_id, 2])).content.decode()
    table = changed[changed.index("<table") : changed.index("</table>")]
    assert "Papers held" in table
    assert "And a debt" in table
    assert "Signs seen or told" not in table


def test_two_versions_on_one_base_stand_until_somebody_chooses(case, case_manager, sign_in):
    base = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    file(case, "D04", {"basis": "indicators", "grounds": "A debt"}, case_manager, base=base.pk)
    file(case, "D04", {"basis": "self_report", "grounds": "Papers held"}, case_manager, base=base.pk)
    client, document = sign_in(case_manager), Document.objects.get()
    page = client.get(reverse("document", args=[case.pk, document.pk])).content.decode()
    settle = reverse("document_settle", args=[case.pk, document.pk])
    assert settle in page
    unfinished = client.post(settle, {"basis": "second"})
    assert "needs an answer" in unfinished.content.decode()
    assert document.versions.count() == 3
    client.post(settle, {"basis": "second", "grounds": "first"})
    settled = document.versions.get(version=4)
    assert settled.coded["basis"] == "self_report"
    read = client.get(reverse("document", args=[case.pk, document.pk])).content.decode()
    assert "A debt" in read
    assert settle not in read
    assert client.post(settle, {"basis": "second", "grounds": "first"}).status_code == 302
    assert document.versions.count() == 4


def test_over_the_hourly_budget_the_page_says_what_to_do(case, case_manager, sign_in, settings):
    version = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    settings.CASES_OPENED_PER_HOUR = 0
    shown = sign_in(case_manager).get(reverse("document", args=[case.pk, version.document_id]))
    assert shown.status_code == 429
    assert "Papers held" not in shown.content.decode()


# --- names ----------------------------------------------------------------------------------------


def test_a_name_is_shown_to_whoever_asks_and_works_on_the_case(case, case_manager, supervisor, sign_in):
    file(case, "D01", {"met_at": "2026-11-03T14:30:00+01:00", "call_name": "Sunny"}, case_manager)
    href = reverse("name_reveal", args=[case.pk])
    client = sign_in(case_manager)
    assert client.get(href).url == reverse("case", args=[case.pk])
    assert "Sunny" in client.post(href).content.decode()
    assert Leaf.objects.filter(action="name.asked").count() == 1
    assert sign_in(supervisor).post(href).status_code == 404


# --- who is let in --------------------------------------------------------------------------------


def test_others_meet_a_closed_door(case, case_manager, other_agency_worker, stranger, sign_in):
    version = file(case, "D04", {"basis": "indicators"}, case_manager)
    paths = [
        new(case, "D01"),
        reverse("document", args=[case.pk, version.document_id]),
        reverse("document_version", args=[case.pk, version.document_id, 1]),
        reverse("document_settle", args=[case.pk, version.document_id]),
    ]
    other = sign_in(other_agency_worker)
    assert {other.get(path).status_code for path in paths} == {404}
    assert {stranger.get(path).status_code for path in paths} == {302}
    assert other.post(reverse("name_reveal", args=[case.pk])).status_code == 404


def test_a_document_of_another_case_is_not_found(case, case_manager, sign_in):
    version = file(case, "D04", {"basis": "indicators"}, case_manager)
    second = services.open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    client = sign_in(case_manager)
    assert client.get(reverse("document", args=[second.pk, version.document_id])).status_code == 404
    assert client.get(new(second, "D04", base=version.pk)).status_code == 404


def test_a_role_that_does_not_write_it_is_told_who_does(
    case, case_manager, immigration_officer, sign_in, now
):
    services.assign(
        case.pk, immigration_officer, "contributor", Role.IMMIGRATION,
        by=case_manager, reason="hold", now=now, op_id=uuid4(),
    )  # fmt: skip
    refused = sign_in(immigration_officer).get(new(case, "D04"))
    assert refused.status_code == 409
    assert "Case manager" in refused.content.decode()


def test_pages_ask_the_database_a_fixed_number_of_times(
    case, case_manager, sign_in, django_assert_max_num_queries
):
    version = file(case, "D04", {"basis": "indicators", "grounds": "Papers held"}, case_manager)
    for _number in range(8):
        version = file(case, "D04", {"basis": "indicators", "grounds": "More"}, case_manager, base=version.pk)
    client = sign_in(case_manager)
    with django_assert_max_num_queries(25):
        client.get(reverse("document_version", args=[case.pk, version.document_id, 9]))
    with django_assert_max_num_queries(25):
        client.get(new(case, "D04"))
