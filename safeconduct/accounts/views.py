"""Signing out. Everything else about signing in is allauth's, behind our own templates."""

from allauth.account.views import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ask on GET, sign out on POST and tell the browser to forget what it kept of us."""
    response: HttpResponseBase = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
