from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "igny8.planning"
    label = "planning"
