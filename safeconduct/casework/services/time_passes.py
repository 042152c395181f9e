"""What happens because time passes: clocks that run out do their event, through the same door as everybody."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from safeconduct.casework.models import Clock
from safeconduct.casework.services.move import NotAllowed, move
from safeconduct.protection.counting import Kind
from safeconduct.protection.words import Role

GOES_ON = timedelta(days=7)  # by how much a protection is lengthened when it may not end yet; design default
AT_ONCE = 500  # clocks looked at in one go; the rest comes with the next


def let_time_pass(now: datetime) -> int:
    """Let the system do what is due. Returns how many events happened.

    A protection that may not end yet (reflection ends only when the options are explained) is lengthened.
    Safe to run twice, by two processes, late, or after a restart.
    """
    happened = 0
    due = Clock.objects.filter(due__lte=now, ended_at__isnull=True).exclude(then="").order_by("due")
    for clock in due[:AT_ONCE]:
        op_id = uuid5(NAMESPACE_OID, f"clock {clock.pk} {clock.due.isoformat()}")
        try:
            move(clock.case_id, clock.then, by=None, role=Role.SYSTEM, now=now, op_id=op_id)
        except NotAllowed as refused:
            _refused(clock, refused, now)
            continue
        Clock.objects.filter(pk=clock.pk, ended_at__isnull=True).update(ended_at=now)
        happened += 1
    return happened


def _refused(clock: Clock, refused: NotAllowed, now: datetime) -> None:
    """A protection whose end is refused goes on; a clock whose case has moved on has nothing left to do."""
    moved_on = any(finding.safeguard == "state" for finding in refused.findings)
    row = Clock.objects.filter(pk=clock.pk, ended_at__isnull=True)
    if moved_on or clock.kind != Kind.PROTECTION:
        row.update(ended_at=now)
    else:
        row.update(due=max(now, clock.due) + GOES_ON)
