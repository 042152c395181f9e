"""What takes two: deciding as the second person; and the password on paper, shown once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts import papers
from safeconduct.accounts.frame import Kept, hand, keepers_page, now, shown
from safeconduct.accounts.keeping import people, takes_two
from safeconduct.accounts.keeping.reach import CannotBe, Hidden
from safeconduct.accounts.models import Grant, Worker
from safeconduct.accounts.pages import words
from safeconduct.accounts.pages.account import act_of, ask_back
from safeconduct.accounts.pages.act import act_page, refusal
from safeconduct.accounts.pages.forms import Reason
from safeconduct.accounts.pages.people import find
from safeconduct.protection.words import gettext_noop as mark
from safeconduct.ui.shapes import Row

MEANS = {
    Grant.What.ROLE: mark(
        "They could be brought to cases in this role, and decide with others on departures from safeguards."
    ),
    Grant.What.SUPERVISION: mark(
        "They would see the cases of the unit and what is due, and bring people to them."
    ),
    Grant.What.KEEPING_AGENCY: mark(
        "They would make accounts, units and roles of this agency. It opens no case."
    ),
    Grant.What.KEEPING_NODE: mark(
        "They would make accounts, units and roles of every agency. It opens no case."
    ),
    Grant.What.ACCOUNT_BACK: mark(
        "What they sign in with stops working, and you hand over a new password on paper."
    ),
}


@keepers_page("GET", "POST", sure=True)
def grant(request: Kept, grant_id: UUID) -> HttpResponse:
    """Decide as the second person, or see that somebody else has to."""
    row = takes_two.waiting(request.reach).filter(pk=grant_id).first()
    if row is None:
        row = _decided(request, grant_id)
    may = takes_two.may_decide(row, request.reach)
    if request.method == "POST":
        return _decide(request, row) if may else _hidden()
    return _page(request, row, may=may and row.decided_at is None)


def _decided(request: Kept, grant_id: UUID) -> Grant:
    rows = Grant.objects.select_related("worker", "unit__agency", "asked_by", "second")
    row = rows.filter(pk=grant_id).first()
    if row is None or row.unit is None or not request.reach.covers(row.unit.agency_id):
        raise Hidden
    return row


def _hidden() -> HttpResponse:
    raise Hidden


def _decide(request: Kept, row: Grant) -> HttpResponse:
    give = request.POST.get("do") == "give"
    try:
        decided = takes_two.decide(row.pk, give=give, **hand(request))
    except CannotBe as refused:
        return _page(request, row, may=True, refusals=[refusal(refused)], status=409)
    if decided.password:
        return _paper(request, row.worker, decided.password)
    messages.success(
        request, _("Agreed. It counts from now on.") if give else _("Refused. Nothing has changed.")
    )
    return redirect("keeping")


def _page(request: Kept, row: Grant, *, may: bool, status: int = 200, **more: object) -> HttpResponse:
    told = [
        Row(_("For whom"), f"{row.worker} ({row.worker.login})"),
        Row(_("What is asked for"), words.grant(row)),
        Row(_("Why"), row.reason),
        Row(_("Asked by"), str(row.asked_by)),
        Row(_("Asked on"), words.day(row.asked_at)),
        Row(_("The account exists since"), words.day(row.worker.joined_at)),
    ]
    context = {
        "row": row,
        "told": told,
        "means": _(MEANS[Grant.What(row.what)]),
        "may": may,
        "worker_href": reverse("worker", args=[row.worker_id]),
        "mine": row.asked_by_id == request.user.pk,
        **more,
    }
    return shown(request, "accounts/grant.html", context, status=status)


@keepers_page("GET", "POST", sure=True)
def password(request: Kept, worker_id: UUID) -> HttpResponse:
    """Hand over a first password, or ask a second person to give an account back."""
    found = find(request, worker_id)
    if found.pk == request.user.pk or not found.is_active:
        raise Hidden
    if people.first_password_by_one(found, request.user, now()):
        return _first(request, found)
    form = Reason(request.POST or None)
    act = act_of(
        found,
        _("Give {name} the account back").format(name=found),
        _(
            "For somebody who lost password or phone. A second keeper sees them as well, decides, and hands the new "
            "password over."
        ),
        _("Ask the second person"),
        _("Asked. The second person hands over the new password."),
    )
    return act_page(request, act, lambda: ask_back(request, found, form.cleaned_data["reason"]), form)


def _first(request: Kept, found: Worker) -> HttpResponse:
    act = act_of(
        found,
        _("Hand over the first password"),
        _(
            "Do this when {name} sits beside you. The password is shown once and opens the account for three days. "
            "At the first sign-in they set up their second factor and choose a password of their own."
        ).format(name=found),
        _("Make the password"),
        "",
    )
    if request.method != "POST":
        return shown(request, "accounts/act.html", {"act": act, "form": None, "refusals": []})
    try:
        told = hand(request)
        return _paper(request, found, people.hand_over_password(found.pk, **told))
    except CannotBe as refused:
        context = {"act": act, "form": None, "refusals": [refusal(refused)]}
        return shown(request, "accounts/act.html", context, status=409)


def _paper(request: Kept, found: Worker, secret: str) -> HttpResponse:
    context = {
        "worker": found,
        "password": secret,
        "until": words.moment(now() + papers.LASTS),
        "address": request.build_absolute_uri(reverse("account_login")),
    }
    return shown(request, "accounts/paper.html", context)
