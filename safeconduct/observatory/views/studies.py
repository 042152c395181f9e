"""The list of estimates, the newest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse

from safeconduct.observatory import access, queries
from safeconduct.observatory.models import Study
from safeconduct.observatory.views.frame import Asked, now, page, shown
from safeconduct.ui.shapes import Tone

PAGE = 30
TONES = {
    Study.State.QUEUED: Tone.WAITING,
    Study.State.RUNNING: Tone.WAITING,
    Study.State.DONE: Tone.GOOD,
    Study.State.FAILED: Tone.DANGER,
}


@page("GET")
def estimates(request: Asked) -> HttpResponse:
    """Show the estimates of the country; before the first one, what is needed for it."""
    found = queries.studies(access.require(request.user, now()))
    shown_here = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(each, TONES[Study.State(each.state)]) for each in shown_here]
    return shown(
        request, "observatory/estimates.html", {"page": shown_here, "rows": rows, "teaches": not rows}
    )
