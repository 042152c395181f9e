"""Every address, met by every role in every relation. An address without a row fails."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from safeconduct.accounts.keeping import people
from safeconduct.accounts.keeping.people import NewAccount
from safeconduct.accounts.models import Grant, Membership, Worker
from safeconduct.casework import services
from safeconduct.observatory import services as observatory
from safeconduct.observatory.estimation import estimate
from safeconduct.observatory.estimation.report_kept import keep
from safeconduct.observatory.estimation.table import read_text
from safeconduct.observatory.models import Study
from safeconduct.protection.words import Role
from safeconduct.vault import services as vault

pytestmark = pytest.mark.django_db

# Who may: anybody at all; whoever is signed in; supervisors; those with a part in the case; also supervisors of
# its unit; the second person of a departure; those who keep accounts; the national rapporteur.
ANYBODY, SIGNED_IN, SUPERVISORS, PART, PART_OR_UNIT, SECOND, KEEPERS, RAPPORTEUR = (
    "anybody",
    "signed in",
    "unit",
    "part",
    "see",
    "second",
    "keepers",
    "rapporteur",
)

ROWS: dict[str, str] = {
    "alive": ANYBODY,
    "set_language": ANYBODY,
    "account_login": ANYBODY,
    "account_logout": SIGNED_IN,
    "account_inactive": ANYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_authenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "today": SIGNED_IN,
    "caseload": SIGNED_IN,
    "open_case": "opens",
    "unit": SUPERVISORS,
    "reference": SIGNED_IN,
    "safeguard": SIGNED_IN,
    "country": SIGNED_IN,
    "mechanism": SIGNED_IN,
    "document_type": SIGNED_IN,
    "overrides_counted": SIGNED_IN,
    "case": PART_OR_UNIT,
    "timeline": PART_OR_UNIT,
    "steps": PART,
    "acts": PART,
    "intend": PART,
    "task": PART,
    "move": PART,
    "document_new": PART,
    "document": PART,
    "document_version": PART,
    "document_check": PART,
    "document_differences": PART,
    "document_settle": PART,
    "draft_drop": PART,
    "name_reveal": PART,
    "screening": PART,
    "screening_step": PART,
    "taking_back": PART,
    "team": PART,
    "handover": PART,
    "people": PART_OR_UNIT,
    "return_gate": PART,
    "monitoring": PART,
    "closure": PART,
    "override_ask": "leads",
    "override": SECOND,
    "keeping": KEEPERS,
    "agencies": KEEPERS,
    "agency_new": KEEPERS,
    "agency": KEEPERS,
    "unit_new": KEEPERS,
    "keeping_unit": KEEPERS,
    "worker_new": KEEPERS,
    "workers": KEEPERS,
    "worker": KEEPERS,
    "worker_change": KEEPERS,
    "training_new": KEEPERS,
    "worker_password": KEEPERS,
    "account_close": KEEPERS,
    "account_reopen": KEEPERS,
    "role_new": KEEPERS,
    "role_end": KEEPERS,
    "supervision": KEEPERS,
    "keeper": KEEPERS,
    "keeper_end": KEEPERS,
    "grant": KEEPERS,
    "estimates": RAPPORTEUR,
    "estimate_new": RAPPORTEUR,
    "estimate": RAPPORTEUR,
    "estimate_picture": RAPPORTEUR,
    "estimate_report": RAPPORTEUR,
}
OPENS = {"case_manager", "supervisor", "other_agency_worker", "first_responder", "officer_abroad"}
SECONDS = {"reviewer", "identification_lead"}
# Signing out ends the walk; recovery codes are shown only to whoever has made some.
LEAVES_OR_NEEDS_MORE = {"account_logout", "mfa_view_recovery_codes"}
CAST = (
    "case_manager", "supervisor", "first_responder", "other_agency_worker", "officer_abroad", "reviewer",
    "identification_lead", "immigration_officer", "police_officer", "lawyer", "guardian", "prosecutor",
    "account_keeper", "rapporteur",
)  # fmt: skip


def addresses(patterns: list[Any] | None = None) -> Iterator[str]:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns)
        elif isinstance(each, URLPattern) and each.name:
            yield each.name


def test_every_address_has_its_row():
    assert set(addresses()) <= set(ROWS), "an address was added without saying who may open it"


@pytest.fixture
def places(case, case_manager, second_keeper, rapporteur, file, now) -> Callable[[str], str]:
    """Make real things for the addresses to point at: a filed document, a draft, a task, a departure."""
    services.move(
        case.pk, "identification.self_report", by=case_manager, role=Role.PERSON, now=now, op_id=uuid4()
    )
    version = file("D02", {"told_at": now.isoformat()}, case_manager, Role.CASE_MANAGER)
    case.refresh_from_db()
    override = services.ask_override(
        case.pk, "SG-CM-03", "identification.open_identification", by=case_manager, role=Role.CASE_MANAGER,
        reason="a reason", days=2, now=now, op_id=uuid4(),
    )  # fmt: skip
    draft = services.keep_draft(case, "D01", {"place": "x"}, by=case_manager, now=now)
    task = case.tasks.first()
    values: dict[str, Any] = {
        "case_id": case.pk, "document_id": version.document_id, "version_id": version.pk, "task_id": task.pk,
        "override_id": override.pk, "draft_id": draft.pk, "event": "identification.open_identification",
        "safeguard": "SG-CM-03", "safeguard_id": "SG-CM-03", "id": "SG-RT-01", "iso2": "XA", "type_id": "D02",
        "region": "stay", "step": "start", "act": "schedule_interview",
        "older_id": version.pk, "newer_id": version.pk, "number": 1,
    }  # fmt: skip
    values |= kept_places(second_keeper, now)
    values |= {"study_id": estimated(rapporteur, now).pk, "kind": "csv", "place": 4}

    def address(name: str) -> str:
        pattern = get_resolver().reverse_dict.getlist(name)
        own = {"document_type": {"id": "D02"}, "account_reopen": {"worker_id": values["closed_id"]},
               "keeper_end": {"worker_id": second_keeper.pk}}.get(name, {})  # fmt: skip
        pattern = sorted(pattern, key=lambda each: len(each[0][0][1]))  # the plainest form of an address
        for possibilities, *_ in pattern:
            for _template, parameters in possibilities:
                return reverse(
                    name, kwargs={parameter: {**values, **own}[parameter] for parameter in parameters}
                )
        raise LookupError(name)

    return address


def estimated(rapporteur: Any, now: Any) -> Study:
    """Make a study with its report, for its pages, pictures and files."""
    lists = "a,b,c,count\n1,0,0,40\n0,1,0,30\n0,0,1,50\n1,1,0,9\n1,0,1,8\n0,1,1,7\n1,1,1,3\n"
    told = observatory.Asked("The coast", "2024", "The coast", "Adults", lists)
    study = observatory.ask(told, by=rapporteur, now=now, op_id=uuid4())
    report = estimate(read_text(lists), methods=["independence"], seed=1, most=400, checks=False)
    study.report = vault.seal(study.pk, study.pk, "report", keep(report), domain=observatory.DOMAIN)
    study.state = Study.State.DONE
    study.save()
    return study


def kept_places(keeper: Any, now: Any) -> dict[str, Any]:
    """Make what the pages of accounts point at: somebody in a unit, somebody closed, and what takes two."""
    unit = Membership.objects.get(worker__login="case_manager").unit
    told = NewAccount("New Person", "new_person", ["en"], unit.pk, [Role.ADVOCATE, Role.POLICE], now.date())
    made = people.make_account(told, by=keeper, now=now, op_id=uuid4())
    closed = Worker.objects.create_worker("closed", display_name="Closed", is_active=False)
    grant = Grant.objects.create(
        what=Grant.What.SUPERVISION, worker=made, unit=unit, role=Role.POLICE, reason="x", asked_by=keeper,
        asked_at=now,
    )  # fmt: skip
    return {
        "agency_id": unit.agency_id, "unit_id": unit.pk, "worker_id": made.pk, "closed_id": closed.pk,
        "role": Role.POLICE, "grant_id": grant.pk,
    }  # fmt: skip


def opens(client: Client, address: str) -> bool:
    """Tell whether the address answers with a page of its own; a page that is not there is a refusal."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    assert answer.status_code < 500, address
    if answer.status_code == 302 and "/accounts/login" in answer["Location"]:
        return False
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    return answer.status_code != 404


