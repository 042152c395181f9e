"""The identification team: who is on it, what each member holds, and what a decision still needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.accounts.models import AgencyKind
from safeconduct.accounts.queries import membership_of, roles_of
from safeconduct.casework import parts, services
from safeconduct.casework.access import Action
from safeconduct.casework.facts import Standing, standing
from safeconduct.casework.forms.team import OpinionForm, choices_of
from safeconduct.casework.models import Assignment, Case, DocumentVersion
from safeconduct.casework.queries import Hidden, Opened
from safeconduct.casework.views import words
from safeconduct.casework.views.asking import asker, readers_of, reads
from safeconduct.casework.views.frame import Asked, bar, now, op_id, opened, page, shown
from safeconduct.protection.documents.readers import DECIDERS
from safeconduct.protection.safeguards.identification_decision import FEWEST_PROFESSIONS, TEAM
from safeconduct.protection.words import Role
from safeconduct.ui.shapes import Tone

OPINION = "D13"
OPEN = "IN_IDENTIFICATION"
BEFORE_DECISION = frozenset({"CONTACT", "SCREENING", "PRESUMED", "PAUSED", OPEN, "UNDER_APPEAL"})
DECISIONS = ("identification.decide_identified", "identification.decide_not_identified")
SPEAKS_FOR = {Role.POLICE: "police", Role.LAWYER: "lawyer", Role.LABOUR_INSPECTOR: "labour_inspector",
              Role.GUARDIAN: "guardian", Role.HEALTH: "health"}  # fmt: skip
FROM_THE_STATE = frozenset({AgencyKind.STATE, AgencyKind.COURT, AgencyKind.CONSULATE})


@dataclass(frozen=True, slots=True)
class Opinion:
    """One member's opinion as the page shows it; the reasons stand in the paper itself."""

    profession: str
    agency: str
    code: str
    text: str
    counts: bool
    href: str
    version: DocumentVersion
    dissents: bool

    @property
    def tone(self) -> Tone:
        return Tone.WAITING if self.dissents else Tone.PLAIN


@page("GET", "POST")
def team(request: Asked, case_id: UUID) -> HttpResponse:
    """Show the team and let a member give an opinion."""
    case = opened(request, case_id, Action.ACT)
    at = standing(case.case, now())
    role = _speaks_as(request, case) if case.case.identification == OPEN else None
    form = OpinionForm(request.POST or None, initial=_initial(request)) if role else None
    if request.method == "POST":
        if form is None or role is None:
            raise Hidden
        if form.is_valid():
            _give(request, case, at, role, form.cleaned_data)
            return redirect(f"{reverse('team', args=[case_id])}?done=opinion#opinions")
    return shown(request, "casework/team.html", _context(request, case, at, form))


def _speaks_as(request: Asked, case: Opened) -> Role | None:
    """Return the role in which somebody gives an opinion: one they have in this case and still hold."""
    held = case.related.roles & roles_of(request.user, now())
    return next((role for role in DECIDERS if role in held), None)


def _initial(request: Asked) -> dict[str, str]:
    """Suggest the profession from the other roles somebody holds, or from a non-governmental agency."""
    spoken = [SPEAKS_FOR[role] for role in roles_of(request.user, now()) if role in SPEAKS_FOR]
    kind = membership_of(request.user, None, now()).unit.agency.kind
    return {"profession": spoken[0] if spoken else "ngo" if kind == AgencyKind.NGO else ""}


def _give(request: Asked, case: Opened, at: Standing, role: Role, said: Mapping[str, str]) -> None:
    """File the opinion as a paper of its own; a second one is a new version of the first."""
    agency = membership_of(request.user, role, now()).unit.agency
    row = {
        **{name: said[name] for name in ("profession", "conflict_declared", "opinion", "reasons")},
        "agency": agency.name,
        "state_member": "yes" if agency.kind in FROM_THE_STATE else "no",
        "name": str(request.user),
    }
    own = next((each for each in _papers(at) if each.by_id == request.user.pk), None)
    services.file_document(
        case.case.pk,
        OPINION,
        {"team_opinions": [row]},
        by=request.user,
        role=role,
        now=now(),
        op_id=op_id(request),
        base=own.pk if own else None,
    )


