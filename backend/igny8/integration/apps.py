from django.apps import AppConfig


class IntegrationConfig(AppConfig):
    name = "igny8.integration"
    label = "integration"

    def ready(self) -> None:
        from igny8.integration import subscribers  # noqa: F401
