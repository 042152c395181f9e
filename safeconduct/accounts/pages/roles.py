"""Roles in units: giving one, ending one, the mark of whoever supervises, and keeping accounts."""

from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from safeconduct.accounts.frame import Kept, hand, keepers_page, now
from safeconduct.accounts.keeping import finding, leaving, roles, takes_two
from safeconduct.accounts.keeping.reach import Hidden, units_within
from safeconduct.accounts.models import Grant, Keeper, Membership, Unit, Worker
from safeconduct.accounts.pages import words
from safeconduct.accounts.pages.account import act_of
from safeconduct.accounts.pages.act import act_page, resent
from safeconduct.accounts.pages.forms import KeepingForm, Reason, RoleForm
from safeconduct.accounts.pages.people import find
from safeconduct.protection.words import Role

UNITS_SHOWN = 12
NODE = "node"


@keepers_page("GET", "POST")
def role_new(request: Kept, worker_id: UUID) -> HttpResponse:
    """Give somebody a role. The units that fit best come first; others are found by name."""
    found = find(request, worker_id)
    text = words.text_of(request)
    form = RoleForm(
        request.POST or None,
        found=_near(request, found, text)[:UNITS_SHOWN],
        for_self=found.pk == request.user.pk,
    )
    given: list[Membership | Grant] = []

    def do() -> None:
        said, told = form.cleaned_data, hand(request)
        unit, role = UUID(said["unit"]), Role(said["role"])
        given.append(roles.give_role(found.pk, unit, role, said["since"], said["reason"], **told))

    act = act_of(
        found,
        _("A role for {name}").format(name=found),
        _("A role lets somebody be brought to cases. It opens none by itself."),
        _("Give the role"),
        _("Done. A role that takes two people waits for the second."),
    )
    return act_page(request, act, do, form, find=text, find_label=_("Find another unit"))


def _near(request: Kept, found: Worker, text: str) -> QuerySet[Unit]:
    """Return units within reach, those of the agencies somebody works for first."""
    units = finding.units(request.reach, text=text)
    theirs = Membership.objects.filter(worker=found).values("unit__agency")
    near = Case(When(agency__in=theirs, then=Value(0)), default=Value(1))
    return units.order_by(near, "agency__name", "name", "pk")


def _held(request: Kept, worker_id: UUID, unit_id: UUID, role: str) -> Membership:
    found = find(request, worker_id)
    unit = units_within(request.reach).filter(pk=unit_id).first()
    if unit is None:
        raise Hidden
    return roles.running(found, unit, role, now())


@keepers_page("GET", "POST")
def role_end(request: Kept, worker_id: UUID, unit_id: UUID, role: str) -> HttpResponse:
    """End a role, once the cases led in it have gone to others. It says how many, not which."""
    if resent(request):
        return redirect("worker", worker_id)
    held = _held(request, worker_id, unit_id, role)
    found, at = held.worker, now()
    number = (
        0
        if roles.held_elsewhere(held, at)
        else leaving.case_file().leads(found, Role(role), held.unit.country)
    )
    act = act_of(
        found,
        _("End a role of {name}").format(name=found),
        _(
            "{role} in {unit}. Every part in cases that rests on it ends at once. What they wrote stays."
        ).format(role=words.role(role), unit=held.unit),
        _("End the role now"),
        _("The role has ended, and so have the parts in cases that rested on it."),
        kind="danger",
        not_yet=roles.LeadsCases(number) if number else None,
    )
    told = hand(request)
    return act_page(request, act, lambda: roles.end_role(found.pk, unit_id, role, **told))


@keepers_page("GET", "POST", sure=True)
def supervision(request: Kept, worker_id: UUID, unit_id: UUID, role: str) -> HttpResponse:
    """Ask that somebody supervises a unit, or take that away."""
    if resent(request):
        return redirect("worker", worker_id)
    held = _held(request, worker_id, unit_id, role)
    found, told = held.worker, hand(request)
    if held.supervises:
        act = act_of(
            found,
            _("{name} no longer supervises").format(name=found),
            _("They keep their role in {unit} and their own cases, and see no others.").format(
                unit=held.unit
            ),
            _("Take supervising away"),
            _("They no longer supervise the unit."),
            kind="danger",
        )
        return act_page(request, act, lambda: roles.end_supervision(found.pk, unit_id, role, **told))
    form = Reason(request.POST or None)
    act = act_of(
        found,
        _("Let {name} supervise").format(name=found),
        _("They would see the cases of {unit} and bring people to them. Another keeper decides.").format(
            unit=held.unit
        ),
        _("Ask the second person"),
        _("Asked. It counts once a second person has agreed."),
    )

    def do() -> None:
        reason = form.cleaned_data["reason"]
        takes_two.ask(Grant.What.SUPERVISION, found.pk, unit_id, reason, role=role, **told)

    return act_page(request, act, do, form)


@keepers_page("GET", "POST", sure=True)
def keeper(request: Kept, worker_id: UUID) -> HttpResponse:
    """Ask that somebody keeps accounts."""
    found = find(request, worker_id)
    far = _far(request, found)
    form = KeepingForm(request.POST or None, far=far)
    act = act_of(
        found,
        _("Let {name} keep accounts").format(name=found),
        _("They would make accounts, units and roles. It opens no case to them. Another keeper decides."),
        _("Ask the second person"),
        _("Asked. It counts once a second person has agreed."),
    )

    def do() -> None:
        said, told = form.cleaned_data, hand(request)
        whole = said["far"] == NODE
        unit = UUID(far[0][0] if whole else said["far"])
        what = Grant.What.KEEPING_NODE if whole else Grant.What.KEEPING_AGENCY
        takes_two.ask(what, found.pk, unit, said["reason"], **told)

    return act_page(request, act, do, form)


def _far(request: Kept, found: Worker) -> list[tuple[str, str]]:
    """Return the accounts somebody could keep: those of each agency they work for, and the node's."""
    at = now()
    mine = units_within(request.reach)
    units = list(mine.filter(memberships__in=Membership.objects.held_at(at).filter(worker=found)).distinct())
    units += list(
        mine.filter(keepers__in=Keeper.objects.held_at(at).filter(worker__in=[found.pk, request.user.pk]))
    )
    agencies: dict[UUID, Unit] = {}
    for unit in units:
        agencies.setdefault(unit.agency_id, unit)
    far = [
        (str(unit.pk), _("The accounts of {agency}").format(agency=unit.agency)) for unit in agencies.values()
    ]
    return [*far, (NODE, _("The accounts of the whole node"))] if request.reach.whole_node else far


@keepers_page("GET", "POST", sure=True)
def keeper_end(request: Kept, worker_id: UUID) -> HttpResponse:
    found = find(request, worker_id)
    if resent(request):
        return redirect("worker", worker_id)
    held = Keeper.objects.held_at(now()).filter(worker=found).select_related("unit").first()
    if held is None or not takes_two.may_end(held, request.reach):
        raise Hidden
    act = act_of(
        found,
        _("{name} no longer keeps accounts").format(name=found),
        _("Their own account stays, with the roles they hold."),
        _("End their keeping of accounts"),
        _("They no longer keep accounts."),
        kind="danger",
    )
    told = hand(request)
    return act_page(request, act, lambda: takes_two.end_keeping(found.pk, **told))
