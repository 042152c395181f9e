"""The forms of signing in, in our words, and each of them waiting after mistakes."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateFactorForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.exceptions import ValidationError
from django.forms import Form, TextInput
from django.utils.translation import gettext_lazy as _

from safeconduct.accounts import delay

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}


def _say(form: Form, name: str, label: Any, hint: Any = "") -> None:
    form.fields[name].label = label
    form.fields[name].help_text = hint
    form.fields[name].widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, "login", _("Name you sign in with"))
        _say(self, "password", _("Password"))


class PasswordAgain(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, "password", _("Password"))


class NewPassword(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, "oldpassword", _("Password you have now"))
        _say(self, "password1", _("New password"), _("At least 15 characters."))
        _say(self, "password2", _("New password once more"))


class _Code(BaseAuthenticateForm):  # type: ignore[misc]
    """A code of the second factor. Guessing waits as guessing passwords does."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["code"].widget = TextInput(attrs=CODE)
        _say(self, "code", _("Code"), _("Six digits from your authenticator app, or a recovery code."))

    def clean_code(self) -> str:
        tried = f"factor {self.user.pk}"
        network = str(context.request.META.get("REMOTE_ADDR", ""))
        delay.refuse_too_soon(tried, network)
        try:
            code: str = super().clean_code()
        except ValidationError:
            delay.failed(tried, network)
            raise
        delay.succeeded(tried, network)
        return code


class Factor(_Code, AuthenticateForm):  # type: ignore[misc]
    pass


class FactorAgain(_Code, ReauthenticateFactorForm):  # type: ignore[misc]
    pass


class NewFactor(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["code"].widget = TextInput(attrs=CODE)
        _say(self, "code", _("Code"), _("Six digits that the app shows now."))
