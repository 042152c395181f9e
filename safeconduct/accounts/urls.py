"""The parts of allauth we need and no others: no sign-up, no reset by e-mail, no addresses."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from safeconduct.accounts import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", views.sign_out, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("second-factor/", factor.index, name="mfa_index"),
    path("second-factor/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("second-factor/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/set-up/", views.SetUpFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", views.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
]
