"""The addresses of the case file. Each has its row in the access matrix (tests/casework/test_access_matrix.py)."""

from django.urls import path

from safeconduct.casework.views import case, move, today

CASE = "cases/<uuid:case_id>"

urlpatterns = [
    path("", today.today, name="today"),
    path("cases", today.caseload, name="caseload"),
    path("cases/new", today.open_case, name="open_case"),
    path(CASE, case.case_page, name="case"),
    path(f"{CASE}/timeline", case.timeline, name="timeline"),
    path(f"{CASE}/steps", case.steps, name="steps"),
    path(f"{CASE}/tasks/<uuid:task_id>", case.task, name="task"),
    path(f"{CASE}/steps/<str:event>", move.move_page, name="move"),
]
