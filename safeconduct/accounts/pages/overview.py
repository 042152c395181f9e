"""Where whoever keeps accounts begins: what waits for a second person, and the ways to everything else."""

from django.http import HttpResponse
from django.urls import reverse

from safeconduct.accounts.frame import Kept, keepers_page, now, shown
from safeconduct.accounts.keeping import finding, takes_two
from safeconduct.accounts.models import Grant
from safeconduct.accounts.pages import words

SHOWN = 50


@keepers_page("GET")
def keeping(request: Kept) -> HttpResponse:
    """Show what waits, who has an account and has not signed in, and where to begin."""
    reach, at = request.reach, now()
    rows = list(takes_two.waiting(reach)[:SHOWN])
    new = finding.workers(reach, at, show="new")
    context = {
        "reach": reach,
        "agency": None if reach.whole_node else finding.agencies(reach).first(),
        "mine": [_line(row) for row in rows if takes_two.may_decide(row, reach)],
        "others": [_line(row) for row in rows if not takes_two.may_decide(row, reach)],
        "new": [(each, words.places(each.held, each.kept)) for each in new[:10]],  # type: ignore[attr-defined]
        "new_href": f"{reverse('workers')}?show=new",
    }
    return shown(request, "accounts/keeping.html", context)


def _line(row: Grant) -> dict[str, object]:
    return {
        "href": reverse("grant", args=[row.pk]),
        "what": words.grant(row),
        "worker": row.worker,
        "by": row.asked_by,
        "day": words.day(row.asked_at),
    }
