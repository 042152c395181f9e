"""The pages of the observatory."""

from django.urls import path

from safeconduct.observatory.views import ask, report, studies

STUDY = "estimates/<uuid:study_id>"

urlpatterns = [
    path("estimates", studies.estimates, name="estimates"),
    path("estimates/new", ask.estimate_new, name="estimate_new"),
    path(STUDY, report.estimate, name="estimate"),
    path(f"{STUDY}/picture/<int:place>.svg", report.picture, name="estimate_picture"),
    path(f"{STUDY}/report.<str:kind>", report.take, name="estimate_report"),
]
