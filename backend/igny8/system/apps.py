from django.apps import AppConfig


class SystemConfig(AppConfig):
    name = "igny8.system"
    label = "system"

    def ready(self) -> None:
        from igny8.system import subscribers  # noqa: F401
