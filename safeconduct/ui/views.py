"""The gallery: every component in every state, for those who build pages. Mounted while developing only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.ui import gallery as examples

PAGES = {
    "question": "ui/gallery/question.html",
    "sign-in": "ui/gallery/sign_in.html",
    "refusal": "ui/gallery/refusal.html",
    "case": "ui/gallery/case.html",
    "today": "ui/gallery/today.html",
}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components, or with `?page=` a whole page; `?dir=rtl` turns it round without translating."""
    template = PAGES.get(request.GET.get("page", ""), "ui/gallery/gallery.html")
    turned = "rtl" if request.GET.get("dir") == "rtl" else ""
    context = examples.shown() | {"turned": turned, "signed_in_as": "Mara Lindqvist"}
    context["navigation"] = context["links"]
    context["form"] = {"question": context["question_form"]}.get(request.GET.get("page", ""))
    return render(request, template, context)
