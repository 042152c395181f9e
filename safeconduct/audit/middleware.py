"""One transaction around a page: what it did and its audit leaves are kept together or not at all."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from safeconduct.audit.services import one_act


class OneTransaction:
    """Open, run view and template, roll back after an exception or a status from 500 up, commit, then answer.

    Django's ATOMIC_REQUESTS ends before a template response renders, and keeps what a view wrote before an
    exception that another middleware turned into a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with one_act():
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "exception_handled", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        request.exception_handled = True  # type: ignore[attr-defined]
