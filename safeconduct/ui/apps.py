from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "safeconduct.ui"
    label = "ui"