def _papers(at: Standing) -> list[DocumentVersion]:
    """Return the papers that hold one member's opinion and no decision."""
    return [
        each
        for each in at.current
        if each.document.type_id == OPINION
        and len(each.coded.get("team_opinions", [])) == 1
        and not each.coded.get("decision_outcome")
    ]


def opinions(at: Standing) -> list[Opinion]:
    """Return every opinion on file, also those in a paper with several; none is ever left out."""
    labels = {name: dict(choices_of(name)) for name in ("profession", "opinion")}
    rows = [
        (version, row)
        for version in at.current
        if version.document.type_id == OPINION
        for row in version.coded.get("team_opinions", [])
        if row.get("opinion")
    ]
    held = [row["opinion"] for _version, row in rows]
    most = max(held, key=held.count, default="")
    return [
        Opinion(
            profession=labels["profession"].get(row.get("profession", ""), _("Profession not said")),
            agency=str(row.get("agency", "")),
            code=row["opinion"],
            text=labels["opinion"].get(row["opinion"], ""),
            counts=row.get("conflict_declared") == "yes",
            href=reverse("document", args=[at.case.pk, version.document_id]),
            version=version,
            dissents=row["opinion"] != most,
        )
        for version, row in rows
    ]


def _context(request: Asked, case: Opened, at: Standing, form: OpinionForm | None) -> dict[str, object]:
    given, may_read = opinions(at), reads(request, case, OPINION)
    mine = any(each.version.by_id == request.user.pk for each in given)
    return {
        "case": case.case,
        "bar": bar(case.case),
        "state": words.state("identification", case.case.identification),
        "meaning": words.meaning("identification", case.case.identification),
        "open": case.case.identification == OPEN,
        "before_decision": case.case.identification in BEFORE_DECISION,
        "members": _members(case.case, given),
        "opinions": given,
        # A member reads the others only after speaking, so that each opinion is the member's own.
        "shows": may_read and (form is None or mine),
        "may_read": may_read,
        "readers": readers_of(OPINION),
        "dissent": any(each.dissents for each in given),
        "quorum": _quorum(at, case.case),
        "fewest": FEWEST_PROFESSIONS,
        "form": form,
        "mine": mine,
        "done": request.GET.get("done") == "opinion",
        "decisions": _decisions(request, case, at) if may_read else [],
        "decision_paper": reverse("document_new", args=[case.case.pk, OPINION]),
        "signs": Role.IDENTIFICATION_LEAD in case.related.roles,
        "may_call": case.case.identification == "PRESUMED",
        "leads": case.related.leads,
    }


def _members(case: Case, given: list[Opinion]) -> list[tuple[Assignment, str, str, bool]]:
    """Return who sits on the team, in which role, for which agency, and whether they have spoken."""
    on_it = [
        row for row in parts.people_of(case) if row.kind == Assignment.Kind.TEAM or row.role in set(DECIDERS)
    ]
    spoke = {each.version.by_id for each in given}
    agencies = parts.agencies((row.worker for row in on_it), now())
    seen: dict[object, tuple[Assignment, str, str, bool]] = {}
    for row in on_it:
        agency = agencies.get(row.worker_id, "")
        seen.setdefault(row.worker_id, (row, words.role(row.role), agency, row.worker_id in spoke))
    return list(seen.values())


def _quorum(at: Standing, case: Case) -> list[tuple[str, bool]]:
    """Say of each place that the rule names whether an opinion that counts is there (SG-ID-03)."""
    rows = at.facts.value("team_opinions")
    counted = [row for row in rows if row.get("conflict_declared")] if isinstance(rows, list) else []
    there = {row.get("profession") for row in counted if row.get("opinion")}
    wanted = (*TEAM, "child_protection") if case.child_mode else TEAM
    labels = dict(choices_of("profession"))
    places = [(labels[each], each in there) for each in wanted]
    outside = any(row.get("state_member") is False for row in counted)
    return [*places, (_("Somebody from outside the state"), outside)]


def _decisions(request: Asked, case: Opened, at: Standing) -> list[dict[str, object]]:
    """Say of both decisions what they would need now; the page of the step takes them."""
    if case.case.identification != OPEN:
        return []
    ask = asker(request, case, at)
    asked = [(event, ask(event)) for event in DECISIONS]
    return [
        {
            "title": words.event(event),
            "allowed": decision.allowed,
            "checks": words.checks(decision.findings),
            "href": reverse("move", args=[case.case.pk, event]),
        }
        for event, decision in asked
    ]
