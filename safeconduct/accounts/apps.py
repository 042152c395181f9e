from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "safeconduct.accounts"

    def ready(self) -> None:
        from safeconduct.accounts import trail

        trail.listen()
