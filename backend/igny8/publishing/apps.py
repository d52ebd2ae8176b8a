from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "igny8.publishing"
    label = "publishing"

    def ready(self) -> None:
        from igny8.publishing import subscribers  # noqa: F401
        from igny8.publishing.services.platforms import install

        install()
