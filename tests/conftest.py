"""The cast, the same everywhere, and the ways they come in: a signed-in client, or a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import timezone

PASSWORD = "a long and quiet sentence"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SURVIVOR = "Neang Sora"  # a name only: nobody the product protects has an account


def pytest_configure() -> None:
    # The real hash takes 50 ms on purpose; accounts/test_sign_in.py checks that it is the one in use.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Static files straight from their folders, under their own names, without collecting them first.
    django_settings.WHITENOISE_USE_FINDERS = True
    django_settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # Playwright keeps an event loop in this thread; the tests themselves are not asynchronous.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything must run, a skipped test is a failed one."""
    told = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and told is not None and told.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Use a database file on SQLite, as the product does: a browser meets another thread with its own connection."""
    described = connections["default"].settings_dict
    if described["ENGINE"].endswith("sqlite3"):
        described["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def _emptying_between_tests() -> Iterator[None]:
    """Let the test runner, and nobody else, empty append-only tables after tests that commit."""
    teardown = TransactionTestCase._fixture_teardown

    def unguarded(test: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                teardown(test)
                cursor.execute("SET session_replication_role = origin")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f'DROP TRIGGER "{name}"')
            teardown(test)
            for _, sql in guards:
                cursor.execute(sql)

    TransactionTestCase._fixture_teardown = unguarded  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]


def _someone(login: str, role: str, agency: tuple[str, str], unit: tuple[str, str], **also: Any) -> Any:
    """Return a worker of the cast: in a unit, with a role, all training of SG-CM-05 and a second factor."""
    from allauth.mfa.totp.internal.auth import TOTP

    from safeconduct.accounts.models import Agency, Membership, Training, Unit, Worker
    from safeconduct.accounts.training import AREAS

    name = login.replace("_", " ").capitalize()
    worker = Worker.objects.create_worker(login, PASSWORD, display_name=name, languages=["en"])
    house, _ = Agency.objects.get_or_create(name=agency[0], defaults={"kind": agency[1]})
    office, _ = Unit.objects.get_or_create(agency=house, name=unit[0], country=unit[1])
    since = timezone.now() - timedelta(days=400)
    Membership.objects.create(worker=worker, unit=office, role=role, since=since, **also)
    for area in AREAS:
        Training.held(worker, area, timezone.now().date() - timedelta(days=90))
    TOTP.activate(worker, TOTP_SECRET)
    return worker


NGO, OTHER_NGO = ("Harbour House", "ngo"), ("Lantern Network", "ngo")
STATE, POLICE = ("Protection Authority", "state"), ("National Police", "state")
TOWN, COAST, ABROAD = ("Town office", "XA"), ("Coast office", "XA"), ("Capital office", "XB")
CAST: dict[str, tuple[Any, ...]] = {
    "case_manager": ("case_manager", NGO, TOWN),
    "supervisor": ("case_manager", NGO, TOWN),
    "first_responder": ("first_responder", NGO, COAST),
    "other_agency_worker": ("case_manager", OTHER_NGO, COAST),
    "officer_abroad": ("nfp", ("Focal Point Office", "state"), ABROAD),
    "reviewer": ("reviewer", STATE, TOWN),
    "identification_lead": ("identification_lead", STATE, COAST),
    "immigration_officer": ("immigration", ("Border Agency", "state"), COAST),
    "police_officer": ("police", POLICE, TOWN),
    "lawyer": ("lawyer", ("Legal Aid", "legal"), TOWN),
    "guardian": ("guardian", ("Guardians' Office", "state"), TOWN),
    "prosecutor": ("prosecutor", ("Prosecution Service", "state"), TOWN),
    "rapporteur": ("rapporteur", ("National Rapporteur", "state"), TOWN),
}


def _of_the_cast(name: str) -> Callable[..., Any]:
    @pytest.fixture(name=name)
    def member(db: None) -> Any:
        also = {"supervises": True} if name == "supervisor" else {}
        return _someone(name, *CAST[name], **also)

    return member


for _name in CAST:
    globals()[_name] = _of_the_cast(_name)


def _keeper(login: str, *, whole_node: bool, agency: tuple[str, str]) -> Any:
    """Return somebody who keeps accounts and holds no role: of one agency, or of the whole node."""
    from allauth.mfa.totp.internal.auth import TOTP

    from safeconduct.accounts.models import Agency, Keeper, Unit, Worker

    worker = Worker.objects.create_worker(login, PASSWORD, display_name=login.replace("_", " ").capitalize())
    house, _ = Agency.objects.get_or_create(name=agency[0], defaults={"kind": agency[1]})
    office, _ = Unit.objects.get_or_create(agency=house, name=TOWN[0], country=TOWN[1])
    since = timezone.now() - timedelta(days=400)
    Keeper.objects.create(worker=worker, unit=office, whole_node=whole_node, since=since)
    TOTP.activate(worker, TOTP_SECRET)
    return worker


@pytest.fixture
def account_keeper(db: None) -> Any:
    """Keeps the accounts of the whole node."""
    return _keeper("account_keeper", whole_node=True, agency=STATE)


@pytest.fixture
def second_keeper(db: None) -> Any:
    """Keeps them as well, and so can be the second person."""
    return _keeper("second_keeper", whole_node=True, agency=STATE)


@pytest.fixture
def agency_keeper(db: None) -> Any:
    """Keeps the accounts of Harbour House alone."""
    return _keeper("agency_keeper", whole_node=False, agency=NGO)


@pytest.fixture(autouse=True)
def _each_test_in_its_own_language() -> Iterator[None]:
    """A page asked for in Arabic leaves its language behind in the thread; the next test starts without."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture
def survivor() -> str:
    return SURVIVOR


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Return a client signed in as a worker with password and second factor; `factor=False` leaves that out."""

    def signed_in(worker: Any, *, factor: bool = True) -> Client:
        client = Client()
        client.force_login(worker)
        session = client.session
        shown = [{"method": "password", "at": timezone.now().timestamp()}]
        if factor:
            shown.append({"method": "mfa", "at": timezone.now().timestamp(), "type": "totp"})
        session["account_authentication_methods"] = shown
        session["account_authentication_methods_user"] = str(worker.pk)
        session.save()
        return client

    return signed_in


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The distribution's Chromium; without one the journeys are skipped, but never where everything must run."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        reason = "no Chromium on this machine (Debian: sudo apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    switches = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=switches)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Any, live_server: Any, sign_in: Callable[..., Client]) -> Iterator[Callable[..., Any]]:
    """Return a way to open a page, signed in as a worker or as a stranger; paths are those of the live server."""
    opened = []

    def page(worker: Any = None, **context: Any) -> Any:
        window = chromium.new_context(base_url=live_server.url, reduced_motion="reduce", **context)
        opened.append(window)
        if worker is not None:
            name = django_settings.SESSION_COOKIE_NAME
            cookie = sign_in(worker).cookies[name].value
            window.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
        return window.new_page()

    yield page
    for window in opened:
        window.close()


@pytest.fixture
def root() -> Path:
    return Path(__file__).resolve().parent.parent
