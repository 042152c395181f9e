"""Before an act that is no step of the case, ask: what it means, what stands against it, and the way on."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.casework import queries, services
from safeconduct.casework.access import Action, author_roles
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.forms import DocumentForm, Typed, typed_in_form
from safeconduct.casework.queries import Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import spoken
from safeconduct.casework.views.chosen import role_for
from safeconduct.casework.views.document_ways import zone_of
from safeconduct.casework.views.frame import Asked, announce, bar, now, op_id, opened, page, shown
from safeconduct.protection.acts import IN_A_CASE, KIND_TITLES, ActType, may_act
from safeconduct.protection.acts.ways import stands_anyway
from safeconduct.protection.facts import Act, Actor
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism.may import Decision
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.asked import not_concerned
from safeconduct.protection.vocabulary import FACTS
from safeconduct.protection.words import Role
from safeconduct.ui.shapes import Tone

Acting = Callable[[Role], Actor]
NOT_CONCERNED = not_concerned().because
OF_THE_ACT = frozenset(
    {"evidence", "role"}
)  # findings about what is said and who says it, not about the case
MOST_PAPERS = 6


@dataclass(frozen=True, slots=True)
class Offered:
    """One act as somebody sees it in the list: whose it is, and what stands against it whatever is said."""

    declared: ActType
    role: Role | None
    against: tuple[Finding, ...]

    @property
    def title(self) -> str:
        return words.event(self.declared.id)

    @property
    def whose(self) -> str:
        return ", ".join(words.role(role) for role in self.declared.by) if self.role is None else ""

    @property
    def status(self) -> str:
        if self.against:
            return _("May not be done") if self.declared.alarm else _("Not yet")
        return _("It depends on what you say") if self.declared.said else _("Possible now")

    @property
    def tone(self) -> Tone:
        if self.against:
            return Tone.WAITING
        return Tone.QUIET if self.declared.said else Tone.GOOD

    @property
    def reason(self) -> str:
        if not self.against:
            return _(self.declared.meaning)
        return words.because(spoken(self.against, self.declared.id)[0])


@page("GET")
def acts(request: Asked, case_id: UUID) -> HttpResponse:
    """List every act that a case asks, by what it is about: open, shut, and whose it is."""
    case = opened(request, case_id, Action.ACT)
    at = standing(case.case, now())
    acting = services.acting(request.user, now())
    offered = [_offered(each, case, at, acting) for each in IN_A_CASE.values()]
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "kinds": [
            (
                kind,
                _(title),
                sorted((each for each in offered if each.declared.kind is kind), key=_theirs_last),
            )
            for kind, title in KIND_TITLES.items()
            if any(each.declared.kind is kind for each in offered)
        ],
    }
    return shown(request, "casework/acts.html", context)


def _offered(declared: ActType, case: Opened, at: Standing, acting: Acting) -> Offered:
    """What the door would answer this worker; for an act of somebody else, what it would answer them."""
    role = role_for(declared, case.related)
    act = Act(declared.id, acting(role or declared.by[0]))
    set_aside = at.in_force(declared.id)
    against = stands_anyway(declared, at.facts, act)
    return Offered(declared, role, tuple(each for each in against if each.safeguard not in set_aside))


def _theirs_last(offered: Offered) -> bool:
    return offered.role is None


@page("GET", "POST")
def intend(request: Asked, case_id: UUID, act: str) -> HttpResponse:
    """Show one act and ask for it. A refusal is an ordinary page that somebody can act on."""
    case = opened(request, case_id, Action.ACT)
    declared = IN_A_CASE.get(act)
    if declared is None:
        raise queries.Hidden
    role = role_for(declared, case.related)
    typed = typed_in_form(declared.form, request.POST)
    form = DocumentForm(declared.form, typed, zone_of(case.case), quiet=request.method != "POST")
    if request.method == "POST" and role is not None and form.is_valid():
        return _ask(request, case, declared, role, form)
    at = standing(case.case, now())
    return _page(request, case, declared, role, None, at, form)


def _ask(request: Asked, case: Opened, declared: ActType, role: Role, form: DocumentForm) -> HttpResponse:
    by, at = request.user, now()
    try:
        services.intend(
            case.case.pk, declared.id, form.values, by=by, role=role, now=at, op_id=op_id(request)
        )
    except services.NotAllowed as refused:
        stands = standing(case.case, now())
        return _page(request, case, declared, role, refused.decision, stands, form, status=409)
    noted = _("{act}: nothing stands against it. It is noted in the story with your name.")
    announce(request, noted.format(act=words.event(declared.id)))
    return redirect("case", case.case.pk)


def _page(
    request: Asked,
    case: Opened,
    declared: ActType,
    role: Role | None,
    refused: Decision | None,
    at: Standing,
    form: DocumentForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show the act: with a refusal, or before anything was said with what stands against it anyway."""
    if refused is None:
        act = Act(declared.id, services.acting(request.user, now())(role or declared.by[0]))
        refusals: tuple[Finding, ...] = ()
        against = stands_anyway(declared, at.facts, act)
        asked = against if declared.said else may_act(at.facts, act).findings
    else:
        refusals = against = refused.refusals
        asked = tuple(each for each in refused.findings if each not in refusals)
    context = {
        "case": case.case,
        "bar": bar(case.case),
        "form": form,
        "fields": [part.field for part in form.parts],  # `form.parts` in a template is a field of that name
        "title": words.event(declared.id),
        "meaning": _(declared.meaning),
        "acting": words.role(role or declared.by[0]),
        "mine": role is not None,
        "for_somebody": role is not None and role not in case.related.roles,
        "whose": [words.role(each) for each in declared.by],
        "refusals": words.refusals(spoken(refusals, declared.id), _writer(case, declared)),
        "overrides": _overrides(case, declared, refusals, form) if case.related.leads else [],
        "checks": words.checks(
            each
            for each in spoken(asked, declared.id)
            if each.because != NOT_CONCERNED and each.safeguard not in OF_THE_ACT
        ),
        "set_aside": [_(SAFEGUARDS[each].title) for each in sorted(at.in_force(declared.id))],
        "papers": _papers(case, declared, against, at),
        "follows": [_(each.what) for each in declared.owes],
        "alarm": declared.alarm is not None,
    }
    return shown(request, "casework/intend.html", context, status=status)


