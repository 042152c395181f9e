from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "safeconduct.casework"
    label = "casework"

    def ready(self) -> None:
        from safeconduct.accounts.keeping import leaving
        from safeconduct.casework.leaving import Answers

        leaving.answers(Answers())
