"""What a page wrote is kept when its answer is good, and gone when it is not."""

import pytest
from django.http import Http404, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path

from safeconduct.audit.models import Leaf
from safeconduct.audit.services import append, deny, request_id

pytestmark = pytest.mark.django_db
TOLD = {"actor": None, "role": "", "action": "page.written", "object_type": "page", "object_id": "p"}


def kept(request):
    append(**TOLD)
    return HttpResponse(request_id())


def form_refused(_request):
    append(**TOLD)
    return HttpResponse("say more", status=422)


def not_found(_request):
    append(**TOLD)
    raise Http404


def broken(_request):
    append(**TOLD)
    raise ZeroDivisionError


def broken_quietly(_request):
    append(**TOLD)
    return HttpResponse("sorry", status=503)


class WritesWhenShown:
    def __str__(self):
        append(**TOLD)
        return "written while the template rendered"


class BreaksWhenShown:
    def __str__(self):
        raise ZeroDivisionError


def rendered(request):
    return TemplateResponse(request, engines["django"].from_string("{{ it }}"), {"it": WritesWhenShown()})


def broken_in_template(request):
    append(**TOLD)
    return TemplateResponse(request, engines["django"].from_string("{{ it }}"), {"it": BreaksWhenShown()})


def denied(_request):
    append(**TOLD)
    deny(**TOLD)
    raise Http404


VIEWS = (kept, form_refused, not_found, broken, broken_quietly, rendered, broken_in_template, denied)
urlpatterns = [path(view.__name__, view) for view in VIEWS]


@pytest.fixture
def ask(settings):
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    return lambda view: client.get(f"/{view.__name__}")


@pytest.mark.parametrize("view", [kept, form_refused, rendered])
def test_a_good_answer_keeps_what_was_written(ask, view):
    ask(view)
    assert Leaf.objects.count() == 1


@pytest.mark.parametrize("view", [not_found, broken, broken_quietly, broken_in_template])
def test_a_failed_answer_keeps_nothing(ask, view):
    assert ask(view).status_code in {404, 500, 503}
    assert not Leaf.objects.exists()


def test_a_denial_is_kept_although_its_page_is_rolled_back(ask):
    assert ask(denied).status_code == 404
    assert list(Leaf.objects.values_list("outcome", flat=True)) == ["denied"]


def test_every_leaf_names_its_request(ask):
    assert Leaf.objects.filter(request=ask(kept).content.decode()).count() == 1
    assert request_id() == ""
