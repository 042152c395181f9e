"""A form that came too late, after a sign-out or a new sign-in: what was typed goes back to whoever typed it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

NOT_TYPED = "csrfmiddlewaretoken"
NEVER = ("/accounts/",)  # a password is typed anew


def from_our_page(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of ours sent this form; no other site can make it say so."""
    ours = f"{request.scheme}://{request.get_host()}"
    return request.method == "POST" and request.headers.get("Origin") == ours


def may_be_kept(request: HttpRequest) -> bool:
    """Tell whether a form can be given back: sent by our own page, without files and without a password."""
    return from_our_page(request) and not request.FILES and not request.path.startswith(NEVER)


def give_back(request: HttpRequest) -> HttpResponse:
    """Show that nothing was filed, with all that was typed, to be sent again."""
    typed = [(name, value) for name, values in request.POST.lists() if name != NOT_TYPED for value in values]
    return render(request, "ui/kept_form.html", {"typed": typed, "href": request.get_full_path()}, status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is no longer good (CSRF_FAILURE_VIEW)."""
    if may_be_kept(request):
        return give_back(request)
    return csrf_failure(request, reason=reason)
