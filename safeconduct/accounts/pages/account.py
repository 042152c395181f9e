"""One account: making it, changing it, noting training, closing it at once and opening it again."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.accounts.frame import Kept, hand, keepers_page, now
from safeconduct.accounts.keeping import leaving, people, takes_two
from safeconduct.accounts.keeping.people import NewAccount
from safeconduct.accounts.keeping.reach import Hidden, units_within
from safeconduct.accounts.models import Grant, Keeper, Membership, Worker
from safeconduct.accounts.pages.act import Act, act_page, resent
from safeconduct.accounts.pages.forms import AccountForm, TrainingForm, change_form
from safeconduct.accounts.pages.people import find
from safeconduct.protection.words import Role


@keepers_page("GET", "POST")
def worker_new(request: Kept, unit_id: UUID) -> HttpResponse:
    """Make an account for somebody who is to work in a unit."""
    unit = units_within(request.reach).filter(pk=unit_id).first()
    if unit is None:
        raise Hidden
    form = AccountForm(request.POST or None)
    made: list[Worker] = []

    def do() -> None:
        said = form.cleaned_data
        told = NewAccount(
            name=said["name"],
            login=said["login"],
            languages=form.chosen,
            unit=unit.pk,
            roles=[Role(code) for code in said["roles"]],
            since=said["since"],
            reason=said["reason"],
            training=said["training"],
            trained_on=said["trained_on"],
        )
        made.append(people.make_account(told, **hand(request)))

    act = Act(
        title=_("A new account"),
        lead=_(
            "For somebody who is to work in {unit}. Nobody can sign in with it until you hand over a password."
        ).format(unit=unit),
        button=_("Make the account"),
        back_href=reverse("keeping_unit", args=[unit.pk]),
        back=str(unit),
        done=_("The account is there. Hand over the password when you sit together."),
    )
    return act_page(request, act, do, form, next_href=lambda: reverse("worker", args=[made[0].pk]))


def act_of(found: Worker, title: str, lead: str, button: str, done: str, **more: object) -> Act:
    """Return an act about one person, from whose page it comes and to which it goes back."""
    back = reverse("worker", args=[found.pk])
    return Act(title, lead, button, back, str(found), done, **more)  # type: ignore[arg-type]


@keepers_page("GET", "POST")
def worker_change(request: Kept, worker_id: UUID) -> HttpResponse:
    found = find(request, worker_id)
    form = change_form(request.POST or None, found)

    def do() -> None:
        said, told = form.cleaned_data, hand(request)
        people.change_account(found.pk, said["name"], form.chosen, said["cap"], **told)

    act = act_of(
        found,
        _("Change the account"),
        _("The name to sign in with stays: the log and the cases know the person by it."),
        _("Save the changes"),
        _("The changes are saved."),
    )
    return act_page(request, act, do, form)


@keepers_page("GET", "POST")
def training_new(request: Kept, worker_id: UUID) -> HttpResponse:
    found = find(request, worker_id)
    form = TrainingForm(request.POST or None)

    def do() -> None:
        said, told = form.cleaned_data, hand(request)
        people.record_training(found.pk, said["codes"], said["completed_on"], said["until"], **told)

    act = act_of(
        found,
        _("Note training"),
        _("Note only what you have seen a certificate for. Without it the rules refuse what needs training."),
        _("Note the training"),
        _("The training is noted and counts from now on."),
    )
    return act_page(request, act, do, form)


@keepers_page("GET", "POST", sure=True)
def account_close(request: Kept, worker_id: UUID) -> HttpResponse:
    """Close an account at once, saying how many cases then wait for another lead."""
    found = find(request, worker_id)
    if resent(request):
        return redirect("worker", worker_id)
    if not found.is_active:
        raise Hidden
    number = leaving.case_file().leads(found)
    notes = [
        ngettext(
            "They lead {number} open case. Tell the supervisor of the unit: it needs another lead today.",
            "They lead {number} open cases. Tell the supervisor of the unit: they need another lead today.",
            number,
        ).format(number=number)
    ] * bool(number)
    act = act_of(
        found,
        _("Close the account of {name}").format(name=found),
        _(
            "They are signed out everywhere at once. What they wrote stays, and the account can be opened again."
        ),
        _("Close the account now"),
        _("The account is closed."),
        notes=notes,
        kind="danger",
    )
    told = hand(request)
    return act_page(request, act, lambda: people.close_account(found.pk, **told))


@keepers_page("GET", "POST", sure=True)
def account_reopen(request: Kept, worker_id: UUID) -> HttpResponse:
    found = find(request, worker_id)
    if resent(request):
        return redirect("worker", worker_id)
    if found.is_active:
        raise Hidden
    act = act_of(
        found,
        _("Open the account of {name} again").format(name=found),
        _(
            "They sign in with the password and the second factor they had. The roles they still hold count again."
        ),
        _("Open the account again"),
        _("The account is open again."),
    )
    told = hand(request)
    return act_page(request, act, lambda: people.reopen_account(found.pk, **told))


def home_unit(request: Kept, found: Worker) -> UUID:
    """Return the unit that stands for somebody's account: one they work in, or the asking keeper's own."""
    mine = Membership.objects.filter(worker=found, unit__in=units_within(request.reach)).filter(
        Q(until__isnull=True) | Q(until__gt=now())
    )
    first = mine.values_list("unit", flat=True).first()
    kept = Keeper.objects.held_at(now())
    own = kept.filter(worker__in=[found.pk, request.user.pk], unit__in=units_within(request.reach))
    return first or own.values_list("unit", flat=True)[0]


def ask_back(request: Kept, found: Worker, reason: str) -> Grant:
    told = hand(request)
    return takes_two.ask(Grant.What.ACCOUNT_BACK, found.pk, home_unit(request, found), reason, **told)
