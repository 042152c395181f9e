"""Without a second factor there is no address in the whole product but setting one up and leaving."""

from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, get_resolver

from safeconduct.accounts.middleware import OPEN_WITHOUT_SECOND_FACTOR

pytestmark = pytest.mark.django_db

EXAMPLES = {"int": 1, "str": "x", "slug": "x", "uuid": UUID(int=1), "path": "x"}


def addresses(patterns=None, prefix=""):
    """Yield (name, path) of every address, with examples for what an address asks for."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            filled = route
            for name, converter in pattern.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
                filled = filled.replace(f"<{kind}:{name}>", str(EXAMPLES.get(kind, "x"))).replace(
                    f"<{name}>", "x"
                )
            yield pattern.name, f"/{filled}"
        else:
            yield from addresses(pattern.url_patterns, route)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("has_one", [True, False], ids=["not shown", "none set up"])
def test_every_address_is_closed_without_a_second_factor(case_manager, sign_in, method, has_one):
    if not has_one:
        Authenticator.objects.all().delete()
    met = set()
    for name, path in addresses():
        if name in OPEN_WITHOUT_SECOND_FACTOR:
            continue
        answer = getattr(sign_in(case_manager, factor=False), method)(path)
        assert answer.headers.get("Location") == "/accounts/second-factor/set-up/", (name, path)
        assert answer.status_code == 302
        met.add(name)
    assert {"account_change_password", "mfa_index", "mfa_deactivate_totp"} <= met


def test_what_stays_open_is_really_there():
    named = {name for name, _ in addresses()}
    assert named >= OPEN_WITHOUT_SECOND_FACTOR


def test_a_missing_page_is_closed_too(case_manager, sign_in):
    assert sign_in(case_manager, factor=False).get("/no/such/page").status_code == 302
    assert sign_in(case_manager).get("/no/such/page").status_code == 404


def test_having_one_is_not_showing_it(case_manager, sign_in):
    answer = sign_in(case_manager, factor=False).get("/accounts/second-factor/set-up/")
    assert answer.status_code == 302  # one is set up already: signing in again is the only way on