def rows() -> list[str]:
    return sorted(name for name in ROWS if name in set(addresses()))


def test_a_stranger_is_led_to_sign_in(places, stranger):
    for name in rows():
        assert opens(stranger, places(name)) is (ROWS[name] == ANYBODY), name


def test_without_a_second_factor_nothing_opens(places, sign_in, case_manager):
    client = sign_in(case_manager, factor=False)
    for name in rows():
        if ROWS[name] not in {ANYBODY, SIGNED_IN}:
            answer = client.get(places(name))
            assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp")), name


@pytest.mark.parametrize("member", CAST)
def test_whoever_has_no_part_in_the_case(member, places, sign_in, request, case_manager, reviewer):
    worker = request.getfixturevalue(member)
    leads = member == "case_manager"
    client = sign_in(worker)
    for name in rows():
        expected = {
            ANYBODY: True,
            SIGNED_IN: True,
            "opens": member in OPENS,
            SUPERVISORS: member == "supervisor",
            PART: leads,
            "leads": leads,
            PART_OR_UNIT: leads or member == "supervisor",
            SECOND: member in SECONDS or leads,
            KEEPERS: member == "account_keeper",
            RAPPORTEUR: member == "rapporteur",
        }[ROWS[name]]
        if name in LEAVES_OR_NEEDS_MORE:
            continue
        assert opens(client, places(name)) is expected, f"{member} at {name}"


