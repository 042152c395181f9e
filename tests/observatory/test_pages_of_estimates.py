"""The pages of estimates: for the rapporteur of the country alone, and nothing typed is lost."""

import json
import re
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from safeconduct.accounts.models import Agency, Membership, Unit, Worker
from safeconduct.audit.models import Leaf
from safeconduct.audit.services import pseudonym
from safeconduct.observatory.models import Study
from safeconduct.observatory.running import run_next
from safeconduct.vault.models import CaseKey

LISTS = "police,shelter,hotline,count\n1,0,0,112\n0,1,0,74\n0,0,1,91\n1,1,0,13\n1,0,1,9\n0,1,1,17\n1,1,1,4\n"
TOLD = {
    "title": "The coast",
    "period": "2023 to 2024",
    "territory": "Estrella Norte",
    "definition": "Adults identified as trafficked for labour",
}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def rapporteur_abroad(rapporteur):
    """Give a rapporteur of another country that uses the same node."""
    agency = Agency.objects.create(name="Rapporteur abroad", kind="state")
    unit = Unit.objects.create(agency=agency, name="Capital", country="XB")
    worker = Worker.objects.create_worker(
        "rapporteur_abroad", "a long and quiet sentence", display_name="Abroad"
    )
    Membership.objects.create(
        worker=worker, unit=unit, role="rapporteur", since=rapporteur.memberships.get().since
    )
    return worker


@pytest.fixture
def client(sign_in, rapporteur):
    return sign_in(rapporteur)


@pytest.fixture
def study(client):
    """Load lists and let the run be short."""
    client.post(reverse("estimate_new"), {**TOLD, "lists": LISTS, "op_id": uuid4()})
    Study.objects.update(most=400, seed=1)
    return Study.objects.get()


@pytest.fixture
def done(study):
    assert run_next()
    study.refresh_from_db()
    return study


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


@pytest.mark.django_db
def test_before_the_first_estimate_the_page_says_what_is_needed(client):
    told = words(client.get(reverse("estimates")))
    assert "There is no estimate yet" in told
    assert "At least three lists" in told


@pytest.mark.django_db
def test_the_rapporteur_finds_the_way_and_others_do_not(client, sign_in, case_manager):
    assert reverse("estimates") in [way.href for way in client.get("/").context["navigation"]]
    assert reverse("estimates") not in [
        way.href for way in sign_in(case_manager).get("/").context["navigation"]
    ]


@pytest.mark.django_db
def test_lists_that_were_loaded_wait_sealed(client, study, rapporteur):
    assert study.state == Study.State.QUEUED
    assert study.country == "XA"
    assert b"112" not in bytes(study.lists)
    assert b"police" not in bytes(study.lists)
    leaf = Leaf.objects.get(action="estimate.ask")
    assert (leaf.actor, leaf.object) == (pseudonym(rapporteur.pk), pseudonym(study.pk))
    assert leaf.detail is None
    page = client.get(reverse("estimate", args=[study.pk]))
    assert "Waiting for its turn" in words(page)
    assert page["Refresh"] == "5"
    assert "Refresh" not in client.get(reverse("estimate", args=[study.pk]) + "?still")


@pytest.mark.django_db
def test_lists_come_as_a_file_too(client):
    file = SimpleUploadedFile("lists.csv", b"\xef\xbb\xbf" + LISTS.encode(), "text/csv")
    answer = client.post(reverse("estimate_new"), {**TOLD, "file": file, "op_id": uuid4()})
    assert answer.status_code == 302
    assert Study.objects.get().title == "The coast"


