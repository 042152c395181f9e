"""A name, shown to somebody who asks for it and works on the case; asking is written down."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from safeconduct.casework import reading
from safeconduct.casework.access import Action
from safeconduct.casework.views.document_ways import careful
from safeconduct.casework.views.frame import Asked, bar, now, opened, page, shown


@page("GET", "POST")
@careful
def name_reveal(request: Asked, case_id: UUID) -> HttpResponse:
    """Show what the person is called. Opened as an address, it leads to the case, where it can be asked for."""
    case = opened(request, case_id, Action.NAMES)
    if request.method != "POST":
        return redirect("case", case_id)
    name = reading.called(case.case, request.user, related=case.related, now=now())
    context = {"case": case.case, "bar": bar(case.case), "name": name}
    return shown(request, "casework/names.html", context)