ROLE_OF = {"supervisor": "case_manager", "other_agency_worker": "case_manager", "officer_abroad": "nfp"}


@pytest.mark.parametrize("member", [each for each in CAST if each not in {"case_manager", "account_keeper"}])
def test_whoever_was_given_a_part(member, places, sign_in, request, case, case_manager, now):
    worker = request.getfixturevalue(member)
    role = Role(ROLE_OF.get(member, member.removesuffix("_officer")))
    services.assign(
        case.pk, worker, "contributor", role, by=case_manager, reason="a part", now=now, op_id=uuid4()
    )
    client = sign_in(worker)
    for name in rows():
        if ROWS[name] in {PART, PART_OR_UNIT} and name != "draft_drop":
            assert opens(client, places(name)), f"{member} at {name}"
        if ROWS[name] == "leads":
            assert not opens(client, places(name)), f"{member} at {name}"


def test_unknown_and_forbidden_look_alike(places, sign_in, other_agency_worker):
    client = sign_in(other_agency_worker)
    forbidden = client.get(places("case"))
    unknown = client.get(reverse("case", args=[UUID(int=7)]))
    assert forbidden.status_code == unknown.status_code == 404
    assert _without_keys(forbidden.content) == _without_keys(unknown.content)


def _without_keys(page: bytes) -> bytes:
    """Leave out what is new in each answer: keys of forms, and the address that was asked for."""
    lines = [line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line]
    return re.sub(rb"[0-9a-f-]{36}", b"", b"\n".join(lines))


def test_an_opened_case_is_in_the_log_and_a_refusal_too(
    places, sign_in, case, case_manager, other_agency_worker
):
    from safeconduct.audit.models import Leaf
    from safeconduct.audit.services import pseudonym

    sign_in(case_manager).get(places("case"))
    sign_in(other_agency_worker).get(places("case"))
    assert Leaf.objects.filter(action="case.read", actor=pseudonym(case_manager.pk)).exists()
    assert Leaf.objects.filter(outcome="denied", actor=pseudonym(other_agency_worker.pk)).exists()
