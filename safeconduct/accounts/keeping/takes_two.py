"""What takes two people who keep accounts: one asks, another decides, and neither is the one it is for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from safeconduct.accounts.keeping.once import first_result, leaf, remember
from safeconduct.accounts.keeping.reach import (
    CannotBe,
    Hidden,
    Reach,
    own_account,
    reach_of,
    unit_for,
    worker_for,
)
from safeconduct.accounts.keeping.roles import begin_role, refuse_twice, running
from safeconduct.accounts.models import Grant, Keeper, Unit, Worker
from safeconduct.accounts.services import recover_in_person
from safeconduct.protection.words import gettext_noop as _

What = Grant.What
KEEPING = {What.KEEPING_AGENCY: False, What.KEEPING_NODE: True}
AT_LEAST = 2  # people who keep the node's accounts, so that one can ask and another decide; design default


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of it. `password` is to hand over on paper when an account was given back; kept nowhere."""

    grant: Grant
    password: str = ""


@transaction.atomic
def ask(
    what: str,
    worker_id: UUID,
    unit_id: UUID,
    reason: str,
    *,
    by: Worker,
    now: datetime,
    op_id: UUID,
    role: str = "",
) -> Grant:
    """Ask a second person for something about a worker. Raises Hidden, CannotBe."""
    kind = f"ask:{what}"
    done = first_result(op_id, kind, by)
    if done is not None:
        return Grant.objects.get(pk=done)
    unit = unit_for(by, unit_id, now)
    found = own_account if what == What.ACCOUNT_BACK else worker_for
    worker = found(by, worker_id, now)
    if not worker.is_active:
        raise CannotBe(_("The account is closed. Open it again first."))
    _refuse_pointless(what, worker, unit, role, by, now)
    grant = put_grant(what, worker, unit, reason, by, now, role=role)
    remember(op_id, kind, by, grant.pk, now)
    return grant


def _refuse_pointless(what: str, worker: Worker, unit: Unit, role: str, by: Worker, now: datetime) -> None:
    if what == What.ACCOUNT_BACK and worker.pk == by.pk:
        raise CannotBe(_("Somebody else asks for your own account."))
    if what == What.SUPERVISION and running(worker, unit, role, now).supervises:
        raise CannotBe(_("They supervise this unit already."))
    if what in KEEPING:
        if KEEPING[What(what)] and not reach_of(by, now).whole_node:
            raise Hidden
        kept = reach_of(worker, now)
        if kept.whole_node or (kept.agency == unit.agency_id and not KEEPING[What(what)]):
            raise CannotBe(_("They keep these accounts already."))


