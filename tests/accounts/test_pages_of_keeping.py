"""The pages of whoever keeps accounts: they find, they act, they refuse, and they never show a case."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from safeconduct.accounts.keeping import finding, takes_two
from safeconduct.accounts.models import Agency, Grant, Keeper, Membership, Unit, Worker
from safeconduct.audit.models import Leaf
from safeconduct.audit.services import pseudonym
from safeconduct.casework.services import open_case
from safeconduct.protection.words import Role

pytestmark = pytest.mark.django_db


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def a_new_account(**told):
    typed = {"name": "Nour Haddad", "login": "nour", "first": "ar", "roles": ["case_manager"]}
    return {**typed, **day("since", timezone.localdate()), "op_id": str(uuid4()), **told}


@pytest.fixture
def keeper(account_keeper, second_keeper, case_manager, sign_in):
    return sign_in(account_keeper)


@pytest.fixture
def grant(account_keeper, second_keeper, case_manager, unit, hand):
    return takes_two.ask(
        "supervision", case_manager.pk, unit.pk, "Leads the unit", role="case_manager", **hand(account_keeper)
    )


def every_page(case_manager, unit, grant):
    role = [case_manager.pk, unit.pk, "case_manager"]
    places = {
        "keeping": [], "agencies": [], "agency_new": [], "agency": [unit.agency_id], "workers": [],
        "unit_new": [unit.agency_id], "keeping_unit": [unit.pk], "worker_new": [unit.pk],
        "worker": [case_manager.pk], "worker_change": [case_manager.pk], "training_new": [case_manager.pk],
        "worker_password": [case_manager.pk], "account_close": [case_manager.pk],
        "role_new": [case_manager.pk], "role_end": role, "supervision": role, "keeper": [case_manager.pk],
        "grant": [grant.pk],
    }  # fmt: skip
    return [reverse(name, args=args) for name, args in places.items()]


def test_every_page_opens_for_whoever_keeps_accounts_and_asks_the_database_a_bounded_number_of_times(
    keeper, case_manager, unit, grant, django_assert_max_num_queries
):
    for number in range(40):
        worker = Worker.objects.create_worker(f"w{number}", display_name=f"Worker {number:02}")
        Membership.objects.create(worker=worker, unit=unit, role="advocate", since=timezone.now())
    for address in every_page(case_manager, unit, grant):
        with django_assert_max_num_queries(25):
            assert keeper.get(address).status_code == 200, address


def test_no_page_of_accounts_shows_a_case(keeper, case_manager, unit, grant):
    case = open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    for address in every_page(case_manager, unit, grant):
        text = keeper.get(address).content.decode()
        assert case.number not in text, address
        assert case.alias not in text, address
        assert str(case.pk) not in text, address


@pytest.mark.parametrize("who", ["supervisor", "case_manager", "reviewer", "officer_abroad"])
def test_for_others_there_are_no_such_pages_whatever_they_send(
    who, request, sign_in, case_manager, unit, grant
):
    client = sign_in(request.getfixturevalue(who))
    before = Worker.objects.count(), Membership.objects.count()
    for address in every_page(case_manager, unit, grant):
        assert client.get(address).status_code == 404, address
        assert client.post(address, a_new_account(do="give")).status_code in {404, 405}, address
    assert (Worker.objects.count(), Membership.objects.count()) == before
    assert Leaf.objects.filter(action="accounts.open", outcome="denied").exists()


def test_a_stranger_is_sent_to_sign_in(stranger, case_manager, unit, grant):
    for address in every_page(case_manager, unit, grant):
        assert stranger.get(address)["Location"].startswith("/accounts/login/")


def test_beyond_the_agency_there_is_nothing_for_its_keeper(agency_keeper, reviewer, grant, sign_in):
    client = sign_in(agency_keeper)
    elsewhere = reviewer.memberships.get()
    for name, args in (
        ("worker", [reviewer.pk]), ("agency", [elsewhere.unit.agency_id]), ("keeping_unit", [elsewhere.unit_id]),
        ("worker_new", [elsewhere.unit_id]), ("account_close", [reviewer.pk]), ("agency_new", []),
        ("role_end", [reviewer.pk, elsewhere.unit_id, "reviewer"]), ("worker", [uuid4()]), ("grant", [uuid4()]),
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404, name
    text = client.get(reverse("workers")).content.decode()
    assert "Case manager" in text
    assert "Reviewer" not in text
    assert "Protection Authority" not in client.get(reverse("agencies")).content.decode()


def test_whoever_only_keeps_accounts_begins_there(keeper):
    assert keeper.get("/")["Location"] == reverse("keeping")
    ways = [way.text for way in keeper.get(reverse("keeping")).context["navigation"]]
    assert ways == ["Accounts", "Reference"]


def test_whoever_also_has_a_role_finds_both_ways(keeper, account_keeper, unit):
    Membership.objects.create(worker=account_keeper, unit=unit, role="advocate", since=timezone.now())
    page = keeper.get("/")
    assert page.status_code == 200
    assert [way.text for way in page.context["navigation"]] == ["Today", "Cases", "Reference", "Accounts"]


# Finding


def test_search_and_filters_stand_in_the_address(keeper, case_manager, reviewer, account_keeper):
    def found(**asked):
        page = keeper.get(reverse("workers"), asked)
        return {line["worker"].login for line in page.context["lines"]}

    assert found(find="manager") == {"case_manager"}
    assert found(role="reviewer") == {"reviewer"}
    assert found(show="keepers") == {"account_keeper", "second_keeper"}
    assert found(show="idle") == set()
    assert found(agency=str(reviewer.memberships.get().unit.agency_id)) == {
        "reviewer", "account_keeper", "second_keeper",
    }  # fmt: skip
    Worker.objects.filter(pk=reviewer.pk).update(is_active=False)
    assert found(show="closed") == {"reviewer"}
    assert "reviewer" not in found()


@pytest.mark.parametrize(
    "asked",
    [{"find": "x\x00y"}, {"agency": "no id"}, {"role": "boss"}, {"show": "password"}, {"page": "-1"}, {"page": "9e9"},
     {"find": "%' OR 1=1"}],
)  # fmt: skip
def test_nonsense_in_the_address_is_a_page_like_any_other(keeper, asked):
    for name in ("workers", "agencies"):
        assert keeper.get(reverse(name), asked).status_code == 200


def test_long_lists_come_in_pages(keeper, unit):
    for number in range(finding.PAGE + 1):
        Agency.objects.create(name=f"Agency {number:03}", kind="ngo")
    first = keeper.get(reverse("agencies"), {"kind": "ngo"})
    assert len(first.context["page"]) == finding.PAGE
    assert "kind=ngo" in first.content.decode()
    assert len(keeper.get(reverse("agencies"), {"kind": "ngo", "page": 2}).context["page"]) == 2


def test_nonsense_in_what_is_sent_is_refused_and_not_a_fault(keeper, case_manager, unit):
    place = f"/accounts/people/{case_manager.pk}/roles/{unit.pk}/x%00y/end"
    assert keeper.get(place).status_code == keeper.post(place).status_code == 404
    typed = {"find": "a\x00b", "unit": "x", "role": "boss", "since_0": "\x00", "op_id": "no key"}
    assert keeper.post(reverse("role_new", args=[case_manager.pk]), typed).status_code == 200
    for name, args in (("worker_new", [unit.pk]), ("worker_change", [case_manager.pk]), ("agency_new", [])):
        typed = {"name": "a\x00b", "login": "\x00", "roles": "\x00", "cap": "9" * 400, "first": "xx"}
        assert keeper.post(reverse(name, args=args), typed).status_code == 200, name


# Acts


def test_an_agency_a_unit_and_an_account_are_made_one_after_another(keeper, second_keeper):
    keeper.post(reverse("agency_new"), {"name": "Shore Clinic", "kind": "health", "op_id": str(uuid4())})
    agency = Agency.objects.get(name="Shore Clinic")
    keeper.post(
        reverse("unit_new", args=[agency.pk]), {"name": "Ward", "country": "XA", "op_id": str(uuid4())}
    )
    unit = Unit.objects.get(agency=agency)
    answer = keeper.post(reverse("worker_new", args=[unit.pk]), a_new_account(roles=["shelter"]))
    made = Worker.objects.get(login="nour")
    assert answer["Location"] == reverse("worker", args=[made.pk])
    text = keeper.get(answer["Location"]).content.decode()
    assert "Hand over the first password" in text
    paper = keeper.post(reverse("worker_password", args=[made.pk]), {"op_id": str(uuid4())})
    made.refresh_from_db()
    assert made.check_password(re.search(r"<code[^>]*>([^<]+)</code>", paper.content.decode())[1])
    assert "no-store" in paper["Cache-Control"]


def test_sent_twice_it_happens_once(keeper, case_manager, unit):
    typed = a_new_account()
    first, second = (keeper.post(reverse("worker_new", args=[unit.pk]), typed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Worker.objects.filter(login="nour").count() == 1
    place = reverse("role_end", args=[case_manager.pk, unit.pk, "case_manager"])
    told = {"op_id": str(uuid4())}
    assert [keeper.post(place, told).status_code for _ in range(2)] == [302, 302]


def test_what_was_typed_stays_when_something_is_wrong(keeper, unit):
    answer = keeper.post(reverse("worker_new", args=[unit.pk]), a_new_account(login="case_manager"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody signs in as case_manager already." in text
    assert 'value="Nour Haddad"' in text
    answer = keeper.post(
        reverse("worker_new", args=[unit.pk]), a_new_account(since_day="31", since_month="2")
    )
    assert "Enter day, month and year as numbers." in answer.content.decode()
    answer = keeper.post(reverse("worker_new", args=[unit.pk]), a_new_account(roles=["reviewer"]))
    assert "so that the second person can decide" in answer.content.decode()
    assert not Worker.objects.filter(login="nour").exists()


def test_a_name_is_text_and_nothing_else(keeper, unit):
    keeper.post(reverse("worker_new", args=[unit.pk]), a_new_account(name="<script>alert(1)</script>"))
    text = keeper.get(reverse("workers")).content.decode()
    assert "<script>alert" not in text
    assert html.escape("<script>alert(1)</script>") in text


def test_a_role_is_not_ended_while_cases_are_led_and_the_page_says_how_many(keeper, case_manager, unit):
    place = reverse("role_end", args=[case_manager.pk, unit.pk, "case_manager"])
    assert "End the role now" in keeper.get(place).content.decode()
    case = open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    text = keeper.get(place).content.decode()
    assert "They lead 1 open case." in text
    assert "End the role now" not in text
    answer = keeper.post(place, {"op_id": str(uuid4())})
    assert answer.status_code == 409
    assert case.number not in answer.content.decode()
    assert case_manager.memberships.get().until is None


def test_closing_says_how_many_cases_wait_and_is_done_at_once(keeper, case_manager):
    open_case(by=case_manager, now=timezone.now(), op_id=uuid4())
    place = reverse("account_close", args=[case_manager.pk])
    assert "They lead 1 open case." in keeper.get(place).content.decode()
    assert keeper.post(place, {"op_id": str(uuid4())}).status_code == 302
    case_manager.refresh_from_db()
    assert not case_manager.is_active
    assert keeper.get(place).status_code == 404
    keeper.post(reverse("account_reopen", args=[case_manager.pk]), {"op_id": str(uuid4())})
    case_manager.refresh_from_db()
    assert case_manager.is_active


def test_what_matters_asks_for_the_password_again(keeper, case_manager, unit, grant):
    session = keeper.session
    session["account_authentication_methods"] = [
        {**shown, "at": shown["at"] - 3600} for shown in session["account_authentication_methods"]
    ]
    session.save()
    sensitive = {
        "account_close": [case_manager.pk], "worker_password": [case_manager.pk], "keeper": [case_manager.pk],
        "supervision": [case_manager.pk, unit.pk, "case_manager"], "grant": [grant.pk],
    }  # fmt: skip
    for name, args in sensitive.items():
        for method in (keeper.get, keeper.post):
            answer = method(reverse(name, args=args))
            assert answer["Location"].startswith("/accounts/reauthenticate/"), name
    assert keeper.get(reverse("worker", args=[case_manager.pk])).status_code == 200


def test_training_is_noted_on_its_page(keeper, case_manager, unit):
    case_manager.trainings.all().delete()
    typed = {
        "codes": ["child"],
        **day("completed_on", timezone.localdate() - timedelta(days=3)),
        "op_id": str(uuid4()),
    }
    assert keeper.post(reverse("training_new", args=[case_manager.pk]), typed).status_code == 302
    assert case_manager.trainings.get().code == "child"
    later = {**typed, **day("completed_on", timezone.localdate() + timedelta(days=3)), "op_id": str(uuid4())}
    assert keeper.post(reverse("training_new", args=[case_manager.pk]), later).status_code == 409


def test_a_unit_that_is_not_near_is_found_by_name(keeper, case_manager, reviewer, unit):
    for number in range(20):
        Unit.objects.create(agency=unit.agency, name=f"Near {number}", country="XA")
    far = reviewer.memberships.get().unit
    place = reverse("role_new", args=[case_manager.pk])
    assert str(far.pk) not in keeper.get(place).content.decode()
    assert str(far.pk) in keeper.get(place, {"find": "Protection"}).content.decode()
    typed = {"find": "Protection", "unit": str(far.pk), "role": "advocate", "op_id": str(uuid4())}
    keeper.post(place, {**typed, **day("since", timezone.localdate())})
    assert Membership.objects.filter(worker=case_manager, unit=far, role=Role.ADVOCATE).exists()


# Two people


def test_the_second_person_sees_what_is_asked_for_and_decides(
    keeper, second_keeper, case_manager, grant, sign_in
):
    place = reverse("grant", args=[grant.pk])
    assert "Agree" not in _main(keeper.get(place))
    assert keeper.post(place, {"do": "give", "op_id": str(uuid4())}).status_code == 404
    second = sign_in(second_keeper)
    assert "Leads the unit" in second.get(place).content.decode()
    assert "Harbour House" in second.get(reverse("keeping")).content.decode()
    assert second.post(place, {"do": "give", "op_id": str(uuid4())})["Location"] == reverse("keeping")
    assert case_manager.memberships.get().supervises
    assert "Agreed" in _main(keeper.get(place))


def test_without_a_clear_yes_it_is_refused(second_keeper, case_manager, grant, sign_in):
    sign_in(second_keeper).post(reverse("grant", args=[grant.pk]), {"op_id": str(uuid4())})
    grant.refresh_from_db()
    assert grant.given is False


def test_the_password_of_an_account_given_back_is_shown_to_the_second_person_once(
    keeper, second_keeper, case_manager, sign_in
):
    Worker.objects.filter(pk=case_manager.pk).update(last_login=timezone.now())
    keeper.post(reverse("worker_password", args=[case_manager.pk]), {"reason": "lost", "op_id": str(uuid4())})
    place, act = reverse("grant", args=[Grant.objects.get().pk]), {"do": "give", "op_id": str(uuid4())}
    second = sign_in(second_keeper)
    shown = re.search(r"<code[^>]*>([^<]+)</code>", second.post(place, act).content.decode())[1]
    case_manager.refresh_from_db()
    assert case_manager.check_password(shown)
    again = second.post(place, act, follow=True).content.decode()
    assert shown not in again


def test_keeping_is_asked_for_and_ended_on_its_pages(keeper, second_keeper, case_manager, unit, sign_in):
    place = reverse("keeper", args=[case_manager.pk])
    keeper.post(place, {"far": str(unit.pk), "reason": "for the house", "op_id": str(uuid4())})
    grant = Grant.objects.get(what="keeping_agency")
    sign_in(second_keeper).post(reverse("grant", args=[grant.pk]), {"do": "give", "op_id": str(uuid4())})
    assert Keeper.objects.held_at(timezone.now()).filter(worker=case_manager).exists()
    ending = reverse("keeper_end", args=[case_manager.pk])
    assert keeper.post(ending, {"op_id": str(uuid4())}).status_code == 302
    assert keeper.get(ending).status_code == 404
    assert (
        keeper.post(reverse("keeper_end", args=[second_keeper.pk]), {"op_id": str(uuid4())}).status_code
        == 409
    )


def test_ones_own_account_offers_nothing_that_somebody_else_must_do(keeper, account_keeper):
    text = _main(keeper.get(reverse("worker", args=[account_keeper.pk])))
    for way in ("account_close", "worker_password", "training_new"):
        assert reverse(way, args=[account_keeper.pk]) not in text
    assert keeper.get(reverse("worker_password", args=[account_keeper.pk])).status_code == 404


def test_every_way_on_a_page_leads_somewhere(keeper, case_manager, unit, grant):
    for address in (
        reverse("keeping"),
        reverse("worker", args=[case_manager.pk]),
        reverse("keeping_unit", args=[unit.pk]),
    ):
        for way in set(re.findall(r'href="(/accounts/[^"#]*)', _main(keeper.get(address)))):
            assert keeper.get(html.unescape(way)).status_code == 200, way


def test_who_looked_beyond_their_reach_is_in_the_log(sign_in, case_manager, agency_keeper, reviewer):
    sign_in(agency_keeper).get(reverse("worker", args=[reviewer.pk]))
    denied = Leaf.objects.get(action="accounts.open", outcome="denied")
    assert (denied.actor, denied.object) == (pseudonym(agency_keeper.pk), pseudonym(reviewer.pk))


def _main(answer):
    text = answer.content.decode()
    return text[text.index('<div class="sheet">') : text.index("<footer")]
