"""Loading lists: what was typed stays, and a line that cannot be read is named beside it."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from safeconduct.observatory import services
from safeconduct.observatory.forms.lists import ListsForm
from safeconduct.observatory.models import Study
from safeconduct.observatory.services import Asked as Told
from safeconduct.observatory.views.frame import Asked, now, op_id, page, shown


@page("GET", "POST")
def estimate_new(request: Asked) -> HttpResponse:
    """Ask for an estimate, and go on to its page."""
    form = ListsForm(request.POST, _file(request)) if request.method == "POST" else ListsForm()
    if request.method == "POST" and form.is_valid():
        study = _asked(request, form)
        if study is not None:
            messages.success(request, _("The lists are sealed. The estimate waits for its turn."))
            return redirect("estimate", study.pk)
    kept = {"op_id": op_id(request)} if request.method == "POST" else {}
    return shown(request, "observatory/estimate_new.html", {"form": form, **kept})


def _asked(request: Asked, form: ListsForm) -> Study | None:
    from safeconduct.observatory.estimation.table import BadTable

    said = form.cleaned_data
    told = Told(said["title"], said["period"], said["territory"], said["definition"], said["lists"])
    try:
        return services.ask(told, by=request.user, now=now(), op_id=op_id(request))
    except BadTable as bad:
        form.add_error("lists", _(bad.words).format(**bad.told))
        return None


def _file(request: Asked) -> "UploadedFile[Any] | None":
    sent = request.FILES.get("file")
    return sent if isinstance(sent, UploadedFile) else None
