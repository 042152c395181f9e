"""The first start of an empty node: two people who keep accounts, or nothing at all."""

import subprocess
import sys
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.utils import timezone

from safeconduct.accounts.keeping import people, reach
from safeconduct.accounts.keeping.begin import Office, begin
from safeconduct.accounts.models import Agency, Keeper, Unit, Worker
from safeconduct.audit.models import Leaf

pytestmark = pytest.mark.django_db
TOLD = {"agency": "Ministry of Social Affairs", "kind": "state", "unit": "Accounts", "country": "XA"}
TWO = [["mona", "Mona Vale"], ["teo", "Teo Lund"]]


def test_an_empty_node_begins_with_an_agency_a_unit_and_two_keepers(capsys):
    call_command("begin", keeper=TWO, **TOLD)
    said = capsys.readouterr().out.splitlines()
    for line, (login, name) in zip(said[1:3], TWO, strict=True):
        worker = Worker.objects.get(login=login)
        shown, password = line.split("\t")
        assert (shown, worker.display_name) == (login, name)
        assert worker.check_password(password)
        assert worker.paper_until > timezone.now()
        assert reach.reach_of(worker, timezone.now()).whole_node
        assert not worker.memberships.exists()
    assert str(Unit.objects.get()) == "Ministry of Social Affairs, Accounts (XA)"
    assert Leaf.objects.filter(action="keeping.begun", role="account_keeper").count() == 2


WRONG = {
    "one person": {"keeper": TWO[:1]},
    "the same person twice": {"keeper": [TWO[0], TWO[0]]},
    "no kind of agency": {"kind": "club"},
    "no country": {"country": "ZZ"},
    "no name": {"unit": "  "},
    "a name to sign in with a space": {"keeper": [TWO[0], ["teo lund", "Teo"]]},
    "a name that does not print": {"keeper": [TWO[0], ["teo", "Teo\u202e"]]},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_line_and_leaves_nothing_behind(wrong):
    with pytest.raises(CommandError) as refused:
        call_command("begin", **{"keeper": TWO, **TOLD, **wrong})
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert not (Agency.objects.exists() or Unit.objects.exists() or Worker.objects.exists())
    assert not Leaf.objects.exists()


def test_it_begins_once():
    call_command("begin", keeper=TWO, **TOLD)
    with pytest.raises(CommandError, match="already"):
        call_command("begin", keeper=[["eve", "Eve"], ["mal", "Mal"]], **TOLD)
    assert Worker.objects.count() == 2


def test_where_too_few_keep_accounts_it_begins_again_in_the_same_office(hand):
    begun = begin(Office(**TOLD), TWO, timezone.now())
    mona, teo = (worker for worker, _ in begun.keepers)
    people.close_account(teo.pk, **hand(mona))
    again = begin(Office(**TOLD), [("ada", "Ada")], timezone.now())
    assert again.unit == begun.unit
    assert Keeper.objects.in_service(timezone.now()).count() == 2
    Keeper.objects.update(until=timezone.now())
    with pytest.raises(CommandError, match="another kind"):
        call_command("begin", keeper=[["x1", "X"], ["x2", "X"]], **{**TOLD, "kind": "ngo"})


def test_from_the_paper_to_the_pages_of_accounts(client):
    begun = begin(Office(**TOLD), TWO, timezone.now())
    worker, password = begun.keepers[0]
    client.post("/accounts/login/", {"login": worker.login, "password": password})
    assert client.get("/").headers["Location"] == "/accounts/second-factor/set-up/"
    secret = client.get("/accounts/second-factor/set-up/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    shown = client.post("/accounts/second-factor/set-up/", {"code": code}, follow=True)
    assert "Recovery codes" in shown.content.decode()
    assert client.get("/").headers["Location"] == "/accounts/password/change/"
    own = "a sentence that only I would think of"
    client.post("/accounts/password/change/", {"oldpassword": password, "password1": own, "password2": own})
    assert client.get("/").headers["Location"] == "/accounts/keeping"
    assert client.get("/accounts/keeping").status_code == 200


@pytest.mark.parametrize(
    ("rest", "told"),
    [(["--agency", "X"], "required"), (["--keeper", "a"], "expected 2"), (["--password", "x"], "required")],
)
def test_on_the_command_line_wrong_use_ends_with_2_and_one_line(rest, told, root, tmp_path):
    call = [sys.executable, "-m", "safeconduct", "manage", "begin", *rest]
    done = subprocess.run(
        call, cwd=root, capture_output=True, text=True, check=False,
        env={"SAFECONDUCT_VAR": str(tmp_path), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["serve --port 18431", "manage migrate"])
def test_a_database_that_cannot_be_read_is_refused_in_one_line(command, root, tmp_path):
    (tmp_path / "safeconduct.sqlite3").write_bytes(b"not a database" * 300)
    done = subprocess.run(
        [sys.executable, "-m", "safeconduct", *command.split()], cwd=root, capture_output=True, text=True,
        check=False, env={"SAFECONDUCT_VAR": str(tmp_path), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 2
    assert "not a database" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
