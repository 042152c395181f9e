"""The person takes an agreement or the wish to return back: any worker of the case notes it, at once."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from safeconduct.casework import services
from safeconduct.casework.access import Action
from safeconduct.casework.forms.taking_back import TakingBackForm
from safeconduct.casework.services.take_back import agreements
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.protection.mechanism import TRANSITIONS

WITHDRAW = TRANSITIONS["return.withdraw"]


@page("GET", "POST")
def taking_back(request: Asked, case_id: UUID) -> HttpResponse:
    """Offer every agreement that was given, to whoever hears the person; what was shared is called back."""
    case = opened(request, case_id, Action.ACT)
    found = agreements(case.case)
    form = TakingBackForm(request.POST or None, agreements=found)
    if request.method == "POST" and form.is_valid():
        taken = {UUID(each) for each in form.cleaned_data["taken"]}
        services.take_back(case_id, taken, by=request.user, now=now(), op_id=op_id(request))
        return redirect(f"{reverse('taking_back', args=[case_id])}?done=taken")
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "form": form if found else None,
        "done": request.GET.get("done") == "taken",
        "return_open": case.case.return_state in WITHDRAW.sources,
        "return_href": reverse("move", args=[case_id, WITHDRAW.id]),
    }
    return shown(request, "casework/taking_back.html", context)
