"""Bring somebody to a case: who, as what, and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.forms import CharField, ChoiceField, Form, RadioSelect, TextInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeconduct.accounts.models import Membership
from safeconduct.casework import parts
from safeconduct.casework.models import Assignment, Case
from safeconduct.protection.titles import ROLE_TITLES
from safeconduct.protection.words import Role
from safeconduct.ui.bidi import isolated

Kind = Assignment.Kind
KINDS = [
    (Kind.CONTRIBUTOR, gettext_lazy("Takes part: reads and writes what the role reads and writes")),
    (Kind.TEAM, gettext_lazy("Identification team: gives an own opinion")),
    (Kind.DEPUTY, gettext_lazy("Stands in for the lead when the lead is away")),
    (Kind.REVIEWER, gettext_lazy("Second person: decides with, from outside the case")),
    (Kind.NEXT_LEAD, gettext_lazy("Next lead: a hand-over begins, nothing changes yet")),
]


def title_of(membership: Membership) -> str:
    told = (
        isolated(membership.worker),
        _(ROLE_TITLES[Role(membership.role)]),
        isolated(membership.unit.agency),
    )
    return " · ".join(told)


class ChosenPerson(Form):
    """One person and one reason. `membership` is set once the form is valid."""

    who = ChoiceField(label=gettext_lazy("Who?"), widget=RadioSelect)
    reason = CharField(
        label=gettext_lazy("Why does this person need to know of the case?"),
        help_text=gettext_lazy("One line, without names or what happened. The person can ask to see it."),
        max_length=200,
        widget=TextInput({"class": "wide"}),
    )
    membership: Membership | None = None

    def __init__(
        self, *told: Any, case: Case, found: Iterable[Membership], now: datetime, **more: Any
    ) -> None:
        super().__init__(*told, **more)
        self.case, self.now = case, now
        self.fields["who"].choices = [(str(each.pk), title_of(each)) for each in found]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.membership = parts.chosen(self.case, said.get("who", ""), self.now)
        return said


class PartForm(ChosenPerson):
    """Somebody's part in a case. The role has to fit the part."""

    kind = ChoiceField(label=gettext_lazy("As what?"), choices=KINDS, widget=RadioSelect)
    field_order = ("who", "kind", "reason")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        fitting = parts.FITS.get(said.get("kind", ""), ())
        if self.membership and fitting and Role(self.membership.role) not in fitting:
            roles = ", ".join(_(ROLE_TITLES[role]) for role in fitting)
            self.add_error("kind", _("This part is for: {roles}.").format(roles=roles))
        return said


class NextLeadForm(ChosenPerson):
    """Who leads next, where the part is settled."""

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        self.fields["who"].label = _("Who leads next?")
        self.fields["reason"].label = _("Why does the lead change?")
        self.fields["reason"].help_text = _("One line. The person can see it and has a say.")