def _overrides(
    case: Opened, declared: ActType, refusals: tuple[Finding, ...], form: DocumentForm
) -> list[tuple[str, str]]:
    """Return where to ask two people to decide otherwise, with what was said: the answer depends on it."""
    told = urlencode(_codes(form), doseq=True)
    return [
        (
            words.title(each),
            f"{reverse('override_ask', args=[case.case.pk, declared.id, each.safeguard])}?{told}",
        )
        for each in refusals
        if each.override.allowed
    ]


def _codes(form: DocumentForm) -> Typed:
    return typed_in_form(form.document, form.data)  # type: ignore[arg-type]


def _writer(case: Opened, declared: ActType) -> Callable[[str], str]:
    """Return where this worker writes a document, coming back to the act; empty for one that others write."""
    back = urlencode({"next": reverse("intend", args=[case.case.pk, declared.id])})

    def write(type_id: str) -> str:
        if declared.alarm or not author_roles(case.related, type_id):
            return ""
        return f"{reverse('document_new', args=[case.case.pk, type_id])}?{back}"

    return write


def _papers(
    case: Opened, declared: ActType, against: tuple[Finding, ...], at: Standing
) -> list[tuple[str, str, bool]]:
    """Return the papers that it rests on or that could answer what is unknown: title, where to write it, on file."""
    write = _writer(case, declared)
    # Nobody is invited to write what would open the way to force.
    open_to = () if declared.alarm else against
    unknown = [name for each in open_to for name in each.missing if name in FACTS]
    wanted = dict.fromkeys(
        [*declared.papers, *(paper for name in unknown for paper in FACTS[name].documents)]
    )
    return [(words.document(each), write(each), each in at.filed) for each in list(wanted)[:MOST_PAPERS]]
