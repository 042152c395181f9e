"""The addresses of the case file. Each has its row in the access matrix (tests/casework/test_access_matrix.py)."""

from django.urls import path

from safeconduct.casework.views import (
    case,
    closure,
    document,
    document_shown,
    handover,
    intend,
    monitoring,
    move,
    names,
    override,
    people,
    reference,
    reference_country,
    reference_mechanism,
    reference_safeguard,
    return_gate,
    screening,
    story,
    taking_back,
    team,
    today,
    unit,
)

CASE = "cases/<uuid:case_id>"

urlpatterns = [
    path("", today.today, name="today"),
    path("cases", today.caseload, name="caseload"),
    path("cases/new", today.open_case, name="open_case"),
    path(CASE, case.case_page, name="case"),
    path(f"{CASE}/timeline", story.timeline, name="timeline"),
    path(f"{CASE}/steps", case.steps, name="steps"),
    path(f"{CASE}/acts", intend.acts, name="acts"),
    path(f"{CASE}/acts/<str:act>", intend.intend, name="intend"),
    path(f"{CASE}/tasks/<uuid:task_id>", case.task, name="task"),
    path(f"{CASE}/steps/<str:event>", move.move_page, name="move"),
    path(f"{CASE}/documents/new/<str:type_id>", document.document_new, name="document_new"),
    path(f"{CASE}/documents/<uuid:document_id>", document_shown.document, name="document"),
    path(
        f"{CASE}/documents/<uuid:document_id>/versions/<int:number>",
        document_shown.document_version,
        name="document_version",
    ),
    path(
        f"{CASE}/documents/<uuid:document_id>/settle", document_shown.document_settle, name="document_settle"
    ),
    path(f"{CASE}/drafts/<uuid:draft_id>/check", document.document_check, name="document_check"),
    path(f"{CASE}/drafts/<uuid:draft_id>/drop", document.draft_drop, name="draft_drop"),
    path(f"{CASE}/name", names.name_reveal, name="name_reveal"),
    path(f"{CASE}/screening", screening.screening, name="screening"),
    path(f"{CASE}/screening/<str:step>", screening.screening_step, name="screening"),
    path(f"{CASE}/take-back", taking_back.taking_back, name="taking_back"),
    path(f"{CASE}/team", team.team, name="team"),
    path(f"{CASE}/people", people.people, name="people"),
    path(f"{CASE}/hand-over", handover.handover, name="handover"),
    path(f"{CASE}/return", return_gate.return_gate, name="return_gate"),
    path(f"{CASE}/follow-up", monitoring.monitoring, name="monitoring"),
    path(f"{CASE}/closing", closure.closure, name="closure"),
    path(f"{CASE}/steps/<str:event>/departure/<str:safeguard>", override.override_ask, name="override_ask"),
    path("departures", override.overrides_counted, name="overrides_counted"),
    path("departures/<uuid:override_id>", override.override, name="override"),
    path("unit", unit.unit, name="unit"),
    path("reference", reference.reference, name="reference"),
    path("reference/safeguards/<str:id>", reference_safeguard.safeguard, name="safeguard"),
    path("reference/countries/<str:iso2>", reference_country.country, name="country"),
    path("reference/mechanism/<str:region>", reference_mechanism.mechanism, name="mechanism"),
    path("reference/documents/<str:id>", reference.document_type, name="document_type"),
]
