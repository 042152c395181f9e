"""Who has a part in a case, who could be given one, and who is away."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from safeconduct.accounts.models import Absence, Membership, Worker
from safeconduct.accounts.queries import memberships_of
from safeconduct.casework.models import Assignment, Case
from safeconduct.protection.documents.readers import DECIDERS
from safeconduct.protection.words import Role

Kind = Assignment.Kind
SHOWN = 20
AHEAD = timedelta(days=14)  # an absence that begins soon is shown as well; design default

# Which roles fit a part: who stands in or comes next manages cases, who decides again sits outside the case line.
FITS: dict[str, tuple[Role, ...]] = {
    Kind.CONTRIBUTOR: tuple(role for role in Role if role not in {Role.PERSON, Role.SYSTEM}),
    Kind.TEAM: DECIDERS,
    Kind.DEPUTY: (Role.CASE_MANAGER,),
    Kind.NEXT_LEAD: (Role.CASE_MANAGER,),
    Kind.REVIEWER: (Role.REVIEWER, Role.IDENTIFICATION_LEAD, Role.FOCAL_POINT),
}


def people_of(case: Case) -> list[Assignment]:
    """Return the running parts of a case, the longest first."""
    rows = Assignment.objects.filter(case=case, until__isnull=True).select_related("worker")
    return list(rows.order_by("since", "pk"))


def leads_of(case: Case) -> list[Assignment]:
    """Return everybody who ever led the case in its country, the newest first."""
    rows = Assignment.objects.filter(case=case, country=case.country, kind=Kind.LEAD)
    return list(rows.select_related("worker").order_by("-since", "-pk")[:50])


def agencies(workers: Iterable[Worker], now: datetime) -> dict[object, str]:
    """Return for each worker the agency of the role held longest."""
    held = Membership.objects.held_at(now).filter(worker__in=list(workers)).select_related("unit__agency")
    names: dict[object, str] = {}
    for each in held.order_by("since", "pk"):
        names.setdefault(each.worker_id, each.unit.agency.name)
    return names


def absences(workers: Iterable[Worker], today: date) -> dict[object, Absence]:
    """Return for each worker the first absence that runs or begins within two weeks."""
    rows = Absence.objects.filter(
        worker__in=list(workers), last_day__gte=today, first_day__lte=today + AHEAD
    ).order_by("-first_day")
    return {each.worker_id: each for each in rows}


def could_take_part(
    case: Case, worker: Worker, now: datetime, *, text: str = "", roles: Collection[Role] = ()
) -> list[Membership]:
    """Return people in the country of the case who could be given a part, at most twenty.

    `text` is looked for in names and agencies. Without a text and without roles they are those of the worker's
    own agency. Whoever leads the case is never among them.
    """
    lead = Assignment.objects.filter(case=case, kind=Kind.LEAD, until__isnull=True).values("worker")
    found = _held_in(case, now).exclude(worker__in=lead)
    if roles:
        found = found.filter(role__in=[str(role) for role in roles])
    if text:
        found = found.filter(
            Q(worker__display_name__icontains=text)
            | Q(unit__agency__name__icontains=text)
            | Q(role__in=[str(role) for role in Role if text.casefold() in role.value])
        )
    elif not roles:
        mine = memberships_of(worker, now).values("unit__agency")
        found = found.filter(unit__agency__in=mine)
    return list(found.order_by("worker__display_name", "pk")[:SHOWN])


def could_lead(case: Case, now: datetime) -> Sequence[Membership]:
    """Return case managers of the country who have room for one more case, those with most room first."""
    leads = Q(worker__assignments__kind=Kind.LEAD, worker__assignments__until__isnull=True) & ~Q(
        worker__assignments__case__lifecycle="CLOSED"
    )
    here = Assignment.objects.filter(case=case, kind=Kind.LEAD, until__isnull=True).values("worker")
    counted = (
        _held_in(case, now)
        .filter(role=Role.CASE_MANAGER)
        .exclude(worker__in=here)
        .annotate(leads=Count("worker__assignments", filter=leads))
        .order_by("leads", "worker__display_name")
    )
    return [each for each in counted[: SHOWN * 2] if each.leads < each.worker.caseload_cap][:SHOWN]


def chosen(case: Case, membership_id: str, now: datetime) -> Membership | None:
    """Return the person behind a choice in a form, if that person may be chosen at all."""
    if not membership_id.isdecimal():
        return None
    return _held_in(case, now).filter(pk=int(membership_id)).first()


def _held_in(case: Case, now: datetime) -> QuerySet[Membership]:
    held = Membership.objects.held_at(now).filter(unit__country=case.country, worker__is_active=True)
    return held.exclude(role__in=[Role.PERSON, Role.SYSTEM]).select_related("worker", "unit__agency")
