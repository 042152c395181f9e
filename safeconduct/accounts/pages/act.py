"""One act on one page: what it means, what is asked, the button that names it, and why it may be refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.accounts.frame import Kept, op_id, shown
from safeconduct.accounts.keeping.once import sent_before
from safeconduct.accounts.keeping.reach import CannotBe
from safeconduct.accounts.keeping.roles import LeadsCases
from safeconduct.ui.shapes import Refusal


@dataclass(frozen=True, slots=True)
class Act:
    """What stands on the page. `done` is said on the next one; `kind` is the look of the button.

    `not_yet` says beforehand why the act would be refused: then there is no button to press in vain.
    """

    title: str
    lead: str
    button: str
    back_href: str
    back: str
    done: str
    notes: Sequence[str] = ()
    kind: str = "main"
    not_yet: CannotBe | None = None


def act_page(
    request: Kept,
    act: Act,
    do: Callable[[], Any],
    form: Form | None = None,
    next_href: Callable[[], str] | None = None,
    **more: object,
) -> HttpResponse:
    """Show the act, or do it and go on to `next_href` or back. A refusal changes nothing and keeps what was typed."""
    refusals = [refusal(act.not_yet)] if act.not_yet else []
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            do()
        except CannotBe as refused:
            refusals = [refusal(refused)]
        else:
            messages.success(request, act.done)
            return redirect(next_href() if next_href else act.back_href)
    context = {"act": act, "form": form, "refusals": refusals, **more}
    return shown(
        request, "accounts/act.html", context, status=409 if request.method == "POST" and refusals else 200
    )


def resent(request: Kept) -> bool:
    """Tell whether this form was sent before and did its act: what it acted on may be gone from the page."""
    return request.method == "POST" and sent_before(op_id(request), request.user)


def refusal(refused: CannotBe) -> Refusal:
    """Put a refusal in words. Of cases it tells how many, never which."""
    if isinstance(refused, LeadsCases):
        told = ngettext(
            "They lead {number} open case. It goes to another lead first, so that nobody is left alone.",
            "They lead {number} open cases. These go to other leads first, so that nobody is left alone.",
            refused.number,
        ).format(number=refused.number)
        return Refusal(
            _("Cases wait for another lead"),
            told,
            missing=[_("A hand-over of each case, begun on its own page.")],
        )
    return Refusal(_("Not like this"), refused.words)
