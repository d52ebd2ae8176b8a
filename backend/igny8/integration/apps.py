from django.apps import AppConfig


class IntegrationConfig(AppConfig):
    name = "igny8.integration"
    label = "integration"

    def ready(self) -> None:
        from igny8.content.base import sync_notes
        from igny8.integration import subscribers  # noqa: F401
        from igny8.integration.selectors import content_sync_notes

        sync_notes.register(content_sync_notes)
