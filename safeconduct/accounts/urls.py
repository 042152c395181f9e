"""Signing in, and keeping accounts.

Of allauth the parts we need and no others: no sign-up, no reset by e-mail, no addresses.
"""

from allauth.account import views as sign_in
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from safeconduct.accounts import views
from safeconduct.accounts.pages import account, offices, overview, people, roles, two

WORKER = "people/<uuid:worker_id>"
ROLE = f"{WORKER}/roles/<uuid:unit_id>/<str:role>"

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", views.sign_out, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("second-factor/", factor.index, name="mfa_index"),
    path("second-factor/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("second-factor/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/set-up/", views.SetUpFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", views.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("keeping", overview.keeping, name="keeping"),
    path("agencies", offices.agencies, name="agencies"),
    path("agencies/new", offices.agency_new, name="agency_new"),
    path("agencies/<uuid:agency_id>", offices.agency, name="agency"),
    path("agencies/<uuid:agency_id>/units/new", offices.unit_new, name="unit_new"),
    path("units/<uuid:unit_id>", offices.unit, name="keeping_unit"),
    path("units/<uuid:unit_id>/people/new", account.worker_new, name="worker_new"),
    path("people", people.workers, name="workers"),
    path(WORKER, people.worker, name="worker"),
    path(f"{WORKER}/change", account.worker_change, name="worker_change"),
    path(f"{WORKER}/training/new", account.training_new, name="training_new"),
    path(f"{WORKER}/password", two.password, name="worker_password"),
    path(f"{WORKER}/close", account.account_close, name="account_close"),
    path(f"{WORKER}/reopen", account.account_reopen, name="account_reopen"),
    path(f"{WORKER}/roles/new", roles.role_new, name="role_new"),
    path(f"{ROLE}/end", roles.role_end, name="role_end"),
    path(f"{ROLE}/supervision", roles.supervision, name="supervision"),
    path(f"{WORKER}/keeping", roles.keeper, name="keeper"),
    path(f"{WORKER}/keeping/end", roles.keeper_end, name="keeper_end"),
    path("asked/<uuid:grant_id>", two.grant, name="grant"),
]
