"""Every address of the product."""

from django.conf import settings
from django.urls import include, path

from safeconduct.hosting import pages

urlpatterns = [
    path("alive", pages.alive, name="alive"),
    path("language", pages.set_language, name="set_language"),
    path("accounts/", include("safeconduct.accounts.urls")),
    path("", include("safeconduct.observatory.urls")),
    path("", include("safeconduct.casework.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("gallery/", include("safeconduct.ui.urls")))
