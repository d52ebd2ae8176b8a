from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "igny8.config"
    label = "config"