def put_grant(
    what: str,
    worker: Worker,
    unit: Unit,
    reason: str,
    by: Worker,
    now: datetime,
    *,
    role: str = "",
    since: datetime | None = None,
) -> Grant:
    """Write what is asked for, where somebody is there who can decide it."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > 200:
        raise CannotBe(_("Say in one line why, so that the second person can decide."))
    same = Grant.objects.filter(what=what, worker=worker, unit=unit, role=role, decided_at__isnull=True)
    if same.exists():
        raise CannotBe(_("This was asked for already and waits for a second person."))
    grant = Grant(
        what=what, worker=worker, unit=unit, role=role, since=since, reason=reason, asked_by=by, asked_at=now
    )
    if not _somebody_decides(grant, now):
        raise CannotBe(
            _(
                "Nobody else keeps these accounts and could decide. Whoever keeps those of the node asks for it."
            )
        )
    grant.save()
    leaf(by, f"grant.asked:{what}", worker)
    return grant


def may_decide(grant: Grant, reach: Reach) -> bool:
    """Tell whether somebody can be the second person: another keeper of these accounts, and not for themselves."""
    if reach.worker in {grant.asked_by_id, grant.worker_id} or grant.unit is None:
        return False
    return reach.whole_node if grant.what == What.KEEPING_NODE else reach.covers(grant.unit.agency_id)


def _somebody_decides(grant: Grant, now: datetime) -> bool:
    keepers = Keeper.objects.in_service(now).select_related("unit")
    near = keepers.filter(Q(whole_node=True) | Q(unit__agency=grant.unit.agency_id if grant.unit else None))
    return any(may_decide(grant, Reach(row.worker_id, row.whole_node, row.unit.agency_id)) for row in near)


def waiting(reach: Reach) -> QuerySet[Grant]:
    """Return what waits for a second person within reach, the oldest first."""
    rows = Grant.objects.filter(decided_at__isnull=True)
    if not reach.whole_node:
        rows = rows.filter(unit__agency=reach.agency)
    return rows.select_related("worker", "unit__agency", "asked_by").order_by("asked_at", "id")


@transaction.atomic
def decide(grant_id: UUID, *, give: bool, by: Worker, now: datetime, op_id: UUID) -> Decided:
    """Decide as the second person what another asked for. Raises Hidden, CannotBe."""
    grant = Grant.objects.select_for_update(of=("self",)).select_related("worker", "unit__agency", "asked_by")
    found = grant.filter(pk=grant_id).first()
    if found is None or not may_decide(found, reach_of(by, now)):
        raise Hidden
    if first_result(op_id, "decide", by) is not None:
        return Decided(found)
    if found.decided_at is not None:
        raise CannotBe(_("This was decided already."))
    found.second, found.decided_at, found.given = by, now, give
    found.save(update_fields=["second", "decided_at", "given"])
    password = _give(found, by, now) if give else ""
    leaf(by, f"grant.{'given' if give else 'refused'}:{found.what}", found.worker)
    remember(op_id, "decide", by, found.pk, now)
    return Decided(found, password)


def _give(grant: Grant, by: Worker, now: datetime) -> str:
    worker, unit = grant.worker, grant.unit
    if unit is None or not reach_of(grant.asked_by, now).covers(unit.agency_id):
        raise CannotBe(
            _("Whoever asked no longer keeps these accounts. Refuse it; it can be asked for anew.")
        )
    if not worker.is_active:
        raise CannotBe(_("The account was closed meanwhile."))
    if grant.what == What.ACCOUNT_BACK:
        return recover_in_person(worker, by=grant.asked_by, witness=by)
    if grant.what == What.ROLE:
        refuse_twice(worker, unit, grant.role, now)
        begin_role(worker, unit, grant.role, max(grant.since or now, now), by)
    elif grant.what == What.SUPERVISION:
        held = running(worker, unit, grant.role, now)
        held.supervises = True
        held.save(update_fields=["supervises"])
    else:
        begin_keeping(worker, unit, whole_node=KEEPING[What(grant.what)], now=now)
    return ""


def begin_keeping(worker: Worker, unit: Unit, *, whole_node: bool, now: datetime) -> Keeper:
    """Let somebody keep accounts from now on; what they kept before ends."""
    Keeper.objects.held_at(now).filter(worker=worker).update(until=now)
    return Keeper.objects.create(worker=worker, unit=unit, whole_node=whole_node, since=now)


def may_end(held: Keeper, reach: Reach) -> bool:
    """Tell whether somebody's keeping is this keeper's to end: never that of the node for one agency's."""
    return reach.whole_node or (not held.whole_node and reach.covers(held.unit.agency_id))


@transaction.atomic
def end_keeping(worker_id: UUID, *, by: Worker, now: datetime, op_id: UUID) -> None:
    """End somebody's keeping of accounts. Two people always keep those of the node. Raises Hidden, CannotBe."""
    worker = worker_for(by, worker_id, now)
    if first_result(op_id, "end_keeping", by) is not None:
        return
    row = Keeper.objects.select_for_update(of=("self",)).held_at(now).filter(worker=worker)
    held = row.select_related("unit").first()
    if held is None or not may_end(held, reach_of(by, now)):
        raise Hidden
    # All of them are locked, so that two who end each other at the same moment do not both succeed.
    node = Keeper.objects.select_for_update(of=("self",)).in_service(now).filter(whole_node=True)
    if held.whole_node and sum(row.worker_id != worker.pk for row in node) < AT_LEAST:
        raise CannotBe(_("Two people always keep the accounts of the node. Let somebody else begin first."))
    held.until = now
    held.save(update_fields=["until"])
    leaf(by, "keeping.ended", worker)
    remember(op_id, "end_keeping", by, held.pk, now)
