from django.apps import AppConfig


class SystemConfig(AppConfig):
    name = "igny8.system"
    label = "system"