@pytest.mark.django_db
@pytest.mark.parametrize("by_file", [True, False])
def test_a_bad_line_is_named_and_nothing_typed_is_lost(client, by_file):
    bad, op_id = LISTS.replace("0,1,0,74", "0,2,0,74"), str(uuid4())
    lists = {"file": SimpleUploadedFile("lists.csv", bad.encode())} if by_file else {"lists": bad}
    answer = client.post(reverse("estimate_new"), {**TOLD, **lists, "op_id": op_id})
    assert "Line 3, column shelter: “2” is neither 0 nor 1." in words(answer)
    page = answer.content.decode()
    assert all(typed in page for typed in [*TOLD.values(), "0,2,0,74", op_id])
    assert not Study.objects.exists()
    assert not CaseKey.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"lists": ""}, "Choose a CSV file, or paste the lists here."),
        ({"lists": "a,b\n"}, "Fewer than two different lists"),
        ({"lists": "a,b,count\n1,1,99999999999999999999\n"}, "more people than there can be"),
        ({"lists": "a,b,count\n1,1,-4\n"}, "no whole number of people"),
        ({"lists": 'a,b\n1,"' + "x" * 140_000 + '"\n'}, "no table with commas"),
        ({"lists": "a,b\n" + "1,1\n" * 260_000}, "larger than one million letters"),
        ({"file": SimpleUploadedFile("lists.xlsx", b"PK\x03\x04\xff\xfe")}, "Save it as CSV in UTF-8"),
        (
            {"file": SimpleUploadedFile("lists.csv", b"a,b\n" + b"1,1\n" * 260_000)},
            "larger than one million letters",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_words(client, lists, said):
    for file in lists.values():
        if not isinstance(file, str):
            file.seek(0)
    answer = client.post(reverse("estimate_new"), {**TOLD, **lists, "op_id": uuid4()})
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Study.objects.exists()


@pytest.mark.django_db
def test_what_all_lists_tell_of_has_to_be_said(client):
    answer = client.post(reverse("estimate_new"), {"lists": LISTS, "op_id": uuid4()})
    assert set(answer.context["form"].errors) == set(TOLD)
    assert LISTS.split("\n")[3] in answer.content.decode()


@pytest.mark.django_db
def test_a_form_sent_twice_makes_one_study(client):
    told = {**TOLD, "lists": LISTS, "op_id": uuid4()}
    first, second = client.post(reverse("estimate_new"), told), client.post(reverse("estimate_new"), told)
    assert first["Location"] == second["Location"]
    assert Study.objects.count() == Leaf.objects.filter(action="estimate.ask").count() == 1


@pytest.mark.django_db
def test_whoever_is_no_rapporteur_finds_nothing_and_the_log_says_so(
    study, sign_in, case_manager, account_keeper
):
    for worker in (case_manager, account_keeper):
        client = sign_in(worker)
        assert client.get(reverse("estimates")).status_code == 404
        assert client.get(reverse("estimate", args=[study.pk])).status_code == 404
        assert client.post(reverse("estimate_new"), {**TOLD, "lists": LISTS}).status_code == 404
        assert Leaf.objects.filter(outcome="denied", actor=pseudonym(worker.pk)).count() == 3
    assert Study.objects.count() == 1


@pytest.mark.django_db
def test_the_rapporteur_of_another_country_sees_their_own_alone(study, sign_in, rapporteur_abroad):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(rapporteur_abroad, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = sign_in(rapporteur_abroad)
    assert "The coast" not in words(client.get(reverse("estimates")))
    assert client.get(reverse("estimate", args=[study.pk])).status_code == 404
    assert client.get(reverse("estimate", args=[UUID(int=7)])).status_code == 404
    again = client.post(reverse("estimate_new"), {**TOLD, "lists": LISTS, "op_id": study.op_id})
    assert again.status_code == 404


@pytest.mark.django_db
def test_a_role_that_ended_opens_nothing(study, client, rapporteur, now):
    rapporteur.memberships.update(until=now)
    assert client.get(reverse("estimates")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_report_is_read_as_page_picture_and_file(done, client, rapporteur, django_assert_max_num_queries):
    address = reverse("estimate", args=[done.pk])
    client.get(address)
    with django_assert_max_num_queries(25):
        page = client.get(address)
    told = words(page)
    assert re.search(r"Estimate: between [\d,]+ and [\d,]+ people in all|This cannot be estimated", told)
    assert all(typed in told for typed in TOLD.values())
    assert "What this stands on" in told
    assert "style=" not in page.content.decode()
    for src in re.findall(r'src="(/estimates/[^"]+)"', page.content.decode()):
        drawn = client.get(src)
        assert drawn["Content-Type"] == "image/svg+xml"
        assert drawn.content.startswith(b"<svg")
    files = {
        kind: client.get(reverse("estimate_report", args=[done.pk, kind])) for kind in ("pdf", "csv", "json")
    }
    assert files["pdf"].content.startswith(b"%PDF")
    assert "best BIC" in files["csv"].content.decode()
    whole = json.loads(files["json"].content)
    assert whole["study"] == TOLD
    assert whole["seed"] == 1
    assert "counts" not in whole["data"]
    assert Leaf.objects.filter(action="estimate.take", actor=pseudonym(rapporteur.pk)).count() == 3
    assert client.get(reverse("estimate_report", args=[done.pk, "xlsx"])).status_code == 404
    assert client.get(reverse("estimate_picture", args=[done.pk, 999])).status_code == 404


@pytest.mark.django_db
def test_a_study_without_a_report_has_no_files(study, client):
    assert client.get(reverse("estimate_report", args=[study.pk, "pdf"])).status_code == 404
    assert client.get(reverse("estimate_picture", args=[study.pk, 1])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_in_arabic_the_report_runs_from_the_right(done, client):
    client.cookies["language"] = "ar"
    page = client.get(reverse("estimate", args=[done.pk])).content.decode()
    assert 'dir="rtl"' in page
