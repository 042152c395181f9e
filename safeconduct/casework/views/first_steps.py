"""Where a case begins: what to do first, and the ways to the parts of a long page."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.accounts.models import Worker
from safeconduct.casework.access import author_roles
from safeconduct.casework.facts import Standing
from safeconduct.casework.queries import Opened, begun_by
from safeconduct.ui.shapes import Link, Task, TaskStatus

SCREENING, BEFORE = "D03", ("D01", "D02")
BEGINNING = frozenset({"CONTACT", "SCREENING"})


def first_steps(worker: Worker, case: Opened, at: Standing) -> list[Task]:
    """List the way to a screening, for whoever may screen while nothing is known yet; else nothing."""
    if case.case.identification not in BEGINNING or not author_roles(case.related, SCREENING):
        return []
    names = {"D01": _("Write the contact note"), "D02": _("Tell the person their rights")}
    here = urlencode({"next": reverse("case", args=[case.case.pk])})
    begun = frozenset(begun_by(worker, case.case))
    papers = [
        Task(
            names[each],
            f"{reverse('document_new', args=[case.case.pk, each])}?{here}",
            _status(each, at, begun),
        )
        for each in BEFORE
    ]
    talk = Task(
        _("Screen, one question at a time"),
        reverse("screening", args=[case.case.pk]),
        # On file or not, it goes on for as long as nothing follows from it.
        _status(SCREENING, at, begun, filed=TaskStatus.IN_PROGRESS),
        hint=_("Only in a safe place, only if the person agrees, and stopped at any time."),
    )
    return [*papers, talk]


def _status(
    type_id: str, at: Standing, begun: frozenset[str], *, filed: TaskStatus = TaskStatus.COMPLETED
) -> TaskStatus:
    if type_id in at.filed:
        return filed
    return TaskStatus.IN_PROGRESS if type_id in begun else TaskStatus.NOT_STARTED


def on_this_page(*, inside: bool, begins: bool) -> list[Link]:
    """Lead to the parts of the case page: on a phone it is long."""
    parts = [
        ("first" if begins else "today", _("Now")),
        ("next", _("Next")),
        ("documents", _("Documents")),
        ("story", _("Story")),
    ]
    if not inside:
        parts = [parts[0], parts[3]]
    parts += [("sphere", _("Protection")), ("people", _("People"))]
    return [Link(words, f"#{part}") for part, words in parts]
