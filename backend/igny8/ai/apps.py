from django.apps import AppConfig


class AiConfig(AppConfig):
    name = "igny8.ai"
    label = "ai"
